"""What a test compares a fact with: values, numbers and dates as they are written in YAML."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tenken import condition as c
from tenken import values
from tenken.errors import Fault
from tenken.policy.vocabulary import Fact, Kind
from tenken.policy.words import KINDS, offer
from tenken.slips import date_remedy, number_remedy, shown, truth_remedy
from tenken.texts import Text, text

At = tuple[str | int, ...]

MAX_NUMBER = 10**15
"""No bound that a rule can mean is larger."""


def value_of(fact: Fact, raw: Any, at: At) -> c.Scalar:
    """A value that the fact may have. Raises Fault for any other."""
    match fact.kind:
        case "list" | "object":
            raise Fault(
                text(f"「{fact.path}」は一覧です。値とは比べられません。", f"'{fact.path}' is a list, not one value"),
                at,
                text(
                    "includes、includes_any、every、some のどれかを使ってください。",
                    "use includes, includes_any, every or some",
                ),
            )
        case "boolean":
            _fitting(fact, raw, isinstance(raw, bool), at)
            return bool(raw)
        case "number" | "integer":
            _fitting(fact, raw, is_number(raw), at)
            return values.parse_number(raw)
        case "date":
            _fitting(fact, raw, isinstance(raw, str), at)
            return date_of(raw, at)
        case "choice" if isinstance(raw, str) and raw not in fact.choices:
            raise Fault(
                text(f"「{fact.path}」に値「{raw}」はありません。", f"'{raw}' is not a value of '{fact.path}'"),
                at,
                offer(raw, fact.choices),
            )
        case _:
            _fitting(fact, raw, isinstance(raw, str), at)
            return str(raw)


def is_number(raw: Any) -> bool:
    """Is it a number of a size that a rule can mean?"""
    return isinstance(raw, int | float) and not isinstance(raw, bool) and -MAX_NUMBER <= raw <= MAX_NUMBER


def number_of(raw: Any, at: At) -> values.NumberSpan:
    """A bound of a number. Raises Fault where it is none."""
    if not is_number(raw):
        raise Fault(
            text(
                f"「{shown(raw)}」は数ではありません。数か、数の事実のパスを書きます。",
                f"'{shown(raw)}' is not a number: a number, or the path of one, is expected",
            ),
            at,
            number_remedy(raw),
        )
    return values.parse_number(raw)


def days_of(raw: Any, at: At) -> int | None:
    """A number of days, or None where none is written. Raises Fault."""
    if raw is None or (isinstance(raw, int) and not isinstance(raw, bool)):
        return raw
    raise Fault(
        text(f"日数「{shown(raw)}」は整数ではありません。", f"'{shown(raw)}' is not a whole number of days"),
        at,
        number_remedy(raw),
    )


def date_of(raw: Any, at: At) -> values.DateSpan:
    """A date or the bound of one. Raises Fault where there is no such day."""
    if not isinstance(raw, str):
        raise Fault(
            text(
                f"「{shown(raw)}」は日付ではありません。日付は引用符に入れて書きます。",
                f"'{shown(raw)}' is not a date: a date is written in quotes",
            ),
            at,
            date_remedy(raw),
        )
    try:
        return values.parse_date(raw)
    except Fault as fault:
        raise Fault(fault.message, at, fault.remedy) from None


def list_of(raw: Any, at: At) -> list[Any]:
    """Several values. Raises Fault where there is none, or one is written twice."""
    if not isinstance(raw, list) or not raw:
        raise Fault(
            text("値の列が要ります。", "a list of values is expected"),
            at,
            text("[a, b] のように、かっこに入れて書いてください。", "write them in brackets: [a, b]"),
        )
    for place, value in enumerate(raw):
        if value in raw[:place]:
            raise Fault(
                text(f"値「{shown(value)}」が2回書かれています。", f"the value '{shown(value)}' is written twice"),
                (*at, place),
                text("一つを消してください。", "delete one of them"),
            )
    return raw


def need(fact: Fact, kinds: Collection[Kind], test: str, at: At) -> None:
    """Raise Fault where a test does not fit the kind of the fact."""
    if fact.kind not in kinds:
        wanted = in_words(kinds)
        raise Fault(
            text(
                f"テスト {test} は「{fact.path}」（{KINDS[fact.kind].ja}）に使えません。",
                f"the test {test} does not fit '{fact.path}' ({KINDS[fact.kind].en})",
            ),
            at,
            text(f"{test} は{wanted.ja}の事実に使います。", f"{test} is for a {wanted.en}"),
        )


def in_words(kinds: Collection[Kind]) -> Text:
    """Kinds of facts; a whole number goes without saying where a number is named."""
    words = [KINDS[kind] for kind in sorted(kinds) if kind != "integer" or "number" not in kinds]
    return text("か".join(one.ja for one in words), " or ".join(one.en for one in words))


def _fitting(fact: Fact, raw: Any, fits: bool, at: At) -> None:
    if not fits:
        kind = KINDS[fact.kind]
        raise Fault(
            text(
                f"「{fact.path}」（{kind.ja}）に値「{shown(raw)}」は合いません。",
                f"{shown(raw)!r} does not fit '{fact.path}' ({kind.en})",
            ),
            at,
            _how(fact, raw),
        )


def _how(fact: Fact, raw: Any) -> Text:
    """How a value of that kind is written."""
    match fact.kind:
        case "boolean":
            return truth_remedy(raw)
        case "number" | "integer":
            return number_remedy(raw)
        case "date":
            return date_remedy(raw)
        case "choice":
            return offer(shown(raw), fact.choices)
        case _:
            return text('文字を "…" で囲んで書いてください。', 'write a text in quotes: "…"')
