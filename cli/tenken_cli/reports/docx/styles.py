"""How Word documents look: Word's own styles, set as Japanese offices set them, so that all can be changed at once."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from tenken.texts import Lang

MINCHO, GOTHIC = "ＭＳ 明朝", "ＭＳ ゴシック"
"""On every office PC, whatever its age; Word puts its own in their place elsewhere."""
LATIN = {MINCHO: "Times New Roman", GOTHIC: "Arial"}
"""What goes with them in a document in English; in one in Japanese, digits and Latin letters are of the same font."""
TABLE_TEXT, TABLE_HEAD, BOX, LETTER_LIST = "Table Text", "Table Head", "Boxed Note", "Letter List"
HANGING = 10
"""Millimetres by which the text of a list stands behind its number."""
_INK = RGBColor(0, 0, 0)


def apply(word: Document, lang: Lang) -> None:
    """Give a new document these styles."""
    _defaults(word, lang)
    normal = _style(word, "Normal")
    _set(normal, MINCHO, lang, 10.5)
    normal.paragraph_format.space_after = Pt(3)
    normal.paragraph_format.line_spacing = 1.15
    title = _style(word, "Title")
    _set(title, GOTHIC, lang, 16)
    _without_borders(title)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(6), Pt(10)
    for name, size, before in (("Heading 1", 12, 12), ("Heading 2", 10.5, 8)):
        heading = _style(word, name)
        _set(heading, GOTHIC, lang, size, bold=True)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(4)
        heading.paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _set(_style(word, name), MINCHO, lang, 9)
    _own(word, lang)


def _own(word: Document, lang: Lang) -> None:
    """The styles that Word does not have."""
    for name, font in ((TABLE_TEXT, MINCHO), (TABLE_HEAD, GOTHIC)):
        table = _new(word, name)
        _set(table, font, lang, 9)
        table.paragraph_format.space_after = Pt(0)
        table.paragraph_format.line_spacing = 1.0
    box = _new(word, BOX)
    _set(box, GOTHIC, lang, 9.5)
    box.paragraph_format.space_after = Pt(8)
    box.paragraph_format.left_indent = box.paragraph_format.right_indent = Mm(1.5)
    _framed(box)
    items = _new(word, LETTER_LIST)
    items.paragraph_format.left_indent = Mm(HANGING)
    items.paragraph_format.first_line_indent = Mm(-HANGING)


def _style(word: Document, name: str) -> ParagraphStyle:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _new(word: Document, name: str) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = word.styles["Normal"]
    style.quick_style = True
    return style


def _set(style: ParagraphStyle, font: str, lang: Lang, size: float, bold: bool = False) -> None:
    """Fonts for both scripts. A theme's fonts would win over them, so the style is freed of those."""
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, _INK
    fonts(style.element.get_or_add_rPr(), font, lang)
    for name in ("w:spacing", "w:kern"):
        for found in style.element.rPr.findall(qn(name)):
            style.element.rPr.remove(found)


def fonts(properties: BaseOxmlElement, font: str, lang: Lang) -> None:
    """The fonts of a run or style, one for each script."""
    latin = font if lang == "ja" else LATIN[font]
    for found in properties.findall(qn("w:rFonts")):
        properties.remove(found)
    chosen = OxmlElement("w:rFonts")
    for script, one in (("ascii", latin), ("hAnsi", latin), ("eastAsia", font), ("cs", latin)):
        chosen.set(qn(f"w:{script}"), one)
    properties.insert(0, chosen)


def _defaults(word: Document, lang: Lang) -> None:
    """The language for spelling, and fonts where no style says otherwise."""
    properties = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert properties is not None
    fonts(properties, MINCHO, lang)
    language = properties.find(qn("w:lang"))
    assert language is not None
    language.set(qn("w:val"), "en-GB" if lang == "en" else "en-US")
    language.set(qn("w:eastAsia"), "ja-JP")


def _without_borders(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for found in properties.findall(qn("w:pBdr")):
        properties.remove(found)


def _framed(style: ParagraphStyle) -> None:
    """A thin frame around the paragraph, in the place where Word expects it."""
    frame = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
        frame.append(edge)
    properties = style.element.get_or_add_pPr()
    after = [properties.find(qn(f"w:{name}")) for name in ("keepNext", "keepLines", "pageBreakBefore", "widowControl")]
    properties.insert(sum(one is not None for one in after), frame)
