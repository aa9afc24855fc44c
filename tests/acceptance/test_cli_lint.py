"""`tenken policy lint`: the shipped policies are clean, and the faults that new authors make are caught."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from rich.cells import cell_len

from tenken.policy.examples import read_tests
from tenken.workbench.lint.run import LINTS

Run = Callable[..., Result]

RULE = """id: media-two-keys
title:
  ja: "媒体は二人で管理する"
  en: "Media are kept under two keys"
provision: council-practice.removable-media
force: practice
when:
  media.removable_used: true
require:
  media.recording_policy: {in: [prohibited, prohibited_in_principle]}
because:
  ja: "一人で持ち出せる媒体は、なくなっても気付けない。"
  en: "A medium that one person can take away is lost unnoticed."
fail:
  ja: "媒体への記録の方針（{media.recording_policy}）が緩い。原則として禁じる。"
  en: "The policy on recording ({media.recording_policy}) is loose. Forbid it in principle."
examples:
  - name: "禁じる"
    facts: {media: {removable_used: true, recording_policy: prohibited}}
    expect: pass
  - name: "認める"
    facts: {media: {removable_used: true, recording_policy: allowed}}
    expect: fail
  - name: "記載がない"
    facts: {media: {removable_used: true}}
    expect: open
  - name: "媒体を使わない"
    facts: {media: {removable_used: false}}
    expect: not_applicable
"""
RULE_FILE = "safeguards/media-two-keys.yaml"
RIDER = """two-keys:
  duty: {ja: "二人での管理", en: "Two keys"}
  text: {ja: "媒体は二人で管理されたい。", en: "The council asks that media be kept under two keys."}
  satisfied_by: [media.controls]
  precedents: []
"""
LAW = """id: media-rules
kind: practice
name: {ja: "媒体取扱要領", en: "Rules on media"}
short: {ja: "媒体要領", en: "Media Rules"}
provisions:
  keys:
    title: {ja: "鍵", en: "Keys"}
    evidence: V
    source: "媒体取扱要領"
    periods:
      - {from: "2016-04-01", to: "2020-04-01", article: "第3条"}
      - {from: "2020-04-01", article: "第4条"}
"""


@pytest.fixture
def ours(tmp_path: Path) -> Callable[..., Path]:
    """A municipality's own folder with these files; a rule that is as it should be is among them."""

    def make(**files: str) -> Path:
        folder = tmp_path / "ours"
        for name, content in {RULE_FILE: RULE, **files}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        return folder

    return make


def test_the_shipped_policies_are_clean(run: Run) -> None:
    found = run("policy", "lint", "-o", "json")
    report = json.loads(found.stdout)
    assert report["problems"] == []
    assert report["lints"] == list(LINTS)
    assert found.exit_code == 0


def test_every_shipped_file_is_looked_through(run: Run, repo: Path) -> None:
    files = len(list((repo / "policies").glob("*/*.yaml")))
    assert f"ファイル{files}件" in run("policy", "lint", "--lint", "loads").stdout


def test_what_is_as_it_should_be_is_clean_in_a_folder_of_its_own(run: Run, ours: Any) -> None:
    found = run("policy", "lint", "--policies", ours(), "--lang", "en")
    assert (found.stdout, found.exit_code) == (
        f"Looked through 1 file with {len(LINTS)} lints: no problems.\n",
        0,
    )


@pytest.mark.parametrize(
    ("file", "content", "lint", "line", "message", "remedy"),
    [
        (
            RULE_FILE,
            RULE.replace("  media.recording_policy: {in", "  media.recording_polcy: {in"),
            "loads", 10, "media.recording_polcy", "「media.recording_policy」ではありませんか。",
        ),
        (
            RULE_FILE,
            RULE.replace("removable_used: true\n", "removable_used: true\n  not: {media.removable_used: true}\n", 1),
            "never-applies", 7, "決して真になりません", "when（とその概念）",
        ),
        (
            RULE_FILE,
            RULE.replace('  ja: "媒体は二人で管理する"\n', ""),
            "loads", 2, "「title」に日本語の文（ja）がありません", 'ja: "…" と en: "…" の両方',
        ),
        (
            "riders/own.yaml", RIDER,
            "rider-unused", 1, "「two-keys」を付けるルールがありません", "`rider:`",
        ),
        (
            "laws/media-rules.yaml", LAW,
            "loads", 11, "2020-04-01 まで続くのに、次が 2020-04-01 に始まります", "`to: 2020-03-31`",
        ),
        (
            "safeguards/media-beside-link.yaml",
            RULE.replace("media-two-keys", "media-beside-link"),
            "loads", 1, "下のポリシーで既に使われています", "`replaces: media-beside-link`",
        ),
        (
            RULE_FILE,
            RULE.replace("removable_used: false}", "removable_used: maybe}"),
            "example-valid", 28, "true か false", "語彙",
        ),
    ],
    ids=["misspelt path", "never applies", "no Japanese", "rider unused", "periods overlap", "no replaces", "no case"],
)  # fmt: skip
def test_a_fault_is_told_with_file_line_and_remedy(
    run: Run, ours: Any, file: str, content: str, lint: str, line: int, message: str, remedy: str
) -> None:
    folder = ours(**{file: content})
    found = run("policy", "lint", "--policies", folder, "-o", "json")
    (problem,) = json.loads(found.stdout)["problems"]
    assert (problem["lint"], problem["file"], problem["line"]) == (lint, str(folder / file), line)
    assert message in problem["message"]["ja"]
    assert remedy in problem["remedy"]["ja"]
    assert set(problem["message"]) == set(problem["remedy"]) == {"ja", "en"}
    assert found.exit_code == 1


def test_a_rule_of_that_id_may_be_replaced_by_saying_so(run: Run, ours: Any) -> None:
    replaced = RULE.replace("id: media-two-keys", "id: media-beside-link\nreplaces: media-beside-link")
    folder = ours(
        **{"safeguards/media-beside-link.yaml": replaced.replace("二人で管理", "三人で管理").replace("two", "three")}
    )
    found = run("policy", "lint", "--policies", folder, "-o", "json")
    assert json.loads(found.stdout)["problems"] == []


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_problems_are_shown_by_file(run: Run, ours: Any, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ours(**{"riders/own.yaml": RIDER, RULE_FILE: RULE.replace('  - name: "記載がない"', '  - name: "認める"')})
    monkeypatch.chdir(folder)
    found = run("policy", "lint", "--policies", ".", "--lang", lang)
    rows = found.stdout.splitlines()
    assert rows.index("riders/own.yaml") < rows.index(RULE_FILE)
    assert rows[rows.index("riders/own.yaml") + 1].startswith("  - own.yaml:1:1  rider-unused  ")
    assert rows[rows.index(RULE_FILE) + 1].startswith("  - media-two-keys.yaml:24:5  example-names  ")
    assert sum(row.startswith("    対処: " if lang == "ja" else "    remedy: ") for row in rows) == 2
    assert rows[-1].endswith("問題が2件あります。" if lang == "ja" else "2 problems.")
    assert max(map(cell_len, rows)) <= 80
    assert found.exit_code == 1


def test_one_lint_may_be_asked_for(run: Run, ours: Any) -> None:
    folder = ours(**{"riders/own.yaml": RIDER, RULE_FILE: RULE.replace("expect: open", "expect: fail")})
    report = json.loads(run("policy", "lint", "--policies", folder, "--lint", "rider-unused", "-o", "json").stdout)
    assert [problem["lint"] for problem in report["problems"]] == report["lints"] == ["rider-unused"]
    both = run(
        "policy", "lint", "--policies", folder, "--lint", "rider-unused", "--lint", "verdict-examples", "-o", "json"
    )
    assert len(json.loads(both.stdout)["problems"]) == 2


def test_what_does_not_load_is_told_whichever_lint_was_asked_for(run: Run, ours: Any) -> None:
    folder = ours(
        **{RULE_FILE: RULE.replace("force: practice", "force: practise"), "riders/own.yaml": "two-keys:\n  duty: 1\n"}
    )
    found = run("policy", "lint", "--policies", folder, "--lint", "todo", "-o", "json")
    assert {problem["lint"] for problem in json.loads(found.stdout)["problems"]} == {"loads"}
    assert found.exit_code == 1
    assert "ほかの項目は調べられません" in run("policy", "lint", "--policies", folder).stdout


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--lint", "rider-unusd"], "did you mean 'rider-unused'?"),
        (["--policies", "nowhere"], "nowhere: "),
        (["-o", "html"], "unknown format 'html'"),
    ],
)
def test_a_wrong_command_line(run: Run, args: list[str], message: str) -> None:
    found = run("policy", "lint", *args, "--lang", "en")
    assert found.exit_code == 2
    assert message in found.stderr


def test_a_file_in_place_of_a_folder_is_a_wrong_command_line(run: Run, ours: Any) -> None:
    found = run("policy", "lint", "--policies", ours() / RULE_FILE)
    assert found.exit_code == 2
    assert found.stdout == ""


def test_pipelines_get_every_lint_and_every_problem(run: Run, ours: Any, tmp_path: Path) -> None:
    folder = ours(**{"riders/own.yaml": RIDER})
    sarif, junit = tmp_path / "lint.sarif", tmp_path / "lint.xml"
    found = run("policy", "lint", "--policies", folder, "-o", f"sarif={sarif}", "-o", f"junit={junit}", "-o", "table")
    assert found.exit_code == 1
    (log,) = json.loads(sarif.read_text(encoding="utf-8"))["runs"]
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == list(LINTS)
    (failed,) = [result for result in log["results"] if result["kind"] == "fail"]
    assert (failed["ruleId"], failed["level"]) == ("rider-unused", "error")
    assert failed["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    passed = {result["ruleId"] for result in log["results"] if result["kind"] == "pass"}
    assert passed == set(LINTS) - {"rider-unused"}
    suites = ET.parse(junit).getroot()
    assert [test.get("name") for test in suites.iter("testcase") if test.find("failure") is not None] == [
        "rider-unused two-keys"
    ]


def told_apart(run: Run, folder: Path, tmp_path: Path) -> tuple[dict[str, str], list[str]]:
    """What pipelines know failures by: the messages by fingerprint, and the names of the tests."""
    sarif, junit = tmp_path / "lint.sarif", tmp_path / "lint.xml"
    run("policy", "lint", "--policies", folder, "-o", f"sarif={sarif}", "-o", f"junit={junit}")
    (log,) = json.loads(sarif.read_text(encoding="utf-8"))["runs"]
    failed = [result for result in log["results"] if result["kind"] == "fail"]
    prints = {one["partialFingerprints"]["tenkenSubjectCheck/v1"]: one["message"]["text"] for one in failed}
    assert len(prints) == len(failed)
    tests = ET.parse(junit).getroot().iter("testcase")
    return prints, [test.get("name", "") for test in tests if test.find("failure") is not None]


def test_pipelines_tell_problems_of_one_lint_in_one_file_apart(run: Run, ours: Any, tmp_path: Path) -> None:
    """By what they are about, which a line added above does not change."""
    broken = RULE
    for ended in ("気付けない。", "lost unnoticed.", "in principle."):
        broken = broken.replace(ended, ended[:-1])
    prints, names = told_apart(run, ours(**{RULE_FILE: broken}), tmp_path)
    assert names == [f"sentence-form {path}" for path in ("because.ja", "because.en", "fail.en")]
    assert told_apart(run, ours(**{RULE_FILE: f"# ours\n\n{broken}"}), tmp_path) == (prints, names)


def test_no_rule_of_the_shipped_ones_is_without_examples(tenken: Any) -> None:
    """The lints on examples look at something."""
    assert all(len(read_tests(rule).examples) >= 4 for rule in tenken.policy.rules.values())


@pytest.mark.parametrize(
    ("lang", "remedy"),
    [
        ("ja", "対処: `force: practice` と、半角のコロンと空白で書いてください。"),
        ("en", "remedy: write `force: practice`,"),
    ],
)
@pytest.mark.parametrize("command", [("policy", "lint"), ("policy", "test"), ("check",)])
def test_whatever_reads_the_policies_tells_the_remedy(
    run: Run, ours: Any, repo: Path, command: tuple[str, ...], lang: str, remedy: str
) -> None:
    folder = ours(**{RULE_FILE: RULE.replace("force: practice", "force：practice")})
    cases = [repo / "cases/precedents/odawara-72-u.json"] if command == ("check",) else []
    found = run(*command, *cases, "--policies", folder, "--lang", lang)
    said = " ".join((found.stdout + found.stderr).split())
    assert f"{Path(RULE_FILE).name}:6:1" in said
    assert remedy in said
    assert found.exit_code == (1 if "lint" in command else 2)


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ('"2021-02-30"', "2021年2月の日は 01 から 28 まで"),
        ("2021/3/1", '"2021-03-01" と書いて'),
        ("令和3年3月", '"2021-03"'),
    ],
)
def test_a_date_of_an_example_that_cannot_be_is_told_how_to_write(
    run: Run, ours: Any, written: str, remedy: str
) -> None:
    facts = "facts: {media: {removable_used: false}"
    folder = ours(**{RULE_FILE: RULE.replace(facts, f"{facts}, assessment: {{comment_from: {written}}}", 1)})
    problems = json.loads(run("policy", "lint", "--policies", folder, "-o", "json").stdout)["problems"]
    (problem,) = [one for one in problems if one["lint"] == "example-valid"]
    assert remedy in problem["remedy"]["ja"]
