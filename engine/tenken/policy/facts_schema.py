"""The facts of a rule's examples as `$defs`: the case's own schema, with what it repeats written once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tenken.policy.case_schema import case_schema
from tenken.policy.condition_schema import Schema, choices_of, ref
from tenken.policy.vocabulary import Vocabulary

_PARTS = {"undecided", "about", "at_least"}
"""Each is a key of one of the forms that do not depend on the fact."""


def facts_defs(vocabulary: Vocabulary) -> dict[str, Schema]:
    """`#/$defs/Facts` and what it refers to, besides the choices that conditions refer to as well."""
    facts: Schema = case_schema(vocabulary)["properties"]["facts"]
    written = Counter(_canonical(form) for form in _forms(facts))
    forms = {form: f"Form{n}" for n, form in enumerate(form for form, times in written.items() if times > 1)}
    groups = facts["properties"]
    for fact in vocabulary.facts.values():
        group, name = fact.path.split(".", 1)
        choices = {_canonical({"enum": list(one)}): def_ for def_, one in choices_of(fact, fact.path)}
        own = groups[group]["properties"]
        own[name] = _shared(own[name], choices | forms)
    return {"Facts": facts, **{name: json.loads(form) for form, name in forms.items()}}


def _canonical(schema: Schema) -> str:
    return json.dumps(schema, sort_keys=True)


def _forms(schema: Any) -> Iterator[Schema]:
    """The forms of a value that are the same for every fact: undecided, and a number known in part."""
    match schema:
        case dict():
            yield from (form for form in schema.get("anyOf", ()) if set(form.get("properties", ())) & _PARTS)
            for value in schema.values():
                yield from _forms(value)
        case list():
            for value in schema:
                yield from _forms(value)


def _shared(schema: Any, names: Mapping[str, str]) -> Any:
    """The schema with references in the place of the parts that have a name."""
    match schema:
        case dict():
            name = names.get(_canonical(schema))
            return ref(name) if name else {key: _shared(value, names) for key, value in schema.items()}
        case list():
            return [_shared(value, names) for value in schema]
        case _:
            return schema
