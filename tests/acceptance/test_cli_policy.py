"""`tenken policy` and `tenken schema`: what the judgements rest on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len

Run = Callable[..., Result]


def test_the_list_holds_every_rule(run: Run, tenken: Any) -> None:
    rules = json.loads(run("policy", "list", "-o", "json").stdout)["rules"]
    assert [rule["id"] for rule in rules] == list(tenken.policy.rules)
    assert set(rules[0]) == {"id", "family", "force", "provision", "title", "verified"}
    assert all(rule in run("policy", "list", "-o", "markdown").stdout for rule in tenken.policy.rules)


def test_the_list_can_be_of_one_family(run: Run) -> None:
    rules = json.loads(run("policy", "list", "--family", "online-link", "-o", "json").stdout)["rules"]
    assert {rule["family"] for rule in rules} == {"online-link"}
    wrong = run("policy", "list", "--family", "online-lnk")
    assert wrong.exit_code == 2
    assert "「online-link」ではありませんか" in wrong.stderr


@pytest.mark.parametrize(("day", "article"), [("2015-06-22", "第27条"), ("2018-02-02", "第28条")])
def test_a_provision_has_the_article_of_the_day(run: Run, day: str, article: str) -> None:
    result = run("policy", "show", "my-number-act.impact-assessment", "--as-of", day, "-o", "json")
    (match,) = json.loads(result.stdout)["matches"]
    assert match["kind"] == "provision"
    assert match["citation"]["ja"] == f"番号法{article}"
    assert [period["article"] for period in match["periods"]] == ["第27条", "第28条"]


def test_a_rule_is_told_in_words(run: Run) -> None:
    shown = run("policy", "show", "media-controls", "--lang", "en").stdout
    assert '"Removable media are used" = yes' in shown
    assert "Because" in shown
    assert "Examples" in shown
    assert "[my-number-guideline.media]" in shown


def test_a_name_may_stand_for_a_rule_and_a_rider(run: Run) -> None:
    matches = json.loads(run("policy", "show", "log-review", "-o", "json").stdout)["matches"]
    assert [match["kind"] for match in matches] == ["rule", "rider"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_everything_that_has_a_name_can_be_shown(tenken: Any, lang: Any) -> None:
    from datetime import date

    from tenken_cli.pages.entries import Entries
    from tenken_cli.reports.markdown import render

    entries = Entries(tenken.policy, lang, date(2022, 6, 1))
    for name in entries.names():
        assert render(entries.page(name))
        assert json.dumps(entries.data(name))


@pytest.mark.parametrize(
    "id_", ["online-link", "removable-media", "media.controls", "odawara", "re-entrustment-consent"]
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_entries_fit_eighty_columns(run: Run, id_: str, lang: str) -> None:
    result = run("policy", "show", id_, "--lang", lang)
    assert result.exit_code == 0
    assert max(cell_len(row) for row in result.stdout.splitlines()) <= 80


def test_an_unknown_name_offers_the_nearest(run: Run) -> None:
    result = run("policy", "show", "media-control", "--lang", "en")
    assert result.exit_code == 2
    assert "did you mean 'media-controls'?" in result.stderr


def test_the_schema_of_a_case_accepts_the_precedents(run: Run, repo: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(run("schema", "case").stdout)
    Draft202012Validator.check_schema(schema)
    for path in (repo / "cases").glob("*/*.json"):
        Draft202012Validator(schema).validate(json.loads(path.read_text(encoding="utf-8")))


def test_the_schema_can_go_to_a_file(run: Run, tmp_path: Path) -> None:
    assert run("schema", "report", "-o", f"json={tmp_path / 'report.json'}").stdout == ""
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["title"] == "Report"
