"""The chapters on what rules are made of: concepts, riders, and the facts of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tenken import condition as c
from tenken.opinion import CONSULTATION_REQUIRED
from tenken.policy.model import Concept, Rider
from tenken.policy.vocabulary import Fact
from tenken_cli.catalogue.chapter import Chapter, Drawing, Linked
from tenken_cli.catalogue.graph import concept_graph
from tenken_cli.catalogue.svg import draw
from tenken_cli.pages.rules import Field, titled_tree
from tenken_cli.pages.uses import Uses
from tenken_cli.reports import words
from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    code,
    line,
    link,
    ref,
    strong,
)  # fmt: skip


@dataclass(frozen=True)
class TermChapters:
    """Writes concepts, riders and facts, and who uses them."""

    linked: Linked
    uses: Uses

    def concepts(self) -> Chapter:
        """All concepts, and the drawing of which rests on which."""
        say, concepts = self.linked.say, self.linked.policy.concepts
        said = say(
            "概念は、案件が何に当たるかを事実から決める。図では、左の概念をもとに右の概念が決まる。",
            "A concept tells from the facts what a case is. In the drawing, concepts rest on those to their left.",
        )
        return Chapter(
            name="concepts",
            target="chapter:concepts",
            heading=line(say("概念", "Concepts")),
            holds=say(f"概念 {len(concepts)}件", words.counted(len(concepts), "en", "concept")),
            intro=(Paragraph(line(said)),),
            page=tuple(block for one in concepts.values() for block in self._concept(one)),
            drawing=self._drawing() if concepts else None,
        )

    def _drawing(self) -> Drawing:
        policy, lang = self.linked.policy, self.linked.lang
        title = self.linked.say("概念のつながり", "How the concepts rest on each other")
        return Drawing("concepts.svg", title, lambda links: draw(concept_graph(policy, lang), title, lang, links))

    def _concept(self, concept: Concept) -> Iterator[Block]:
        say, facts = self.linked.say, self.linked.policy.vocabulary.facts
        yield Heading(2, line(concept.title.get(self.linked.lang), ref(concept.id)), f"concept:{concept.id}")
        yield titled_tree(say("当てはまる条件", "True when"), concept.when, self.linked.policy, self.linked.lang)
        read = {path for node in c.walk(concept.when) for path in c.paths_read(node)}
        yield Fields((
            (say("読む事実", "Facts read"), self.linked.facts(path for path in facts if path in read)),
            (say("使う概念", "Used by concepts"), self.linked.concepts(self.uses.concepts_on(concept.id))),
            (say("使うルール", "Used by rules"), self.linked.rules(self.uses.rules_on(concept.id))),
            *self._opinion(concept),
            *self._unless_none(say("範囲とする規定", "Scope of"), self.linked.provisions, self.uses.provisions_within(concept.id)),
            *self._unless_none(say("尋ねるかを決める", "Decides whether to ask for"), self.linked.facts, self.uses.facts_asked_in(concept.id)),
        ))  # fmt: skip

    def _opinion(self, concept: Concept) -> Iterator[Field]:
        """One concept decides whether there is anything to consult on."""
        if concept.id == CONSULTATION_REQUIRED:
            not_required = words.OPINIONS["not_required"]
            said = self.linked.say(f"当たらなければ「{not_required.ja}」", f"where it is false: {not_required.en}")
            yield self.linked.say("見込み", "Opinion"), line(said)

    def riders(self) -> Chapter:
        """All riders."""
        say, riders = self.linked.say, self.linked.policy.riders
        return Chapter(
            name="riders",
            target="chapter:riders",
            heading=line(say("付帯意見", "Riders")),
            holds=say(f"付帯意見 {len(riders)}件", words.counted(len(riders), "en", "rider")),
            intro=(Items(tuple(Item(self.linked.riders([id_])) for id_ in riders)),) if riders else (),
            page=tuple(block for rider in riders.values() for block in self._rider(rider)),
        )

    def _rider(self, rider: Rider) -> Iterator[Block]:
        say = self.linked.say
        yield Heading(2, line(rider.duty.get(self.linked.lang), ref(rider.id)), f"rider:{rider.id}")
        yield Paragraph(line(rider.text.get(self.linked.lang)))
        precedents = self.linked.row(code(case, f"case:{case}") for case in rider.precedents)
        suggested = line(say("なし（提案）", "none (suggested)"))
        yield Fields((
            (say("前例", "Precedents"), precedents if rider.precedents else suggested),
            (say("つながるルール", "Carried by"), self.linked.rules(self.uses.rules_with(rider.id))),
            (say("満たす事実", "Satisfied by"), self.linked.facts(dict.fromkeys(rider.satisfied_by))),
        ))  # fmt: skip

    def facts(self) -> Chapter:
        """The whole vocabulary, group by group."""
        say, vocabulary = self.linked.say, self.linked.policy.vocabulary
        header = (say("まとまり", "Group"), say("事実", "Facts"))
        index = tuple(
            (line(link(label.get(self.linked.lang), f"group:{group}"), ref(group)), line(str(len([*vocabulary.in_group(group)]))))
            for group, label in vocabulary.groups.items()
        )  # fmt: skip
        said = say(
            "案件に書ける事実のすべて。書いていない事実は「不明」であり、「いいえ」ではない。",
            "All that a case may state. A fact that is not stated is unknown, which is not the same as no.",
        )
        return Chapter(
            name="facts",
            target="chapter:facts",
            heading=line(say("事実", "Facts")),
            holds=say(f"事実 {len(vocabulary.facts)}件", words.counted(len(vocabulary.facts), "en", "fact")),
            intro=(Paragraph(line(said)), Grid(header, index, right=frozenset({1}))),
            page=tuple(block for group in vocabulary.groups for block in self._group(group)),
        )

    def _group(self, group: str) -> Iterator[Block]:
        vocabulary = self.linked.policy.vocabulary
        yield Heading(2, line(vocabulary.groups[group].get(self.linked.lang), ref(group)), f"group:{group}")
        for fact in vocabulary.in_group(group):
            yield from self._fact(fact)

    def _fact(self, fact: Fact) -> Iterator[Block]:
        say, lang = self.linked.say, self.linked.lang
        yield Heading(3, line(fact.label.get(lang), ref(fact.path)), f"fact:{fact.path}")
        yield Fields((*self._describes(fact), *self._used(fact)))
        if fact.worth_asking is not None:
            yield titled_tree(say("尋ねるのは", "Worth asking when"), fact.worth_asking, self.linked.policy, lang)
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
        between = self.linked.say("、", "; ")
        parts = [
            part
            for value, said in fact.choices.items()
            for part in (code(value), f" {said.get(self.linked.lang)}", between)
        ]
        return line(*parts[:-1])

    def _field(self, name: str, field: Fact) -> Item:
        said = line(field.label.get(self.linked.lang), ref(name), f" {self._kind(field)}")
        described = field.item or field
        return Item(said, (self._choices(described),) if described.choices else ())

    def _used(self, fact: Fact) -> Iterator[Field]:
        say, uses, path = self.linked.say, self.uses, fact.path
        yield say("読むルール", "Read by rules"), self.linked.rules(uses.rules_reading(path))
        yield from self._unless_none(
            say("読む概念", "Read by concepts"), self.linked.concepts, uses.concepts_reading(path)
        )
        yield from self._unless_none(
            say("満たす付帯意見", "Satisfies riders"), self.linked.riders, uses.riders_met_by(path)
        )
        yield from self._unless_none(
            say("尋ねるかを決める", "Decides whether to ask for"), self.linked.facts, uses.facts_asked_after(path)
        )
        if fact.informational is not None:
            yield say("読むもののない訳", "Why nothing reads it"), line(fact.informational.get(self.linked.lang))

    def _unless_none(self, name: str, said: Callable[[list[str]], Line], ids: list[str]) -> Iterator[Field]:
        if ids:
            yield name, said(ids)
