"""The closed set of conditions. A rule is written with these twelve nodes and nothing else.

Nodes are frozen and know nothing of cases: readings give them meaning (see `readings`).
A path names a fact (`link.kind`), a field of a list's element inside `Every` and `Some` (`consent`),
a value of the city's profile (`municipality.log_retention_years`) or a date of the case's head (`starts_on`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tenken.values import DateSpan, NumberSpan


@dataclass(frozen=True)
class Path:
    """An operand that is another fact, a date of the case's head or a value of the city's profile."""

    path: str


Scalar = bool | str | NumberSpan | DateSpan
Operand = NumberSpan | DateSpan | Path


@dataclass(frozen=True)
class All:
    """Every part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Any:
    """At least one part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part is false."""

    part: Condition


@dataclass(frozen=True)
class Concept:
    """The concept of this id is true."""

    id: str


@dataclass(frozen=True)
class OneOf:
    """The fact's value is one of these."""

    path: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True)
class AtLeast:
    """The number is at or above the bound; a date: on or after it."""

    path: str
    bound: Operand


@dataclass(frozen=True)
class AtMost:
    """The number is at or below the bound; a date: on or before it."""

    path: str
    bound: Operand


@dataclass(frozen=True)
class Stated:
    """A value is stated; unknown while the fact is absent, false while it is undecided."""

    path: str


@dataclass(frozen=True)
class Includes:
    """The list holds at least one of these values."""

    path: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True)
class Lasts:
    """The period from one date to another, both ends counted, has so many days."""

    start: str
    end: str
    at_least_days: int | None
    at_most_days: int | None


@dataclass(frozen=True)
class Every:
    """All elements of the list satisfy the condition; true for an empty list."""

    path: str
    satisfies: Condition


@dataclass(frozen=True)
class Some:
    """At least one element of the list satisfies the condition."""

    path: str
    satisfies: Condition


Condition = All | Any | Not | Concept | OneOf | AtLeast | AtMost | Stated | Includes | Lasts | Every | Some
Test = OneOf | AtLeast | AtMost | Stated | Includes | Lasts | Every | Some
"""What is decided on case data alone: the leaves that concepts are chained from."""


def parts_of(node: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a node; an element's condition is not among them."""
    match node:
        case All(parts) | Any(parts):
            return parts
        case Not(part):
            return (part,)
        case _:
            return ()


def walk(node: Condition) -> Iterator[Condition]:
    """The node and all below it, elements' conditions included."""
    yield node
    inner = (node.satisfies,) if isinstance(node, Every | Some) else parts_of(node)
    for part in inner:
        yield from walk(part)


def paths_read(node: Condition) -> Iterator[str]:
    """The paths that the node itself or its parts read; for a list's element, the list's path."""
    match node:
        case Lasts(start, end):
            yield from (start, end)
        case All() | Any() | Not():
            for part in parts_of(node):
                yield from paths_read(part)
        case AtLeast(path, bound) | AtMost(path, bound):
            yield path
            if isinstance(bound, Path):
                yield bound.path
        case OneOf(path) | Stated(path) | Includes(path) | Every(path) | Some(path):
            yield path
        case Concept():
            return


def paths_below(node: Condition) -> frozenset[str]:
    """All paths that the node or anything below it reads; inside a list's element, the names of its fields."""
    return frozenset(path for part in walk(node) for path in paths_read(part))


def concepts_used(node: Condition) -> Iterator[str]:
    """The ids of the concepts that the node or anything below it names."""
    for part in walk(node):
        if isinstance(part, Concept):
            yield part.id
