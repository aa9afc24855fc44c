"""Pages as Markdown (GitHub's): for an issue, a wiki, or a word processor that reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

import click

from tenken_cli.reports.page import Block, Fields, Grid, Heading, Items, Line, Node, Page, Paragraph, Tree

_SPECIAL = re.compile(r"([\\`*\[\]<>|])|(?<!\w)(_)|(_)(?!\w)")
_EMPHASISED = ("strong", "bad")


def write(page: Page, out: TextIO | None) -> None:
    """Write a page to an open file, or to standard output where `out` is None."""
    click.echo(render(page), file=out, nl=False)


def render(page: Page) -> str:
    """The page's text, ending in a newline."""
    return "\n\n".join("\n".join(_block(block)) for block in page) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, line):
            yield f"{'#' * level} {_plain(line)}"
        case Paragraph(line):
            yield _line(line)
        case Fields(rows):
            yield from (f"- **{_escape(name)}**: {_line(line)}" for name, line in rows)
        case Items():
            yield from _items(block)
        case Grid():
            yield from _grid(block)
        case Tree(root):
            yield from _tree(root, 0)


def _items(block: Items) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}." if block.numbered else "-"
        yield f"{mark} {_line(item.line)}"
        yield from (f"{' ' * (len(mark) + 1)}- {_line(detail)}" for detail in item.details)


def _grid(block: Grid) -> Iterator[str]:
    yield "| " + " | ".join(map(_escape, block.header)) + " |"
    yield "|" + "|".join("---:" if place in block.right else "---" for place in range(len(block.header))) + "|"
    yield from ("| " + " | ".join(map(_line, row)) + " |" for row in block.rows)


def _tree(node: Node, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {_line(node.line)}"
    for child in node.children:
        yield from _tree(child, depth + 1)


def _plain(line: Line) -> str:
    return _escape("".join(span.text for span in line))


def _line(line: Line) -> str:
    parts = []
    for span in line:
        if span.tone == "code" and "`" not in span.text:
            parts.append(f"`{_one_line(span.text)}`")
        elif span.tone in _EMPHASISED and span.text.strip():
            parts.append(_emphasised(span.text))
        else:
            parts.append(_escape(span.text))
    return "".join(parts)


def _emphasised(text: str) -> str:
    """Markers must touch the words, or they are taken for asterisks."""
    inner = text.strip()
    before, _, after = text.partition(inner)
    return f"{before}**{_escape(inner)}**{after}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda m: "\\" + m[0], _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
