"""What rules are made of, as `tenken policy show` and the catalogue tell it: concepts, riders and facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tenken.opinion import CONSULTATION_REQUIRED
from tenken.policy.model import Concept, Rider
from tenken.policy.uses import Uses
from tenken.policy.vocabulary import Fact
from tenken.texts import Text
from tenken_cli.pages.linked import Linked
from tenken_cli.pages.rules import Field, titled_tree, tree_data
from tenken_cli.reports import words
from tenken_cli.reports.page import Block, Fields, Item, Items, Line, Paragraph, code, line, ref, strong


@dataclass(frozen=True)
class ConceptEntry:
    """Shows concepts."""

    linked: Linked
    uses: Uses

    def blocks(self, concept: Concept) -> Iterator[Block]:
        """The whole entry of a concept, but for its heading."""
        say, linked, uses, id_ = self.linked.say, self.linked, self.uses, concept.id
        yield titled_tree(say("当てはまる条件", "True when"), concept.when, linked.policy, linked.lang)
        yield Fields((
            (say("読む事実", "Facts read"), linked.facts(uses.facts_in(id_))),
            (say("使う概念", "Used by concepts"), linked.concepts(uses.concepts_on(id_))),
            (say("使うルール", "Used by rules"), linked.rules(uses.rules_on(id_))),
            *self._opinion(concept),
            *_unless_none(say("範囲とする規定", "Scope of"), linked.provisions, uses.provisions_within(id_)),
            *_unless_none(say("尋ねるかを決める", "Decides whether to ask for"), linked.facts, uses.facts_asked_in(id_)),
        ))  # fmt: skip

    def _opinion(self, concept: Concept) -> Iterator[Field]:
        """One concept decides whether there is anything to consult on."""
        if concept.id == CONSULTATION_REQUIRED:
            not_required = words.OPINIONS["not_required"]
            said = self.linked.say(f"当たらなければ「{not_required.ja}」", f"where it is false: {not_required.en}")
            yield self.linked.say("見込み", "Opinion"), line(said)

    def data(self, concept: Concept) -> dict[str, Any]:
        """The concept as data."""
        uses, id_ = self.uses, concept.id
        return {
            "title": concept.title.model_dump(),
            "when": tree_data(concept.when, self.linked.policy),
            "facts_read": uses.facts_in(id_),
            "used_by": {"concepts": uses.concepts_on(id_), "rules": uses.rules_on(id_)},
            "opinion_where_false": "not_required" if id_ == CONSULTATION_REQUIRED else None,
            "scope_of": uses.provisions_within(id_),
            "decides_asking_for": uses.facts_asked_in(id_),
        }


@dataclass(frozen=True)
class RiderEntry:
    """Shows riders."""

    linked: Linked
    uses: Uses

    def blocks(self, rider: Rider) -> Iterator[Block]:
        """The whole entry of a rider, but for its heading."""
        say = self.linked.say
        yield Paragraph(line(rider.text.get(self.linked.lang)))
        precedents = self.linked.row(code(case, f"case:{case}") for case in rider.precedents)
        suggested = line(say("なし（提案）", "none (suggested)"))
        yield Fields((
            (say("前例", "Precedents"), precedents if rider.precedents else suggested),
            (say("つながるルール", "Carried by"), self.linked.rules(self.uses.rules_with(rider.id))),
            (say("満たす事実", "Satisfied by"), self.linked.facts(dict.fromkeys(rider.satisfied_by))),
        ))  # fmt: skip

    def data(self, rider: Rider) -> dict[str, Any]:
        """The rider as data."""
        return {
            "duty": rider.duty.model_dump(),
            "text": rider.text.model_dump(),
            "satisfied_by": list(rider.satisfied_by),
            "precedents": list(rider.precedents),
            "rules": self.uses.rules_with(rider.id),
        }


@dataclass(frozen=True)
class FactEntry:
    """Shows facts."""

    linked: Linked
    uses: Uses

    def blocks(self, fact: Fact) -> Iterator[Block]:
        """The whole entry of a fact, but for its heading."""
        say = self.linked.say
        yield Fields((*self._describes(fact), *self._used(fact)))
        if fact.worth_asking is not None:
            asked = say("尋ねるのは", "Worth asking when")
            yield titled_tree(asked, fact.worth_asking, self.linked.policy, self.linked.lang)
        if fact.item is not None and fact.item.fields:
            yield Paragraph(line(strong(say("要素の項目", "Fields of an element"))))
            yield Items(tuple(self._field(name, one) for name, one in fact.item.fields.items()))

    def _describes(self, fact: Fact) -> Iterator[Field]:
        say, lang = self.linked.say, self.linked.lang
        if fact.ask is not None:
            yield say("質問", "Question"), line(fact.ask.get(lang))
        yield say("型", "Type"), line(self._kind(fact))
        described = fact.item or fact
        if described.unit is not None:
            yield say("単位", "Unit"), line(described.unit.get(lang))
        if described.choices:
            yield say("値", "Values"), self._choices(described)
        yield say("優先度", "Priority"), line(words.PRIORITIES[fact.priority].get(lang))

    def _kind(self, fact: Fact) -> str:
        kind = words.KINDS[fact.kind].get(self.linked.lang)
        if fact.item is None:
            return kind
        item = words.KINDS[fact.item.kind].get(self.linked.lang)
        return self.linked.say(f"{kind}（要素は{item}）", f"{kind}, each element: {item}")

    def _choices(self, fact: Fact) -> Line:
        return self.linked.row(
            line(code(value), f" {said.get(self.linked.lang)}") for value, said in fact.choices.items()
        )

    def _field(self, name: str, field: Fact) -> Item:
        said = line(field.label.get(self.linked.lang), ref(name), f" {self._kind(field)}")
        described = field.item or field
        return Item(said, (self._choices(described),) if described.choices else ())

    def _used(self, fact: Fact) -> Iterator[Field]:
        say, uses, linked, path = self.linked.say, self.uses, self.linked, fact.path
        yield say("読むルール", "Read by rules"), linked.rules(uses.rules_reading(path))
        yield from _unless_none(say("読む概念", "Read by concepts"), linked.concepts, uses.concepts_reading(path))
        yield from _unless_none(say("満たす付帯意見", "Satisfies riders"), linked.riders, uses.riders_met_by(path))
        decides = say("尋ねるかを決める", "Decides whether to ask for")
        yield from _unless_none(decides, linked.facts, uses.facts_asked_after(path))
        if fact.informational is not None:
            yield say("読むもののない訳", "Why nothing reads it"), line(fact.informational.get(linked.lang))

    def data(self, fact: Fact) -> dict[str, Any]:
        """The fact as data."""
        described, uses, path = fact.item or fact, self.uses, fact.path
        return {
            "label": fact.label.model_dump(),
            "ask": _both(fact.ask),
            **_described(fact),
            "priority": fact.priority,
            "fields": {name: {"label": one.label.model_dump(), **_described(one)} for name, one in described.fields.items()},
            "worth_asking": tree_data(fact.worth_asking, self.linked.policy) if fact.worth_asking is not None else None,
            "informational": _both(fact.informational),
            "rules": uses.rules_reading(path),
            "concepts": uses.concepts_reading(path),
            "riders": uses.riders_met_by(path),
            "decides_asking_for": uses.facts_asked_after(path),
        }  # fmt: skip


def _described(fact: Fact) -> dict[str, Any]:
    """What values a fact or a field may have; of a list, what its elements may be."""
    described = fact.item or fact
    return {
        "type": fact.kind,
        "element_type": fact.item.kind if fact.item else None,
        "unit": _both(described.unit),
        "values": {value: label.model_dump() for value, label in described.choices.items()},
    }


def _both(said: Text | None) -> dict[str, Any] | None:
    return None if said is None else said.model_dump()


def _unless_none(name: str, said: Callable[[list[str]], Line], ids: list[str]) -> Iterator[Field]:
    if ids:
        yield name, said(ids)
