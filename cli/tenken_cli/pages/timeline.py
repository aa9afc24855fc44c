"""The page and the data of `tenken timeline`: one case through every period of the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tenken.assessment import Finding
from tenken.policy.model import At, Policy
from tenken.texts import Lang, Text, text
from tenken.workbench.effects import Effect, Move
from tenken.workbench.law_days import Article
from tenken.workbench.timeline import Stretch, Timeline
from tenken_cli.pages.moves import MoveWords, article_data, effect_data, force_data, move_data
from tenken_cli.pages.stretches import end_data, in_days
from tenken_cli.reports import words
from tenken_cli.reports.facts import citation_line
from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Item,
    Items,
    Line,
    Node,
    Page,
    Paragraph,
    Span,
    Tree,
    line,
    muted,
    ref,
    strong,
)  # fmt: skip
from tenken_cli.reports.words import pick

OWN_DATES: Mapping[At, Text] = {
    "consultation": text("諮問の日", "consultation"),
    "operation": text("運用の開始日", "start of operation"),
}
COUNTS: tuple[tuple[str, Text], ...] = (
    ("fail", text("不適合", "fail")),
    ("review", text("判断", "council")),
    ("open", text("未記載", "open")),
    ("passed", text("適合", "pass")),
    ("not_applicable", text("非該当", "n/a")),
)
_Causes = tuple[Article, ...]


@dataclass(frozen=True)
class TimelinePage:
    """Tells timelines; `every` also lists what does not touch a verdict, or may not concern the case."""

    policy: Policy
    lang: Lang
    every: bool = False
    _words: MoveWords = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_words", MoveWords(self.policy, self.lang))

    def page(self, told: Timeline) -> Page:
        """The case's dates, all stretches in one table, and what each brings."""
        case = told.case
        return (
            Heading(1, line(case.title, ref(case.id))),
            Fields(tuple(self._head(told))),
            *(self._chosen(told) if told.rules else self._whole(told)),
        )

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _head(self, told: Timeline) -> Iterator[tuple[str, Line]]:
        case = told.case
        yield (
            self._say("自治体", "Municipality"),
            line(self.policy.municipalities[case.municipality].name.get(self.lang)),
        )
        yield self._say("諮問の日", "Consultation"), line(case.consulted_on.written)
        starts = case.starts_on.written if case.starts_on else words.NOT_STATED.get(self.lang)
        yield self._say("運用の開始日", "Start of operation"), line(starts)
        yield self._say("見方", "How to read"), line(muted(self._say(
            "日付は法令の日であり、案件の日付は変えない。「◀」は案件自身の日がある時期",
            "the days are those of the law; the case's dates stay. \"◀\" marks where the case's own dates lie",
        )))  # fmt: skip

    def _whole(self, told: Timeline) -> Iterator[Block]:
        names = (self._say("法令の時期", "Law of"), self._say("見込み", "Opinion"))
        header = (*names, *(name.get(self.lang) for _, name in COUNTS))
        yield Grid(header, tuple(map(self._row, told.stretches)), right=frozenset(range(2, len(header))))
        for stretch in told.stretches:
            if stretch.effect is not None:
                yield from self._changes(stretch, stretch.effect)
        if len(told.stretches) == 1:
            yield Paragraph(line(self._say(
                "どの時期の法令でも、この案件の判定は同じです。", "The law of every period says the same of this case."
            )))  # fmt: skip

    def _row(self, stretch: Stretch) -> tuple[Line, ...]:
        judged = stretch.assessment
        opinion = Span(words.OPINIONS[judged.opinion].get(self.lang), words.OPINION_TONES[judged.opinion])
        numbers = (line(str(getattr(judged.counts, name))) for name, _ in COUNTS)
        return (self._days(stretch, brief=True), line(opinion), *numbers)

    def _days(self, stretch: Stretch, brief: bool = False) -> Line:
        """From and to, with a mark where the case's own dates lie."""
        days = in_days(stretch.first, stretch.last, self.lang)
        if not stretch.holds:
            return line(days)
        named = "" if brief else " " + words.joined([OWN_DATES[at].get(self.lang) for at in stretch.holds], self.lang)
        return line(days, strong(f" ◀{named}"))

    def _changes(self, stretch: Stretch, effect: Effect) -> Iterator[Block]:
        yield Heading(2, self._days(stretch))
        if effect.opinion_moves:
            yield Fields(((self._say("見込み", "Opinion"), self._words.opinion(effect)),))
        shown = [one for one in effect.verdicts if self.every or _certain(one)]
        for cause, moves in _by_cause(shown, stretch.causes):
            yield self._tree(cause, [self._verdict(one) for one in moves])
        rest = [*self._words.riders(effect), *self._counted(effect, len(effect.verdicts) - len(shown))]
        if rest:
            yield Items(tuple(rest))
        if self.every:
            yield from self._same_verdict(effect, stretch.causes)

    def _verdict(self, move: Move) -> Line:
        """That a rule's provision has gone is told with the provision."""
        gone = move.after is not None and move.after.reason == "not_in_force"
        return self._words.verdict(move) if gone else self._words.verdict_and_why(move)

    def _tree(self, cause: _Causes, rules: Iterable[Line]) -> Tree:
        """What moved, below the provisions that did it."""
        first, *others = (self._words.article(article) for article in cause)
        provisions = line(first, *(line("\n＋ ", other) for other in others))
        return Tree(Node(provisions, tuple(map(Node, rules))))

    def _counted(self, effect: Effect, hidden: int) -> Iterator[Item]:
        """What is not listed, by its number."""
        counted = (
            (hidden, "当てはまるか分からず、判定が変わるルール", "another verdict, of rules that may not concern the case"),
            (len(effect.forces) * (not self.every), "判定は同じで、強さが変わるルール", "same verdict, another force"),
            (len(effect.citations) * (not self.every), "判定は同じで、根拠の条が変わるルール", "same verdict, another article"),
        )  # fmt: skip
        for number, ja, en in counted:
            if number:
                yield Item(
                    line(muted(self._say(f"{ja}: {number}件（--all で示す）", f"{en}: {number} (--all lists them)")))
                )

    def _same_verdict(self, effect: Effect, causes: Mapping[str, _Causes]) -> Iterator[Block]:
        if effect.forces:
            yield Heading(3, line(self._say("判定は同じで、強さが変わるルール", "Same verdict, another force")))
            yield Items(tuple(Item(self._words.force(one)) for one in effect.forces))
        if effect.citations:
            yield Heading(3, line(self._say("判定は同じで、根拠の条が変わるルール", "Same verdict, another article")))
            for cause, moves in _by_cause(effect.citations, causes):
                yield self._tree(cause, [line(one.shown.title.get(self.lang), ref(one.rule)) for one in moves])

    def _chosen(self, told: Timeline) -> Iterator[Block]:
        """The rules asked for, stretch by stretch."""
        for stretch in told.stretches:
            yield Heading(2, self._days(stretch))
            yield Items(tuple(self._standing(one, stretch) for one in stretch.assessment.findings))

    def _standing(self, finding: Finding, stretch: Stretch) -> Item:
        verdict = Span(words.VERDICTS[finding.verdict].get(self.lang), words.TONES[finding.verdict])
        why = self._words.why(finding, stretch.judged.because.get(finding.rule, ()))
        details = [line(verdict, self._say(f"（{why}）", f" ({why})"))]
        if finding.reason != "not_in_force":
            force = words.FORCES[finding.force].get(self.lang)
            details.append(line(muted(f"{force}  "), citation_line(finding.citations, self.lang)))
        details += (line(muted("◆ "), self._words.article(one)) for one in stretch.causes.get(finding.rule, ()))
        return Item(line(finding.title.get(self.lang), ref(finding.rule)), tuple(details))


def _certain(move: Move) -> bool:
    """Is the rule's applying certain before or after? Otherwise it may not concern the case."""
    return any(one is not None and one.applies for one in (move.before, move.after))


def _by_cause(moves: Iterable[Move], causes: Mapping[str, _Causes]) -> Iterable[tuple[_Causes, list[Move]]]:
    """The rules that moved by the provisions that moved them, in the order of the rules."""
    grouped: dict[_Causes, list[Move]] = {}
    for move in moves:
        grouped.setdefault(causes[move.rule], []).append(move)
    return grouped.items()


def timeline_data(told: Timeline) -> dict[str, Any]:
    """A timeline as data. Of rules asked for, there are findings in place of the whole case's opinion."""
    case = told.case
    return {
        "id": case.id,
        "title": case.title,
        "municipality": case.municipality,
        "consulted_on": case.consulted_on.written,
        "starts_on": case.starts_on.written if case.starts_on else None,
        "stretches": [_stretch_data(one, told) for one in told.stretches],
    }


def _stretch_data(stretch: Stretch, told: Timeline) -> dict[str, Any]:
    judged = stretch.assessment
    data: dict[str, Any] = {
        "from": end_data(stretch.first),
        "to": end_data(stretch.last),
        "holds": list(stretch.holds),
    }
    if told.rules:
        return {**data, "findings": [_finding_data(one, stretch.causes) for one in judged.findings]}
    counts = judged.counts.model_dump(by_alias=True)
    return {**data, "opinion": judged.opinion, "counts": counts, "changes": _changes_data(stretch)}


def _changes_data(stretch: Stretch) -> dict[str, Any] | None:
    moved = stretch.effect
    if moved is None:
        return None
    return {
        **effect_data(moved),
        "verdicts": [{**move_data(one), **_causes_data(one.rule, stretch.causes)} for one in moved.verdicts],
        "forces": force_data(moved.forces),
        "citations": [{"rule": one.rule, **_causes_data(one.rule, stretch.causes)} for one in moved.citations],
    }


def _finding_data(finding: Finding, causes: Mapping[str, _Causes]) -> dict[str, Any]:
    return {
        **finding.model_dump(mode="json", include={"rule", "title", "verdict", "reason", "force", "citations"}),
        **_causes_data(finding.rule, causes),
    }


def _causes_data(rule: str, causes: Mapping[str, _Causes]) -> dict[str, Any]:
    return {"provisions": [article_data(one) for one in causes.get(rule, ())]}
