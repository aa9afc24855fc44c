"""The shipped policies as a whole: what there is of rules, groups of facts and riders (what else holds is linted and tested)."""

from __future__ import annotations

from pathlib import Path

from tenken import Tenken
from tenken.policy.folders import DATA_FOLDERS

POLICIES = Path(__file__).parents[2] / "policies"
RULES = sorted(path for path in POLICIES.glob("*/*.yaml") if path.parent.name not in DATA_FOLDERS)


def test_there_are_many_rules_and_every_file_is_one(tenken: Tenken) -> None:
    assert len(RULES) >= 160
    assert {path.stem for path in RULES} == set(tenken.policy.rules)
    assert {path.parent.name for path in RULES} == {rule.family for rule in tenken.policy.rules.values()}


def test_the_thirteen_groups(tenken: Tenken) -> None:
    assert set(tenken.policy.vocabulary.groups) == {
        "procedure", "purpose", "data", "number_use", "link", "access", "logs",
        "retention", "entrustment", "media", "people", "assessment", "incident",
    }  # fmt: skip


def test_every_rider_names_real_precedents(tenken: Tenken) -> None:
    known = {path.stem for path in (POLICIES.parent / "cases" / "precedents").glob("*.json")}
    for rider in tenken.policy.riders.values():
        assert set(rider.precedents) <= known, rider.id
