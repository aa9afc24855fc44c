"""Numbers as clerks write them: with a unit, 万 and 千, about, at least, at most, from and to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tenken.documents import MAX_DIGITS
from tenken.policy.vocabulary import Fact
from tenken.texts import Lang, Text, text
from tenken_cli.forms.entry_words import comparable, refused

ABOUT_BEFORE, ABOUT_AFTER = ("約", "およそ", "おおよそ", "about"), ("程度", "くらい", "ぐらい", "前後")
AT_LEAST_BEFORE, AT_LEAST_AFTER = ("atleast", "≥"), ("以上", "ormore")
AT_MOST_BEFORE, AT_MOST_AFTER = ("atmost", "≤"), ("以下", "以内", "まで", "orless")
TO = ("〜", "~", "から", "to", "-", "–", "—")
MULTIPLES = (("億", 10**8), ("万", 10**4), ("千", 10**3))
UNITS = (
    ("人", "名", "people", "person", "persons"),
    ("件", "cases", "records"),
    ("年", "年間", "years", "year"),
    ("か月", "ヶ月", "カ月", "ケ月", "ヵ月", "箇月", "months", "month"),
    ("日", "日間", "days", "day"),
    ("分", "分間", "minutes", "minute"),
    ("個", "つ"), ("項",), ("回",), ("台",), ("時間",), ("%",),
)  # fmt: skip
"""Units by their names; those of one line are the same."""

_EXPECTED = text(
    "0以上の数を 100、約100、100以上、100以下、100〜200、30万 のように書いてください。",
    "write a number from 0: 100, about 100, at least 100, at most 100 or 100 to 200",
)
_PLAIN_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?", re.ASCII)
_AMOUNT = r"(-?[\d億万千][\d,.億万千]*(?:e[+-]?\d+)?)"
_UNIT_PARTS = re.compile(r"[()（）・]")


def read_number(fact: Fact, entry: str, written: str) -> Any:
    """The number or span of a comparable entry, as a case writes it. Raises Fault."""
    for key, form in _forms(_units(fact)):
        found = form.fullmatch(entry)
        if found:
            return _value(fact, key, found.groups(), written)
    raise refused(written, number_remedy(fact))


def _value(fact: Fact, key: str, found: Sequence[str], written: str) -> Any:
    amounts = [amount for one in found if (amount := _amount(one)) is not None and amount >= 0]
    if len(amounts) < len(found):
        raise refused(written, number_remedy(fact))
    if key == "between":
        return _between(found, amounts, written)
    if key != "exact":
        return {key: amounts[0]}
    if fact.kind == "integer" and amounts[0] % 1:
        raise refused(written, text("整数で書いてください。", "write a whole number"))
    return amounts[0]


def _between(ends: Sequence[str], amounts: Sequence[float], written: str) -> dict[str, Any]:
    if _multiplied(ends[1]) and not _multiplied(ends[0]):
        raise refused(
            written,
            text("10万〜20万 のように、両方に万などを書いてください。", "write both ends in full: 100000 to 200000"),
        )
    if amounts[0] > amounts[1]:
        raise refused(written, text("小さい方の数を先に書いてください。", "write the smaller number first"))
    return {"at_least": amounts[0], "at_most": amounts[1]}


@lru_cache
def _forms(units: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    """The ways to write a number, with one group for each amount."""
    number = _AMOUNT + f"(?:{'|'.join(map(re.escape, units))})?"

    def either(words: tuple[str, ...]) -> str:
        return f"(?:{'|'.join(map(re.escape, words))})"

    def around(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
        return [either(before) + number, number + either(after)]

    to = f"(?:{either(AT_LEAST_AFTER)}?{either(TO)}|{either(AT_LEAST_AFTER)})"
    written = {
        "exact": [number],
        "about": around(ABOUT_BEFORE, ABOUT_AFTER),
        "at_least": around(AT_LEAST_BEFORE, AT_LEAST_AFTER),
        "at_most": around(AT_MOST_BEFORE, AT_MOST_AFTER),
        "between": [number + to + number + either(AT_MOST_AFTER) + "?"],
    }
    return [(key, re.compile(one, re.ASCII)) for key, forms in written.items() for one in forms]


def _units(fact: Fact) -> tuple[str, ...]:
    """The comparable words that may stand behind a number, the longest first."""
    if fact.unit is None:
        words = {word for line in UNITS for word in line}
    else:
        named = (fact.unit.ja, fact.unit.en, *_UNIT_PARTS.split(fact.unit.ja))
        own = {comparable(one) for one in named if one}
        words = own | {word for line in UNITS if own.intersection(line) for word in line}
    return tuple(sorted((comparable(word) for word in words), key=lambda word: (-len(word), word)))


def number_remedy(fact: Fact) -> Text:
    """How a number of this fact is written."""
    if fact.unit is None:
        return _EXPECTED
    return text(
        _EXPECTED.ja + f"単位は「{fact.unit.ja}」で、書かなくてもかまいません。",
        _EXPECTED.en + f"; its unit is '{fact.unit.en}', which may be left out",
    )


def _multiplied(amount: str) -> bool:
    return any(sign in amount for sign, _ in MULTIPLES)


def _amount(written: str) -> int | float | None:
    """The number of an amount; None where it is none, or larger than any that is meant."""
    bound = 10**MAX_DIGITS
    if _multiplied(written):
        worth = _worth(written, MULTIPLES, Decimal(bound))
        if worth is None:
            return None
        return int(worth) if worth == int(worth) else float(worth)
    if not _PLAIN_NUMBER.fullmatch(written):
        return None
    digits = written.replace(",", "")
    number = int(digits) if digits.lstrip("-").isdigit() else float(digits)
    return number if number < bound else None


def _worth(written: str, multiples: Sequence[tuple[str, int]], below: Decimal) -> Decimal | None:
    """What digits with these multiples are worth, where it is less than a bound: 3万5千 is 35000."""
    if not multiples:
        number = Decimal(written.replace(",", "")) if _PLAIN_NUMBER.fullmatch(written) else None
        return number if number is not None and 0 <= number < below else None
    (sign, worth), *smaller = multiples
    before, found, after = written.partition(sign)
    if not found:
        return _worth(written, smaller, below)
    one = Decimal(1) if not before and not smaller else _worth(before, smaller[-1:], below / worth)
    rest = Decimal(0) if not after else _worth(after, smaller, Decimal(worth))
    return None if one is None or rest is None else one * worth + rest


def shown_number(raw: Any, lang: Lang) -> str:
    """A number or span in the words that are read as the same."""
    if not isinstance(raw, Mapping):
        return str(raw)
    low, high = raw.get("at_least"), raw.get("at_most")
    if "about" in raw:
        return f"約{raw['about']}" if lang == "ja" else f"about {raw['about']}"
    if high is None:
        return f"{low}以上" if lang == "ja" else f"at least {low}"
    if low is None:
        return f"{high}以下" if lang == "ja" else f"at most {high}"
    return f"{low}〜{high}" if lang == "ja" else f"{low} to {high}"
