"""The values of facts that are worth trying, for what some conditions test of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product
from typing import Any

from tenken import condition as c
from tenken.policy.model import Policy
from tenken.policy.vocabulary import HEAD, Fact
from tenken.values import DateSpan, NumberSpan

ABSENT = object()
"""The fact is not stated."""


def tried(conditions: Iterable[c.Condition], policy: Policy) -> dict[str, list[Any]]:
    """For each fact that the conditions read, through concepts too, the values worth trying."""
    nodes = list(_nodes(conditions, policy))
    paths = dict.fromkeys(path for node in nodes for path in c.paths_read(node))
    found = {}
    for path in paths:
        fact = policy.vocabulary.facts.get(path) or HEAD.get(path)
        if fact is not None and path != "stage":
            tested = [node for node in nodes if path in c.paths_read(node)]
            found[path] = [*((ABSENT,) if path != "consulted_on" else ()), *_of_fact(fact, tested)]
    return found


def _nodes(conditions: Iterable[c.Condition], policy: Policy) -> Iterator[c.Condition]:
    pending, seen = list(conditions), set[str]()
    while pending:
        for node in _outer(pending.pop()):
            yield node
            if isinstance(node, c.Concept) and node.id not in seen:
                seen.add(node.id)
                pending.append(policy.concepts[node.id].when)


def _outer(node: c.Condition) -> Iterator[c.Condition]:
    """The node and its parts, but not the conditions on elements, whose paths are fields."""
    yield node
    for part in c.parts_of(node):
        yield from _outer(part)


def _of_fact(fact: Fact, tests: Sequence[c.Condition]) -> Iterator[Any]:
    match fact.kind:
        case "boolean":
            yield from (True, False)
        case "choice":
            yield from fact.choices
        case "number" | "integer":
            yield from dict.fromkeys(near for node in tests for bound in _bounds(node) for near in _near(bound))
        case "date":
            yield from dict.fromkeys(near for node in tests for bound in _bounds(node) for near in _near(bound))
        case "text":
            yield "—"
        case "list":
            yield from _lists(fact, tests)
        case _:
            return
    if fact.path not in HEAD:
        yield {"undecided": True}


def _bounds(node: c.Condition) -> Iterator[Any]:
    match node:
        case c.AtLeast(_, bound) | c.AtMost(_, bound) if not isinstance(bound, c.Path):
            yield bound
        case c.OneOf(_, values):
            yield from values


def _near(bound: Any) -> Iterator[Any]:
    match bound:
        case NumberSpan(low, _):
            for number in (low, low - 1, low + 1):
                if number >= 0:
                    yield int(number) if number == int(number) else number
        case DateSpan(first, last):
            for day in (first, first - timedelta(days=1), last, last + timedelta(days=1)):
                yield str(day)


def _lists(fact: Fact, tests: Sequence[c.Condition]) -> Iterator[Any]:
    assert fact.item is not None
    yield []
    yield {"items": [], "complete": False}
    if fact.item.kind != "object":
        elements: list[Any] = list(_of_fact(replace(fact.item, path="starts_on"), tests))
    else:
        inner = [one for node in tests if isinstance(node, c.Every | c.Some) for one in c.walk(node.satisfies)]
        elements = list(_objects(fact.item, inner))
    yield from ([element] for element in elements)
    yield from ({"items": [element], "complete": False} for element in elements)
    yield from ([one, other] for one, other in combinations(elements, 2))


def _objects(item: Fact, tests: Sequence[c.Condition]) -> Iterator[dict[str, Any]]:
    """Elements over the fields that are tested, each stated in every way or left out."""
    read = dict.fromkeys(path for node in tests for path in c.paths_read(node) if path in item.fields)
    choices = []
    for name in read:
        tested = [node for node in tests if name in c.paths_read(node)]
        choices.append([(name, value) for value in _of_fact(item.fields[name], tested)] + [(name, ABSENT)])
    for combination in product(*choices):
        yield {name: value for name, value in combination if value is not ABSENT}
