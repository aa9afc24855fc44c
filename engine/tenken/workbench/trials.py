"""Examples as cases: what a rule or a concept is tested on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tenken.api import Tenken
from tenken.case import Case
from tenken.errors import CaseError, TenkenError
from tenken.evaluate import Situation
from tenken.policy.examples import WrittenTests
from tenken.policy.files import wrong
from tenken.policy.model import Example


@dataclass(frozen=True)
class Trial:
    """An example, ready to be judged; `place` is its number in the file, from 0."""

    example: Example
    place: int
    situation: Situation


def trials(tenken: Tenken, tests: WrittenTests) -> tuple[list[Trial], list[TenkenError]]:
    """The examples, and the errors of those that are no cases, each at its place in the file."""
    found, errors = [], list[TenkenError]()
    for place, example in enumerate(tests.examples):
        try:
            found.append(Trial(example, place, tenken.situation(example_case(tenken, example))))
        except CaseError as problem:
            errors += [_in_file(one, tests, place) for one in (problem, *problem.others)]
    return found, errors


def example_case(tenken: Tenken, example: Example) -> Case:
    """An example, read and validated like any case. Raises CaseError."""
    return tenken.reader.parse(json.dumps(as_case(example), ensure_ascii=False), example.name)


def as_case(example: Example) -> Mapping[str, Any]:
    """The data of the case that an example stands for."""
    head = {"id": "example", "title": example.name, "municipality": example.municipality, "stage": example.stage}
    dates = {"consulted_on": example.consulted_on, **({"starts_on": example.starts_on} if example.starts_on else {})}
    return {**head, **dates, "facts": example.facts}


def _in_file(problem: TenkenError, tests: WrittenTests, place: int) -> TenkenError:
    return wrong(tests.doc, problem.message, (*tests.base, "examples", place), problem.remedy)
