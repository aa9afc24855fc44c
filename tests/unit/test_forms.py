"""What stands in a form's cells is read as it was meant, wherever it stands; what cannot be read is told with its cell."""

from __future__ import annotations

import time
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from forms import answer, edited, find, form, parts_replaced, read
from openpyxl import load_workbook

from tenken import Tenken
from tenken.errors import CaseError
from tenken_cli.forms.excel.workbook import write_form

PATH = "entrustment.re_entrustments"


def refused(tenken: Tenken, content: bytes) -> list[str]:
    """What is said, in Japanese, of each fault of a form that cannot be read."""
    with pytest.raises(CaseError) as caught:
        read(tenken, content)
    others = caught.value.others
    caught.value.others = ()
    return [one.render("ja") for one in (caught.value, *others)]


def facts(tenken: Tenken, content: bytes) -> dict[str, Any]:
    stated: dict[str, Any] = read(tenken, content).case.raw["facts"]
    return stated


def test_an_empty_form_misses_only_its_head(tenken: Tenken) -> None:
    made = BytesIO()
    write_form(tenken.policy, "ja", {}, made)
    with pytest.raises(CaseError) as caught:
        read(tenken, made.getvalue())
    told = [one.message.ja for one in (caught.value, *caught.value.others)]
    assert told == [f"「{name}」がありません。" for name in ("件名", "整理番号", "自治体", "諮問の日", "審議の段階")]
    assert str(caught.value.place) == "form.xlsx 「はじめに」D12"


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("entrustment.entrusted", "○", True),
        ("entrustment.entrusted", False, False),
        ("link.kind", "LGWAN", "lgwan"),
        ("data.subjects_count", "約３万人", {"about": 30000}),
        ("data.subjects_count", 1200, 1200),
        ("retention.period_years", "5年以上", {"at_least": 5}),
        ("purpose.statement", "未定", {"undecided": True}),
    ],
)
def test_an_answer(tenken: Tenken, key: str, typed: Any, value: Any) -> None:
    group, name = key.split(".")
    content = edited(form(tenken), answer(key, typed))
    assert facts(tenken, content).get(group, {}).get(name) == value


def dates(tenken: Tenken) -> str:
    return next(path for path, fact in tenken.policy.vocabulary.facts.items() if fact.kind == "date")


@pytest.mark.parametrize("typed", [datetime(2018, 7, 1), "平成30年7月1日", "２０１８／７／１"])
def test_a_date_cell_and_a_date_in_words_are_the_same(tenken: Tenken, typed: Any) -> None:
    group, name = dates(tenken).split(".")
    assert facts(tenken, edited(form(tenken), answer(dates(tenken), typed)))[group][name] == "2018-07-01"


@pytest.mark.parametrize(
    ("status", "value"),
    [
        ("全部", ["usb"]),
        ("ほかにもある", {"items": ["usb"], "complete": False}),
        (None, {"items": ["usb"], "complete": False}),
    ],
)
def test_marks_and_whether_they_are_all(tenken: Tenken, status: str | None, value: Any) -> None:
    content = edited(edited(form(tenken), answer("media.kinds#usb", "○")), answer("media.kinds?", status))
    assert facts(tenken, content) == {"media": {"kinds": value}}


@pytest.mark.parametrize(
    ("status", "value"),
    [("該当なし", []), ("未定", {"undecided": True}), ("ほかにもある", {"items": [], "complete": False})],
)
def test_a_list_without_marks(tenken: Tenken, status: str, value: Any) -> None:
    assert facts(tenken, edited(form(tenken), answer("media.kinds?", status))) == {"media": {"kinds": value}}


@pytest.mark.parametrize(("mark", "status"), [("○", "該当なし"), ("○", "未定"), (None, "全部")])
def test_marks_that_contradict_what_is_said_of_them(tenken: Tenken, mark: str | None, status: str) -> None:
    content = edited(edited(form(tenken), answer("media.kinds#usb", mark)), answer("media.kinds?", status))
    assert len(refused(tenken, content)) == 1


def test_rows_may_be_moved_inserted_and_sorted(tenken: Tenken) -> None:
    stated = {"link": {"segments": [{"name": "一"}, {"name": "二"}], "used": True}}

    def shuffle(book: Any) -> None:
        sheet, row = find(book, "link.segments[]")
        rows = [[cell.value for cell in sheet[number]] for number in (row, row + 1)]
        for number, values in zip((row + 1, row), rows, strict=True):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value
        sheet.insert_rows(row + 1)
        sheet.cell(row + 1, 2).value = "間"
        sheet.insert_rows(1, 3)
        sheet.insert_cols(3)

    items = facts(tenken, edited(form(tenken, stated), shuffle))["link"]["segments"]
    assert items == [{"name": "二"}, {"name": "間"}, {"name": "一"}]


def test_all_wrong_cells_are_told_with_sheet_and_cell(tenken: Tenken) -> None:
    def spoil(book: Any) -> None:
        answer("entrustment.entrusted", "たぶん")(book)
        answer(f"{PATH}[1].tier", "二つ目")(book)
        answer("consulted_on", "令和元年4月1日")(book)
        answer("purpose.statement", "=1+1")(book)

    book = load_workbook(BytesIO(form(tenken)))
    cells = [f"「{sheet.title}」D{row}" for sheet, row in (find(book, key) for key in (
        "consulted_on", "entrustment.entrusted", f"{PATH}[1].tier", "purpose.statement",
    ))]  # fmt: skip
    with pytest.raises(CaseError) as caught:
        read(tenken, edited(form(tenken), spoil))
    rendered = caught.value.render("ja")
    assert [cell for cell in cells if cell in rendered] == cells
    assert "数式は読みません" in rendered
    assert "平成31年4月1日のことなら 2019-04-01" in rendered
    assert "はい、いいえ、未定のどれか" in rendered
    assert len(caught.value.others) == 3


def test_what_only_a_whole_case_shows_is_told_with_its_cell_too(tenken: Tenken) -> None:
    told = refused(tenken, edited(form(tenken), answer("consulted_on", "2022-06")))
    assert "「はじめに」D" in told[0]
    assert "2018-02-02" in told[0] or "2018-07-01" in told[0]


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"])
def test_a_formula_is_never_read(tenken: Tenken, formula: str) -> None:
    assert "数式は読みません" in refused(tenken, edited(form(tenken), answer("purpose.statement", formula)))[0]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "#REF!"])
def test_a_text_is_never_written_as_a_formula(tenken: Tenken, text: str) -> None:
    book = load_workbook(BytesIO(form(tenken, {"purpose": {"statement": text}})))
    sheet, row = find(book, "purpose.statement")
    cell = sheet.cell(row, 4)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] in "=+-@\t")


def test_a_source_goes_with_the_value_that_it_is_of(tenken: Tenken) -> None:
    stated = {"link": {"used": True, "counterpart": "国"}}
    sources = {"link.used": {"at": "a.txt:1"}, "link.counterpart": {"at": "a.txt:2"}}
    content = edited(form(tenken, stated, sources=sources), answer("link.used", "いいえ"))
    assert list(read(tenken, content).case.raw["sources"]) == ["link.counterpart"]


def test_notes_beside_answers_are_notes_of_the_case(tenken: Tenken) -> None:
    content = edited(form(tenken, notes=["初めから"]), answer("link.used", "要確認", column=6))
    label = tenken.policy.vocabulary.facts["link.used"].label.ja
    assert read(tenken, content).case.raw["notes"] == ["初めから", f"【{label}】要確認"]


def test_a_copied_row_is_refused(tenken: Tenken) -> None:
    def copy(book: Any) -> None:
        sheet, _ = find(book, "link.used")
        sheet.cell(sheet.max_row + 1, 1).value = "link.used"
        sheet.cell(sheet.max_row, 4).value = "はい"

    assert "欄が二つあります" in refused(tenken, edited(form(tenken), copy))[0]


def test_a_copied_sheet_is_told_once(tenken: Tenken) -> None:
    told = refused(tenken, edited(form(tenken), lambda book: book.copy_worksheet(book["ログ・記録"])))
    assert len(told) == 1
    assert "別のシートの写し" in told[0]


@pytest.mark.parametrize("column", range(2, 9))
def test_what_is_written_below_is_refused_in_every_column(tenken: Tenken, column: int) -> None:
    def scribble(book: Any) -> None:
        sheet, _ = find(book, "entrustment.entrusted")
        sheet.cell(sheet.max_row + 3, column).value = "ここにも"

    told = refused(tenken, edited(form(tenken), scribble))
    assert len(told) == 1
    assert "どの項目の欄でもない" in told[0]


@pytest.mark.parametrize("key", ["link.used", "media.kinds#usb", "link.segments[]", "notes[]"])
def test_what_is_written_beside_the_form_is_refused(tenken: Tenken, key: str) -> None:
    told = refused(tenken, edited(form(tenken), answer(key, "欄外", column=9)))
    assert len(told) == 1
    assert "」I" in told[0]


def test_a_row_put_into_a_table_has_no_more_columns_than_the_table(tenken: Tenken) -> None:
    def insert(book: Any) -> None:
        sheet, row = find(book, "link.segments[]")
        sheet.insert_rows(row + 1)
        sheet.cell(row + 1, 2).value = "間"
        sheet.cell(row + 1, 6).value = "備考のつもり"

    assert "」F" in refused(tenken, edited(form(tenken), insert))[0]


def test_a_note_beside_a_note_is_kept(tenken: Tenken) -> None:
    content = edited(form(tenken, notes=["一つ目"]), answer("notes[]", "補足", column=6))
    assert read(tenken, content).case.raw["notes"] == ["一つ目", "【備考】補足"]


def test_a_sheet_of_ones_own_is_left_alone(tenken: Tenken) -> None:
    def add(book: Any) -> None:
        book.create_sheet("補足").cell(3, 3).value = "自由に"

    assert facts(tenken, edited(form(tenken), add)) == {}


@pytest.mark.parametrize("typed", ["レ", "ﾚ", "✓", "✔", "☑", "○", "〇", "はい", True])
def test_marks_as_clerks_make_them(tenken: Tenken, typed: Any) -> None:
    content = edited(edited(form(tenken), answer("media.kinds#usb", typed)), answer("media.kinds?", "全部"))
    assert facts(tenken, content) == {"media": {"kinds": ["usb"]}}


@pytest.mark.parametrize("typed", ["たぶん", "未定", 5])
def test_what_is_no_mark_is_told_how_to_mark(tenken: Tenken, typed: Any) -> None:
    told = refused(tenken, edited(form(tenken), answer("media.kinds#usb", typed)))
    assert len(told) == 1
    assert "○を付けるか、空けてください" in told[0]


def test_a_form_of_other_policies_is_refused_where_something_would_be_lost(tenken: Tenken) -> None:
    def rename(value: str | None) -> Any:
        def edit(book: Any) -> None:
            sheet, row = find(book, "vocabulary")
            sheet.cell(row, 2).value = "sha256:of-another"
            sheet, row = find(book, "link.used")
            sheet.cell(row, 1).value = "link.no_such_fact"
            sheet.cell(row, 4).value = value

        return edit

    assert (
        "「link.no_such_fact」は、いまのポリシーにありません"
        in refused(tenken, edited(form(tenken), rename("はい")))[0]
    )
    assert facts(tenken, edited(form(tenken), rename(None))) == {}


def test_a_missing_sheet_is_refused(tenken: Tenken) -> None:
    def drop(book: Any) -> None:
        book.remove(find(book, "link.used")[0])

    assert "シート「オンライン結合・回線」がありません" in refused(tenken, edited(form(tenken), drop))[0]


@pytest.mark.parametrize("role", ["label", "answer", "note"])
@pytest.mark.parametrize("becomes", [None, "x", "how"])
def test_a_column_that_lost_its_role_or_has_it_twice_is_told(tenken: Tenken, role: str, becomes: str | None) -> None:
    def spoil(book: Any) -> None:
        sheet, _ = find(book, "link.used")
        next(cell for cell in sheet[1] if cell.value == role).value = becomes

    told = refused(tenken, edited(form(tenken, {"link": {"used": True}}), spoil))
    assert len(told) == 1
    assert "シート「オンライン結合・回線」の列が消されたか、写されています" in told[0]


@pytest.mark.parametrize(
    ("key", "sheet", "label"),
    [
        ("link.used", "オンライン結合・回線", "オンライン結合"),
        ("media.kinds#usb", "外部記録媒体", "USB"),
        ("media.kinds?", "外部記録媒体", "媒体"),
        ("link.segments:", "オンライン結合・回線", "区間"),
        (f"{PATH}[1].tier", "委託", "段階"),
        ("department", "はじめに", "所管課"),
    ],
)
def test_a_deleted_row_is_told_by_its_label(tenken: Tenken, key: str, sheet: str, label: str) -> None:
    def delete(book: Any) -> None:
        where, row = find(book, key)
        where.delete_rows(row)

    told = refused(tenken, edited(form(tenken, {"link": {"segments": [{"name": "一"}]}}), delete))
    assert len(told) == 1
    assert "の行がありません" in told[0]
    assert sheet in told[0]
    assert label in told[0]


def test_spare_rows_and_blocks_may_be_deleted(tenken: Tenken) -> None:
    def delete(book: Any) -> None:
        where, row = find(book, "link.segments[]", 1)
        where.delete_rows(row)
        where, row = find(book, f"{PATH}[3]")
        end = find(book, f"{PATH}?")[1]
        where.delete_rows(row, end - row)

    stated = {"link": {"segments": [{"name": "一"}]}}
    assert facts(tenken, edited(form(tenken, stated), delete)) == stated


@pytest.mark.parametrize(("key", "typed"), [("id", "next"), ("consulted_on", "2022-07-01")])
def test_a_form_that_is_used_again_forgets_what_was_promised_of_another_item(
    tenken: Tenken, key: str, typed: str
) -> None:
    said = {
        "commitments": [{"path": "link.used", "value": False, "source": {"at": "minutes.txt:1"}}],
        "unanswered": [],
        "council": {"outcome": "approved", "riders": []},
        "sources": {"link.used": {"at": "a.txt:1"}},
    }
    content = form(tenken, {"link": {"used": True}}, **said)
    assert {name: read(tenken, content).case.raw[name] for name in said} == said
    again = read(tenken, edited(content, answer(key, typed))).case.raw
    assert not set(said) & set(again)
    assert again["facts"] == {"link": {"used": True}}


def test_a_long_form_is_written_in_seconds(tenken: Tenken) -> None:
    begun = time.process_time()
    form(tenken, {"purpose": {"recipients": [{}] * 3000}})
    assert time.process_time() - begun < 18


def test_examples_of_numbers_fit_their_units(tenken: Tenken) -> None:
    book = load_workbook(BytesIO(form(tenken)))
    for key, example in (
        ("retention.period_years", "例: 5、約10、10以上"),
        ("data.subjects_count", "例: 100、約100、100以上"),
        ("number_use.schedule_row", "例: 12"),
        (dates(tenken), "2026-07-01"),
    ):
        sheet, row = find(book, key)
        assert example in sheet.cell(row, 5).value


def test_the_head_has_the_heading_that_the_instructions_name(tenken: Tenken) -> None:
    sheet = load_workbook(BytesIO(form(tenken)))["はじめに"]
    assert "「基本事項」" in sheet.cell(3, 2).value
    headings = [row for row in range(1, sheet.max_row) if sheet.cell(row, 2).value == "基本事項"]
    assert headings == [find(sheet.parent, "title")[1] - 2]


def test_a_form_in_english_is_read(tenken: Tenken) -> None:
    content = edited(form(tenken, {"link": {"kind": "lgwan"}}, lang="en"), answer("entrustment.entrusted", "はい"))
    assert facts(tenken, content) == {"link": {"kind": "lgwan"}, "entrustment": {"entrusted": True}}


def test_unseen_data_cannot_say_what_the_cells_do_not(tenken: Tenken) -> None:
    """Somebody changes what the form keeps unseen: the cells are what counts, and nonsense is refused."""

    def tamper(old: str, new: str) -> Any:
        def edit(book: Any) -> None:
            sheet = book["_tenken"]
            for (cell,) in sheet.iter_rows(min_col=2, max_col=2):
                cell.value = cell.value.replace(old, new)

        return edit

    stated = {"link": {"used": True}}
    assert facts(tenken, edited(form(tenken, stated), tamper('"used": true', '"used": false'))) == stated
    assert "見えないデータ" in refused(tenken, edited(form(tenken, stated), tamper('"used": true', '"used": 3')))[0]
    assert "見えないデータ" in refused(tenken, edited(form(tenken, stated), tamper('"facts"', '"facts')))[0]


def test_no_form(tenken: Tenken) -> None:
    def drop(book: Any) -> None:
        del book["_tenken"]

    assert "点検票ではありません" in refused(tenken, edited(form(tenken), drop))[0]


def test_a_damaged_part_is_refused(tenken: Tenken) -> None:
    assert "壊れています" in refused(tenken, parts_replaced(form(tenken), xl__styles_dot_xml=b"<nonsense/>"))[0]
