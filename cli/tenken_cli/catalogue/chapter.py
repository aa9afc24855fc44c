"""A chapter of the catalogue, and a part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tenken_cli.reports.page import Heading, Line, Links, Page


@dataclass(frozen=True)
class Drawing:
    """A drawing: the name of its file, what it shows, and its SVG, given where its boxes lead to."""

    file: str
    shows: str
    svg: Callable[[Links], str]


@dataclass(frozen=True)
class Chapter:
    """A file of the Markdown catalogue, and a section of the HTML page."""

    name: str
    """The file's name without its ending."""
    target: str
    """What links name it by."""
    heading: Line
    holds: str
    """What is in it, in a few words."""
    intro: Page
    page: Page
    drawing: Drawing | None = None
    """It stands between the introduction and the rest."""

    @property
    def title(self) -> str:
        """The heading without the id behind it."""
        return self.heading[0].text

    @property
    def start(self) -> Page:
        """The heading and the introduction."""
        return (Heading(1, self.heading, self.target), *self.intro)


@dataclass(frozen=True)
class Part:
    """Chapters of one kind."""

    title: str
    chapters: tuple[Chapter, ...]
