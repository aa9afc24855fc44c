"""What is written by mistake on a Japanese keyboard or out of habit, and what to write instead.

Full-width colons, blanks and digits, words for true and false, numbers with their unit, dates of an era or with
slashes. Every function answers with the remedy to tell.
"""

from __future__ import annotations

import calendar
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from tenken.errors import shortened
from tenken.texts import Text, text

WIDE_COLON, WIDE_BLANK = "：", "\u3000"

_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)[^0-9万千百億半]{0,2}")
_PARTS = re.compile(
    r"(?P<era>[^\d]{0,2})(?P<year>\d{1,4}|元)[年/.-](?P<month>\d{1,2})(?:[月/.-](?:(?P<day>\d{1,2})日?)?)?"
)


@dataclass(frozen=True)
class Era:
    """A Japanese era: its name, its letter, and its first day. It lasts until the day before the next begins."""

    name: str
    letter: str
    first: date


ERAS = (
    Era("明治", "m", date(1868, 1, 25)),
    Era("大正", "t", date(1912, 7, 30)),
    Era("昭和", "s", date(1926, 12, 25)),
    Era("平成", "h", date(1989, 1, 8)),
    Era("令和", "r", date(2019, 5, 1)),
)
FIRST_YEAR = "元"
WESTERN = "西暦"

YES = ("はい", "有", "有り", "あり", "○", "〇", "◯", "⭕", "✓", "✔", "真", "yes", "on", "y", "true")
NO = ("いいえ", "無", "無し", "なし", "×", "✕", "✗", "✖", "❌", "偽", "no", "off", "n", "false")
"""Words for yes and no, once narrow and lower-case."""

_YEAR_BEFORE = {"": 0, WESTERN: 0} | {name: era.first.year - 1 for era in ERAS for name in (era.name, era.letter)}
"""The year before the first of each era."""


def narrow(written: str) -> str:
    """The same with plain digits, letters and signs in place of full-width ones."""
    return unicodedata.normalize("NFKC", written)


def shown(raw: Any) -> str:
    """A value of a policy file as its author wrote it, near enough for a message."""
    return shortened(raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False))


def number_remedy(raw: Any) -> Text:
    """How the number meant by what was written is written."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return text("10の15乗までの数を書いてください。", "write a number of at most 15 digits")
    found = _NUMBER.fullmatch(narrow(raw).replace(",", "").strip()) if isinstance(raw, str) else None
    if found:
        plain = re.sub(r"^0+(?=\d)", "", found[1])
        return text(
            f"半角の数字だけで、引用符も単位も付けずに {plain} と書いてください。",
            f"write {plain}: plain digits, without quotes or a unit",
        )
    return text(
        "半角の数字だけで、引用符も単位も付けずに書いてください（例: 5）。",
        "write it in plain digits, without quotes or a unit, such as 5",
    )


def truth_remedy(raw: Any) -> Text:
    """How yes and no are written."""
    meant = narrow(str(raw)).strip().lower()
    for words, value in ((YES, "true"), (NO, "false")):
        if meant in words:
            return text(f"引用符を付けずに {value} と書いてください。", f"write {value}, without quotes")
    return text("true（はい）か false（いいえ）と書いてください。", "write true (yes) or false (no)")


def date_remedy(raw: Any) -> Text:
    """How the date meant by what was written is written."""
    meant = _date_meant(raw) if isinstance(raw, str) else f"{raw}" if re.fullmatch(r"\d{4}", f"{raw}") else None
    if meant:
        return text(f'"{meant}" と書いてください。', f'write "{meant}"')
    return text(
        '西暦の年月日を半角で、2018年7月1日なら "2018-07-01" のように書いてください。',
        'write year, month and day with hyphens: 1 July 2018 is "2018-07-01"',
    )


def no_such_day_remedy(year: int, month: int | None) -> Text:
    """What a calendar holds, for a date that is in none."""
    if year < 1:
        return text("年は 0001 からです。", "years begin with 0001")
    if month is None or not 1 <= month <= 12:
        return text("月は 01 から 12 までです。", "months go from 01 to 12")
    last = calendar.monthrange(year, month)[1]
    return text(
        f"{year}年{month}月の日は 01 から {last} までです。",
        f"the days of {year:04}-{month:02} go from 01 to {last}",
    )


def reads_as_date(written: str) -> bool:
    """Was a date meant, and not the path of one?"""
    return not written[:1].isascii() or written[:1].isdigit() or "年" in written or "/" in written or _of_era(written)


def reads_as_number(written: str) -> bool:
    """Was a number meant, and not the path of one?"""
    return not written[:1].isascii() or written[:1].isdigit()


def mended(written: str) -> str:
    """`key: value` as it is written, of what has a full-width colon or blank, or no blank after its colon."""
    plain = written.replace(WIDE_BLANK, " ").strip().replace(WIDE_COLON, ":")
    return shortened(re.sub(r"^([\w.-]+):\s*(?=\S)", r"\1: ", plain, flags=re.ASCII))


def key_remedy(key: Any) -> Text | None:
    """What is wrong with a key that holds full-width characters, or a colon without a blank; None for any other."""
    if not isinstance(key, str):
        return None
    right = mended(key)
    if WIDE_COLON in key:
        return text(
            f"コロン「：」が全角です。半角のコロンと空白で `{right}` と書いてください。",
            f"the colon is full-width: write `{right}`, with a plain colon and a blank",
        )
    if WIDE_BLANK in key:
        return text(
            f"全角の空白があります。字下げも区切りも半角の空白にして `{right}` と書いてください。",
            f"there is a full-width blank: write `{right}`, indented by plain blanks",
        )
    if right != key and ":" in key:
        return text(
            f"コロンの後に空白がありません。`{right}` と書いてください。",
            f"a blank is missing after the colon: write `{right}`",
        )
    return None


def _of_era(written: str) -> bool:
    parts = _PARTS.fullmatch(narrow(written))
    return parts is not None and bool(parts["era"]) and _first_year(parts) is not None


def _first_year(parts: re.Match[str]) -> int | None:
    return _YEAR_BEFORE.get(parts["era"].lower().rstrip("."))


def _date_meant(written: str) -> str | None:
    parts = _PARTS.fullmatch(re.sub(r"\s", "", narrow(written)))
    first = _first_year(parts) if parts else None
    if parts is None or first is None:
        return None
    year = first + (1 if parts["year"] == FIRST_YEAR else int(parts["year"]))
    month, day = int(parts["month"]), int(parts["day"] or 1)
    try:
        whole = date(year, month, day).isoformat() if year > 1800 else None
    except ValueError:
        return None
    return whole if parts["day"] or whole is None else whole[:7]
