"""How a form looks: one restrained set of fonts, colours and borders."""

from __future__ import annotations

from functools import cache

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

FONT = "游ゴシック"
INK, MUTED, PAPER, ENTRY, HEADING, BAR = "1F2937", "6B7280", "FFFFFF", "FFFBEB", "E5E7EB", "374151"
BAD, BAD_PAPER, OPEN, OPEN_PAPER = "991B1B", "FEE2E2", "92400E", "FEF3C7"

_LINE = Side(style="thin", color="D1D5DB")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="top", horizontal="center")
OPEN_TO_CLERK = Protection(locked=False)
AS_TEXT = "@"
"""The format of cells for answers: nothing typed becomes a date or a number by surprise."""


@cache
def font(color: str = INK, size: float = 10, bold: bool = False) -> Font:
    """The one font of the form."""
    return Font(name=FONT, size=size, bold=bold, color=color)


@cache
def fill(color: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", fgColor=color)


LOW = Alignment(wrap_text=True, vertical="bottom")
"""Of headings that have a line of room above them."""


@cache
def indented(indent: int) -> Alignment:
    """Wrapped, and moved to the right."""
    return Alignment(wrap_text=True, vertical="top", indent=indent)


LINE_HEIGHT = 16.0
FITS = 1.08
"""Narrow characters of this font for each unit of a column's width."""
TALLEST = 400.0
"""Excel shows no row that is higher than 409 points."""


def lines(told: str, width: float) -> int:
    """How many lines a text fills in a column of so many narrow characters."""
    return sum(max(1, -(-_units(line) // int(width))) for line in told.split("\n"))


def height(lines_: int) -> float:
    """The height of a row with so many lines."""
    return min(TALLEST, LINE_HEIGHT * lines_)


def _units(line: str) -> int:
    return sum(2 if ord(character) > 0x2000 else 1 for character in line)
