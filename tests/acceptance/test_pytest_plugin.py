"""Regression tests of a municipality: nothing but its cases, its policies, and `pytest --tenken-cases`."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from guides import Change, Run, Write, steps

RULE = """\
id: media-volume
title: {ja: "媒体で運ぶのは上限の人数まで", en: "Media carry no more than so many people"}
provision: council-practice.removable-media
force: practice
when: {media.removable_used: true}
require: {data.subjects_count: {at_most: 10000}}
because: {ja: "紛失したときに影響を受ける人を限る。", en: "It limits how many a loss would affect."}
fail: {ja: "{data.subjects_count}を媒体で運ぶ。", en: "{data.subjects_count} people are carried on media."}
rider: removable-media
"""
HEAD = {"municipality": "default", "consulted_on": "2022-06-01", "starts_on": "2022-10", "stage": "final"}
CASES: dict[str, dict[str, Any]] = {
    "meals": {"title": "給食費の徴収", "facts": {"media": {"removable_used": True}, "data": {"subjects_count": 5000}}},
    "library": {"title": "図書館の予約", "facts": {"media": {"removable_used": False}}},
}
TESTED = ("--tenken-cases", "cases", "--tenken-policies", "policies")

ENVIRONMENT = {"LANG": "ja_JP.UTF-8", "COLUMNS": "80", "PYTEST_ADDOPTS": "-p no:hypothesispytest"}
"""A municipality has no hypothesis, which would be a third of each run."""


@dataclass(frozen=True)
class City:
    """A municipality's folder outside the checkout, in which pytest is run as its people run it."""

    folder: Path

    def write(self, file: str, content: str) -> Path:
        """A file of the folder with this text."""
        target = self.folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
        return target

    def pytest(self, *args: str, at: str = ".", code: int = 0, **env: str) -> str:
        """What a run prints; it ends with this code, and shows no traceback."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "LC_", "LANG"))}
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *args],
            cwd=self.folder / at,
            env={**kept, **ENVIRONMENT, **env},
            capture_output=True,
            encoding="utf-8",
        )
        shown = run.stdout + run.stderr
        assert run.returncode == code, shown
        assert "Traceback (most" not in shown
        return shown

    def snapshots(self) -> set[str]:
        """The cases whose findings were accepted."""
        return {path.name for path in (self.folder / "cases" / "__snapshots__").glob("*")}


def new_city(folder: Path) -> City:
    """Two cases and one rule of the city's own; nothing was accepted yet."""
    city = City(folder)
    for id_, case in CASES.items():
        city.write(f"cases/{id_}.json", json.dumps({"id": id_, **HEAD, **case}, ensure_ascii=False))
    city.write("policies/safeguards/media-volume.yaml", RULE)
    return city


@pytest.fixture
def city(tmp_path: Path) -> City:
    """The city before its first run."""
    return new_city(tmp_path)


@pytest.fixture(scope="module")
def accepted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after its first `--snapshot-update`, run once for all tests."""
    folder = tmp_path_factory.mktemp("city")
    new_city(folder).pytest(*TESTED, "--snapshot-update")
    return folder


@pytest.fixture
def accepted(accepted_once: Path, tmp_path: Path) -> City:
    """The city with its findings accepted."""
    return City(Path(shutil.copytree(accepted_once, tmp_path / "city")))


def tighten(city: City) -> None:
    """The city's rule with a lower bound: the school meals no longer meet it."""
    city.write("policies/safeguards/media-volume.yaml", RULE.replace("10000", "1000"))


def test_the_first_run_asks_for_acceptance(city: City) -> None:
    first = city.pytest(*TESTED, code=1)
    assert "受け入れた結果がまだありません。今の結果:\n  自治体: " in first
    assert (
        "確かめて受け入れるには: pytest --tenken-cases cases/meals.json --tenken-policies policies --snapshot-update"
        in first
    )
    assert "FAILED cases/meals.json::meals" in first
    assert not city.snapshots()


def test_what_was_accepted_is_held_on_any_screen(accepted: City) -> None:
    assert accepted.snapshots() == {"library.txt", "meals.txt"}
    assert "2 passed" in accepted.pytest(*TESTED, LANG="en_US.UTF-8", COLUMNS="40")


def test_what_is_accepted_can_be_read_and_names_no_machine(accepted: City) -> None:
    text = (accepted.folder / "cases" / "__snapshots__" / "meals.txt").read_text(encoding="utf-8")
    assert text.startswith("給食費の徴収 [meals]\n")
    assert "\n見込み: 承認\n\n付帯意見の案\n[未回答なら] " in text
    assert "\n■ 安全管理\n" in text
    assert "\n[適合] 媒体で運ぶのは上限の人数まで（慣行） [media-volume]\n[" in text
    assert "\n  足りない事実: link.used\n" in text
    assert "sha256" not in text
    assert not re.search(r"(^|\s)/\w", text)


def test_a_tightened_rule_moves_a_verdict_and_is_accepted(accepted: City) -> None:
    tighten(accepted)
    shown = accepted.pytest(*TESTED, code=1)
    told = shown[shown.index("見込み: ") : shown.index("受け入れた結果: ")].splitlines()
    assert told == [
        "見込み: 承認 → 付帯意見付き承認",
        "    理由: 媒体で運ぶのは上限の人数まで [media-volume]",
        "付帯意見: 外部記録媒体の管理 [removable-media]: 未回答なら → 推奨",
        "媒体で運ぶのは上限の人数まで [media-volume]: 適合 → 不適合",
        "    5000人（件）を媒体で運ぶ。",
        "    根拠: 審議会の慣行（外部記録媒体の管理）",
    ]
    assert "この変化を受け入れるには: pytest --tenken-cases cases/meals.json " in shown
    assert "1 failed, 1 passed" in shown
    assert "1 snapshot updated" in accepted.pytest(*TESTED, "--snapshot-update")
    text = (accepted.folder / "cases" / "__snapshots__" / "meals.txt").read_text(encoding="utf-8")
    assert "\n[不適合] 媒体で運ぶのは上限の人数まで（慣行） [media-volume]\n  5000人（件）を媒体で運ぶ。\n" in text


def test_the_shipped_policies_are_tested_where_a_city_has_none(accepted: City) -> None:
    shown = accepted.pytest("--tenken-cases", "cases", "-k", "library", code=1)
    assert "なくなったルール: 媒体で運ぶのは上限の人数まで [media-volume]: 非該当\n" in shown


def test_a_deleted_case_is_told_and_then_forgotten(accepted: City) -> None:
    (accepted.folder / "cases" / "library.json").unlink()
    accepted.write("cases/__snapshots__/README.md", "ours")
    assert "1 snapshot passed. 1 snapshot unused." in accepted.pytest(*TESTED, code=1)
    assert "1 unused snapshot deleted" in accepted.pytest(*TESTED, "--snapshot-update")
    assert accepted.snapshots() == {"meals.txt", "README.md"}


def test_a_broken_case_fails_alone_and_keeps_what_was_accepted(accepted: City) -> None:
    accepted.write("cases/library.json", '{"id": "library",\n "titel": 1}')
    shown = accepted.pytest(*TESTED, "--snapshot-update", code=1)
    assert "cases/library.json:2:" in shown
    assert "1 failed, 1 passed" in shown
    assert "library.txt" in accepted.snapshots()


def test_stopping_early_forgets_nothing(accepted: City) -> None:
    accepted.write("cases/a-first.json", "{")
    shown = accepted.pytest(*TESTED, "-x", "--snapshot-update", code=1)
    assert "1 failed in" in shown
    assert accepted.snapshots() == {"library.txt", "meals.txt"}


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_broken_policy_is_told_once_and_before_any_case(accepted: City, workers: str) -> None:
    accepted.write("policies/safeguards/media-volume.yaml", RULE.replace("media.removable_used", "media.removable_usd"))
    shown = accepted.pytest(*TESTED, "-n", workers, code=4)
    assert shown.count("policies/safeguards/media-volume.yaml:5:") == 1
    assert "対処: 「media.removable_used」ではありませんか。" in shown
    assert "library" not in shown


def test_with_workers(accepted: City) -> None:
    tighten(accepted)
    shown = accepted.pytest(*TESTED, "-n", "2", code=1)
    assert "媒体で運ぶのは上限の人数まで [media-volume]: 適合 → 不適合" in shown
    assert "1 failed, 1 passed" in shown


def test_cases_of_the_ini_file_are_there_without_any_option(accepted: City) -> None:
    accepted.write("pytest.ini", "[pytest]\ntenken_cases = cases\ntenken_policies = policies\ntestpaths = tests\n")
    accepted.write("tests/test_own.py", "def test_own(): pass\n")
    listed = accepted.pytest("--collect-only", "-q").splitlines()[:3]
    assert listed == ["tests/test_own.py::test_own", "cases/library.json::library", "cases/meals.json::meals"]
    assert "1 passed" in accepted.pytest("../cases/meals.json::meals", at="tests")


def test_other_tests_run_only_where_they_are_named(accepted: City) -> None:
    accepted.write("tests/test_own.py", "def test_own(): pass\n")
    accepted.write("cases/test_beside.py", "def test_beside(): pass\n")
    assert "2 tests collected" in accepted.pytest(*TESTED, "--collect-only", "-q")
    assert "tests/test_own.py::test_own" in accepted.pytest("tests", *TESTED, "--collect-only", "-q")


def test_on_the_law_of_another_day(accepted: City) -> None:
    shown = accepted.pytest(*TESTED, "--tenken-as-of", "2023-04-01", "-k", "meals", code=1)
    assert "\n＋ 法令の日: 2023-04-01\n" in shown
    assert "--tenken-as-of 2023-04-01 --snapshot-update" in shown


def test_accepted_findings_that_cannot_be_read_are_told(accepted: City) -> None:
    (accepted.folder / "cases" / "__snapshots__" / "meals.txt").write_bytes(b"\xff\xfe")
    shown = accepted.pytest(*TESTED, code=1)
    assert "cases/__snapshots__/meals.txt: 受け入れた結果を読み書きできません（UTF-8 ではありません）。" in shown
    assert "1 failed, 1 passed" in shown


WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "no such folder": (("--tenken-cases", "casse"), "ERROR: casse: 見つかりません。"),
    "no cases in it": (("--tenken-cases", "policies"), "ERROR: policies: フォルダに案件（*.json）がありません。"),
    "no such policies": ((*TESTED[:3], "polices"), "ERROR: polices: 見つかりません"),
    "no such day": ((*TESTED, "--tenken-as-of", "2023-02-30"), "日付「2023-02-30」は実在しません。"),
    "no such language": ((*TESTED, "--tenken-lang", "fr"), "--tenken-lang"),
    "syrupy is missing": ((*TESTED, "-p", "no:syrupy", "--snapshot-update"), "対処: pip install 'tenken[pytest]'"),
}


@pytest.mark.parametrize(("args", "message"), WRONG.values(), ids=WRONG.keys())
def test_wrong_options_are_told_in_one_message(city: City, args: tuple[str, ...], message: str) -> None:
    shown = city.pytest(*args, code=4)
    assert message in shown
    assert shown.count("ERROR") == 1


def test_other_runs_of_pytest_do_not_meet_the_engine(city: City) -> None:
    names = "{'tenken', 'tenken_cli', 'pydantic'}"
    city.write("test_own.py", f"import sys\ndef test_own(): assert not {names} & sys.modules.keys()\n")
    assert "1 passed" in city.pytest("-q")


@pytest.mark.parametrize("half", [0, 1], ids=["ja", "en"])
def test_the_guide_shows_what_is_printed(repo: Path, tmp_path: Path, half: int) -> None:
    """Its steps are done in order: files written and changed, commands run. The English half uses the same files."""
    guide = (repo / "docs" / "regression-tests.md").read_text(encoding="utf-8")
    city, shown = City(tmp_path), 0
    for step in steps(guide):
        if isinstance(step, Write):
            city.write(step.path, step.content)
    for step in steps(guide.split("\n# ")[half]):
        match step:
            case Change(path, old, new):
                city.write(path, (city.folder / path).read_text(encoding="utf-8").replace(old, new))
            case Run(command, str(text), int(code)):
                shown += 1
                assert text in city.pytest(*command.split()[1:], code=code)
    assert shown == 3


def test_the_guide_names_every_option(repo: Path, city: City) -> None:
    guide = (repo / "docs" / "regression-tests.md").read_text(encoding="utf-8")
    options = set(re.findall(r"--tenken-[a-z-]+", city.pytest("--help")))
    assert len(options) == 4
    assert all(f"`{option}" in guide and option[2:].replace("-", "_") in guide for option in options)
