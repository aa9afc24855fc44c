"""The bounds written in a rule, where they stand in its file, and which of their boundary values examples show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tenken import condition as c
from tenken.policy.model import CITY_VALUES, Example, Policy, Rule
from tenken.policy.uses import clauses_of
from tenken.texts import Text, text
from tenken.values import DateSpan, Items, NumberSpan, days_between, parse_date
from tenken.workbench.lint.model import At

_BOUNDS = ("at_least", "at_most", "on_or_after", "on_or_before")
_BELOW, _ABOVE = text("下", "below"), text("上", "above")

Values = Mapping[str, Any]
"""Decoded values by path."""


@dataclass(frozen=True)
class Bound:
    """One bound: its place in the file, how it is written, and the list whose elements it is about.

    `lower`: a value must not be below it; else not above it.
    """

    at: At
    node: c.AtLeast | c.AtMost | c.Lasts
    lower: bool
    inside: str | None

    @property
    def beyond(self) -> Text:
        """On which side of it the value is that no longer fits."""
        return _BELOW if self.lower else _ABOVE

    @property
    def written(self) -> str:
        """The bound in a few words."""
        match self.node:
            case c.Lasts(start, end, least, most):
                return f"{start}..{end} {'≥' if self.lower else '≤'} {least if self.lower else most}"
            case c.AtLeast(path, bound) | c.AtMost(path, bound):
                return f"{path} {'≥' if self.lower else '≤'} {bound.path if isinstance(bound, c.Path) else bound}"

    @property
    def steps(self) -> set[int]:
        """The steps beyond the bound that examples are to show: 0 is the bound itself."""
        match self.node:
            case c.AtLeast(_, NumberSpan(low, _)) if low < 1:
                return {0}
            case _:
                return {0, 1}


def bounds_of(rule: Rule, raw: Mapping[str, Any]) -> Iterator[Bound]:
    """The bounds written in a rule's own conditions; those of concepts are their own matter."""
    for at, condition in clauses_of(rule):
        written: Any = raw
        for step in at:
            written = written[step]
        for (node, inside, lower), where in zip(_in_condition(condition, None), _places(written, at), strict=True):
            yield Bound(where, node, lower, inside)


def _in_condition(
    node: c.Condition, inside: str | None
) -> Iterator[tuple[c.AtLeast | c.AtMost | c.Lasts, str | None, bool]]:
    match node:
        case c.AtLeast() | c.AtMost():
            yield node, inside, isinstance(node, c.AtLeast)
        case c.Lasts():
            if node.at_least_days is not None:
                yield node, inside, True
            if node.at_most_days is not None:
                yield node, inside, False
        case c.Every(path, satisfies) | c.Some(path, satisfies):
            yield from _in_condition(satisfies, path)
        case _:
            for part in c.parts_of(node):
                yield from _in_condition(part, inside)


def _places(raw: Any, at: At) -> Iterator[At]:
    """Where bounds are written, in the order in which reading a condition meets them."""
    if isinstance(raw, list):
        for place, part in enumerate(raw):
            yield from _places(part, (*at, place))
    elif isinstance(raw, dict):
        for key, value in raw.items():
            if key == "lasts":
                yield from (
                    (*at, key, name) for name in ("at_least_days", "at_most_days") if value.get(name) is not None
                )
            elif key in ("every", "some"):
                yield from _places(raw["satisfies"], (*at, "satisfies"))
            elif key in _BOUNDS:
                yield (*at, key)
            elif key != "satisfies":
                yield from _places(value, (*at, key))


def shown(bound: Bound, example: Example, policy: Policy) -> Iterator[int]:
    """How far beyond the bound the example's values lie, where that is 0 or 1: a number or a day."""
    head = _values(example, policy)
    seen = [head] if bound.inside is None else _elements(head.get(bound.inside))
    return (int(step) for step in (_beyond(bound, values) for values in seen) if step is not None and step in (0, 1))


def _beyond(bound: Bound, values: Values) -> float | None:
    """How far the example's value lies beyond the bound, or None where either is not exact."""
    match bound.node:
        case c.Lasts(start, end, least, most):
            value = _days(values.get(start), values.get(end))
            limit: float | None = least if bound.lower else most
        case c.AtLeast(path, operand) | c.AtMost(path, operand):
            value = _exact(values.get(path))
            limit = _exact(values.get(operand.path)) if isinstance(operand, c.Path) else _edge(operand, bound.lower)
    if value is None or limit is None:
        return None
    return limit - value if bound.lower else value - limit


def _edge(operand: NumberSpan | DateSpan, lower: bool) -> float:
    """The last value that fits."""
    if isinstance(operand, NumberSpan):
        return operand.high if lower else operand.low
    return (operand.last if lower else operand.first).toordinal()


def _exact(value: Any) -> float | None:
    match value:
        case NumberSpan(low, high) if low == high:
            return low
        case DateSpan(first, last) if first == last:
            return float(first.toordinal())
        case _:
            return None


def _days(start: Any, end: Any) -> float | None:
    if isinstance(start, DateSpan) and isinstance(end, DateSpan):
        return _exact(days_between(start, end))
    return None


def _elements(value: Any) -> list[Values]:
    return list(value.elements) if isinstance(value, Items) else []


def _values(example: Example, policy: Policy) -> Values:
    """All that the example states, decoded, with the head's dates and the city's values."""
    city = policy.municipalities[example.municipality]
    values: dict[str, Any] = {
        CITY_VALUES[name].path: CITY_VALUES[name].decode(value) for name, value in city.values.items()
    }
    for name in ("consulted_on", "starts_on"):
        written = getattr(example, name)
        if written is not None:
            values[name] = parse_date(written)
    for group, stated in example.facts.items():
        for name, raw in stated.items():
            values[f"{group}.{name}"] = policy.vocabulary.facts[f"{group}.{name}"].decode(raw)
    return values
