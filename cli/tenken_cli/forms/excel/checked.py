"""A form with its findings: beside each cell what fails there and what is not stated, and a summary on the first sheet.

What the clerk wrote stays as it is, words in bold or colour too; drawings that float above the cells do not, and the summary
says so. A checked form can be checked again: its findings are not read, and written anew.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl.styles import Border, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tenken.api import Tenken
from tenken.assessment import Assessment, Finding
from tenken.evaluate import Evaluated
from tenken.texts import Lang
from tenken.wording import label
from tenken_cli.forms.excel import guide, keys, styles
from tenken_cli.forms.excel.cell_texts import LONGEST, cut
from tenken_cli.forms.excel.guard import workbook_bytes
from tenken_cli.forms.excel.reading import read_content
from tenken_cli.forms.excel.sheets import Columns, FormCell, columns_of, nearest, open_book
from tenken_cli.forms.excel.summary import write_summary
from tenken_cli.forms.excel.workbook import put, write_form
from tenken_cli.pages.check_outcomes import required_first
from tenken_cli.pages.check_parts import FIRST_QUESTIONS
from tenken_cli.reports import words
from tenken_cli.reports.words import pick

WIDTH = 44
DRAWINGS = "xl/drawings/drawing"
"""What the names of parts begin with that hold pictures and shapes."""


@dataclass(frozen=True)
class Remark:
    """What is said beside a cell."""

    text: str
    failed: bool


def checked(tenken: Tenken, lang: Lang, evaluated: Evaluated, assessed: Assessment) -> bytes:
    """The workbook of the form that a case was read from, or of one filled from it, with its findings."""
    case = evaluated.case
    content = _form_of(tenken, lang, evaluated)
    cells = read_content(tenken.reader, content, case.file or case.id, case.municipality).cells
    content.seek(0)
    book = open_book(content, case.file or case.id, rich_text=True)
    found = _Remarks(tenken, lang, evaluated, assessed, cells)
    remarks = found.by_row()
    for sheet in book.worksheets:
        columns = columns_of(sheet)
        if columns is not None:
            _write_beside(sheet, columns, remarks.get(sheet.title, {}), lang)
    drawn = any(name.startswith(DRAWINGS) for name in zipfile.ZipFile(content).namelist())
    write_summary(book, tenken.policy, lang, assessed, cells, found.failed_at(), drawn)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _form_of(tenken: Tenken, lang: Lang, evaluated: Evaluated) -> BytesIO:
    file = evaluated.case.file
    if file is not None and file.lower().endswith(".xlsx"):
        return workbook_bytes(Path(file))
    made = BytesIO()
    write_form(tenken.policy, lang, evaluated.case.raw, made)
    made.seek(0)
    return made


class _Remarks:
    """What there is to say beside the cells of a form."""

    def __init__(
        self, tenken: Tenken, lang: Lang, evaluated: Evaluated, assessed: Assessment, cells: Mapping[str, FormCell]
    ):
        self._tenken = tenken
        self._lang = lang
        self._judged = {judged.rule.id: judged for judged in evaluated.judgements}
        self._assessed = assessed
        self._cells = cells

    def by_row(self) -> dict[str, dict[int, list[Remark]]]:
        """The remarks by sheet and row, failures first."""
        found: dict[str, dict[int, list[Remark]]] = {}
        for path, remark in (*self._failed(), *self._open()):
            cell = nearest(path, self._cells)
            if cell is not None:
                inside = f"〔{self._label(path)}〕" if "[" in path else ""
                beside = found.setdefault(cell.sheet, {}).setdefault(cell.row, [])
                beside.append(Remark(inside + remark.text, remark.failed))
        return found

    def failed_at(self) -> dict[str, FormCell]:
        """The cell of each failed rule, by its id."""
        found = {finding.rule: nearest(path, self._cells) for finding, path in self._failures()}
        return {rule: cell for rule, cell in found.items() if cell is not None}

    def _failures(self) -> Iterator[tuple[Finding, str]]:
        """Each failure with the first fact on which the requirement was decided: there it is to be mended."""
        for finding in self._assessed.findings:
            if finding.verdict == "fail" and finding.facts:
                yield finding, required_first(finding, self._judged[finding.rule])[0].path

    def _failed(self) -> Iterator[tuple[str, Remark]]:
        for finding, path in self._failures():
            yield path, Remark(self._told(finding), failed=True)

    def _told(self, finding: Finding) -> str:
        failed = words.VERDICTS["fail"].get(self._lang)
        force = words.FORCES[finding.force].get(self._lang)
        title, message = finding.title.get(self._lang), finding.message.get(self._lang)
        return pick(self._lang, f"{failed}（{force}）: {title}。{message}", f"{failed} ({force}): {title}. {message}")

    def _open(self) -> Iterator[tuple[str, Remark]]:
        """What is not stated and would decide something, and which of it to ask for first."""
        open_ = [one for one in self._assessed.findings if one.verdict == "open" and not one.harmless]
        bearing = Counter(path for finding in open_ for path in finding.missing)
        first = {one.path: n for n, one in enumerate(self._assessed.questions[:FIRST_QUESTIONS], start=1)}
        name = words.VERDICTS["open"].get(self._lang)
        for path, number in bearing.items():
            rules = words.counted(number, self._lang, "rule")
            told = pick(self._lang, f"{name}（{number}件の判定に関わる）", f"{name} (bears on {rules})")
            if path in first:
                told += pick(self._lang, f"。先に確かめること {first[path]}番", f"; to ask first: no. {first[path]}")
            yield path, Remark(told, failed=False)

    def _label(self, path: str) -> str:
        return label(path, self._tenken.policy.vocabulary).get(self._lang)


def _write_beside(sheet: Worksheet, columns: Columns, remarks: Mapping[int, list[Remark]], lang: Lang) -> None:
    """Fill the column of results, which a form has once it was checked."""
    column = columns.roles.get(keys.RESULT, sheet.max_column + 1)
    for merged in [one for one in sheet.merged_cells.ranges if one.min_col <= column <= one.max_col]:
        sheet.unmerge_cells(merged.coord)
    for row in range(1, sheet.max_row + 1):
        _clear(sheet.cell(row, column))
        if sheet.cell(row, columns.key).value == keys.NAMES:
            _name(sheet.cell(row, column), lang)
    sheet.cell(columns.row, column).value = keys.RESULT
    sheet.column_dimensions[get_column_letter(column)].width = WIDTH
    for row, told in remarks.items():
        _say(sheet, row, column, told)


def _clear(cell: Any) -> None:
    if cell.value is not None:
        cell.value = None
        cell.fill = PatternFill()
        cell.border = Border()


def _name(cell: Any, lang: Lang) -> None:
    cell.value = guide.COLUMN_NAMES[keys.RESULT].get(lang)
    cell.font = styles.font(styles.PAPER, bold=True)
    cell.fill = styles.fill(styles.BAR)


def _say(sheet: Worksheet, row: int, column: int, told: list[Remark]) -> None:
    cell = sheet.cell(row, column)
    failed = any(one.failed for one in told)
    put(cell, keys.RESULT, cut("\n".join(one.text for one in told), LONGEST))
    cell.font = styles.font(styles.BAD if failed else styles.OPEN, bold=failed)
    cell.fill = styles.fill(styles.BAD_PAPER if failed else styles.OPEN_PAPER)
    cell.alignment = styles.WRAPPED
    cell.border = styles.BOX
    needed = styles.height(styles.lines(str(cell.value), WIDTH))
    sheet.row_dimensions[row].height = max(needed, sheet.row_dimensions[row].height or styles.LINE_HEIGHT)
