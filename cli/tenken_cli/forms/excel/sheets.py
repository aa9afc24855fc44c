"""The cells of a form's sheets by their hidden keys, wherever they stand now."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tenken.errors import CaseError, Fault, Place
from tenken.policy.vocabulary import base_path
from tenken.texts import text
from tenken.view import MUNICIPALITY
from tenken_cli.forms.entries import Entry
from tenken_cli.forms.excel import keys, meta
from tenken_cli.forms.excel.cell_texts import from_cell
from tenken_cli.forms.excel.guard import broken

SHORT_KEY = 200
TRUTHS = {"=TRUE()": True, "=FALSE()": False}
"""What LibreOffice writes for a cell that holds yes or no: nothing is evaluated to know it."""


@dataclass(frozen=True)
class FormCell:
    """A cell, and what is called by its place: 「委託」D12."""

    sheet: str
    name: str
    value: Any = None
    kind: str = "n"

    def __str__(self) -> str:
        return f"「{self.sheet}」{self.name}"

    @property
    def row(self) -> int:
        """The number of its row."""
        return int("".join(filter(str.isdigit, self.name)))

    def entry(self) -> Entry | None:
        """What stands in the cell; None where it is empty. Raises Fault at a formula or an error: neither is evaluated."""
        if self.kind == "f" and self.value in TRUTHS:
            return TRUTHS[self.value]
        if self.kind == "f":
            raise Fault(
                text("数式は読みません。", "a formula is not read"),
                remedy=text("値を書いてください。", "write the value itself"),
            )
        if self.kind == "e":
            raise Fault(
                text("エラー値があります。", "holds an error value"),
                remedy=text("値を書いてください。", "write the value"),
            )
        if self.value is None or isinstance(self.value, bool | int | float | date):
            return self.value
        if not isinstance(self.value, str):  # a time or a duration, made of what was typed
            raise Fault(
                text(f"「{self.value}」は時刻になっています。", f"'{self.value}' has become a time"),
                remedy=text(
                    "セルの書式を「文字列」にして書き直してください。", "format the cell as text and write it again"
                ),
            )
        shown = from_cell(self.value)
        return shown if shown.strip() else None


@dataclass
class FormCells:
    """All cells of a form: by key, the rows of tables by list, and what stands where nothing is read."""

    answers: dict[str, FormCell] = field(default_factory=dict)
    rows: dict[str, list[dict[str, FormCell]]] = field(default_factory=dict)
    """Of each list in rows, the cells of each row by field (a list of single values: by the empty name)."""
    notes: list[tuple[str, FormCell]] = field(default_factory=list)
    stray: list[FormCell] = field(default_factory=list)
    """Answers in rows without a key, below no list."""
    twice: list[tuple[str, FormCell]] = field(default_factory=list)


def open_book(content: BytesIO, file: str) -> Workbook:
    """The workbook, formulas unread. Raises CaseError where it cannot be opened."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(content, data_only=False, keep_links=False)
    except Exception:  # noqa: BLE001 - the library says in a hundred ways that a file is damaged
        raise CaseError(broken(), Place(file)) from None


def read_meta(book: Workbook) -> tuple[meta.Meta, str] | None:
    """What the form carries unseen, see `meta.from_rows`."""
    if meta.SHEET not in book.sheetnames or not isinstance(book[meta.SHEET], Worksheet):
        return None
    sheet = book[meta.SHEET]
    rows = ((row[0].value, row[1].value) for row in sheet.iter_rows(max_col=2) if len(row) > 1)
    return meta.from_rows((str(name), value) for name, value in rows if isinstance(value, str))


def read_cells(book: Workbook) -> FormCells:
    """The cells of every sheet that has keys."""
    found = FormCells()
    for sheet in book.worksheets:
        columns = columns_of(sheet)
        if columns:
            _Sheet(sheet, columns, found).read()
    return found


def columns_of(sheet: Worksheet) -> Mapping[str, int] | None:
    """What the columns of a sheet hold, by the hidden row; None where it is no sheet of a form."""
    for row in sheet.iter_rows(max_row=50):
        for cell in row:
            if cell.value == keys.MARKER:
                roles = {str(other.value): other.column for other in row if isinstance(other.value, str)}
                return {"key": cell.column, **roles}
    return None


class _Sheet:
    """Reads one sheet, from top to bottom."""

    def __init__(self, sheet: Worksheet, columns: Mapping[str, int], found: FormCells):
        self._sheet = sheet
        self._columns = columns
        self._found = found
        self._fields: dict[str, dict[int, str]] = {}
        self._list: str | None = None
        """The list whose rows are being read: a row that the clerk put in between is one of them."""

    def read(self) -> None:
        """Every row with a key, and those without one in which something is written."""
        for row in self._sheet.iter_rows():
            cells: dict[int, Any] = {cell.column: cell for cell in row if cell.column is not None}
            key = cells[self._columns["key"]].value if self._columns["key"] in cells else None
            if key is None:
                self._unkeyed(cells)
            elif isinstance(key, str) and key not in (keys.RULED, keys.MARKER):
                self._keyed(key[:SHORT_KEY], cells)

    def _keyed(self, key: str, cells: Mapping[int, Any]) -> None:
        self._list = key.removesuffix("[]") if key.endswith("[]") else None
        if self._list is not None:
            self._row(self._list, cells)
            return
        if key.endswith(":"):
            names = {number: cell.value for number, cell in cells.items() if number != self._columns["key"]}
            self._fields[key.removesuffix(":")] = {n: name for n, name in names.items() if isinstance(name, str)}
            self._list = key.removesuffix(":")
            return
        answer = self._cell(cells, keys.ANSWER)
        if answer is None:
            return
        if key in self._found.answers:
            self._found.twice.append((key, answer))
        self._found.answers[key] = answer
        note = self._cell(cells, keys.NOTE)
        if note is not None and note.value is not None:
            self._found.notes.append((key, note))

    def _row(self, list_: str, cells: Mapping[int, Any]) -> None:
        if list_ in self._fields:
            row = {name: _form_cell(cells[number]) for number, name in self._fields[list_].items() if number in cells}
        else:
            answer = self._cell(cells, keys.ANSWER)
            row = {"": answer} if answer else {}
        self._found.rows.setdefault(list_, []).append(row)

    def _unkeyed(self, cells: Mapping[int, Any]) -> None:
        if self._list is not None:
            self._row(self._list, cells)
            return
        answer = self._cell(cells, keys.ANSWER)
        if answer is not None and answer.value not in (None, "") and self._list is None:
            self._found.stray.append(answer)

    def _cell(self, cells: Mapping[int, Any], role: str) -> FormCell | None:
        number = self._columns.get(role, 0)
        return _form_cell(cells[number]) if number in cells else None


def _form_cell(cell: Any) -> FormCell:
    return FormCell(cell.parent.title, cell.coordinate, cell.value, cell.data_type)


def in_order(cells: FormCells, prefix: str) -> Iterator[int]:
    """The numbers of a list's elements that have rows of their own, in the order in which they stand."""
    numbers: dict[int, None] = {}
    for key in cells.answers:
        if key.startswith(f"{prefix}["):
            digits = key[len(prefix) + 1 :].split("]", 1)[0]
            if digits.isdigit():
                numbers.setdefault(int(digits))
    yield from numbers


def nearest(path: str, cells: Mapping[str, FormCell]) -> FormCell | None:
    """The cell of a path, or of the list that it is inside of."""
    if path.startswith(MUNICIPALITY):
        path = "municipality"
    return cells.get(path) or cells.get(base_path(path))
