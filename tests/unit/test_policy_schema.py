"""The schemas of policy files against the loader: what one refuses, the other refuses."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tenken.data import policies_folder
from tenken.errors import PolicyError
from tenken.policy.files import Document
from tenken.policy.folders import Sources, read_sources
from tenken.policy.load import assemble
from tenken.policy.model import Policy
from tenken.policy.policy_schema import KINDS, kind_schema, policy_schema

At = tuple[str | int, ...]


def both(words: str) -> dict[str, str]:
    return {"ja": f"「{words}」", "en": words}


WHEN: Mapping[str, Any] = {
    "concept": "flagged",
    "g.other": {"not": {"in": [True]}},
    "g.count": {"at_least": 3, "at_most": "g.limit"},
    "g.whole": {"at_most": "municipality.log_retention_years"},
    "g.day": {"on_or_after": "2020-04-01", "on_or_before": "starts_on"},
    "g.note": {"stated": True},
    "g.tags": {"includes": ["a", "b"]},
    "stage": "final",
}
REQUIRE: Mapping[str, Any] = {
    "any": [
        {"g.kind": {"in": ["a", "b"]}},
        {"g.tags": {"includes_any": ["c"], "not": {"includes": "a"}}},
        {"not": {"g.kind": "c"}},
        {"lasts": {"from": "g.day", "to": "g.until", "at_least_days": 30}},
        {"every": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 2}, "marks": {"includes": "a"}}},
        {"some": "g.parts", "satisfies": {"all": [{"kind": {"in": ["a"]}}, {"made": {"on_or_after": "2020"}}]}},
    ]
}
RULE: Mapping[str, Any] = {
    "provision": ["law.general", "statute.general"],
    "at": "consultation",
    "when": WHEN,
    "unless": {"condition": {"g.third": True}, "provision": "law.from-2023"},
    "require": REQUIRE,
    "judgement": "council",
    "rider": "mend",
    "ask": {"g.flag": both("Is it?")},
    "survivors": [{"mutant": "x", "because": both("why")}],
    "examples": [
        {"name": "one", "expect": "open", "municipality": "default", "consulted_on": "2022-06-01", "starts_on": None,
         "facts": {"g": {"flag": True}}},
    ],
}  # fmt: skip
RIDER = {"duty": both("duty"), "text": both("text"), "satisfied_by": ["g.flag"], "precedents": ["one"]}


PERIOD = {"from": "2020-01-01", "to": "2020-02-01", "article": "第1条", "evidence": "M"}
PROVISION = {"title": both("p"), "evidence": "V", "source": "read", "note": both("n"), "periods": [PERIOD]}
EDITION = {"name": both("e"), "from": "2020-01-01", "to": "2021-01-01"}
CITY = {name: both(name) for name in ("name", "council", "ordinance", "attested")}
FACT: Mapping[str, Any] = {"label": both("fact"), "ask": both("fact?")}
SPARE: Mapping[str, Any] = {
    "rule": ("family/one.yaml", {}),
    "law": ("laws/spare.yaml", {
        "id": "spare", "kind": "guideline", "name": both("n"), "short": both("s"), "scope": "flagged", "note": both("o"),
        "editions": [EDITION], "provisions": {"p": PROVISION},
    }),
    "concept": ("concepts/spare.yaml", {
        "spare": {"title": both("t"), "when": {"g.flag": True}, "survivors": RULE["survivors"],
                  "examples": [{"name": "one", "expect": "unknown", "facts": {"g": {"flag": True}}}]},
        "more": {"title": both("t"), "when": {"concept": "flagged"}},
    }),
    "rider": ("riders/spare.yaml", {"spare": RIDER, "more": RIDER}),
    "municipality": ("municipalities/spare.yaml", {
        "id": "spare", **CITY, "log_retention_years": 5,
        "provisions": {"law.general": {"article": "第1条", "evidence": "Vx", "source": "read"}},
    }),
    "family": ("families/spare.yaml", {"spare": {"title": both("spare")}}),
    "vocabulary": ("vocabulary/spare.yaml", {
        "type": "object", "label": both("spare"),
        "properties": {
            "kind": {**FACT, "values": {"a": both("a"), "b": both("b")}, "worth_asking": {"g.flag": True}},
            "size": {**FACT, "type": "number", "unit": both("m"), "priority": "high", "informational": both("why")},
            "day": {**FACT, "type": "string", "format": "date"},
            "tags": {**FACT, "type": "array", "items": {"values": {"a": both("a"), "b": both("b")}}},
            "parts": {**FACT, "type": "array", "items": {"type": "object", "properties": {
                "ok": {"type": "boolean", "label": both("ok")},
            }}},
        },
    }),
}  # fmt: skip
"""For each kind of file one with all its keys, on which no other file rests."""


def kind_of(doc: Document) -> str:
    return next((kind.name for kind in KINDS.values() if kind.folder == doc.folder), "rule")


class Schemas:
    """The schema of each kind of file, and the one of all kinds."""

    def __init__(self, policy: Policy):
        self.of_all = Draft202012Validator(policy_schema(policy))
        self.of_kind = {name: Draft202012Validator(kind_schema(policy, kind)) for name, kind in KINDS.items()}

    def faults(self, kind: str, data: Any) -> list[str]:
        return [f"{list(one.path)}: {one.message}" for one in self.of_kind[kind].iter_errors(data)]


@dataclass
class Files:
    """A policy's files before the loader and before the schemas."""

    folder: Path
    sources: Sources
    schemas: Schemas

    def doc(self, kind: str) -> Document:
        return next(doc for doc in self.sources.documents if doc.file.endswith(SPARE[kind][0]))

    def loads(self, doc: Document, data: Any) -> bool:
        """Does the policy load with these data in the place of a file's own?"""
        given = [replace(one, data=data) if one is doc else one for one in self.sources.documents]
        try:
            assemble(Sources(given, "sha256:made"), [self.folder])
        except PolicyError:
            return False
        return True


@pytest.fixture
def files(small_policy: Callable[..., Any]) -> Files:
    """A small policy with every key and every form of condition in its files."""
    folder = small_policy(("one", RULE), concepts={"flagged": {"g.flag": True}}, riders={"mend": RIDER})
    for name, data in SPARE.values():
        if data:
            folder.write(name, data)
    sources = read_sources([folder.path])
    return Files(folder.path, sources, Schemas(assemble(sources, [folder.path])))


def places(data: Any, at: At = ()) -> Iterator[At]:
    """The path of everything inside a document, the document first."""
    yield at
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        yield from places(value, (*at, step))


def at_place(data: Any, at: At) -> Any:
    for step in at:
        data = data[step]
    return data


def changed(data: Any, at: At, change: Callable[[Any, Any], None]) -> Any:
    whole = [copy.deepcopy(data)]
    steps = (0, *at)
    change(at_place(whole, steps[:-1]), steps[-1])
    return whole[0]


GIVEN = (7, True, "x", "", None, [], ["x"], {}, {"x": True}, {"ja": "「x」"}, {"g.flag": True})
"""Put in the place of everything once."""


def variants(data: Any, all_given: Sequence[Any] = GIVEN) -> Iterator[tuple[At, Any, Any]]:
    """The document with something replaced, taken away or added: the path, what is there now, and the whole."""
    for at in places(data):
        for given in all_given:
            yield at, given, changed(data, at, lambda held, step, given=given: held.__setitem__(step, given))
        if at:
            yield at, None, changed(data, at, lambda held, step: held.__delitem__(step))
        if isinstance(at_place(data, at), dict):
            yield (*at, "unknown"), 1, changed(data, at, lambda held, step: held[step].update(unknown=1))


def only_the_loader_refuses(kind: str, at: At) -> bool:
    """What no schema of one file can know."""
    return (
        at == ("id",)  # the name of the file
        or (kind, at) == ("vocabulary", ("label",))  # whether another layer has the group, and so its label
        or (kind == "law" and at in [("kind",), ("name",), ("short",)])  # likewise of the law
    )


def only_the_schema_refuses(kind: str, at: At, now: Any) -> bool:
    """What loading leaves to the test of the examples, and what it passes over."""
    if kind == "vocabulary":
        return at == ("type",) or at[-1:] == ("format",) or (at[-1:], now) == (("worth_asking",), None)
    inside = at[at.index("examples") + 2 :] if "examples" in at else ()
    return inside[:1] in [("facts",), ("municipality",), ("consulted_on",), ("starts_on",)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_refuses_what_the_loader_refuses(files: Files, kind: str) -> None:
    doc = files.doc(kind)
    assert files.loads(doc, doc.data)
    assert not files.schemas.faults(kind, doc.data)
    refused = 0
    for at, now, data in variants(doc.data):
        loads, faults = files.loads(doc, data), files.schemas.faults(kind, data)
        refused += not loads
        if loads and faults:
            assert only_the_schema_refuses(kind, at, now), (at, now, faults)
        elif not loads and not faults:
            assert only_the_loader_refuses(kind, at), (at, now)
    assert refused > 20


def test_one_schema_for_all_kinds_tells_them_apart(files: Files) -> None:
    for kind in KINDS:
        data = files.doc(kind).data
        assert not list(files.schemas.of_all.iter_errors(data)), kind
        for at, _, other in variants(data, [7]):
            if files.schemas.faults(kind, other) and at not in [(), ("spare",), ("spare", "when"), ("more", "when")]:
                assert not files.schemas.of_all.is_valid(other), (kind, at)


BEYOND = {
    "a cycle of concepts runs through several entries": (
        "concept", ("spare", "when"), {"concept": "more"}, ("more", "when"), {"concept": "spare"}),
    "a concept that another file gives": ("concept", ("flagged",), {"title": both("t"), "when": {"g.flag": True}}),
    "a rider that another file gives": ("rider", ("mend",), RIDER),
    "what a provision allows depends on its kind and evidence": ("rule", ("provision",), "law.general", ("force",), "statute"),
    "a path inside a text": ("rule", ("fail",), both("{g.flagg}")),
    "days between one date only": ("rule", ("fail",), both("{days:g.day}")),
    "the rule that is replaced stands in another folder": ("rule", ("replaces",), "two"),
    "one period ends before it begins": ("law", ("provisions", "p", "periods", 0, "to"), "2019-01-01"),
    "periods overlap": ("law", ("provisions", "p", "periods"), [{"from": "2020-01-01"}, {"from": "2019-01-01"}]),
    "an edition ends before it begins": ("law", ("editions", 0, "to"), "2019-01-01"),
    "a day that no calendar has": ("law", ("editions", 0, "from"), "2020-02-30"),
    "a file is named by its id": ("municipality", ("id",), "other"),
    "a value that is no day, in a condition": ("rule", ("require",), {"g.day": "2020-13"}),
}  # fmt: skip
"""What only the loader can know, since it takes more than one place to see it."""


@pytest.mark.parametrize("why", BEYOND)
def test_what_only_the_loader_can_know(files: Files, why: str) -> None:
    kind, *changes = BEYOND[why]
    doc = files.doc(kind)
    data = doc.data
    for at, given in zip(changes[::2], changes[1::2], strict=True):
        data = changed(data, at, lambda held, step, given=given: held.__setitem__(step, given))
    assert not files.loads(doc, data)
    assert not files.schemas.faults(kind, data)


@pytest.fixture(scope="module")
def shipped_schemas(tenken: Any) -> Schemas:
    """The schemas over the shipped policies."""
    return Schemas(tenken.policy)


def test_every_shipped_file_fits(shipped_schemas: Schemas) -> None:
    documents = read_sources([policies_folder()]).documents
    assert {kind_of(doc) for doc in documents} == set(KINDS)
    for doc in documents:
        assert not shipped_schemas.faults(kind_of(doc), doc.data), doc.file
        assert shipped_schemas.of_all.is_valid(doc.data), doc.file


def test_the_schemas_are_schemas(shipped_schemas: Schemas, files: Files) -> None:
    for validator in (shipped_schemas.of_all, *files.schemas.of_kind.values()):
        Draft202012Validator.check_schema(validator.schema)


def test_a_kind_s_schema_is_complete_in_itself(shipped_schemas: Schemas) -> None:
    for kind, validator in shipped_schemas.of_kind.items():
        named = re.findall(r'"#/\$defs/([^"]+)"', json.dumps(validator.schema))
        assert set(named) == set(validator.schema["$defs"]), kind


def test_pointing_at_a_key_or_a_path_tells_what_it_is(shipped_schemas: Schemas, tenken: Any) -> None:
    defs = shipped_schemas.of_all.schema["$defs"]
    for shape in (
        name for name in defs if name.endswith("File") and name not in ("ConceptsFile", "RidersFile", "FamiliesFile")
    ):
        for key, body in defs[shape]["properties"].items():
            assert " / " in body["description"], (shape, key)
    paths = defs["Condition"]["properties"]
    for path, fact in tenken.policy.vocabulary.facts.items():
        assert paths[path]["title"] == f"{fact.label.ja} / {fact.label.en}"
        assert paths[path]["description"] == f"{fact.ask.ja}\n{fact.ask.en}"
