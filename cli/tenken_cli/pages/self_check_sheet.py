"""The self-check sheet (点検票): what the item is, what was found, what is still to be stated, and what all rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tenken.assessment import CitationOut, Finding, QuestionOut
from tenken.policy.law import FORCES
from tenken_cli.pages.check_parts import FIRST_QUESTIONS
from tenken_cli.pages.paper_words import PaperWords
from tenken_cli.reports import words
from tenken_cli.reports.page import Block, Boxed, Fields, Grid, Heading, Line, Paragraph, line, muted, strong

RULES_NAMED = 2
"""So many of the rules that a question helps to decide are named; of the others, how many there are."""


@dataclass(frozen=True)
class SelfCheckSheet:
    """Builds the sheet of one case. `every` gives all questions, `rules` are those shown (empty: all)."""

    words: PaperWords
    as_of: str | None
    every: bool
    rules: frozenset[str]

    def _say(self, ja: str, en: str) -> str:
        return self.words.say(ja, en)

    def blocks(self) -> Iterator[Block | Boxed]:
        """The sheet from its title to the provisions."""
        yield Heading(1, line(self._say("個人情報に関する諮問事項　点検票", "Self-check sheet")))
        yield Boxed(line(self._say(
            "この点検票は、諮問の前に、記載された事実だけをもとに行った自己点検の結果であり、審議会の決定ではない。",
            "This sheet tells what a self-check before the consultation found from the facts stated. "
            "It is no decision of the council.",
        )))  # fmt: skip
        yield Fields(tuple(self._basics()))
        if self.rules:
            yield self.words.parts.only_these(self.rules)
        yield self._heading(1, "見込み", "Opinion to expect")
        yield Fields(tuple(self._opinion()))
        yield from self._findings(2, "不適合", "What failed", self.words.found("fail"))
        yield from self._findings(3, "審議会の判断事項", "For the council to judge", self.words.found("review"))
        yield from self._questions()
        yield from self._follow_ups()
        yield from self._stated()
        yield from self._provisions()

    def _heading(self, number: int, ja: str, en: str, count: int | None = None) -> Heading:
        many = "" if count is None else self._say(f"（{count}件）", f" ({count})")
        return Heading(2, line(self._say(f"{number}　{ja}", f"{number}. {en}"), many))

    def _none(self) -> Paragraph:
        return Paragraph(line(words.NONE.get(self.words.lang).capitalize()))

    def _basics(self) -> Iterator[tuple[str, Line]]:
        one, unstated = self.words.one, words.NOT_STATED.get(self.words.lang)
        yield self._say("件名", "Item"), line(strong(one.title))
        yield self._say("整理番号", "No."), line(one.id)
        city = self.words.policy.municipalities[one.municipality]
        yield self._say("自治体", "City"), line(city.name.get(self.words.lang))
        yield self._say("所管課", "Department"), line(str(one.case.get("department") or unstated))
        yield self._say("諮問日", "Consulted"), line(self.words.date(one.consulted_on))
        starts = self.words.date(one.starts_on) if one.starts_on else unstated
        yield self._say("運用開始予定", "Starts"), line(starts)
        yield self._say("審議の段階", "Stage"), line(words.STAGES[one.stage].get(self.words.lang))
        if self.as_of:
            yield self._say("法令の日", "Law as of"), line(self.words.date(self.as_of))

    def _opinion(self) -> Iterator[tuple[str, Line]]:
        one, parts = self.words.one, self.words.parts
        yield self._say("見込み", "Opinion"), line(strong(words.OPINIONS[one.opinion].get(self.words.lang)))
        yield self._say("理由", "Because"), line(parts.why(one))
        yield self._say("判定", "Verdicts"), parts.counts(one)
        yield self._say("記載の進み", "Readiness"), parts.readiness(one)

    def _findings(self, number: int, ja: str, en: str, found: list[Finding]) -> Iterator[Block]:
        yield self._heading(number, ja, en, len(found))
        if not found:
            yield self._none()
            return
        header = (
            self._say("番号", "No."), self._say("事項", "Matter"), self._say("根拠", "Ground"),
            self._say("内容", "What was found"), self._say("事実と出典", "Facts and sources"),
        )  # fmt: skip
        rows = tuple((line(str(at)), *self._finding(finding)) for at, finding in enumerate(found, start=1))
        yield Grid(header, rows, right=frozenset({0}), shares=(8, 19, 18, 29, 26))

    def _finding(self, one: Finding) -> tuple[Line, ...]:
        force = words.FORCES[one.force].get(self.words.lang)
        return (
            line(one.title.get(self.words.lang), self._say(f"（{force}）", f" ({force})")),
            line(self.words.provisions(one)),
            line(self.words.text(one.message)),
            self.words.facts(one.facts),
        )

    def _questions(self) -> Iterator[Block]:
        questions = self.words.one.questions
        yield self._heading(
            4, "未記載の事項（確かめる順）", "Still to be stated, in the order of asking", len(questions)
        )
        if not questions:
            yield self._none()
            return
        header = (
            self._say("番号", "No."), self._say("確かめること", "Question"),
            self._say("関わる判定", "Bears on"), self._say("回答", "Answer"),
        )  # fmt: skip
        shown = questions if self.every else questions[:FIRST_QUESTIONS]
        rows = tuple((line(str(at)), *self._question(question), ()) for at, question in enumerate(shown, start=1))
        yield Grid(header, rows, right=frozenset({0}), shares=(8, 38, 30, 24))
        if len(questions) > len(shown):
            yield Paragraph(line(muted(self.words.rest(len(questions) - len(shown)))))

    def _question(self, one: QuestionOut) -> tuple[Line, Line]:
        titles = [self.words.policy.rules[id_].title.get(self.words.lang) for id_ in one.decides]
        rest = len(titles) - RULES_NAMED
        more = self._say(f"\nほか{rest}件", f"\nand {rest} more") if rest > 0 else ""
        return line(one.text.get(self.words.lang)), line("\n".join(titles[:RULES_NAMED]), more)

    def _follow_ups(self) -> Iterator[Block]:
        promises = self.words.one.follow_ups
        yield self._heading(5, "約束事項（後で確かめること）", "Promises to follow up", len(promises))
        if not promises:
            yield self._none()
            return
        header = (
            self._say("番号", "No."), self._say("確かめること", "To be checked"),
            self._say("出典", "Source"), self._say("確認", "Checked"),
        )  # fmt: skip
        rows = tuple(
            (line(str(at)), line(self.words.text(promise.text)), line(promise.source or "—"), ())
            for at, promise in enumerate(promises, start=1)
        )
        yield Grid(header, rows, right=frozenset({0}), shares=(8, 50, 25, 17))

    def _stated(self) -> Iterator[Block]:
        stated = self.words.stated
        yield self._heading(6, "記載された事実", "Facts stated", stated.number)
        if not stated.number:
            yield self._none()
        for label, grid in stated.groups():
            yield Heading(3, line(label))
            rows = tuple(tuple(self.words.line(cell) for cell in row) for row in grid.rows)
            yield Grid(grid.header, rows, shares=grid.shares)

    def _provisions(self) -> Iterator[Block]:
        """Those that what applies for certain rests on; whatever was not read is marked."""
        applying = [one for one in self.words.one.findings if one.applies]
        cited = {(citation.provision, citation.text): citation for one in applying for citation in one.citations}
        yield self._heading(7, "根拠とした規定", "Provisions", len(cited))
        if not cited:
            yield self._none()
            return
        yield Paragraph(line(self._say(
            "当てはまることが確かなルールの根拠。「未確認」は、その日の条文を確かめていないもの。",
            "What the rules that certainly apply rest on. Unverified: the text of that day was not read.",
        )))  # fmt: skip
        header = self._say("規定", "Provision"), self._say("事柄", "Matter"), self._say("確認", "Verified")
        rows = [self._provision(one) for one in sorted(cited.values(), key=self._rank)]
        yield Grid(header, tuple(tuple(map(line, row)) for row in rows), shares=(44, 42, 14))

    def _rank(self, one: CitationOut) -> tuple[int, str]:
        """Laws before guidelines, and those before practice."""
        return FORCES.index(self.words.policy.provisions[one.provision].kind), self._say(one.text, one.en)

    def _provision(self, one: CitationOut) -> tuple[str, str, str]:
        """A provision, its matter unless its name tells it already, and a mark where its text was not read."""
        name = self._say(one.text, one.en)
        matter = self.words.policy.provisions[one.provision].title.get(self.words.lang)
        return name, "" if matter in name else matter, "" if one.verified else self._say("未確認", "unverified")
