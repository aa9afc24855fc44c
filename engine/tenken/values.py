"""Values of facts as the engine compares them: imprecise numbers and dates are intervals.

Imprecise is not unknown: `2018-07` is the span of its days, `{"about": 100}` the span from 90 to 110.
A test on a span is true where all of it passes, false where none does, and else unknown.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tenken.errors import Fault
from tenken.slips import date_remedy, no_such_day_remedy
from tenken.texts import text
from tenken.truth import Truth

ABOUT = 0.10
"""`{"about": n}` stands for n give or take this share of it."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class NumberSpan:
    """A number known to lie between two bounds, both included; equal bounds are an exact number."""

    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return plain(self.low)
        low = "" if self.low == -math.inf else plain(self.low)
        high = "" if self.high == math.inf else plain(self.high)
        return f"{low}..{high}"


@dataclass(frozen=True)
class DateSpan:
    """A date known to lie between two days, both included; a precise date has equal ends."""

    first: date
    last: date
    written: str

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True)
class Items:
    """A list's elements; `complete` is false where there may be more than are stated."""

    elements: tuple[Any, ...]
    complete: bool = True


class Undecided:
    """The department said that it has not decided."""

    def __repr__(self) -> str:
        return "UNDECIDED"


UNDECIDED = Undecided()


def plain(number: float) -> str:
    """A number as people write it: whole ones without a decimal point."""
    return str(int(number)) if float(number).is_integer() else str(number)


def parse_date(written: str) -> DateSpan:
    """`2018-07-01`, `2018-07` or `2018` as the span of its days. Raises Fault if there is no such date."""
    match = _DATE.fullmatch(written)
    if not match:
        raise Fault(
            text(
                f"日付「{written}」の形が違います。2018-07-01、2018-07、2018 のいずれかで書きます。",
                f"'{written}' is not a date: write 2018-07-01, 2018-07 or 2018",
            ),
            remedy=date_remedy(written),
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return DateSpan(date(year, 1, 1), date(year, 12, 31), written)
        if day is None:
            return DateSpan(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), written)
        return DateSpan(date(year, month, day), date(year, month, day), written)
    except ValueError:
        raise Fault(
            text(f"日付「{written}」は実在しません。", f"there is no such date as '{written}'"),
            remedy=no_such_day_remedy(year, month),
        ) from None


def parse_number(raw: Any) -> NumberSpan:
    """A number, `{"about": n}` or `{"at_least": a, "at_most": b}` as a span."""
    if isinstance(raw, Mapping):
        if "about" in raw:
            middle = float(raw["about"])
            slack = abs(middle) * ABOUT
            return NumberSpan(middle - slack, middle + slack)
        low = float(raw.get("at_least", -math.inf))
        high = float(raw.get("at_most", math.inf))
        if low > high:
            raise Fault(
                text(
                    f"下限 {plain(low)} が上限 {plain(high)} より大きくなっています。",
                    f"at_least {plain(low)} is above at_most {plain(high)}",
                ),
                remedy=text("at_least に小さい方の数を書いてください。", "give the smaller number as at_least"),
            )
        return NumberSpan(low, high)
    return NumberSpan(float(raw), float(raw))


def at_least(value: NumberSpan | DateSpan, bound: NumberSpan | DateSpan) -> Truth:
    """Is the value at or above (a date: on or after) the bound?"""
    low, high = _ends(value)
    bound_low, bound_high = _ends(bound)
    if low >= bound_high:
        return Truth.TRUE
    return Truth.FALSE if high < bound_low else Truth.UNKNOWN


def at_most(value: NumberSpan | DateSpan, bound: NumberSpan | DateSpan) -> Truth:
    """Is the value at or below (a date: on or before) the bound?"""
    return at_least(bound, value)


def equals(value: Any, wanted: Any) -> Truth:
    """Is the value the wanted one? A span that only includes it leaves that unknown."""
    if isinstance(value, NumberSpan | DateSpan) and isinstance(wanted, NumberSpan | DateSpan):
        low, high = _ends(value)
        bound_low, bound_high = _ends(wanted)
        if high < bound_low or low > bound_high:
            return Truth.FALSE
        return Truth.of(low == high == bound_low) if low == high and bound_low == bound_high else Truth.UNKNOWN
    return Truth.of(value == wanted)


def is_exact(value: Any) -> bool:
    """Can nothing more precise be stated than this value?"""
    match value:
        case NumberSpan(low, high):
            return low == high
        case DateSpan(first, last):
            return first == last
        case Items():
            return value.complete
        case _:
            return True


def days_between(start: DateSpan, end: DateSpan) -> NumberSpan:
    """The number of days from one date to the other, both counted."""
    return NumberSpan((end.first - start.last).days + 1, (end.last - start.first).days + 1)


def _ends(value: NumberSpan | DateSpan) -> tuple[float, float]:
    if isinstance(value, NumberSpan):
        return value.low, value.high
    return value.first.toordinal(), value.last.toordinal()
