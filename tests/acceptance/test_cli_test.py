"""`tenken policy test`: what a new author gets wrong is told, and what is suggested mends it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from rich.cells import cell_len

Run = Callable[..., Result]

HEAD = """id: media-few
title:
  ja: "媒体に写すのは1,000人まで"
  en: "No more than 1,000 people on media"
provision: council-practice.removable-media
force: practice
when:
  media.removable_used: true
require:
  data.subjects_count: {at_most: 1000}
because:
  ja: "なくしたときの害は人数で決まる。"
  en: "What a loss does depends on how many people it concerns."
fail:
  ja: "{data.subjects_count}人を写している。1,000人以下に分ける。"
  en: "{data.subjects_count} people are copied. Split them into parts of 1,000 or fewer."
"""
PASS = """  - name: "300人"
    facts: {media: {removable_used: true}, data: {subjects_count: 300}}
    expect: pass
"""
BOUND = """  - name: "1,000人"
    facts: {media: {removable_used: true}, data: {subjects_count: 1000}}
    expect: pass
"""
FAIL = """  - name: "1,001人"
    facts: {media: {removable_used: true}, data: {subjects_count: 1001}}
    expect: fail
"""
REST = """  - name: "人数の記載なし"
    facts: {media: {removable_used: true}}
    expect: open
  - name: "媒体を使わない"
    facts: {media: {removable_used: false}, data: {subjects_count: 300}}
    expect: not_applicable
  - name: "媒体を使うかどうかの記載なし"
    facts: {data: {subjects_count: 300}}
    expect: open
"""
GREEN = PASS + BOUND + FAIL + REST
FAULTY = 'name: "1,001人"'
FILE = "safeguards/media-few.yaml"
CONCEPT = """few-people:
  title: {ja: "少人数", en: "Few people"}
  when: {data.subjects_count: {at_most: 10}}
  examples:
    - name: "3人"
      facts: {data: {subjects_count: 3}}
      expect: true
"""


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a rule of a municipality's own with these examples, and more before them, and goes where it stands."""
    monkeypatch.chdir(tmp_path)

    def make(examples: str, more: str = "") -> Path:
        path = tmp_path / "ours" / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{HEAD}{more}examples:\n{examples}", encoding="utf-8")
        return path

    return make


@pytest.fixture
def run_ours(run: Run) -> Run:
    """Runs `policy test` on that folder."""
    return lambda *args: run("policy", "test", "--policies", "ours", *args)


def line_of(path: Path, words: str) -> int:
    """The line (from 1) on which these words stand first."""
    content = path.read_text(encoding="utf-8")
    return content[: content.index(words)].count("\n") + 1


def unwrapped(shown: str) -> str:
    """What stands on the screen, without the breaks of its lines."""
    return re.sub(r"\n\s+", " ", shown)


def test_what_is_as_it_should_be(ours: Any, run_ours: Run) -> None:
    ours(GREEN)
    found = run_ours("--mutate", "--lang", "en")
    assert found.exit_code == 0
    assert "1 rule, 0 concepts, 6 examples" in found.stdout
    assert "all as expected" in found.stdout
    assert "100% (8/8)" in found.stdout


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_wrong_verdict_is_told_with_its_line_both_verdicts_and_a_remedy(ours: Any, run_ours: Run, lang: str) -> None:
    path = ours(GREEN.replace("expect: fail", "expect: pass"))
    found = run_ours("--lang", lang)
    shown = unwrapped(found.stdout)
    assert found.exit_code == 1
    assert f"ours/{FILE}:{line_of(path, FAULTY)}:5 1,001人 [media-few]" in re.sub(" +", " ", shown)
    if lang == "ja":
        assert "期待は「適合」、実際は「不適合」" in shown
        assert "対処: 例の事実か expect を直すか、ルールを直す" in shown
    else:
        assert "expected pass, is fail" in shown
        assert "remedy: mend the example's facts or its expect, or the rule" in shown
    assert max(map(cell_len, found.stdout.splitlines())) <= 80


def test_the_same_as_data(ours: Any, run_ours: Run) -> None:
    path = ours(GREEN.replace("expect: fail", "expect: pass"))
    report = json.loads(run_ours("-o", "json").stdout)
    assert (report["rules"], report["examples"], report["failed"]) == (1, 6, 1)
    (subject,) = report["subjects"]
    assert subject["failed"] == [{"line": line_of(path, FAULTY), "name": "1,001人", "expected": "pass", "is": "fail"}]


def test_an_example_with_a_misspelt_fact_is_told_and_counts_once(ours: Any, run_ours: Run) -> None:
    wrong = FAIL.replace("removable_used", "removable_usd").replace("subjects_count", "subject_count")
    path = ours(PASS + BOUND + wrong + REST)
    found = run_ours("--lang", "en")
    shown = unwrapped(found.stdout)
    assert found.exit_code == 1
    assert "1 not as expected" in shown
    assert shown.count(f"ours/{FILE}:{line_of(path, FAULTY)}:5") == 2
    assert "'media.removable_used'" in shown
    assert "'data.subjects_count'" in shown
    # What the example would have shown is lacking now.
    assert "no example in which it is false" in shown


@pytest.mark.parametrize(
    ("lang", "told", "words"),
    [
        (
            "ja", "どの例も気づかない変異 1件",
            "「対象となる人数・件数」が1000人（件）以下 → 「対象となる人数・件数」が999人 （件）以下",
        ),
        (
            "en", "Mutants that no example notices: 1 case",
            '"Number of people or cases" is at most 1000 people or cases → '
            '"Number of people or cases" is at most 999 people or cases',
        ),
    ],
)  # fmt: skip
def test_a_missing_boundary_is_shown_as_the_line_before_and_after_and_in_words(
    ours: Any, run_ours: Run, lang: str, told: str, words: str
) -> None:
    path = ours(GREEN.replace(BOUND, ""))
    assert run_ours("--lang", lang).exit_code == 0, "each test is shown: only a mutant tells"
    found = run_ours("--mutate", "--lang", lang)
    rows = [row.strip() for row in found.stdout.splitlines()]
    assert found.exit_code == 1
    assert told in rows
    start = next(
        place for place, row in enumerate(rows) if row.startswith(f"1. ours/{FILE}:{line_of(path, 'at_most')}")
    )
    shown = rows[start:]
    assert "require/data.subjects_count/at_most -> 999" in unwrapped(found.stdout)
    before = shown.index("- data.subjects_count: {at_most: 1000}")
    assert shown[before + 1] == "+ data.subjects_count: {at_most: 999}"
    assert words in unwrapped(found.stdout)
    assert max(map(cell_len, found.stdout.splitlines())) <= 80


def suggested(shown: str) -> str:
    """The examples to add, as they stand on the screen."""
    return shown[re.search(r"^ *- name: ", shown, re.MULTILINE).start() :]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("examples", "lang"),
    [
        (PASS, "ja"),
        (GREEN.replace(BOUND, ""), "en"),
        (BOUND + FAIL, "ja"),
        (re.sub("^  ", "", PASS, flags=re.MULTILINE), "en"),
    ],
    ids=["one example", "no boundary", "no other verdict", "unindented"],
)
def test_what_is_suggested_makes_the_rule_as_it_should_be_once_pasted(
    ours: Any, run_ours: Run, examples: str, lang: str
) -> None:
    path = ours(examples)
    found = run_ours("--mutate", "--suggest", "--lang", lang)
    assert found.exit_code == 1
    path.write_text(path.read_text(encoding="utf-8") + suggested(found.stdout), encoding="utf-8")
    again = run_ours("--mutate", "--suggest")
    assert again.exit_code == 0, again.stdout + again.stderr
    assert "足せばよい例" not in again.stdout


def test_what_is_suggested_for_a_concept_can_be_pasted_too(ours: Any, run_ours: Run) -> None:
    path = ours(GREEN).parents[1] / "concepts" / "own.yaml"
    path.parent.mkdir()
    path.write_text(CONCEPT, encoding="utf-8")
    found = run_ours("--mutate", "--suggest")
    path.write_text(CONCEPT + suggested(found.stdout), encoding="utf-8")
    assert run_ours("--mutate").exit_code == 0


def test_suggestions_as_data(ours: Any, run_ours: Run) -> None:
    path = ours(PASS)
    (subject,) = json.loads(run_ours("--suggest", "--mutate", "-o", "json").stdout)["subjects"]
    added = "".join(f"{example}\n" for example in subject["suggested"])
    path.write_text(
        path.read_text(encoding="utf-8") + re.sub("^", "  ", added, flags=re.MULTILINE).rstrip(" "), "utf-8"
    )
    assert run_ours("--mutate").exit_code == 0
    (subject,) = json.loads(run_ours("-o", "json").stdout)["subjects"]
    assert subject["suggested"] == []


SURVIVOR = """survivors:
  - mutant: "{}"
    because:
      ja: "999人と1,000人の間に人はいない。"
      en: "There is nobody between 999 and 1,000."
"""
MUTANT = "require/data.subjects_count/at_most -> 999"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_survivor_explained_in_the_rules_own_file_is_accepted_and_shown(ours: Any, run_ours: Run, lang: str) -> None:
    ours(GREEN.replace(BOUND, ""), SURVIVOR.format(MUTANT))
    found = run_ours("--mutate", "--lang", lang)
    shown = unwrapped(found.stdout)
    assert found.exit_code == 0
    assert ("区別できないと説明された変異" if lang == "ja" else "Mutants explained as impossible to notice") in shown
    assert MUTANT in shown
    assert ("999人と1,000人の間に人はいない。" if lang == "ja" else "There is nobody between 999 and 1,000.") in shown
    report = json.loads(run_ours("--mutate", "-o", "json").stdout)
    assert report["mutation"]["survived"] == 1
    assert report["subjects"][0]["survivors"][0]["explained"]["en"] == "There is nobody between 999 and 1,000."


@pytest.mark.parametrize(
    ("mutant", "why"),
    [(MUTANT, "an example notices it"), ("require/data.subjects_count/at_most -> 998", "there is none of that name")],
)
def test_an_explanation_of_no_survivor_is_told(ours: Any, run_ours: Run, mutant: str, why: str) -> None:
    path = ours(GREEN, SURVIVOR.format(mutant))
    found = run_ours("--mutate")
    assert found.exit_code == 1, why
    shown = unwrapped(found.stdout)
    assert "当たらない説明 1件" in shown
    assert mutant in shown
    assert f"ours/{FILE}:{line_of(path, 'survivors:') + 1}" in shown
    assert run_ours().exit_code == 0, "without mutants nothing is known of it"


def test_a_path_selects_a_file_a_folder_or_several(run: Run, repo: Path) -> None:
    def tested(*paths: str) -> tuple[int, set[str]]:
        report = json.loads(run("policy", "test", *(repo / "policies" / path for path in paths), "-o", "json").stdout)
        return report["rules"], {subject["file"] for subject in report["subjects"]}

    files = sorted((repo / "policies" / "log-retention").glob("*.yaml"))
    assert tested("log-retention") == (len(files), {str(path) for path in files})
    one, other = files[0], repo / "policies" / "concepts" / "online-link.yaml"
    assert tested(f"log-retention/{one.name}") == (1, {str(one)})
    assert tested(f"log-retention/{one.name}", "concepts/online-link.yaml") == (1, {str(one), str(other)})


def test_a_law_is_tested_with_the_rules_that_rest_on_it(run: Run, repo: Path) -> None:
    """Its days are noticed by their examples, wherever they stand."""
    report = json.loads(
        run("policy", "test", "--mutate", repo / "policies" / "laws" / "card-order.yaml", "-o", "json").stdout
    )
    assert report["rules"] >= 1
    assert {one["id"].partition(".")[0] for one in report["provisions"]} == {"card-order"}
    assert sum(one["mutation"]["killed"] for one in report["provisions"]) >= 1
    assert report["mutation"]["survived"] == 0


@pytest.mark.parametrize("path", ["nowhere.yaml", "policies/vocabulary/media.yaml", "README.md"])
def test_a_path_where_there_is_nothing_to_test_is_a_wrong_command_line(run: Run, repo: Path, path: str) -> None:
    found = run("policy", "test", repo / path, "--lang", "en")
    assert (found.exit_code, found.stdout) == (2, "")
    assert str(repo / path) in found.stderr
    assert "holds no rule, concept or law of the policies to test" in found.stderr
    assert "name a file of a rule, concepts or a law" in found.stderr


def test_a_rule_that_is_replaced_is_not_tested(ours: Any, run_ours: Run, repo: Path) -> None:
    replaced = "safeguards/media-beside-link.yaml"
    path = ours(GREEN)
    path.write_text(
        path.read_text(encoding="utf-8").replace("id: media-few", "id: media-few\nreplaces: media-beside-link"),
        encoding="utf-8",
    )
    found = run_ours(repo / "policies" / replaced, "--lang", "en")
    assert found.exit_code == 2
    assert "holds no rule, concept or law of the policies to test" in found.stderr
    assert json.loads(run_ours(repo / "policies" / "safeguards", path, "-o", "json").stdout)["failed"] == 0


def test_a_folder_of_ones_own_is_tested_alone(ours: Any, run_ours: Run) -> None:
    ours(PASS)
    report = json.loads(run_ours("-o", "json").stdout)
    assert [subject["id"] for subject in report["subjects"]] == ["media-few"]


def test_a_faulty_example_shows_in_every_output_of_one_run(ours: Any, run_ours: Run, tmp_path: Path) -> None:
    path = ours(GREEN.replace(BOUND, "").replace("expect: fail", "expect: pass"))
    sarif, junit = tmp_path / "test.sarif", tmp_path / "test.xml"
    found = run_ours("--mutate", "-o", f"sarif={sarif}", "-o", f"junit={junit}", "-o", "table")
    assert found.exit_code == 1
    assert "期待と違う例 1件" in found.stdout
    (log,) = json.loads(sarif.read_text(encoding="utf-8"))["runs"]
    failed = {result["ruleId"]: result for result in log["results"] if result["kind"] == "fail"}
    assert set(failed) == {"examples", "mutants"}
    region = failed["examples"]["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == line_of(path, FAULTY)
    assert "1,001人: 期待は「適合」、実際は「不適合」" in failed["examples"]["message"]["text"]
    assert "require/data.subjects_count/at_most -> 999" in failed["mutants"]["message"]["text"]
    cases = list(ET.parse(junit).getroot().iter("testcase"))
    told = ["".join(case.find("failure").itertext()) for case in cases if case.find("failure") is not None]
    assert (len(cases), len(told)) == (3, 2)
    assert any("1,001人" in words for words in told)


def test_the_shipped_policies_are_tested_whole(run: Run) -> None:
    found = run("policy", "test", "--mutate", "-o", "json")
    report = json.loads(found.stdout)
    assert {"rules", "examples", "failed", "coverage", "mutation"} <= set(report)
    assert set(report["mutation"]) == {"killed", "survived", "score"}
    assert (report["failed"], report["coverage"]) == (0, 1.0)
    assert report["rules"] >= 60
    assert report["examples"] >= 4 * report["rules"]
    assert report["mutation"]["score"] >= 0.95
    assert report["mutation"]["killed"] > report["examples"] / 2
    assert all(survivor["explained"] for one in report["subjects"] for survivor in one["survivors"])
    assert not any(one["survivors"] for one in report["provisions"])
    assert not any(one["stale"] for one in report["subjects"])
    assert found.exit_code == 0
