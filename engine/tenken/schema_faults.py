"""JSON Schema errors told in the vocabulary's words: which fact, what was expected, the nearest right name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tenken.errors import Fault, did_you_mean, shortened
from tenken.policy.case_schema import ID
from tenken.policy.vocabulary import Fact, Vocabulary
from tenken.slips import date_remedy
from tenken.texts import Text, text

At = tuple[str | int, ...]


def schema_faults(validator: Any, data: Any, vocabulary: Vocabulary, above: At = ()) -> Iterator[Fault]:
    """A fault for each place where the data differ from the schema, in the order of the document.

    `above` is the path at which the data hang in a whole case.
    """
    seen: set[At] = set()
    for whole in sorted(validator.iter_errors(data), key=lambda e: list(map(str, e.absolute_path))):
        error = _deepest(whole)
        at = (*above, *error.absolute_path)
        if at in seen and error.validator != "additionalProperties":
            continue
        seen.add(at)
        yield from _told(error, at, vocabulary)


def _deepest(error: Any) -> Any:
    """Of the alternatives that all failed, the error that came furthest: the writer meant that one."""
    while error.context:
        deepest = max(error.context, key=lambda e: len(e.absolute_path))
        if len(deepest.absolute_path) <= len(error.absolute_path) and deepest.validator != "additionalProperties":
            break
        error = deepest
    return error


def _told(error: Any, at: At, vocabulary: Vocabulary) -> Iterator[Fault]:
    match error.validator:
        case "additionalProperties":
            known = error.schema.get("properties", {})
            for key in error.instance:
                if key not in known:
                    yield _unknown_name(key, at, known, vocabulary)
        case "required":
            missing = next(key for key in error.validator_value if key not in error.instance)
            where = ".".join(map(str, at[1:] if at[:1] == ("facts",) else at))
            inside = f"{where}: " if where else ""
            yield Fault(text(f"{inside}「{missing}」がありません。", f"{inside}'{missing}' is missing"), at)
        case _:
            fact = _fact_at(at, vocabulary)
            expected = _expected(fact) if fact else _expected_of_head(error)
            name = ".".join(map(str, at[1:] if fact else at)) or "$"
            shown = shortened(json.dumps(error.instance, ensure_ascii=False))
            yield Fault(
                text(f"{name}: 値 {shown} は使えません。{expected.ja}", f"{name}: {shown} does not fit; {expected.en}"),
                at,
                _near_value(error.instance, fact),
            )


def _near_value(value: Any, fact: Fact | None) -> Text | None:
    if fact is None or not isinstance(value, str):
        return None
    return date_remedy(value) if fact.kind == "date" else did_you_mean(value, fact.choices)


_TYPES: Mapping[str, Text] = {
    "object": text("{…} の形で書きます。", "write an object: {…}"),
    "array": text("[…] の形で書きます。", "write a list: […]"),
    "string": text("文字列を書きます。", "write a text"),
    "boolean": text("true か false を書きます。", "write true or false"),
}


def _expected_of_head(error: Any) -> Text:
    """What was expected outside the facts: in the head, the sources, the promises and so on."""
    match error.validator:
        case "pattern" if error.validator_value == ID:
            return text(
                "ファイル名に使える100文字までの名前を書きます。",
                "write a name of up to 100 characters that a file can have",
            )
        case "pattern":
            return text(
                '日付を "2018-07-01" の形で書きます（starts_on は "2018-07"、"2018" も可）。',
                'write a date as "2018-07-01" (for starts_on also "2018-07" or "2018")',
            )
        case "enum":
            names = ", ".join(map(str, error.validator_value))
            return text(f"次のどれかを書きます: {names}", f"write one of: {names}")
        case "minLength" | "minItems":
            return text("空にはできません。", "it may not be empty")
        case "maxLength":
            return text(f"{error.validator_value}文字までです。", f"at most {error.validator_value} characters")
        case "type":
            return _TYPES.get(
                error.validator_value, text("別の種類の値が要ります。", "a value of another kind is needed")
            )
        case _:
            return text(
                '出典は {"at": "ファイル:行"} か、その列で書きます。',
                'write a source as {"at": "file:line"}, or a list of them',
            )


def _unknown_name(key: str, at: At, known: Mapping[str, Any], vocabulary: Vocabulary) -> Fault:
    if at[:1] != ("facts",):
        return Fault(text(f"キー「{key}」は使えません。", f"unknown key '{key}'"), (*at, key), did_you_mean(key, known))
    above = ".".join(map(str, at[1:]))
    where = shortened(f"{above}.{key}" if above else key)
    nearest = _elsewhere(key, vocabulary) or did_you_mean(key, known, prefix=f"{above}." if above else "")
    return Fault(
        text(f"「{where}」という項目は語彙にありません。", f"there is no '{where}' in the vocabulary"),
        (*at, key),
        nearest or did_you_mean(where, vocabulary.facts),
    )


def _elsewhere(name: str, vocabulary: Vocabulary) -> Text | None:
    """The same name in another group."""
    found = [path for path in vocabulary.facts if path.endswith(f".{name}")]
    return text(f"「{found[0]}」ではありませんか。", f"did you mean '{found[0]}'?") if found else None


def _fact_at(at: At, vocabulary: Vocabulary) -> Fact | None:
    """The fact, or the part of a list, that a path under `facts` points at."""
    if at[:1] != ("facts",) or len(at) < 3:
        return None
    fact = vocabulary.facts.get(f"{at[1]}.{at[2]}")
    for step in at[3:]:
        if fact is None:
            return None
        if isinstance(step, int):
            fact = fact.item
        elif fact.kind == "object":
            fact = fact.fields.get(step)
    return fact


def _expected(fact: Fact) -> Text:
    match fact.kind:
        case "boolean":
            return text("true か false を書きます。", "write true or false")
        case "choice":
            names = ", ".join(fact.choices)
            return text(f"次のどれかを書きます: {names}", f"write one of: {names}")
        case "date":
            return text(
                '日付を "2018-07-01"、"2018-07"、"2018" の形で書きます。',
                'write a date as "2018-07-01", "2018-07" or "2018"',
            )
        case "number" | "integer":
            return text(
                '0 以上の数か、{"about": 数}、{"at_least": 数, "at_most": 数} を書きます。',
                'write a number from 0, {"about": n} or {"at_least": a, "at_most": b}',
            )
        case "list":
            return text(
                '[…] か {"items": […], "complete": false} の形で書きます。',
                'write […] or {"items": […], "complete": false}',
            )
        case "object":
            return text(
                f"次の項目を持つ対応を書きます: {', '.join(fact.fields)}",
                f"write an object with: {', '.join(fact.fields)}",
            )
        case _:
            return text("空白だけでない文字列を書きます。", "write a text that is not empty")
