"""The JSON Schemas of the policy files, over a policy's own names: what `tenken schema policy` prints.

The keys come from the shapes that loading uses (`shapes`); names, conditions and descriptions are added here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from tenken.policy.case_schema import DATE, DAY, DIALECT
from tenken.policy.condition_schema import Schema, both, condition_defs, described, one_of, ref
from tenken.policy.facts_schema import facts_defs
from tenken.policy.model import Policy
from tenken.policy.schema_words import KEYS
from tenken.policy.shapes import ConceptFile, FamilyFile, LawFile, MunicipalityFile, RiderFile, RuleFile
from tenken.policy.vocabulary import Priority
from tenken.texts import Text, text


@dataclass(frozen=True)
class Kind:
    """A kind of policy file: its name, its schema among the `$defs`, and the folder that holds it."""

    name: str
    title: Text
    definition: str
    folder: str | None
    """None for the families, which hold the rules."""


_ALL = (
    Kind("rule", text("ルール", "Rule"), "RuleFile", None),
    Kind("law", text("法令", "Law"), "LawFile", "laws"),
    Kind("concept", text("概念", "Concepts"), "ConceptsFile", "concepts"),
    Kind("rider", text("付帯意見", "Riders"), "RidersFile", "riders"),
    Kind("municipality", text("自治体", "Municipality"), "MunicipalityFile", "municipalities"),
    Kind("family", text("分野", "Families"), "FamiliesFile", "families"),
    Kind("vocabulary", text("語彙", "Vocabulary"), "VocabularyFile", "vocabulary"),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
"""By name."""

_SHAPES = (RuleFile, ConceptFile, FamilyFile, RiderFile, LawFile, MunicipalityFile)
_NOTHING: Schema = {"type": "null"}
_DAY: Schema = {"type": "string", "pattern": DAY, "format": "date"}


def policy_schema(policy: Policy) -> Schema:
    """One JSON Schema 2020-12 for every file of a policy folder; a file's kind shows in its keys."""
    root = _if_any(
        ("id",),
        _if_any(
            ("kind", "short"),
            ref("LawFile"),
            _if_any(
                ("name", "council", "ordinance", "attested"),
                ref("MunicipalityFile"),
                _if_any(("provisions",), ref("LawFile"), ref("RuleFile")),
            ),
        ),
        _if_any(("properties", "label"), ref("VocabularyFile"), _named_entries()),
    )
    return {"$schema": DIALECT, "title": "ポリシーのファイル / Policy file", **root, "$defs": _defs(policy)}


def kind_schema(policy: Policy, kind: Kind) -> Schema:
    """The JSON Schema of one kind of file, complete in itself."""
    defs = _defs(policy)
    body = defs.pop(kind.definition)
    needed: dict[str, Schema] = {}
    pending = [body]
    while pending:
        for name in _referred(pending.pop()):
            if name not in needed:
                needed[name] = defs[name]
                pending.append(defs[name])
    return {"$schema": DIALECT, **body, "title": both(kind.title), "$defs": needed}


def patterns(kind: Kind, policy: Policy, folder: str) -> list[str]:
    """The files of a kind in a policy folder, as an editor's settings name them."""
    families = sorted({rule.family for rule in policy.rules.values()} | set(policy.families))
    return [f"{folder}/{inner}/*.yaml" for inner in ([kind.folder] if kind.folder else families)]


def _if_any(keys: tuple[str, ...], then: Schema, otherwise: Schema) -> Schema:
    return {"if": {"anyOf": [{"required": [key]} for key in keys]}, "then": then, "else": otherwise}


def _named_entries() -> Schema:
    """Concepts, riders and families map ids to bodies: any entry tells which they are."""
    chosen: Schema = ref("FamiliesFile")
    for key, file in (("duty", "RidersFile"), ("when", "ConceptsFile")):
        chosen = {"if": _some_entry(key), "then": ref(file), "else": chosen}
    return chosen


def _some_entry(key: str) -> Schema:
    return {"not": {"additionalProperties": {"not": {"type": "object", "required": [key]}}}}


def _referred(schema: Any) -> Iterator[str]:
    match schema:
        case dict():
            if isinstance(schema.get("$ref"), str):
                yield schema["$ref"].removeprefix("#/$defs/")
            for value in schema.values():
                yield from _referred(value)
        case list():
            for value in schema:
                yield from _referred(value)


def _defs(policy: Policy) -> dict[str, Schema]:
    facts = {path: fact.label for path, fact in policy.vocabulary.facts.items()}
    return {
        **_of_shapes(policy),
        **_of_vocabulary(),
        **condition_defs(policy),
        "ConceptsFile": {"type": "object", "additionalProperties": ref("ConceptFile")},
        "RidersFile": {"type": "object", "additionalProperties": ref("RiderFile")},
        "FamiliesFile": {"type": "object", "additionalProperties": ref("FamilyFile")},
        "Fact": one_of(facts),
        **facts_defs(policy.vocabulary),
        "Provision": one_of({id_: _provision_words(policy, id_) for id_ in policy.provisions}),
        "Rider": one_of({id_: rider.duty for id_, rider in policy.riders.items()}),
        "Municipality": one_of({id_: city.name for id_, city in policy.municipalities.items()}),
    }


def _provision_words(policy: Policy, id_: str) -> Text:
    provision = policy.provisions[id_]
    return text(f"{provision.law_short.ja}: {provision.title.ja}", f"{provision.law_short.en}: {provision.title.en}")


def _of_shapes(policy: Policy) -> dict[str, Schema]:
    """The shapes of the files as loading knows them, with what a name or a date in them may be."""
    _, given = models_json_schema([(shape, "validation") for shape in _SHAPES])
    named = _named(policy)
    defs: dict[str, Schema] = {}
    for shape, schema in given["$defs"].items():
        properties = {
            key: _described(shape, key, {**_plain(body), **named.get((shape, key), {})})
            for key, body in schema["properties"].items()
        }
        defs[shape] = {**_plain(schema), "properties": properties}
    return defs


def _named(policy: Policy) -> Mapping[tuple[str, str], Schema]:
    """What stands in the place of the plain text or mapping that a shape asks for."""
    condition, provision = ref("Condition"), ref("Provision")
    provisions = {"type": "array", "minItems": 1, "items": provision}
    day = {"anyOf": [_DAY, _NOTHING]}
    period = {("PeriodFile", key): day for key in ("from", "to")}
    example = {
        "facts": ref("Facts"),
        "municipality": ref("Municipality"),
        "consulted_on": _DAY,
        "starts_on": {"anyOf": [{"type": "string", "pattern": DATE}, _NOTHING]},
    }
    examples = {(shape, key): body for shape in ("ExampleFile", "ConceptExampleFile") for key, body in example.items()}
    edition = {("EditionFile", "from"): _DAY, ("EditionFile", "to"): day}
    return {
        ("RuleFile", "replaces"): {"examples": list(policy.rules)},
        ("RuleFile", "provision"): {"anyOf": [provision, provisions]},
        ("RuleFile", "when"): condition,
        ("RuleFile", "require"): condition,
        ("RuleFile", "rider"): {"anyOf": [ref("Rider"), _NOTHING]},
        ("RuleFile", "ask"): {"propertyNames": ref("Fact")},
        ("UnlessFile", "condition"): condition,
        ("UnlessFile", "provision"): provision,
        ("ConceptFile", "when"): condition,
        ("RiderFile", "satisfied_by"): {"items": ref("Fact")},
        ("LawFile", "scope"): {"anyOf": [ref("Concept"), _NOTHING]},
        ("MunicipalityFile", "provisions"): {"propertyNames": provision},
        **period,
        **edition,
        **examples,
    }


def _plain(schema: Schema) -> Schema:
    """The schema without the title that it was given for its Python name."""
    return {key: value for key, value in schema.items() if key != "title" or not isinstance(value, str)}


def _described(shape: str, key: str, schema: Schema) -> Schema:
    words = KEYS.get(shape, {}).get(key)
    return described(words, schema) if words else schema


def _of_vocabulary() -> dict[str, Schema]:
    """A fact of a group has a question; an element of a list needs no label, and a field of an element no question."""
    labels: Schema = {"type": "object", "minProperties": 1, "additionalProperties": ref("Text")}
    inside: Schema = {
        "type": {"enum": ["boolean", "number", "integer", "string", "array", "object"]},
        "label": ref("Text"),
        "unit": ref("Text"),
        "values": labels,
        "items": ref("ElementFile"),
        "format": {"const": "date"},
        "properties": {"type": "object", "additionalProperties": ref("FieldFile")},
    }
    asked: Schema = {
        "ask": ref("Text"),
        "priority": {"enum": list(get_args(Priority))},
        "worth_asking": ref("Condition"),
        "informational": ref("Text"),
    }
    group: Schema = {
        "type": {"const": "object"},
        "label": ref("Text"),
        "order": {"type": "integer"},
        "properties": {"type": "object", "additionalProperties": ref("FactFile")},
    }
    return {
        "VocabularyFile": {**_object("VocabularyFile", group), "required": ["properties"]},
        "FactFile": {**_fact(inside | asked), "required": ["label", "ask"]},
        "ElementFile": _fact(inside),
        "FieldFile": {**_fact(inside), "required": ["label"]},
    }


def _fact(properties: Schema) -> Schema:
    """Either `values` or a type; a list has its elements' type."""
    return {
        **_object("FactFile", properties),
        "oneOf": [{"required": ["type"]}, {"required": ["values"]}],
        "if": {"properties": {"type": {"const": "array"}}, "required": ["type"]},
        "then": {"required": ["items"]},
    }


def _object(shape: str, properties: Mapping[str, Schema]) -> Schema:
    described_ = {key: _described(shape, key, body) for key, body in properties.items()}
    return {"type": "object", "properties": described_, "additionalProperties": False}
