"""`tenken check` as a page for the browser and as a Word document, read back as their readers do."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from syrupy.assertion import SnapshotAssertion
from tools import as_pdf, pages_of
from word import outline, read, table_after

Run = Callable[..., Result]
Changed = Callable[..., Path]

HOSTILE_TITLE = "長" * 300 + "<b>&\"'</b>\u202eabc😀\u200f\u0007"


NOTHING_TO_CONSULT = {
    "procedure.consultation_basis": [],
    "assessment.kind": "none",
    "number_use.basis": "statute",
    "purpose.other_purpose_use": False,
}


@pytest.fixture
def assessment_case(repo: Path) -> Path:
    """An impact assessment up for its check, of which everything is stated."""
    return repo / "cases" / "examples" / "kitakyushu-2021-insurance-redo.json"


@pytest.fixture
def case_of_2024(repo: Path) -> Path:
    """An item under the national Act that fails a statute."""
    return repo / "cases" / "examples" / "odawara-2024-purpose-not-shown.json"


@pytest.fixture
def word_of(run: Run, tmp_path: Path) -> Callable[..., Path]:
    """Checks cases into a Word document."""

    def write(*args: str | Path) -> Path:
        target = tmp_path / "opinion.docx"
        result = run("check", *args, "-o", f"docx={target}")
        assert result.exit_code in (0, 1, 3), result.stderr
        return target

    return write


def page_of(result: Result) -> ET.Element:
    """The page as XML, which it has to be."""
    assert result.exit_code in (0, 1, 3), result.stderr
    return ET.fromstring(result.stdout)


def text_of(element: ET.Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


class TestWord:
    """The self-check sheet and the draft of the council's reply."""

    def test_what_it_says_of_the_usb_item(
        self, word_of: Callable[..., Path], usb_case: Path, snapshot: SnapshotAssertion
    ) -> None:
        assert outline(read(word_of(usb_case))) == snapshot

    def test_what_it_says_in_english(
        self, word_of: Callable[..., Path], usb_case: Path, snapshot: SnapshotAssertion
    ) -> None:
        assert outline(read(word_of(usb_case, "--lang", "en"))) == snapshot

    def test_the_basics_are_dated_by_era(self, word_of: Callable[..., Path], usb_case: Path) -> None:
        basics = dict(_pairs(read(word_of(usb_case)).tables[0]))
        assert basics["諮問日"] == "平成30年2月2日"
        assert basics["運用開始予定"] == "平成30年7月"
        assert (basics["自治体"], basics["所管課"], basics["審議の段階"]) == ("小田原市", "生活支援課", "本審議")

    def test_a_failure_with_its_ground_and_who_said_what_where(
        self, word_of: Callable[..., Path], usb_case: Path
    ) -> None:
        _, failed = table_after(read(word_of(usb_case)), "2　不適合（1件）")
        assert failed[1] == "回線があるなら、外部記録媒体では運ばない（慣行）"
        assert failed[2] == "審議会の慣行（外部記録媒体の管理）"
        assert failed[4].endswith("「外部記録媒体の利用」＝はい\nodawara-72.txt:420（資料・提出時）")

    def test_questions_come_in_the_order_of_asking_with_room_for_answers(
        self, run: Run, word_of: Callable[..., Path], usb_case: Path
    ) -> None:
        report = json.loads(run("check", usb_case, "-o", "json").stdout)["cases"][0]
        asked = [question["text"]["ja"] for question in report["questions"]]
        first = table_after(read(word_of(usb_case)), "4　未記載の事項")
        assert [row[1] for row in first[1:]] == asked[:15]
        assert all(row[2] and not row[3] for row in first[1:])
        every = table_after(read(word_of(usb_case, "--all")), "4　未記載の事項")
        assert [row[1] for row in every[1:]] == asked

    def test_unverified_provisions_are_marked(self, word_of: Callable[..., Path], usb_case: Path) -> None:
        rows = table_after(read(word_of(usb_case)), "7　根拠とした規定")
        assert ["番号法第20条", "収集等の制限", ""] in rows
        assert ["小田原市個人情報保護条例第10条第2項", "オンライン結合の要件", "未確認"] in rows
        assert ["審議会の慣行（外部記録媒体の管理）", "", ""] in rows

    def test_the_reply_to_an_item_that_fails_a_statute(self, word_of: Callable[..., Path], case_of_2024: Path) -> None:
        said = outline(read(word_of(case_of_2024)))
        reply = said[said.index("! 案：") :]
        for expected in (
            "[right] 　　第　　　　号\n[right] 令和　　年　　月　　日\n小田原市長　様\n"
            "[right] 小田原市個人情報保護運営審議会\n[right] 会長　　　　　　　　\n",
            "= 個人情報の取扱いについて（答申）（案）\n",
            "　令和　　年　　月　　日付け　　第　　号で諮問のあった「子育て相談の電子申込み」について、審議した結果、次のとおり答申します。\n",
            "[center] 記\n== 1　諮問事項\n　子育て相談の電子申込み（子ども若者支援課）\n== 2　審議会の結論（案）\n",
            "法律又は条例に適合しない点があるため、補正を求める。\n",
            "根拠: 個人情報保護法第62条\n[right] 以上\n",
        ):
            assert expected in reply

    def test_an_assessment_is_found_adequate(self, word_of: Callable[..., Path], assessment_case: Path) -> None:
        assert "諮問のあった特定個人情報保護評価の内容は、妥当である。" in outline(read(word_of(assessment_case)))

    def test_a_city_without_a_profile_is_left_blank(self, word_of: Callable[..., Path], changed: Changed) -> None:
        said = outline(read(word_of(changed(municipality="default"))))
        assert "\n　　　　　　長　様\n" in said
        assert "（標準" not in said[said.index("! 案：") :]

    @pytest.mark.parametrize(
        ("head", "facts", "conclusion"),
        [
            ({"unanswered": [{"path": "access.authentication", "kind": "deferred"}]}, {}, "付して承認する"),
            ({}, {"media.removable_used": False}, "結論の案は示さない"),
            ({"consulted_on": "2024-01-10", "starts_on": "2024-02"}, NOTHING_TO_CONSULT, "諮問を要しない"),
        ],
    )
    def test_the_conclusion_is_the_opinions(
        self, run: Run, word_of: Callable[..., Path], changed: Changed, head: Any, facts: Any, conclusion: str
    ) -> None:
        case = changed(facts=facts, **head)
        said = outline(read(word_of(case)))
        reply = said[said.index("== 2　審議会の結論（案）") : said.index("== 3　付帯意見（案）")]
        assert conclusion in reply and reply.count("\n") == 2

    def test_a_preliminary_check_ends_without_a_reply(self, word_of: Callable[..., Path], changed: Changed) -> None:
        said = outline(read(word_of(changed(stage="preliminary"))))
        assert "点検票" in said
        assert "答申" not in said.split("= 個人情報に関する諮問事項")[1]

    def test_what_is_no_part_of_the_reply_stands_behind_it(self, word_of: Callable[..., Path], repo: Path) -> None:
        """What failed without a rider, and riders of open questions, are for the council to know, not to sign."""
        register = repo / "cases" / "precedents" / "kitakyushu-2021-resident-register.json"
        reply, annex = outline(read(word_of(register))).split("[right] 以上")
        assert "特定個人情報保護評価の第三者点検について（答申）（案）" in reply
        assert "（審議の内容により記入する。）" in reply
        assert "= 参考（答申には含めない）" in annex
        assert "ほかに合わない点" in annex

    def test_promises_are_listed_to_be_checked(self, word_of: Callable[..., Path], changed: Changed) -> None:
        promise = {"path": "retention.deletion_method", "value": "automatic", "source": {"at": "minutes.txt:1"}}
        _, row = table_after(read(word_of(changed(commitments=[promise]))), "5　約束事項")
        assert row[1:] == ["「消去の方法」を「自動」とする約束の履行を確かめる。", "minutes.txt:1", ""]

    def test_sources_have_a_column_where_there_are_any(
        self, word_of: Callable[..., Path], usb_case: Path, case_of_2024: Path
    ) -> None:
        with_sources, without = (table_after(read(word_of(case)), "扱う情報") for case in (usb_case, case_of_2024))
        assert with_sources[0] == ["事実", "記載", "出典"]
        assert without[0] == ["事実", "記載"]

    def test_several_cases_each_begin_on_a_new_page(
        self, word_of: Callable[..., Path], usb_case: Path, case_of_2024: Path
    ) -> None:
        document = read(word_of(usb_case, case_of_2024))
        heads = [section.header.paragraphs[0].text for section in document.sections]
        assert [head.partition("整理番号：")[2] for head in heads] == [
            *["odawara-72-u"] * 3, *["odawara-2024-purpose-not-shown"] * 3,
        ]  # fmt: skip

    def test_the_same_case_is_the_same_file(self, word_of: Callable[..., Path], usb_case: Path) -> None:
        assert word_of(usb_case).read_bytes() == word_of(usb_case).read_bytes()

    def test_what_a_case_brings_breaks_nothing(self, word_of: Callable[..., Path], changed: Changed) -> None:
        case = changed(title=HOSTILE_TITLE, department=HOSTILE_TITLE, facts={"purpose.statement": HOSTILE_TITLE})
        document = read(word_of(case))
        shown = HOSTILE_TITLE.replace("\u202e", "").replace("\u0007", "")
        assert _pairs(document.tables[0])[0] == ("件名", shown)
        assert len(document.sections[0].header.paragraphs[0].text) < 100

    def test_only_some_rules(self, word_of: Callable[..., Path], usb_case: Path) -> None:
        said = outline(read(word_of(usb_case, "--rule", "media-beside-link")))
        assert "次のルールだけを表示: media-beside-link" in said
        assert "== 7　根拠とした規定（1件）" in said

    def test_it_needs_a_file_name(self, run: Run, usb_case: Path) -> None:
        english, japanese = (run("check", usb_case, "-o", "docx", "--lang", lang) for lang in ("en", "ja"))
        assert english.exit_code == japanese.exit_code == 2
        assert "a file name is needed: write -o docx=NAME.docx" in english.stderr
        assert "ファイル名が要ります。-o docx=ファイル名.docx" in japanese.stderr

    def test_without_the_library_the_remedy_is_told_and_nothing_is_written(
        self, run: Run, usb_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in [name for name in sys.modules if name == "docx" or name.startswith("tenken_cli.reports.docx.")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "docx", None)
        result = run("check", usb_case, "-o", f"json={tmp_path / 'a.json'}", "-o", f"docx={tmp_path / 'a.docx'}")
        assert result.exit_code == 2
        assert "python-docx が要ります" in result.stderr
        assert "pip install 'tenken[office]'" in result.stderr
        assert not list(tmp_path.glob("a.*"))

    def test_a_document_that_cannot_be_written_is_named(self, run: Run, usb_case: Path, tmp_path: Path) -> None:
        result = run("check", usb_case, "-o", f"docx={tmp_path / 'no' / 'a.docx'}")
        assert result.exit_code == 2
        assert "a.docx: 書き込めません" in result.stderr

    def test_an_office_program_prints_it(self, word_of: Callable[..., Path], usb_case: Path) -> None:
        pages = pages_of(as_pdf(word_of(usb_case)))
        assert 5 <= len(pages) <= 12
        text = "".join("".join(pages).split())
        for expected in (
            "個人情報に関する諮問事項点検票",
            "平成30年2月2日",
            "付帯意見付き承認",
            "個人情報の取扱いについて（答申）（案）",
            "小田原市長様",
            "以上",
        ):
            assert expected in text
        assert all("整理番号：odawara-72-u" in "".join(page.split()) for page in pages)
        assert [f"－{number}－" in "".join(page.split()) for number, page in enumerate(pages, start=1)] == [True] * len(
            pages
        )


def _pairs(table: Any) -> list[tuple[str, str]]:
    return [(row.cells[0].text, row.cells[1].text) for row in table.rows]


class TestPage:
    """The page for the browser."""

    def test_a_file_that_cannot_be_read_is_on_it_too(self, run: Run, usb_case: Path, tmp_path: Path) -> None:
        """Whoever reads the page before a session must not lose an item."""
        bad = tmp_path / "bad.json"
        bad.write_text("{", encoding="utf-8")
        done = run("check", usb_case, bad, "-o", "html")
        assert done.exit_code == 2
        said = text_of(ET.fromstring(done.stdout))
        assert "読めなかったファイル 1件" in said
        assert "bad.json:1:2" in said
        assert "生活保護レセプトクラウドサービス導入事務" in said

    def test_every_finding_is_on_it_with_its_force_and_reason(self, run: Run, usb_case: Path) -> None:
        report = json.loads(run("check", usb_case, "-o", "json").stdout)["cases"][0]
        page = page_of(run("check", usb_case, "-o", "html"))
        folds = {_rule(one): one for one in page.iter("details")}
        for finding in report["findings"]:
            fold = folds[finding["rule"]]
            said = text_of(fold)
            assert finding["message"]["ja"] in said
            assert all(citation["text"] in said for citation in finding["citations"])
            assert (fold.get("open") is not None) == (finding["verdict"] in ("fail", "review"))
            assert (fold.find(".//ul[@class='tree']") is None) == (finding["reason"] == "not_in_force")
        for part in ("riders", "questions"):
            assert all(one["text"]["ja"] in text_of(page) for one in report[part])

    def test_a_failure_is_explained_down_to_what_was_said_where(self, run: Run, usb_case: Path) -> None:
        page = page_of(run("check", usb_case, "-o", "html"))
        (fold,) = (one for one in page.iter("details") if _rule(one) == "media-beside-link")
        said = text_of(fold)
        assert "事実: 「外部記録媒体の利用」＝はい [odawara-72.txt:420]" in said
        assert "趣旨" in said and "法令の日" in said
        assert "「外部記録媒体の利用」＝いいえ（記載: はい） [odawara-72.txt:420] → 偽" in said

    def test_explanations_leave_out_what_did_not_decide(self, run: Run, assessment_case: Path) -> None:
        """Of 22 risks, 21 are not the one that the rule is about; of alternatives, only those that hold are told."""
        page = page_of(run("check", assessment_case, "-o", "html"))
        (fold,) = (one for one in page.iter("details") if _rule(one) == "risk-storage-leak")
        said = text_of(fold.find("div/details"))
        assert "リスクと対策（第III部）20の対策" in said
        assert "ほか21件には当てはまらない" in said
        assert "リスクと対策（第III部）19の対策" not in said
        assert "残る課題への対応の計画" not in said

    def test_the_chain_is_drawn_and_leads_to_each_concept(self, run: Run, usb_case: Path) -> None:
        report = json.loads(run("check", usb_case, "-o", "json").stdout)["cases"][0]
        page = page_of(run("check", usb_case, "-o", "html"))
        svg = page.find(".//{http://www.w3.org/2000/svg}svg")
        assert svg is not None
        drawn = {one.attrib["href"] for one in svg.iter("{http://www.w3.org/2000/svg}a")}
        shown = {f"#concept-{id_}" for id_, one in report["concepts"].items() if one["value"] != "false"}
        assert shown <= drawn <= {f"#concept-{id_}" for id_ in report["concepts"]}
        words = " ".join(text_of(one) for one in svg.iter("{http://www.w3.org/2000/svg}text"))
        assert "オンライン結合真" in words and "相手方は市の外か" in words
        ids = {one.attrib["id"] for one in page.iter() if "id" in one.attrib}
        assert {href.removeprefix("#") for href in drawn} <= ids

    def test_it_asks_nothing_of_any_network_and_runs_nothing(self, run: Run, usb_case: Path) -> None:
        result = run("check", usb_case, "-o", "html")
        page = page_of(result)
        assert not [
            one.tag for one in page.iter() if one.tag in ("script", "link", "img", "iframe", "object", "base", "form")
        ]
        given = [(name, value) for one in page.iter() for name, value in one.attrib.items()]
        assert not [name for name, _ in given if name.startswith("on") or name in ("style", "src", "srcset")]
        assert all(value.startswith("#") for name, value in given if name == "href")
        assert "url(" not in result.stdout and "@import" not in result.stdout
        assert "default-src 'none'" in result.stdout

    @pytest.mark.parametrize("several", [False, True])
    def test_headings_are_in_order_and_every_link_leads_somewhere(
        self, run: Run, usb_case: Path, case_of_2024: Path, several: bool
    ) -> None:
        page = page_of(run("check", usb_case, *([case_of_2024] if several else []), "-o", "html"))
        levels = [int(one.tag[1]) for one in page.iter() if one.tag in ("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1 and levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        ids = [one.attrib["id"] for one in page.iter() if "id" in one.attrib]
        assert len(ids) == len(set(ids))
        assert {one.attrib["href"].removeprefix("#") for one in page.iter("a")} <= set(ids)

    def test_several_cases_have_an_overview_contents_and_a_section_each(
        self, run: Run, repo: Path, usb_case: Path
    ) -> None:
        cases = [usb_case.with_name(f"odawara-72-{name}.json") for name in "aiu"]
        page = page_of(run("check", *cases, usb_case, "-o", "html", "--lang", "en"))
        assert text_of(page.find(".//h1")) == "Overview: 4 cases"
        assert len(page.findall("body/main/section")) == 4
        contents = [one.attrib["href"] for one in page.findall("body/nav//a")]
        assert contents == [f"#case-{number}" for number in range(1, 5)]
        assert [one.attrib["href"] for one in page.findall(".//main//table")[0].iter("a")] == contents

    def test_a_page_of_one_case_stays_small(self, run: Run, usb_case: Path) -> None:
        assert len(run("check", usb_case, "-o", "html").stdout.encode()) < 700_000

    def test_what_a_case_brings_is_only_text(self, run: Run, changed: Changed) -> None:
        case = changed(
            title=HOSTILE_TITLE + "</title><script>x</script>", facts={"purpose.statement": "</style><img src=x>"}
        )
        page = page_of(run("check", case, "-o", "html"))
        assert "<script>x</script>" in text_of(page.find(".//h1"))
        assert page.find(".//script") is None and page.find(".//img") is None
        assert "</style><img src=x>" in text_of(page.find("body/main"))

    def test_both_outputs_of_one_run(self, run: Run, usb_case: Path, tmp_path: Path) -> None:
        result = run(
            "check", usb_case, "-o", f"html={tmp_path / 'a.html'}", "-o", f"docx={tmp_path / 'a.docx'}", "-o", "table"
        )
        assert "見込み" in result.stdout
        assert ET.fromstring((tmp_path / "a.html").read_text(encoding="utf-8")).attrib["lang"] == "ja"
        assert read(tmp_path / "a.docx").tables

    def test_a_concept_that_rules_on_the_consultation_see_otherwise_is_told_where_it_is_met(
        self, run: Run, changed: Changed
    ) -> None:
        """The promise binds operation; the consultation is judged on what was stated."""
        promise = {"path": "link.used", "value": False, "source": {"at": "minutes.txt:1"}}
        page = page_of(run("check", changed(commitments=[promise]), "-o", "html"))
        (told,) = (one for one in page.iter("details") if one.find("div[@id='concept-online-link']") is not None)
        assert text_of(told.find("summary")).endswith("→ 不明")
        met = [one for one in page.iter("li") if (one.text or "").startswith("「オンライン結合」に当たる")]
        linked = [one for one in met if one.find("a") is not None]
        inline = [one for one in met if one.find("a") is None and one.find("ul") is not None]
        assert linked and inline
        assert all("→ 不明" in text_of(one) for one in linked)
        assert all("→ 真" in text_of(one) for one in inline)


def _rule(fold: ET.Element) -> str | None:
    codes = fold.findall("summary/code")
    return codes[0].text if codes and fold.find("summary/strong") is not None else None
