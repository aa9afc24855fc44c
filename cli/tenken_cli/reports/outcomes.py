"""What pipelines take from a run: one outcome for each rule on each subject, before any format.

SARIF and JUnit are two ways to write the same outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tenken.errors import Place

Kind = Literal["pass", "fail", "open", "review", "notApplicable"]
"""SARIF's words."""

Level = Literal["error", "warning", "note", "none"]
"""How much a failure weighs; `none` for whatever did not fail."""


@dataclass(frozen=True)
class Check:
    """What was checked: a rule or a lint, by its id, told in the reader's language."""

    id: str
    title: str
    text: str
    help: str | None = None
    """What to do where it fails."""
    level: Level = "warning"
    """How much a failure usually weighs."""
    group: str | None = None
    """What it belongs to, such as a family of rules."""
    properties: Mapping[str, Any] = field(default_factory=dict)
    """More about it, as JSON."""


@dataclass(frozen=True)
class Spot:
    """One thing that an outcome rests on: where it is written, by what path it goes, and what it says."""

    place: Place | None = None
    path: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class Outcome:
    """How one check came out on one subject (a case, a rule, a file), and where in which file that can be seen."""

    check: str
    subject: str
    kind: Kind
    level: Level
    message: str
    place: Place | None = None
    spots: tuple[Spot, ...] = ()
    """What it rests on, what decided first; where there are none, `place` is all that is known."""
    file: str | None = None
    """The subject's file: two subjects may go by one name."""
    key: str | None = None
    """What tells it from other outcomes of the check on the subject, the same in every run; None where there is one."""
    weight: str | None = None
    """What kind of failure it is, such as the force of a rule; else its level tells."""
    details: tuple[str, ...] = ()
    """Lines to be read under the message."""
    properties: Mapping[str, Any] = field(default_factory=dict)
    """More about it, as JSON."""

    @property
    def named(self) -> str:
        """The check, with the key where there is one."""
        return f"{self.check} {self.key}" if self.key else self.check

    @property
    def where(self) -> tuple[Spot, ...]:
        """The spots, or the bare place."""
        return self.spots or ((Spot(self.place),) if self.place else ())


@dataclass(frozen=True)
class Subject:
    """What more there is to say of a subject than its name."""

    id: str
    file: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """An input that could not be checked: what it is called, what is wrong with it, and where."""

    name: str
    message: str
    place: Place | None = None


@dataclass(frozen=True)
class Outcomes:
    """All outcomes of one run, with every check that was made, and the inputs on which none could be."""

    command: str
    checks: tuple[Check, ...]
    outcomes: tuple[Outcome, ...]
    lang: Literal["ja", "en"]
    subjects: tuple[Subject, ...] = ()
    problems: tuple[Problem, ...] = ()
    properties: Mapping[str, Any] = field(default_factory=dict)
    """More about the run, as JSON."""
