"""How facts, values and reasons are put into words in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tenken.phrases import PHRASES, phrase
from tenken.policy.model import CITY_VALUES, Policy
from tenken.policy.vocabulary import HEAD, Fact, Vocabulary, base_path
from tenken.texts import Lang, Text, text
from tenken.values import DateSpan, days_between, plain
from tenken.view import MUNICIPALITY, NotOnRecord, View

HEAD_QUESTIONS: Mapping[str, Text] = {
    "starts_on": text(
        "運用はいつ始まりますか（分かるところまで、例: 2022年4月）。",
        "When does operation start (as precisely as is known, such as 2022-04)?",
    ),
}
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
        return phrase("element_field", list=fact.label, number=number, field=field.label)
    if path in vocabulary.facts:
        return vocabulary.facts[path].label
    return text(path, path)


def labels(paths: Iterable[str], vocabulary: Vocabulary) -> Text:
    """Several labels in a row."""
    return row([label(path, vocabulary) for path in paths]) or PHRASES["nothing"]


def row(parts: Sequence[Text], between: str = "comma") -> Text | None:
    """Texts one after the other, None where there are none."""
    if not parts:
        return None
    mark = PHRASES[between]
    return text(mark.ja.join(one.ja for one in parts), mark.en.join(one.en for one in parts))


def show(fact: Fact | None, raw: Any, lang: Lang) -> str:
    """A value as written in a case, in words."""
    if raw is None:
        return PHRASES["nothing"].get(lang)
    if isinstance(raw, bool):
        return PHRASES["yes" if raw else "no"].get(lang)
    if isinstance(raw, dict):
        return _show_mapping(fact, raw, lang)
    if isinstance(raw, list):
        inner = fact.item if fact else None
        return PHRASES["comma"].get(lang).join(show(inner, one, lang) for one in raw) or PHRASES["empty_list"].get(lang)
    if fact and raw in fact.choices:
        return fact.choices[raw].get(lang)
    shown = plain(raw) if isinstance(raw, int | float) else str(raw)
    return phrase("with_unit", value=shown, unit=fact.unit).get(lang) if fact and fact.unit else shown


def _show_mapping(fact: Fact | None, raw: Mapping[str, Any], lang: Lang) -> str:
    if raw.get("undecided") is True:
        return PHRASES["undecided"].get(lang)
    if fact and fact.kind == "object":
        named = ((fact.fields.get(name), value) for name, value in raw.items())
        fields = [
            phrase("field", name=field.label, value=show(field, value, lang)).get(lang)
            for field, value in named
            if field
        ]
        return PHRASES["next_field"].get(lang).join(fields)
    if "items" in raw:
        more = "" if raw.get("complete", True) else PHRASES["and_more"].get(lang)
        return show(fact, list(raw["items"]), lang) + more
    if "about" in raw:
        return PHRASES["about"].get(lang) + show(fact, raw["about"], lang)
    low, high = (plain(raw[bound]) if bound in raw else "" for bound in ("at_least", "at_most"))
    return phrase("between", low=low, high=high).get(lang)


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
        return PHRASES["nothing"].get(lang)
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
