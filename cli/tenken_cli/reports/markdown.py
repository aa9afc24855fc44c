"""Pages as Markdown (GitHub's): for an issue, a wiki, or a word processor that reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TextIO

import click

from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Items,
    Line,
    Links,
    Node,
    Page,
    Paragraph,
    Span,
    Tree,
    Verbatim,
    anchor,
    no_links,
)  # fmt: skip

_SPECIAL = re.compile(r"([\\`*\[\]<>|])|(?<!\w)(_)|(_)(?!\w)")
_EMPHASISED = ("strong", "bad")


def write(page: Page, out: TextIO | None) -> None:
    """Write a page to an open file, or to standard output where `out` is None."""
    click.echo(render(page), file=out, nl=False)


def render(page: Page, links: Links = no_links) -> str:
    """The page's text, ending in a newline. With links, what a heading is named for gets an anchor."""
    return "\n\n".join("\n".join(_block(block, links)) for block in page) + "\n"


def _block(block: Block, links: Links) -> Iterator[str]:
    match block:
        case Heading():
            yield from _heading(block, links)
        case Paragraph(line):
            yield _line(line, links)
        case Fields(rows):
            yield from (f"- **{_escape(name)}**: {_line(line, links)}" for name, line in rows)
        case Items():
            yield from _items(block, links)
        case Grid():
            yield from _grid(block, links)
        case Tree(root):
            yield from _tree(root, 0, links)
        case Verbatim(lines):
            yield from ("```", *lines, "```")


def _heading(heading: Heading, links: Links) -> Iterator[str]:
    if heading.name is not None and links(heading.name) is not None:
        yield f'<a id="{escape(anchor(heading.name))}"></a>\n'
    yield f"{'#' * heading.level} " + "".join(_linked(_escape(span.text), span, links) for span in heading.line)


def _items(block: Items, links: Links) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}." if block.numbered else "-"
        yield f"{mark} {_line(item.line, links)}"
        yield from (f"{' ' * (len(mark) + 1)}- {_line(detail, links)}" for detail in item.details)


def _grid(block: Grid, links: Links) -> Iterator[str]:
    yield "| " + " | ".join(map(_escape, block.header)) + " |"
    yield "|" + "|".join("---:" if place in block.right else "---" for place in range(len(block.header))) + "|"
    yield from ("| " + " | ".join(_line(cell, links) for cell in row) + " |" for row in block.rows)


def _tree(node: Node, depth: int, links: Links) -> Iterator[str]:
    yield f"{'  ' * depth}- {_line(node.line, links)}"
    for child in node.children:
        yield from _tree(child, depth + 1, links)


def _line(line: Line, links: Links) -> str:
    return "".join(_linked(_toned(span), span, links) for span in line)


def _linked(shown: str, span: Span, links: Links) -> str:
    href = links(span.to) if span.to else None
    return f"[{shown}]({href})" if href else shown


def _toned(span: Span) -> str:
    if span.tone == "code" and "`" not in span.text:
        return f"`{_one_line(span.text)}`"
    if span.tone in _EMPHASISED and span.text.strip():
        return _emphasised(span.text)
    return _escape(span.text)


def _emphasised(text: str) -> str:
    """Markers must touch the words, or they are taken for asterisks."""
    inner = text.strip()
    before, _, after = text.partition(inner)
    return f"{before}**{_escape(inner)}**{after}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda m: "\\" + m[0], _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
