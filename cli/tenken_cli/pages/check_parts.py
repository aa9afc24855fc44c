"""What is said of a judged case, part by part: the same words on the screen, in a browser and on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tenken.assessment import Assessment, Finding, FollowUp, QuestionOut, RiderOut
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken_cli.reports import words
from tenken_cli.reports.facts import citation_line, fact_line
from tenken_cli.reports.page import Grid, Item, Line, Paragraph, Span, Tone, line, muted, ref, strong
from tenken_cli.reports.words import pick

FIRST_QUESTIONS = 15
"""As many questions as a department can be asked at once; the rest follow when these are answered."""

FIRST_RIDERS = 10
"""All that are recommended, and so many in all; the rest of an item of which little is stated is more than anyone reads."""

HALF_STATED = 0.5
"""Below this readiness an approval is said to rest on little."""


@dataclass(frozen=True)
class CheckParts:
    """Words the parts of an assessment."""

    policy: Policy
    lang: Lang

    def say(self, ja: str, en: str) -> str:
        """One of two wordings."""
        return pick(self.lang, ja, en)

    def head(self, one: Assessment, as_of: str | None) -> Iterator[tuple[str, Line]]:
        """What the item is, and what came out."""
        city = self.policy.municipalities[one.municipality].name.get(self.lang)
        yield self.say("自治体", "City"), line(city, *self._department(one))
        yield (
            self.say("諮問の日", "Consulted"),
            line(
                one.consulted_on,
                f"（{words.STAGES[one.stage].ja}）" if self.lang == "ja" else f" ({words.STAGES[one.stage].en})",
            ),
        )
        yield self.say("運用の開始", "Starts"), line(one.starts_on or words.NOT_STATED.get(self.lang))
        if as_of:
            yield self.say("法令の日", "Law as of"), line(strong(as_of))
        opinion = words.OPINIONS[one.opinion].get(self.lang)
        yield (
            self.say("見込み", "Opinion"),
            line(Span(opinion, words.OPINION_TONES[one.opinion]), self._bracketed(self.why(one))),
        )
        yield self.say("記載の進み", "Readiness"), self.readiness(one)
        yield self.say("判定", "Verdicts"), self.counts(one)

    def _department(self, one: Assessment) -> Line:
        department = one.case.get("department")
        return line(" ", str(department)) if department else ()

    def _bracketed(self, said: str) -> str:
        return self.say(f"（{said}）", f" ({said})")

    def readiness(self, one: Assessment) -> Line:
        """How much is stated, and how many verdicts rest on it."""
        done = one.counts.passed + one.counts.fail + one.counts.review
        return line(f"{one.readiness:.0%}", self._bracketed(self.say(f"{done}件が判定済み", f"{done} settled")))

    def why(self, one: Assessment) -> str:
        """What decided the opinion, in a few words."""
        titles = [self.policy.rules[id_].title.get(self.lang) for id_ in one.opinion_because]
        named = words.titles(titles, self.lang)
        match one.opinion:
            case "not_required":
                why = self.say("審議会に諮る事項に当たらない", "nothing here has to go to the council")
            case "revise":
                why = self.say(f"法律・条例に不適合: {named}", f"against statute or ordinance: {named}")
            case "continue":
                waiting = self.say(f"持ち帰りの回答待ち: {named}", f"answers were deferred: {named}") if titles else ""
                stage = self.say("事前点検の段階", "preliminary stage") if one.stage == "preliminary" else ""
                why = self.say("。", "; ").join(part for part in (stage, waiting) if part)
            case "approve_with_riders":
                why = self.say(f"付帯意見につながる不適合: {named}", f"failed with a rider: {named}")
            case "approve":
                why = self.say("付帯意見につながる不適合がない", "nothing failed that carries a rider")
                if one.readiness < HALF_STATED:
                    why += self.say(
                        "。ただし未記載が多く、答え次第で変わる", "; but much is not stated, and answers may change it"
                    )
        return why

    def counts(self, one: Assessment) -> Line:
        """How many findings there are of each verdict."""
        counts = {"fail": one.counts.fail, "review": one.counts.review, "open": one.counts.open,
                  "pass": one.counts.passed, "not_applicable": one.counts.not_applicable}  # fmt: skip
        parts: list[Span | str] = []
        for verdict, name in words.VERDICTS.items():
            number = counts[verdict]
            parts.append(Span(f"{name.get(self.lang)} {number}", words.TONES[verdict] if number else "muted"))
            parts.append("  ")
        return line(*parts[:-1])

    def title(self, one: Finding) -> Line:
        """A finding's title, force and rule."""
        force = words.FORCES[one.force].get(self.lang)
        return line(strong(one.title.get(self.lang)), self._bracketed(force), ref(one.rule))

    def finding(self, one: Finding) -> Item:
        """A finding that somebody acts on, whole."""
        return Item(self.title(one), (line(one.message.get(self.lang)), self.ground(one), *self.facts(one)))

    def ground(self, one: Finding) -> Line:
        """The provisions that a finding rests on."""
        return line(self.say("根拠: ", "Ground: "), citation_line(one.citations, self.lang))

    def facts(self, one: Finding) -> tuple[Line, ...]:
        """The facts that decided a finding, each with its source."""
        return tuple(
            line(self.say("事実: ", "Fact: "), fact_line(fact, self.policy.vocabulary, self.lang)) for fact in one.facts
        )

    def brief(self, one: Finding) -> Item:
        """A finding that is only looked up."""
        ground = (self.ground(one),) if one.citations else ()
        title = line(one.title.get(self.lang), self.harmless(one), ref(one.rule))
        return Item(title, (line(one.message.get(self.lang)), *ground))

    def harmless(self, one: Finding) -> str:
        """What to say of an open finding that nobody need answer."""
        return self.say("（満たしているので影響なし）", " (harmless: already met)") if one.harmless else ""

    def rider(self, rider: RiderOut) -> Item:
        """A rider opinion with its draft text, what it is because of, and who attached it before."""
        tone: Tone = "bad" if rider.strength == "recommended" else "open"
        strength = words.STRENGTHS[rider.strength].get(self.lang)
        title = line(Span(f"[{strength}] ", tone), strong(rider.duty.get(self.lang)), ref(rider.id))
        details = [line(rider.text.get(self.lang))]
        if rider.strength == "recommended":
            reasons = [self.policy.rules[id_].title.get(self.lang) for id_ in rider.rules]
            details.append(line(self.say("理由: ", "Because of: "), words.titles(reasons, self.lang)))
        if rider.precedents:
            details.append(line(muted(self.say("前例: ", "Precedents: ") + ", ".join(rider.precedents))))
        return Item(title, tuple(details))

    def question(self, question: QuestionOut) -> Item:
        """A question, and how much its answer settles."""
        decides = len(question.decides)
        settles = self.say(f"（{decides}件の判定に関わる）", f" (bears on {words.counted(decides, self.lang, 'rule')})")
        return Item(line(question.text.get(self.lang), muted(settles), ref(question.path)))

    def follow_up(self, promise: FollowUp) -> Item:
        """A promise to be looked after, and where it was made."""
        return Item(line(promise.text.get(self.lang), muted(f" [{promise.source}]" if promise.source else "")))

    def families(self, one: Assessment) -> tuple[Grid, tuple[Item, ...]]:
        """The verdicts counted by family, and why nothing of a family applies where its law is not in force."""
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
        grid = Grid((self.say("分野", "Family"), *names), tuple(rows), right=frozenset(range(1, len(order) + 1)))
        return grid, tuple(notes)

    @property
    def families_title(self) -> Line:
        """Heads the verdicts by family."""
        return line(self.say("分野ごとの判定", "By family"))

    def verdict_title(self, found: Sequence[Finding]) -> Line:
        """Heads findings of one verdict."""
        verdict, number = found[0].verdict, len(found)
        name = words.VERDICTS[verdict].get(self.lang)
        match verdict:
            case "fail":
                return line(Span(self.say(f"不適合 {number}件", f"Failed: {number}"), "bad"))
            case "review":
                said = self.say(f"審議会の判断事項 {number}件", f"For the council to judge: {number}")
                return line(Span(said, "council"))
            case _:
                return line(self.say(f"{name} {number}件", f"{name.capitalize()}: {number}"))

    def riders_title(self, riders: Sequence[RiderOut]) -> Line:
        """Heads the riders."""
        recommended = sum(rider.strength == "recommended" for rider in riders)
        rest = len(riders) - recommended
        return line(self.say(
            f"付帯意見の案（推奨 {recommended}件、未回答なら {rest}件）",
            f"Rider opinions to expect ({recommended} recommended, {rest} if unanswered)",
        ))  # fmt: skip

    def questions_title(self, questions: Sequence[QuestionOut]) -> Line:
        """Heads the questions."""
        return line(self.say(f"確かめること {len(questions)}件", f"Questions: {len(questions)}"))

    def follow_ups_title(self, promises: Sequence[FollowUp]) -> Line:
        """Heads what is to be followed up."""
        return line(self.say(f"後で確かめる約束 {len(promises)}件", f"To follow up: {len(promises)}"))

    def overview_title(self, cases: Sequence[Assessment]) -> Line:
        """Heads the cases side by side."""
        return line(self.say(f"まとめ {len(cases)}件", f"Overview: {len(cases)} cases"))

    def only_these(self, rules: frozenset[str]) -> Paragraph:
        """Says that the other rules' findings are not shown."""
        said = self.say("次のルールだけを表示: ", "Only these rules are shown: ")
        return Paragraph(line(said, ", ".join(sorted(rules))))

    def more(self, rest: int) -> str:
        """Says how many entries of a list are not shown, and how to see them."""
        return self.say(f"ほか {rest}件（--all で全部を表示）", f"and {rest} more (--all shows them)")

    def _out_of_force(self, name: str, found: Sequence[Finding]) -> list[Item]:
        expired = [finding for finding in found if finding.reason == "not_in_force"]
        if not expired or any(finding.verdict != "not_applicable" for finding in found):
            return []
        message, _ = Counter(finding.message.get(self.lang) for finding in expired).most_common(1)[0]
        return [Item(line(strong(self.say(f"{name}: 該当するルールなし。", f"{name}: no rule applies. ")), message))]

    def _linked(self, one: Assessment, target: str) -> Line:
        return line(Span(one.title, to=target), ref(one.id))

    def little(self, one: Assessment) -> str:
        """Says where an approval rests on little."""
        rests = one.opinion in ("approve", "approve_with_riders") and one.readiness < HALF_STATED
        return self._bracketed(self.say("記載が少ない", "little stated")) if rests else ""

    def overview(self, cases: Sequence[Assessment], to: Sequence[str | None] | None = None) -> Grid:
        """The cases side by side; `to` says what each one's id leads to."""
        rows = tuple(
            (
                self._linked(one, target) if target else line(one.id),
                line(
                    Span(words.OPINIONS[one.opinion].get(self.lang), words.OPINION_TONES[one.opinion]),
                    self.little(one) if target else "",
                ),
                line(Span(str(one.counts.fail), "bad" if one.counts.fail else "muted")),
                line(str(one.counts.review)),
                line(str(one.counts.open)),
                line(f"{one.readiness:.0%}"),
            )
            for one, target in zip(cases, to or [None] * len(cases), strict=True)
        )
        header = (
            self.say("案件", "Case"), self.say("見込み", "Opinion"), words.VERDICTS["fail"].get(self.lang),
            self.say("判断事項", "council"), words.VERDICTS["open"].get(self.lang), self.say("記載", "ready"),
        )  # fmt: skip
        return Grid(header, rows, right=frozenset({2, 3, 4, 5}))
