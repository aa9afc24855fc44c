"""A policy folder put to the test: its rules and concepts by id, with what their examples show."""

from __future__ import annotations

from pathlib import Path

from tenken import Tenken
from tenken.data import layers
from tenken.policy.folders import read_sources
from tenken.policy.load import assemble
from tenken.workbench.selection import selected
from tenken.workbench.subjects import Subject
from tenken.workbench.testing import PolicyResult, SubjectResult, put_to_test


def run_tests(folder: Path | None = None, *paths: Path, mutate: bool = False) -> PolicyResult:
    """What testing the folder shows."""
    folders = layers(folder)
    sources = read_sources(folders)
    tenken = Tenken(assemble(sources, folders))
    return put_to_test(tenken, selected(tenken.policy, sources, paths), mutate)


def results(folder: Path | None = None, mutate: bool = False) -> dict[str, SubjectResult]:
    """The same, by rule and concept."""
    return {one.subject.id: one for one in run_tests(folder, mutate=mutate).results}


def subject(folder: Path, id_: str) -> Subject:
    """One rule or concept on its examples."""
    return results(folder)[id_].subject
