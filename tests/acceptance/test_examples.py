"""The shipped policies as a whole: every rule judges its own examples as it says (what else holds is linted)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenken import Tenken
from tenken.evaluate import Judgement
from tenken.policy.examples import read_tests
from tenken.policy.folders import DATA_FOLDERS
from tenken.policy.model import Example, Rule

POLICIES = Path(__file__).parents[2] / "policies"
RULES = sorted(path for path in POLICIES.glob("*/*.yaml") if path.parent.name not in DATA_FOLDERS)


def judged(tenken: Tenken, rule: Rule, example: Example) -> Judgement:
    """The example read and validated like any case, and the rule's judgement on it."""
    head = {"id": "example", "title": example.name, "municipality": example.municipality, "stage": "final"}
    dates = {"consulted_on": example.consulted_on, **({"starts_on": example.starts_on} if example.starts_on else {})}
    content = json.dumps({**head, **dates, "facts": example.facts}, ensure_ascii=False)
    case = tenken.reader.parse(content, f"{rule.file} ({example.name})")
    return next(one for one in tenken.evaluate(case).judgements if one.rule.id == rule.id)


def test_there_are_sixty_rules_and_every_file_is_one(tenken: Tenken) -> None:
    assert len(RULES) >= 60
    assert {path.stem for path in RULES} == set(tenken.policy.rules)
    assert {path.parent.name for path in RULES} == {rule.family for rule in tenken.policy.rules.values()}


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_judges_its_examples_as_it_says(tenken: Tenken, path: Path) -> None:
    rule = tenken.policy.rules[path.stem]
    examples = read_tests(rule).examples
    wrong = []
    for example in examples:
        one = judged(tenken, rule, example)
        if one.outcome[0] != example.expect:
            wrong.append(f"{example.name}: expected {example.expect}, is {one.outcome[0]} ({one.outcome[1]})")
    assert not wrong
    names = [example.name for example in examples]
    assert len(names) == len(set(names)), "two examples have one name"


def test_the_thirteen_groups(tenken: Tenken) -> None:
    assert set(tenken.policy.vocabulary.groups) == {
        "procedure", "purpose", "data", "number_use", "link", "access", "logs",
        "retention", "entrustment", "media", "people", "assessment", "incident",
    }  # fmt: skip


def test_every_rider_names_real_precedents(tenken: Tenken) -> None:
    known = {path.stem for path in (POLICIES.parent / "cases" / "precedents").glob("*.json")}
    for rider in tenken.policy.riders.values():
        assert set(rider.precedents) <= known, rider.id
