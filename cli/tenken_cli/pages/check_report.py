"""The page of `tenken check` for a browser: all that was found, and behind each finding what led to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tenken.assessment import Assessment, Finding
from tenken.errors import CaseError
from tenken.evaluate import Evaluated
from tenken.policy.model import Policy, Verdict
from tenken.texts import Lang
from tenken.truth import Truth
from tenken_cli.pages.check_parts import FIRST_QUESTIONS, CheckParts
from tenken_cli.pages.concept_chain import ConceptChain
from tenken_cli.pages.explain import Explanation
from tenken_cli.pages.stated import Stated
from tenken_cli.reports import words
from tenken_cli.reports.page import (
    Block,
    Fields,
    Figure,
    Fold,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Screen,
    Section,
    Span,
    anchor,
    line,
    muted,
    ref,
)  # fmt: skip

Judged = tuple[Evaluated, Assessment]


@dataclass(frozen=True)
class CheckReport:
    """Builds the page. `rules` are those whose findings are shown (empty: all)."""

    policy: Policy
    lang: Lang
    rules: frozenset[str] = frozenset()

    def page(self, judged: Sequence[Judged], as_of: str | None, unread: Sequence[CaseError] = ()) -> Screen:
        """One case alone, or an overview of several with each in a section of its own, and of what could not be read."""
        if len(judged) == 1 and not unread:
            return tuple(_CaseReport(self, *judged[0], as_of, number=None).blocks())
        parts = CheckParts(self.policy, self.lang)
        cases = [one for _, one in judged]
        targets = [_case_name(number) for number in range(1, len(cases) + 1)]
        sections = (
            Section(tuple(_CaseReport(self, *one, as_of, number).blocks())) for number, one in enumerate(judged, 1)
        )
        title = Heading(1, parts.overview_title(cases))
        return (title, *self._unread(parts, unread), parts.overview(cases, targets), *sections)

    def _unread(self, parts: CheckParts, unread: Sequence[CaseError]) -> Iterator[Block]:
        if unread:
            said = parts.say(f"読めなかったファイル {len(unread)}件", f"Not read: {len(unread)}")
            yield Heading(2, line(Span(said, "bad")))
            yield Items(tuple(Item(line(problem.render(self.lang))) for problem in unread))


def _case_name(number: int | None) -> str:
    return f"case:{number}"


@dataclass(frozen=True)
class _CaseReport:
    """Builds what is said of one case; `number` is its place among several."""

    report: CheckReport
    evaluated: Evaluated
    one: Assessment
    as_of: str | None
    number: int | None

    @property
    def _parts(self) -> CheckParts:
        return CheckParts(self.report.policy, self.report.lang)

    @cached_property
    def _explained(self) -> Explanation:
        """Tells concepts whole."""
        return Explanation(self.report.policy, self.report.lang, self.evaluated, self.one, self._concept_place)

    @cached_property
    def _explained_briefly(self) -> Explanation:
        """Tells findings, of which there are hundreds."""
        return replace(self._explained, brief=True)

    def _say(self, ja: str, en: str) -> str:
        return self._parts.say(ja, en)

    def _concept_place(self, id_: str) -> str:
        return f"concept:{id_}" if self.number is None else f"concept:{self.number}-{id_}"

    def _part(self, said: Line, name: str) -> Heading:
        """The heading of a part; of a case that stands alone, the table of contents names its parts."""
        return Heading(2, said, f"part:{name}") if self.number is None else Heading(3, said)

    def blocks(self) -> Iterator[Block | Fold | Figure]:
        """The whole case, what asks for action first."""
        title = line(self.one.title, ref(self.one.id))
        yield Heading(1, title) if self.number is None else Heading(2, title, _case_name(self.number))
        yield Fields(tuple(self._parts.head(self.one, self.as_of)))
        yield Paragraph(line(muted(self._say(
            "見込みは、記載された事実だけをもとにした自己点検によるもので、審議会の決定ではない。",
            "The opinion is the forecast of a self-check from the facts stated. It is no decision of the council.",
        ))))  # fmt: skip
        if self.report.rules:
            yield self._parts.only_these(self.report.rules)
        yield from self._acted_on("fail")
        yield from self._acted_on("review")
        yield from self._riders()
        yield from self._questions()
        if self.one.follow_ups:
            yield self._part(self._parts.follow_ups_title(self.one.follow_ups), "follow-ups")
            yield Items(tuple(map(self._parts.follow_up, self.one.follow_ups)))
        yield from self._looked_up("open")
        yield from self._looked_up("pass")
        yield from self._looked_up("not_applicable")
        yield from self._families()
        yield from self._concepts()
        yield from self._stated()

    def _found(self, verdict: Verdict) -> list[Finding]:
        return [finding for finding in self.one.findings if finding.verdict == verdict]

    def _acted_on(self, verdict: Verdict) -> Iterator[Block | Fold]:
        """Findings that somebody has to act on: open, but for their trees."""
        found = self._found(verdict)
        if found:
            yield self._part(self._parts.verdict_title(found), verdict)
            yield from (self._finding(finding, acted_on=True) for finding in found)

    def _looked_up(self, verdict: Verdict) -> Iterator[Block | Fold]:
        """The other findings, by family and folded."""
        found = self._found(verdict)
        if not found:
            return
        yield self._part(self._parts.verdict_title(found), verdict)
        for family in dict.fromkeys(finding.family for finding in found):
            members = [finding for finding in found if finding.family == family]
            name = self.report.policy.family(family).get(self.report.lang)
            said = self._say(f"{name} {len(members)}件", f"{name}: {len(members)}")
            yield Fold(line(said), tuple(self._finding(finding, acted_on=False) for finding in members))

    def _finding(self, one: Finding, acted_on: bool) -> Fold:
        harmless = muted(self._parts.harmless(one))
        trees = tuple(self._explained_briefly.steps(one))
        why = self._say(
            "判定の理由（決め手となった条件の真・偽・不明）", "Why: the conditions that decided, true, false or unknown"
        )
        facts = tuple(Item(fact) for fact in self._parts.facts(one)) if acted_on else ()  # else the trees show them
        blocks: Screen = (
            Paragraph(line(one.message.get(self.report.lang))),
            *((Items(facts),) if facts else ()),
            Fields(tuple(self._explained_briefly.grounds(one))),
            *((Fold(line(why), trees),) if trees else ()),
        )
        return Fold(line(self._parts.title(one), harmless), blocks, acted_on)

    def _riders(self) -> Iterator[Block | Fold]:
        if not self.one.riders:
            return
        yield self._part(self._parts.riders_title(self.one.riders), "riders")
        recommended = [rider for rider in self.one.riders if rider.strength == "recommended"]
        rest = [rider for rider in self.one.riders if rider.strength != "recommended"]
        if recommended:
            yield Items(tuple(map(self._parts.rider, recommended)), numbered=True)
        if rest:
            said = self._say(
                f"回答がない場合に付すことが見込まれる意見 {len(rest)}件",
                f"To expect if the questions stay unanswered: {len(rest)}",
            )
            yield Fold(line(said), (Items(tuple(map(self._parts.rider, rest)), numbered=True),))

    def _questions(self) -> Iterator[Block | Fold]:
        items = tuple(map(self._parts.question, self.one.questions))
        if not items:
            return
        yield self._part(self._parts.questions_title(self.one.questions), "questions")
        yield Items(items[:FIRST_QUESTIONS], numbered=True)
        rest = items[FIRST_QUESTIONS:]
        if rest:
            said = self._say(f"ほか {len(rest)}件", f"{len(rest)} more")
            yield Fold(line(said), (Items(rest, numbered=True, first=FIRST_QUESTIONS + 1),))

    def _families(self) -> Iterator[Block]:
        if self.report.rules:
            return
        grid, notes = self._parts.families(self.one)
        yield self._part(self._parts.families_title, "families")
        yield grid
        if notes:
            yield Items(notes)

    def _concepts(self) -> Iterator[Block | Fold | Figure]:
        """The chain drawn, and each concept told."""
        chained = self.evaluated.contexts["operation"].chained
        if not chained:
            return
        yield self._part(line(self._say("該当性（概念の連鎖）", "What the case is: the chain of concepts")), "concepts")
        chain = ConceptChain(self.report.policy, self.report.lang, chained, self._concept_place)
        figure = chain.figure(f"chain-{self.number or 1}", lambda to: f"#{anchor(to)}")
        if figure:
            yield Paragraph(line(muted(self._say(
                "左のものをもとに右の概念が決まる。真偽のない箱は、概念を成り立たせた事実。",
                "What stands on the left decides what stands on its right. Boxes without a truth are the facts that fired.",
            ))))  # fmt: skip
            yield figure
        for truth in (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE):
            yield from (self._concept(id_, truth) for id_, one in chained.items() if one.value is truth)

    def _concept(self, id_: str, truth: Truth) -> Fold:
        title = self.report.policy.concepts[id_].title.get(self.report.lang)
        value = Span(words.TRUTHS[truth].get(self.report.lang), words.TRUTH_TONES[truth])
        said = line(title, ref(id_), " → ", value)
        return Fold(said, tuple(self._explained.concept(id_)), name=self._concept_place(id_))

    def _stated(self) -> Iterator[Block | Fold]:
        stated = Stated(self.one, self.report.policy.vocabulary, self.report.lang)
        if not stated.number:
            return
        said = self._say(f"記載された事実 {stated.number}件", f"Facts stated: {stated.number}")
        yield self._part(line(said), "facts")
        yield from (Fold(line(label), (grid,)) for label, grid in stated.groups())
