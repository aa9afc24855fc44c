"""The form in Excel on the command line: written, filled in, checked, written back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from forms import answer, edited, find, form, parts_replaced
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
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


def test_words_in_bold_stay_so(run: Run, usb_form: Path, tmp_path: Path) -> None:
    rich = CellRichText(["保育", TextBlock(InlineFont(b=True), "課")])
    usb_form.write_bytes(edited(usb_form.read_bytes(), answer("department", rich)))
    checked(run, usb_form, tmp_path / "checked.xlsx")
    sheet, row = find(load_workbook(tmp_path / "checked.xlsx", rich_text=True), "department")
    assert sheet.cell(row, 4).value == rich
    assert report(run, tmp_path / "checked.xlsx")["cases"][0]["case"]["department"] == "保育課"


def test_merged_results_are_taken_apart(run: Run, usb_form: Path, tmp_path: Path) -> None:
    checked(run, usb_form, tmp_path / "once.xlsx")

    def merge(book: Any) -> None:
        sheet, row = find(book, "media.removable_used")
        sheet.merge_cells(start_row=row - 1, end_row=row, start_column=7, end_column=7)

    (tmp_path / "merged.xlsx").write_bytes(edited((tmp_path / "once.xlsx").read_bytes(), merge))
    sheet, row = find(checked(run, tmp_path / "merged.xlsx", tmp_path / "twice.xlsx"), "media.removable_used")
    assert sheet.cell(row, 7).value.startswith("不適合")


def test_the_results_have_a_heading_on_every_sheet(run: Run, usb_form: Path, tmp_path: Path) -> None:
    """Whatever the clerk made of the names of the columns; rows that only look like a heading have none."""

    def rename(book: Any) -> None:
        answer("--", "回答")(book)
        answer("title", "答え")(book)

    usb_form.write_bytes(edited(usb_form.read_bytes(), rename))
    book = checked(run, usb_form, tmp_path / "checked.xlsx")
    for sheet in book.worksheets:
        keys = [cell.value for cell in sheet["A"]]
        headings = [cell.row for cell in sheet["G"] if cell.value == "点検結果"] if "tenken:key" in keys else []
        assert headings == [row for row, key in enumerate(keys, start=1) if key == "--"]


def test_the_summary_links_to_sheets_of_any_name_and_cuts_what_is_long(
    run: Run, changed: Callable[..., Path], tmp_path: Path
) -> None:
    def rename(book: Any) -> None:
        find(book, "media.removable_used")[0].title = "USB's"

    case = changed(title="長" * 32_700)
    assert run("form", "-o", tmp_path / "form.xlsx", "--from", case).exit_code == 0
    (tmp_path / "form.xlsx").write_bytes(edited((tmp_path / "form.xlsx").read_bytes(), rename))
    summary = checked(run, tmp_path / "form.xlsx", tmp_path / "checked.xlsx").worksheets[0]
    links = [cell.hyperlink.location for cell in summary["D"] if cell.hyperlink]
    assert any(link.startswith("'USB''s'!D") for link in links)
    assert max(len(str(cell.value)) for cell in summary["C"]) <= 2_000


def test_the_summary_says_that_drawings_are_not_copied(run: Run, usb_form: Path, tmp_path: Path) -> None:
    def told(name: str) -> str:
        summary = checked(run, usb_form, tmp_path / name).worksheets[0]
        return "\n".join(str(cell.value) for cell in summary["C"])

    assert "図形" not in told("plain.xlsx")
    usb_form.write_bytes(parts_replaced(usb_form.read_bytes(), xl__drawings__drawing1_dot_xml=b"<a/>"))
    assert "図形" in told("drawn.xlsx")


def test_a_form_that_lost_a_column_is_an_error_of_the_form(run: Run, usb_form: Path, tmp_path: Path) -> None:
    def lose(book: Any) -> None:
        sheet, _ = find(book, "link.used")
        next(cell for cell in sheet[1] if cell.value == "answer").value = "x"

    usb_form.write_bytes(edited(usb_form.read_bytes(), lose))
    result = run("check", usb_form, "-o", f"xlsx={tmp_path / 'checked.xlsx'}")
    assert result.exit_code == 2
    assert "列が消されたか" in result.stderr


def test_it_says_what_it_wrote(run: Run, tmp_path: Path) -> None:
    result = run("form", "-o", tmp_path / "form.xlsx")
    assert result.stderr == f"{tmp_path / 'form.xlsx'} を書き出しました。\n"
    assert result.stdout == ""


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
