"""Cases judged twice, from their files: under two policies, or under one policy and the law of two days."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tenken.api import Tenken
from tenken.case import Case
from tenken.errors import CaseError
from tenken.values import DateSpan
from tenken.workbench.effects import Effect, effect


@dataclass(frozen=True)
class Side:
    """One of the two: a policy, and the day of the law where it is not that of the case's own dates."""

    tenken: Tenken
    as_of: DateSpan | None = None


@dataclass(frozen=True)
class Unreadable:
    """A case that one of the two policies cannot read, and why."""

    file: Path
    side: Literal["old", "new"]
    error: CaseError


def replay(file: Path, old: Side, new: Side) -> Effect | Unreadable:
    """What moves in the case of a file. Raises CaseError where neither policy can read it."""
    before = _read(file, old)
    after = before if new.tenken is old.tenken else _read(file, new)
    if isinstance(after, CaseError):
        if isinstance(before, CaseError):
            raise after
        return Unreadable(file, "new", after)
    if isinstance(before, CaseError):
        return Unreadable(file, "old", before)
    return effect(old.tenken.judge(before, old.as_of), new.tenken.judge(after, new.as_of))


def _read(file: Path, side: Side) -> Case | CaseError:
    try:
        return side.tenken.read(file)
    except CaseError as problem:
        return problem
