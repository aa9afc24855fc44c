"""Looks at a workbook's file before any library opens it: what could do harm, or is no form, is refused.

The sizes of all parts are checked as declared and as they really come out. Every part, whatever its name, is read once as a
stream of XML, as far as it is XML: without declarations of entities, with no cell and no range far away, and with no text
on which a library would spend minutes.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from tenken.documents import cannot_read
from tenken.errors import CaseError, Place
from tenken.texts import text
from tenken_cli.forms.excel.guard_parts import SAVE_AS, XML, Elements, RefusedError, broken, links, macros, too_much

MAX_FILE = 10_000_000
MAX_PARTS = 400
MAX_INFLATED = 40_000_000
_CHUNK = 1 << 16
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = ("vbaproject", "macrosheets/", "vbadata", "activex/", "embeddings/")
_LINKS = ("externallinks/", "connections.xml", "querytables/")

_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
"""What opening and inflating a damaged file raises."""


def workbook_bytes(path: Path) -> BytesIO:
    """The file's content, once nothing in it can do harm. Raises CaseError with what is wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as problem:
        raise CaseError(cannot_read(problem), Place(str(path))) from None
    try:
        _look(data)
    except RefusedError as problem:
        raise CaseError(problem.message, Place(str(path)), problem.remedy) from None
    return BytesIO(data)


def _look(data: bytes) -> None:
    if len(data) > MAX_FILE:
        raise RefusedError(text("大きすぎます（10MBまで）。", "is too large (10 MB at the most)"))
    if data.startswith(_OLE):
        raise _ole(data)
    if not data.startswith(_ZIP):
        raise RefusedError(text("Excelブック（*.xlsx）ではありません。", "is no Excel workbook (*.xlsx)"), SAVE_AS)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _directory(archive.infolist())
            _parts(archive)
    except _DAMAGED:
        raise RefusedError(broken(), SAVE_AS) from None


def _ole(data: bytes) -> RefusedError:
    if _ENCRYPTED in data:
        return RefusedError(
            text("パスワードで保護されたブックは読めません。", "is protected with a password"),
            text("パスワードを外して保存し直してください。", "save it again without a password"),
        )
    return RefusedError(
        text("古い形式のExcelブック（*.xls）です。", "is a workbook of the old format (*.xls)"), SAVE_AS
    )


def _directory(parts: list[zipfile.ZipInfo]) -> None:
    """What the directory of the file declares."""
    names = [part.filename.lower() for part in parts]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
        raise too_much()
    if len(set(names)) < len(names) or any(part.flag_bits & 1 for part in parts):
        raise RefusedError(broken(), SAVE_AS)
    if any(sign in name for name in names for sign in _MACROS):
        raise macros()
    if any(sign in name for name in names for sign in _LINKS):
        raise links()
    if "xl/workbook.xml" not in names:
        raise RefusedError(text("Excelブック（*.xlsx）ではありません。", "is no Excel workbook (*.xlsx)"), SAVE_AS)


def _parts(archive: zipfile.ZipFile) -> None:
    """What really comes out of the file, part by part."""
    left = MAX_INFLATED
    elements = Elements()
    for part in archive.infolist():
        parser: expat.XMLParserType | None = elements.parser()
        with archive.open(part) as content:
            while chunk := content.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise too_much()
                parser = _fed(parser, chunk, part)
        _fed(parser, b"", part, last=True)
        elements.end_part()


def _fed(
    parser: expat.XMLParserType | None, chunk: bytes, part: zipfile.ZipInfo, last: bool = False
) -> expat.XMLParserType | None:
    """The parser, as long as the part is XML. A picture is none: no library gets further in it than this parser."""
    try:
        if parser is not None:
            parser.Parse(chunk, last)
        return parser
    except expat.ExpatError:
        if part.filename.lower().endswith(XML):
            raise RefusedError(broken(), SAVE_AS) from None
        return None
