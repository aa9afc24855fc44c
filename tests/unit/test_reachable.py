"""Which verdicts a rule can come to: held against what judging many cases really gives, and against who asks."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from testbench import subject

from tenken.evaluate import judge_rule
from tenken.workbench.lint.run import run_lints

ALL = ("pass", "fail", "open", "not_applicable")
ALWAYS = {"any": [{"g.flag": True}, {"not": {"g.flag": True}}]}
NEVER = {"g.third": True, "not": {"g.third": True}}
ON_FINAL = {"stage": "final"}
SINCE_2023 = {"consulted_on": {"on_or_after": "2023-01-01"}}


def exempt(condition: Any, provision: str = "law.general") -> dict[str, Any]:
    return {"condition": condition, "provision": provision}


def cases() -> list[dict[str, Any]]:
    """Cases on days of either law, with each fact stated one way, the other, and not at all."""
    stated = [
        {"g": {name: value for name, value in zip(("flag", "other", "third"), values, strict=True) if value != ""}}
        for values in product((True, False, ""), repeat=3)
    ]
    head = {"id": "c", "title": "c", "municipality": "default"}
    days = [("2022-06-01", None), ("2022-06-01", "2022-07-01"), ("2023-06-01", "2023-07-01")]
    return [
        {
            **head,
            "consulted_on": consulted,
            "stage": stage,
            "facts": facts,
            **({"starts_on": starts} if starts else {}),
        }
        for facts, stage, (consulted, starts) in product(stated, ("preliminary", "final"), days)
    ]


@pytest.mark.parametrize(
    ("given", "verdicts"),
    [
        ({}, ALL),
        ({"judgement": "council"}, ("review", "fail", "open", "not_applicable")),
        ({"when": ALWAYS}, ("pass", "fail", "open")),
        ({"when": ALWAYS, "provision": ["law.until-2022", "law.from-2023"]}, ("pass", "fail", "open")),
        ({"when": ALWAYS, "provision": "law.from-2023"}, ALL),
        ({"when": ALWAYS, "unless": exempt({"g.third": True})}, ALL),
        ({"when": ALWAYS, "unless": exempt(NEVER)}, ("pass", "fail", "open")),
        ({"when": SINCE_2023, "require": ON_FINAL}, ("pass", "fail", "not_applicable")),
        ({"when": {"concept": "late"}, "require": ON_FINAL}, ("pass", "fail", "not_applicable")),
        ({"when": {"municipality.log_retention_years": {"stated": False}}, "require": ON_FINAL}, ("pass", "fail", "not_applicable")),
        ({"when": SINCE_2023, "require": ON_FINAL, "unless": exempt({"g.third": True})}, ALL),
        ({"when": SINCE_2023, "require": {"g.other": True}}, ALL),
        ({"when": SINCE_2023, "require": {"municipality.log_retention_years": {"at_least": 1}}}, ALL),
        ({"when": {"stage": {"not": "final"}}, "require": ON_FINAL}, ("fail", "not_applicable")),
        ({"provision": "law.until-2022", "when": ON_FINAL, "require": {"not": SINCE_2023}}, ALL),
        (
            {"provision": "law.until-2022", "at": "consultation", "when": ON_FINAL, "require": {"not": SINCE_2023}},
            ("pass", "not_applicable"),
        ),
        ({"when": {"g.flag": True, "not": {"g.flag": True}}}, ("open", "not_applicable")),
        ({"when": {**ON_FINAL, "not": ON_FINAL}}, ("not_applicable",)),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_what_can_be(small_policy: Any, given: Any, verdicts: tuple[str, ...]) -> None:
    """The lint asks for an example of each verdict that some case gets, the search looks for the same, and for no other."""
    folder = small_policy(("one", {"examples": [], **given}), concepts={"late": SINCE_2023})
    tenken = folder.load()
    rule = tenken.policy.rules["one"]
    judged = {judge_rule(rule, tenken.situation(tenken.case(case))).outcome[0] for case in cases()}
    assert judged <= set(verdicts)
    assert tuple(subject(folder.path, "one").outcomes) == verdicts
    (problem,) = run_lints(folder.path, ["verdict-examples"]).problems
    assert problem.message.en == f"there is no example for: {', '.join(verdicts)}"
