"""The pages and the data of `tenken policy show`: whatever in a policy goes by a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tenken.policy.lawbook import laws_of
from tenken.policy.model import CITY_VALUES, Concept, Municipality, Policy, Rider, Rule
from tenken.policy.uses import Uses
from tenken.policy.vocabulary import Fact
from tenken.texts import Lang, Text
from tenken.wording import show
from tenken_cli.pages.laws import LawEntry
from tenken_cli.pages.linked import Linked
from tenken_cli.pages.provisions import ProvisionEntry
from tenken_cli.pages.rules import Field, RuleEntry
from tenken_cli.pages.terms import ConceptEntry, FactEntry, RiderEntry
from tenken_cli.reports.facts import names_of
from tenken_cli.reports.page import Block, Fields, Heading, Page, line, muted, ref
from tenken_cli.reports.words import pick


@dataclass(frozen=True)
class Entries:
    """Shows what goes by a name in a policy, with the articles of one day."""

    policy: Policy
    lang: Lang
    day: date
    _concepts: ConceptEntry = field(init=False)
    _riders: RiderEntry = field(init=False)
    _facts: FactEntry = field(init=False)

    def __post_init__(self) -> None:
        linked, uses = Linked(self.policy, self.lang, by_id=True), Uses(self.policy)
        object.__setattr__(self, "_concepts", ConceptEntry(linked, uses))
        object.__setattr__(self, "_riders", RiderEntry(linked, uses))
        object.__setattr__(self, "_facts", FactEntry(linked, uses))

    @cached_property
    def _kinds(
        self,
    ) -> Mapping[str, tuple[Mapping[str, Any], Callable[[Any], Iterator[Block]], Callable[[Any], dict[str, Any]]]]:
        """By kind: where its names are, how it is shown, and its data."""
        provisions = ProvisionEntry(self.policy, self.lang, self.day)
        laws = LawEntry(self.policy, self.lang, self.day)
        return {
            "rule": (self.policy.rules, self._rule, self._rule_data),
            "concept": (self.policy.concepts, self._concept, self._concepts.data),
            "rider": (self.policy.riders, self._rider, self._riders.data),
            "provision": (self.policy.provisions, provisions.blocks, provisions.data),
            "law": (laws_of(self.policy), laws.blocks, laws.data),
            "fact": (self.policy.vocabulary.facts, self._fact, self._facts.data),
            "municipality": (self.policy.municipalities, self._city, self._city_data),
        }

    def names(self) -> list[str]:
        """Every name that can be shown."""
        return [name for known, _, _ in self._kinds.values() for name in known]

    def known(self, id_: str) -> bool:
        """Does anything go by this name?"""
        return any(id_ in known for known, _, _ in self._kinds.values())

    def page(self, id_: str) -> Page:
        """Everything that goes by this name, one after the other."""
        return tuple(block for known, blocks, _ in self._kinds.values() if id_ in known for block in blocks(known[id_]))

    def data(self, id_: str) -> dict[str, Any]:
        """The same as data."""
        matches = [
            {"kind": kind, "id": id_, **data(known[id_])}
            for kind, (known, _, data) in self._kinds.items()
            if id_ in known
        ]
        return {"id": id_, "as_of": self.day.isoformat(), "matches": matches}

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _heading(self, ja: str, en: str, title: Text, id_: str) -> Heading:
        return Heading(1, line(muted(self._say(f"{ja}: ", f"{en}: ")), title.get(self.lang), ref(id_)))

    def _rule(self, rule: Rule) -> Iterator[Block]:
        yield self._heading("ルール", "Rule", rule.title, rule.id)
        yield from RuleEntry(self.policy, self.lang, self.day).blocks(rule)

    def _rule_data(self, rule: Rule) -> dict[str, Any]:
        return RuleEntry(self.policy, self.lang, self.day).data(rule)

    def _concept(self, concept: Concept) -> Iterator[Block]:
        yield self._heading("概念", "Concept", concept.title, concept.id)
        yield from self._concepts.blocks(concept)

    def _rider(self, rider: Rider) -> Iterator[Block]:
        yield self._heading("付帯意見", "Rider", rider.duty, rider.id)
        yield from self._riders.blocks(rider)

    def _fact(self, fact: Fact) -> Iterator[Block]:
        yield self._heading("事実", "Fact", fact.label, fact.path)
        yield from self._facts.blocks(fact)

    def _city(self, city: Municipality) -> Iterator[Block]:
        yield self._heading("自治体", "Municipality", city.name, city.id)
        yield Fields(tuple(city_fields(city, self.policy, self.lang)))
        provisions = ProvisionEntry(self.policy, self.lang, self.day)
        for provision in city.provisions.values():
            yield Heading(2, line(provision.title.get(self.lang), ref(provision.id)))
            yield from provisions.periods(provision)

    def _city_data(self, city: Municipality) -> dict[str, Any]:
        provisions = ProvisionEntry(self.policy, self.lang, self.day)
        return {
            **{name: getattr(city, name).model_dump() for name in ("name", "council", "ordinance", "attested")},
            "values": dict(city.values),
            "provisions": [{"id": one.id, **provisions.data(one)} for one in city.provisions.values()],
        }


def city_fields(city: Municipality, policy: Policy, lang: Lang) -> Iterator[Field]:
    """What is known of a city, apart from its provisions."""
    yield pick(lang, "審議会", "Council"), line(city.council.get(lang))
    yield pick(lang, "条例", "Ordinance"), line(city.ordinance.get(lang))
    yield pick(lang, "確かめたこと", "Attested"), line(city.attested.get(lang))
    for name, value in city.values.items():
        yield names_of([f"municipality.{name}"], policy.vocabulary, lang), line(show(CITY_VALUES[name], value, lang))
