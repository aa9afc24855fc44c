"""What a clerk types, read as the value of a fact, and a value of a fact shown so that it reads as the same value.

How an entry is read, exactly:

1. It is made *comparable*: Unicode NFKC, all blanks removed, lower case. What is empty then states nothing (None).
2. A text is kept as it was typed. Only the word for undecided, and nothing else, means that; with apostrophes before it,
   it is a text, of which the first apostrophe is taken away.
3. Of any other kind, `未定` and `undecided` are `{"undecided": true}`.
4. Yes or no: a word of `slips.YES` or `slips.NO`, or `1` or `0`.
5. A choice: the comparable entry is the comparable form of its id or of its label in either language, and of no other choice.
6. A date: `Y年[M月[D日]]` or `Y[sM[sD]]` with one separator s of `-`, `/`, `.`; Y is four digits, perhaps after `西暦`, or
   an era and one or two digits or `元`. The day must exist; a day, month or year must lie in its era, at least in part.
7. A number is `A`, `about A`, `A or more`, `A or less`, or `A to B` in the words of `entry_numbers`. A and B are digits,
   with commas by threes and a point, or `億`, `万` and `千`, the larger first and what follows below the larger one; before
   `億` and `万` may stand `千` (`2千万`). They may carry a unit: the fact's own, or any of `UNITS` where it has none. Where
   B has `億`, `万` or `千`, A needs one too. None has more than `MAX_DIGITS` digits before the point. Digits are ASCII.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tenken.policy.vocabulary import Fact
from tenken.slips import NO, YES
from tenken.texts import Lang, Text, text
from tenken_cli.forms.entry_dates import EXPECTED as EXPECTED_DATE
from tenken_cli.forms.entry_dates import read_date
from tenken_cli.forms.entry_numbers import number_remedy, read_number, shown_number
from tenken_cli.forms.entry_words import LONGEST_ENTRY, SHOWN_UNDECIDED, UNDECIDED, comparable, is_undecided, refused

Entry = str | bool | int | float | date
"""What a cell or a field may hold."""

MOST_NAMED = 12
"""Choices are named in a message up to this many."""

SHOWN_YES, SHOWN_NO = text("はい", "yes"), text("いいえ", "no")


def read(fact: Fact, written: Entry) -> Any:
    """The value that was meant, as a case writes it; None where nothing was written. Raises Fault where it is none.

    The kinds are those of single values: a form lays lists and objects out in several entries.
    """
    if not isinstance(written, str):
        written = _as_typed(fact, written)
    entry = comparable(written)
    if not entry:
        return None
    if fact.kind == "text":
        return _text(written)
    if entry in UNDECIDED:
        return {"undecided": True}
    if len(entry) > LONGEST_ENTRY and fact.kind != "choice":
        raise refused(written, expected(fact))
    match fact.kind:
        case "boolean":
            return _boolean(entry)
        case "choice":
            return _choice(fact, entry)
        case "date":
            return read_date(entry, written)
        case "number" | "integer":
            return read_number(fact, entry, written)
        case _:
            raise ValueError(f"a {fact.kind} is not one entry")


def shown(fact: Fact, raw: Any, lang: Lang) -> str:
    """A value of a case as a clerk would write it; `read` makes the same value of it."""
    if isinstance(raw, Mapping) and raw.get("undecided") is True:
        return SHOWN_UNDECIDED.get(lang)
    match fact.kind:
        case "boolean":
            return (SHOWN_YES if raw else SHOWN_NO).get(lang)
        case "choice":
            return _shown_choice(fact, raw, lang)
        case "number" | "integer":
            return shown_number(raw, lang)
        case "text":
            return f"'{raw}" if comparable(raw).lstrip("'") in UNDECIDED else str(raw)
        case _:
            return str(raw)


def _as_typed(fact: Fact, cell: bool | int | float | date) -> str:
    """What was typed into a cell that made something else of it: a day, a number, TRUE or FALSE. Raises Fault."""
    if isinstance(cell, bool):
        if fact.kind == "boolean":
            return str(cell)
        raise refused(str(cell).upper(), expected(fact))
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        if fact.kind in ("date", "text"):
            return day.isoformat()
        raise refused(day.isoformat(), expected(fact))
    if fact.kind == "date" and isinstance(cell, float) and not cell.is_integer():
        raise refused(  # 2018.10 becomes 2018.1 in a cell of numbers
            str(cell),
            text("2018年7月なら 2018-07 のように書いてください。", "write July 2018 as 2018-07, not as a number"),
        )
    return str(int(cell)) if fact.kind == "date" else str(cell)


def expected(fact: Fact) -> Text:
    """How an answer of this kind is written."""
    match fact.kind:
        case "boolean":
            return text("はい、いいえ、未定のどれかを書いてください。", "write yes, no or undecided")
        case "choice":
            if len(fact.choices) > MOST_NAMED:
                return text("選択肢から選んでください。", "choose one of the list")
            ja, en = "、".join(_labels(fact, "ja")), ", ".join(_labels(fact, "en"))
            return text(f"次のどれかを書いてください: {ja}、未定", f"write one of: {en}, undecided")
        case "date":
            return EXPECTED_DATE
        case "number" | "integer":
            return number_remedy(fact)
        case _:
            return text("文字で書いてください。", "write a text")


def _labels(fact: Fact, lang: Lang) -> list[str]:
    return [label.get(lang) for label in fact.choices.values()]


def _text(written: str) -> Any:
    entry = comparable(written)
    if entry in UNDECIDED:
        return {"undecided": True}
    return written[1:] if written.startswith("'") and entry.lstrip("'") in UNDECIDED else written


def _boolean(entry: str) -> bool:
    if entry in (*YES, "1"):
        return True
    if entry in (*NO, "0"):
        return False
    raise refused(entry, expected(Fact("", "boolean", SHOWN_YES)))


def _choice(fact: Fact, entry: str) -> str:
    meant = [
        id_
        for id_, label in fact.choices.items()
        if entry in (comparable(id_), comparable(label.ja), comparable(label.en))
    ]
    if len(meant) != 1:
        raise refused(entry, expected(fact))
    return meant[0]


def _shown_choice(fact: Fact, raw: str, lang: Lang) -> str:
    """The label, unless only the id tells the choice from the others."""
    label = fact.choices[raw].get(lang)
    same = [one for one in fact.choices.values() if comparable(label) in (comparable(one.ja), comparable(one.en))]
    return label if len(same) == 1 and not is_undecided(label) else raw
