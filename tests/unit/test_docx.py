"""Paper as Word documents: real styles and numbers, tables that survive page breaks, and whatever text a case brings."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import click
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from word import cells, outline, read

from tenken_cli.reports.docx.write import write
from tenken_cli.reports.page import (
    Boxed,
    Fields,
    Grid,
    Heading,
    Item,
    Items,
    Paper,
    Paragraph,
    Placed,
    Sheet,
    line,
    muted,
    strong,
)  # fmt: skip
from tenken_cli.reports.timeless import timeless

HOSTILE = [
    "<script>&amp;\"'",
    "あ" * 3000,
    "w" * 3000,
    "😀👨‍👩‍👧",
    "abc \u202e txet \u2066x\u2069 \u200f",
    "\x00\x07\x1b[31m\x0b\x0c\ufffe\uffff\x85",
    "]]> --> \r\n\ttab",
    "",
]


def written(*paper: Any, lang: str = "ja") -> bytes:
    out = BytesIO()
    with click.Context(click.Command("any")) as ctx:
        ctx.meta["tenken.lang"] = lang
        write(paper, out)
    return out.getvalue()


EVERYTHING: Paper = (
    Sheet("頭"),
    Heading(1, line("題")),
    Boxed(line("注")),
    Placed(line("右"), "right"),
    Placed(line("中"), "center"),
    Heading(2, line("一")),
    Paragraph(line("文", strong("強"), muted("薄"))),
    Fields((("名", line("値")),)),
    Heading(3, line("二")),
    Items((Item(line("甲"), (line("細"),)), Item(line("乙"))), numbered=True),
    Items((Item(line("丙")),), numbered=True),
    Items((Item(line("丁")),)),
    Grid(("番号", "列"), ((line("1"), line("a\nb")), (line("2"), line("c" * 500))), right=frozenset({0})),
    Sheet("次"),
    Paragraph(line("終")),
)


def test_every_block_is_in_the_document_in_order() -> None:
    assert outline(read(written(*EVERYTHING))) == (
        "= 題\n! 注\n[right] 右\n[center] 中\n== 一\n文強薄\n| 名 | 値 |\n=== 二\n#. 甲\n細\n#. 乙\n#. 丙\n・丁\n"
        f"| 番号 | 列 |\n| 1 | a / b |\n| 2 | {'c' * 500} |\n終\n"
    )


def test_each_sheet_is_an_a4_page_with_its_own_head_and_the_number_at_its_foot() -> None:
    document = read(written(*EVERYTHING))
    assert [section.header.paragraphs[0].text for section in document.sections] == ["頭", "次"]
    for section in document.sections:
        assert [round(size / Mm(1)) for size in (section.page_width, section.page_height)] == [210, 297]
        fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE"]


def test_tables_repeat_their_head_and_keep_short_rows_whole() -> None:
    fields, grid = read(written(*EVERYTHING)).tables
    marks = [[one.tag.rpartition("}")[2] for one in row._tr.xpath("w:trPr/*")] for row in grid.rows]
    assert marks == [["tblHeader", "cantSplit"], ["cantSplit"], []]
    assert fields.style.name == grid.style.name == "Table Grid"
    assert cells(fields) == [["名", "値"]]


def test_each_numbered_list_counts_from_one() -> None:
    document = read(written(*EVERYTHING))
    found = [
        one._p.pPr.numPr.numId.val
        for one in document.paragraphs
        if one._p.pPr is not None and one._p.pPr.numPr is not None
    ]
    first, second = found[0], found[2]
    assert found == [first, first, second] and first != second
    numbering = document.part.numbering_part.element
    for id_ in (first, second):
        (number,) = (one for one in numbering.num_lst if one.numId == id_)
        assert [one.val for one in number.iter(qn("w:startOverride"))] == [1]
        form = number.abstractNumId.val
        (level,) = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{form}']/w:lvl")
        assert level.find(qn("w:lvlText")).get(qn("w:val")) == "(%1)"


@pytest.mark.parametrize(
    ("lang", "style", "japanese", "latin"),
    [
        ("ja", "Normal", "ＭＳ 明朝", "ＭＳ 明朝"),
        ("ja", "Heading 1", "ＭＳ ゴシック", "ＭＳ ゴシック"),
        ("ja", "Title", "ＭＳ ゴシック", "ＭＳ ゴシック"),
        ("en", "Normal", "ＭＳ 明朝", "Times New Roman"),
        ("en", "Heading 2", "ＭＳ ゴシック", "Arial"),
    ],
)
def test_styles_name_a_font_for_each_script_and_none_of_a_theme(
    lang: str, style: str, japanese: str, latin: str
) -> None:
    (fonts,) = read(written(*EVERYTHING, lang=lang)).styles[style].element.rPr.findall(qn("w:rFonts"))
    given = {name.rpartition("}")[2]: value for name, value in fonts.attrib.items()}
    assert given == {"ascii": latin, "hAnsi": latin, "cs": latin, "eastAsia": japanese}


def test_headings_stay_with_what_they_head() -> None:
    styles = read(written(*EVERYTHING)).styles
    assert all(styles[name].paragraph_format.keep_with_next for name in ("Heading 1", "Heading 2"))


def test_the_same_paper_is_the_same_file_and_claims_neither_author_nor_day() -> None:
    first = written(*EVERYTHING)
    assert first == written(*EVERYTHING)
    properties = read(first).core_properties
    assert (properties.title, properties.subject, properties.language) == ("題", "頭; 次", "ja-JP")
    assert not any((properties.author, properties.last_modified_by, properties.comments))
    assert properties.created is None and properties.modified is None
    with ZipFile(BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in archive.namelist())


def test_packing_anew_loses_nothing() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("b/one", "1")
        archive.writestr("a", "2")
    with ZipFile(BytesIO(timeless(packed.getvalue()))) as again:
        assert [(name, again.read(name)) for name in again.namelist()] == [("b/one", b"1"), ("a", b"2")]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_a_document(text: str) -> None:
    said = line(text)
    document = read(written(
        Sheet(text), Heading(1, said), Boxed(said), Placed(said, "right"), Paragraph(said),
        Fields(((text, said),)), Items((Item(said, (said,)),), numbered=True), Grid((text,), ((said,),)),
    ))  # fmt: skip
    kept = "".join(one for one in text if one.isprintable() or one in "\n\t\u200d\u200f")
    assert document.tables[1].cell(1, 0).text == kept.replace("\r", "")
    assert "\u202e" not in outline(document)
