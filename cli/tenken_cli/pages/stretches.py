"""Days from and to, as people say them: the first and the last day there are stand for no limit."""

from __future__ import annotations

from datetime import date

from tenken.policy.law import EARLIEST, LATEST
from tenken.texts import Lang
from tenken_cli.reports.words import pick


def in_days(first: date, last: date, lang: Lang) -> str:
    """`2016-01-01〜2017-05-29`, or in words where one end is open."""
    if first == EARLIEST and last == LATEST:
        return pick(lang, "始めからずっと", "at any time")
    if first == EARLIEST:
        return pick(lang, f"{last}まで", f"until {last}")
    if last == LATEST:
        return pick(lang, f"{first}から", f"from {first}")
    return pick(lang, f"{first}〜{last}", f"{first} – {last}")


def end_data(day: date) -> str | None:
    """An end as data; null is no limit."""
    return None if day in (EARLIEST, LATEST) else day.isoformat()
