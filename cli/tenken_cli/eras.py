"""Dates as Japanese offices write them, by the year of an era: `2018-07` is 平成30年7月."""

from __future__ import annotations

import re
from datetime import date

from tenken.errors import Fault
from tenken.slips import ERAS, FIRST_YEAR, Era
from tenken.values import DateSpan, parse_date

SAME_CALENDAR = date(1873, 1, 1)
"""Before this day the calendar was another."""

_IN_A_TEXT = re.compile(r"(?<![0-9A-Za-z-])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9A-Za-z-])")


def era_of(day: date) -> str:
    """The era that a day falls in; none before 1873."""
    era = _era(day)
    return era.name if era else ""


def _era(day: date) -> Era | None:
    return next((era for era in reversed(ERAS) if day >= max(era.first, SAME_CALENDAR)), None)


def by_era(span: DateSpan) -> str:
    """A date as precise as it is written; a year or month in which the era changed is given by both."""
    years = dict.fromkeys((_year(span.first), _year(span.last)))
    precision = span.written.count("-")
    month = f"{span.first.month}月" if precision else ""
    day = f"{span.first.day}日" if precision > 1 else ""
    return "・".join(f"{year}{month}" for year in years) + day


def dates_by_era(said: str) -> str:
    """A text with its dates, as far as they name a month, by era."""
    return _IN_A_TEXT.sub(lambda found: _or_as_it_is(found[0]), said)


def _or_as_it_is(written: str) -> str:
    try:
        return by_era(parse_date(written))
    except Fault:
        return written


def _year(day: date) -> str:
    era = _era(day)
    if era is None:
        return f"{day.year}年"
    number = day.year - era.first.year + 1
    return f"{era.name}{FIRST_YEAR if number == 1 else number}年"
