"""How facts, values and reasons are put into words in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tenken.policy.model import CITY_VALUES, Policy
from tenken.policy.vocabulary import HEAD, Fact, Vocabulary, base_path
from tenken.texts import Lang, Text, text
from tenken.values import DateSpan, days_between
from tenken.view import MUNICIPALITY, NotOnRecord, View

HEAD_QUESTIONS: Mapping[str, Text] = {
    "starts_on": text(
        "運用はいつ始まりますか（分かるところまで、例: 2022年4月）。",
        "When does operation start (as precisely as is known, such as 2022-04)?",
    ),
}
_YES_NO = {True: text("はい", "yes"), False: text("いいえ", "no")}
_UNDECIDED = text("未定", "undecided")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FIELD = re.compile(r"(?P<list>[^\[]+)\[(?P<index>\d+)\]\.(?P<field>.+)")


def label(path: str, vocabulary: Vocabulary) -> Text:
    """The name of the fact at a path; inside a list, with the element's number and field."""
    if path in HEAD:
        return HEAD[path].label
    if path.startswith(MUNICIPALITY):
        return CITY_VALUES[path.removeprefix(MUNICIPALITY)].label
    inside = _FIELD.fullmatch(path)
    if inside:
        fact = vocabulary.facts[inside["list"]]
        assert fact.item is not None
        field, number = fact.item.fields[inside["field"]], int(inside["index"]) + 1
        return text(f"{fact.label.ja}{number}の{field.label.ja}", f"{fact.label.en} {number}: {field.label.en}")
    if path in vocabulary.facts:
        return vocabulary.facts[path].label
    return text(path, path)


def labels(paths: Iterable[str], vocabulary: Vocabulary) -> Text:
    """Several labels in a row."""
    named = [label(path, vocabulary) for path in paths]
    return text("、".join(one.ja for one in named) or "—", ", ".join(one.en for one in named) or "—")


def show(fact: Fact | None, raw: Any, lang: Lang) -> str:
    """A value as written in a case, in words."""
    if raw is None:
        return "—"
    if isinstance(raw, bool):
        return _YES_NO[raw].get(lang)
    if isinstance(raw, dict):
        return _show_mapping(fact, raw, lang)
    if isinstance(raw, list):
        inner = fact.item if fact else None
        shown = [show(inner, one, lang) for one in raw]
        return ("、" if lang == "ja" else ", ").join(shown) or ("なし" if lang == "ja" else "none")
    if fact and raw in fact.choices:
        return fact.choices[raw].get(lang)
    if fact and fact.unit:
        return f"{raw}{fact.unit.ja}" if lang == "ja" else f"{raw} {fact.unit.en}"
    return str(raw)


def _show_mapping(fact: Fact | None, raw: Mapping[str, Any], lang: Lang) -> str:
    if raw.get("undecided") is True:
        return _UNDECIDED.get(lang)
    if "items" in raw:
        more = "" if raw.get("complete", True) else ("など" if lang == "ja" else " and perhaps more")
        return show(fact, list(raw["items"]), lang) + more
    if "about" in raw:
        return ("約" if lang == "ja" else "about ") + show(fact, raw["about"], lang)
    if fact and fact.kind == "object":
        named = ((fact.fields.get(name), value) for name, value in raw.items())
        return "／".join(f"{field.label.get(lang)}: {show(field, value, lang)}" for field, value in named if field)
    return f"{raw.get('at_least', '')}〜{raw.get('at_most', '')}"


def fill(template: Text, view: View, vocabulary: Vocabulary) -> Text:
    """A rule's text with its placeholders replaced by the case's values."""

    def filled(lang: Lang) -> str:
        return _PLACEHOLDER.sub(lambda match: _named(match[1], view, vocabulary, lang), template.get(lang))

    return text(filled("ja"), filled("en"))


def _named(inside: str, view: View, vocabulary: Vocabulary, lang: Lang) -> str:
    if inside.startswith("days:"):
        start, end = (view.value(path) for path in inside.split(":")[1:])
        if isinstance(start, DateSpan) and isinstance(end, DateSpan):
            return str(days_between(start, end))
        return "—"
    if inside.startswith(MUNICIPALITY) or inside in HEAD:
        return show(None, _shown_head(inside, view), lang)
    return show(vocabulary.facts[inside], raw_value(inside, view), lang)


def raw_value(path: str, view: View) -> Any:
    """A value as written in the case, or promised; inside a list, the element's field."""
    if path.startswith(MUNICIPALITY) or path in HEAD:
        return _shown_head(path, view)
    base = base_path(path)
    raw = view.promised[base].raw if base in view.promised else view.case.stated(base)
    inside = _FIELD.fullmatch(path)
    if inside and raw is not None:
        elements = raw["items"] if isinstance(raw, dict) else raw
        return elements[int(inside["index"])].get(inside["field"])
    return raw


def _shown_head(path: str, view: View) -> str | bool | None:
    value = view.value(path)
    if value is None or isinstance(value, NotOnRecord):
        return None
    return value if isinstance(value, bool) else str(value)


def question(path: str, policy: Policy, asked_by: Iterable[str]) -> Text:
    """The question for a fact: a rule's own where one has a sharper one, else the vocabulary's."""
    if path in HEAD_QUESTIONS:
        return HEAD_QUESTIONS[path]
    for rule in asked_by:
        own = policy.rules[rule].ask.get(path)
        if own is not None:
            return own
    ask = policy.vocabulary.facts[path].ask
    assert ask is not None
    return ask
