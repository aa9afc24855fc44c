"""`tenken timeline`: one case through every period of the law."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len

Run = Callable[..., Result]


def told(run: Run, case: Path, *more: str) -> Any:
    """The timeline of one case as data."""
    (one,) = json.loads(run("timeline", case, "-o", "json", *more).stdout)["cases"]
    return one


def starting(timeline: Any, first: str) -> Any:
    """The stretch that begins on a day."""
    (found,) = [one for one in timeline["stretches"] if one["from"] == first]
    return found


@pytest.fixture
def kitakyushu(repo: Path) -> Path:
    """Kitakyushu's resident register: number work, entrusted."""
    return repo / "cases" / "precedents" / "kitakyushu-2021-resident-register.json"


def test_the_stretches_cover_all_days_and_each_differs_from_the_one_before(run: Run, usb_case: Path) -> None:
    stretches = told(run, usb_case)["stretches"]
    assert stretches[0]["from"] is None
    assert stretches[-1]["to"] is None
    assert stretches[0]["changes"] is None
    for before, after in pairwise(stretches):
        assert date.fromisoformat(before["to"]) + timedelta(days=1) == date.fromisoformat(after["from"])
        changes = after["changes"]
        moved = changes["opinion"]["before"] != changes["opinion"]["after"]
        assert moved or changes["verdicts"] or changes["forces"] or changes["citations"]


def test_each_stretch_says_what_check_says_as_of_its_days(run: Run, usb_case: Path) -> None:
    for stretch in told(run, usb_case)["stretches"][1:]:
        for day in (stretch["from"], stretch["to"] or "2030-01-01"):
            (case,) = json.loads(run("check", usb_case, "--as-of", day, "-o", "json").stdout)["cases"]
            assert (case["opinion"], case["counts"]) == (stretch["opinion"], stretch["counts"])


def test_every_verdict_that_moves_names_the_provision_that_did_it(run: Run, kitakyushu: Path) -> None:
    verdicts = [one for s in told(run, kitakyushu)["stretches"][1:] for one in s["changes"]["verdicts"]]
    assert verdicts
    for one in verdicts:
        assert one["provisions"], one["rule"]
        assert all(provision["before"] != provision["after"] for provision in one["provisions"])


def test_the_online_link_rules_end_with_the_ordinance(run: Run, usb_case: Path) -> None:
    moved = {one["rule"]: one for one in starting(told(run, usb_case), "2023-04-01")["changes"]["verdicts"]}
    link = moved["online-link-outside-copy-explained"]
    assert (link["before"], link["after"], link["reason"]) == ("pass", "not_applicable", "not_in_force")
    (provision,) = link["provisions"]
    assert provision["before"]["ja"] == "小田原市個人情報保護条例第10条第2項"
    assert provision["after"] is None


def test_consent_to_re_entrustment_begins_in_2016(run: Run, kitakyushu: Path) -> None:
    moved = {one["rule"]: one for one in starting(told(run, kitakyushu), "2016-01-01")["changes"]["verdicts"]}
    consent = moved["re-entrustment-consent"]
    assert (consent["before"], consent["after"]) == ("not_applicable", "open")
    (provision,) = consent["provisions"]
    assert (provision["before"], provision["after"]["ja"]) == (None, "番号法第10条第1項")


@pytest.mark.parametrize(
    ("first", "rule", "provision", "before", "after"),
    [
        ("2017-05-30", "assessment-before-operation", "my-number-act.impact-assessment", "番号法第27条", "番号法第28条"),
        ("2021-09-01", "provision-network-statutory", "my-number-act.provision-network", "番号法第19条第7号", "番号法第19条第8号"),
    ],
)  # fmt: skip
def test_a_renumbering_moves_no_verdict_and_is_told(
    run: Run, repo: Path, first: str, rule: str, provision: str, before: str, after: str
) -> None:
    case = repo / "cases" / "precedents" / "odawara-72-u.json"
    changes = starting(told(run, case), first)["changes"]
    assert rule not in {one["rule"] for one in changes["verdicts"]}
    (cited,) = [one for one in changes["citations"] if one["rule"] == rule]
    (article,) = [one for one in cited["provisions"] if one["provision"] == provision]
    assert (article["before"]["ja"], article["after"]["ja"]) == (before, after)
    assert f"{before} → {after}" not in run("timeline", case, env={"COLUMNS": "200"}).stdout
    assert f"{before} → {after}" in run("timeline", case, "--all", env={"COLUMNS": "200"}).stdout


def test_the_cases_own_dates_may_lie_in_two_stretches(run: Run, repo: Path, changed: Any) -> None:
    two = told(run, repo / "cases" / "precedents" / "odawara-82-u.json")
    assert starting(two, "2020-05-25")["holds"] == ["consultation"]
    assert starting(two, "2022-04-01")["holds"] == ["operation"]
    imprecise = told(run, changed(consulted_on="2023-02-01", starts_on="2023"))
    assert [s["from"] for s in imprecise["stretches"] if "operation" in s["holds"]] == [
        "2022-04-01",
        "2023-04-01",
        "2023-06-09",
    ]


def test_the_cases_own_dates_stay(run: Run, changed: Any) -> None:
    """A rule on the dates themselves comes out the same under every law that has it."""
    case = changed(
        facts={"procedure.operation_started": True, "link.required_by_law": False},
        consulted_on="2018-02-02",
        starts_on="2018-01-01",
    )
    stretches = told(run, case, "--rule", "online-link-council-before-start")["stretches"]
    assert [(s["from"], s["findings"][0]["verdict"]) for s in stretches] == [
        (None, "fail"),
        ("2023-04-01", "not_applicable"),
    ]


def test_a_rule_may_be_followed_alone(run: Run, kitakyushu: Path) -> None:
    timeline = told(run, kitakyushu, "--rule", "re-entrustment-consent")
    assert [(s["from"], s["to"]) for s in timeline["stretches"]] == [(None, "2015-12-31"), ("2016-01-01", None)]
    assert [f["rule"] for s in timeline["stretches"] for f in s["findings"]] == ["re-entrustment-consent"] * 2
    shown = run("timeline", kitakyushu, "--rule", "re-entrustment-consent").stdout
    assert "2016-01-01から ◀ 諮問の日" in shown
    assert "効力なし → 番号法第10条第1項" in shown


def test_a_rule_followed_alone_tells_what_decided(run: Run, changed: Any) -> None:
    args = ("--rule", "media-beside-link", "--lang", "en")
    assert "fail (not met: Removable media are used = yes)" in run("timeline", changed(), *args).stdout
    unknown = changed(facts={"media.removable_used": None})
    assert "open (not enough is stated: Removable media are used)" in run("timeline", unknown, *args).stdout


def test_a_city_is_judged_by_its_own_wording(run: Run, usb_case: Path) -> None:
    env = {"COLUMNS": "200"}
    assert "小田原市個人情報保護条例第10条第2項" in run("timeline", usb_case, env=env).stdout
    other = run("timeline", usb_case, "--municipality", "kitakyushu", env=env).stdout
    assert "小田原市個人情報保護条例" not in other
    assert "個人情報保護条例（オンライン結合の要件）（未確認） → 効力なし" in other


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_limit_is_never_shown_raw_and_all_fits_eighty_columns(run: Run, repo: Path, lang: str) -> None:
    for case in sorted((repo / "cases" / "precedents").glob("*.json"))[::4]:
        shown = run("timeline", case, "--all", "--lang", lang).stdout
        assert "0001-01-01" not in shown
        assert "9999" not in shown
        assert max(cell_len(row) for row in shown.splitlines()) <= 80


def test_a_case_may_come_on_standard_input(run: Run, usb_case: Path) -> None:
    piped = json.loads(run("timeline", "-", "-o", "json", stdin=usb_case.read_bytes()).stdout)
    assert piped["cases"][0] == told(run, usb_case)


def test_an_unknown_rule_and_a_missing_case_are_errors(run: Run, usb_case: Path, tmp_path: Path) -> None:
    result = run("timeline", usb_case, "--rule", "media-beside-lnk")
    assert result.exit_code == 2
    assert "「media-beside-link」ではありませんか" in result.stderr
    assert run("timeline", tmp_path / "none.json").exit_code == 2
