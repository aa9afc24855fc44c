"""The sheets of a Word document: A4 portrait, what stands at the head of each, and the number of the page at its foot."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

WIDTH, HEIGHT = 210, 297
MARGIN, SIDES = 20, 22
TEXT_WIDTH = WIDTH - 2 * SIDES
"""In millimetres, as all of these."""


def begin(word: Document, head: str, first: bool) -> None:
    """A new sheet; the first is the one that every document begins with."""
    section = word.sections[0] if first else word.add_section(WD_SECTION.NEW_PAGE)
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(SIDES)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(10)
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = head
    if first:
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run("－ ")
        _field(foot, "PAGE")
        foot.add_run(" －")


def _field(paragraph: Paragraph, instruction: str) -> None:
    """Something that Word works out, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)
