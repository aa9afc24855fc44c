"""What is called impossible never holds, and the contradictions that authors write are seen."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pytest

from tenken.policy.check import parse_condition
from tenken.readings.explain import Explained, explain
from tenken.truth import Truth
from tenken.view import View
from tenken.workbench.contradiction import World, possible
from tenken.workbench.ranges import Range, gaps, nothing_left

CONCEPTS: Mapping[str, Any] = {
    "flagged": {"any": [{"g.flag": True}, {"g.kind": "a"}]},
    "counted": {"concept": "flagged", "g.count": {"at_least": 2}},
}
UNDECIDED = {"undecided": True}
NUMBERS = [0, 1, 2, 3, 1.5, {"about": 2}, {"at_least": 1, "at_most": 2}, {"at_most": 1}, {"at_least": 3}, UNDECIDED]
DAYS = ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01", "2020-02-01", UNDECIDED]
POOLS: Mapping[str, list[Any]] = {
    "flag": [True, False, UNDECIDED],
    "kind": ["a", "b", "c", UNDECIDED],
    "count": NUMBERS,
    "limit": NUMBERS,
    "day": DAYS,
    "until": DAYS,
    "tags": [[], ["a"], ["b"], ["a", "c"], {"items": ["b"], "complete": False}, UNDECIDED],
    "parts": [
        [], [{"ok": True}], [{"ok": False, "size": 1}], [{"ok": True, "size": 2}, {"ok": True, "kind": "a"}],
        {"items": [{"size": 3, "kind": "b"}], "complete": False}, [{"ok": False, "kind": "c", "size": 3}], UNDECIDED,
    ],
}  # fmt: skip


def parsed(small: Any, raw: Any) -> Any:
    return parse_condition(raw, small.vocabulary, CONCEPTS)


def world(small: Any, **never: tuple[Range, ...]) -> World:
    return World(small.vocabulary.facts, {id_: parsed(small, raw) for id_, raw in CONCEPTS.items()}, never)


def can_be(small: Any, raw: Any, truth: bool = True) -> bool:
    return possible([(parsed(small, raw), truth)], world(small))


@pytest.mark.parametrize(
    "raw",
    [
        {"g.flag": True, "not": {"g.flag": True}},
        {"g.flag": True, "any": [{"g.flag": False}]},
        {"all": [{"g.kind": "a"}, {"g.kind": "b"}]},
        {"g.kind": {"in": ["a", "b"], "not": {"in": ["a", "b", "c"]}}},
        {"all": [{"g.kind": {"not": "a"}}, {"g.kind": {"not": "b"}}, {"g.kind": {"not": "c"}}]},
        {"all": [{"g.note": "x"}, {"g.note": "y"}]},
        {"g.count": {"at_least": 5, "at_most": 4}},
        {"all": [{"g.count": {"at_least": 5}}, {"g.count": {"not": {"at_least": 5}}}]},
        {"all": [{"g.count": {"at_least": 5, "at_most": 5}}, {"g.count": {"not": 5}}]},
        {"all": [{"g.count": 5}, {"g.count": {"at_most": 4}}]},
        {"g.count": {"not": {"at_least": 0}}},
        {"g.day": {"on_or_after": "2020-01-02", "on_or_before": "2020-01-01"}},
        {"all": [{"g.day": {"not": {"on_or_before": "2020-01-01"}}}, {"g.day": {"not": {"on_or_after": "2020-01-02"}}}]},
        {"all": [{"g.day": {"on_or_after": "2020-02"}}, {"g.day": {"on_or_before": "2020-02-10"}}]},
        {"lasts": {"from": "g.day", "to": "g.until", "at_least_days": 10, "at_most_days": 9}},
        {"all": [
            {"lasts": {"from": "g.day", "to": "g.until", "at_least_days": 30}},
            {"lasts": {"from": "g.day", "to": "g.until", "at_most_days": 29}},
        ]},
        {"all": [{"g.tags": {"includes": "a"}}, {"g.tags": {"not": {"includes_any": ["a", "b"]}}}]},
        {"all": [{"g.count": {"stated": False}}, {"g.count": {"at_least": 0}}]},
        {"all": [{"g.limit": {"stated": False}}, {"g.count": {"at_least": "g.limit"}}]},
        {"all": [{"every": "g.parts", "satisfies": {"ok": True}}, {"some": "g.parts", "satisfies": {"ok": False}}]},
        {"some": "g.parts", "satisfies": {"size": {"at_least": 2, "at_most": 1}}},
        {"consulted_on": {"stated": False}},
        {"concept": "flagged", "g.flag": False, "g.kind": {"in": ["b", "c"]}},
        {"concept": "counted", "g.count": {"at_most": 1}},
        {"all": [{"any": [{"g.flag": True}, {"g.other": True}]}, {"g.flag": False}, {"g.other": False}]},
    ],
    ids=str,
)  # fmt: skip
def test_a_contradiction_is_seen(small: Any, raw: Any) -> None:
    assert not can_be(small, raw)
    assert not can_be(small, {"not": raw}, truth=False)


@pytest.mark.parametrize(
    "raw",
    [
        {"g.flag": True, "not": {"g.other": True}},
        {"g.count": {"at_least": 5, "at_most": 5}},
        {"all": [{"g.count": {"at_least": 5}}, {"g.count": {"not": 5}}, {"g.count": {"at_most": 6}}]},
        {"g.day": {"on_or_after": "2020-01-01", "on_or_before": "2020-01-01"}},
        {"lasts": {"from": "g.day", "to": "g.until", "at_least_days": 1, "at_most_days": 1}},
        {"all": [{"g.tags": {"includes": "a"}}, {"g.tags": {"not": {"includes": "b"}}}]},
        {"all": [{"every": "g.parts", "satisfies": {"ok": True}}, {"not": {"some": "g.parts", "satisfies": {"ok": True}}}]},
        {"concept": "flagged", "g.flag": False},
        {"starts_on": {"on_or_after": "2020-01-01"}},
    ],
    ids=str,
)  # fmt: skip
def test_what_a_case_may_meet_is_left_alone(small: Any, raw: Any) -> None:
    assert can_be(small, raw)


def test_what_always_holds_cannot_be_false(small: Any) -> None:
    assert not can_be(small, {"any": [{"g.count": {"at_least": 3}}, {"g.count": {"at_most": 3}}]}, truth=False)
    assert can_be(small, {"any": [{"g.count": {"at_least": 4}}, {"g.count": {"at_most": 3}}]}, truth=False)


def test_days_out_of_question_count_only_where_the_day_is_asked_for(small: Any) -> None:
    late = parsed(small, {"consulted_on": {"on_or_after": "2023-04-01"}})
    flag = parsed(small, {"g.flag": True})
    until_march = world(small, consulted_on=gaps([Range(1, late.bound.first.toordinal() - 1)]))
    assert not possible([(late, True)], until_march)
    assert possible([(late, False)], until_march)
    assert possible([(flag, True)], until_march)


def test_too_large_a_condition_counts_as_possible(small: Any) -> None:
    never = {"any": [{"all": [{"g.count": n}, {"g.count": n + 1}]} for n in range(2)]}
    assert not can_be(small, never)
    free = [{"any": [{"g.flag": True}, {"g.other": True}]} for _ in range(14)]
    assert can_be(small, {"all": [*free, never]})


class Conditions:
    """Small conditions that often contradict themselves: few facts, few values."""

    def __init__(self, rng: random.Random):
        self.rng = rng

    def any_of_them(self, depth: int = 3) -> Any:
        rng = self.rng
        if depth == 0 or rng.random() < 0.4:
            return self.test()
        parts = [self.any_of_them(depth - 1) for _ in range(rng.choice([2, 2, 3]))]
        return rng.choice([{"all": parts}, {"all": parts}, {"any": parts}, {"not": parts[0]}])

    def test(self) -> Any:
        rng = self.rng
        number = {rng.choice(["at_least", "at_most"]): rng.choice([0, 1, 2, 3, "g.limit"])}
        day = {rng.choice(["on_or_after", "on_or_before"]): rng.choice(["2020-01-02", "2020-01", "g.until"])}
        bounds = rng.choice([{"at_least_days": 2}, {"at_most_days": 2}, {"at_least_days": 2, "at_most_days": 3}])
        inner = rng.choice(
            [{"ok": True}, {"size": {"at_least": 2}}, {"size": {"at_most": 2}}, {"kind": {"in": ["a", "b"]}}]
        )
        test: Any = rng.choice([
            {"g.flag": rng.random() < 0.5}, {"g.kind": rng.choice("abc")}, {"g.kind": {"in": ["a", "b"]}},
            {"g.count": number}, {"g.count": rng.choice([1, 2, 3])}, {"g.day": day}, {"g.day": "2020-01-02"},
            {"lasts": {"from": "g.day", "to": "g.until", **bounds}},
            {"g.tags": {rng.choice(["includes", "includes_any"]): rng.sample("abc", 2)}},
            {f"g.{rng.choice(['count', 'day', 'tags', 'parts', 'limit'])}": {"stated": rng.random() < 0.5}},
            {rng.choice(["every", "some"]): "g.parts", "satisfies": inner},
            {"concept": rng.choice(list(CONCEPTS))},
        ])  # fmt: skip
        return test if rng.random() < 0.7 else {"not": test}


def holds(node: Any, view: View, concepts: Mapping[str, Any]) -> Truth:
    def concept(id_: str) -> Explained:
        return explain(concepts[id_], view, concept)

    return explain(node, view, concept).truth


def test_what_is_called_impossible_is_true_of_no_case(small: Any) -> None:
    rng = random.Random(20)
    views = [
        small.view({name: rng.choice(pool) for name, pool in POOLS.items() if rng.random() < 0.9}) for _ in range(200)
    ]
    here = world(small)
    make, found, possible_found = Conditions(rng), 0, 0
    for _ in range(400):
        node = parsed(small, {"all": [make.any_of_them(2) for _ in range(3)]})
        for truth in (True, False):
            if possible([(node, truth)], here):
                possible_found += 1
                continue
            found += 1
            assert not any(holds(node, view, here.concepts) is Truth.of(truth) for view in views), (node, truth)
    assert min(found, possible_found) > 50, "the conditions are not what this test is about"


def test_ranges() -> None:
    assert nothing_left(Range(1, 3), [Range(1, 2), Range(3, 9)], whole=True)
    assert not nothing_left(Range(1, 3), [Range(1, 2), Range(3, 9)], whole=False)
    assert nothing_left(Range(1, 3), [Range(1, 2), Range(2, 9)], whole=False)
    assert nothing_left(Range(3, 1), [], whole=True)
    assert not nothing_left(Range(), [Range(high=5)], whole=True)
    assert nothing_left(Range(), [Range(high=5), Range(low=5)], whole=False)
    assert nothing_left(Range(0), [Range(0)], whole=True)
    assert gaps([Range(5, 9), Range(1, 3)]) == (Range(high=0), Range(4, 4), Range(10))
