"""Help texts laid out for Japanese: a wide character takes two columns, and lines break between any two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import click


class WideFormatter(click.HelpFormatter):
    """click's layout of help, measured in columns of the terminal."""

    def write_text(self, text: str) -> None:
        """Paragraphs, indented and broken to the width."""
        indent = " " * self.current_indent
        paragraphs = re.split(r"\n\s*\n", text)
        shown = ["\n".join(indent + row for row in _rows(one, self.width - len(indent))) for one in paragraphs]
        self.write("\n\n".join(shown) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names with what they mean beside them, or below where a name is long."""
        listed = list(rows)
        column = min(max((_columns(name) for name, _ in listed), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for name, meaning in listed:
            beside = _columns(name) + col_spacing <= column
            first, *others = list(_rows(meaning, max(self.width - column - len(indent), 20))) or [""]
            gap = " " * (column - _columns(name)) if beside else "\n" + " " * (len(indent) + column)
            self.write(f"{indent}{name}{gap}{first}".rstrip() + "\n")
            self.write("".join(" " * (len(indent) + column) + row + "\n" for row in others))


class WideContext(click.Context):
    """A context whose help is laid out so."""

    formatter_class = WideFormatter


def _rows(paragraph: str, width: int) -> Iterator[str]:
    from tenken_cli.reports.wrapping import breaks  # noqa: PLC0415 - only help needs it

    words = " ".join(paragraph.split())
    start = 0
    for end in [*breaks(words, width), len(words)]:
        yield words[start:end].rstrip()
        start = end


def _columns(shown: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415 - the same

    return cell_len(shown)
