"""What hostile files meet that come as forms in Excel: each is refused at once, with what is wrong and what to do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from forms import edited, form, parts_replaced
from openpyxl.worksheet.datavalidation import DataValidation

from tenken import Tenken

Run = Callable[..., Any]


def bomb(tenken: Tenken) -> bytes:
    """A part that is a thousand times as large as it is packed."""
    return parts_replaced(form(tenken), xl__worksheets__sheet2_dot_xml=b"<worksheet>" + b" " * 60_000_000)


def entities(tenken: Tenken) -> bytes:
    doctype = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'
    return parts_replaced(form(tenken), xl__worksheets__sheet2_dot_xml=doctype)


def sheet_with(tenken: Tenken, old: bytes, new: bytes) -> bytes:
    """The second sheet with something in its XML replaced."""
    content = form(tenken)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet2.xml")
    assert old in xml
    return parts_replaced(content, xl__worksheets__sheet2_dot_xml=xml.replace(old, new, 1))


def lying_directory(tenken: Tenken) -> bytes:
    """The directory says that a part is small."""
    content = bytearray(bomb(tenken))
    size = (60_000_000 + len(b"<worksheet>")).to_bytes(4, "little")
    return bytes(content.replace(size, (100).to_bytes(4, "little")))


def many_parts(tenken: Tenken) -> bytes:
    made = BytesIO(form(tenken))
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(1000):
            archive.writestr(f"xl/x{number}.xml", "<a/>")
    return made.getvalue()


def twice_in_the_directory(tenken: Tenken) -> bytes:
    made = BytesIO(form(tenken))
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


def many_shared_formulas(tenken: Tenken) -> bytes:
    """One formula as long as Excel allows, and thousands of cells that share it."""
    long = "+".join(["A1"] * 2_700).encode()
    first = b'<row r="900"><c r="A900"><f t="shared" si="0" ref="A900:A3900">' + long + b"</f></c></row>"
    rest = b"".join(b'<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>' % (n, n) for n in range(901, 3_900))
    return sheet_with(tenken, b"</sheetData>", first + rest + b"</sheetData>")


def a_long_formula(tenken: Tenken) -> bytes:
    formula = b"+".join([b"A1"] * 60_000)
    return sheet_with(
        tenken, b"</sheetData>", b'<row r="900"><c r="A900"><f>' + formula + b"</f></c></row></sheetData>"
    )


def long_number_formats(tenken: Tenken) -> bytes:
    content = form(tenken)
    styles = part(content, "xl/styles.xml")
    formats = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{"[" * 8_000}{n}"/>' for n in range(20))
    uses = "".join(f'<xf numFmtId="{200 + n}" fontId="0" fillId="0" borderId="0"/>' for n in range(20))
    styles = re.sub(b"<numFmts.*?(/>|</numFmts>)", b"", styles, flags=re.DOTALL)
    styles = re.sub(b"(<styleSheet[^>]*>)", rb"\1<numFmts>" + formats.encode() + b"</numFmts>", styles, count=1)
    return parts_replaced(content, xl__styles_dot_xml=styles.replace(b"</cellXfs>", uses.encode() + b"</cellXfs>"))


def related(tenken: Tenken, kind: str, xml: str, in_sheet: bytes = b"") -> bytes:
    """A part that belongs to the second sheet: its comments, say, or a table."""
    named = (
        f'PartName="/xl/far.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"'
    )
    to = f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="/xl/far.xml"'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    content = sheet_with(tenken, b"</worksheet>", in_sheet + b"</worksheet>")
    types = part(content, TYPES).replace(b"</Types>", f"<Override {named}/></Types>".encode())
    return parts_replaced(content, **{
        TYPES: types, "xl/far.xml": xml.encode(),
        "xl/worksheets/_rels/sheet2.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId9" {to}/></Relationships>'.encode(),
    })  # fmt: skip


def far_comment(tenken: Tenken) -> bytes:
    comment = '<comment ref="XFD1048576" authorId="0"><text><t>x</t></text></comment>'
    authors = "<authors><author>a</author></authors>"
    return related(tenken, "comments", f"<comments {MAIN}>{authors}<commentList>{comment}</commentList></comments>")


def table_of_all_cells(tenken: Tenken) -> bytes:
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    table = f'<table {MAIN} id="1" name="T" displayName="T" ref="A1:XFD1048576"/>'
    return related(tenken, "table", table, f'<tableParts><tablePart {relations} r:id="rId9"/></tableParts>'.encode())


def table_in_another_encoding(tenken: Tenken) -> bytes:
    """Some libraries read UTF-32; the part is no XML to others."""
    content = table_of_all_cells(tenken)
    relations = "xl/worksheets/_rels/sheet2.xml.rels"
    named, types = (part(content, one).replace(b"/xl/far.xml", b"/xl/far.bin") for one in (relations, TYPES))
    table = part(content, "xl/far.xml").decode().encode("utf-32")
    return parts_replaced(content, **{relations: named, TYPES: types, "xl/far.bin": table, "xl/far.xml": b"<a/>"})


def sheet_of_another_name(name: str, row: bytes) -> Callable[[Tenken], bytes]:
    """The second sheet, with a row far away, in a part that does not look like one."""

    def make(tenken: Tenken) -> bytes:
        content = sheet_with(tenken, b"</sheetData>", row + b"</sheetData>")
        made = BytesIO()
        with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for one in old.namelist():
                data = old.read(one)
                if one.endswith(("workbook.xml.rels", TYPES)):
                    data = data.replace(b"worksheets/sheet2.xml", f"worksheets/{name}".encode())
                new.writestr(one.replace("sheet2.xml", name), data)
        return made.getvalue()

    return make


def of_type(entry: str) -> Callable[[Tenken], bytes]:
    """The type of a part says that it holds macros, though its name does not."""

    def make(tenken: Tenken) -> bytes:
        content = form(tenken)
        types = part(content, TYPES).replace(b"</Types>", entry.encode() + b"</Types>")
        return parts_replaced(content, **{TYPES: types, "xl/theme/x.bin": b"x"})

    return make


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def cell_in_row(number: str) -> Callable[[Tenken], bytes]:
    row = f'<row r="{number}"><c t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return lambda tenken: sheet_with(tenken, b"</sheetData>", row.encode())


def far_by_two_parts(tenken: Tenken) -> bytes:
    """One part goes far down, another far to the right, and neither is large."""
    content = far_comment(tenken)
    comments = part(content, "xl/far.xml").replace(b"XFD1048576", b"XFD1")
    sheet = part(content, "xl/worksheets/sheet2.xml").replace(b"</sheetData>", FAR_DOWN + b"</sheetData>")
    return parts_replaced(content, **{"xl/far.xml": comments, "xl/worksheets/sheet2.xml": sheet})


TYPES = "[Content_Types].xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
FAR = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
FAR_DOWN = b'<row r="60000"><c r="A60000" t="inlineStr"><is><t>x</t></is></c></row>'
MACRO_TYPE = "application/vnd.ms-office.vbaProject"
ENABLED_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
FAR_LINK = b'<hyperlinks><hyperlink ref="XFD1048576" location="A1"/></hyperlinks></worksheet>'
FAR_MERGED = b'<mergeCells><mergeCell ref="XFC1048575:XFD1048576"/></mergeCells></worksheet>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MERGED = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
LINKED = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks></worksheet>'
HOSTILE: dict[str, tuple[Callable[[Tenken], bytes], str]] = {
    "empty": (lambda _: b"", "Excelブック（*.xlsx）ではありません"),
    "no zip": (lambda _: b"hello", "Excelブック（*.xlsx）ではありません"),
    "a broken zip": (lambda t: form(t)[:5000], "壊れています"),
    "another zip": (
        lambda t: parts_replaced(b"PK\x05\x06" + b"\0" * 18, a=b"b"),
        "Excelブック（*.xlsx）ではありません",
    ),
    "encrypted": (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    "the old format": (lambda _: OLE, "古い形式"),
    "macros": (lambda t: parts_replaced(form(t), xl__vbaProject_dot_bin=b"x"), "マクロ"),
    "external links": (lambda t: parts_replaced(form(t), xl__externalLinks__externalLink1_dot_xml=b"<a/>"), "リンク"),
    "a zip bomb": (bomb, "大きすぎます"),
    "a lying directory": (lying_directory, "壊れています"),
    "too many parts": (many_parts, "大きすぎます"),
    "a part twice": (twice_in_the_directory, "壊れています"),
    "entities": (entities, "DOCTYPE"),
    "a range of all cells": (lambda t: sheet_with(t, b"</worksheet>", MERGED), "大きすぎます"),
    "a link on all cells": (lambda t: sheet_with(t, b"</worksheet>", LINKED), "大きすぎます"),
    "a cell far away": (lambda t: sheet_with(t, b'<c r="B2"', b'<c r="B1048576"'), "はるか外"),
    "a column far away": (lambda t: sheet_with(t, b'<c r="B2"', b'<c r="XFD2"'), "はるか外"),
    "a cell far away that does not say so": (
        lambda t: sheet_with(t, b"</sheetData>", b'<row r="1048576"><c/></row></sheetData>'),
        "はるか外",
    ),
    "a million cells": (
        lambda t: sheet_with(t, b"</sheetData>", b'<row r="9000">' + b"<c/>" * 1_100_000 + b"</row></sheetData>"),
        "大きすぎます",
    ),
    "deep nesting": (lambda t: sheet_with(t, b"</worksheet>", b"<a>" * 100_000), "大きすぎます"),
    "a part that hides a cell far away": (
        lambda t: parts_replaced(form(t), **{"xl/other.bin": b"<worksheet>" + FAR + b"</worksheet>"}),
        "はるか外",
    ),
    "a table in another encoding": (table_in_another_encoding, "壊れています"),
    "a link far away": (lambda t: sheet_with(t, b"</worksheet>", FAR_LINK), "はるか外"),
    "a merged range far away": (lambda t: sheet_with(t, b"</worksheet>", FAR_MERGED), "はるか外"),
    "a comment far away": (far_comment, "はるか外"),
    "far away by two parts": (far_by_two_parts, "はるか外"),
    "a table of all cells": (table_of_all_cells, "大きすぎます"),
    **{
        f"row {number!r}": (cell_in_row(number), "壊れています")
        for number in ("1048576.0", " 1048576", "+1", "1_0", "1e6")
    },
    "a row far away": (cell_in_row("1048576"), "はるか外"),
    "a sheet called .bin": (sheet_of_another_name("sheet2.bin", FAR), "はるか外"),
    "a sheet called .png": (sheet_of_another_name("sheet2.png", b""), "壊れています"),
    "macros by another name": (of_type(f'<Override PartName="/xl/theme/x.bin" ContentType="{MACRO_TYPE}"/>'), "マクロ"),
    "macros by suffix": (of_type(f'<Default Extension="bin" ContentType="{MACRO_TYPE.upper()}"/>'), "マクロ"),
    "a workbook with macros": (of_type(f'<Override PartName="/xl/x.xml" ContentType="{ENABLED_TYPE}"/>'), "マクロ"),
    "a long formula": (a_long_formula, "大きすぎます"),
    "a formula shared by many": (many_shared_formulas, "大きすぎます"),
    "long number formats": (long_number_formats, "大きすぎます"),
    "no workbook of ours": (
        lambda t: edited(form(t), lambda book: book.remove(book["_tenken"])),
        "点検票ではありません",
    ),
}


LIMITED = """
import sys
try:
    import resource
except ImportError:
    pass
else:
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
from tenken_cli.start import main
main()
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_once(tenken: Tenken, tmp_path: Path, name: str) -> None:
    """In a process of its own, so that a file that hangs it or fills the memory fails this test and no other."""
    make, said = HOSTILE[name]
    path = tmp_path / "form.xlsx"
    path.write_bytes(make(tenken))
    command = [sys.executable, "-c", LIMITED, "check", str(path), "-o", f"xlsx={tmp_path / 'checked.xlsx'}"]
    env = {**os.environ, "LANG": "ja_JP.UTF-8", "LC_ALL": "", "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=env, timeout=30, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr


@pytest.mark.parametrize("picture", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"", b"<svg>"])
def test_a_part_that_is_no_xml_does_no_harm(run: Run, tenken: Tenken, tmp_path: Path, picture: bytes) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(parts_replaced(form(tenken), xl__media__image1_dot_png=picture))
    assert run("check", path).exit_code == 3


def test_whole_columns_may_have_validations_and_be_selected(run: Run, tenken: Tenken, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"

    def edit(book: Any) -> None:
        sheet = book.worksheets[1]
        sheet.sheet_view.selection[0].sqref = "A1:XFD1048576"
        check = DataValidation(type="whole", sqref="D1:D1048576")
        sheet.add_data_validation(check)
        sheet.auto_filter.ref = "A3:F1048576"

    path.write_bytes(edited(form(tenken), edit))
    assert run("check", path).exit_code == 3


def test_a_huge_dimension_is_only_a_word(run: Run, tenken: Tenken, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    content = form(tenken)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet2.xml")
    start = xml.index(b'<dimension ref="')
    end = xml.index(b"/>", start)
    path.write_bytes(
        parts_replaced(
            content, xl__worksheets__sheet2_dot_xml=xml[:start] + b'<dimension ref="A1:XFD1048576"' + xml[end:]
        )
    )
    assert run("check", path).exit_code == 3


@pytest.mark.parametrize("suffix", [".xlsm", ".xls", ".XLSX"])
def test_other_names_of_workbooks(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"form{suffix}"
    path.write_bytes(OLE)
    assert "古い形式" in run("check", path).stderr
