"""The form in Excel on the command line: written, filled in, checked, written back; and what hostile files meet."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from forms import answer, edited, find, form, parts_replaced
from openpyxl import load_workbook
from tools import convert

from tenken import Tenken
from tenken_cli.forms.excel.reading import read_form

Run = Callable[..., Any]


@pytest.fixture
def usb_form(run: Run, usb_case: Path, tmp_path: Path) -> Path:
    """The form filled from Odawara's item."""
    path = tmp_path / "点検票.xlsx"
    assert run("form", "-o", path, "--from", usb_case).exit_code == 0
    return path


def report(run: Run, *args: Any) -> Any:
    """The JSON report, without the order of keys."""
    return json.loads(run("check", *args, "-o", "json").stdout)


def test_a_form_is_checked_as_its_case(run: Run, usb_case: Path, usb_form: Path) -> None:
    assert report(run, usb_form) == report(run, usb_case)
    assert run("check", usb_form).exit_code == run("check", usb_case).exit_code


def test_a_new_form_is_for_a_city_and_is_not_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    assert run("form", "-o", path, "--municipality", "odawara").exit_code == 0
    sheet, row = find(load_workbook(path), "municipality")
    assert sheet.cell(row, 4).value == "小田原市"
    again = run("form", "-o", path)
    assert again.exit_code == 2
    assert "すでにあるファイルです" in again.stderr


@pytest.mark.parametrize("args", [(), ("--municipality", "odawara"), ("--lang", "en")])
def test_a_new_form_is_filled_in_and_checked(run: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    path = tmp_path / "form.xlsx"
    assert run("form", "-o", path, *args).exit_code == 0
    book = load_workbook(path)
    entered = {
        "title": "予約システム", "id": "reservations", "municipality": "odawara", "consulted_on": "R8.12.1", "stage": "final",
        "media.removable_used": "○",
    }  # fmt: skip
    for key, value in entered.items():
        sheet, row = find(book, key)
        sheet.cell(row, 4).value = value
    book.save(path)
    case = report(run, path)["cases"][0]["case"]
    assert case == {
        "id": "reservations", "title": "予約システム", "municipality": "odawara", "consulted_on": "2026-12-01",
        "stage": "final", "facts": {"media": {"removable_used": True}},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--municipality", "odawra"), "odawara"),
        (("--from", "no-such.json"), "見つかりません"),
    ],
)
def test_a_form_that_cannot_be_made(run: Run, tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    result = run("form", "-o", tmp_path / "form.xlsx", *args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "form.xlsx").exists()


def test_a_form_is_named_xlsx(run: Run, tmp_path: Path) -> None:
    result = run("form", "-o", tmp_path / "form.xls")
    assert result.exit_code == 2
    assert "form.xlsx" in result.stderr


def test_findings_and_questions_name_cells(run: Run, usb_form: Path) -> None:
    sheet, row = find(load_workbook(usb_form), "media.removable_used")
    cell = f"「{sheet.title}」D{row}"
    assert f"[{cell}, odawara-72.txt:420]" in run("check", usb_form, "-o", "markdown").stdout.replace("\\", "")
    assert f"{usb_form} {cell}" in run("check", usb_form, "-o", "junit").stdout
    sarif = json.loads(run("check", usb_form, "-o", "sarif").stdout)
    failed = [one for one in sarif["runs"][0]["results"] if one["kind"] == "fail"]
    named = [where["fullyQualifiedName"] for one in failed for where in one["locations"][0]["logicalLocations"]]
    assert cell in named
    questions = run("check", usb_form, "-o", "markdown").stdout.partition("確かめること")[2]
    assert "」D" in next(line for line in questions.splitlines() if line.startswith("1. "))


def test_wrong_cells_reach_people_and_pipelines(run: Run, usb_form: Path) -> None:
    usb_form.write_bytes(edited(usb_form.read_bytes(), answer("link.used", "たぶん")))
    result = run("check", usb_form, "-o", "junit")
    sheet, row = find(load_workbook(usb_form), "link.used")
    assert result.exit_code == 2
    assert f"{usb_form} 「{sheet.title}」D{row}: 「たぶん」は読み取れません。" in result.stderr
    assert f"「{sheet.title}」D{row}" in result.stdout


def test_folders_hold_forms_too(run: Run, usb_case: Path, usb_form: Path) -> None:
    (usb_form.parent / "~$点検票.xlsx").write_bytes(b"lock")
    (usb_form.parent / "other.json").write_bytes(usb_case.read_bytes())
    result = run("check", usb_form.parent, "-o", "json")
    assert result.exit_code in (1, 3), result.stderr
    assert len(json.loads(result.stdout)["cases"]) == 2


# Findings written back


def checked(run: Run, source: Path, target: Path, *more: Any) -> Any:
    """The workbook of a checked form."""
    assert run("check", source, "-o", f"xlsx={target}", *more).exit_code in (0, 1, 3)
    return load_workbook(target)


def test_findings_stand_beside_the_cells(run: Run, usb_form: Path, tmp_path: Path) -> None:
    book = checked(run, usb_form, tmp_path / "checked.xlsx")
    first = "\n".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
    assert "付帯意見付き承認" in first
    assert "回線があるなら、外部記録媒体では運ばない" in first
    sheet, row = find(book, "media.removable_used")
    assert sheet.cell(row, 7).value.startswith("不適合")
    assert sheet.cell(row, 7).fill.fgColor.rgb.endswith("FEE2E2")
    sheet, row = find(book, "logs.retention_years")
    assert sheet.cell(row, 7).value.startswith("未記載")


def test_what_the_clerk_wrote_stays_and_findings_are_made_anew(run: Run, usb_form: Path, tmp_path: Path) -> None:
    def write(book: Any) -> None:
        answer("link.used", "たしかに=はい", column=6)(book)
        book.create_sheet("メモ").cell(1, 1).value = "=SUM(B1:B3)"

    usb_form.write_bytes(edited(usb_form.read_bytes(), write))
    once = checked(run, usb_form, tmp_path / "once.xlsx")
    mended = tmp_path / "mended.xlsx"
    mended.write_bytes(edited((tmp_path / "once.xlsx").read_bytes(), answer("media.removable_used", "いいえ")))
    twice = checked(run, mended, tmp_path / "twice.xlsx")
    before = load_workbook(usb_form)
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                kept = once[sheet.title][cell.coordinate]
                assert (kept.value, kept.data_type) == (cell.value, cell.data_type)
    sheet, row = find(twice, "media.removable_used")
    assert sheet.cell(row, 7).value is None
    assert [one.title for one in twice.worksheets].count("点検結果") == 1
    assert not [one for one in twice.sheetnames if one.startswith("点検結果") and one != "点検結果"]
    assert sheet.max_column == 7


def test_a_json_case_gives_a_form_with_its_findings(run: Run, usb_case: Path, tmp_path: Path) -> None:
    checked(run, usb_case, tmp_path / "checked.xlsx")
    assert report(run, tmp_path / "checked.xlsx") == report(run, usb_case)


@pytest.mark.parametrize(
    ("output", "said"),
    [("xlsx", "ファイル名が要ります"), ("xlsx=", "ファイル名が要ります"), ("xlsx=-", "ファイル名が要ります")],
)
def test_a_workbook_needs_a_file(run: Run, usb_case: Path, output: str, said: str) -> None:
    result = run("check", usb_case, "-o", output)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_workbook_holds_one_case(run: Run, usb_case: Path, tmp_path: Path) -> None:
    result = run("check", usb_case, usb_case, "-o", f"xlsx={tmp_path / 'x.xlsx'}")
    assert result.exit_code == 2
    assert "案件一件の結果だけ" in result.stderr
    assert not (tmp_path / "x.xlsx").exists()


def test_the_form_that_is_read_is_not_written_over(run: Run, usb_form: Path) -> None:
    before = usb_form.read_bytes()
    assert run("check", usb_form, "-o", f"xlsx={usb_form}").exit_code == 2
    assert usb_form.read_bytes() == before


# Hostile files


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
    "no workbook of ours": (
        lambda t: edited(form(t), lambda book: book.remove(book["_tenken"])),
        "点検票ではありません",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_once(run: Run, tenken: Tenken, tmp_path: Path, name: str) -> None:
    make, said = HOSTILE[name]
    path = tmp_path / "form.xlsx"
    path.write_bytes(make(tenken))
    begun = time.monotonic()
    result = run("check", path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert "internal error" not in result.stderr
    assert time.monotonic() - begun < 10


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


# LibreOffice


def test_libreoffice_changes_nothing(run: Run, tenken: Tenken, usb_form: Path, tmp_path: Path) -> None:
    saved = convert(usb_form, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    assert read_form(tenken.reader, saved).case.raw == read_form(tenken.reader, usb_form).case.raw


def test_libreoffice_saves_what_was_typed_as_a_date_and_a_number(tenken: Tenken, tmp_path: Path) -> None:
    path = tmp_path / "typed.xlsx"
    date = next(path for path, fact in tenken.policy.vocabulary.facts.items() if fact.kind == "date")

    def typed(book: Any) -> None:
        answer(date, datetime(2018, 7, 1))(book)
        answer("logs.retention_years", 5)(book)
        answer("link.used", True)(book)

    path.write_bytes(edited(form(tenken), typed))
    case = read_form(tenken.reader, convert(path, "xlsx:Calc MS Excel 2007 XML", tmp_path)).case
    assert (case.stated(date), case.stated("logs.retention_years"), case.stated("link.used")) == ("2018-07-01", 5, True)


def test_a_form_is_printed_on_a4(usb_form: Path, tmp_path: Path) -> None:
    pdf = convert(usb_form, "pdf", tmp_path).read_bytes()
    assert pdf.startswith(b"%PDF")
    boxes = {tuple(map(round, map(float, box.split()))) for box in _boxes(pdf)}
    assert boxes == {(0, 0, 842, 595)}


def _boxes(pdf: bytes) -> list[bytes]:
    return re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)


def test_without_the_library_it_says_what_to_install(usb_case: Path, usb_form: Path, tmp_path: Path) -> None:
    for arguments in (["form", "-o", str(tmp_path / "x.xlsx")], ["check", str(usb_form)]):
        program = (
            "import sys; sys.modules['openpyxl'] = None; "
            f"sys.argv = ['tenken', *{arguments!r}]; from tenken_cli.start import main; main()"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
        assert done.returncode == 2
        assert b"pip install 'tenken[office]'" in done.stderr
        assert b"Traceback" not in done.stderr
    assert not (tmp_path / "x.xlsx").exists()
