"""Lines broken to a width as Japanese is set: between any two wide characters, save where punctuation forbids it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, get_character_cell_size
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text

NEVER_FIRST = frozenset("、。，．・：；？！）」』】〕〉》〜ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…％%,.;:!?)]}")
NEVER_LAST = frozenset("（「『【〔〈《([{")
JOINTS = "-_./:"
_NARROWEST = 12
"""No column is squeezed below so many cells for the sake of others."""


@dataclass(frozen=True)
class Wrapped:
    """A text that rich lays out, broken by the rules above."""

    text: Text

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Between the longest unbreakable piece, within reason, and the whole text on one line."""
        longest = max((cell_len(piece) for piece in pieces(self.text.plain)), default=0)
        whole = max((cell_len(row) for row in self.text.plain.split("\n")), default=0)
        return Measurement(min(longest, _NARROWEST), whole).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """One Text for each line."""
        yield from self.lines(options.max_width)

    def lines(self, width: int) -> Iterator[Text]:
        """The text's lines, each no wider than the width."""
        for row in self.text.split("\n", allow_blank=True):
            offsets = breaks(row.plain, width)
            for one in row.divide(offsets) if offsets else [row]:
                one.rstrip()
                one.no_wrap = True
                yield one


def breaks(plain: str, width: int) -> list[int]:
    """The offsets at which to break a text so that every line fits the width."""
    offsets: list[int] = []
    at, used = 0, 0
    for piece in pieces(plain):
        if used and used + cell_len(piece.rstrip()) > width:
            offsets.append(at)
            used = 0
        start = 0
        for start in _cuts(piece, width):
            offsets.append(at + start)
            used = 0
        used += cell_len(piece[start:])
        at += len(piece)
    return offsets


def pieces(plain: str) -> Iterator[str]:
    """The stretches inside which no line is broken; a piece carries the spaces behind it."""
    start = 0
    wide = [get_character_cell_size(character) == 2 for character in plain]
    for place in range(1, len(plain)):
        before, after = plain[place - 1], plain[place]
        if not (wide[place - 1] or wide[place] or before == " "):
            continue
        if after != " " and after not in NEVER_FIRST and before not in NEVER_LAST:
            yield plain[start:place]
            start = place
    if plain:
        yield plain[start:]


def _cuts(piece: str, width: int) -> Iterator[int]:
    """Where to cut a piece that is itself longer than a line, such as a long path: behind a hyphen or the like."""
    start, used = 0, 0
    for place, character in enumerate(piece.rstrip()):
        used += cell_len(character)
        if used > width and place > start:
            joint = max(piece.rfind(mark, start, place) for mark in JOINTS)
            start = joint + 1 if joint > start else place
            yield start
            used = cell_len(piece[start : place + 1])
