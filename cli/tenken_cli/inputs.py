"""The case files that a command is given: found, read, and reported one by one where they are wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tenken.api import Tenken
from tenken.case import Case
from tenken.documents import MAX_BYTES, decode
from tenken.errors import CaseError, Place
from tenken.texts import Lang, text
from tenken_cli.options import complain, need_known

STDIN = "-"
_STDIN_NAME = "<stdin>"


@dataclass
class Inputs:
    """Reads the cases named on a command line. What is wrong is told on stderr and counted, and the rest goes on."""

    tenken: Tenken
    lang: Lang
    municipality: str | None = None
    wrong: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Raises TenkenError where the municipality is not known."""
        if self.municipality is not None:
            need_known("自治体", "municipality", self.municipality, list(self.tenken.policy.municipalities))

    def read(self, named: Iterable[str]) -> Iterator[Case]:
        """The cases that can be read, in order; folders stand for all their case files."""
        for name in named:
            for file in self._files(name):
                try:
                    yield self._moved(self._case(file))
                except CaseError as problem:
                    self.report(problem)

    def report(self, problem: CaseError) -> None:
        """Tell the user about one bad input, and go on."""
        self.wrong += 1
        complain(problem.render(self.lang))

    def _files(self, name: str) -> Sequence[str]:
        try:
            return [STDIN] if name == STDIN else [str(path) for path in case_files(Path(name))]
        except CaseError as problem:
            self.report(problem)
            return []

    def _case(self, file: str) -> Case:
        if file != STDIN:
            return self.tenken.read(Path(file))
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return self.tenken.reader.parse(decode(data, _STDIN_NAME, CaseError), _STDIN_NAME)

    def _moved(self, case: Case) -> Case:
        """The case in another city. The canonical case says so too, so that the report can be verified."""
        if self.municipality is None:
            return case
        return replace(case, municipality=self.municipality, raw={**case.raw, "municipality": self.municipality})


def case_files(path: Path) -> list[Path]:
    """The file itself, or all JSON files below a folder, sorted. Raises CaseError where there is none."""
    if not path.exists():
        raise CaseError(text("見つかりません。", "is not to be found"), Place(str(path)))
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*.json") if file.is_file())
    if not found:
        raise CaseError(
            text("フォルダに案件（*.json）がありません。", "the folder holds no case files (*.json)"), Place(str(path))
        )
    return found
