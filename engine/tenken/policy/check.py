"""Conditions as written in YAML, turned into nodes and checked against the vocabulary as they are read.

Every path must exist, every test must fit the type of its fact, every concept must be known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any as Anything

from tenken import condition as c
from tenken import values
from tenken.errors import Fault, did_you_mean
from tenken.policy.model import CITY_VALUES
from tenken.policy.vocabulary import HEAD, Fact, Vocabulary
from tenken.texts import text

At = tuple[str | int, ...]
_MUNICIPALITY = "municipality."
MAX_NUMBER = 10**15
"""No bound that a rule can mean is larger."""
_TESTS = (
    "in", "at_least", "at_most", "on_or_before", "on_or_after", "stated", "includes", "includes_any", "not",
)  # fmt: skip
_STRUCTURE = ("all", "any", "not", "concept", "every", "some", "satisfies", "lasts")


def parse_condition(
    raw: Anything, vocabulary: Vocabulary, concepts: Collection[str], at: At = (), inside: str | None = None
) -> c.Condition:
    """A condition's nodes; `inside` is the list whose elements it is about.

    Raises Fault, with its place in `raw`, at whatever does not fit.
    """
    item = vocabulary.fact(inside).item if inside else None
    return _Scope(vocabulary, concepts, item.fields if item else None).condition(raw, at)


class _Scope:
    """Names that may be used at one level: the vocabulary's paths, or the fields of a list's element."""

    def __init__(self, vocabulary: Vocabulary, concepts: Collection[str], fields: Mapping[str, Fact] | None):
        self.vocabulary = vocabulary
        self.concepts = concepts
        self.fields = fields

    def condition(self, raw: Anything, at: At) -> c.Condition:
        if not isinstance(raw, dict) or not raw:
            raise Fault(
                text("条件は「パス: テスト」の対応で書きます。", "a condition is a mapping from paths to tests"), at
            )
        if "satisfies" in raw and ("every" in raw) == ("some" in raw):
            raise Fault(
                text(
                    "satisfies には every か some のどちらか一つが要ります。",
                    "`satisfies` goes with one of `every` and `some`",
                ),
                (*at, "satisfies"),
            )
        parts = [self._entry(key, value, raw, at) for key, value in raw.items() if key != "satisfies"]
        return parts[0] if len(parts) == 1 else c.All(tuple(parts))

    def _entry(self, key: str, value: Anything, raw: dict[str, Anything], at: At) -> c.Condition:
        here = (*at, key)
        match key:
            case "all" | "any":
                if not isinstance(value, list) or not value:
                    raise Fault(text(f"{key} には条件の列が要ります。", f"`{key}` takes a list of conditions"), here)
                parts = tuple(self.condition(part, (*here, place)) for place, part in enumerate(value))
                return c.All(parts) if key == "all" else c.Any(parts)
            case "not":
                return c.Not(self.condition(value, here))
            case "concept":
                return self._concept(value, here)
            case "lasts":
                return self._lasts(value, here)
            case "every" | "some":
                return self._quantified(key, value, raw, at)
            case _:
                return self._test(key, value, here)

    def _concept(self, name: Anything, at: At) -> c.Condition:
        if not isinstance(name, str) or name not in self.concepts:
            raise Fault(
                text(f"概念「{name}」はありません。", f"there is no concept '{name}'"),
                at,
                did_you_mean(str(name), self.concepts),
            )
        return c.Concept(name)

    def _lasts(self, raw: Anything, at: At) -> c.Condition:
        if not isinstance(raw, dict) or not {"from", "to"} <= set(raw) <= {
            "from",
            "to",
            "at_least_days",
            "at_most_days",
        }:
            raise Fault(
                text(
                    "lasts には from、to と、at_least_days か at_most_days を書きます。",
                    "`lasts` takes from, to, and at_least_days or at_most_days",
                ),
                at,
            )
        for end in ("from", "to"):
            self._fact(raw[end], (*at, end), {"date"})
        bounds = (raw.get("at_least_days"), raw.get("at_most_days"))
        if bounds == (None, None) or not all(
            b is None or (isinstance(b, int) and not isinstance(b, bool)) for b in bounds
        ):
            raise Fault(text("日数は整数で書きます。", "give a whole number of days"), at)
        return c.Lasts(raw["from"], raw["to"], *bounds)

    def _quantified(self, key: str, path: Anything, raw: dict[str, Anything], at: At) -> c.Condition:
        fact = self._fact(path, (*at, key), {"list"})
        assert fact.item is not None
        if fact.item.kind != "object":
            raise Fault(
                text(
                    f"「{path}」の要素に項目はありません。includes か includes_any を使います。",
                    f"the elements of '{path}' have no fields: use includes or includes_any",
                ),
                (*at, key),
            )
        if "satisfies" not in raw:
            raise Fault(text(f"{key} には satisfies が要ります。", f"`{key}` needs `satisfies`"), (*at, key))
        inner = _Scope(self.vocabulary, self.concepts, fact.item.fields).condition(raw["satisfies"], (*at, "satisfies"))
        return c.Every(path, inner) if key == "every" else c.Some(path, inner)

    def _test(self, path: str, test: Anything, at: At) -> c.Condition:
        fact = self._fact(path, at)
        if not isinstance(test, dict):
            return c.OneOf(path, (self._value(fact, test, at),))
        parts = [self._one_test(fact, path, name, value, (*at, name)) for name, value in test.items()]
        if not parts:
            raise Fault(text("テストが空です。", "the test is empty"), at)
        return parts[0] if len(parts) == 1 else c.All(tuple(parts))

    def _one_test(self, fact: Fact, path: str, name: str, value: Anything, at: At) -> c.Condition:
        match name:
            case "in":
                return c.OneOf(path, tuple(self._value(fact, v, at) for v in _a_list(value, at)))
            case "at_least" | "at_most":
                _need(fact, {"number", "integer"}, name, at)
                bound = self._operand(value, {"number", "integer"}, at)
                return c.AtLeast(path, bound) if name == "at_least" else c.AtMost(path, bound)
            case "on_or_after" | "on_or_before":
                _need(fact, {"date"}, name, at)
                bound = self._operand(value, {"date"}, at)
                return c.AtLeast(path, bound) if name == "on_or_after" else c.AtMost(path, bound)
            case "stated":
                if not isinstance(value, bool):
                    raise Fault(text("stated は true か false です。", "`stated` is true or false"), at)
                return c.Stated(path) if value else c.Not(c.Stated(path))
            case "includes" | "includes_any":
                _need(fact, {"list"}, name, at)
                assert fact.item is not None
                wanted = value if isinstance(value, list) else [value]
                listed = tuple(self._value(fact.item, v, at) for v in _a_list(wanted, at))
                if name == "includes_any":
                    return c.Includes(path, listed)
                parts = tuple(c.Includes(path, (one,)) for one in listed)
                return parts[0] if len(parts) == 1 else c.All(parts)
            case "not":
                return c.Not(self._test(path, value, at))
            case _:
                raise Fault(
                    text(f"テスト「{name}」はありません。", f"there is no test '{name}'"),
                    at,
                    did_you_mean(name, _TESTS),
                )

    def _operand(self, raw: Anything, kinds: set[str], at: At) -> c.Operand:
        if isinstance(raw, str) and not raw[:1].isdigit():
            self._fact(raw, at, kinds)
            return c.Path(raw)
        if "date" in kinds:
            if not isinstance(raw, str):
                raise Fault(text("日付は引用符に入れて書きます。", "write the date as a quoted text"), at)
            return _date(raw, at)
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not -MAX_NUMBER <= raw <= MAX_NUMBER:
            raise Fault(text("ここには数か、数のパスが要ります。", "a number, or the path of one, is expected"), at)
        return values.parse_number(raw)

    def _value(self, fact: Fact, raw: Anything, at: At) -> c.Scalar:
        match fact.kind:
            case "boolean":
                fits = isinstance(raw, bool)
            case "number" | "integer":
                fits = isinstance(raw, int | float) and not isinstance(raw, bool) and -MAX_NUMBER <= raw <= MAX_NUMBER
            case "list" | "object":
                raise Fault(
                    text(
                        f"「{fact.path}」は列です。includes などを使います。",
                        f"'{fact.path}' is a list: use includes, every or some",
                    ),
                    at,
                )
            case _:
                fits = isinstance(raw, str)
        if not fits:
            raise Fault(
                text(
                    f"「{fact.path}」に値「{raw}」は合いません（{fact.kind}）。",
                    f"{raw!r} does not fit '{fact.path}', which is a {fact.kind}",
                ),
                at,
            )
        if fact.choices and raw not in fact.choices:
            raise Fault(
                text(f"「{fact.path}」に値「{raw}」はありません。", f"'{raw}' is not a value of '{fact.path}'"),
                at,
                did_you_mean(str(raw), fact.choices),
            )
        if fact.kind == "date":
            return _date(str(raw), at)
        return values.parse_number(raw) if fact.kind in ("number", "integer") else raw

    def _fact(self, path: Anything, at: At, kinds: set[str] | None = None) -> Fact:
        if not isinstance(path, str):
            raise Fault(text("ここにはパスが要ります。", "a path is expected here"), at)
        fact = self._lookup(path, at)
        if kinds is not None and fact.kind not in kinds:
            raise Fault(
                text(f"「{path}」は {fact.kind} です。ここには {'・'.join(sorted(kinds))} が要ります。",
                     f"'{path}' is a {fact.kind}; a {' or '.join(sorted(kinds))} is expected here"),
                at,
            )  # fmt: skip
        return fact

    def _lookup(self, path: str, at: At) -> Fact:
        if self.fields is not None:
            if path in self.fields:
                return self.fields[path]
            raise Fault(
                text(f"要素に項目「{path}」はありません。", f"the list's elements have no field '{path}'"),
                at,
                did_you_mean(path, self.fields),
            )
        if path in HEAD:
            return HEAD[path]
        if path.startswith(_MUNICIPALITY):
            name = path.removeprefix(_MUNICIPALITY)
            if name in CITY_VALUES:
                return Fact(path, "number", text(path, path))
            raise Fault(
                text(f"市の情報に「{name}」はありません。", f"a city's profile has no value '{name}'"),
                at,
                did_you_mean(name, CITY_VALUES),
            )
        try:
            return self.vocabulary.fact(path)
        except Fault as fault:
            remedy = fault.remedy or did_you_mean(path, _STRUCTURE)
            raise Fault(fault.message, at, remedy) from None


def _need(fact: Fact, kinds: set[str], test: str, at: At) -> None:
    if fact.kind not in kinds:
        raise Fault(
            text(
                f"テスト {test} は「{fact.path}」（{fact.kind}）に使えません。",
                f"the test {test} does not fit '{fact.path}', which is a {fact.kind}",
            ),
            at,
        )


def _a_list(raw: Anything, at: At) -> list[Anything]:
    if not isinstance(raw, list) or not raw:
        raise Fault(text("値の列が要ります。", "a list of values is expected"), at)
    return raw


def _date(raw: str, at: At) -> values.DateSpan:
    try:
        return values.parse_date(raw)
    except Fault as fault:
        raise Fault(fault.message, at, fault.remedy) from None
