"""The lints on names in the vocabulary, inside lists too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tenken.workbench.lint.run import run_lints


def both(ja: str, en: str) -> dict[str, str]:
    return {"ja": ja, "en": en}


def fact(name: str, **body: Any) -> dict[str, Any]:
    return {"label": both(f"「{name}」", name), "ask": both("ありますか。", "Is there one?"), **body}


def field(ja: str, en: str, **body: Any) -> dict[str, Any]:
    return {"label": both(ja, en), **(body or {"type": "boolean"})}


def parts(**fields: Any) -> dict[str, Any]:
    return fact("parts", type="array", items={"type": "object", "properties": fields})


CHOICES = {"a": both("甲", "A"), "b": both("乙", "B")}
Found = Callable[[str, dict[str, Any]], list[tuple[str | None, str]]]


@pytest.fixture
def found(small_policy: Any) -> Found:
    """What a lint finds in these facts of one group: at which path, and what."""

    def found(id_: str, facts: dict[str, Any]) -> list[tuple[str | None, str]]:
        folder = small_policy()
        folder.write("vocabulary/h.yaml", {"type": "object", "label": both("群", "group"), "properties": facts})
        return [
            (one.key, one.message.en) for one in run_lints(folder.path, [id_]).problems if "h.yaml" in one.place.file
        ]

    return found


@pytest.mark.parametrize(
    ("facts", "flaws"),
    [
        ({"x": fact("x"), "y": fact("y")}, []),
        (
            {"x": fact("x", label=both("同", "one")), "y": fact("y", label=both("同", "two"))},
            [
                ("properties.x.label.ja", "the fact's title '同' is also that of 'h.y'"),
                ("properties.y.label.ja", "the fact's title '同' is also that of 'h.x'"),
            ],
        ),
        ({"p": parts(size=field("大", "size"), kind=field("種", "kind"))}, []),
        (
            {"p": parts(size=field("大", "size"), extent=field("広", "size"))},
            [
                ("properties.p.items.properties.size.label.en", "the field's title 'size' is also that of 'extent'"),
                ("properties.p.items.properties.extent.label.en", "the field's title 'size' is also that of 'size'"),
            ],
        ),
        ({"p": parts(size=field("大", "size")), "q": fact("q", **{**parts(size=field("大", "size")), "label": both("別", "q")})}, []),
        (
            {"p": parts(kind=field("種", "kind", values={**CHOICES, "c": both("丙", "A")}))},
            [
                ("properties.p.items.properties.kind.values.a.en", "the value's title 'A' is also that of 'c'"),
                ("properties.p.items.properties.kind.values.c.en", "the value's title 'A' is also that of 'a'"),
            ],
        ),
    ],
)  # fmt: skip
def test_labels_tell_facts_fields_and_values_apart(found: Found, facts: Any, flaws: Any) -> None:
    typed = {
        name: body if {"type", "values"} & set(body) else {**body, "type": "boolean"} for name, body in facts.items()
    }
    assert found("title-unique", typed) == flaws


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"values": CHOICES}, None),
        ({"values": {"a": both("甲", "A")}}, "'x' has one value only"),
        ({"type": "array", "items": {"values": {"a": both("甲", "A")}}}, "'x' has one value only"),
        ({"type": "boolean"}, None),
    ],
)  # fmt: skip
def test_a_choice_has_two_values_at_least(found: Found, body: Any, told: str | None) -> None:
    assert found("choice-count", {"x": fact("x", **body)}) == ([("properties.x", told)] if told else [])


def test_a_field_that_is_a_choice_too(found: Found) -> None:
    assert found("choice-count", {"p": parts(kind=field("種", "kind", values={"a": both("甲", "A")}))}) == [
        ("properties.p.items.properties.kind", "'kind' has one value only")
    ]
