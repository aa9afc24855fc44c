"""`tenken check`: what is shown, in which formats and languages, and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len

Run = Callable[..., Result]
Changed = Callable[..., Path]


def test_the_table_says_what_failed_why_and_what_to_ask(run: Run, usb_case: Path) -> None:
    shown = run("check", usb_case).stdout
    assert "小田原市 生活支援課" in shown
    assert "付帯意見付き承認" in shown
    assert "[media-beside-link]" in shown
    assert "「外部記録媒体の利用」＝はい [odawara-72.txt:420]" in shown
    assert "[推奨] 外部記録媒体の管理 [removable-media]" in shown
    assert "前例: odawara-72-u" in shown
    assert "15. " in shown
    assert "--all で全部を表示" in shown


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_table_fits_eighty_columns_without_colour(run: Run, repo: Path, lang: str) -> None:
    shown = run("check", repo / "cases" / "precedents", "--lang", lang).stdout
    assert max(cell_len(row) for row in shown.splitlines()) <= 80
    assert "\x1b" not in shown


def test_recommended_riders_come_first(run: Run, repo: Path) -> None:
    shown = run("check", repo / "cases" / "precedents" / "ueda-2021-card-reservation.json", "--lang", "en").stdout
    assert shown.rindex("[recommended]") < shown.index("[if unanswered]")


def test_all_shows_every_finding(run: Run, usb_case: Path, tenken: Any) -> None:
    shown = run("check", usb_case, "--all", "-o", "markdown").stdout
    assert all(rule in shown for rule in tenken.policy.rules)


def test_both_languages(run: Run, usb_case: Path) -> None:
    english = run("check", usb_case, "--lang", "en").stdout
    assert "approve with riders" in english
    assert "Fact: Removable media are used = yes [odawara-72.txt:420]" in english


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"LANG": "en_US.UTF-8"}, "Opinion"),
        ({"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, "見込み"),
        ({"LANG": "C"}, "見込み"),
        ({"LANG": "de_DE.UTF-8"}, "見込み"),
        ({"LANG": ""}, "見込み"),
    ],
)
def test_the_language_is_the_locales_else_japanese(run: Run, usb_case: Path, env: dict[str, str], word: str) -> None:
    assert word in run("check", usb_case, env=env).stdout


def test_json_is_the_report_in_either_language(run: Run, usb_case: Path) -> None:
    from jsonschema import Draft202012Validator

    japanese, english = (run("check", usb_case, "-o", "json", "--lang", lang).stdout for lang in ("ja", "en"))
    assert japanese == english
    report = json.loads(japanese)
    case = report["cases"][0]
    assert case["opinion"] == "approve_with_riders"
    assert sum(case["counts"].values()) == len(case["findings"])
    schema = json.loads(run("schema", "report").stdout)
    Draft202012Validator(schema).validate(report)


def test_several_outputs_in_one_run(run: Run, usb_case: Path, tmp_path: Path) -> None:
    outputs = {name: tmp_path / f"out.{name}" for name in ("json", "markdown", "table")}
    options = [part for name, path in outputs.items() for part in ("-o", f"{name}={path}")]
    result = run("check", usb_case, *options, "-o", "table")
    assert "見込み" in result.stdout
    assert json.loads(outputs["json"].read_text(encoding="utf-8"))["cases"]
    assert outputs["markdown"].read_text(encoding="utf-8").startswith("# 生活保護")
    assert "付帯意見付き承認" in outputs["table"].read_text(encoding="utf-8")


def test_two_outputs_cannot_share_the_screen(run: Run, usb_case: Path) -> None:
    result = run("check", usb_case, "-o", "json", "-o", "table")
    assert result.exit_code == 2
    assert "画面に出せる形式は一つ" in result.stderr


def test_an_unknown_format_lists_the_known_ones(run: Run, usb_case: Path) -> None:
    result = run("check", usb_case, "-o", "jsn", "--lang", "en")
    assert result.exit_code == 2
    assert (
        "unknown format 'jsn'; known are table, json, markdown, html, docx, xlsx, sarif, junit. did you mean 'json'?"
        in result.stderr
    )


def test_an_output_that_cannot_be_written_is_named(run: Run, usb_case: Path, tmp_path: Path) -> None:
    result = run("check", usb_case, "-o", f"json={tmp_path / 'no' / 'out.json'}")
    assert result.exit_code == 2
    assert "out.json: 書き込めません" in result.stderr


def test_standard_input(run: Run, usb_case: Path) -> None:
    result = run("check", "-", "-o", "json", stdin=usb_case.read_bytes())
    assert json.loads(result.stdout)["cases"][0]["id"] == "odawara-72-u"


def test_a_folder_is_all_its_cases_with_an_overview(run: Run, repo: Path, usb_case: Path) -> None:
    result = run("check", repo / "cases" / "precedents", usb_case)
    assert "まとめ 13件" in result.stdout


class TestExitCodes:
    """0 nothing, 1 failed, 3 open, at or above --fail-on."""

    def test_open_findings_give_3_unless_allowed(self, run: Run, usb_case: Path) -> None:
        assert run("check", usb_case).exit_code == 3
        assert run("check", usb_case, "--allow-open").exit_code == 0

    def test_a_failure_counts_from_its_force_on(self, run: Run, usb_case: Path) -> None:
        assert run("check", usb_case, "--fail-on", "practice").exit_code == 1
        assert run("check", usb_case, "--fail-on", "guideline", "--allow-open").exit_code == 0

    def test_only_the_rules_asked_for_count(self, run: Run, usb_case: Path) -> None:
        assert run("check", usb_case, "--rule", "media-beside-link", "--fail-on", "practice").exit_code == 1
        assert run("check", usb_case, "--rule", "media-beside-link").exit_code == 0

    def test_an_unknown_force_is_a_usage_error(self, run: Run, usb_case: Path) -> None:
        assert run("check", usb_case, "--fail-on", "law").exit_code == 2


def test_rule_shows_only_that_rule(run: Run, usb_case: Path) -> None:
    report = json.loads(run("check", usb_case, "--rule", "media-beside-link", "-o", "json").stdout)
    assert [one["rule"] for one in report["cases"][0]["findings"]] == ["media-beside-link"]
    assert [one["id"] for one in report["cases"][0]["riders"]] == ["removable-media"]


def test_an_unknown_rule_offers_the_nearest(run: Run, usb_case: Path) -> None:
    result = run("check", usb_case, "--rule", "media-beside-lnk", "--lang", "en")
    assert result.exit_code == 2
    assert "no rule 'media-beside-lnk'" in result.stderr
    assert "did you mean 'media-beside-link'?" in result.stderr


def test_municipality_takes_the_cases_to_another_city(run: Run, usb_case: Path) -> None:
    report = json.loads(run("check", usb_case, "--municipality", "ueda", "-o", "json").stdout)
    assert report["cases"][0]["municipality"] == report["cases"][0]["case"]["municipality"] == "ueda"
    wrong = run("check", usb_case, "--municipality", "uedo")
    assert wrong.exit_code == 2
    assert "「ueda」ではありませんか" in wrong.stderr


def test_after_the_reform_no_online_link_rule_applies_and_the_reason_is_said(run: Run, changed: Changed) -> None:
    case = changed(consulted_on="2023-05-01", starts_on="2023-06")
    shown = run("check", case, "-o", "markdown").stdout
    assert "オンライン結合: 該当するルールなし。" in shown
    assert "2023-03-31" in shown


def test_as_of_changes_the_law_and_not_the_dates(run: Run, usb_case: Path) -> None:
    report = json.loads(run("check", usb_case, "--as-of", "2023-05-01", "-o", "json").stdout)
    case = report["cases"][0]
    assert (report["as_of"], case["consulted_on"]) == ("2023-05-01", "2018-02-02")
    assert {one["verdict"] for one in case["findings"] if one["family"] == "online-link"} == {"not_applicable"}


def test_as_of_must_be_a_real_date(run: Run, usb_case: Path) -> None:
    result = run("check", usb_case, "--as-of", "2023-02-30")
    assert result.exit_code == 2
    assert "2023-02-30" in result.stderr


def test_a_case_cannot_steer_the_terminal(run: Run, changed: Changed) -> None:
    assert "\x1b" not in run("check", changed(title="\x1b[2Jred")).stdout
