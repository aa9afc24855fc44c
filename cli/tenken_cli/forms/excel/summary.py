"""The summary of a checked form: a sheet of its own, in front of the others, made anew each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from tenken.assessment import Assessment
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken_cli.forms.excel import styles
from tenken_cli.forms.excel.cell_texts import LONGEST, cut
from tenken_cli.forms.excel.sheets import FormCell, nearest
from tenken_cli.forms.excel.workbook import put
from tenken_cli.pages.check_parts import FIRST_QUESTIONS, CheckParts
from tenken_cli.reports import words
from tenken_cli.reports.facts import citation_line
from tenken_cli.reports.words import pick

MARKER = "tenken:summary"
"""In the hidden first column of the sheet: it is ours to make anew."""

WIDTHS = (4, 18, 92, 26)


@dataclass(frozen=True)
class SummaryLine:
    """A line of the summary: what it is, what it says, and the cell that it is about."""

    name: str
    told: str = ""
    cell: FormCell | None = None
    heading: bool = False
    color: str = styles.INK


def write_summary(
    book: Workbook,
    policy: Policy,
    lang: Lang,
    assessed: Assessment,
    cells: Mapping[str, FormCell],
    failed_at: Mapping[str, FormCell],
    drawn: bool = False,
) -> None:
    """Put the summary in front, in place of an earlier one.

    `failed_at` is the cell of each failed rule, by its id; `drawn` says that the form has drawings, which are not copied.
    """
    for old in [sheet for sheet in book.worksheets if sheet.cell(1, 1).value == MARKER]:
        book.remove(old)
    sheet = book.create_sheet(pick(lang, "点検結果", "Results"), 0)
    sheet.cell(1, 1, MARKER)
    sheet.column_dimensions["A"].hidden = True
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.cell(1, 2, pick(lang, "点検結果", "Results")).font = styles.font(size=16, bold=True)
    for row, one in enumerate(_Summary(policy, lang, assessed, cells, failed_at, drawn).lines(), start=3):
        for column, value in ((2, one.name), (3, one.told)):
            cell = sheet.cell(row, column)
            put(cell, MARKER, cut(value, LONGEST) or None)
            cell.font = styles.font(one.color, size=12 if one.heading else 10, bold=one.heading or column == 2)
            cell.alignment = styles.LOW if one.heading else styles.WRAPPED
        if one.cell is not None:
            link = sheet.cell(row, 4)
            put(link, MARKER, str(one.cell))
            link.hyperlink = Hyperlink(link.coordinate, location=f"{quote_sheetname(one.cell.sheet)}!{one.cell.name}")
            link.font = styles.font("1D4ED8")
            link.alignment = styles.WRAPPED
        lines = max(styles.lines(one.told, WIDTHS[2]), styles.lines(one.name, WIDTHS[1]))
        sheet.row_dimensions[row].height = styles.height(lines + one.heading)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


@dataclass(frozen=True)
class _Summary:
    """What the check came to, in lines."""

    policy: Policy
    lang: Lang
    assessed: Assessment
    cells: Mapping[str, FormCell]
    failed_at: Mapping[str, FormCell]
    drawn: bool

    def lines(self) -> Iterator[SummaryLine]:
        """The opinion and the counts, failures, riders and first questions."""
        one = self.assessed
        yield SummaryLine(self._say("件名", "Title"), one.title)
        parts = CheckParts(self.policy, self.lang)
        opinion, why = words.OPINIONS[one.opinion].get(self.lang), parts.why(one)
        yield SummaryLine(
            self._say("見込み", "Opinion"), opinion + parts.little(one) + self._say(f"（{why}）", f" ({why})")
        )
        yield SummaryLine(
            "",
            self._say(
                "所管課の自己点検の結果であり、審議会の決定ではありません。",
                "A self-check, not the council's decision.",
            ),
        )
        if self.drawn:
            yield SummaryLine("", self._say(
                "この写しには、元の点検票に貼られた図や図形が入っていないことがあります。元のファイルは変わっていません。",
                "Drawings of the form may be missing in this copy; the form itself is as it was.",
            ))  # fmt: skip
        yield SummaryLine(self._say("記載の進み", "Readiness"), f"{one.readiness:.0%}")
        for verdict, number in (("fail", one.counts.fail), ("open", one.counts.open), ("review", one.counts.review)):
            name = words.VERDICTS[verdict].get(self.lang)  # type: ignore[index]
            yield SummaryLine(
                name, self._say(f"{number}件", str(number)), color=_COLORS[verdict] if number else styles.INK
            )
        yield from self._failed()
        yield from self._riders()
        yield from self._questions()

    def _failed(self) -> Iterator[SummaryLine]:
        failed = [finding for finding in self.assessed.findings if finding.verdict == "fail"]
        if failed:
            yield SummaryLine(self._say("不適合", "Failed"), heading=True, color=styles.BAD)
        for finding in failed:
            ground = "".join(span.text for span in citation_line(finding.citations, self.lang))
            told = f"{finding.title.get(self.lang)}\n{finding.message.get(self.lang)}\n"
            told += self._say(f"根拠: {ground}", f"Ground: {ground}")
            yield SummaryLine(words.FORCES[finding.force].get(self.lang), told, self.failed_at.get(finding.rule))

    def _riders(self) -> Iterator[SummaryLine]:
        riders = [rider for rider in self.assessed.riders if rider.strength == "recommended"]
        if riders:
            yield SummaryLine(self._say("付帯意見の案", "Riders"), heading=True)
        for rider in riders:
            strength = words.STRENGTHS[rider.strength].get(self.lang)
            yield SummaryLine(strength, f"{rider.duty.get(self.lang)}\n{rider.text.get(self.lang)}")

    def _questions(self) -> Iterator[SummaryLine]:
        questions = self.assessed.questions
        if questions:
            told = self._say(f"全{len(questions)}件のうち、先に確かめるもの", f"the first of {len(questions)}")
            yield SummaryLine(self._say("確かめること", "Questions"), told, heading=True, color=styles.OPEN)
        for number, question in enumerate(questions[:FIRST_QUESTIONS], start=1):
            yield SummaryLine(str(number), question.text.get(self.lang), nearest(question.path, self.cells))

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)


_COLORS = {"fail": styles.BAD, "open": styles.OPEN, "review": styles.INK}
