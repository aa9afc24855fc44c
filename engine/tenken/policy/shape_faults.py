"""What pydantic finds wrong with a policy file's shape, told in the words of its author."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tenken.errors import Fault
from tenken.policy.key_faults import At, missing_key, no_mapping, no_text, one_language_missing, unknown_key
from tenken.policy.words import WRITTEN, meant, named
from tenken.slips import date_remedy, number_remedy, shown, truth_remedy
from tenken.texts import Text, text

_DAYS = ("from", "to", "consulted_on", "starts_on")


def first_fault(problem: ValidationError, shape: type[BaseModel], data: Any, at: At) -> Fault:
    """The fault to tell: an unknown key before a missing one, since the one is often the other misspelt.

    `at` is the path at which the data hang in their document.
    """
    errors = problem.errors()
    error = min(errors, key=lambda one: one["type"] != "extra_forbidden")
    steps = _steps(error, data)
    where, key = (*at, *steps), next((step for step in reversed((*at, *steps)) if isinstance(step, str)), "")
    match error["type"]:
        case "extra_forbidden":
            return unknown_key(key, _keys_at(shape, steps[:-1]), where)
        case "missing" | "string_too_short" if key in ("ja", "en"):
            return one_language_missing(where)
        case "missing":
            return _missing(key, where, shape, steps)
        case "string_too_short" | "too_short":
            return _empty(key, where)
        case _:
            return _unfitting(key, where, [one for one in errors if _steps(one, data) == steps], _is_text(shape, steps))


def _empty(key: str, at: At) -> Fault:
    return Fault(
        text(f"「{key}」が空です。", f"'{key}' is empty"),
        at,
        text(f"`{key}:` の後に値を書いてください。", f"write a value after `{key}:`"),
    )


def _missing(key: str, at: At, shape: type[BaseModel], steps: Sequence[str | int]) -> Fault:
    model = _model_at(shape, steps[:-1])
    values = [one for one in get_args(_fields(model).get(key)) if isinstance(one, str)] if model else []
    if not values:
        return missing_key(key, at, _is_text(shape, steps))
    names = named({name: WRITTEN.get(name, text(name, name)) for name in values})
    return Fault(
        text(f"「{key}」がありません。", f"'{key}' is missing"),
        at,
        text(f"`{key}:` に次のどれかを書き加えてください: {names.ja}", f"add `{key}:` with one of these: {names.en}"),
    )


def _unfitting(key: str, at: At, errors: Sequence[ErrorDetails], is_text: bool) -> Fault:
    """A value of another kind than the place takes; each error is one kind that it might have had."""
    given, kinds = errors[0]["input"], [one["type"] for one in errors]
    literals = [name for one in errors for name in _literals(one)]
    if is_text and kinds[0] == "model_type":
        return no_text(key, at)
    if kinds[0] in ("model_type", "dict_type"):
        return no_mapping(given, at)
    if given is None or "too_short" in kinds:
        return _empty(key, at)
    if kinds[0] == "literal_error":
        names = {name: WRITTEN.get(name, text(name, name)) for name in literals}
        return Fault(
            text(
                f"「{key}」に「{shown(given)}」は使えません。使えるのは {named(names).ja}です。",
                f"'{shown(given)}' is not one of {', '.join(names)}",
            ),
            at,
            meant(given, names) or text("このうちのどれかを書いてください。", f"write one of these: {named(names).en}"),
        )
    expected: list[tuple[Text, Callable[[Any], Text]]]
    if key in _DAYS:
        expected = [(text("引用符に入れた日付", "a date in quotes"), date_remedy)]
    else:
        expected = [found for kind in dict.fromkeys(kinds) if (found := _EXPECTED.get(kind))] or [_SOMETHING_ELSE]
    words = [words for words, _ in dict.fromkeys(expected)]
    return Fault(
        text(
            f"「{key}」に「{shown(given)}」は使えません。{'か、'.join([*(one.ja for one in words), *literals])}を書きます。",
            f"'{shown(given)}' does not fit '{key}': write {' or '.join([*(one.en for one in words), *literals])}",
        ),
        at,
        expected[0][1](given),
    )


def _in_quotes(raw: Any) -> Text:
    return text(f'"{shown(raw)}" のように、引用符で囲んでください。', f'put it into quotes: "{shown(raw)}"')


def _in_a_list(_raw: Any) -> Text:
    return text(
        "[…] で囲むか、行頭に「- 」を付けて並べてください。", "put it into […], or write each on a line with `- `"
    )


_NUMBER = (text("数", "a number"), number_remedy)
_SOMETHING_ELSE: tuple[Text, Callable[[Any], Text]] = (text("別の種類の値", "another kind of value"), _in_quotes)
_EXPECTED: Mapping[str, tuple[Text, Callable[[Any], Text]]] = {
    **dict.fromkeys(("int_type", "float_type", "int_parsing", "float_parsing", "int_from_float"), _NUMBER),
    "bool_type": (text("true か false", "true or false"), truth_remedy),
    "string_type": (text("文字", "a text"), _in_quotes),
    "list_type": (text("列", "a list"), _in_a_list),
}
"""What a type of error means was expected, and how to come to it."""


def _literals(error: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']+)'", error["ctx"]["expected"]) if error["type"] == "literal_error" else []


def _steps(error: ErrorDetails, data: Any) -> tuple[str | int, ...]:
    """The path of an error inside the data, without the names that pydantic gives to alternatives."""
    steps: list[str | int] = []
    for step in error["loc"]:
        if _holds(data, step):
            steps.append(step)
            data = data[step]
    return (*steps, error["loc"][-1]) if error["type"] == "missing" else tuple(steps)


def _holds(data: Any, step: str | int) -> bool:
    return step in data if isinstance(data, dict) else isinstance(data, list) and isinstance(step, int)


def _is_text(shape: type[BaseModel], steps: Sequence[str | int]) -> bool:
    return _model_at(shape, steps) is Text


def _keys_at(shape: type[BaseModel], steps: Sequence[str | int]) -> list[str]:
    """The keys that the shape knows at a path inside it."""
    model = _model_at(shape, steps)
    return list(_fields(model)) if model else []


def _model_at(shape: type[BaseModel], steps: Sequence[str | int]) -> type[BaseModel] | None:
    current: type[BaseModel] | None = shape
    for step in steps:
        if current is not None and isinstance(step, str):
            fields = _fields(current)
            current = _model_in(fields[step]) if step in fields else current
    return current


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `list[Model]`, `dict[str, Model]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
