"""Findings on a form: where something is said, or missing, is a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tenken.assessment import Assessment, FactOut, Finding, QuestionOut
from tenken.errors import Place
from tenken.policy.vocabulary import base_path
from tenken.texts import text
from tenken.view import MUNICIPALITY

Cells = Mapping[str, str]
"""The cells of a form, such as 「委託」D12, by the paths of what stands in them."""


def cell_of(path: str, cells: Cells) -> str | None:
    """The cell of a fact, or the nearest one: of a field that was not written, that of its list."""
    if path.startswith(MUNICIPALITY):
        path = "municipality"
    for nearest in (path, path.rpartition(".")[0] if "[" in path else path, base_path(path)):
        if nearest in cells:
            return cells[nearest]
    return None


@dataclass(frozen=True)
class FormPlaces:
    """The places in one form."""

    file: str
    cells: Cells

    def of(self, path: str, promised: bool = False) -> Place:
        """The cell of a fact; a promise has none."""
        return Place(self.file, part=None if promised else cell_of(path, self.cells))

    def head(self) -> Place:
        """The form as a whole."""
        return Place(self.file)


def in_cells(one: Assessment, cells: Cells) -> Assessment:
    """The assessment with the cells of facts and questions, for people to read."""
    return one.model_copy(
        update={
            "findings": tuple(_finding(finding, cells) for finding in one.findings),
            "questions": tuple(_question(question, cells) for question in one.questions),
        }
    )


def _finding(one: Finding, cells: Cells) -> Finding:
    return one.model_copy(update={"facts": tuple(_fact(fact, cells) for fact in one.facts)})


def _fact(one: FactOut, cells: Cells) -> FactOut:
    cell = None if one.committed else cell_of(one.path, cells)
    places = [place for place in (cell, one.source) if place]
    return one.model_copy(update={"source": ", ".join(places) or None})


def _question(one: QuestionOut, cells: Cells) -> QuestionOut:
    cell = cell_of(one.path, cells)
    return one.model_copy(update={"text": text(f"{one.text.ja} {cell}", f"{one.text.en} {cell}")}) if cell else one
