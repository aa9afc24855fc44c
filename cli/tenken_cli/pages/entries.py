"""The pages and the data of `tenken policy show`: whatever in a policy goes by a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tenken import condition as c
from tenken.policy.model import Concept, Municipality, Policy, Rider, Rule
from tenken.policy.vocabulary import Fact
from tenken.texts import Lang, Text
from tenken_cli.pages.provisions import ProvisionEntry
from tenken_cli.pages.rules import Field, RuleEntry, titled_tree, tree_data
from tenken_cli.pages.uses import Uses
from tenken_cli.reports.facts import names_of
from tenken_cli.reports.page import (
    Block,
    Fields,
    Heading,
    Items,
    Line,
    Page,
    Paragraph,
    Tree,
    code,
    line,
    muted,
    ref,
)  # fmt: skip
from tenken_cli.reports.page import Item as Entry
from tenken_cli.reports.words import pick


@dataclass(frozen=True)
class Entries:
    """Shows what goes by a name in a policy, with the articles of one day."""

    policy: Policy
    lang: Lang
    day: date

    @cached_property
    def _uses(self) -> Uses:
        return Uses(self.policy)

    @cached_property
    def _kinds(
        self,
    ) -> Mapping[str, tuple[Mapping[str, Any], Callable[[Any], Iterator[Block]], Callable[[Any], dict[str, Any]]]]:
        """By kind: where its names are, how it is shown, and its data."""
        provisions = ProvisionEntry(self.policy, self.lang, self.day)
        return {
            "rule": (self.policy.rules, self._rule, self._rule_data),
            "concept": (self.policy.concepts, self._concept, self._concept_data),
            "rider": (self.policy.riders, self._rider, self._rider_data),
            "provision": (self.policy.provisions, provisions.blocks, provisions.data),
            "fact": (self.policy.vocabulary.facts, self._fact, self._fact_data),
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

    def _condition(self, title: str, node: c.Condition) -> Tree:
        return titled_tree(title, node, self.policy, self.lang)

    def _codes(self, ids: Iterable[str]) -> Line:
        spans = [part for id_ in ids for part in (code(id_), ", ")]
        return line(*spans[:-1]) if spans else line(muted("—"))

    def _rule(self, rule: Rule) -> Iterator[Block]:
        yield self._heading("ルール", "Rule", rule.title, rule.id)
        yield from RuleEntry(self.policy, self.lang, self.day).blocks(rule)

    def _rule_data(self, rule: Rule) -> dict[str, Any]:
        return RuleEntry(self.policy, self.lang, self.day).data(rule)

    def _concept(self, concept: Concept) -> Iterator[Block]:
        yield self._heading("概念", "Concept", concept.title, concept.id)
        yield self._condition(self._say("当てはまる条件", "True when"), concept.when)
        above, rules = self._uses.concepts_on(concept.id), self._uses.rules_on(concept.id)
        yield Fields((
            (self._say("使う概念", "Used by concepts"), self._codes(above)),
            (self._say("使うルール", "Used by rules"), self._codes(rules)),
        ))  # fmt: skip

    def _concept_data(self, concept: Concept) -> dict[str, Any]:
        return {
            "title": concept.title.model_dump(), "when": tree_data(concept.when, self.policy),
            "used_by": {"concepts": self._uses.concepts_on(concept.id), "rules": self._uses.rules_on(concept.id)},
        }  # fmt: skip

    def _rider(self, rider: Rider) -> Iterator[Block]:
        yield self._heading("付帯意見", "Rider", rider.duty, rider.id)
        yield Paragraph(line(rider.text.get(self.lang)))
        yield Fields((
            (self._say("満たす事実", "Satisfied by"), line(names_of(rider.satisfied_by, self.policy.vocabulary, self.lang))),
            (self._say("前例", "Precedents"), self._codes(rider.precedents)),
            (self._say("つながるルール", "Carried by"), self._codes(self._uses.rules_with(rider.id))),
        ))  # fmt: skip

    def _rider_data(self, rider: Rider) -> dict[str, Any]:
        return {
            "duty": rider.duty.model_dump(), "text": rider.text.model_dump(), "satisfied_by": list(rider.satisfied_by),
            "precedents": list(rider.precedents), "rules": self._uses.rules_with(rider.id),
        }  # fmt: skip

    def _fact(self, fact: Fact) -> Iterator[Block]:
        yield self._heading("事実", "Fact", fact.label, fact.path)
        yield Fields(tuple(self._fact_fields(fact)))
        if fact.worth_asking is not None:
            yield self._condition(self._say("尋ねるのは", "Worth asking when"), fact.worth_asking)
        if fact.item is not None and fact.item.fields:
            yield Heading(2, line(self._say("要素の項目", "Fields of an element")))
            yield Items(
                tuple(
                    Entry(line(one.label.get(self.lang), ref(name), self._choices(one)))
                    for name, one in fact.item.fields.items()
                )
            )

    def _fact_fields(self, fact: Fact) -> Iterator[Field]:
        yield self._say("型", "Type"), line(code(fact.kind), f" ({fact.unit.get(self.lang)})" if fact.unit else "")
        if fact.ask is not None:
            yield self._say("質問", "Question"), line(fact.ask.get(self.lang))
        described = fact.item if fact.item is not None else fact
        for value, label in described.choices.items():
            yield self._say("値", "Value"), line(code(value), " ", label.get(self.lang))
        yield self._say("読むルール", "Read by"), self._codes(self._uses.rules_reading(fact.path))

    def _choices(self, fact: Fact) -> str:
        return self._say(": ", ": ") + ", ".join(fact.choices) if fact.choices else ""

    def _fact_data(self, fact: Fact) -> dict[str, Any]:
        described = fact.item if fact.item is not None else fact
        return {
            "type": fact.kind,
            "label": fact.label.model_dump(),
            "ask": fact.ask.model_dump() if fact.ask else None,
            "unit": fact.unit.model_dump() if fact.unit else None,
            "values": {value: label.model_dump() for value, label in described.choices.items()},
            "fields": list(described.fields),
            "rules": self._uses.rules_reading(fact.path),
        }

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
        yield names_of([f"municipality.{name}"], policy.vocabulary, lang), line(f"{value:g}")
