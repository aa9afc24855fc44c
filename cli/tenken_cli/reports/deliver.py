"""Takes what a command has to say to each output that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TextIO

from tenken.errors import Place, TenkenError
from tenken.texts import text
from tenken_cli.options import PIPELINES, Output
from tenken_cli.reports.outcomes import Outcomes
from tenken_cli.reports.page import Page

WRITERS: Mapping[str, str] = {
    "json": "tenken_cli.reports.json_report",
    "table": "tenken_cli.reports.table",
    "markdown": "tenken_cli.reports.markdown",
    "sarif": "tenken_cli.reports.sarif",
    "junit": "tenken_cli.reports.junit",
}
"""The module of each format, imported when it is asked for: only the table needs rich."""


@dataclass(frozen=True)
class Result:
    """What a command has to say: as data, and as a page, which may say more in one format than in another."""

    data: Callable[[], Any]
    page: Callable[[str], Page]
    outcomes: Callable[[], Outcomes] | None = None
    """For the formats of pipelines."""

    def content(self, format_: str) -> Any:
        """What the writer of a format takes."""
        if format_ == "json":
            return self.data()
        if format_ in PIPELINES:
            assert self.outcomes is not None
            return self.outcomes()
        return self.page(format_)


def deliver(result: Result, outputs: Iterable[Output]) -> None:
    """Write every output, files first. Raises TenkenError where a file cannot be written."""
    for output in sorted(outputs, key=lambda output: output.path is None):
        content = result.content(output.format)
        write: Callable[[Any, TextIO | None], None] = import_module(WRITERS[output.format]).write
        if output.path is None:
            write(content, None)
            continue
        try:
            with output.path.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
                write(content, out)
        except OSError as problem:
            raise TenkenError(
                text(f"書き込めません（{problem.strerror}）。", f"cannot be written ({problem.strerror})"),
                Place(str(output.path)),
            ) from None
