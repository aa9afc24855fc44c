"""Who uses what in a policy: what a rule reads and rests on, and the way back from all that to the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tenken import condition as c
from tenken.policy.check import At
from tenken.policy.law import LATEST, Provision
from tenken.policy.model import Policy, Rule


def clauses_of(rule: Rule) -> Iterator[tuple[At, c.Condition]]:
    """The conditions of a rule, each with its path of keys in the rule's file."""
    yield ("when",), rule.when
    yield ("require",), rule.require
    if rule.unless is not None:
        yield ("unless", "condition"), rule.unless.condition


def conditions_of(rule: Rule) -> Iterator[c.Condition]:
    """The conditions of a rule, that of its exemption included."""
    return (condition for _, condition in clauses_of(rule))


def provisions_of(rule: Rule) -> tuple[Provision, ...]:
    """The provisions that a rule cites, that of its exemption last."""
    return (*rule.provisions, *((rule.unless.provision,) if rule.unless else ()))


def rules_under(provision: str, rules: Iterable[Rule]) -> list[Rule]:
    """Those of the rules that rest on a provision, or are exempt by it."""
    return [rule for rule in rules if any(one.id == provision for one in provisions_of(rule))]


def facts_read(rule: Rule, policy: Policy) -> frozenset[str]:
    """The facts that a rule reads, also through concepts, those of its exemption included."""
    pending, paths, seen = list(conditions_of(rule)), set[str](), set[str]()
    while pending:
        node = pending.pop()
        paths |= c.paths_below(node)
        new = set(c.concepts_used(node)) - seen
        seen |= new
        pending += (policy.concepts[id_].when for id_ in new)
    return frozenset(paths & policy.vocabulary.facts.keys())


def verified(rule: Rule, day: date = LATEST) -> bool:
    """Has all that the rule rests on been read, as it stands on a day; where it is not in force then, in its latest text?"""
    return all(one.read_on(day if one.period_on(day) else one.periods[-1].last) for one in rule.provisions)


@dataclass(frozen=True)
class Uses:
    """Looks through a policy for the ids of those that use something, in the order of the policy."""

    policy: Policy

    @cached_property
    def conditions(self) -> tuple[c.Condition, ...]:
        """Every condition: of concepts, of what makes facts worth asking, and of rules."""
        rules, facts = self.policy.rules.values(), self.policy.vocabulary.facts.values()
        return (
            *(concept.when for concept in self.policy.concepts.values()),
            *(fact.worth_asking for fact in facts if fact.worth_asking is not None),
            *(condition for rule in rules for condition in conditions_of(rule)),
        )

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that anything uses: a condition, or a rider whose duty they show to be met."""
        read = (path for condition in self.conditions for path in c.paths_below(condition))
        met = (path for rider in self.policy.riders.values() for path in rider.satisfied_by)
        return frozenset((*read, *met)) & self.policy.vocabulary.facts.keys()

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts that any condition names, or that are the scope of a provision."""
        named = (id_ for condition in self.conditions for id_ in c.concepts_used(condition))
        scopes = (provision.scope for provision in self.policy.provisions.values() if provision.scope)
        return frozenset((*named, *scopes))

    @cached_property
    def _facts_read(self) -> dict[str, frozenset[str]]:
        return {id_: facts_read(rule, self.policy) for id_, rule in self.policy.rules.items()}

    def facts_of(self, rule: Rule) -> list[str]:
        """The facts that a rule reads, also through concepts, in the vocabulary's order."""
        return [path for path in self.policy.vocabulary.facts if path in self._facts_read[rule.id]]

    def facts_in(self, concept: str) -> list[str]:
        """The facts that a concept reads itself, in the vocabulary's order."""
        read = c.paths_below(self.policy.concepts[concept].when)
        return [path for path in self.policy.vocabulary.facts if path in read]

    def rules_reading(self, path: str) -> list[str]:
        """The rules that read a fact, also through concepts."""
        return [id_ for id_, read in self._facts_read.items() if path in read]

    def concepts_reading(self, path: str) -> list[str]:
        """The concepts that read a fact themselves."""
        return [id_ for id_, one in self.policy.concepts.items() if path in c.paths_below(one.when)]

    def facts_asked_after(self, path: str) -> list[str]:
        """The facts that are worth asking for or not, depending on this one."""
        return [
            other
            for other, fact in self.policy.vocabulary.facts.items()
            if fact.worth_asking is not None and path in c.paths_below(fact.worth_asking)
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
            if any(concept in c.concepts_used(condition) for condition in conditions_of(rule))
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
        return [rule.id for rule in rules_under(provision, self.policy.rules.values())]

    def cities_with(self, provision: str) -> list[str]:
        """The cities of whose own ordinance more is known on this provision."""
        return [id_ for id_, city in self.policy.municipalities.items() if provision in city.provisions]
