"""Examples on the days of the law: for a day that can be moved unnoticed, one that would notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tenken.api import Tenken
from tenken.errors import CaseError
from tenken.evaluate import judge_rule
from tenken.policy.model import Example, Rule
from tenken.workbench.periods import MovedDay, example_on, notices_day
from tenken.workbench.subjects import RuleSubject
from tenken.workbench.suggestions import unused
from tenken.workbench.trials import example_case

_TELLING = ("pass", "fail", "review")
"""On examples of these the rule applies, so that its coming into force shows."""


@dataclass(frozen=True)
class DayExample:
    """An example for the file of a rule."""

    rule: Rule
    example: Example


def on_day(tenken: Tenken, moved: MovedDay, subjects: Iterable[RuleSubject]) -> DayExample | None:
    """An example of one of the rules, put on the day, that comes out otherwise where the day is moved."""
    for subject in subjects:
        ranked = sorted(subject.trials, key=lambda trial: trial.example.expect not in _TELLING)
        for trial in ranked:
            example = example_on(moved, subject.rule, trial.example)
            try:
                situation = tenken.situation(example_case(tenken, example))
            except CaseError:
                continue
            if notices_day(moved, subject.rule, situation):
                verdict: Any = judge_rule(subject.rule, situation).outcome[0]
                taken = {one.example.name for one in subject.trials}
                name = unused(f"{moved.day}の例（ほかは「{trial.example.name}」と同じ）", taken)
                return DayExample(subject.rule, replace(example, name=name, expect=verdict))
    return None
