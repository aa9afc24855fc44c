"""Stating more settles more and never turns an answer round; stating less never makes anything pass."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from tenken import Tenken
from tenken.case import Case
from tenken.chain import Chain
from tenken.policy.check import parse_condition
from tenken.readings.explain import decide
from tenken.truth import Truth

PRECEDENTS = sorted((Path(__file__).parents[2] / "cases" / "precedents").glob("*.json"))
CONCEPTS = ("c0", "c1", "c2")
NUMBERS = (0, 1, 2, 3, 5, 7, 12)
DAYS = ("2014-06-01", "2016-02-29", "2018-07", "2020", "2023-04-01")


class Conditions:
    """Makes conditions over the small vocabulary, as they would be written."""

    def __init__(self, rng: random.Random):
        self.rng = rng

    def any_of_them(self, depth: int, concepts: tuple[str, ...] = ()) -> dict[str, Any]:
        """A condition on the case."""
        rng, kind = self.rng, self.rng.randrange(9 if depth else 5)
        if kind < 4:
            return self.test()
        if kind == 4:
            return {"concept": rng.choice(concepts)} if concepts else self.test()
        if kind == 5:
            return {"not": self.any_of_them(depth - 1, concepts)}
        if kind == 6:
            return {rng.choice(["every", "some"]): "g.parts", "satisfies": self.inside(1)}
        parts = [self.any_of_them(depth - 1, concepts) for _ in range(rng.choice([1, 2, 2, 3]))]
        return {"all" if kind == 7 else "any": parts}

    def test(self) -> dict[str, Any]:
        """A test of one fact."""
        rng = self.rng
        match rng.randrange(9):
            case 0:
                return {f"g.{rng.choice(['flag', 'other', 'third'])}": rng.random() < 0.5}
            case 1:
                return {"g.kind": rng.choice(["a", {"in": ["a", "b"]}, {"not": "c"}, {"not": {"in": ["b", "c"]}}])}
            case 2:
                return {f"g.{rng.choice(['count', 'whole'])}": self.bound(rng.choice([*NUMBERS, "g.limit"]))}
            case 3:
                return {
                    "g.day": self.bound(rng.choice([*DAYS, "g.until", "consulted_on"]), "on_or_after", "on_or_before")
                }
            case 4:
                return {f"g.{rng.choice(['note', 'day', 'count', 'tags', 'flag'])}": {"stated": rng.random() < 0.5}}
            case 5:
                return {
                    "g.tags": {
                        rng.choice(["includes", "includes_any"]): rng.sample(["a", "b", "c"], rng.choice([1, 2]))
                    }
                }
            case 6:
                days = {rng.choice(["at_least_days", "at_most_days"]): rng.choice([1, 30, 365, 1000])}
                return {"lasts": {"from": "g.day", "to": "g.until", **days}}
            case 7:
                return {f"g.{rng.choice(['count', 'whole', 'limit'])}": rng.choice(NUMBERS)}
            case _:
                return {"g.day": rng.choice(DAYS)}

    def inside(self, depth: int) -> dict[str, Any]:
        """A condition on the fields of an element."""
        rng = self.rng
        match rng.randrange(8 if depth else 5):
            case 0:
                return {"ok": rng.random() < 0.5}
            case 1:
                return {"size": self.bound(rng.choice(NUMBERS))}
            case 2:
                return {"kind": rng.choice(["a", {"in": ["a", "b"]}, {"stated": True}])}
            case 3:
                return {"made": self.bound(rng.choice(DAYS), "on_or_after", "on_or_before")}
            case 4:
                return {"marks": rng.choice([{"includes": "a"}, {"not": {"includes_any": ["b", "c"]}}])}
            case 5:
                return {"not": self.inside(depth - 1)}
            case _:
                return {rng.choice(["all", "any"]): [self.inside(depth - 1), self.inside(depth - 1)]}

    def bound(self, operand: Any, lower: str = "at_least", upper: str = "at_most") -> dict[str, Any]:
        return {self.rng.choice([lower, upper]): operand}


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(rng=st.randoms(use_true_random=True))
def test_more_facts_never_turn_an_answer_round(small: Any, facts_from: Any, rng: random.Random) -> None:
    conditions, make = Conditions(rng), facts_from(rng)
    concepts: dict[str, Any] = {}
    for id_ in CONCEPTS:
        concepts[id_] = conditions.any_of_them(2, tuple(concepts))
    raw = conditions.any_of_them(3, CONCEPTS)
    full = make.case(small.vocabulary, rng.choice([0.5, 0.8, 1.0])).get("g", {})
    less = make.less(small.vocabulary, {"g": full}, rng.choice([0.2, 0.5, 0.9])).get("g", {})
    note(json.dumps({"condition": raw, "concepts": concepts, "full": full, "less": less}, ensure_ascii=False))

    before = small.truth(raw, less, concepts=concepts)
    after = small.truth(raw, full, concepts=concepts)
    assert before in (Truth.UNKNOWN, after)

    # ... and the chain says of the concepts what the interpreter says.
    parsed = {id_: parse_condition(body, small.vocabulary, concepts) for id_, body in concepts.items()}
    chain = Chain(parsed)
    try:
        for facts in (full, less):
            view = small.view(facts)
            chained = chain.evaluate(lambda test, view=view: decide(test, view))
            for id_ in CONCEPTS:
                assert chained[id_].value is small.truth({"concept": id_}, facts, concepts=concepts), id_
    finally:
        chain.close()


def test_the_conditions_generated_reach_all_three_truths(small: Any, facts_from: Any) -> None:
    """Else the test above would say little."""
    rng = random.Random(1)
    found = dict.fromkeys(Truth, 0)
    settled = 0
    for _ in range(500):
        raw = Conditions(rng).any_of_them(3)
        full = facts_from(rng).case(small.vocabulary, 0.8).get("g", {})
        less = facts_from(rng).less(small.vocabulary, {"g": full}, 0.5).get("g", {})
        found[small.truth(raw, full)] += 1
        settled += small.truth(raw, less) is Truth.UNKNOWN and small.truth(raw, full) is not Truth.UNKNOWN
    assert all(count > 50 for count in found.values()), found
    assert settled > 50


def outcomes(tenken: Tenken, raw: Mapping[str, Any]) -> dict[str, str]:
    return {one.rule.id: one.outcome[0] for one in tenken.evaluate(tenken.case(raw)).judgements}


def lessened(raw: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The case with any one path taken away, or any one list marked incomplete, and what was done."""

    def without(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        data = copy.deepcopy(dict(raw))
        change(data)
        return data

    for group, stated in raw["facts"].items():
        for name, value in stated.items():
            path = f"{group}.{name}"
            yield (
                f"without {path}",
                without(
                    lambda data, g=group, n=name, p=path: (
                        data["facts"][g].pop(n),
                        data.update(commitments=[one for one in data.get("commitments", []) if one["path"] != p]),
                    )
                ),
            )
            yield from _inside(raw, group, name, value)
    for place, one in enumerate(raw.get("commitments", [])):
        if one["path"].split(".")[1] not in raw["facts"].get(one["path"].split(".")[0], {}):
            yield f"without the promise {one['path']}", without(lambda data, n=place: data["commitments"].pop(n))
    if "starts_on" in raw:
        yield "without starts_on", without(lambda data: data.pop("starts_on"))


def _inside(raw: Mapping[str, Any], group: str, name: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    path = f"{group}.{name}"

    def put(new: Any) -> dict[str, Any]:
        return {**raw, "facts": {**raw["facts"], group: {**raw["facts"][group], name: new}}}

    items = value if isinstance(value, list) else value.get("items") if isinstance(value, dict) else None
    if items is None:
        return
    if isinstance(value, list):
        yield f"{path} incomplete", put({"items": value, "complete": False})
    for place, item in enumerate(items):
        rest = [*items[:place], *items[place + 1 :]]
        yield f"{path}[{place}] left out", put({"items": rest, "complete": False})
        if not isinstance(item, dict):
            continue
        for field, inner in item.items():
            fields = {key: one for key, one in item.items() if key != field}
            variants = [("left out", fields)]
            if isinstance(inner, list):
                variants.append(("incomplete", {**item, field: {"items": inner, "complete": False}}))
            for what, changed in variants:
                new = [*items[:place], changed, *items[place + 1 :]]
                yield (
                    f"{path}[{place}].{field} {what}",
                    put(new if isinstance(value, list) else {**value, "items": new}),
                )


@pytest.mark.parametrize("path", PRECEDENTS, ids=lambda path: path.stem)
def test_stating_less_of_a_precedent_leaves_a_verdict_or_opens_it(tenken: Tenken, path: Path) -> None:
    raw = tenken.read(path).raw
    whole = outcomes(tenken, raw)
    done = 0
    for what, data in lessened(raw):
        done += 1
        for rule, verdict in outcomes(tenken, data).items():
            assert verdict in ("open", whole[rule]), f"{what}: {rule} was {whole[rule]} and is {verdict}"
    assert done > len(tenken.case(raw).facts)


@pytest.mark.parametrize("stage", ["final", "preliminary"])
@pytest.mark.parametrize("year", [2015, 2018, 2022, 2024])
def test_a_case_without_facts_neither_passes_nor_fails(
    tenken: Tenken, make_case: Callable[..., Case], year: int, stage: str
) -> None:
    for city in tenken.policy.municipalities:
        for head in ({}, {"starts_on": f"{year}-07-01"}, {"starts_on": f"{year}"}, {"starts_on": f"{year + 1}-04"}):
            case = make_case({}, municipality=city, consulted_on=f"{year}-06-01", stage=stage, **head)
            judged = tenken.judge(case)
            decided = [one.rule for one in judged.findings if one.verdict in ("pass", "fail", "review")]
            assert not decided, (city, head)
            assert judged.opinion not in ("revise", "approve_with_riders", "not_required")
            assert not [one.id for one in judged.riders if one.strength == "recommended"]
            assert judged.readiness == 0.0
