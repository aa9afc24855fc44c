"""The ways in which a written condition can be wrong by one step: what a rule's examples have to notice.

A mutation changes one entry of a condition as it is written in YAML. These are the operators:
bounds and days moved by one, tests and comparisons turned round, `all` and `any`, `every` and `some`, `includes`
and `includes_any` exchanged, a concept or a `not` negated, a part or a value left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tenken.errors import Fault
from tenken.policy.check import At
from tenken.policy.law import neighbours
from tenken.policy.operands import MAX_NUMBER
from tenken.values import parse_date

Raw = Mapping[str, Any]
"""A condition as written."""

_TURNED = {
    "at_least": "at_most", "at_most": "at_least", "on_or_after": "on_or_before", "on_or_before": "on_or_after",
    "at_least_days": "at_most_days", "at_most_days": "at_least_days",
    "all": "any", "any": "all", "every": "some", "some": "every",
    "includes": "includes_any", "includes_any": "includes",
}  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """One entry of a condition changed: `before` and `after` are conditions, `whole` the condition around them.

    `at` is the entry's path in the condition, `inside` the list whose element it is about. `after` is None
    where the entry is left out.
    """

    at: At
    inside: str | None
    before: Raw
    after: Raw | None
    whole: Raw
    change: str

    @property
    def name(self) -> str:
        """What identifies it within its condition: the path and what becomes of it."""
        return f"{'/'.join(map(str, self.at))} -> {self.change}" if self.at else f"-> {self.change}"


def mutations(raw: Raw, inside: str | None = None) -> Iterator[Mutation]:
    """Every mutation of a condition, the parts of it included."""
    entries = entries_of(raw)
    if len(entries) > 1:
        yield Mutation((), inside, raw, {"any": entries}, {"any": entries}, "any")
    for place, entry in enumerate(entries):
        others = [*entries[:place], *entries[place + 1 :]]
        key = key_of(entry)
        if others:
            yield Mutation((key,), inside, entry, None, joined(others), "left out")
        for found in _of_entry(entry, key, inside):
            yield replace(found, whole=joined([*entries[:place], found.whole, *entries[place + 1 :]]))


def entries_of(raw: Raw) -> list[dict[str, Any]]:
    """The parts that a mapping holds, each a condition of its own."""
    entries = []
    for key, value in raw.items():
        if key != "satisfies":
            quantified = key in ("every", "some")
            entries.append({key: value, "satisfies": raw["satisfies"]} if quantified else {key: value})
    return entries


def key_of(entry: Raw) -> str:
    """The key of a condition with one part."""
    return next(key for key in entry if key != "satisfies")


def joined(entries: list[Any]) -> Raw:
    """Conditions that must all hold as one, in a mapping where no key stands twice."""
    keys = [key for entry in entries for key in entry]
    if len(set(keys)) == len(keys):
        return {key: value for entry in entries for key, value in entry.items()}
    return {"all": entries}


def _of_entry(entry: Raw, key: str, inside: str | None) -> Iterator[Mutation]:
    value = entry[key]

    def changed(after: Raw, change: str, at: At = (key,)) -> Mutation:
        return Mutation(at, inside, entry, after, after, change)

    match key:
        case "all" | "any":
            yield from _of_list(entry, key, inside)
        case "not":
            yield changed(value, "without not")
            for found in mutations(value, inside):
                yield replace(found, at=("not", *found.at), whole={"not": found.whole})
        case "concept":
            yield changed({"not": dict(entry)}, "not")
        case "every" | "some":
            turned = _TURNED[key]
            yield changed({turned: value, "satisfies": entry["satisfies"]}, turned)
            for found in mutations(entry["satisfies"], value):
                yield replace(found, at=("satisfies", *found.at), whole={key: value, "satisfies": found.whole})
        case "lasts":
            for after, change, at in (*_of_bounds(value), *_bounds_left_out(value)):
                yield changed({key: after}, change, (key, *at))
        case _:
            for after, change, at in _of_test(value):
                yield changed({key: after}, change, (key, *at))


def _of_list(entry: Raw, key: str, inside: str | None) -> Iterator[Mutation]:
    parts = entry[key]
    for place, part in enumerate(parts):
        for found in mutations(part, inside):
            rebuilt = [*parts[:place], found.whole, *parts[place + 1 :]]
            yield replace(found, at=(key, place, *found.at), whole={key: rebuilt})
    if len(parts) > 1:
        after = {_TURNED[key]: parts}
        yield Mutation((key,), inside, entry, after, after, _TURNED[key])
        for place, part in enumerate(parts):
            rest = {key: [*parts[:place], *parts[place + 1 :]]}
            yield Mutation((key, place), inside, part, None, rest, "left out")


_Change = tuple[Any, str, At]
"""A test after the change, what the change is, and the path inside the test."""


def _of_test(test: Any) -> Iterator[_Change]:
    if not isinstance(test, dict):
        yield (not test, _shown(not test), ()) if isinstance(test, bool) else ({"not": test}, f"not {_shown(test)}", ())
        return
    for name, value in test.items():
        rest = {other: kept for other, kept in test.items() if other != name}
        if rest:
            yield rest, "left out", (name,)
        for after, change, at in _of_one_test(name, value):
            if rest and isinstance(after, dict) and not set(rest) & set(after):
                yield {**rest, **after}, change, at
            elif not rest:
                yield after, change, at


def _of_one_test(name: str, value: Any) -> Iterator[_Change]:
    at = (name,)
    match name:
        case "in":
            yield {"not": {name: value}}, "not", at
            yield from _values_left_out(name, value)
        case "includes" | "includes_any":
            yield {"not": {name: value}}, "not", at
            if isinstance(value, list) and len(value) > 1:
                yield {_TURNED[name]: value}, _TURNED[name], at
                yield from _values_left_out(name, value)
        case "stated":
            yield {name: not value}, _shown(not value), at
        case "not":
            yield value, "without not", at
            for after, change, inner in _of_test(value):
                yield {"not": after}, change, (name, *inner)
        case _:
            yield from _of_bounds({name: value})


def _values_left_out(name: str, listed: list[Any]) -> Iterator[_Change]:
    if len(listed) > 1:
        for value in listed:
            yield {name: [one for one in listed if one != value]}, f"without {_shown(value)}", (name,)


def _of_bounds(bounds: Raw) -> Iterator[_Change]:
    """A comparison turned round, and its bound moved by one; a bound that is another path stays."""
    for name, bound in bounds.items():
        if name not in _TURNED:
            continue
        rest = {other: value for other, value in bounds.items() if other != name}
        if _TURNED[name] not in rest:
            yield {**rest, _TURNED[name]: bound}, _TURNED[name], (name,)
        for moved in _moved(bound):
            yield {**bounds, name: moved}, _shown(moved), (name,)


def _bounds_left_out(bounds: Raw) -> Iterator[_Change]:
    """One of two bounds on a period left out."""
    named = [name for name in bounds if name in _TURNED]
    if len(named) > 1:
        for name in named:
            yield {other: value for other, value in bounds.items() if other != name}, "left out", (name,)


def _moved(bound: Any) -> tuple[Any, ...]:
    """By one, or by one day; nothing beyond what a condition may name."""
    if isinstance(bound, int | float):
        return tuple(moved for moved in (bound - 1, bound + 1) if abs(moved) <= MAX_NUMBER)
    try:
        span = parse_date(bound)
    except Fault:
        return ()
    near = (
        (*neighbours(span.first)[:-1], *neighbours(span.last)[1:]) if span.first < span.last else neighbours(span.first)
    )
    return tuple(map(str, near))


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
