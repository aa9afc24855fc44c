"""Dates as clerks write them, in years of an era or not."""

from __future__ import annotations

import re
from datetime import date

from tenken.errors import Fault, shortened
from tenken.slips import ERAS, FIRST_YEAR, WESTERN, Era, no_such_day_remedy
from tenken.texts import text
from tenken.values import parse_date
from tenken_cli.forms.entry_words import refused

EXPECTED = text(
    "2018-07-01、2018年7月、平成30年7月1日、2018 のように書いてください。",
    "write a date as 2018-07-01, 2018-07 or 2018",
)
_YEAR = rf"(?P<era>[^\d.]*)\.?(?P<year>\d+|{FIRST_YEAR})"
_DATES = (
    re.compile(rf"{_YEAR}年(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?)?", re.ASCII),
    re.compile(rf"{_YEAR}(?:(?P<by>[-/.])(?P<month>\d{{1,2}})(?:(?P=by)(?P<day>\d{{1,2}}))?)?", re.ASCII),
)


def read_date(entry: str, written: str) -> str:
    """The date of a comparable entry, as a case writes it. Raises Fault."""
    for form in _DATES:
        parts = form.fullmatch(entry)
        if parts:
            return _of_parts(parts, written)
    raise refused(written, EXPECTED)


def _of_parts(parts: re.Match[str], written: str) -> str:
    era = next((one for one in ERAS if parts["era"] in (one.name, one.letter)), None)
    wanted = r"\d{1,2}|" + FIRST_YEAR if era else r"\d{4}"
    if not re.fullmatch(wanted, parts["year"], re.ASCII) or not (era or parts["era"] in ("", WESTERN)):
        raise refused(written, EXPECTED)
    year = 1 if parts["year"] == FIRST_YEAR else int(parts["year"])
    year += era.first.year - 1 if era else 0
    month, day = (int(parts[name]) if parts[name] else None for name in ("month", "day"))
    iso = "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])
    try:
        span = parse_date(iso)
    except Fault:
        said = shortened(written)
        raise Fault(
            text(f"「{said}」という日付は実在しません。", f"there is no such date as '{said}'"),
            remedy=no_such_day_remedy(year, month),
        ) from None
    if era and (span.last < era.first or span.first > _last(era)):
        raise _outside(era, span.first, iso, written)
    return iso


def _last(era: Era) -> date:
    later = ERAS[ERAS.index(era) + 1 :]
    return date.fromordinal(later[0].first.toordinal() - 1) if later else date.max


def _outside(era: Era, day: date, iso: str, written: str) -> Fault:
    """A date of an era that had not begun, or was over; with the date as it is rightly written."""
    right = [one for one in ERAS if one.first <= day][-1:]
    meant = iso
    if right:
        year = day.year - right[0].first.year + 1
        rest = zip(iso.split("-")[1:], "月日", strict=False)
        meant = f"{right[0].name}{FIRST_YEAR if year == 1 else year}年" + "".join(f"{int(n)}{sign}" for n, sign in rest)
    said = shortened(written)
    return Fault(
        text(f"「{said}」は{era.name}の日付ではありません。", f"'{said}' does not lie in its era"),
        remedy=text(f"{meant}のことなら {iso} と書いてください。", f"write {iso} if that is meant"),
    )
