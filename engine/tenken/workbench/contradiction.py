"""Conditions that no case can ever meet: a small check that says so only where it is certain.

What is wanted true or false is taken apart into tests, alternative by alternative. An alternative is given up as soon as
its tests contradict one another: a path would have to be two things at once. How the values of different paths
bear on one another is not looked at, so what is left counts as possible.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tenken import condition as c
from tenken.policy.model import CITY_VALUES
from tenken.policy.vocabulary import HEAD, Fact
from tenken.values import DateSpan, NumberSpan
from tenken.view import MUNICIPALITY
from tenken.workbench.ranges import Range, nothing_left

STEPS = 5000
"""Beyond so many steps a condition counts as possible."""

Wanted = tuple[c.Condition, bool]
"""A condition, and whether it is to be true or false; neither is unknown."""


@dataclass(frozen=True)
class World:
    """The values that there can be: facts and concepts by name, and the days that are out of question, by path."""

    facts: Mapping[str, Fact]
    concepts: Mapping[str, c.Condition] = field(default_factory=dict)
    never: Mapping[str, tuple[Range, ...]] = field(default_factory=dict)

    def fact(self, path: str) -> Fact | None:
        """The fact at a path, in a case's head or in a city's profile; None for a number of the profile, which has no bounds."""
        city = CITY_VALUES.get(path.removeprefix(MUNICIPALITY)) if path.startswith(MUNICIPALITY) else None
        return self.facts.get(path) or HEAD.get(path) or (city if city and city.kind == "boolean" else None)


class _TooManyStepsError(Exception):
    pass


def possible(wanted: Iterable[Wanted], world: World) -> bool:
    """Could a case make all the conditions true or false as wanted? True wherever that is not certain."""
    try:
        return _Search(world, _Budget()).opens(tuple(wanted), ())
    except _TooManyStepsError:
        return True


class _Budget:
    def __init__(self) -> None:
        self.left = STEPS

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooManyStepsError


class _Search:
    def __init__(self, world: World, budget: _Budget):
        self.world = world
        self.budget = budget

    def opens(self, pending: tuple[Wanted, ...], held: tuple[Wanted, ...]) -> bool:
        """Can what is pending hold together with the tests held so far?"""
        self.budget.spend()
        if not pending:
            return True
        (node, truth), rest = pending[0], pending[1:]
        match node:
            case c.Not(part):
                return self.opens(_in_order([(part, not truth)], rest), held)
            case c.Concept(id_) if id_ in self.world.concepts:
                return self.opens(_in_order([(self.world.concepts[id_], truth)], rest), held)
            case c.All(parts) | c.Any(parts):
                if isinstance(node, c.All) is truth:
                    return self.opens(_in_order([(part, truth) for part in parts], rest), held)
                return any(self.opens(_in_order([(part, truth)], rest), held) for part in parts)
        now = (*held, (node, truth))
        return self.agree(now) and self.opens(rest, now)

    def agree(self, held: tuple[Wanted, ...]) -> bool:
        """Can these tests come out as wanted, looked at path by path?"""
        if any((node, not truth) in held for node, truth in held):
            return False
        undecided = {node.path for node, truth in held if isinstance(node, c.Stated) and not truth}
        known = {path for node, _ in held if not isinstance(node, c.Stated) for path in c.paths_read(node)}
        head = set(HEAD) - set(self.world.facts)
        if undecided & {*known, *head}:
            return False
        return all(self._path_agrees(path, held) for path in known) and _periods_agree(held)

    def _path_agrees(self, path: str, held: tuple[Wanted, ...]) -> bool:
        own: list[Wanted] = [
            (node, truth)
            for node, truth in held
            if not isinstance(node, c.Lasts) and path == getattr(node, "path", None)
        ]
        fact = self.world.fact(path)
        if fact is not None and fact.kind == "list":
            return _inclusions_agree(own) and self._elements_agree(fact, own)
        if fact is not None and fact.kind in ("boolean", "choice", "text"):
            return _choices_agree(fact, own)
        return _spans_agree(fact, own, self.world.never.get(path, ()))

    def _elements_agree(self, fact: Fact, own: list[Wanted]) -> bool:
        """Is there an element for each that there must be, of which all holds that must hold of every element?"""
        there_must_be, of_every = list[Wanted](), list[Wanted]()
        for node, truth in own:
            if isinstance(node, c.Every | c.Some):
                (of_every if isinstance(node, c.Every) is truth else there_must_be).append((node.satisfies, truth))
        inner = _Search(World(fact.item.fields if fact.item else {}), self.budget)
        return all(inner.opens(_in_order([one], of_every), ()) for one in there_must_be)


def _in_order(new: Sequence[Wanted], rest: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """What does not branch comes first: contradictions show early."""
    return tuple(sorted((*new, *rest), key=_branches))


def _branches(wanted: Wanted) -> int:
    node, truth = wanted
    match node:
        case c.Not(part):
            return _branches((part, not truth))
        case c.All() | c.Any():
            return 0 if isinstance(node, c.All) is truth else 2
        case c.Concept():
            return 1
        case _:
            return 0


def _choices_agree(fact: Fact, own: list[Wanted]) -> bool:
    allowed: set[c.Scalar] = {True, False} if fact.kind == "boolean" else set(fact.choices)
    limited = fact.kind != "text"
    for node, truth in own:
        if isinstance(node, c.OneOf) and truth:
            allowed = allowed & set(node.values) if limited else set(node.values)
            limited = True
    refused = {value for node, truth in own if isinstance(node, c.OneOf) and not truth for value in node.values}
    return not limited or bool(allowed - refused)


def _spans_agree(fact: Fact | None, own: list[Wanted], never: tuple[Range, ...]) -> bool:
    """Is there a number or day that comes out as wanted? An imprecise value does only if all that it may be do."""
    whole = fact is not None and fact.kind == "date"
    within = Range(1, date.max.toordinal()) if whole else Range(-math.inf if fact is None else 0)
    gone, listed = list(never), list[set[float]]()
    for node, truth in own:
        if isinstance(node, c.OneOf) and truth:
            listed.append({low for low, high in map(_ends, node.values) if low == high})
        elif truth:
            within = _narrowed(within, _meant(node))
        else:
            gone += _refused(node)
    if not listed:
        return not nothing_left(within, gone, whole)
    return any(not nothing_left(_narrowed(within, Range(n, n)), gone, whole) for n in set.intersection(*listed))


def _meant(node: c.Condition) -> Range:
    """Where a value lies for which the test is true."""
    match node:
        case c.AtLeast(_, bound) if not isinstance(bound, c.Path):
            return Range(low=_ends(bound)[1])
        case c.AtMost(_, bound) if not isinstance(bound, c.Path):
            return Range(high=_ends(bound)[0])
        case _:
            return Range()


def _refused(node: c.Condition) -> list[Range]:
    """Where no value lies for which the test is false."""
    match node:
        case c.OneOf(_, values):
            return [Range(*_ends(value)) for value in values]
        case c.AtLeast(_, bound) if not isinstance(bound, c.Path):
            return [Range(low=_ends(bound)[0])]
        case c.AtMost(_, bound) if not isinstance(bound, c.Path):
            return [Range(high=_ends(bound)[1])]
        case _:
            return []


def _narrowed(one: Range, other: Range) -> Range:
    return Range(max(one.low, other.low), min(one.high, other.high))


def _ends(value: c.Scalar) -> tuple[float, float]:
    match value:
        case NumberSpan(low, high):
            return low, high
        case DateSpan(first, last):
            return first.toordinal(), last.toordinal()
        case _:
            return -math.inf, math.inf


def _inclusions_agree(own: list[Wanted]) -> bool:
    refused = {value for node, truth in own if isinstance(node, c.Includes) and not truth for value in node.values}
    return all(set(node.values) - refused for node, truth in own if isinstance(node, c.Includes) and truth)


def _periods_agree(held: tuple[Wanted, ...]) -> bool:
    """For each pair of dates: is there a number of days from one to the other that comes out as wanted?"""
    pairs = {(node.start, node.end) for node, _ in held if isinstance(node, c.Lasts)}
    return all(_period_agrees(pair, held) for pair in pairs)


def _period_agrees(pair: tuple[str, str], held: tuple[Wanted, ...]) -> bool:
    within, gone = Range(), list[Range]()
    for node, truth in held:
        if isinstance(node, c.Lasts) and (node.start, node.end) == pair:
            most = math.inf if node.at_most_days is None else node.at_most_days
            days = Range(max(1, node.at_least_days or 1), most)
            within, gone = (_narrowed(within, days), gone) if truth else (within, [*gone, days])
    return not nothing_left(within, gone, whole=True)
