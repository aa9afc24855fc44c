"""A Word document as its reader meets it: an outline in plain lines, in order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table


def read(source: Path | bytes) -> WordDocument:
    """The document in a file, or in bytes."""
    return Document(BytesIO(source) if isinstance(source, bytes) else str(source))


def outline(document: WordDocument) -> str:
    """Headings marked by their level, tables by bars, numbered entries by `#.`, what is placed by its side."""
    return "\n".join(_lines(document)) + "\n"


def cells(table: Table) -> list[list[str]]:
    """What stands in a table."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_after(document: WordDocument, heading: str) -> list[list[str]]:
    """The first table below a heading that begins so."""
    inside = False
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            if inside:
                return cells(block)
        elif block.style.name.startswith("Heading"):
            inside = block.text.startswith(heading)
    raise AssertionError(f"no table below {heading}")


def _lines(document: WordDocument) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ("| " + " | ".join(text.replace("\n", " / ") for text in row) + " |" for row in cells(block))
            continue
        if not block.text:
            continue
        mark = {"Title": "= ", "Heading 1": "== ", "Heading 2": "=== ", "Boxed Note": "! "}.get(block.style.name, "")
        number = "#. " if block._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None else ""
        side = f"[{block.alignment.name.lower()}] " if block.alignment is not None else ""
        yield f"{mark}{number}{side}{block.text}"
