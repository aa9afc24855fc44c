"""Looks at a workbook's file before any library opens it: what could do harm, or is no form, is refused.

The sizes of all parts are checked as declared and as they really come out; every XML part is read once as a stream, without
declarations of entities, and ranges that a library would fill cell by cell must be small.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.parsers import expat

from tenken.documents import cannot_read
from tenken.errors import CaseError, Place
from tenken.texts import Text, text

MAX_FILE = 10_000_000
MAX_PARTS = 400
MAX_INFLATED = 40_000_000
MAX_ELEMENTS = 400_000
"""A form has some 20,000."""
MAX_RANGE = 10_000
"""Cells of one merged range or link; a form has none of more than a handful."""

MAX_AREA = 500_000
"""Cells, empty ones included, up to the last row and column of all sheets: a form has some 10,000."""
MAX_ATTRIBUTE = 100_000
MAX_DEPTH = 60

_CHUNK = 1 << 16
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = ("vbaproject", "macrosheets/", "vbadata", "activex/", "embeddings/")
_LINKS = ("externallinks/", "connections.xml", "querytables/")
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_FILLED = ("mergeCell", "hyperlink", "f")
"""Elements whose `ref` a library walks cell by cell."""

_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
"""What opening and inflating a damaged file raises."""

_SAVE_AS = text(
    "Excelブック（*.xlsx）として保存し直してください。", "save it again as an Excel workbook (*.xlsx)"
)  # fmt: skip


class _RefusedError(Exception):
    def __init__(self, message: Text, remedy: Text | None = None):
        super().__init__(message.en)
        self.message, self.remedy = message, remedy


def workbook_bytes(path: Path) -> BytesIO:
    """The file's content, once nothing in it can do harm. Raises CaseError with what is wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as problem:
        raise CaseError(cannot_read(problem), Place(str(path))) from None
    try:
        _look(data)
    except _RefusedError as problem:
        raise CaseError(problem.message, Place(str(path)), problem.remedy) from None
    return BytesIO(data)


def broken() -> Text:
    """What to say of a workbook that cannot be opened."""
    return text("Excelブックとして読めません（壊れています）。", "cannot be read as an Excel workbook: it is damaged")


def _look(data: bytes) -> None:
    if len(data) > MAX_FILE:
        raise _RefusedError(text("大きすぎます（10MBまで）。", "is too large (10 MB at the most)"))
    if data.startswith(_OLE):
        raise _ole(data)
    if not data.startswith(_ZIP):
        raise _RefusedError(text("Excelブック（*.xlsx）ではありません。", "is no Excel workbook (*.xlsx)"), _SAVE_AS)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _directory(archive.infolist())
            _parts(archive)
    except _DAMAGED:
        raise _RefusedError(broken(), _SAVE_AS) from None


def _ole(data: bytes) -> _RefusedError:
    if _ENCRYPTED in data:
        return _RefusedError(
            text("パスワードで保護されたブックは読めません。", "is protected with a password"),
            text("パスワードを外して保存し直してください。", "save it again without a password"),
        )
    return _RefusedError(
        text("古い形式のExcelブック（*.xls）です。", "is a workbook of the old format (*.xls)"), _SAVE_AS
    )


def _directory(parts: list[zipfile.ZipInfo]) -> None:
    """What the directory of the file declares."""
    names = [part.filename.lower() for part in parts]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
        raise _too_much()
    if len(set(names)) < len(names) or any(part.flag_bits & 1 for part in parts):
        raise _RefusedError(broken(), _SAVE_AS)
    if any(sign in name for name in names for sign in _MACROS):
        raise _RefusedError(
            text("マクロや埋め込みのあるブックは読みません。", "holds macros or embedded objects, and is not read"),
            _SAVE_AS,
        )
    if any(sign in name for name in names for sign in _LINKS):
        raise _RefusedError(
            text("ほかのファイルへのリンクがあるブックは読みません。", "holds links to other files, and is not read"),
            text("Excelの「リンクの編集」でリンクを解除してください。", "break the links in Excel (Edit Links)"),
        )
    if "xl/workbook.xml" not in names:
        raise _RefusedError(text("Excelブック（*.xlsx）ではありません。", "is no Excel workbook (*.xlsx)"), _SAVE_AS)


def _too_much() -> _RefusedError:
    return _RefusedError(
        text("中身が大きすぎます。点検票ではありません。", "holds far too much for a form"),
        text("新しい点検票に書き写してください。", "copy the answers into a new form"),
    )


def _parts(archive: zipfile.ZipFile) -> None:
    """What really comes out of the file, part by part."""
    left = MAX_INFLATED
    elements = _Elements()
    for part in archive.infolist():
        parser = elements.parser() if part.filename.lower().endswith((".xml", ".rels")) else None
        with archive.open(part) as content:
            while chunk := content.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _too_much()
                if parser:
                    _feed(parser, chunk)
        if parser:
            _feed(parser, b"", last=True)
            elements.end_part()


def _feed(parser: expat.XMLParserType, chunk: bytes, last: bool = False) -> None:
    try:
        parser.Parse(chunk, last)
    except expat.ExpatError:
        raise _RefusedError(broken(), _SAVE_AS) from None


class _Elements:
    """Counts the elements of all parts, and looks at those that a library would blow up."""

    def __init__(self) -> None:
        self._left = MAX_ELEMENTS
        self._ranges = MAX_RANGE
        self._area = MAX_AREA
        self._depth = self._row = self._column = self._last_row = self._last_column = 0

    def parser(self) -> expat.XMLParserType:
        """A parser of one part."""
        self._depth = self._row = self._column = self._last_row = self._last_column = 0
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        parser.EndElementHandler = self._end
        return parser

    def _doctype(self, *_: Any) -> None:
        raise _RefusedError(
            text(
                "XMLの実体宣言（DOCTYPE）があるブックは読みません。", "holds XML entity declarations, and is not read"
            ),
            _SAVE_AS,
        )

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        self._depth += 1
        if (
            self._left < 0
            or self._depth > MAX_DEPTH
            or any(len(value) > MAX_ATTRIBUTE for value in attributes.values())
        ):
            raise _too_much()
        local = name.rpartition("}")[2]
        if local in _FILLED and "ref" in attributes:
            self._ranges -= _size(attributes["ref"])
            if self._ranges < 0:
                raise _too_much()
        elif local == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = 0
        elif local == "c":
            self._cell(attributes.get("r"))
        elif local == "Override" and "macroEnabled" in attributes.get("ContentType", ""):
            raise _RefusedError(text("マクロのあるブックは読みません。", "holds macros, and is not read"), _SAVE_AS)

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _cell(self, named: str | None) -> None:
        """Where a cell stands, which need not be said: it follows the one before."""
        row = self._row
        self._column += 1
        if named is not None:
            self._column, row = _place(named)
        self._last_row, self._last_column = max(self._last_row, row), max(self._last_column, self._column)

    def end_part(self) -> None:
        """A library goes over all cells up to the last one, those in between too."""
        self._area -= self._last_row * self._last_column
        if self._area < 0:
            raise _RefusedError(
                text("点検票のはるか外にセルがあります。", "has cells far outside the form"),
                text(
                    "余分な行と列を削除して保存してください。", "delete the rows and columns that are not of the form"
                ),
            )


def _size(ref: str) -> int:
    first, _, last = ref.partition(":")
    (left, top), (right, bottom) = _place(first), _place(last or first)
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _place(cell: str) -> tuple[int, int]:
    """Column and row of a cell; whatever is no cell lies very far away."""
    found = _CELL.fullmatch(cell)
    if not found:
        return MAX_AREA, MAX_AREA
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])
