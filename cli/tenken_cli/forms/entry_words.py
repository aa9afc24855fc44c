"""What all readings of entries share: the comparable form of an entry, the words in it, and how one is refused."""

from __future__ import annotations

from functools import lru_cache

from tenken.errors import Fault, shortened
from tenken.slips import narrow
from tenken.texts import Text, text

UNDECIDED = ("未定", "undecided")
SHOWN_UNDECIDED = text(*UNDECIDED)
LONGEST_ENTRY = 100
"""No number, date, yes or no is longer."""


@lru_cache(maxsize=4096)
def comparable(written: str) -> str:
    """An entry as it is compared: narrow, without blanks, lower case."""
    return "".join(narrow(written).split()).lower()


def is_undecided(written: object) -> bool:
    """Is this the word for what has not been decided?"""
    return isinstance(written, str) and comparable(written) in UNDECIDED


def refused(written: str, remedy: Text) -> Fault:
    """An entry that cannot be read, with what to write."""
    said = shortened(written)
    return Fault(text(f"「{said}」は読み取れません。", f"'{said}' cannot be read"), remedy=remedy)
