"""The chapters on what rules are made of: concepts, riders, and the facts of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tenken.policy.model import Concept, Rider
from tenken.policy.uses import Uses
from tenken.policy.vocabulary import Fact
from tenken_cli.catalogue.chapter import Chapter, Drawing
from tenken_cli.catalogue.graph import concept_graph
from tenken_cli.catalogue.svg import draw
from tenken_cli.pages.linked import Linked
from tenken_cli.pages.terms import ConceptEntry, FactEntry, RiderEntry
from tenken_cli.reports import words
from tenken_cli.reports.page import Block, Grid, Heading, Item, Items, Paragraph, line, link, ref


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
        yield Heading(2, line(concept.title.get(self.linked.lang), ref(concept.id)), f"concept:{concept.id}")
        yield from ConceptEntry(self.linked, self.uses).blocks(concept)

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
        yield Heading(2, line(rider.duty.get(self.linked.lang), ref(rider.id)), f"rider:{rider.id}")
        yield from RiderEntry(self.linked, self.uses).blocks(rider)

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
        yield Heading(3, line(fact.label.get(self.linked.lang), ref(fact.path)), f"fact:{fact.path}")
        yield from FactEntry(self.linked, self.uses).blocks(fact)
