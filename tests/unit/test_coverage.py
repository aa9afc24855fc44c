"""Condition coverage: what of each test the examples show, and whether it ever decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from testbench import results

from tenken import condition as c
from tenken.policy.check import At
from tenken.values import DateSpan, NumberSpan
from tenken.workbench.coverage import Spot, spots
from tenken.workbench.testing import SubjectResult, decides, shown_by

CITY = "municipality.log_retention_years"
FLAGGED, NOT_FLAGGED = {"flag": True}, {"flag": False}
Facts = Mapping[str, Any]


@pytest.fixture
def judged(small_policy: Any) -> Callable[..., SubjectResult]:
    """A rule that requires this, on examples with these facts of `g`; what it expects of them is not at stake."""

    def make(require: Mapping[str, Any], *stated: Facts, **rest: Any) -> SubjectResult:
        examples = [
            {"name": str(place), "facts": {"g": facts} if facts else {}, "expect": "open"}
            for place, facts in enumerate(stated)
        ]
        folder = small_policy(("made", {"require": require, "examples": examples, **rest}), concepts=CONCEPTS)
        return results(folder.path)["made"]

    return make


CONCEPTS = {"marked": {"g.third": True}}


def lacking(result: SubjectResult) -> set[tuple[At, str]]:
    """What no example shows, by path in the file."""
    return {(gap.spot.at, "decides" if gap.lacking is None else gap.lacking.name.lower()) for gap in result.gaps}


def spot_at(result: SubjectResult, *at: str | int) -> Spot:
    """The one test at a path in the file."""
    (found,) = (spot for clause in result.subject.clauses for spot in spots(clause) if spot.at == at)
    return found


AT_LEAST_TWO = {"g.count": {"at_least": 2}}
COUNT = ("require", "g.count", "at_least")
FLAG = ("when", "g.flag")
ALL_SHOWN: Mapping[str, Facts] = {
    "pass": {**FLAGGED, "count": 2},
    "fail": {**FLAGGED, "count": 1},
    "open": FLAGGED,
    "not applicable": NOT_FLAGGED,
    "nothing stated": {},
}


def test_what_shows_everything_leaves_no_gap(judged: Any) -> None:
    result = judged(AT_LEAST_TWO, *ALL_SHOWN.values())
    assert (result.owed, result.gaps) == (8, ())


@pytest.mark.parametrize(
    ("without", "gaps"),
    [
        ({"pass"}, {(COUNT, "true")}),
        ({"fail"}, {(COUNT, "false")}),
        ({"not applicable"}, {(FLAG, "false")}),
        ({"nothing stated"}, {(FLAG, "unknown")}),
        ({"open", "not applicable", "nothing stated"}, {(COUNT, "unknown"), (FLAG, "unknown"), (FLAG, "false")}),
        ({"pass", "fail"}, {(COUNT, "true"), (COUNT, "false"), (COUNT, "decides")}),
        (set(ALL_SHOWN), {
            (at, what) for at in (FLAG, COUNT) for what in ("true", "false", "unknown", "decides")
        }),
    ],
)  # fmt: skip
def test_each_kind_of_gap_is_told(judged: Any, without: set[str], gaps: set[Any]) -> None:
    result = judged(AT_LEAST_TWO, *(facts for name, facts in ALL_SHOWN.items() if name not in without))
    assert lacking(result) == gaps


EITHER = {"any": [{"g.other": True}, {"g.third": True}]}
OTHER = ("require", "any", 0, "g.other")
NOT_CONCERNED = [NOT_FLAGGED, {}, {**NOT_FLAGGED, "third": False}]


def test_a_test_that_never_decides_is_told_though_it_is_seen_in_every_way(judged: Any) -> None:
    beside = [{**FLAGGED, "other": True, "third": True}, {**FLAGGED, "other": False, "third": True}]
    result = judged(EITHER, *beside, *NOT_CONCERNED)
    assert {gap for gap in lacking(result) if gap[0] == OTHER} == {(OTHER, "decides")}
    alone = {**FLAGGED, "other": False, "third": False}
    assert (OTHER, "decides") not in lacking(judged(EITHER, *beside, alone, *NOT_CONCERNED))


@pytest.mark.parametrize(
    ("facts", "deciding"),
    [
        ({**FLAGGED, "other": True, "third": False}, True),
        ({**FLAGGED, "other": False, "third": False}, True),
        ({**FLAGGED, "other": False}, True),                      # open; were it true, pass
        ({**FLAGGED, "other": True, "third": True}, False),       # the other alternative holds all the same
        ({**FLAGGED, "third": False}, False),                     # unknown: turned round from what?
        ({**NOT_FLAGGED, "other": True, "third": False}, False),  # the rule does not concern it
    ],
)  # fmt: skip
def test_a_test_decides_where_it_is_known_and_turning_it_round_tells(judged: Any, facts: Facts, deciding: bool) -> None:
    result = judged(EITHER, facts)
    (trial,) = result.subject.trials
    assert decides(result.subject, trial, spot_at(result, *OTHER)) is deciding


EVERY = {"every": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 2}}}


def test_a_test_on_elements_is_seen_once_for_each(judged: Any) -> None:
    parts = [{"ok": True, "size": 1}, {"ok": False, "size": 3}]
    result = judged(EVERY, {**FLAGGED, "parts": parts})
    (trial,) = result.subject.trials

    def seen(*at: str) -> set[str]:
        return {truth.name.lower() for truth in shown_by(result.subject, trial, spot_at(result, "require", *at))}

    assert seen("satisfies", "ok") == seen("satisfies", "size", "at_least") == {"true", "false"}
    assert seen("every") == {"false"}
    assert (("require", "satisfies", "ok"), "unknown") in lacking(result)
    unstated = judged(EVERY, {**FLAGGED, "parts": parts}, {**FLAGGED, "parts": [{"size": 2}]})
    assert (("require", "satisfies", "ok"), "unknown") not in lacking(unstated)


@pytest.mark.parametrize("facts", [FLAGGED, {**FLAGGED, "parts": []}])
def test_nothing_is_seen_of_the_elements_of_a_list_without_any(judged: Any, facts: Facts) -> None:
    found = lacking(judged(EVERY, facts))
    assert {what for at, what in found if at == ("require", "satisfies", "ok")} == {
        "true", "false", "unknown", "decides",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "unknown_too"),
    [
        ({"consulted_on": {"on_or_before": "2023-03-31"}}, False),
        ({CITY: {"stated": True}}, False),
        ({CITY: {"at_least": 3}}, True),
        ({"starts_on": {"on_or_before": "2023-03-31"}}, True),
        ({"starts_on": {"on_or_after": "consulted_on"}}, True),
        ({"g.count": {"at_least": CITY}}, True),
        ({"concept": "marked"}, True),
        ({"g.note": {"stated": True}}, True),
        ({"lasts": {"from": "consulted_on", "to": "g.day", "at_least_days": 2}}, True),
    ],
    ids=str,
)
def test_what_every_case_states_need_not_be_unknown(judged: Any, condition: Any, unknown_too: bool) -> None:
    result = judged(condition)
    asked = {what for at, what in lacking(result) if at[0] == "require"}
    assert asked == {"true", "false", "decides"} | ({"unknown"} if unknown_too else set())


def test_an_exemption_that_is_not_in_force_shows_nothing(judged: Any) -> None:
    given = {"unless": {"condition": {"g.third": True}, "provision": "ordinance.until-2022"}}
    stated = {**FLAGGED, "third": True, "other": True}
    at = ("unless", "condition", "g.third")
    assert (at, "true") not in lacking(judged({"g.other": True}, stated, **given))
    given["unless"]["provision"] = "ordinance.from-2023"
    assert (at, "true") in lacking(judged({"g.other": True}, stated, **given))


_WRITTEN_AS = {
    c.AtLeast: {"at_least", "on_or_after"},
    c.AtMost: {"at_most", "on_or_before"},
    c.Stated: {"stated"},
    c.Includes: {"includes", "includes_any"},
    c.Every: {"every"},
    c.Some: {"some"},
    c.Lasts: {"lasts"},
    c.Concept: {"concept"},
}


def test_every_test_of_what_is_shipped_is_found_at_its_place_in_the_file() -> None:
    kinds = set()
    for result in results().values():
        for spot in (spot for clause in result.subject.clauses for spot in spots(clause)):
            value = result.subject.tests.doc.data
            for step in spot.at:
                value = value[step]
            node, last = spot.node, spot.at[-1]
            kinds.add(type(node))
            match node:
                case c.Lasts(start, end):
                    assert (value["from"], value["to"]) == (start, end)
                case c.Every(path) | c.Some(path):
                    assert value == path
                case c.Concept(id_):
                    assert value == id_
                case c.OneOf(path, wanted):
                    assert path in spot.at
                    assert list(map(_as_written, wanted)) == (value if last == "in" else [value])
                case c.AtLeast(path, bound) | c.AtMost(path, bound):
                    assert path in spot.at
                    assert _as_written(bound) == value
                case c.Stated(path):
                    assert path in spot.at
                case c.Includes(path, wanted):
                    assert path in spot.at
                    assert set(wanted) <= set(_listed(value))
            assert isinstance(node, c.OneOf) or last in _WRITTEN_AS[type(node)]
    assert kinds == {*_WRITTEN_AS, c.OneOf}


def _as_written(value: Any) -> Any:
    match value:
        case c.Path(path):
            return path
        case NumberSpan(low, _):
            return low
        case DateSpan():
            return str(value)
        case _:
            return value


def _listed(value: Any) -> Iterator[Any]:
    yield from value if isinstance(value, list) else [value]
