"""The schema of conditions against the loader's own check: both take a condition, or both refuse it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tenken.errors import Fault
from tenken.policy.check import parse_condition
from tenken.policy.condition_schema import condition_defs
from tenken.policy.load import load_policy

CHOICES = ("a", "b", "c")
FACTS = ("flag", "kind", "note", "count", "whole", "day", "tags", "parts")
FIELDS = ("ok", "size", "kind", "made", "marks")
OTHERS = ("starts_on", "stage", "municipality.log_retention_years", "g.flagg", "ok", "g.ok", "g", "")
DATES = ("2020-04-01", "2020-04", "2020", "20-04-01", "")
BOUNDS = (
    0,
    3,
    -1,
    2.5,
    True,
    "3",
    10**15,
    10**16,
    None,
    "g.limit",
    "g.day",
    "g.until",
    "starts_on",
    "size",
    "made",
    *DATES,
)
TESTS = ("in", "at_least", "at_most", "on_or_before", "on_or_after", "stated", "includes", "includes_any", "not", "is")

Takes = Callable[[Any], tuple[bool, bool]]


@pytest.fixture
def takes(small_policy: Callable[..., Any]) -> Takes:
    """Do the loader and the schema take a condition?"""
    policy = load_policy(small_policy(concepts={"flagged": {"g.flag": True}}).path)
    schema = {"$ref": "#/$defs/Condition", "$defs": condition_defs(policy)}
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    def takes_(raw: Any) -> tuple[bool, bool]:
        try:
            parse_condition(raw, policy.vocabulary, policy.concepts)
        except Fault:
            return False, bool(validator.is_valid(raw))
        return True, bool(validator.is_valid(raw))

    return takes_


def inside(condition: Any, quantifier: str = "every") -> Any:
    return {quantifier: "g.parts", "satisfies": condition}


def lasting(**given: Any) -> Any:
    return {"lasts": {"from": "g.day", "to": "g.until", **given}}


@pytest.mark.parametrize(
    "raw",
    [
        {"g.flag": False}, {"g.kind": "a"}, {"g.kind": {"in": ["a", "c"]}}, {"g.note": "文"}, {"g.count": 2.5},
        {"g.count": {"at_least": "g.whole", "at_most": 9}}, {"g.day": {"on_or_after": "starts_on"}}, {"stage": "final"},
        {"g.day": {"not": {"on_or_before": "2020-04"}}}, {"municipality.log_retention_years": {"at_least": 3}},
        {"g.tags": {"includes": ["a", "b"], "includes_any": "c"}}, {"g.parts": {"stated": False}},
        {"concept": "flagged", "g.flag": True}, {"not": {"any": [{"g.flag": True}, {"all": [{"concept": "flagged"}]}]}},
        lasting(at_least_days=30), lasting(at_most_days=0, at_least_days=3), inside({"ok": True}),
        inside({"marks": {"includes": "b"}, "made": {"on_or_after": "2020"}, "concept": "flagged"}, "some"),
        inside({"not": {"size": {"at_most": "size"}}}),
    ],
    ids=str,
)  # fmt: skip
def test_a_right_condition_is_taken(takes: Takes, raw: Any) -> None:
    assert takes(raw) == (True, True)


@pytest.mark.parametrize(
    "raw",
    [
        {}, [], "g.flag", None, {"g.flagg": True}, {"flag": True}, {"g.flag": {}}, {"g.flag": "true"}, {"g.flag": 1},
        {"g.flag": {"in": True}}, {"g.flag": {"in": []}}, {"g.flag": {"is": True}}, {"g.flag": {"at_least": 1}},
        {"g.kind": "d"}, {"g.kind": {"in": ["a", "d"]}}, {"g.kind": {"not": "d"}}, {"g.kind": {"includes": "a"}},
        {"g.count": "3"}, {"g.count": {"at_least": True}}, {"g.count": {"at_least": "g.day"}}, {"g.count": 10**16},
        {"g.count": {"on_or_after": "2020"}}, {"g.day": {"at_least": 3}}, {"g.day": {"on_or_after": "g.count"}},
        {"g.day": "1.4.2020"}, {"g.day": 2020}, {"g.day": {"on_or_after": 2020}}, {"g.note": 5}, {"g.note": {"stated": "yes"}},
        {"g.tags": "a"}, {"g.tags": ["a"]}, {"g.tags": {"in": ["a"]}}, {"g.tags": {"includes": []}},
        {"g.tags": {"includes": "d"}}, {"g.tags": {"includes_any": ["a", "d"]}}, {"g.parts": {"includes": {"ok": True}}},
        {"concept": "flaged"}, {"concept": ["flagged"]}, {"concept": None}, {"all": []}, {"any": {"g.flag": True}},
        {"all": [{"g.flag": True}, {}]}, {"not": []}, {"not": {}}, {"municipality.log_years": 3},
        {"lasts": {}}, lasting(), lasting(at_least_days="30"), lasting(at_least_days=True), lasting(at_least_days=3, more=1),
        {"lasts": {"from": "g.day", "to": "g.kind", "at_least_days": 3}}, {"lasts": {"to": "g.day", "at_least_days": 3}},
        {"every": "g.parts"}, {"satisfies": {"ok": True}}, {"every": "g.parts", "some": "g.parts"},
        {"every": "g.parts", "some": "g.parts", "satisfies": {"ok": True}}, {"every": "g.tags", "satisfies": {"ok": True}},
        {"every": "g.partss", "satisfies": {"ok": True}}, {"every": ["g.parts"], "satisfies": {"ok": True}},
        inside({}), inside({"g.flag": True}), inside({"okk": True}), inside({"ok": 3}), inside({"kind": "d"}),
        inside({"size": {"at_least": "g.count"}}), inside({"made": {"on_or_after": "starts_on"}}), inside(inside({"ok": True})),
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_condition_is_refused(takes: Takes, raw: Any) -> None:
    assert takes(raw) == (False, False)


def sensible(path: str) -> st.SearchStrategy[Any]:
    """Tests that would fit a fact of this name."""
    match path.removeprefix("g."):
        case "flag" | "ok":
            value: st.SearchStrategy[Any] = st.booleans()
        case "kind" | "tags" | "marks":
            value = st.sampled_from((*CHOICES, "d"))
        case "day" | "made":
            value = st.sampled_from(DATES)
        case _:
            value = st.sampled_from(BOUNDS)
    several = st.lists(value, max_size=2)
    tests = st.dictionaries(
        st.sampled_from(TESTS), st.one_of(value, several, st.sampled_from(BOUNDS), st.booleans()), max_size=2
    )
    return st.one_of(value, tests, st.fixed_dictionaries({"not": tests}))


def facts_tested(paths: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(paths).flatmap(lambda path: sensible(path).map(lambda test: {path: test}))


def joined(conditions: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    many = st.lists(conditions, max_size=2)
    return st.one_of(
        st.fixed_dictionaries({"all": many}),
        st.fixed_dictionaries({"any": many}),
        st.fixed_dictionaries({"not": conditions}),
        st.tuples(conditions, conditions).map(lambda pair: {**pair[0], **pair[1]}),
    )


ELEMENTS = st.recursive(facts_tested(FIELDS), joined, max_leaves=3)
LASTING = st.dictionaries(
    st.sampled_from(["from", "to", "at_least_days", "at_most_days"]), st.sampled_from(["g.day", "g.until", 3])
)
LISTS = st.sampled_from(["g.parts", "g.tags"])
CONDITIONS = st.recursive(
    st.one_of(
        facts_tested((*(f"g.{name}" for name in FACTS), *OTHERS)),
        st.sampled_from(["flagged", "flaged"]).map(lambda id_: {"concept": id_}),
        LASTING.map(lambda given: {"lasts": given}),
        st.fixed_dictionaries({"satisfies": ELEMENTS}, optional={"every": LISTS, "some": LISTS}),
    ),
    joined,
    max_leaves=4,
)


def test_any_condition_is_taken_by_both_or_by_neither(takes: Takes) -> None:
    outcomes = set()

    @settings(max_examples=500, deadline=None, derandomize=True, database=None)
    @given(CONDITIONS)
    def agree(raw: Any) -> None:
        loader, schema = takes(raw)
        assert loader is schema
        outcomes.add(loader)

    agree()
    assert outcomes == {True, False}
