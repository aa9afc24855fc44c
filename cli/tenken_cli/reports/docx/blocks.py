"""The blocks of paper in Word: headings and paragraphs in its styles, tables whose heads repeat, numbered lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tenken_cli.reports.docx.sheets import TEXT_WIDTH
from tenken_cli.reports.docx.styles import BOX, HANGING, LETTER_LIST, TABLE_HEAD, TABLE_TEXT
from tenken_cli.reports.page import Fields, Grid, Heading, Item, Items, Line, line, printable

HEADINGS: Mapping[int, str] = {1: "Title", 2: "Heading 1", 3: "Heading 2"}
NAMES, VALUES = 24, 76
"""The shares of a table of fields."""
PADDING = Mm(0.7)
SHORT = 240
"""Characters in a row that is kept on one page; a longer one may run over to the next."""
_SHADE, _GREY = "EDEDED", RGBColor(0x55, 0x55, 0x55)


def plain(said: Line) -> str:
    """A line without its tones."""
    return "".join(span.text for span in said)


def heading(word: Document, block: Heading) -> None:
    """A heading in Word's style for its level, so that Word's outline shows it."""
    _say(word.add_paragraph(style=HEADINGS[block.level]), block.line)


def paragraph(word: Document, said: Line) -> None:
    """A text that stands by itself."""
    _say(word.add_paragraph(), said)


def placed(word: Document, said: Line, side: Literal["right", "center"]) -> None:
    """A line on the right or in the middle."""
    added = word.add_paragraph()
    added.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.CENTER
    _say(added, said)


def boxed(word: Document, said: Line) -> None:
    """A note in a frame."""
    _say(word.add_paragraph(style=BOX), said)


def fields(word: Document, block: Fields) -> None:
    """Names and values in a table without a head."""
    table = _table(word, len(block.rows), (NAMES, VALUES))
    for row, (name, value) in zip(table.rows, block.rows, strict=True):
        _head_cell(row.cells[0], name)
        _fill(row.cells[1], value)
    _keep_short_rows(table)
    _space_after(word)


def grid(word: Document, block: Grid) -> None:
    """A table whose head is repeated on each page."""
    table = _table(word, 1 + len(block.rows), block.shares or (1,) * len(block.header))
    rows = table.rows
    for cell, name in zip(rows[0].cells, block.header, strict=True):
        _head_cell(cell, name)
    _mark(rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for row, lines in zip(list(rows)[1:], block.rows, strict=True):
        for place, (cell, said) in enumerate(zip(row.cells, lines, strict=True)):
            _fill(cell, said)
            if place in block.right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _keep_short_rows(table)
    _space_after(word)


def items(word: Document, block: Items) -> None:
    """A list; the numbers are Word's own, so that they follow when entries are moved."""
    number = _numbering(word) if block.numbered else None
    for item in block.items:
        _item(word, item, number)


def _item(word: Document, item: Item, number: int | None) -> None:
    added = word.add_paragraph(style=LETTER_LIST)
    if number is not None:
        properties = added._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number
    else:
        added.add_run("・")
    _say(added, item.line)
    for detail in item.details:
        below = word.add_paragraph(style=LETTER_LIST)
        below.paragraph_format.first_line_indent = Mm(0)
        _say(below, detail)


def _numbering(word: Document) -> int:
    """A new list that counts from (1): every list refers to one form, and begins it anew."""
    part = word.part.numbering_part.element
    form = next((one for one in part.findall(qn("w:abstractNum")) if one.find(qn("w:name")) is not None), None)
    if form is None:
        form = _list_form(max(int(one.get(qn("w:abstractNumId"))) for one in part.findall(qn("w:abstractNum"))) + 1)
        part.insert(0, form)
    added = part.add_num(int(form.get(qn("w:abstractNumId"))))
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(added.numId)


def _list_form(id_: int) -> BaseOxmlElement:
    form = OxmlElement("w:abstractNum")
    form.set(qn("w:abstractNumId"), str(id_))
    kind = OxmlElement("w:multiLevelType")
    kind.set(qn("w:val"), "singleLevel")
    name = OxmlElement("w:name")
    name.set(qn("w:val"), LETTER_LIST)
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("start", "1"), ("numFmt", "decimal"), ("suff", "tab"), ("lvlText", "(%1)"), ("lvlJc", "left")):
        one = OxmlElement(f"w:{tag}")
        one.set(qn("w:val"), value)
        level.append(one)
    indent = OxmlElement("w:ind")
    for side in ("left", "hanging"):
        indent.set(qn(f"w:{side}"), str(Mm(HANGING).twips))
    place = OxmlElement("w:pPr")
    place.append(indent)
    level.append(place)
    for one in (kind, name, level):
        form.append(one)
    return form


def _table(word: Document, rows: int, shares: Sequence[int]) -> Table:
    """A table as wide as the text, its columns fixed: what is long is broken, and never widens the page."""
    table: Table = word.add_table(rows, len(shares), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _pad(table)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(TEXT_WIDTH * share / sum(shares))
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm(TEXT_WIDTH * share / sum(shares))
    return table


def _pad(table: Table) -> None:
    """A little room above and below what stands in a cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(PADDING.twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    table._tbl.tblPr.insert(len(table._tbl.tblPr) if look is None else table._tbl.tblPr.index(look), margins)


def _head_cell(cell: _Cell, name: str) -> None:
    _fill(cell, line(name), TABLE_HEAD)
    shade = OxmlElement("w:shd")
    for attribute, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{attribute}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _fill(cell: _Cell, said: Line, style: str = TABLE_TEXT) -> None:
    cell.paragraphs[0].style = style
    _say(cell.paragraphs[0], said)


def _keep_short_rows(table: Table) -> None:
    for row in table.rows:
        if sum(len(cell.text) for cell in row.cells) <= SHORT:
            _mark(row._tr.get_or_add_trPr(), "w:cantSplit")


def _mark(properties: BaseOxmlElement, name: str) -> None:
    properties.append(OxmlElement(name))


def _space_after(word: Document) -> None:
    """Word joins tables that touch; an empty line keeps them apart."""
    word.add_paragraph(style=TABLE_TEXT)


def _say(added: Paragraph, said: Line) -> None:
    for span in said:
        run = added.add_run(printable(span.text))
        if span.tone in ("strong", "bad"):
            run.bold = True
        elif span.tone == "muted":
            run.font.color.rgb = _GREY
