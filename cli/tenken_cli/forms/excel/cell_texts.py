"""Texts in cells: written so that no program takes them for a formula, and refused where a cell cannot hold them."""

from __future__ import annotations

import re

from tenken.errors import TenkenError, shortened
from tenken.texts import Text, text

HOLDS = 32_767
"""No cell holds more UTF-16 units."""

LONGEST = 2_000
"""What is said in one cell of a finding; the page of the check says it all."""

FORMULA_SIGNS = tuple("=+-@\t\r'")
"""A text that begins with one of these is marked as a text."""

_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNREADABLE = ("x005F_", "_x000D_")
"""What is taken for an escape when it is read."""
_ESCAPED = re.compile("_x005F_|_x000D_")


def to_cell(what: str, written: str) -> str:
    """The text as it stands in the file of a workbook. Raises TenkenError where a cell cannot hold it.

    `what` is the path of what the text says. Line breaks become those of a cell.
    """
    if len(written.encode("utf-16-le")) // 2 > HOLDS:
        raise _refused(what, written, text("長すぎます（32,767文字まで）。", "it is longer than 32,767 characters"))
    if _NEVER.search(written) or any(one in written for one in _UNREADABLE):
        raise _refused(what, written, text("制御文字などがあります。", "it holds control characters"))
    return _ESCAPE.sub("_x005F_", as_in_cell(written))


def as_in_cell(written: str) -> str:
    """The text with the line breaks of a cell: what reading it from there gives."""
    return written.replace("\r\n", "\n").replace("\r", "\n")


def cut(told: str, most: int) -> str:
    """What is said, as far as there is room."""
    return told if len(told) <= most else told[: most - 1] + "…"


def from_cell(read: str) -> str:
    """What a clerk sees in a cell: programs write a carriage return as `_x000D_`, and what looks so as `_x005F_x000D_`."""
    return as_in_cell(_ESCAPED.sub(lambda escape: "_" if escape[0] == "_x005F_" else "\r", read))


def _refused(what: str, written: str, why: Text) -> TenkenError:
    said = shortened(written, 20)
    return TenkenError(
        text(f"「{what}」の「{said}」はExcelのセルに書けません。{why.ja}", f"{what}: '{said}' fits no cell: {why.en}"),
        remedy=text("この文を直すか、案件を JSON のまま使ってください。", "change this text, or keep the case as JSON"),
    )
