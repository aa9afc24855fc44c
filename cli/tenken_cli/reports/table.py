"""Pages for a terminal: coloured where there is one, plain in a pipe, Japanese measured by its real width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

import click
from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree as RichTree

from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Items,
    Line,
    Node,
    Page,
    Paragraph,
    Tone,
    Tree,
    Verbatim,
    muted,
)
from tenken_cli.reports.wrapping import Wrapped

STYLES: Mapping[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "good": "green",
    "bad": "bold red",
    "open": "yellow",
    "council": "magenta",
    "muted": "dim",
    "code": "cyan",
}
WIDTH_OF_FILES = 100
NARROWEST = 40
"""On a narrower terminal lines run over its edge rather than losing columns."""
_INDENT = 2


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the entry point end the program; rich would exit with 1, which means that a case failed."""
        raise BrokenPipeError


def write(page: Page, out: TextIO | None) -> None:
    """Write a page to an open file, or to standard output where `out` is None."""
    if out is None:
        console = _Console(highlight=False, emoji=False, markup=False)
    else:
        console = _Console(
            file=out, highlight=False, emoji=False, markup=False, width=WIDTH_OF_FILES, color_system=None
        )
    console.width = max(console.width, NARROWEST)
    if console.is_terminal:
        _print(page, console)
        return
    with console.capture() as captured:
        _print(page, console)
    # Outside a terminal nobody needs the spaces with which rich fills its columns.
    click.echo("\n".join(row.rstrip() for row in captured.get().split("\n")), file=out, nl=False)


def _print(page: Page, console: Console) -> None:
    for place, block in enumerate(page):
        if place and isinstance(block, Heading):
            console.print()
        console.print(_block(block, console.width), soft_wrap=isinstance(block, Verbatim))


def _text(line: Line) -> Text:
    return Text.assemble(*((span.text, STYLES[span.tone]) for span in line))


def _wrapped(line: Line) -> Wrapped:
    return Wrapped(_text(line))


def _block(block: Block, width: int) -> RenderableType:
    match block:
        case Heading():
            return _heading(block, width)
        case Paragraph(line):
            return _wrapped(line)
        case Fields(rows):
            return _fields(rows, width)
        case Items():
            return _items(block, width)
        case Grid():
            return _grid(block)
        case Tree(root):
            return Padding(_tree(root), (0, 0, 0, _INDENT))
        case Verbatim(lines):
            return Text("\n".join(lines), no_wrap=True, overflow="ignore")


def _heading(heading: Heading, width: int) -> RenderableType:
    text = _text(heading.line)
    if heading.level < 3:
        text.stylize("bold")
    if heading.level > 1:
        return Wrapped(text)
    return Group(Text("━" * width, "bold"), Wrapped(text), Text("━" * width, "bold"))


def _fields(rows: tuple[tuple[str, Line], ...], width: int) -> RenderableType:
    """Names in one column, their values in another; a name that would crowd the values stands above its own."""
    lengths = [cell_len(name) for name, _ in rows]
    column = max((length for length in lengths if length <= width * 2 // 5), default=0)
    return Group(*(row for (name, line) in rows for row in _field(name, line, column, width)))


def _field(name: str, value: Line, column: int, width: int) -> Iterator[Text]:
    spaces = column - cell_len(name)
    if spaces < 0:
        yield from _hanging(Text(" " * _INDENT), [(muted(name),)], width)
        yield from _hanging(Text(" " * (_INDENT + column + 2)), [value], width)
    else:
        yield from _hanging(Text(" " * _INDENT + name + " " * (spaces + 2), "dim"), [value], width)


def _items(block: Items, width: int) -> RenderableType:
    numbers = max(_INDENT, len(str(len(block.items)))) + 1
    marks = [f"{number}." if block.numbered else "-" for number in range(1, len(block.items) + 1)]
    return Group(
        *(
            row
            for mark, item in zip(marks, block.items, strict=True)
            for row in _hanging(Text(mark.rjust(numbers) + " "), [item.line, *item.details], width)
        )
    )


def _hanging(mark: Text, lines: Sequence[Line], width: int) -> Iterator[Text]:
    """The lines broken to the width behind a mark, the first beside it and the others below that one.

    Laid out by hand: a rich table would measure and crop every cell several times over.
    """
    room = max(1, width - mark.cell_len)
    rows = [row for line in lines for row in _wrapped(line).lines(room)]
    for place, row in enumerate(rows):
        before = mark if place == 0 else Text(" " * mark.cell_len)
        yield Text.assemble(before, row, no_wrap=True)


def _grid(block: Grid) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for place, name in enumerate(block.header):
        right = place in block.right
        table.add_column(name, justify="right" if right else "left", no_wrap=right, min_width=_enough(block, place))
    for row in block.rows:
        table.add_row(*(_text(cell) if place in block.right else _wrapped(cell) for place, cell in enumerate(row)))
    return table


def _enough(block: Grid, place: int) -> int:
    """A column of numbers is never cut; nor is a short heading."""
    cells = [sum(cell_len(span.text) for span in row[place]) for row in block.rows]
    widest = max([cell_len(block.header[place]), *cells])
    return widest if place in block.right else min(widest, 8)


def _tree(node: Node) -> RichTree:
    tree = RichTree(_wrapped(node.line), guide_style="dim")
    for child in node.children:
        tree.children.append(_tree(child))
    return tree
