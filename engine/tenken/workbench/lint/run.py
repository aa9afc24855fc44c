"""Runs the lints over a policy's folders."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from tenken.data import layers
from tenken.workbench.lint import conditions, evidence, examples, names, reach, texts
from tenken.workbench.lint.loading import LOADS, load
from tenken.workbench.lint.model import Flaw, Lint, Problem

LINTS: Mapping[str, Lint] = {
    lint.id: lint
    for lint in (
        LOADS,
        *names.LINTS,
        *texts.LINTS,
        *examples.LINTS,
        *reach.LINTS,
        *conditions.LINTS,
        *evidence.LINTS,
    )
}
"""Every lint by its id."""


@dataclass(frozen=True)
class LintReport:
    """What was found, by file and line; which lints were looked for; and in how many files."""

    problems: tuple[Problem, ...]
    lints: tuple[Lint, ...]
    files: int

    @property
    def loaded(self) -> bool:
        """Could the policy be loaded? If not, only what keeps it from that was found."""
        return all(problem.lint != LOADS.id for problem in self.problems)


def run_lints(folder: Path | None, chosen: Collection[str] = ()) -> LintReport:
    """The problems in the shipped policies, or in the folder that is layered over them or complete.

    `chosen` are ids of LINTS; none stands for all. Raises PolicyError where the folder itself cannot be read.
    """
    folders = layers(folder)
    files = sum(1 for _ in folders[-1].glob("*/*.yaml"))
    lints = tuple(lint for lint in LINTS.values() if not chosen or lint.id in chosen)
    context = load(folders)
    if isinstance(context, list):
        found = [_problem(LOADS, flaw) for flaw in context]
        lints = lints if LOADS in lints else (LOADS, *lints)
    else:
        found = [_problem(lint, flaw) for lint in lints for flaw in lint.check(context)]
    return LintReport(tuple(sorted(found, key=_order)), lints, files)


def _problem(lint: Lint, flaw: Flaw) -> Problem:
    return Problem(lint.id, flaw.place, flaw.message, flaw.remedy or lint.remedy)


def _order(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return place.file, place.line or 0, place.column or 0, problem.lint
