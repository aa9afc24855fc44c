"""Runs the lints over a policy's folders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tenken.data import layers, precedents_folder
from tenken.workbench.lint import conditions, evidence, examples, names, reach, texts
from tenken.workbench.lint.loading import LOADS, load
from tenken.workbench.lint.model import Context, Flaw, Lint, Problem, dotted

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


def run_lints(folder: Path | None, chosen: Collection[str] = (), cases: Iterable[Path] = ()) -> LintReport:
    """The problems in the shipped policies, or in the folder that is layered over them or complete.

    `chosen` are ids of LINTS; none stands for all. `cases` hold precedents beside the shipped ones. Raises PolicyError where the folder itself cannot be read.
    """
    folders = layers(folder)
    files = sum(1 for _ in folders[-1].glob("*/*.yaml"))
    lints = tuple(lint for lint in LINTS.values() if not chosen or lint.id in chosen)
    context = load(
        folders, frozenset(path.stem for one in (precedents_folder(), *cases) for path in one.rglob("*.json"))
    )
    if isinstance(context, list):
        found = context
        lints = lints if LOADS in lints else (LOADS, *lints)
    else:
        found = [_problem(lint, flaw, context) for lint in lints for flaw in lint.check(context)]
    return LintReport(tuple(_told_apart(sorted(found, key=_order))), lints, files)


def _problem(lint: Lint, flaw: Flaw, context: Context) -> Problem:
    place = context.place(flaw.doc, *flaw.at)
    return Problem(lint.id, place, flaw.message, flaw.remedy or lint.remedy, dotted(flaw.at) or None)


def _told_apart(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; where a lint finds several at one path, the second's key ends in #2, and so on."""
    seen = Counter[tuple[str, str, str | None]]()
    for problem in problems:
        same = problem.lint, problem.place.file, problem.key
        seen[same] += 1
        yield problem if seen[same] == 1 else replace(problem, key=f"{problem.key or ''}#{seen[same]}")


def _order(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return place.file, place.line or 0, place.column or 0, problem.lint
