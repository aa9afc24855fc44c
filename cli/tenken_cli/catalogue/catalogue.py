"""The whole catalogue: its parts, and the front page that leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tenken.assessment import Assessment
from tenken.policy.model import Policy
from tenken.policy.uses import Uses
from tenken.texts import Lang
from tenken_cli.catalogue.books import HTML_FILE, html_page, markdown_files
from tenken_cli.catalogue.chapter import Chapter, Part
from tenken_cli.catalogue.laws import LawChapters
from tenken_cli.catalogue.own import OwnPolicies
from tenken_cli.catalogue.precedents import PrecedentChapter, Spoken
from tenken_cli.catalogue.rules import RuleChapters
from tenken_cli.catalogue.terms import TermChapters
from tenken_cli.pages.linked import Linked
from tenken_cli.reports import words
from tenken_cli.reports.page import Block, Grid, Heading, Line, Paragraph, code, line, link


@dataclass(frozen=True)
class Catalogue:
    """A policy in one language, with the precedents in which its rules spoke."""

    policy: Policy
    lang: Lang
    cases: tuple[Assessment, ...]
    below: Policy | None = None
    """The shipped policies, where a municipality's own are layered over them."""

    def markdown(self) -> dict[str, str]:
        """The files of the Markdown catalogue; without what changes often."""
        parts = self.parts(examples=False)
        return markdown_files(self.front(parts), parts)

    def html(self) -> dict[str, str]:
        """The one page."""
        parts = self.parts(examples=True)
        return {HTML_FILE: html_page(self.front(parts), parts, self.lang, self._linked.say("目次", "Contents"))}

    @cached_property
    def _linked(self) -> Linked:
        return Linked(self.policy, self.lang)

    def parts(self, examples: bool) -> tuple[Part, ...]:
        """Rules, law, and all that is between them; `examples` counts the rules' examples."""
        linked, uses, spoken = self._linked, Uses(self.policy), Spoken(self.cases)
        laws, terms = LawChapters(linked, uses, spoken), TermChapters(linked, uses)
        others = [terms.concepts(), terms.riders(), terms.facts(), laws.municipalities()]
        if self.cases:
            others.append(PrecedentChapter(linked, spoken).chapter())
        return (
            Part(linked.say("ルール", "Rules"), tuple(RuleChapters(linked, uses, spoken, examples).chapters())),
            Part(linked.say("法令など", "Law"), tuple(laws.chapters())),
            Part(linked.say("ルールをつくるもの", "What rules are made of"), tuple(others)),
        )

    def front(self, parts: tuple[Part, ...]) -> Chapter:
        """What the catalogue is, and where everything is."""
        say = self._linked.say
        said = say(
            "諮問事項を点検するルールと、その根拠、概念、付帯意見、事実、前例での判定。ポリシーのファイルから作った。",
            "The rules by which consultation items are checked: what they rest on, read and ask, and what they say of "
            "the precedents. Made from the policy files.",
        )
        return Chapter(
            name="README",
            target="chapter:front",
            heading=line(say("ルール集", "The catalogue of rules")),
            holds="",
            intro=(Paragraph(line(said)),),
            page=(*self._own(), *(block for part in parts for block in self._part(part)), *self._legend()),
        )

    def _own(self) -> Iterator[Block]:
        if self.below is not None:
            yield from OwnPolicies(self._linked, self.below).blocks()

    def _part(self, part: Part) -> Iterator[Block]:
        yield Heading(2, line(part.title))
        header = (self._linked.say("章", "Chapter"), self._linked.say("中身", "Holds"))
        yield Grid(header, tuple(self._listed(chapter) for chapter in part.chapters))

    def _listed(self, chapter: Chapter) -> tuple[Line, ...]:
        return line(link(chapter.title, chapter.target), chapter.heading[1:]), line(chapter.holds)

    def _legend(self) -> Iterator[Block]:
        """The marks of evidence."""
        say = self._linked.say
        yield Heading(2, line(say("確かさの印", "Marks of evidence")))
        rows = tuple((line(code(mark)), line(said.get(self.lang))) for mark, said in words.EVIDENCE.items())
        yield Grid((say("印", "Mark"), say("確かさ", "Evidence")), rows)
