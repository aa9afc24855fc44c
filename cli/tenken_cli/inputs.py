"""The case files that a command is given, JSON or forms in Excel: found, read, reported one by one where they are wrong."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tenken.api import Tenken
from tenken.case import Case
from tenken.documents import MAX_BYTES, cannot_read, decode, read_text
from tenken.errors import CaseError, Place, shortened
from tenken.texts import Lang, text
from tenken_cli.extras import office
from tenken_cli.options import complain, need_known

STDIN = "-"
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls")
"""What is read as a form, or refused with what to do."""
FORM = ".xlsx"
LOCK = "~$"
"""Begins the name of the file that Excel puts beside an open one."""
LONGEST_PATH = 300
STDIN_NAME = "<stdin>"
"""What a case from standard input has in place of a file."""


@dataclass
class Inputs:
    """Reads the cases named on a command line. What is wrong is told on stderr and kept, and the rest goes on."""

    tenken: Tenken
    lang: Lang
    municipality: str | None = None
    wrong: list[CaseError] = field(default_factory=list, init=False)
    cells: dict[str, Mapping[str, str]] = field(default_factory=dict, init=False)
    """Of each form that was read, by its file, the cells in which the facts stand, by path."""

    def __post_init__(self) -> None:
        """Raises TenkenError where the municipality is not known."""
        if self.municipality is not None:
            need_known("自治体", "municipality", self.municipality, list(self.tenken.policy.municipalities))

    def read(self, named: Iterable[str]) -> Iterator[Case]:
        """The cases that can be read, in order; folders stand for all their case files."""
        for file in self._all_files(named):
            try:
                yield self._form(file, self.municipality) if _is_workbook(file) else self._json(file)
            except CaseError as problem:
                self.report(problem)

    def texts(self, named: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The JSON of each case that can be read, and what errors call the file."""
        for file in self._all_files(named):
            try:
                yield (json.dumps(self._form(file).raw), file) if _is_workbook(file) else _content(file)
            except CaseError as problem:
                self.report(problem)

    def _json(self, file: str) -> Case:
        content, name = _content(file)
        return self.tenken.reader.parse(content, name, self.municipality)

    def _form(self, file: str, municipality: str | None = None) -> Case:
        form = office("tenken_cli.forms.excel.reading").read_form(self.tenken.reader, Path(file), municipality)
        self.cells[file] = {path: str(cell) for path, cell in form.cells.items()}
        case: Case = form.case
        return case

    def report(self, problem: CaseError) -> None:
        """Tell the user about one bad input, and go on."""
        self.wrong.append(problem)
        complain(problem.render(self.lang))

    def _all_files(self, named: Iterable[str]) -> Iterator[str]:
        return (file for name in named for file in self._files(name))

    def _files(self, name: str) -> Sequence[str]:
        if not name:
            self.report(CaseError(text("案件の名前が空です。", "the name of a case is empty")))
            return []
        try:
            return [STDIN] if name == STDIN else [str(path) for path in case_files(Path(name), forms=True)]
        except CaseError as problem:
            self.report(problem)
            return []


def _content(file: str) -> tuple[str, str]:
    """The text of a case file or of standard input, and its name. Raises CaseError."""
    if file != STDIN:
        return read_text(Path(file), CaseError), file
    if sys.stdin is None:
        raise CaseError(text("標準入力が閉じています。", "standard input is closed"), Place(STDIN_NAME))
    return decode(sys.stdin.buffer.read(MAX_BYTES + 1), STDIN_NAME, CaseError), STDIN_NAME


def _is_workbook(file: str) -> bool:
    return file.lower().endswith(WORKBOOKS)


def case_files(path: Path, forms: bool = False) -> list[Path]:
    """The file itself, or all JSON files below a folder, sorted; also all forms. Raises CaseError where there is none."""
    try:
        if not path.exists():
            raise CaseError(text("見つかりません。", "is not to be found"), Place(shortened(str(path), LONGEST_PATH)))
        if not path.is_dir():
            return [path]
        found = sorted(file for file in _below(path) if file.name.endswith(".json") or (forms and _is_form(file.name)))
    except OSError as problem:
        where = str(problem.filename or path)
        raise CaseError(cannot_read(problem), Place(shortened(where, LONGEST_PATH))) from None
    if not found:
        kinds = "*.json, *.xlsx" if forms else "*.json"
        raise CaseError(
            text(f"フォルダに案件（{kinds}）がありません。", f"the folder holds no case files ({kinds})"),
            Place(str(path)),
        )
    return found


def _is_form(name: str) -> bool:
    return name.lower().endswith(FORM) and not name.startswith(LOCK)


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder, also behind links, each folder once. Raises OSError where one cannot be listed."""

    def refuse(problem: OSError) -> None:
        raise problem

    seen: set[str] = set()
    for place, folders, files in os.walk(folder, onerror=refuse, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        yield from (Path(place, name) for name in files)
