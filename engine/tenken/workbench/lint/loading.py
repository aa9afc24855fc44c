"""The lint for all that loading checks: where a policy cannot be loaded, nothing else can be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tenken.errors import Place, PolicyError, TenkenError
from tenken.evaluate import Judge
from tenken.policy.folders import read_sources
from tenken.policy.load import assemble
from tenken.texts import text
from tenken.workbench.lint.model import Context, Flaw, Lint, Problem


def load(folders: Sequence[Path], precedents: frozenset[str]) -> Context | list[Problem]:
    """The policy in the folders, ready to be looked at, or what keeps it from being loaded.

    `precedents` are the ids of the cases that riders may name. Raises PolicyError where it is a folder itself that cannot be read.
    """
    try:
        sources = read_sources(folders)
        policy = assemble(sources, folders)
        Judge(policy)
    except PolicyError as problem:
        errors = [problem, *problem.others]
        if any(one.place is not None and one.place.file in map(str, folders) for one in errors):
            raise
        return [_problem(one, folders[-1]) for one in errors]
    return Context(policy, sources, precedents)


def _problem(error: TenkenError, folder: Path) -> Problem:
    return Problem(LOADS.id, error.place or Place(str(folder)), error.message, error.remedy or LOADS.remedy)


def _nothing(_context: Context) -> Iterator[Flaw]:
    """A policy that is there to be looked at was loaded."""
    return iter(())


LOADS = Lint(
    "loads",
    text("読み込める", "It loads"),
    text(
        "知らないキー、ないパス、欠けた文、重なる期間があれば、プログラムは何も点検しない。",
        "With an unknown key, a path that does not exist, a missing text or overlapping periods nothing is checked at all.",
    ),
    text(
        "その箇所を policies/README.ja.md の書き方に合わせて直してください。",
        "write it as policies/README.md describes",
    ),
    _nothing,
)
