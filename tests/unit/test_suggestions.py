"""The examples that `--suggest` finds: real cases, judged as they expect, that together show all that was lacking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
import yaml
from testbench import results

from tenken import Tenken
from tenken import condition as c
from tenken.policy.model import Example, Rule
from tenken.workbench.subjects import RuleSubject, Subject
from tenken.workbench.suggestions import completing, unused
from tenken.workbench.testing import gaps, survivors
from tenken.workbench.trials import trials
from tenken.workbench.written import example_lines

FLAGGED = {"flag": True}


def with_examples(tenken: Tenken, subject: Subject, examples: tuple[Example, ...]) -> Subject:
    """The same rule on other examples, all of which have to be cases."""
    assert isinstance(subject, RuleSubject)
    tests = replace(subject.tests, examples=examples)
    found, errors = trials(tenken, tests)
    assert not errors
    return replace(subject, tests=tests, trials=found)


def completed(tenken: Tenken, subject: Subject, mutate: bool = True) -> Subject:
    """It with what is suggested; each suggestion is named by itself, and judged as it expects."""
    suggested = completing(tenken, subject, mutate)
    whole = with_examples(tenken, subject, (*subject.tests.examples, *suggested))
    assert [whole.outcome(trial.situation) for trial in whole.trials] == [
        trial.example.expect for trial in whole.trials
    ]
    names = [trial.example.name for trial in whole.trials]
    assert len(set(names)) == len(names)
    return whole


def shows_all(tenken: Tenken, subject: Subject) -> bool:
    return (gaps(subject)[1], survivors(subject, tenken.policy)[1]) == ([], [])


@pytest.fixture
def prepared(small_policy: Any) -> Callable[..., tuple[Tenken, Subject]]:
    """A policy with a rule that requires this, on one example with these facts of `g`, or on none."""

    def make(require: Mapping[str, Any], facts: Mapping[str, Any] | None, expect: str = "pass", **given: Any) -> Any:
        examples = [{"name": "the one", "facts": {"g": facts}, "expect": expect}] if facts else []
        folder = small_policy(("made", {"require": require, "examples": examples, **given}), concepts=CONCEPTS)
        return folder.load(), results(folder.path)["made"].subject

    return make


CONCEPTS = {"marked": {"any": [{"g.third": True}, {"g.kind": "a"}]}}


@pytest.mark.parametrize(
    ("require", "facts"),
    [
        ({"g.other": True}, {"other": True}),
        ({"g.count": {"at_least": 2}}, {"count": 9}),
        ({"g.count": {"at_least": 2, "at_most": 5}}, {"count": 3}),
        ({"g.day": {"on_or_before": "2020-03-01"}}, {"day": "2020-01-01"}),
        ({"g.kind": {"in": ["a", "b"]}}, {"kind": "a"}),
        ({"any": [{"g.other": True}, {"g.third": True}]}, {"other": True}),
        ({"g.other": True, "not": {"g.kind": "a"}}, {"other": True, "kind": "b"}),
        ({"g.tags": {"includes": ["a", "b"]}}, {"tags": ["a", "b"]}),
        ({"g.note": {"stated": True}}, {"note": "written"}),
        ({"concept": "marked"}, {"third": True}),
        (
            {"every": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 2}}},
            {"parts": [{"ok": True, "size": 2}]},
        ),
        ({"some": "g.parts", "satisfies": {"kind": "a"}}, {"parts": [{"kind": "a"}]}),
    ],
    ids=str,
)
def test_from_one_example_to_all_that_there_is_to_show(prepared: Any, require: Any, facts: Any) -> None:
    tenken, subject = prepared(require, {**FLAGGED, **facts})
    assert not shows_all(tenken, subject)
    assert shows_all(tenken, completed(tenken, subject))


def test_from_nothing_to_all_that_there_is_to_show(prepared: Any) -> None:
    tenken, subject = prepared({"g.count": {"at_least": 2}}, None)
    whole = completed(tenken, subject)
    assert shows_all(tenken, whole)
    assert {trial.example.expect for trial in whole.trials} == set(whole.outcomes)


def test_an_exemption_is_shown_too(prepared: Any) -> None:
    exempt = {"unless": {"condition": {"g.third": True}, "provision": "ordinance.general"}}
    tenken, subject = prepared({"g.other": True}, {**FLAGGED, "other": True, "third": False}, **exempt)
    assert shows_all(tenken, completed(tenken, subject))


def test_without_mutants_only_coverage_is_completed(prepared: Any) -> None:
    tenken, subject = prepared({"g.count": {"at_least": 2}}, {**FLAGGED, "count": 9})
    covered = completed(tenken, subject, mutate=False)
    assert gaps(covered)[1] == []
    assert len(covered.trials) <= len(completed(tenken, subject).trials)


def test_nothing_is_suggested_where_nothing_is_lacking(prepared: Any) -> None:
    tenken, subject = prepared({"g.other": True}, {**FLAGGED, "other": True})
    assert completing(tenken, completed(tenken, subject), mutate=True) == []


def test_what_cannot_be_shown_is_given_up_and_the_rest_is_suggested(prepared: Any) -> None:
    """Only where there are five or more does the rule ask for two: nobody can tell two from one or three."""
    tenken, subject = prepared(
        {"g.count": {"at_least": 2}, "g.other": True}, {"count": 9, "other": True}, when={"g.count": {"at_least": 5}}
    )
    whole = completed(tenken, subject)
    assert gaps(whole)[1] == []
    assert {mutant.id for mutant in survivors(whole, tenken.policy)[1]} == {
        "require/g.count -> left out", "require/g.count/at_least -> 1", "require/g.count/at_least -> 3",
    }  # fmt: skip


def test_a_suggestion_reads_back_as_it_was_meant(prepared: Any) -> None:
    tenken, subject = prepared({"starts_on": {"on_or_before": "2023-03-31"}}, FLAGGED)
    whole = completed(tenken, subject)
    lines = [line for trial in whole.trials for line in example_lines(trial.example)]
    read = yaml.safe_load("\n".join(lines))
    assert [one["facts"] for one in read] == [trial.example.facts for trial in whole.trials]
    assert [one["name"] for one in read] == [trial.example.name for trial in whole.trials]
    assert None in [one.get("starts_on", "2022-07-01") for one in read], "no day of start is written as such"
    for one, trial in zip(read, whole.trials, strict=True):
        assert Example(
            **{"municipality": "default", "consulted_on": "2022-06-01", "starts_on": "2022-07-01", **one}
        ) == (trial.example)


def test_a_name_that_is_taken_is_numbered() -> None:
    assert unused("名", []) == "名"
    assert unused("名", ["名", "名 その2"]) == "名 その3"


def _has(node: c.Condition, *kinds: type) -> bool:
    return any(isinstance(one, kinds) for one in c.walk(node))


_SHAPES: Mapping[str, Callable[[c.Condition], bool]] = {
    "elements of a list": lambda node: _has(node, c.Every, c.Some),
    "a number": lambda node: any(
        isinstance(one, c.AtLeast | c.AtMost) and not isinstance(one.bound, c.Path) for one in c.walk(node)
    ),
    "a concept and alternatives": lambda node: _has(node, c.Concept) and _has(node, c.Any),
}


@pytest.mark.parametrize("shape", _SHAPES)
def test_a_shipped_rule_robbed_of_all_examples_but_one(
    tenken: Tenken, shipped_rules: list[RuleSubject], shape: str
) -> None:
    """Of the rules of each shape the one that reads the fewest facts: with many, a search is long."""
    fitting = [one for one in shipped_rules if any(_SHAPES[shape](clause.node) for clause in one.clauses)]
    whole = min(fitting, key=lambda one: len(set(_read(tenken, one.rule))))
    robbed = with_examples(tenken, whole, whole.tests.examples[:1])
    assert not shows_all(tenken, robbed)
    assert shows_all(tenken, completed(tenken, robbed))


@pytest.fixture(scope="module")
def shipped_rules() -> list[RuleSubject]:
    """All shipped rules on their examples."""
    subjects = (one.subject for one in results().values())
    return [subject for subject in subjects if isinstance(subject, RuleSubject)]


def _read(tenken: Tenken, rule: Rule) -> Iterator[str]:
    """The paths that a rule's conditions read, through concepts too."""
    pending = [rule.when, rule.require, *([rule.unless.condition] if rule.unless else [])]
    seen = set[str]()
    while pending:
        node = pending.pop()
        for one in c.walk(node):
            yield from c.paths_read(one)
            if isinstance(one, c.Concept) and one.id not in seen:
                seen.add(one.id)
                pending.append(tenken.policy.concepts[one.id].when)
