"""The shipped policies as a whole: what there is of rules, groups of facts and riders (what else holds is linted and tested)."""

from __future__ import annotations

from pathlib import Path

from tenken import Tenken
from tenken.condition import Condition, concepts_used, paths_below
from tenken.policy.folders import DATA_FOLDERS
from tenken.policy.model import Policy

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


def test_every_rider_says_by_what_its_duty_is_met(tenken: Tenken) -> None:
    """A rule that recommends a rider asks for at least one fact that the rider names."""
    for rule in tenken.policy.rules.values():
        if rule.rider is not None:
            named = set(tenken.policy.riders[rule.rider].satisfied_by)
            assert named & _asked_for(rule.require, tenken.policy), (rule.id, rule.rider)


def _asked_for(condition: Condition, policy: Policy) -> set[str]:
    """The facts of a condition, those of its concepts included."""
    inner = (_asked_for(policy.concepts[id_].when, policy) for id_ in concepts_used(condition))
    return paths_below(condition).union(*inner)
