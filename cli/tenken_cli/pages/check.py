"""The page of `tenken check`: what a department corrects and a secretariat prepares, case by case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tenken.assessment import Assessment, QuestionOut, Report, RiderOut
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken_cli.pages.check_parts import FIRST_QUESTIONS, FIRST_RIDERS, CheckParts
from tenken_cli.reports.page import Block, Fields, Heading, Items, Page, Paragraph, line, muted, ref


@dataclass(frozen=True)
class CheckPage:
    """Builds the page of a report. `every` shows all findings, `rules` only those of some rules (empty: all)."""

    policy: Policy
    lang: Lang
    every: bool = False
    rules: frozenset[str] = frozenset()

    @property
    def _parts(self) -> CheckParts:
        return CheckParts(self.policy, self.lang)

    def page(self, report: Report) -> Page:
        """All cases, and where there are several, an overview at the end, where a terminal stands still."""
        blocks = [block for one in report.cases for block in self._case(one, report.as_of)]
        if len(report.cases) > 1:
            blocks += [Heading(1, self._parts.overview_title(report.cases)), self._parts.overview(report.cases)]
        return tuple(blocks)

    def _case(self, one: Assessment, as_of: str | None) -> Iterator[Block]:
        yield Heading(1, line(one.title, ref(one.id)))
        yield Fields(tuple(self._parts.head(one, as_of)))
        if self.rules:
            yield self._parts.only_these(self.rules)
        for verdict in ("fail", "review"):
            found = [finding for finding in one.findings if finding.verdict == verdict]
            if found:
                yield Heading(2, self._parts.verdict_title(found))
                yield Items(tuple(map(self._parts.finding, found)), numbered=True)
        yield from self._riders(one.riders)
        yield from self._questions(one.questions)
        if one.follow_ups:
            yield Heading(2, self._parts.follow_ups_title(one.follow_ups))
            yield Items(tuple(map(self._parts.follow_up, one.follow_ups)))
        if self.every or self.rules:
            yield from self._others(one)
        if not self.rules:
            yield Heading(2, self._parts.families_title)
            grid, notes = self._parts.families(one)
            yield grid
            if notes:
                yield Items(notes)

    def _riders(self, riders: Sequence[RiderOut]) -> Iterator[Block]:
        if not riders:
            return
        recommended = sum(rider.strength == "recommended" for rider in riders)
        yield Heading(2, self._parts.riders_title(riders))
        shown = riders if self.every else riders[: max(FIRST_RIDERS, recommended)]
        yield Items(tuple(map(self._parts.rider, shown)), numbered=True)
        yield from self._more(len(riders) - len(shown))

    def _questions(self, questions: Sequence[QuestionOut]) -> Iterator[Block]:
        if not questions:
            return
        shown = questions if self.every else questions[:FIRST_QUESTIONS]
        yield Heading(2, self._parts.questions_title(questions))
        yield Items(tuple(map(self._parts.question, shown)), numbered=True)
        yield from self._more(len(questions) - len(shown))

    def _more(self, rest: int) -> Iterator[Block]:
        """How many entries of a list are not shown."""
        if rest:
            yield Paragraph(line(muted("   " + self._parts.more(rest))))

    def _others(self, one: Assessment) -> Iterator[Block]:
        """The findings that the usual page only counts."""
        for verdict in ("open", "pass", "not_applicable"):
            found = [finding for finding in one.findings if finding.verdict == verdict]
            if found:
                yield Heading(2, self._parts.verdict_title(found))
                yield Items(tuple(map(self._parts.brief, found)))
