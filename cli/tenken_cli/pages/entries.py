"""The pages and the data of `tenken policy show`: whatever in a policy goes by a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tenken import condition as c
from tenken.policy.examples import read_tests
from tenken.policy.model import Concept, Municipality, Policy, Rider, Rule
from tenken.policy.reads import facts_read
from tenken.policy.vocabulary import Fact
from tenken.texts import Lang, Text
from tenken_cli.pages.provisions import ProvisionEntry
from tenken_cli.reports import words
from tenken_cli.reports.conditions import Names, condition_tree
from tenken_cli.reports.facts import names_of
from tenken_cli.reports.page import (
    Block,
    Fields,
    Heading,
    Items,
    Line,
    Node,
    Page,
    Paragraph,
    Tree,
    code,
    line,
    muted,
    ref,
    strong,
)  # fmt: skip
from tenken_cli.reports.page import Item as Entry
from tenken_cli.reports.words import pick

Field = tuple[str, Line]


@dataclass(frozen=True)
class Entries:
    """Shows what goes by a name in a policy, with the articles of one day."""

    policy: Policy
    lang: Lang
    day: date

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
        names = Names(self.policy.vocabulary, self.lang)
        return Tree(Node(line(strong(title)), (condition_tree(node, self.policy, names),)))

    def _codes(self, ids: Iterable[str]) -> Line:
        spans = [part for id_ in ids for part in (code(id_), ", ")]
        return line(*spans[:-1]) if spans else line(muted("—"))

    def _rule(self, rule: Rule) -> Iterator[Block]:
        yield self._heading("ルール", "Rule", rule.title, rule.id)
        yield Fields(tuple(self._rule_fields(rule)))
        yield self._condition(self._say("当てはまる条件", "Applies when"), rule.when)
        if rule.unless is not None:
            yield self._condition(self._say("適用除外", "Exempt when"), rule.unless.condition)
        yield self._condition(self._say("求めること", "Requires"), rule.require)
        provisions = ProvisionEntry(self.policy, self.lang, self.day)
        cited = [*rule.provisions, *([rule.unless.provision] if rule.unless else [])]
        for provision in cited:
            yield Heading(2, line(self._say("根拠: ", "Ground: "), provision.title.get(self.lang), ref(provision.id)))
            yield from provisions.periods(provision)

    def _rule_fields(self, rule: Rule) -> Iterator[Field]:
        yield self._say("分野", "Family"), line(self.policy.family(rule.family).get(self.lang), ref(rule.family))
        yield self._say("強さ", "Force"), line(words.FORCES[rule.force].get(self.lang))
        yield self._say("法令の日", "Law of"), line(words.AT[rule.at].get(self.lang))
        if rule.council_judges:
            yield self._say("最後の判断", "Last step"), line(self._say("審議会が判断する", "the council judges"))
        yield self._say("趣旨", "Because"), line(rule.because.get(self.lang))
        yield self._say("不適合なら", "If it fails"), line(rule.fail.get(self.lang))
        if rule.rider:
            yield (
                self._say("付帯意見", "Rider"),
                line(self.policy.riders[rule.rider].duty.get(self.lang), ref(rule.rider)),
            )
        for path, question in rule.ask.items():
            yield self._say("独自の質問", "Own question"), line(question.get(self.lang), ref(path))
        reads = [path for path in self.policy.vocabulary.facts if path in facts_read(rule, self.policy)]
        yield (
            self._say("読む事実", "Facts read"),
            line(names_of(reads, self.policy.vocabulary, self.lang), muted(f" [{', '.join(reads)}]")),
        )
        counts = self._examples(rule)
        shown = [
            f"{words.VERDICTS[verdict].get(self.lang)} {counts[verdict]}"
            for verdict in words.VERDICTS
            if counts[verdict]
        ]
        yield self._say("例", "Examples"), line(words.joined(shown, self.lang) or "—")

    def _examples(self, rule: Rule) -> Counter[str]:
        return Counter(example.expect for example in read_tests(rule).examples)

    def _rule_data(self, rule: Rule) -> dict[str, Any]:
        provisions = ProvisionEntry(self.policy, self.lang, self.day)
        return {
            "family": rule.family,
            "force": rule.force,
            "at": rule.at,
            "judgement": "council" if rule.council_judges else None,
            **{name: getattr(rule, name).model_dump() for name in ("title", "because", "fail")},
            "when": self._tree_data(rule.when),
            "unless": self._tree_data(rule.unless.condition) if rule.unless else None,
            "require": self._tree_data(rule.require),
            "provisions": [{"id": provision.id, **provisions.data(provision)} for provision in rule.provisions],
            "rider": rule.rider,
            "facts_read": sorted(facts_read(rule, self.policy)),
            "examples": dict(self._examples(rule)),
            "file": rule.file,
        }

    def _tree_data(self, node: c.Condition) -> Any:
        """The condition in words, in both languages, as nested lists."""
        return {
            lang: _nested(condition_tree(node, self.policy, Names(self.policy.vocabulary, lang))) for lang in _LANGS
        }

    def _concept(self, concept: Concept) -> Iterator[Block]:
        yield self._heading("概念", "Concept", concept.title, concept.id)
        yield self._condition(self._say("当てはまる条件", "True when"), concept.when)
        above, rules = self._users(concept)
        yield Fields((
            (self._say("使う概念", "Used by concepts"), self._codes(above)),
            (self._say("使うルール", "Used by rules"), self._codes(rules)),
        ))  # fmt: skip

    def _users(self, concept: Concept) -> tuple[list[str], list[str]]:
        above = [id_ for id_, other in self.policy.concepts.items() if concept.id in c.concepts_used(other.when)]
        rules = [
            id_
            for id_, rule in self.policy.rules.items()
            if any(concept.id in c.concepts_used(node) for node in _conditions(rule))
        ]
        return above, rules

    def _concept_data(self, concept: Concept) -> dict[str, Any]:
        above, rules = self._users(concept)
        return {
            "title": concept.title.model_dump(), "when": self._tree_data(concept.when),
            "used_by": {"concepts": above, "rules": rules},
        }  # fmt: skip

    def _rider(self, rider: Rider) -> Iterator[Block]:
        yield self._heading("付帯意見", "Rider", rider.duty, rider.id)
        yield Paragraph(line(rider.text.get(self.lang)))
        yield Fields((
            (self._say("満たす事実", "Satisfied by"), line(names_of(rider.satisfied_by, self.policy.vocabulary, self.lang))),
            (self._say("前例", "Precedents"), self._codes(rider.precedents)),
            (self._say("つながるルール", "Carried by"), self._codes(self._carriers(rider))),
        ))  # fmt: skip

    def _carriers(self, rider: Rider) -> list[str]:
        return [id_ for id_, rule in self.policy.rules.items() if rule.rider == rider.id]

    def _rider_data(self, rider: Rider) -> dict[str, Any]:
        return {
            "duty": rider.duty.model_dump(), "text": rider.text.model_dump(), "satisfied_by": list(rider.satisfied_by),
            "precedents": list(rider.precedents), "rules": self._carriers(rider),
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
        yield self._say("読むルール", "Read by"), self._codes(self._readers(fact))

    def _choices(self, fact: Fact) -> str:
        return self._say(": ", ": ") + ", ".join(fact.choices) if fact.choices else ""

    def _readers(self, fact: Fact) -> list[str]:
        return [id_ for id_, rule in self.policy.rules.items() if fact.path in facts_read(rule, self.policy)]

    def _fact_data(self, fact: Fact) -> dict[str, Any]:
        described = fact.item if fact.item is not None else fact
        return {
            "type": fact.kind,
            "label": fact.label.model_dump(),
            "ask": fact.ask.model_dump() if fact.ask else None,
            "unit": fact.unit.model_dump() if fact.unit else None,
            "values": {value: label.model_dump() for value, label in described.choices.items()},
            "fields": list(described.fields),
            "rules": self._readers(fact),
        }

    def _city(self, city: Municipality) -> Iterator[Block]:
        yield self._heading("自治体", "Municipality", city.name, city.id)
        fields: list[Field] = [
            (self._say("審議会", "Council"), line(city.council.get(self.lang))),
            (self._say("条例", "Ordinance"), line(city.ordinance.get(self.lang))),
            (self._say("確かめたこと", "Attested"), line(city.attested.get(self.lang))),
        ]
        fields += [
            (names_of([f"municipality.{name}"], self.policy.vocabulary, self.lang), line(f"{value:g}"))
            for name, value in city.values.items()
        ]
        yield Fields(tuple(fields))
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


_LANGS: tuple[Lang, Lang] = ("ja", "en")


def _conditions(rule: Rule) -> Iterator[c.Condition]:
    yield from (rule.when, rule.require)
    if rule.unless is not None:
        yield rule.unless.condition


def _nested(node: Node) -> Any:
    said = "".join(span.text for span in node.line)
    return [said, *map(_nested, node.children)] if node.children else said
