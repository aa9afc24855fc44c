"""The values of facts that are worth trying, for what some conditions test of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from tenken import condition as c
from tenken.policy.law import neighbours
from tenken.policy.model import Policy
from tenken.policy.shapes import ExampleFile
from tenken.policy.vocabulary import HEAD, Fact
from tenken.values import DateSpan, NumberSpan
from tenken.view import MUNICIPALITY
from tenken.workbench.coverage import ALWAYS_KNOWN

ABSENT = object()
"""The fact is not stated."""

USUAL = date.fromisoformat(str(ExampleFile.model_fields["starts_on"].default))
"""The day on which examples start unless they say otherwise: dates compared with other dates are tried about it."""

CITY = "municipality"
"""Stands for the example's city among the facts and dates that are varied."""

UNNAMED = "—"
"""A text that no test names."""


def tried(conditions: Iterable[c.Condition], policy: Policy) -> dict[str, list[Any]]:
    """For each fact that the conditions read, through concepts too, the values worth trying."""
    nodes = list(_nodes(conditions, policy))
    found: dict[str, list[Any]] = {}
    for path in dict.fromkeys(path for node in nodes for path in c.paths_read(node)):
        if path.startswith(MUNICIPALITY):
            found[CITY] = list(policy.municipalities)
            continue
        fact = policy.vocabulary.facts.get(path) or HEAD[path]
        tested = [node for node in nodes if path in c.paths_read(node)]
        absent = () if path in ALWAYS_KNOWN else (ABSENT,)
        found[path] = [*absent, *_of_fact(fact, tested)]
    return found


def keys_of(test: c.Condition) -> list[str]:
    """What is to be varied for a test: facts, dates of the head, the city."""
    return list(dict.fromkeys(CITY if path.startswith(MUNICIPALITY) else path for path in c.paths_read(test)))


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
    yield from _decided(fact, tests)
    if fact.path not in HEAD:
        yield {"undecided": True}


def _decided(fact: Fact, tests: Sequence[c.Condition]) -> Iterator[Any]:
    match fact.kind:
        case "boolean":
            yield from (True, False)
        case "choice":
            yield from fact.choices
        case "number" | "integer":
            yield from dict.fromkeys(near for node in tests for near in _numbers(node))
        case "date":
            yield from dict.fromkeys(str(day) for node in tests for day in _days(fact.path, node))
        case "text":
            yield from dict.fromkeys(value for node in tests for value in (*_named(node), UNNAMED))
        case "list":
            yield from _lists(fact, tests)


def _named(node: c.Condition) -> tuple[Any, ...]:
    """The values that a test names."""
    match node:
        case c.AtLeast(_, bound) | c.AtMost(_, bound):
            return (bound,)
        case c.OneOf(_, values) | c.Includes(_, values):
            return values
        case _:
            return ()


def _numbers(node: c.Condition) -> Iterator[float]:
    """The numbers that a test names and their neighbours; of another path, or of none, small ones."""
    for named in _named(node) or (None,):
        middle = named.low if isinstance(named, NumberSpan) else 1
        for number in (middle, middle - 1, middle + 1):
            if number >= 0:
                yield int(number) if number == int(number) else number


def _days(path: str, node: c.Condition) -> Iterator[date]:
    """The days that a test names and their neighbours; of another path or a period, days about the usual one."""
    match node:
        case c.Lasts(_, end, at_least, at_most) if path == end:
            for days in (at_least, at_most):
                if days is not None:
                    yield from (USUAL + timedelta(days=days + off) for off in (-1, -2, 0))
        case _:
            for named in _named(node) or (None,):
                first, last = (named.first, named.last) if isinstance(named, DateSpan) else (USUAL, USUAL)
                yield from (first, *neighbours(first), last, *neighbours(last))


def _lists(fact: Fact, tests: Sequence[c.Condition]) -> Iterator[Any]:
    assert fact.item is not None
    if fact.item.kind != "object":
        elements: list[Any] = list(_decided(fact.item, tests))
    else:
        inner = [one for node in tests if isinstance(node, c.Every | c.Some) for one in c.walk(node.satisfies)]
        elements = list(_objects(fact.item, inner))
    yield from ([element] for element in elements[:1])  # says more than an empty list, as an example
    yield []
    yield {"items": [], "complete": False}
    yield from ([element] for element in elements[1:])
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
