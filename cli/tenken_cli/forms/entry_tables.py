"""The tables by which entries are read, for the page's reading of them (`page/entries.js`)."""

from __future__ import annotations

from typing import Any

from tenken.documents import MAX_DIGITS
from tenken.slips import ERAS, FIRST_YEAR, NO, WESTERN, YES
from tenken_cli.eras import SAME_CALENDAR
from tenken_cli.forms import entry_numbers as numbers
from tenken_cli.forms.entry_words import UNDECIDED


def entry_tables() -> dict[str, Any]:
    """Words, signs, units and eras, as data."""
    return {
        "yes": [*YES, "1"],
        "no": [*NO, "0"],
        "undecided": list(UNDECIDED),
        "eras": [{"name": era.name, "letter": era.letter, "first": str(era.first)} for era in ERAS],
        "same_calendar": str(SAME_CALENDAR),
        "first_year": FIRST_YEAR,
        "western": WESTERN,
        "about": [numbers.ABOUT_BEFORE, numbers.ABOUT_AFTER],
        "at_least": [numbers.AT_LEAST_BEFORE, numbers.AT_LEAST_AFTER],
        "at_most": [numbers.AT_MOST_BEFORE, numbers.AT_MOST_AFTER],
        "to": numbers.TO,
        "multiples": numbers.MULTIPLES,
        "units": numbers.UNITS,
        "max_digits": MAX_DIGITS,
    }
