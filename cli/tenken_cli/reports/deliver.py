"""Takes what a command has to say to each output that was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from tenken.data import policies_folder
from tenken.documents import writing, writing_whole
from tenken.errors import Place, TenkenError
from tenken.texts import text
from tenken_cli.extras import office
from tenken_cli.options import BINARY, PIPELINES, Output
from tenken_cli.reports.page import Page, Paper, Screen

if TYPE_CHECKING:  # no run without a pipeline needs it
    from tenken_cli.reports.outcomes import Outcomes

READ = (".json", ".yaml", ".xlsx")
"""The files that are read where a folder is named."""

WRITERS: Mapping[str, str] = {
    "json": "tenken_cli.reports.json_report",
    "table": "tenken_cli.reports.table",
    "markdown": "tenken_cli.reports.markdown",
    "sarif": "tenken_cli.reports.sarif",
    "junit": "tenken_cli.reports.junit",
    "html": "tenken_cli.reports.html",
    "docx": "tenken_cli.reports.docx.write",
    "xlsx": "tenken_cli.reports.xlsx",
}
"""The module of each format, imported when it is asked for: only the table needs rich, and only Word its library.

Each has a function `write(content, out)`. A binary format is given an open binary file, any other one of text, or None
for standard output.
"""


@dataclass(frozen=True)
class Result:
    """What a command has to say: as data, and as a page, which may say more in one format than in another."""

    data: Callable[[], Any]
    page: Callable[[str], Page | Screen | Paper]
    outcomes: Callable[[], Outcomes] | None = None
    """For the formats of pipelines."""
    workbook: Callable[[], bytes] | None = None
    """The form with its findings, for `xlsx`."""

    def content(self, format_: str) -> Any:
        """What the writer of a format takes."""
        if format_ == "json":
            return self.data()
        if format_ == "xlsx":
            assert self.workbook is not None
            return self.workbook()
        if format_ in PIPELINES:
            assert self.outcomes is not None
            return self.outcomes()
        return self.page(format_)


def deliver(result: Result, outputs: Iterable[Output]) -> None:
    """Write every output, files first. Raises TenkenError where a file cannot be written, or is one that was read."""
    outputs = list(outputs)
    spare_inputs(outputs)
    writers = {output.format: _writer(output.format) for output in outputs}
    for output in sorted(outputs, key=lambda output: output.path is None):
        content, write = result.content(output.format), writers[output.format]
        if output.path is None:
            write(content, None)
            continue
        with writing_whole(output.path) if output.format in BINARY else writing(output.path) as out:
            write(content, out)


def _writer(format_: str) -> Callable[[Any, IO[Any] | None], None]:
    """The function that writes a format. Raises TenkenError where its library is not installed."""
    found = office(WRITERS[format_]) if format_ in BINARY else import_module(WRITERS[format_])
    write: Callable[[Any, IO[Any] | None], None] = found.write
    return write


def spare_inputs(outputs: Iterable[Output]) -> None:
    """Raise TenkenError before a report is written over a case or a policy that the command line names."""
    named = list(_named())
    for output in outputs:
        path = output.path
        if path is not None and path.exists() and any(_is_input(path, one) for one in named):
            raise TenkenError(
                text("読み込むファイルに上書きしようとしています。", "would be written over a file that is read"),
                Place(str(path)),
                text("別の名前にしてください。", "choose another name"),
            )


def _named() -> Iterator[Path]:
    """Whatever on the command line is the name of a file or folder to be read; the shipped policies always are."""
    context = click.get_current_context(silent=True)
    given = context.params.items() if context else ()
    for value in (value for name, value in given if name != "output"):
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str | Path) and os.path.exists(one):  # noqa: PTH110 - Path.exists raises on long names
                yield Path(one)
    yield policies_folder()


def _is_input(path: Path, named: Path) -> bool:
    if named.is_dir():
        return path.suffix in READ and path.resolve().is_relative_to(named.resolve())
    return named.samefile(path)
