"""What pipelines take from a run: one outcome for each rule on each subject, before any format.

SARIF and JUnit are two ways to write the same outcomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True)
class Outcome:
    """How one check came out on one subject (a case, a rule), and where in which file that can be seen."""

    check: str
    subject: str
    kind: Kind
    level: Level
    message: str
    place: Place | None = None


@dataclass(frozen=True)
class Outcomes:
    """All outcomes of one run, with every check that was made."""

    command: str
    checks: tuple[Check, ...]
    outcomes: tuple[Outcome, ...]
    lang: Literal["ja", "en"]
