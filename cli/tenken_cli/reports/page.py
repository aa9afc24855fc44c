"""A page: what is to be said, in blocks, before anyone decides how it looks.

Commands build pages (see `tenken_cli.pages`); each readable format writes them in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "strong", "good", "bad", "open", "council", "muted", "code"]
"""What a stretch of text is, not its colour: `bad` failed, `open` is not stated, `council` is for the council."""


@dataclass(frozen=True)
class Span:
    """A stretch of text in one tone."""

    text: str
    tone: Tone = "plain"


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """The title of a page (1), a part (2) or a section (3)."""

    level: Literal[1, 2, 3]
    line: Line


@dataclass(frozen=True)
class Paragraph:
    """A text that stands by itself."""

    line: Line


@dataclass(frozen=True)
class Fields:
    """Names with their values."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True)
class Item:
    """An entry of a list, with what belongs to it on lines below."""

    line: Line
    details: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; `right` are the columns of numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Node:
    """A line with the lines below it."""

    line: Line
    children: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Tree:
    """A tree of lines."""

    root: Node


Block = Heading | Paragraph | Fields | Items | Grid | Tree
Page = tuple[Block, ...]


_CONTROL = {number: None for number in (*range(32), 127, *range(128, 160)) if chr(number) not in "\n\t"}


def printable(text: str) -> str:
    """The text without control characters: what a case states must not steer the reader's terminal."""
    return text.translate(_CONTROL)


def line(*parts: str | Span | Line) -> Line:
    """A line from plain texts, spans and other lines."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            spans.append(Span(part))
        elif isinstance(part, Span):
            spans.append(part)
        else:
            spans.extend(part)
    return tuple(Span(printable(span.text), span.tone) for span in spans if span.text)


def strong(text: str) -> Span:
    """What a reader's eye should catch."""
    return Span(text, "strong")


def muted(text: str) -> Span:
    """What is there to be looked up: ids, sources."""
    return Span(text, "muted")


def code(text: str) -> Span:
    """A name that is typed: a path, an id."""
    return Span(text, "code")


def ref(id_: str) -> Line:
    """The id of what was just named, to be looked up with `tenken policy show`."""
    return (muted(" ["), code(id_), muted("]"))
