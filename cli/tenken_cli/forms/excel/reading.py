"""Reads a form in Excel as a case. Whatever is wrong in it is told at once, each with its sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from tenken.case import Case, CaseReader
from tenken.documents import parse_json
from tenken.errors import CaseError, Fault, Place, shortened
from tenken.policy.vocabulary import Fact
from tenken.texts import Lang, Text, text
from tenken_cli.forms.excel import keys
from tenken_cli.forms.excel.answers import Answers
from tenken_cli.forms.excel.complete import what_is_gone
from tenken_cli.forms.excel.guard import workbook_bytes
from tenken_cli.forms.excel.kept import merged
from tenken_cli.forms.excel.layout import NEEDED, NOTES, head_facts
from tenken_cli.forms.excel.sheets import FormCell, open_book, read_cells, read_meta

_NEW_FORM = text(
    "`tenken form -o form.xlsx` で新しい点検票を作ってください。", "make a new form with `tenken form -o form.xlsx`"
)
_NO_FORM = text("点検票ではありません。", "is no form of Tenken")


@dataclass(frozen=True)
class Form:
    """A case that was read from a form, and the cells in which its facts stand, by path."""

    case: Case
    cells: Mapping[str, FormCell]


def read_form(reader: CaseReader, path: Path, municipality: str | None = None) -> Form:
    """The case in a form. Raises CaseError, carrying every fault that was found.

    `municipality` takes the place of the form's own.
    """
    return read_content(reader, workbook_bytes(path), str(path), municipality)


def read_content(reader: CaseReader, content: BytesIO, file: str, municipality: str | None = None) -> Form:
    """The case in a form's content that is known to do no harm, see `read_form`; `file` is what errors call it."""
    return _Reading(reader, file).read(content, municipality)


class _Reading:
    """One form being read."""

    def __init__(self, reader: CaseReader, file: str):
        self._reader = reader
        self._policy = reader.policy
        self._file = file
        self._lang: Lang = "ja"

    def read(self, content: BytesIO, municipality: str | None) -> Form:
        book = open_book(content, self._file)
        carried = read_meta(book)
        if carried is None:
            raise CaseError(_NO_FORM, Place(self._file), _NEW_FORM)
        data, kept = carried
        self._lang = "en" if data.lang == "en" else "ja"
        cells = read_cells(book)
        answers = Answers(self._policy.vocabulary, cells)
        first = self._first(kept)
        self._stop_at([(None, fault) for fault in what_is_gone(self._policy, data, cells)])
        now = self._now(answers, municipality)
        answers.look_for_rest()
        self._stop_at(answers.faults)
        case = merged(first, now, self._policy.vocabulary, head_facts(self._policy))
        self._stop_at([(_cell_at(fault.at, answers.where), fault) for fault in self._reader.faults(case)])
        return Form(self._reader.build(case, self._file), answers.where)

    def _now(self, answers: Answers, municipality: str | None) -> dict[str, Any]:
        """What stands in the cells: head, facts by path, notes."""
        head: dict[str, Any] = {}
        for name, fact in head_facts(self._policy).items():
            if municipality is not None and name == "municipality":
                answers.cell(name, name)
                head[name] = municipality
                continue
            value = self._head(name, fact, answers)
            if value is not None:
                head[name] = value
        facts = {path: answers.value(path, path, fact) for path, fact in self._policy.vocabulary.facts.items()}
        notes = answers.texts(NOTES)
        notes += [f"【{self._named(key)}】{note}" for key, note in answers.notes()]
        return {**head, "facts": {path: raw for path, raw in facts.items() if raw is not None}, "notes": notes}

    def _head(self, name: str, fact: Fact, answers: Answers) -> Any:
        label, cell = fact.label, answers.cells.answers.get(name)
        before = len(answers.faults)
        value = answers.value(name, name, fact)
        if isinstance(value, dict):
            remedy = text("決まっていなければ空けておいてください。", "leave it empty where it is not known")
            answers.wrong(cell, Fault(text("「未定」とは書けません。", "may not be 'undecided'"), remedy=remedy))
            return None
        if value is None and name in NEEDED and len(answers.faults) == before:
            said = text(f"「{label.ja}」がありません。", f"'{label.en}' is missing")
            answers.wrong(
                cell, Fault(said, remedy=text("この欄は必ず書いてください。", "this cell has to be filled in"))
            )
        return value

    def _named(self, key: str) -> str:
        path = keys.base(key)
        facts = {**self._policy.vocabulary.facts, **head_facts(self._policy), NOTES.path: NOTES}
        return facts[path].label.get(self._lang) if path in facts else path

    def _first(self, kept: str) -> Mapping[str, Any]:
        """The case from which the form was filled. Raises CaseError where the unseen data have been tampered with."""
        try:
            first = parse_json(kept or "{}", self._file)
        except CaseError:
            raise self._damaged() from None
        faults = list(self._reader.faults(first)) if first != {} else []
        if faults:
            raise self._damaged(faults[0].message)
        assert isinstance(first, dict)
        return first

    def _damaged(self, why: Text | None = None) -> CaseError:
        ja, en = (why.ja, f": {why.en}") if why else ("", "")
        return CaseError(
            text(
                f"点検票の見えないデータが、いまのポリシーに合いません。{ja}",
                f"its unseen data do not fit these policies{en}",
            ),
            Place(self._file),
            _NEW_FORM,
        )

    def _stop_at(self, faults: list[tuple[FormCell | None, Fault]]) -> None:
        """Raise CaseError with all faults, if there are any."""
        errors = [
            CaseError(fault.message, Place(self._file, part=str(cell) if cell else None), fault.remedy)
            for cell, fault in faults
        ]
        if errors:
            errors[0].others = tuple(errors[1:])
            raise errors[0]


def _cell_at(at: tuple[str | int, ...], where: Mapping[str, FormCell]) -> FormCell | None:
    """The cell of a place in the case, or of the nearest place above it."""
    steps = at[1:] if at[:1] == ("facts",) else at[:1]
    found, path = None, ""
    for step in steps:
        if step in ("items", "complete") and path in where:
            continue
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else shortened(step, 100)
        found = where.get(path, found)
    return found
