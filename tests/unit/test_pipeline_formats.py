"""SARIF and JUnit from outcomes of any command: what the formats themselves promise."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tenken.errors import Place
from tenken_cli.reports import junit, sarif
from tenken_cli.reports.outcomes import Check, Outcome, Outcomes, Problem, Spot


def outcomes(*given: Outcome, checks: tuple[Check, ...] = (), problems: tuple[Problem, ...] = ()) -> Outcomes:
    """The outcomes of a run of `policy lint`."""
    return Outcomes("policy lint", checks, given, "ja", problems=problems)


def failed(**given: object) -> Outcome:
    """A failure of the check `c` on the subject `s`."""
    return Outcome(**{"check": "c", "subject": "s", "kind": "fail", "level": "error", "message": "誤り", **given})  # type: ignore[arg-type]


def test_a_bare_place_is_a_location() -> None:
    run = sarif.log(outcomes(failed(place=Place("policies/a.yaml", 3, 5))))["runs"][0]
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 3, "startColumn": 5}
    assert physical["artifactLocation"]["uri"] == "policies/a.yaml"
    assert run["artifacts"][physical["artifactLocation"]["index"]]["mimeType"] == "application/yaml"


def test_one_file_by_two_names_is_one_artifact() -> None:
    named = ("a.json", "./a.json", str(Path.cwd() / "b" / ".." / "a.json"))
    run = sarif.log(outcomes(*(failed(place=Place(name, 1, 1)) for name in named)))["runs"][0]
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["a.json"]


def test_a_place_without_a_line_is_the_whole_file() -> None:
    run = sarif.log(outcomes(failed(place=Place("a.json"))))["runs"][0]
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


def test_an_outcome_without_a_place_has_no_location() -> None:
    run = sarif.log(outcomes(failed()))["runs"][0]
    assert run["results"][0]["locations"] == []
    assert "ruleIndex" not in run["results"][0]


def test_what_decided_first_is_the_location_and_the_rest_is_related() -> None:
    spots = (Spot(Place("a.json", 2, 1), "g.a", "one"), Spot(None, "g.b"), Spot(Place("a.json", 1, 1)))
    result = sarif.log(outcomes(failed(spots=spots)))["runs"][0]["results"][0]
    assert result["locations"][0]["message"] == {"text": "one"}
    assert [set(one) for one in result["relatedLocations"]] == [{"logicalLocations"}, {"physicalLocation"}]


def test_junit_without_a_group_is_told_by_subject_and_without_a_weight_by_level() -> None:
    suite = junit.report(outcomes(failed(details=("対処: 直す",), place=Place("a.yaml", 3, 5))))[0]
    test = suite.find("testcase")
    assert test is not None
    assert (test.get("classname"), test.get("name")) == ("s", "c")
    assert test[0].get("type") == "error"
    assert test[0].text == "対処: 直す\na.yaml:3:5"
    assert suite.get("package") == "tenken.policy.lint"


def test_a_key_tells_outcomes_of_one_check_on_one_subject_apart() -> None:
    given = outcomes(failed(), failed(key="a.b"), failed(key="a.c"))
    results = sarif.log(given)["runs"][0]["results"]
    assert [one["partialFingerprints"][sarif.FINGERPRINT] for one in results] == ["s/c", "s/c a.b", "s/c a.c"]
    assert {one["ruleId"] for one in results} == {"c"}
    assert [test.get("name") for test in junit.report(given).iter("testcase")] == ["c", "c a.b", "c a.c"]


def test_all_that_is_wrong_with_one_input_is_one_error() -> None:
    problems = (Problem("a.json", "一", Place("a.json", 1, 1)), Problem("a.json", "二"), Problem("b.json", "三"))
    suites = junit.report(outcomes(problems=problems))
    assert [(suite.get("name"), suite.get("errors")) for suite in suites] == [("a.json", "1"), ("b.json", "1")]
    assert suites[0].findtext("testcase/error") == "a.json:1:1: 一\n二"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
@pytest.mark.parametrize("write", [sarif.write, junit.write], ids=["sarif", "junit"])
def test_no_character_is_lost_on_the_way(write: Callable[..., None], encoding: str) -> None:
    """Whatever the stream's encoding, what arrives is UTF-8 as it says."""
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding=encoding, errors="replace") as out:
        write(outcomes(failed(message="髙橋😀\r\n")), out)
        out.flush()
        data = raw.getvalue()
    if write is sarif.write:
        assert json.loads(data.decode("utf-8"))["runs"][0]["results"][0]["message"]["text"] == "髙橋😀\r\n"
    else:
        failure = ET.fromstring(data).find("testsuite/testcase/failure")
        assert failure is not None
        assert failure.get("message") == "髙橋😀\r\n"
