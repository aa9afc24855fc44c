"""The page of `tenken check`: what a department corrects and a secretariat prepares, case by case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tenken.assessment import Assessment, Finding, QuestionOut, Report, RiderOut
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken_cli.reports import words
from tenken_cli.reports.facts import citation_line, fact_line
from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Item,
    Items,
    Line,
    Page,
    Paragraph,
    Span,
    Tone,
    line,
    muted,
    ref,
    strong,
)  # fmt: skip
from tenken_cli.reports.words import pick

FIRST_QUESTIONS = 15
"""As many questions as a department can be asked at once; the rest follow when these are answered."""

FIRST_RIDERS = 10
"""All that are recommended, and so many in all; the rest of an item of which little is stated is more than anyone reads."""


HALF_STATED = 0.5
"""Below this readiness an approval is said to rest on little."""


@dataclass(frozen=True)
class CheckPage:
    """Builds the page of a report. `every` shows all findings, `rules` only those of some rules (empty: all)."""

    policy: Policy
    lang: Lang
    every: bool = False
    rules: frozenset[str] = frozenset()

    def page(self, report: Report) -> Page:
        """All cases, and where there are several, an overview at the end, where a terminal stands still."""
        blocks = [block for one in report.cases for block in self._case(one, report.as_of)]
        if len(report.cases) > 1:
            blocks += self._overview(report.cases)
        return tuple(blocks)

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _case(self, one: Assessment, as_of: str | None) -> Iterator[Block]:
        yield Heading(1, line(one.title, ref(one.id)))
        yield Fields(tuple(self._head(one, as_of)))
        if self.rules:
            yield Paragraph(
                line(self._say("次のルールだけを表示: ", "Only these rules are shown: "), ", ".join(sorted(self.rules)))
            )
        yield from self._failed(one)
        yield from self._review(one)
        yield from self._riders(one.riders)
        yield from self._questions(one.questions)
        yield from self._follow_ups(one)
        if self.every or self.rules:
            yield from self._others(one)
        if not self.rules:
            yield from self._families(one)

    def _head(self, one: Assessment, as_of: str | None) -> Iterator[tuple[str, Line]]:
        city = self.policy.municipalities[one.municipality].name.get(self.lang)
        yield self._say("自治体", "City"), line(city, *self._department(one))
        yield (
            self._say("諮問の日", "Consulted"),
            line(
                one.consulted_on,
                f"（{words.STAGES[one.stage].ja}）" if self.lang == "ja" else f" ({words.STAGES[one.stage].en})",
            ),
        )
        yield self._say("運用の開始", "Starts"), line(one.starts_on or words.NOT_STATED.get(self.lang))
        if as_of:
            yield self._say("法令の日", "Law as of"), line(strong(as_of))
        opinion = words.OPINIONS[one.opinion].get(self.lang)
        yield self._say("見込み", "Opinion"), line(Span(opinion, words.OPINION_TONES[one.opinion]), self._why(one))
        yield self._say("記載の進み", "Readiness"), line(f"{one.readiness:.0%}", self._readiness_note(one))
        yield self._say("判定", "Verdicts"), self._counts(one)

    def _department(self, one: Assessment) -> Line:
        department = one.case.get("department")
        return line(" ", str(department)) if department else ()

    def _readiness_note(self, one: Assessment) -> str:
        done = one.counts.passed + one.counts.fail + one.counts.review
        return self._say(f"（{done}件が判定済み）", f" ({done} settled)")

    def _why(self, one: Assessment) -> str:
        """What decided the opinion, in a few words."""
        titles = [self.policy.rules[id_].title.get(self.lang) for id_ in one.opinion_because]
        named = words.titles(titles, self.lang)
        match one.opinion:
            case "not_required":
                why = self._say("審議会に諮る事項に当たらない", "nothing here has to go to the council")
            case "revise":
                why = self._say(f"法律・条例に不適合: {named}", f"against statute or ordinance: {named}")
            case "continue":
                waiting = self._say(f"持ち帰りの回答待ち: {named}", f"answers were deferred: {named}") if titles else ""
                stage = self._say("事前点検の段階", "preliminary stage") if one.stage == "preliminary" else ""
                why = self._say("。", "; ").join(part for part in (stage, waiting) if part)
            case "approve_with_riders":
                why = self._say(f"付帯意見につながる不適合: {named}", f"failed with a rider: {named}")
            case "approve":
                why = self._say("付帯意見につながる不適合がない", "nothing failed that carries a rider")
                if one.readiness < HALF_STATED:
                    why += self._say(
                        "。ただし未記載が多く、答え次第で変わる", "; but much is not stated, and answers may change it"
                    )
        return self._say(f"（{why}）", f" ({why})")

    def _counts(self, one: Assessment) -> Line:
        counts = {"fail": one.counts.fail, "review": one.counts.review, "open": one.counts.open,
                  "pass": one.counts.passed, "not_applicable": one.counts.not_applicable}  # fmt: skip
        parts: list[Span | str] = []
        for verdict, name in words.VERDICTS.items():
            number = counts[verdict]
            parts.append(Span(f"{name.get(self.lang)} {number}", words.TONES[verdict] if number else "muted"))
            parts.append("  ")
        return line(*parts[:-1])

    def _failed(self, one: Assessment) -> Iterator[Block]:
        failed = [finding for finding in one.findings if finding.verdict == "fail"]
        if not failed:
            return
        yield Heading(2, line(Span(self._say(f"不適合 {len(failed)}件", f"Failed: {len(failed)}"), "bad")))
        yield Items(tuple(self._finding(finding) for finding in failed), numbered=True)

    def _review(self, one: Assessment) -> Iterator[Block]:
        review = [finding for finding in one.findings if finding.verdict == "review"]
        if not review:
            return
        yield Heading(
            2,
            line(
                Span(
                    self._say(f"審議会の判断事項 {len(review)}件", f"For the council to judge: {len(review)}"),
                    "council",
                )
            ),
        )
        yield Items(tuple(self._finding(finding) for finding in review), numbered=True)

    def _finding(self, one: Finding) -> Item:
        title = line(strong(one.title.get(self.lang)), self._say("（", " ("), words.FORCES[one.force].get(self.lang),
                     self._say("）", ")"), ref(one.rule))  # fmt: skip
        details = [
            line(one.message.get(self.lang)),
            line(self._say("根拠: ", "Ground: "), citation_line(one.citations, self.lang)),
        ]
        details += [
            line(self._say("事実: ", "Fact: "), fact_line(fact, self.policy.vocabulary, self.lang))
            for fact in one.facts
        ]
        return Item(title, tuple(details))

    def _riders(self, riders: Sequence[RiderOut]) -> Iterator[Block]:
        if not riders:
            return
        recommended = sum(rider.strength == "recommended" for rider in riders)
        yield Heading(2, line(self._say(
            f"付帯意見の案（推奨 {recommended}件、未回答なら {len(riders) - recommended}件）",
            f"Rider opinions to expect ({recommended} recommended, {len(riders) - recommended} if unanswered)",
        )))  # fmt: skip
        shown = riders if self.every else riders[: max(FIRST_RIDERS, recommended)]
        yield Items(tuple(map(self._rider, shown)), numbered=True)
        yield from self._more(len(riders) - len(shown))

    def _rider(self, rider: RiderOut) -> Item:
        tone: Tone = "bad" if rider.strength == "recommended" else "open"
        strength = words.STRENGTHS[rider.strength].get(self.lang)
        title = line(Span(f"[{strength}] ", tone), strong(rider.duty.get(self.lang)), ref(rider.id))
        details = [line(rider.text.get(self.lang))]
        if rider.strength == "recommended":
            reasons = [self.policy.rules[id_].title.get(self.lang) for id_ in rider.rules]
            details.append(line(self._say("理由: ", "Because of: "), words.titles(reasons, self.lang)))
        if rider.precedents:
            details.append(line(muted(self._say("前例: ", "Precedents: ") + ", ".join(rider.precedents))))
        return Item(title, tuple(details))

    def _questions(self, questions: Sequence[QuestionOut]) -> Iterator[Block]:
        if not questions:
            return
        shown = questions if self.every else questions[:FIRST_QUESTIONS]
        yield Heading(2, line(self._say(f"確かめること {len(questions)}件", f"Questions: {len(questions)}")))
        yield Items(tuple(map(self._question, shown)), numbered=True)
        yield from self._more(len(questions) - len(shown))

    def _more(self, rest: int) -> Iterator[Block]:
        """How many entries of a list are not shown."""
        if rest:
            told = self._say(f"   ほか {rest}件（--all で全部を表示）", f"   and {rest} more (--all shows them)")
            yield Paragraph(line(muted(told)))

    def _question(self, question: QuestionOut) -> Item:
        decides = len(question.decides)
        settles = self._say(
            f"（{decides}件の判定に関わる）", f" (bears on {words.counted(decides, self.lang, 'rule')})"
        )
        return Item(line(question.text.get(self.lang), muted(settles), ref(question.path)))

    def _follow_ups(self, one: Assessment) -> Iterator[Block]:
        if not one.follow_ups:
            return
        yield Heading(
            2, line(self._say(f"後で確かめる約束 {len(one.follow_ups)}件", f"To follow up: {len(one.follow_ups)}"))
        )
        yield Items(tuple(
            Item(line(promise.text.get(self.lang), muted(f" [{promise.source}]" if promise.source else "")))
            for promise in one.follow_ups
        ))  # fmt: skip

    def _others(self, one: Assessment) -> Iterator[Block]:
        """The findings that the usual page only counts."""
        for verdict in ("open", "pass", "not_applicable"):
            found = [finding for finding in one.findings if finding.verdict == verdict]
            if not found:
                continue
            name = words.VERDICTS[found[0].verdict].get(self.lang)
            yield Heading(2, line(self._say(f"{name} {len(found)}件", f"{name.capitalize()}: {len(found)}")))
            yield Items(tuple(map(self._brief, found)))

    def _brief(self, one: Finding) -> Item:
        harmless = self._say("（満たしているので影響なし）", " (harmless: already met)") if one.harmless else ""
        title = line(one.title.get(self.lang), harmless, ref(one.rule))
        details = [line(one.message.get(self.lang))]
        if one.citations:
            details.append(line(self._say("根拠: ", "Ground: "), citation_line(one.citations, self.lang)))
        return Item(title, tuple(details))

    def _families(self, one: Assessment) -> Iterator[Block]:
        yield Heading(2, line(self._say("分野ごとの判定", "By family")))
        order: tuple[str, ...] = tuple(words.VERDICTS)
        rows, notes = [], []
        for family in dict.fromkeys(finding.family for finding in one.findings):
            found = [finding for finding in one.findings if finding.family == family]
            counts = Counter(finding.verdict for finding in found)
            name = self.policy.family(family).get(self.lang)
            cells = (line(str(counts[verdict])) if counts[verdict] else line(muted("-")) for verdict in words.VERDICTS)
            rows.append((line(name), *cells))
            notes += self._out_of_force(name, found)
        names = tuple(words.VERDICTS[verdict].get(self.lang) for verdict in words.VERDICTS)
        yield Grid((self._say("分野", "Family"), *names), tuple(rows), right=frozenset(range(1, len(order) + 1)))
        if notes:
            yield Items(tuple(notes))

    def _out_of_force(self, name: str, found: Sequence[Finding]) -> list[Item]:
        """Why nothing of a family applies, where that is because its law is not in force."""
        expired = [finding for finding in found if finding.reason == "not_in_force"]
        if not expired or any(finding.verdict != "not_applicable" for finding in found):
            return []
        message, _ = Counter(finding.message.get(self.lang) for finding in expired).most_common(1)[0]
        return [Item(line(strong(self._say(f"{name}: 該当するルールなし。", f"{name}: no rule applies. ")), message))]

    def _overview(self, cases: Sequence[Assessment]) -> Iterator[Block]:
        yield Heading(1, line(self._say(f"まとめ {len(cases)}件", f"Overview: {len(cases)} cases")))
        rows = tuple(
            (
                line(one.id),
                line(Span(words.OPINIONS[one.opinion].get(self.lang), words.OPINION_TONES[one.opinion])),
                line(Span(str(one.counts.fail), "bad" if one.counts.fail else "muted")),
                line(str(one.counts.review)),
                line(str(one.counts.open)),
                line(f"{one.readiness:.0%}"),
            )
            for one in cases
        )
        header = (
            self._say("案件", "Case"), self._say("見込み", "Opinion"), words.VERDICTS["fail"].get(self.lang),
            self._say("判断事項", "council"), words.VERDICTS["open"].get(self.lang), self._say("記載", "ready"),
        )  # fmt: skip
        yield Grid(header, rows, right=frozenset({2, 3, 4, 5}))
