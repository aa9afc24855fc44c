"""The cells of a form's sheets by their hidden keys, wherever they stand now."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
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
from tenken_cli.forms.excel.guard_parts import MAX_AREA, broken, far_outside

SHORT_KEY = 200
_ELEMENT = re.compile(r"\[([0-9]{1,6})\]")
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

    @property
    def empty(self) -> bool:
        """Does nothing stand in it?"""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

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
    """What is written where nothing is read."""
    twice: list[tuple[str, FormCell]] = field(default_factory=list)
    elements: dict[str, dict[int, None]] = field(default_factory=dict)
    """Of each list whose elements have rows of their own, their numbers in the order in which they stand."""
    tables: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of each list in a table, the fields that have a column."""
    unclear: list[str] = field(default_factory=list)
    """The sheets on which it is not said any more what the columns hold."""


def open_book(content: BytesIO, file: str, rich_text: bool = False) -> Workbook:
    """The workbook, formulas unread. Raises CaseError where it cannot be opened, or has cells far away."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(content, data_only=False, keep_links=False, rich_text=rich_text)
    except Exception:  # noqa: BLE001 - the library says in a hundred ways that a file is damaged
        raise CaseError(broken(), Place(file)) from None
    if sum(sheet.max_row * sheet.max_column for sheet in book.worksheets) > MAX_AREA:
        outside = far_outside()  # the guard counts part by part; this is what the library made of them
        raise CaseError(outside.message, Place(file), outside.remedy)
    return book


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
        if columns and set(keys.COLUMNS) <= set(columns.roles):
            _Sheet(sheet, columns, found).read()
        elif columns:
            found.unclear.append(sheet.title)
    return found


@dataclass(frozen=True)
class Columns:
    """What the columns of a sheet hold, as one of its rows says: that row, the column of the keys, the others by role."""

    row: int
    key: int
    roles: Mapping[str, int]
    """Only those that are named once."""


def columns_of(sheet: Worksheet) -> Columns | None:
    """What the columns of a sheet hold; None where it is no sheet of a form."""
    for row in sheet.iter_rows(max_row=50):
        for cell in row:
            if cell.value == keys.MARKER:
                named = [(str(other.value), other.column) for other in row if isinstance(other.value, str)]
                times = Counter(name for name, _ in named)
                return Columns(cell.row, cell.column, {name: number for name, number in named if times[name] == 1})
    return None


class _Sheet:
    """Reads one sheet, from top to bottom."""

    def __init__(self, sheet: Worksheet, columns: Columns, found: FormCells):
        self._sheet = sheet
        self._key = columns.key
        self._roles = columns.roles
        self._found = found
        self._not_read = {columns.key, columns.roles.get(keys.RESULT, 0)}
        self._fields: dict[str, dict[int, str]] = {}
        self._list: str | None = None
        """The list whose rows are being read: a row that the clerk put in between is one of them."""

    def read(self) -> None:
        """Every row with a key, and those without one in which something is written."""
        for row in self._sheet.iter_rows():
            cells: dict[int, Any] = {cell.column: cell for cell in row if cell.column is not None}
            key = cells[self._key].value if self._key in cells else None
            if key is None:
                self._unkeyed(cells)
            elif isinstance(key, str) and key not in keys.UNREAD:
                self._keyed(key[:SHORT_KEY], cells)

    def _keyed(self, key: str, cells: Mapping[int, Any]) -> None:
        self._list = key.removesuffix("[]") if key.endswith("[]") else None
        if self._list is not None:
            self._row(self._list, cells, self._roles.values())
            return
        if key.endswith(":"):
            self._name_fields(key.removesuffix(":"), cells)
            return
        self._stray(cells, self._roles.values())
        for element in _ELEMENT.finditer(key):
            self._found.elements.setdefault(key[: element.start()], {}).setdefault(int(element[1]))
        answer = self._cell(cells, keys.ANSWER)
        if key in self._found.answers:
            self._found.twice.append((key, answer))
        self._found.answers[key] = answer
        self._note(key, cells)

    def _name_fields(self, list_: str, cells: Mapping[int, Any]) -> None:
        names = {number: cell.value for number, cell in cells.items() if number not in self._not_read}
        self._fields[list_] = {number: name for number, name in names.items() if isinstance(name, str)}
        self._found.tables[list_] = frozenset(self._fields[list_].values())
        self._list = list_

    def _row(self, list_: str, cells: Mapping[int, Any], known: Iterable[int]) -> None:
        """A row of a list. In `known` columns there may be texts that are no answers, unless it is a row of a table."""
        if list_ in self._fields:
            fields = self._fields[list_]
            row = {name: _form_cell(cells[number]) for number, name in fields.items() if number in cells}
            self._stray(cells, fields)
        else:
            row = {"": self._cell(cells, keys.ANSWER)}
            self._note(list_, cells)
            self._stray(cells, known)
        self._found.rows.setdefault(list_, []).append(row)

    def _unkeyed(self, cells: Mapping[int, Any]) -> None:
        if self._list is not None:
            self._row(self._list, cells, (self._roles[keys.ANSWER], self._roles[keys.NOTE]))
        else:
            self._stray(cells, ())

    def _stray(self, cells: Mapping[int, Any], known: Iterable[int]) -> None:
        elsewhere = {*cells} - {*known} - self._not_read
        written = (_form_cell(cells[number]) for number in sorted(elsewhere))
        self._found.stray += [cell for cell in written if not cell.empty]

    def _note(self, key: str, cells: Mapping[int, Any]) -> None:
        note = self._cell(cells, keys.NOTE)
        if not note.empty:
            self._found.notes.append((key, note))

    def _cell(self, cells: Mapping[int, Any], role: str) -> FormCell:
        return _form_cell(cells[self._roles[role]])


def _form_cell(cell: Any) -> FormCell:
    return FormCell(cell.parent.title, cell.coordinate, cell.value, cell.data_type)


def nearest(path: str, cells: Mapping[str, FormCell]) -> FormCell | None:
    """The cell of a path, or of the list that it is inside of."""
    if path.startswith(MUNICIPALITY):
        path = "municipality"
    return cells.get(path) or cells.get(base_path(path))
