"""Writes a form as a workbook for Excel: sheets, answer cells, drop-downs, protection, print layout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tenken.policy.model import Policy
from tenken.policy.vocabulary import Fact
from tenken.texts import Lang
from tenken_cli.forms.entries import SHOWN_NO, SHOWN_YES, shown
from tenken_cli.forms.entry_words import SHOWN_UNDECIDED
from tenken_cli.forms.excel import guide, keys, meta, styles
from tenken_cli.forms.excel.cell_texts import FORMULA_SIGNS, to_cell
from tenken_cli.forms.excel.layout import NEEDED, Cell, Layout, Row
from tenken_cli.reports.words import pick

ROLES, TITLE, HEADER, FIRST = 1, 2, 3, 4
"""The rows of a sheet: hidden roles of its columns, its title, their names, the first of the form."""

WIDTHS: Mapping[str, float] = {keys.LABEL: 24, keys.ASK: 42, keys.ANSWER: 30, keys.HOW: 28, keys.NOTE: 16}
PROMPT, PROMPT_TITLE = 255, 32
"""What Excel shows of a prompt."""

_COLUMN = {name: number for number, name in enumerate(keys.COLUMNS, start=2)}
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "・"))


def write_form(policy: Policy, lang: Lang, case: Mapping[str, Any], out: BinaryIO) -> None:
    """Write a form, filled with what a case states. Raises TenkenError where the case holds what no cell can."""
    build(policy, lang, case).save(out)


def build(policy: Policy, lang: Lang, case: Mapping[str, Any]) -> Workbook:
    """The workbook of a form, see `write_form`."""
    book = Workbook()
    del book["Sheet"]
    form = _Form(book, lang)
    layout = Layout(policy, lang, case)
    form.first(layout)
    for group, label in policy.vocabulary.groups.items():
        sheet = form.sheet(label.get(lang))
        for row in layout.group(group):
            form.add(sheet, row)
        form.finish(sheet)
    form.examples()
    form.hidden(meta.meta(policy, lang, case))
    book.properties.title = pick(lang, "点検票", "Tenken form")
    book.properties.creator = "Tenken"
    book.active = 0
    return book


class _Form:
    """A workbook in the making."""

    def __init__(self, book: Workbook, lang: Lang):
        self.book = book
        self.lang = lang
        self._lists: dict[tuple[str, ...], str] = {}
        self._marks: dict[str, DataValidation] = {}
        self._next: dict[str, int] = {}
        """The next row of each sheet."""

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    # Sheets

    def sheet(self, name: str) -> Worksheet:
        """A sheet of the form with its columns and their names, and no rows yet."""
        sheet: Worksheet = self.book.create_sheet(name.translate(_FORBIDDEN)[:31])
        self._columns(sheet)
        _head(sheet, TITLE, name, size=14)
        self._name_columns(sheet, HEADER)
        self._next[sheet.title] = FIRST
        sheet.freeze_panes = f"{get_column_letter(_COLUMN[keys.ASK])}{FIRST}"
        sheet.print_title_rows = f"{HEADER}:{HEADER}"
        return sheet

    def _columns(self, sheet: Worksheet) -> None:
        sheet.cell(ROLES, 1, keys.MARKER)
        sheet.column_dimensions["A"].hidden = True
        sheet.row_dimensions[ROLES].hidden = True
        for name, number in _COLUMN.items():
            sheet.cell(ROLES, number, name)
            sheet.column_dimensions[get_column_letter(number)].width = WIDTHS[name]

    def _name_columns(self, sheet: Worksheet, row: int) -> None:
        sheet.cell(row, 1, keys.NAMES)
        for name, number in _COLUMN.items():
            cell = sheet.cell(row, number, guide.COLUMN_NAMES[name].get(self.lang))
            cell.font = styles.font(styles.PAPER, bold=True)
            cell.fill = styles.fill(styles.BAR)
            cell.alignment = styles.WRAPPED
            cell.border = styles.BOX

    def finish(self, sheet: Worksheet) -> None:
        """Protection without a password, and how it is printed."""
        protection = sheet.protection
        protection.sheet = True
        for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter"):
            setattr(protection, allowed, False)  # what is protected against is named; False allows it
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        header, footer = sheet.oddHeader, sheet.oddFooter
        assert header is not None and footer is not None
        header.left.text, header.right.text = self._say("点検票", "Tenken form"), "&A"
        footer.center.text = "&P / &N"

    def first(self, layout: Layout) -> None:
        """How to fill in the form, and the head of the case."""
        sheet = self.book.create_sheet(self._say("はじめに", "Start here"))
        self._columns(sheet)
        _head(sheet, TITLE, guide.TITLE.get(self.lang), size=16)
        row = TITLE + 1
        for told in guide.INSTRUCTIONS:
            sheet.cell(row, 1, keys.RULED)
            cell = sheet.cell(row, 2, f"・{told.get(self.lang)}")
            cell.font = styles.font()
            cell.alignment = styles.WRAPPED
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=6)
            sheet.row_dimensions[row].height = styles.height(styles.lines(told.get(self.lang), sum(WIDTHS.values())))
            row += 1
        _head(sheet, row + 1, guide.BASICS.get(self.lang), size=14)
        self._name_columns(sheet, row + 2)
        self._next[sheet.title] = row + 3
        for one in layout.head():
            self.add(sheet, one, needed=one.key in NEEDED)
        self.finish(sheet)

    def examples(self) -> None:
        """A sheet with an answer of each kind, of a made-up case; no key stands in it, so it is never read."""
        sheet = self.book.create_sheet(self._say("記入例", "Examples"))
        sheet.cell(1, 1, guide.EXAMPLES_TITLE.get(self.lang)).font = styles.font(size=14, bold=True)
        for number, width in enumerate((20, 48, 30, 52), start=1):
            cell = sheet.cell(2, number, guide.EXAMPLE_COLUMNS[number - 1].get(self.lang))
            cell.font = styles.font(styles.PAPER, bold=True)
            cell.fill = styles.fill(styles.BAR)
            sheet.column_dimensions[get_column_letter(number)].width = width
        for row, told in enumerate(guide.EXAMPLES, start=3):
            for column, one in enumerate(told, start=1):
                cell = sheet.cell(row, column)
                put(cell, "", one.get(self.lang))
                cell.font = styles.font(bold=column == 3)
                cell.alignment = styles.WRAPPED
                cell.border = styles.BOX
                cell.fill = styles.fill(styles.ENTRY if column == 3 else styles.PAPER)
        sheet.freeze_panes = "A3"
        self.finish(sheet)

    def hidden(self, data: meta.Meta) -> None:
        """The choices of the drop-downs, and what a form carries unseen."""
        lists = self.book.create_sheet(meta.LISTS)
        for column, (choices, name) in enumerate(self._lists.items(), start=1):
            for row, choice in enumerate(choices, start=1):
                put(lists.cell(row, column), name, choice)
            letter = get_column_letter(column)
            where = f"'{meta.LISTS}'!${letter}$1:${letter}${len(choices)}"
            self.book.defined_names[name] = DefinedName(name, attr_text=where)
        unseen = self.book.create_sheet(meta.SHEET)
        for row, (name, value) in enumerate(data.rows(), start=1):
            unseen.cell(row, 1, name)
            put(unseen.cell(row, 2), name, value)
        for sheet in (lists, unseen):
            sheet.sheet_state = "veryHidden"
            sheet.protection.sheet = True

    # Rows

    def add(self, sheet: Worksheet, row: Row, needed: bool = False) -> None:
        """Write a row below the others."""
        number = self._next[sheet.title]
        self._next[sheet.title] += 1
        sheet.cell(number, 1, row.key)
        if row.shape in ("fields", "names"):
            self._names(sheet, number, row)
        elif row.shape == "row":
            for column, cell in enumerate(row.cells, start=2):
                self._answer(sheet.cell(number, column), row, cell)
        else:
            self._plain(sheet, number, row, needed)
        if row.shape != "fields":
            _fit(sheet, number)

    def _plain(self, sheet: Worksheet, number: int, row: Row, needed: bool) -> None:
        told = {keys.LABEL: row.label, keys.ASK: row.ask, keys.HOW: row.how}
        strong = row.shape in ("list", "element") or needed
        for name, column in _COLUMN.items():
            cell = sheet.cell(number, column)
            cell.border = styles.BOX
            cell.alignment = styles.indented(row.indent if name == keys.LABEL else 0)
            cell.font = styles.font(
                styles.MUTED if name == keys.HOW else styles.INK, bold=strong and name == keys.LABEL
            )
            if row.shape in ("list", "element"):
                cell.fill = styles.fill(styles.HEADING)
            if name in told:
                put(cell, row.key, told[name] or None)
        for one in row.cells:
            self._answer(sheet.cell(number, _COLUMN[keys.ANSWER]), row, one)
        if row.shape in ("entry", "status"):
            note = sheet.cell(number, _COLUMN[keys.NOTE])
            note.protection = styles.OPEN_TO_CLERK
            note.number_format = styles.AS_TEXT

    def _names(self, sheet: Worksheet, number: int, row: Row) -> None:
        """The fields of a table: hidden as keys, or as people read them."""
        hidden = row.shape == "fields"
        sheet.row_dimensions[number].hidden = hidden
        for column, name in enumerate(row.names, start=2):
            cell = sheet.cell(number, column)
            put(cell, row.key, name)
            if not hidden:
                cell.font = styles.font(bold=True)
                cell.fill = styles.fill(styles.HEADING)
                cell.border = styles.BOX
                cell.alignment = styles.WRAPPED

    def _answer(self, cell: Any, row: Row, answer: Cell) -> None:
        cell.number_format = styles.AS_TEXT
        cell.protection = styles.OPEN_TO_CLERK
        cell.fill = styles.fill(styles.ENTRY)
        cell.border = styles.BOX
        cell.font = styles.font()
        cell.alignment = styles.CENTRED if answer.fact is keys.MARK else styles.WRAPPED
        put(cell, row.key, answer.value)
        self._check(cell, row, answer.fact)

    # Drop-downs and help

    def _check(self, cell: Any, row: Row, fact: Fact) -> None:
        """What a clerk is shown in a cell. Nothing is refused while typing: `約100` and `○` are read as well."""
        sheet: Worksheet = cell.parent
        choices = self._choices(fact)
        if fact is keys.MARK and sheet.title in self._marks:
            self._marks[sheet.title].add(cell)
            return
        check = DataValidation(type="list" if choices else None, allow_blank=True, showErrorMessage=False)
        if choices:
            check.formula1 = self._named(choices)
        if row.ask and fact is not keys.MARK:
            check.showInputMessage = True
            check.promptTitle, check.prompt = row.label[:PROMPT_TITLE], f"{row.ask}\n{row.how}"[:PROMPT]
        elif not choices:
            return
        check.add(cell)
        sheet.add_data_validation(check)
        if fact is keys.MARK:
            self._marks[sheet.title] = check

    def _choices(self, fact: Fact) -> tuple[str, ...]:
        if fact is keys.MARK:
            return (keys.SHOWN_MARK,)
        undecided = SHOWN_UNDECIDED.get(self.lang)
        if fact.kind == "boolean":
            return (SHOWN_YES.get(self.lang), SHOWN_NO.get(self.lang), undecided)
        if fact.kind == "choice":
            return (*(shown(fact, id_, self.lang) for id_ in fact.choices), undecided)
        return ()

    def _named(self, choices: tuple[str, ...]) -> str:
        """The name of the list in which a drop-down's choices stand; each list once."""
        return self._lists.setdefault(choices, f"tenken_list_{len(self._lists) + 1}")


def _head(sheet: Worksheet, row: int, told: str, size: float) -> None:
    """A row with a title, which is not read."""
    sheet.cell(row, 1, keys.RULED)
    sheet.cell(row, _COLUMN[keys.LABEL], told).font = styles.font(size=size, bold=True)


def _fit(sheet: Worksheet, number: int) -> None:
    """A row as high as its texts: few programs see to that by themselves."""
    told = [(sheet.cell(number, column).value, WIDTHS[name]) for name, column in _COLUMN.items()]
    lines = [styles.lines(value, width) for value, width in told if isinstance(value, str)]
    sheet.row_dimensions[number].height = styles.height(max(lines, default=1))


def put(cell: Any, what: str, value: str | int | None) -> None:
    """Write a value as what it is: a text is never a formula. Raises TenkenError where no cell can hold it."""
    if isinstance(value, str):
        cell.value = to_cell(what, value)
        cell.data_type = "s"
        if value.startswith(FORMULA_SIGNS):
            cell.quotePrefix = True
    elif value is not None:
        cell.value = value
