"""A page: what is to be said, in blocks, before anyone decides how it looks.

Commands build pages (see `tenken_cli.pages`); each readable format writes them in its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

Tone = Literal["plain", "strong", "good", "bad", "open", "council", "muted", "code"]
"""What a stretch of text is, not its colour: `bad` failed, `open` is not stated, `council` is for the council."""


@dataclass(frozen=True)
class Span:
    """A stretch of text in one tone."""

    text: str
    tone: Tone = "plain"
    to: str | None = None
    """What it leads to, as kind and id: `rule:log-review`. Only a format that is given `Links` makes a link of it."""


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """The title of a page (1), a part (2) or a section (3)."""

    level: Literal[1, 2, 3]
    line: Line
    name: str | None = None
    """What stands below it, as links name it."""


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
    first: int = 1
    """The number of the first, where a list goes on that began elsewhere."""


@dataclass(frozen=True)
class Grid:
    """A table; `right` are the columns of numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    right: frozenset[int] = frozenset()
    shares: tuple[int, ...] = ()
    """The widths of the columns beside each other, where a format has to know them."""


@dataclass(frozen=True)
class Node:
    """A line with the lines below it."""

    line: Line
    children: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Tree:
    """A tree of lines."""

    root: Node


@dataclass(frozen=True)
class Verbatim:
    """Lines to be copied as they are: never wrapped."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Fields | Items | Grid | Tree | Verbatim
Page = tuple[Block, ...]
"""What every format can write."""


@dataclass(frozen=True)
class Fold:
    """Blocks behind a line that opens and closes them."""

    line: Line
    blocks: Screen
    open: bool = False
    name: str | None = None
    """What stands behind it, as links name it."""


@dataclass(frozen=True)
class Figure:
    """A drawing as SVG; `shows` names it for those who scroll in it."""

    svg: str
    shows: str


@dataclass(frozen=True)
class Section:
    """Blocks that belong together and begin a new page when printed."""

    blocks: Screen


Screen = tuple[Block | Fold | Figure | Section, ...]
"""What a browser can show."""


@dataclass(frozen=True)
class Placed:
    """A line of a letter that stands on the right or in the middle."""

    line: Line
    side: Literal["right", "center"]


@dataclass(frozen=True)
class Boxed:
    """A note in a frame: what a reader must know before anything else."""

    line: Line


@dataclass(frozen=True)
class Sheet:
    """A new sheet of paper begins here; `head` stands at the top of each of its pages."""

    head: str


Paper = tuple[Block | Placed | Boxed | Sheet, ...]
"""What a document on paper can hold."""

Links = Callable[[str], str | None]
"""Where a target of links is to be found, or None where nothing of that name is shown."""


def no_links(_to: str) -> None:
    """For pages that stand alone."""


def anchor(name: str) -> str:
    """The mark in a file at which a target stands."""
    return name.replace(":", "-", 1)


_CONTROL = {number: None for number in (*range(32), 127, *range(128, 160)) if chr(number) not in "\n\t"}
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Marks that turn the direction of all that follows, beyond the text that holds them."""
_NO_CHARACTER = dict.fromkeys((0xFFFE, 0xFFFF))
"""XML cannot carry them, and nobody can read them."""
_LEFT_OUT = {**_CONTROL, **_TURNING, **_NO_CHARACTER}


def printable(text: str) -> str:
    """The text without control characters: what a case states must not steer the reader's terminal or page."""
    return text.translate(_LEFT_OUT)


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
    return tuple(replace(span, text=printable(span.text)) for span in spans if span.text)


def strong(text: str) -> Span:
    """What a reader's eye should catch."""
    return Span(text, "strong")


def muted(text: str) -> Span:
    """What is there to be looked up: ids, sources."""
    return Span(text, "muted")


def code(text: str, to: str | None = None) -> Span:
    """A name that is typed: a path, an id."""
    return Span(text, "code", to)


def link(text: str, to: str) -> Span:
    """Words that lead somewhere."""
    return Span(text, to=to)


def ref(id_: str, to: str | None = None) -> Line:
    """The id of what was just named, to be looked up with `tenken policy show`."""
    return (muted(" ["), code(id_, to), muted("]"))
