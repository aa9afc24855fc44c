"""Who uses what in a policy: the way back from a fact, concept, rider or provision to the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tenken import condition as c
from tenken.policy.law import Provision
from tenken.policy.model import Policy, Rule
from tenken.policy.reads import facts_read


@dataclass(frozen=True)
class Uses:
    """Looks through a policy for the ids of those that use something, in the order of the policy."""

    policy: Policy

    @cached_property
    def _facts_read(self) -> dict[str, frozenset[str]]:
        return {id_: facts_read(rule, self.policy) for id_, rule in self.policy.rules.items()}

    def facts_of(self, rule: Rule) -> list[str]:
        """The facts that a rule reads, also through concepts, in the vocabulary's order."""
        return [path for path in self.policy.vocabulary.facts if path in self._facts_read[rule.id]]

    def rules_reading(self, path: str) -> list[str]:
        """The rules that read a fact, also through concepts."""
        return [id_ for id_, read in self._facts_read.items() if path in read]

    def concepts_reading(self, path: str) -> list[str]:
        """The concepts that read a fact themselves."""
        return [id_ for id_, one in self.policy.concepts.items() if path in _read_at_all(one.when)]

    def facts_asked_after(self, path: str) -> list[str]:
        """The facts that are worth asking for or not, depending on this one."""
        return [
            other
            for other, fact in self.policy.vocabulary.facts.items()
            if fact.worth_asking is not None and path in _read_at_all(fact.worth_asking)
        ]

    def riders_met_by(self, path: str) -> list[str]:
        """The riders whose duty a fact shows to be met."""
        return [id_ for id_, rider in self.policy.riders.items() if path in rider.satisfied_by]

    def concepts_on(self, concept: str) -> list[str]:
        """The concepts that name this one."""
        return [id_ for id_, other in self.policy.concepts.items() if concept in c.concepts_used(other.when)]

    def rules_on(self, concept: str) -> list[str]:
        """The rules that name this concept."""
        return [
            id_
            for id_, rule in self.policy.rules.items()
            if any(concept in c.concepts_used(node) for node in conditions_of(rule))
        ]

    def facts_asked_in(self, concept: str) -> list[str]:
        """The facts that are worth asking for or not, depending on this concept."""
        return [
            path
            for path, fact in self.policy.vocabulary.facts.items()
            if fact.worth_asking is not None and concept in c.concepts_used(fact.worth_asking)
        ]

    def provisions_within(self, concept: str) -> list[str]:
        """The provisions that bind only where this concept holds."""
        return [id_ for id_, provision in self.policy.provisions.items() if provision.scope == concept]

    def rules_with(self, rider: str) -> list[str]:
        """The rules that carry this rider."""
        return [id_ for id_, rule in self.policy.rules.items() if rule.rider == rider]

    def rules_under(self, provision: str) -> list[str]:
        """The rules that rest on this provision, or are exempt by it."""
        return [id_ for id_, rule in self.policy.rules.items() if provision in {one.id for one in provisions_of(rule)}]

    def cities_with(self, provision: str) -> list[str]:
        """The cities of whose own ordinance more is known on this provision."""
        return [id_ for id_, city in self.policy.municipalities.items() if provision in city.provisions]


def conditions_of(rule: Rule) -> Iterator[c.Condition]:
    """All conditions of a rule."""
    yield from (rule.when, rule.require)
    if rule.unless is not None:
        yield rule.unless.condition


def provisions_of(rule: Rule) -> list[Provision]:
    """All provisions that a rule cites, that of its exemption last."""
    return [*rule.provisions, *([rule.unless.provision] if rule.unless else [])]


def verified(rule: Rule) -> bool:
    """Has the latest text of everything that the rule rests on been read, in any degree?"""
    return all(provision.periods[-1].evidence != "M" for provision in rule.provisions)


def _read_at_all(node: c.Condition) -> set[str]:
    return {path for part in c.walk(node) for path in c.paths_read(part)}
