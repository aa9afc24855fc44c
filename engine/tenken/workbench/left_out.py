"""A case as another policy can read it: without what that policy does not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from tenken.api import Tenken
from tenken.case import Case
from tenken.policy.check import At
from tenken.policy.model import DEFAULT_MUNICIPALITY
from tenken.policy.vocabulary import base_path


@dataclass(frozen=True)
class LeftOut:
    """What a policy does not know of a case: its city, facts, and values of facts that it does know."""

    municipality: str | None = None
    facts: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def as_known_to(case: Case, tenken: Tenken) -> tuple[Case, LeftOut | None]:
    """The case as a policy reads it that need not know all of it, and what is left out for that, if anything.

    A city that it does not know is judged as the default one; a fact, or a value, counts as not stated.
    """
    raw, reader = case.raw, tenken.reader
    named = dict[str, None]()
    while faults := list(reader.faults(raw)):
        named.update(dict.fromkeys(path for fault in faults for path in _facts_at(fault.at, raw)))
        raw = _without([fault.at for fault in faults], raw)
    city = case.municipality if raw["municipality"] != case.municipality else None
    known = tenken.policy.vocabulary.facts
    facts, values = (tuple(path for path in named if (path in known) == wanted) for wanted in (False, True))
    left_out = LeftOut(city, facts, values)
    return reader.build(raw, case.file), left_out if left_out != LeftOut() else None


def _facts_at(at: At, raw: Mapping[str, Any]) -> Iterable[str]:
    """The facts that a place in a case is about: those of a whole group, one, or one that is promised."""
    match at:
        case ("facts", str(group)):
            return [f"{group}.{name}" for name in raw["facts"][group]]
        case ("facts", str(group), str(name), *_):
            return [f"{group}.{name}"]
        case ("sources", str(path), *_):
            return [base_path(path)]
        case ("commitments" | "unanswered" as key, int(place), *_):
            return [raw[key][place]["path"]]
        case _:
            return []


def _without(places: Iterable[At], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a case without what stands at some places; the default city in place of its own."""
    kept = deepcopy(dict(raw))
    for at in sorted(set(map(_whole, places)), key=_order, reverse=True):  # the last entries of a list go first
        if at == ("municipality",):
            kept["municipality"] = DEFAULT_MUNICIPALITY
            continue
        holder: Any = kept
        for step in at[:-1]:
            holder = holder[step]
        del holder[at[-1]]
    return kept


def _order(at: At) -> list[str]:
    return [f"{step:09}" if isinstance(step, int) else step for step in at]


def _whole(at: At) -> At:
    """What is left out for a fault at a place: a whole fact, source, promise or concern."""
    match at:
        case ("facts", *_):
            return at[:3]
        case ("council", *_):
            return at[:3]
        case _:
            return at[:2]
