"""Looks at the XML of a workbook's parts, as a stream, for what a library would blow up or spend minutes on."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from tenken.texts import Text, text

MAX_ELEMENTS = 400_000
"""A form has some 20,000."""
MAX_RANGES = 10_000
"""Cells of all merged ranges, links and tables; a form has a handful."""

MAX_AREA = 500_000
"""Cells, empty ones included, up to the last row and column of all sheets: a form has some 10,000."""
MAX_ATTRIBUTE = 8_192
LONGEST_ATTRIBUTES = {"formatCode": 255, "sqref": 100_000}
"""Excel's own bound for a number format; ranges of data validations are lists."""
MAX_FORMULA = 8_192
"""Excel's own bound."""
MAX_FORMULAS = 1_000_000
"""Characters of all formulas, where each counts as the longest before it: it may share that one."""
MAX_DEPTH = 60

_MACRO_TYPES = ("vbaproject", "macroenabled", "macrosheet", "activex", "oleobject")
_LINK_TYPES = ("externallink", "querytable", "spreadsheetml.connections")
XML = (".xml", ".rels")
"""How the names of parts end that have to be XML."""
_NO_XML = ("image", "printerSettings", "vmlDrawing", "thumbnail", "customProperty", "hyperlink")
"""Relations to parts of other names."""
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ROW = re.compile("[0-9]{1,7}")
_AT_CELLS = ("mergeCell", "hyperlink", "f", "comment", "table")
"""Elements at whose `ref` a library makes cells, or walks them one by one. Filters and every `sqref` stay ranges."""

SAVE_AS = text("Excelブック（*.xlsx）として保存し直してください。", "save it again as an Excel workbook (*.xlsx)")


class RefusedError(Exception):
    """Why a workbook is not read, and what to do."""

    def __init__(self, message: Text, remedy: Text | None = None):
        super().__init__(message.en)
        self.message, self.remedy = message, remedy


def macros() -> RefusedError:
    """Of a workbook that may do something by itself."""
    return RefusedError(
        text("マクロや埋め込みのあるブックは読みません。", "holds macros or embedded objects, and is not read"),
        SAVE_AS,
    )


def links() -> RefusedError:
    """Of a workbook that takes from other files."""
    return RefusedError(
        text("ほかのファイルへのリンクがあるブックは読みません。", "holds links to other files, and is not read"),
        text("Excelの「リンクの編集」でリンクを解除してください。", "break the links in Excel (Edit Links)"),
    )


def far_outside() -> RefusedError:
    """Of a workbook that would take minutes to go over."""
    return RefusedError(
        text("点検票のはるか外にセルがあります。", "has cells far outside the form"),
        text("余分な行と列を削除して保存してください。", "delete the rows and columns that are not of the form"),
    )


def too_much() -> RefusedError:
    """Of a workbook that is far larger, or longer somewhere, than a form."""
    return RefusedError(
        text("中身が大きすぎます。点検票ではありません。", "holds far too much for a form"),
        text("新しい点検票に書き写してください。", "copy the answers into a new form"),
    )


def broken() -> Text:
    """What to say of a workbook that cannot be opened."""
    return text("Excelブックとして読めません（壊れています）。", "cannot be read as an Excel workbook: it is damaged")


class Elements:
    """Counts the elements of all parts, and looks at those that a library would blow up."""

    def __init__(self) -> None:
        self._left = MAX_ELEMENTS
        self._ranges = MAX_RANGES
        self._area = MAX_AREA
        self._formulas = MAX_FORMULAS
        self._longest = 1
        self._begin()

    def _begin(self) -> None:
        self._depth = self._row = self._column = self._last_row = self._last_column = 0
        self._formula: int | None = None
        """The length of the formula that is being read."""

    def parser(self) -> expat.XMLParserType:
        """A parser of one part. It raises RefusedError, and ExpatError where the part is no XML."""
        self._begin()
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        return parser

    def end_part(self) -> None:
        """A library goes over all cells up to the last one, those in between too."""
        self._area -= self._last_row * self._last_column
        if self._area < 0:
            raise far_outside()

    def _doctype(self, *_: Any) -> None:
        raise RefusedError(
            text(
                "XMLの実体宣言（DOCTYPE）があるブックは読みません。", "holds XML entity declarations, and is not read"
            ),
            SAVE_AS,
        )

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        self._depth += 1
        if self._left < 0 or self._depth > MAX_DEPTH or _too_long(attributes):
            raise too_much()
        local = name.rpartition("}")[2]
        if local in _AT_CELLS and "ref" in attributes:
            self._range(attributes["ref"])
        if local == "row":
            self._start_row(attributes.get("r"))
        elif local == "c":
            self._cell(attributes.get("r"))
        elif local == "f":
            self._formula = 0
        elif local in ("Override", "Default"):
            _refuse_type(attributes.get("ContentType", ""))
        elif local == "Relationship":
            _refuse_type(attributes.get("Type", ""))
            _refuse_name(attributes.get("Type", ""), attributes.get("Target", ""))

    def _text(self, told: str) -> None:
        if self._formula is not None:
            self._formula += len(told)
            if self._formula > MAX_FORMULA:
                raise too_much()

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._formula is not None:
            self._longest = max(self._longest, self._formula)
            self._formulas -= self._longest
            self._formula = None
            if self._formulas < 0:
                raise too_much()

    def _start_row(self, number: str | None) -> None:
        if number is not None and not _ROW.fullmatch(number):  # a library takes 1_0 and 1e6 for numbers
            raise RefusedError(broken(), SAVE_AS)
        self._row = self._row + 1 if number is None else int(number)
        self._column = 0

    def _cell(self, named: str | None) -> None:
        """Where a cell stands, which need not be said: it follows the one before."""
        row = self._row
        self._column += 1
        if named is not None:
            self._column, row = _place(named)
        self._reach(self._column, row)

    def _range(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        (left, top), (right, bottom) = _place(first), _place(last or first)
        self._ranges -= (abs(right - left) + 1) * (abs(bottom - top) + 1)
        if self._ranges < 0:
            raise too_much()
        self._reach(max(left, right), max(top, bottom))

    def _reach(self, column: int, row: int) -> None:
        self._last_row, self._last_column = max(self._last_row, row), max(self._last_column, column)


def _too_long(attributes: dict[str, str]) -> bool:
    return any(len(value) > LONGEST_ATTRIBUTES.get(name, MAX_ATTRIBUTE) for name, value in attributes.items())


def _refuse_type(of_part: str) -> None:
    """Macros and links are what their type says, whatever the name of their part."""
    if any(sign in of_part.lower() for sign in _MACRO_TYPES):
        raise macros()
    if any(sign in of_part.lower() for sign in _LINK_TYPES):
        raise links()


def _refuse_name(relation: str, target: str) -> None:
    """Whatever a library reads as XML has to be called so: it might know encodings that are none to the parser here."""
    if not target.lower().endswith(XML) and relation.rpartition("/")[2] not in _NO_XML:
        raise RefusedError(broken(), SAVE_AS)


def _place(cell: str) -> tuple[int, int]:
    """Column and row of a cell; whatever is no cell lies very far away."""
    found = _CELL.fullmatch(cell)
    if not found:
        return MAX_AREA, MAX_AREA
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])
