"""Condition coverage: is each test seen true, false and unknown, and is each shown to decide the outcome?

A test decides where making it simply true, or simply false, changes the verdict of some example.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tenken import condition as c
from tenken.policy.check import At
from tenken.readings.explain import Explained
from tenken.truth import Truth
from tenken.view import MUNICIPALITY
from tenken.workbench.clauses import Clause
from tenken.workbench.mutations import Raw, entries_of, key_of

ALWAYS, NEVER = c.All(()), c.Any(())
"""Conditions that are true, and false, whatever is stated."""

ALWAYS_KNOWN = ("consulted_on", "stage")
"""Every case states these, and exactly."""


@dataclass(frozen=True)
class Spot:
    """One test of a clause: its place among the clause's tests, its path in the file, and the test."""

    clause: Clause
    place: int
    at: At
    inside: str | None
    node: c.Condition

    @property
    def owed(self) -> tuple[Truth, ...]:
        """The truth values that examples must show. What every case states is never unknown."""
        known = self.inside is None and always_known(self.node)
        return (Truth.TRUE, Truth.FALSE) if known else (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)


def always_known(test: c.Condition) -> bool:
    """Is the test, which is not about an element of a list, true or false in every case?

    That a city's profile leaves a value out is known; what is compared with it is not.
    """
    match test:
        case c.Concept():
            return False
        case c.Stated(path) | c.OneOf(path, _) if path.startswith(MUNICIPALITY):
            return True
        case _:
            return all(path in ALWAYS_KNOWN for path in c.paths_read(test))


@dataclass(frozen=True)
class Gap:
    """What no example shows of a test: a truth value, or (None) that it decides."""

    spot: Spot
    lacking: Truth | None


def spots(clause: Clause) -> list[Spot]:
    """The tests of a clause in the order of its nodes."""
    nodes = _tests(clause.node)
    places = _written(clause.raw, None, clause.at)
    return [
        Spot(clause, place, at, inside, node)
        for place, (node, (at, inside)) in enumerate(zip(nodes, places, strict=True))
    ]


def _tests(node: c.Condition) -> Iterator[c.Condition]:
    return (one for one in c.walk(node) if not isinstance(one, c.All | c.Any | c.Not))


def _written(raw: Raw, inside: str | None, at: At) -> Iterator[tuple[At, str | None]]:
    """The paths of the tests of a condition as written, in the order of `_tests`, and the lists they are in."""
    for entry in entries_of(raw):
        key = key_of(entry)
        value, here = entry[key], (*at, key)
        match key:
            case "all" | "any":
                for place, part in enumerate(value):
                    yield from _written(part, inside, (*here, place))
            case "not":
                yield from _written(value, inside, here)
            case "every" | "some":
                yield here, inside
                yield from _written(entry["satisfies"], value, (*at, "satisfies"))
            case "concept" | "lasts":
                yield here, inside
            case _:
                yield from ((found, inside) for found in _written_tests(value, here))


def _written_tests(test: object, at: At) -> Iterator[At]:
    if not isinstance(test, dict):
        yield at
        return
    for name, value in test.items():
        if name == "not":
            yield from _written_tests(value, (*at, name))
        elif name == "includes" and isinstance(value, list):
            yield from ((*at, name) for _ in value)
        else:
            yield (*at, name)


def seen(spot: Spot, tree: Explained) -> frozenset[Truth]:
    """The truth values that one evaluation of the clause gave the test, once for each element of a list."""
    return frozenset(truth for place, truth in _truths(tree, 0) if place == spot.place)


def _truths(tree: Explained, place: int) -> Iterator[tuple[int, Truth]]:
    node = tree.node
    match node:
        case c.All() | c.Any() | c.Not():
            for part in tree.parts:
                yield from _truths(part, place)
                place += _count(part.node)
        case c.Every() | c.Some():
            yield place, tree.truth
            for element in tree.parts:
                yield from _truths(element, place + 1)
        case _:
            yield place, tree.truth


def _count(node: c.Condition) -> int:
    return sum(1 for _ in _tests(node))


def forced(spot: Spot, truth: c.Condition) -> c.Condition:
    """The clause's condition with the test made always true or never true."""
    return _replaced(spot.clause.node, spot.place, truth)


def _replaced(node: c.Condition, place: int, new: c.Condition) -> c.Condition:
    match node:
        case c.All(parts) | c.Any(parts):
            replaced = []
            for part in parts:
                size = _count(part)
                replaced.append(_replaced(part, place, new) if 0 <= place < size else part)
                place -= size
            return type(node)(tuple(replaced))
        case c.Not(part):
            return c.Not(_replaced(part, place, new))
        case c.Every(path, inner) | c.Some(path, inner) if place > 0:
            return type(node)(path, _replaced(inner, place - 1, new))
        case _:
            return new
