"""The made-up cases: each a whole item with one known defect or none, and exactly what it has to come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenken import Assessment, Finding, Tenken
from tenken.case import Case
from tenken.opinion import at_or_above

EXAMPLES = sorted((Path(__file__).parents[2] / "cases" / "examples").glob("*.json"))
TWINS = {
    "chiba-2015-final-stage", "kitakyushu-2021-comment-period-30-days", "odawara-72-u-without-usb",
    "ueda-2021-with-screen-filters",
}  # fmt: skip
"""Made-up too, but as sparse as the precedents that they stand beside; `test_precedents` holds them."""

IDS = [path.stem for path in EXAMPLES if path.stem not in TWINS]
ACT_APPLIES, TABLE_RENUMBERED = "2023-04-01", "2024-05-27"
"""The eras: cities' own ordinances; the national Act; the Appended Table as it is now."""


@pytest.fixture(scope="module")
def cases(tenken: Tenken) -> dict[str, Case]:
    """The cases by id."""
    return {case.id: case for case in map(tenken.read, EXAMPLES) if case.id not in TWINS}


@pytest.fixture(scope="module")
def judged(tenken: Tenken, cases: dict[str, Case]) -> dict[str, Assessment]:
    """The cases, judged."""
    return {id_: tenken.judge(case) for id_, case in cases.items()}


def failing(assessment: Assessment) -> set[str]:
    """The rules that the case fails."""
    return {one.rule for one in assessment.findings if one.verdict == "fail"}


def is_open(finding: Finding) -> bool:
    """Is it open, with the force of a guideline or above, and not harmlessly so?"""
    return finding.verdict == "open" and not finding.harmless and at_or_above(finding.force, "guideline")


@pytest.mark.parametrize("id_", IDS)
def test_it_comes_to_what_it_says(cases: dict[str, Case], judged: dict[str, Assessment], id_: str) -> None:
    expected, assessment = cases[id_].expected, judged[id_]
    assert expected is not None
    assert failing(assessment) == set(expected["failing"])
    assert assessment.opinion == expected["opinion"]
    assert {one.id for one in assessment.riders if one.strength == "recommended"} == set(expected["riders"])
    assert bool(expected["failing"]) == ("defect" in expected)


@pytest.mark.parametrize("id_", IDS)
def test_nothing_of_weight_is_left_open(judged: dict[str, Assessment], id_: str) -> None:
    assert [one.rule for one in judged[id_].findings if is_open(one)] == []
    assert judged[id_].readiness >= 0.99


def test_there_are_thirty_over_all_families_eras_and_cities(tenken: Tenken, cases: dict[str, Case]) -> None:
    policy = tenken.policy
    assert len(cases) >= 30
    broken = {policy.rules[rule].family for case in cases.values() for rule in (case.expected or {})["failing"]}
    assert broken == {rule.family for rule in policy.rules.values()}
    assert {case.municipality for case in cases.values()} == set(policy.municipalities)
    starts = [case.starts_on.written for case in cases.values() if case.starts_on]
    assert sum(day < ACT_APPLIES for day in starts) >= 5
    assert sum(ACT_APPLIES <= day < TABLE_RENUMBERED for day in starts) >= 3
    assert sum(day >= TABLE_RENUMBERED for day in starts) >= 5
    assert sum(not (case.expected or {})["failing"] for case in cases.values()) >= 5


def test_a_case_is_judged_the_same_whatever_it_expects(tenken: Tenken, cases: dict[str, Case]) -> None:
    case = next(case for case in cases.values() if (case.expected or {})["failing"])
    bare = {key: value for key, value in case.raw.items() if key != "expected"}
    assert tenken.judge(tenken.case(bare)).findings == tenken.judge(case).findings
