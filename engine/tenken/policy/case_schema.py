"""The JSON Schema of a case, built from the vocabulary: what `tenken schema case` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenken.policy.vocabulary import Fact, Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
END = r"$(?!\n)"
"""The end, in every dialect of patterns: Python's `$` also matches before a last line break."""
DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" + END
ID = r"^[^\x00-\x20/\\\x7f]{1,100}" + END
"""What may be a file's name everywhere."""
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}" + END
STATED = r"\S"
"""A text of blanks states nothing."""
_Schema = dict[str, Any]

_UNDECIDED: _Schema = {
    "type": "object", "properties": {"undecided": {"const": True}},
    "required": ["undecided"], "additionalProperties": False,
}  # fmt: skip
_ABOUT: _Schema = {
    "type": "object", "properties": {"about": {"type": "number", "minimum": 0}},
    "required": ["about"], "additionalProperties": False,
}  # fmt: skip
_BETWEEN: _Schema = {
    "type": "object", "minProperties": 1, "additionalProperties": False,
    "properties": {"at_least": {"type": "number", "minimum": 0}, "at_most": {"type": "number", "minimum": 0}},
}  # fmt: skip
_SOURCE: _Schema = {
    "type": "object",
    "properties": {
        "at": {"type": "string", "minLength": 1},
        "quote": {"type": "string", "maxLength": 20},
        "by": {"enum": ["department", "secretariat", "member", "document"]},
        "phase": {"enum": ["submitted", "asked"]},
    },
    "required": ["at"],
    "additionalProperties": False,
}
_TEXT: _Schema = {
    "type": "object",
    "properties": {"ja": {"type": "string"}, "en": {"type": "string"}},
    "required": ["ja", "en"],
    "additionalProperties": False,
}
_COUNCIL: _Schema = {
    "type": "object",
    "properties": {
        "outcome": {"enum": ["approved", "approved_with_riders", "adequate", "continued"]},
        "source": {"$ref": "#/$defs/source"},
        "riders": {"type": "array", "items": {"type": "string"}},
        "concerns": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "about": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    "text": _TEXT,
                    "source": {"$ref": "#/$defs/source"},
                },
                "required": ["about", "text"],
                "additionalProperties": False,
            },
        },
        "divergence": _TEXT,
    },
    "required": ["outcome"],
    "additionalProperties": False,
}

_EXPECTED: _Schema = {
    "type": "object",
    "properties": {
        "defect": _TEXT,
        "opinion": {"enum": ["not_required", "revise", "continue", "approve_with_riders", "approve"]},
        "failing": {"type": "array", "items": {"type": "string"}},
        "riders": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["opinion", "failing", "riders"],
    "additionalProperties": False,
}
"""What a made-up case is there to show; no judgement looks at it."""


def case_schema(vocabulary: Vocabulary) -> _Schema:
    """A JSON Schema 2020-12 for case files; labels become titles, questions become descriptions."""
    groups = {
        group: {
            "type": "object",
            "title": label.ja,
            "properties": {fact.path.split(".", 1)[1]: _fact(fact) for fact in vocabulary.in_group(group)},
            "additionalProperties": False,
        }
        for group, label in vocabulary.groups.items()
    }
    return {
        "$schema": DIALECT,
        "title": "諮問事項 (consultation item)",
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "id": {"type": "string", "pattern": ID},
            "title": {"type": "string", "minLength": 1},
            "municipality": {"type": "string"},
            "department": {"type": "string"},
            "consulted_on": {"type": "string", "pattern": DAY},
            "starts_on": {"type": "string", "pattern": DATE},
            "stage": {"enum": ["preliminary", "final"]},
            "facts": {"type": "object", "properties": groups, "additionalProperties": False},
            "sources": {
                "type": "object",
                "additionalProperties": {
                    "anyOf": [
                        {"$ref": "#/$defs/source"},
                        {"type": "array", "items": {"$ref": "#/$defs/source"}, "minItems": 1},
                    ]
                },
            },
            "commitments": _list_of({"path": {"type": "string"}, "value": True, "source": {"$ref": "#/$defs/source"}}, ["path", "value"]),
            "unanswered": _list_of(
                {"path": {"type": "string"}, "kind": {"enum": ["deferred", "no_answer"]}, "source": {"$ref": "#/$defs/source"}},
                ["path", "kind"],
            ),
            "council": _COUNCIL,
            "expected": _EXPECTED,
            "notes": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["id", "title", "municipality", "consulted_on", "stage", "facts"],
        "additionalProperties": False,
        "$defs": {"source": _SOURCE},
    }  # fmt: skip


def _list_of(properties: Mapping[str, Any], required: list[str]) -> _Schema:
    return {
        "type": "array",
        "items": {
            "type": "object", "properties": dict(properties), "required": required, "additionalProperties": False,
        },
    }  # fmt: skip


def _fact(fact: Fact) -> _Schema:
    schema: _Schema = {"title": fact.label.ja, "anyOf": [*_forms(fact), _UNDECIDED]}
    if fact.ask:
        schema["description"] = fact.ask.ja
    return schema


def _forms(fact: Fact) -> list[_Schema]:
    """The ways in which a value of this fact may be written, save undecided."""
    match fact.kind:
        case "boolean":
            return [{"type": "boolean"}]
        case "choice":
            return [{"enum": list(fact.choices)}]
        case "text":
            return [{"type": "string", "minLength": 1, "pattern": STATED}]
        case "date":
            return [{"type": "string", "pattern": DATE}]
        case "number" | "integer":
            return [{"type": fact.kind, "minimum": 0}, _ABOUT, _BETWEEN]
        case "object":
            fields = {name: {"anyOf": [*_forms(field), _UNDECIDED]} for name, field in fact.fields.items()}
            return [{"type": "object", "properties": fields, "additionalProperties": False}]
        case "list":
            assert fact.item is not None
            plain = {"type": "array", "items": {"anyOf": _forms(fact.item)}}
            partial = {
                "type": "object", "properties": {"items": plain, "complete": {"type": "boolean"}},
                "required": ["items"], "additionalProperties": False,
            }  # fmt: skip
            return [plain, partial]
