"""Which numbers are left when stretches of them are taken away; days count as the numbers of their ordinals."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Range:
    """The numbers between two bounds, both included."""

    low: float = -math.inf
    high: float = math.inf


def nothing_left(within: Range, without: Iterable[Range], whole: bool) -> bool:
    """Does taking the ranges away from `within` leave no number (`whole`: no whole number)?"""
    start, included = within.low, True
    for gone in sorted(without, key=lambda one: one.low):
        if gone.low > start:
            break
        if gone.high >= start:
            start, included = (gone.high + 1, True) if whole else (gone.high, False)
    return start == math.inf or start > within.high or (start == within.high and not included)


def gaps(kept: Iterable[Range]) -> tuple[Range, ...]:
    """What lies outside ranges of whole numbers."""
    found, start = [], -math.inf
    for one in sorted(kept, key=lambda each: each.low):
        if one.low > start:
            found.append(Range(start, one.low - 1))
        start = max(start, one.high + 1)
    return (*found, Range(start, math.inf))
