"""Conditions as written in YAML, turned into nodes and checked against the vocabulary as they are read.

Every path must exist, every test must fit the type of its fact, every concept must be known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any as Anything

from tenken import condition as c
from tenken.errors import Fault, did_you_mean
from tenken.policy.model import CITY_VALUES
from tenken.policy.operands import date_of, days_of, in_words, list_of, need, number_of, value_of
from tenken.policy.vocabulary import HEAD, Fact, Kind, Vocabulary
from tenken.policy.words import KINDS, listed_in, named
from tenken.slips import key_remedy, reads_as_date, reads_as_number, shown, truth_remedy
from tenken.texts import Text, text

At = tuple[str | int, ...]
_MUNICIPALITY = "municipality."
_TESTS = (
    "in", "at_least", "at_most", "on_or_before", "on_or_after", "stated", "includes", "includes_any", "not",
)  # fmt: skip
_NUMBERS: tuple[Kind, ...] = ("number", "integer")
_DATES: tuple[Kind, ...] = ("date",)
_LISTS: tuple[Kind, ...] = ("list",)
_STRUCTURE = ("all", "any", "not", "concept", "every", "some", "satisfies", "lasts")
_TESTS_REMEDY = text(f"使えるのは {'、'.join(_TESTS)} のどれかです。", f"use one of {', '.join(_TESTS)}")
_LASTS = text(
    "`lasts: {from: 始めの日のパス, to: 終わりの日のパス, at_least_days: 30}` のように書いてください。",
    "write it as `lasts: {from: path, to: path, at_least_days: 30}`",
)


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
                text("条件は「パス: テスト」の対応で書きます。", "a condition is a mapping from paths to tests"),
                at,
                key_remedy(raw) or text("`link.used: true` のように書いてください。", "write it as `link.used: true`"),
            )
        if "satisfies" in raw and ("every" in raw) == ("some" in raw):
            raise Fault(
                text(
                    "satisfies には every か some のどちらか一つが要ります。",
                    "`satisfies` goes with one of `every` and `some`",
                ),
                (*at, "satisfies"),
                text(
                    "一覧の事実のパスを every: か some: に書き、二つ要るなら all: で分けてください。",
                    "write `every: path` or `some: path`; part two of them by `all:`",
                ),
            )
        parts = [self._entry(key, value, raw, at) for key, value in raw.items() if key != "satisfies"]
        return parts[0] if len(parts) == 1 else c.All(tuple(parts))

    def _entry(self, key: str, value: Anything, raw: dict[str, Anything], at: At) -> c.Condition:
        here = (*at, key)
        match key:
            case "all" | "any":
                if not isinstance(value, list) or not value:
                    raise Fault(
                        text(f"{key} には条件の列が要ります。", f"`{key}` takes a list of conditions"),
                        here,
                        text(
                            "条件を一つずつ、行頭に「- 」を付けて並べてください。",
                            "write the conditions one below the other, each with `- `",
                        ),
                    )
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
                text(f"概念「{shown(name)}」はありません。", f"there is no concept '{shown(name)}'"),
                at,
                did_you_mean(str(name), self.concepts) or listed_in("concepts"),
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
                _LASTS,
            )
        for end in ("from", "to"):
            self._fact(raw[end], (*at, end), _DATES)
        bounds = [days_of(raw.get(key), (*at, key)) for key in ("at_least_days", "at_most_days")]
        if bounds == [None, None]:
            raise Fault(text("lasts に日数がありません。", "`lasts` has no whole number of days"), at, _LASTS)
        return c.Lasts(raw["from"], raw["to"], *bounds)

    def _quantified(self, key: str, path: Anything, raw: dict[str, Anything], at: At) -> c.Condition:
        fact = self._fact(path, (*at, key), _LISTS)
        assert fact.item is not None
        if fact.item.kind != "object":
            raise Fault(
                text(f"「{path}」の要素に項目はありません。", f"the elements of '{path}' have no fields"),
                (*at, key),
                text(
                    f"`{path}: {{includes: 値}}` か includes_any を使ってください。",
                    f"use `{path}: {{includes: value}}` or includes_any",
                ),
            )
        if "satisfies" not in raw:
            raise Fault(
                text(f"{key} には satisfies が要ります。", f"`{key}` needs `satisfies`"),
                (*at, key),
                text(
                    f"{key}: の次の行に `satisfies: {{項目: 値}}` と、要素の満たす条件を書いてください。",
                    f"below `{key}:` write what the elements satisfy: `satisfies: {{field: value}}`",
                ),
            )
        inner = _Scope(self.vocabulary, self.concepts, fact.item.fields).condition(raw["satisfies"], (*at, "satisfies"))
        return c.Every(path, inner) if key == "every" else c.Some(path, inner)

    def _test(self, path: str, test: Anything, at: At) -> c.Condition:
        fact = self._fact(path, at)
        if not isinstance(test, dict):
            return c.OneOf(path, (value_of(fact, test, at),))
        parts = [self._one_test(fact, path, name, value, (*at, name)) for name, value in test.items()]
        if not parts:
            raise Fault(text("テストが空です。", "the test is empty"), at, _TESTS_REMEDY)
        return parts[0] if len(parts) == 1 else c.All(tuple(parts))

    def _one_test(self, fact: Fact, path: str, name: str, value: Anything, at: At) -> c.Condition:
        match name:
            case "in":
                return c.OneOf(path, tuple(value_of(fact, v, at) for v in list_of(value, at)))
            case "at_least" | "at_most":
                need(fact, _NUMBERS, name, at)
                bound = self._operand(value, _NUMBERS, at)
                return c.AtLeast(path, bound) if name == "at_least" else c.AtMost(path, bound)
            case "on_or_after" | "on_or_before":
                need(fact, _DATES, name, at)
                bound = self._operand(value, _DATES, at)
                return c.AtLeast(path, bound) if name == "on_or_after" else c.AtMost(path, bound)
            case "stated":
                if not isinstance(value, bool):
                    raise Fault(
                        text(f"stated に「{shown(value)}」は書けません。", f"`stated` cannot be '{shown(value)}'"),
                        at,
                        truth_remedy(value),
                    )
                return c.Stated(path) if value else c.Not(c.Stated(path))
            case "includes" | "includes_any":
                need(fact, _LISTS, name, at)
                assert fact.item is not None
                wanted = value if isinstance(value, list) else [value]
                listed = tuple(value_of(fact.item, v, at) for v in list_of(wanted, at))
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
                    key_remedy(name) or did_you_mean(name, _TESTS) or _TESTS_REMEDY,
                )

    def _operand(self, raw: Anything, kinds: Collection[Kind], at: At) -> c.Operand:
        if "date" in kinds:
            if isinstance(raw, str) and not reads_as_date(raw):
                return self._path(raw, kinds, at)
            return date_of(raw, at)
        if isinstance(raw, str) and not reads_as_number(raw):
            return self._path(raw, kinds, at)
        return number_of(raw, at)

    def _path(self, path: str, kinds: Collection[Kind], at: At) -> c.Path:
        self._fact(path, at, kinds)
        return c.Path(path)

    def _fact(self, path: Anything, at: At, kinds: Collection[Kind] | None = None) -> Fact:
        if not isinstance(path, str):
            raise Fault(text("ここにはパスが要ります。", "a path is expected here"), at, listed_in("facts"))
        fact = self._lookup(path, at)
        if kinds is not None and fact.kind not in kinds:
            raise Fault(
                text(
                    f"「{path}」（{KINDS[fact.kind].ja}）はここに使えません。",
                    f"'{path}' ({KINDS[fact.kind].en}) does not fit here",
                ),
                at,
                text(
                    f"{in_words(kinds).ja}の事実のパスを書いてください。",
                    f"write the path of a fact of this kind: {in_words(kinds).en}",
                ),
            )
        return fact

    def _lookup(self, path: str, at: At) -> Fact:
        if self.fields is not None:
            if path in self.fields:
                return self.fields[path]
            raise Fault(
                text(f"要素に項目「{path}」はありません。", f"the list's elements have no field '{path}'"),
                at,
                key_remedy(path) or did_you_mean(path, self.fields) or _one_of_fields(self.fields),
            )
        if path in HEAD:
            return HEAD[path]
        if path.startswith(_MUNICIPALITY):
            name = path.removeprefix(_MUNICIPALITY)
            if name in CITY_VALUES:
                return CITY_VALUES[name]
            raise Fault(
                text(f"市の情報に「{name}」はありません。", f"a city's profile has no value '{name}'"),
                at,
                did_you_mean(name, CITY_VALUES) or _one_of_fields(CITY_VALUES),
            )
        try:
            return self.vocabulary.fact(path)
        except Fault as fault:
            remedy = key_remedy(path) or fault.remedy or did_you_mean(path, _STRUCTURE) or listed_in("facts")
            raise Fault(fault.message, at, remedy) from None


def _one_of_fields(names: Mapping[str, Fact]) -> Text:
    words = named({name: one.label for name, one in names.items()})
    return text(f"使えるのは {words.ja}です。", f"use one of {words.en}")
