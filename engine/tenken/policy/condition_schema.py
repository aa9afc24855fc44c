"""The JSON Schema of conditions: which paths, tests and values an author may write, each under its label.

Every list whose elements have fields opens a scope of its own, in which paths are those fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tenken.policy.case_schema import DATE
from tenken.policy.model import CITY_VALUES, Policy
from tenken.policy.operands import MAX_NUMBER
from tenken.policy.schema_words import LASTS, STRUCTURE, TESTS
from tenken.policy.vocabulary import HEAD, Fact
from tenken.texts import Text

Schema = dict[str, Any]

_NUMBER: Schema = {"type": "number", "minimum": -MAX_NUMBER, "maximum": MAX_NUMBER}
_DATE: Schema = {"type": "string", "pattern": DATE}


def both(words: Text) -> str:
    """A text in both languages, for a reader whose language an editor does not know."""
    return f"{words.ja} / {words.en}"


def ref(name: str) -> Schema:
    """A reference to one of the document's `$defs`."""
    return {"$ref": "#/$defs/" + quote(name.replace("~", "~0").replace("/", "~1"), safe="~.:-_")}


def one_of(names: Mapping[str, Text]) -> Schema:
    """One of these names; editors that know `enumDescriptions` show what each stands for."""
    return {"enum": list(names), "enumDescriptions": [both(words) for words in names.values()]}


def described(words: Text, schema: Schema) -> Schema:
    """The schema with what an editor shows of it."""
    return {"description": both(words), **schema}


def condition_defs(policy: Policy) -> dict[str, Schema]:
    """The `$defs` of conditions over a policy's names; a condition is `#/$defs/Condition`."""
    city = {fact.path: fact for fact in CITY_VALUES.values()}
    top = _Scope("", {**policy.vocabulary.facts, **HEAD, **city})
    choices = {name: one for path, fact in top.facts.items() for name, one in choices_of(fact, path)}
    return {
        **{name: one_of(one) for name, one in choices.items()},
        "Concept": one_of({id_: concept.title for id_, concept in policy.concepts.items()}),
        "Stated": described(TESTS["stated"], {"type": "boolean"}),
        **dict(_defs(top)),
    }


def choices_of(fact: Fact, name: str) -> Iterator[tuple[str, Mapping[str, Text]]]:
    """The choices of a fact and of the fields inside it, by the names of their `$defs`."""
    holder = fact.item or fact
    if holder.choices:
        yield f"Value:{name}", holder.choices
    for field, inner in holder.fields.items():
        yield from choices_of(inner, f"{name}:{field}")


@dataclass(frozen=True)
class _Scope:
    """The facts whose paths may be used at one level; `name` is the list whose elements they describe."""

    name: str
    facts: Mapping[str, Fact]

    def inner(self, path: str) -> str:
        """A name for something of one fact that no other scope uses."""
        return f"{self.name}:{path}" if self.name else path

    def own(self, kind: str) -> str:
        """A name for something of the whole scope."""
        return f"{kind}:{self.name}" if self.name else kind

    def paths(self, *kinds: str) -> list[str]:
        """The paths of facts of these kinds."""
        return [path for path, fact in self.facts.items() if fact.kind in kinds]

    def lists(self) -> list[str]:
        """The paths of lists whose elements have fields."""
        return [path for path, fact in self.facts.items() if fact.item is not None and fact.item.kind == "object"]


def _defs(scope: _Scope) -> Iterator[tuple[str, Schema]]:
    yield scope.own("Condition"), _condition(scope)
    for path, fact in scope.facts.items():
        yield _test_name(fact, path, scope), _test(fact, path, scope)
    for path in scope.lists():
        item = scope.facts[path].item
        assert item is not None
        yield from _defs(_Scope(scope.inner(path), item.fields))


def _condition(scope: _Scope) -> Schema:
    condition, many = (
        ref(scope.own("Condition")),
        {"type": "array", "minItems": 1, "items": ref(scope.own("Condition"))},
    )
    structure: Schema = {"all": many, "any": many, "not": condition, "concept": ref("Concept")}
    if scope.paths("date"):
        structure["lasts"] = _lasts(scope.paths("date"))
    if scope.lists():
        structure |= {"every": {"enum": scope.lists()}, "some": {"enum": scope.lists()}, "satisfies": {}}
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {
            **{path: _labelled(fact, ref(_test_name(fact, path, scope))) for path, fact in scope.facts.items()},
            **{word: described(STRUCTURE[word], body) for word, body in structure.items()},
        },
        "additionalProperties": False,
        **({"allOf": list(_quantified(scope))} if scope.lists() else {}),
    }


def _labelled(fact: Fact, schema: Schema) -> Schema:
    asked = {"description": f"{fact.ask.ja}\n{fact.ask.en}"} if fact.ask else {}
    return {"title": both(fact.label), **asked, **schema}


def _lasts(dates: list[str]) -> Schema:
    bodies: Schema = {
        "from": {"enum": dates},
        "to": {"enum": dates},
        "at_least_days": {"type": "integer"},
        "at_most_days": {"type": "integer"},
    }
    return {
        "type": "object",
        "properties": {key: described(LASTS[key], body) for key, body in bodies.items()},
        "required": ["from", "to"],
        "anyOf": [{"required": ["at_least_days"]}, {"required": ["at_most_days"]}],
        "additionalProperties": False,
    }


def _quantified(scope: _Scope) -> Iterator[Schema]:
    """`satisfies` stands beside one of `every` and `some`, and is read in the scope of the list it names."""
    one = [{"required": ["every"]}, {"required": ["some"]}]
    any_of_them = {"type": "object", "anyOf": [{"required": ["satisfies"]}, *one]}
    yield {"if": any_of_them, "then": {"required": ["satisfies"], "oneOf": one}}
    for path in scope.lists():
        named = {"every": {"const": path}, "some": {"const": path}}
        elements = ref(_Scope(scope.inner(path), {}).own("Condition"))
        yield {"if": {"properties": named, "required": ["satisfies"]}, "then": {"properties": {"satisfies": elements}}}


_SHARED: Mapping[str, str] = {
    "boolean": "BooleanTest", "text": "TextTest", "number": "NumberTest", "integer": "NumberTest", "date": "DateTest",
}  # fmt: skip


def _test_name(fact: Fact, path: str, scope: _Scope) -> str:
    """Facts of one kind share their test, unless they have values of their own."""
    if fact.kind in _SHARED and not fact.choices:
        return scope.own(_SHARED[fact.kind])
    return f"Test:{scope.inner(path)}"


def _test(fact: Fact, path: str, scope: _Scope) -> Schema:
    """A bare value, or a mapping of tests that fit the fact."""
    value = _value(fact, scope.inner(path))
    tests: Schema = {"stated": ref("Stated"), "not": ref(_test_name(fact, path, scope))}
    if value is not None:
        tests["in"] = described(TESTS["in"], {"type": "array", "minItems": 1, "items": value})
    tests |= {name: described(TESTS[name], body) for name, body in _comparisons(fact, path, scope)}
    return {
        "if": {"type": "object"},
        "then": {"properties": tests, "additionalProperties": False, "minProperties": 1},
        "else": False if value is None else value,
    }


def _value(fact: Fact, name: str) -> Schema | None:
    """A value that the fact is compared with; None where it has only elements or fields."""
    if fact.choices:
        return ref(f"Value:{name}")
    match fact.kind:
        case "boolean":
            return {"type": "boolean"}
        case "number" | "integer":
            return _NUMBER
        case "date":
            return _DATE
        case "list" | "object":
            return None
        case _:
            return {"type": "string"}


def _comparisons(fact: Fact, path: str, scope: _Scope) -> Iterator[tuple[str, Schema]]:
    match fact.kind:
        case "number" | "integer":
            bound = _bound(_NUMBER, {"type": "string"}, scope.paths("number", "integer"))
            yield from (("at_least", bound), ("at_most", bound))
        case "date":
            bound = _bound(_DATE, {"pattern": "^[^0-9]"}, scope.paths("date"))
            yield from (("on_or_after", bound), ("on_or_before", bound))
        case "list":
            assert fact.item is not None
            value = _value(fact.item, scope.inner(path))
            if value is not None:
                listed = {"type": "array", "minItems": 1, "items": value}
                several = {"if": {"type": "array"}, "then": listed, "else": value}
                yield from (("includes", several), ("includes_any", several))


def _bound(value: Schema, is_path: Schema, paths: Iterable[str]) -> Schema:
    """A value to compare with, or the path of one."""
    return {"if": is_path, "then": {"enum": list(paths)}, "else": value}
