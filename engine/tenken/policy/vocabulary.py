"""The vocabulary: what a case may state, fact by fact.

A fact's path is `group.name`; a field of a list's element is known by its name inside the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from tenken import values
from tenken.condition import Condition
from tenken.errors import Fault, did_you_mean, shortened
from tenken.policy.key_faults import missing_key, no_mapping, no_text, one_language_missing, unknown_key
from tenken.texts import Text, text

Kind = Literal["boolean", "choice", "text", "number", "integer", "date", "list", "object"]

Priority = Literal["high", "medium", "low"]
"""How much an answer tells about the risk to the people concerned: high for where their information is, which way
it goes, who can reach it and when it is deleted; low for formalities."""


@dataclass(frozen=True)
class Fact:
    """One thing that a case may state: its kind, its names, and the question that asks for it."""

    path: str
    kind: Kind
    label: Text
    ask: Text | None = None
    unit: Text | None = None
    priority: Priority = "low"
    choices: Mapping[str, Text] = field(default_factory=dict)
    item: Fact | None = None
    fields: Mapping[str, Fact] = field(default_factory=dict)
    worth_asking: Condition | None = None
    worth_asking_raw: Any = None
    informational: Text | None = None
    """Why a case may state it though nothing reads it."""

    def decode(self, raw: Any) -> Any:
        """A value as it stands in a case, ready to be compared. Raises Fault where there is no such date."""
        if isinstance(raw, Mapping) and raw.get("undecided") is True:
            return values.UNDECIDED
        match self.kind:
            case "number" | "integer":
                return values.parse_number(raw)
            case "date":
                return values.parse_date(raw)
            case "list":
                return self._decode_list(raw)
            case "object":
                return {name: _inside(self.fields[name], value, name) for name, value in raw.items()}
            case _:
                return raw

    def _decode_list(self, raw: Any) -> values.Items:
        assert self.item is not None
        elements, complete = (raw, True) if isinstance(raw, list) else (raw["items"], raw.get("complete", True))
        return values.Items(
            tuple(_inside(self.item, element, index) for index, element in enumerate(elements)), complete
        )


def _inside(fact: Fact, raw: Any, step: str | int) -> Any:
    try:
        return fact.decode(raw)
    except Fault as fault:
        raise Fault(fault.message, (step, *fault.at), fault.remedy) from None


HEAD: Mapping[str, Fact] = {
    "consulted_on": Fact("consulted_on", "date", text("諮問の日", "Day of consultation")),
    "starts_on": Fact("starts_on", "date", text("運用の開始日", "Start of operation")),
    "stage": Fact(
        "stage",
        "choice",
        text("審議の段階", "Stage"),
        choices={"preliminary": text("事前点検", "preliminary"), "final": text("本審議", "final")},
    ),
}
"""The values of a case's head that conditions may read."""


@dataclass(frozen=True)
class Vocabulary:
    """All facts by path, in the order of the files; the groups in the order in which people go through them."""

    groups: Mapping[str, Text]
    facts: Mapping[str, Fact]

    def fact(self, path: str) -> Fact:
        """The fact at a path. Raises Fault with the nearest right name if there is none."""
        if path in self.facts:
            return self.facts[path]
        shown = shortened(path)
        raise Fault(
            text(f"事実「{shown}」は語彙にありません。", f"there is no fact '{shown}' in the vocabulary"),
            remedy=did_you_mean(path, self.facts) if shown == path else None,
        )

    def order(self) -> Mapping[str, int]:
        """Each path's place in the vocabulary: the order in which equal questions are asked."""
        return {path: place for place, path in enumerate(self.facts)}

    def in_group(self, group: str) -> Iterator[Fact]:
        """The facts of one group."""
        return (fact for path, fact in self.facts.items() if path.startswith(f"{group}."))


def base_path(path: str) -> str:
    """The fact behind a path that may point inside a list: `a.b[0].c` is of the fact `a.b`."""
    return path.split("[", 1)[0]


_FACT_KEYS = {
    "type", "label", "ask", "unit", "priority", "values", "items", "format", "properties", "worth_asking",
    "informational",
}  # fmt: skip


def read_group(group: str, raw: Any, label: Text | None = None) -> tuple[Text, list[Fact]]:
    """A vocabulary file's data as facts. Raises Fault at whatever is not as it should be.

    `label` is the group's label where a lower layer has the group; the file need not say it again.
    """
    raw = _mapping(raw, {"type", "label", "order", "properties"})
    _one_of(raw, "type", ("object",), ())
    _whole(raw, "order")
    facts = []
    for name, body in _mapping(raw.get("properties"), None, ("properties",)).items():
        facts.append(_fact(f"{group}.{name}", body, ("properties", name), need_ask=True))
    return (label if label and "label" not in raw else _text(raw.get("label"), ("label",))), facts


def _fact(path: str, raw: Any, at: tuple[str | int, ...], need_ask: bool = False) -> Fact:
    raw = _mapping(raw, _FACT_KEYS, at)
    kind = _kind(raw, at)
    item = None
    if kind == "list" and "items" not in raw:
        raise missing_key("items", at)
    if kind == "list":
        item = _fact(path, {"label": raw.get("label"), **_mapping(raw.get("items"), None, at)}, (*at, "items"))
    return Fact(
        path=path,
        kind=kind,
        label=_text(raw.get("label"), (*at, "label")),
        ask=_text(raw.get("ask"), (*at, "ask")) if need_ask else None,
        unit=_text(raw["unit"], (*at, "unit")) if "unit" in raw else None,
        priority=_priority(raw.get("priority", "low"), (*at, "priority")),
        choices={
            value: _text(label, (*at, "values", value))
            for value, label in _mapping(raw.get("values", {}), None, (*at, "values")).items()
        },
        item=item,
        fields={
            name: _fact(name, body, (*at, "properties", name))
            for name, body in _mapping(raw.get("properties", {}), None, at).items()
        },
        worth_asking_raw=raw.get("worth_asking"),
        informational=_text(raw["informational"], (*at, "informational")) if "informational" in raw else None,
    )


def _priority(raw: Any, at: tuple[str | int, ...]) -> Priority:
    if raw not in get_args(Priority):
        raise Fault(
            text(f"優先度「{raw}」は使えません。", f"'{raw}' is not a priority"),
            at,
            text("high（高）、medium（中）、low（低）のどれかを書いてください。", "write high, medium or low"),
        )
    return raw  # type: ignore[no-any-return]


def _one_of(raw: Mapping[str, Any], key: str, allowed: tuple[str, ...], at: tuple[str | int, ...]) -> None:
    """A key that need not be there has one of these values where it is. Raises Fault."""
    if key in raw and raw[key] not in allowed:
        names = ", ".join(allowed)
        raise Fault(
            text(f"{key} の「{raw[key]}」は使えません。", f"'{raw[key]}' cannot be the {key}"),
            (*at, key),
            text(f"{names} と書くか、{key} を消してください。", f"write {names}, or delete `{key}`"),
        )


def _whole(raw: Mapping[str, Any], key: str) -> None:
    """A key that need not be there holds a whole number where it is. Raises Fault."""
    given = raw.get(key, 0)
    if not isinstance(given, int) or isinstance(given, bool):
        raise Fault(
            text(f"{key} は整数です。", f"`{key}` is a whole number"),
            (key,),
            text(f"{key}: 5 のように書くか、消してください。", f"write it as `{key}: 5`, or delete it"),
        )


def _kind(raw: Mapping[str, Any], at: tuple[str | int, ...]) -> Kind:
    _one_of(raw, "format", ("date",), at)
    if "values" in raw and "type" in raw:
        raise Fault(
            text("values があるときは type を書きません。", "`values` and `type` exclude each other"),
            (*at, "type"),
            text(
                "選択肢のある事実なら、type を消してください。", "delete `type` where there are values to choose from"
            ),
        )
    if "values" in raw and not raw["values"]:
        raise Fault(
            text("values に選択肢がありません。", "`values` holds nothing to choose from"),
            (*at, "values"),
            text(
                '`a: {ja: "…", en: "…"}` のように、選択肢を二つ以上書いてください。',
                'write two values or more, each as `a: {ja: "…", en: "…"}`',
            ),
        )
    match raw.get("type"):
        case None if "values" in raw:
            return "choice"
        case "boolean" | "number" | "integer" | "object" as simple:
            return simple  # type: ignore[no-any-return]
        case "string":
            return "date" if raw.get("format") == "date" else "text"
        case "array":
            return "list"
        case other:
            raise Fault(
                text(f"型「{other}」は使えません。", f"'{other}' is not a type of the vocabulary"),
                (*at, "type"),
                text(
                    "boolean（はい・いいえ）、number（数）、integer（整数）、string（文字。日付なら format: date も）、"
                    "array（一覧）のどれかか、values（選択肢）を書いてください。",
                    "write boolean (yes or no), number, integer (whole number), string (text; with `format: date` a "
                    "date) or array (list), or give `values` to choose from",
                ),
            )


def _mapping(raw: Any, known: set[str] | None, at: tuple[str | int, ...] = ()) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise no_mapping(raw, at)
    for key in raw:
        if known is not None and key not in known:
            raise unknown_key(key, sorted(known), (*at, key))
    return raw


def _text(raw: Any, at: tuple[str | int, ...]) -> Text:
    if isinstance(raw, dict) and set(raw) == {"ja", "en"} and all(isinstance(v, str) and v for v in raw.values()):
        return Text(**raw)
    if raw is None:
        raise missing_key(str(at[-1]), at, is_text=True)
    if isinstance(raw, dict) and set(raw) <= {"ja", "en"} and len(raw) == 1:
        raise one_language_missing((*at, "en" if "ja" in raw else "ja"))
    raise no_text(str(at[-1]), at)
