"""A folder of policy files, read, checked and put together.

Files are read in one order, each is held against the shape of its kind, and then everything that names
something else is resolved. Whatever is wrong stops the run with file, line and column.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tenken import condition as c
from tenken.documents import cannot_read, read_text
from tenken.errors import Place, PolicyError
from tenken.policy import cache
from tenken.policy.check import parse_condition
from tenken.policy.files import Document, known, named_shapes, same_name, told, unique, wrong
from tenken.policy.law import Provision
from tenken.policy.laws import read_law, read_municipality
from tenken.policy.model import DEFAULT_MUNICIPALITY, Concept, Example, Municipality, Policy, Rider, Rule
from tenken.policy.rules import Names, read_rule
from tenken.policy.shapes import ConceptFile, RiderFile, RuleFile
from tenken.policy.vocabulary import Fact, Vocabulary, read_group
from tenken.texts import Text, text
from tenken.version import VERSION

DATA_FOLDERS = ("vocabulary", "laws", "concepts", "riders", "municipalities")
"""Every other folder is a family of rules."""


def load_policy(folder: Path) -> Policy:
    """The policy in a folder laid out as `policies/`. Raises PolicyError at the first thing that is wrong."""
    if not (folder / "vocabulary").is_dir():
        raise PolicyError(
            text(
                "ポリシーのフォルダではありません（vocabulary がありません）。",
                "is not a policy folder: it has no `vocabulary`",
            ),
            Place(str(folder)),
        )
    contents = _contents(folder)
    key = _digest(contents)
    cached = cache.load(key)
    data = cached or {name: _parse(content, path) for name, (path, content) in contents.items()}
    documents: dict[str, list[Document]] = {}
    for name, (path, content) in contents.items():
        documents.setdefault(path.parent.name, []).append(Document(str(path), path.stem, content, data[name]))
    policy = _Loader(folder, documents, f"sha256:{key}").load()
    if cached is None:
        cache.store(key, {name: _without_examples(body) for name, body in data.items()})
    return policy


Contents = dict[str, tuple[Path, str]]
"""A policy's files by `folder/name`: path and text."""


def _contents(folder: Path) -> Contents:
    contents: Contents = {}
    for inner in _listed(folder):
        if not inner.is_dir():
            _misplaced(inner)
            continue
        for path in _listed(inner):
            if path.suffix == ".yaml":
                contents[f"{inner.name}/{path.name}"] = (path, read_text(path, PolicyError))
            else:
                _misplaced(path)
    return contents


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(Path(entry.path) for entry in os.scandir(folder))
    except OSError as problem:
        raise PolicyError(cannot_read(problem), Place(str(folder))) from None


def _misplaced(path: Path) -> None:
    """A policy file that would not be read is an error: its author believes that it holds."""
    if path.suffix.lower() in (".yaml", ".yml"):
        raise PolicyError(
            text("読まれないポリシーのファイルです。", "is a policy file that would not be read"),
            Place(str(path)),
            text(
                "分野などのフォルダの中に、.yaml で終わる名前で置いてください。",
                "put it into one of the folders, under a name that ends in .yaml",
            ),
        )


def _digest(contents: Contents) -> str:
    """The hash of the program's version and of every file: what a policy is known by."""
    digest = hashlib.sha256(VERSION.encode())
    for name, (_, content) in contents.items():
        digest.update(f"{name}\0{content}\0".encode())
    return digest.hexdigest()


def _without_examples(body: Any) -> Any:
    """Nothing is judged by a rule's examples; once they have been checked, the cache can do without them."""
    return {key: value for key, value in body.items() if key != "examples"} if isinstance(body, dict) else body


def _parse(content: str, path: Path) -> Any:
    from tenken.yaml12 import parse_yaml  # noqa: PLC0415 - a run with a warm cache reads no YAML

    return parse_yaml(content, str(path))


def read_examples(rule: Rule) -> list[Example]:
    """The examples in a rule's own file."""
    content = read_text(Path(rule.file), PolicyError)
    raw = RuleFile.model_validate(_parse(content, Path(rule.file)))
    return [Example(**example.model_dump()) for example in raw.examples]


class _Loader:
    def __init__(self, folder: Path, documents: Mapping[str, list[Document]], digest: str):
        self.folder = folder
        self.documents = documents
        self.digest = digest

    def load(self) -> Policy:
        vocabulary = _vocabulary(self._documents("vocabulary"))
        concepts = _concepts(self._documents("concepts"), vocabulary)
        vocabulary = _with_relevance(vocabulary, self._documents("vocabulary"), concepts)
        provisions: dict[str, Provision] = {}
        for doc in self._documents("laws"):
            provisions.update(read_law(doc, concepts))
        riders = _riders(self._documents("riders"), vocabulary)
        municipalities = self._municipalities(provisions)
        rules = self._rules(Names(vocabulary, concepts, provisions, riders))
        return Policy(vocabulary, provisions, concepts, riders, municipalities, rules, self.digest)

    def _documents(self, subfolder: str) -> list[Document]:
        return self.documents.get(subfolder, [])

    def _municipalities(self, provisions: Mapping[str, Provision]) -> dict[str, Municipality]:
        cities = {doc.stem: read_municipality(doc, provisions) for doc in self._documents("municipalities")}
        if DEFAULT_MUNICIPALITY not in cities:
            name = f"municipalities/{DEFAULT_MUNICIPALITY}.yaml"
            raise PolicyError(text(f"{name} がありません。", f"there is no {name}"), Place(str(self.folder)))
        return cities

    def _rules(self, names: Names) -> dict[str, Rule]:
        rules: dict[str, Rule] = {}
        for family in sorted(set(self.documents) - set(DATA_FOLDERS)):
            for doc in self._documents(family):
                rule = read_rule(doc, family, names)
                unique(rule.id, rules, doc, ("id",))
                same_name(doc, rule.id)
                rules[rule.id] = rule
        return rules


def _vocabulary(docs: list[Document]) -> Vocabulary:
    groups: dict[str, Text] = {}
    facts: dict[str, Fact] = {}
    for doc in docs:
        label, found = _group(doc)
        groups[doc.stem] = label
        facts.update({fact.path: fact for fact in found})
    return Vocabulary(groups, facts)


def _group(doc: Document) -> tuple[Text, list[Fact]]:
    return told(doc, lambda: read_group(doc.stem, doc.data))


def _with_relevance(vocabulary: Vocabulary, docs: list[Document], concepts: Mapping[str, Concept]) -> Vocabulary:
    """The facts with their `worth_asking` read, now that all paths and concepts are known."""
    by_group = {doc.stem: doc for doc in docs}
    facts = dict(vocabulary.facts)
    for path, fact in vocabulary.facts.items():
        if fact.worth_asking_raw is not None:
            group, name = path.split(".", 1)
            condition = _parsed(
                by_group[group], fact.worth_asking_raw, ("properties", name, "worth_asking"), vocabulary, concepts
            )
            facts[path] = replace(fact, worth_asking=condition)
    return replace(vocabulary, facts=facts)


def _parsed(
    doc: Document, raw: object, at: tuple[str | int, ...], vocabulary: Vocabulary, concepts: Mapping[str, object]
) -> c.Condition:
    return told(doc, lambda: parse_condition(raw, vocabulary, concepts, at))


def _concepts(docs: list[Document], vocabulary: Vocabulary) -> dict[str, Concept]:
    found: dict[str, tuple[Document, ConceptFile]] = {}
    for doc in docs:
        for id_, shape in named_shapes(doc, ConceptFile):
            unique(id_, found, doc, (id_,))
            found[id_] = (doc, shape)
    concepts = {
        id_: Concept(id_, shape.title, _parsed(doc, shape.when, (id_, "when"), vocabulary, found))
        for id_, (doc, shape) in found.items()
    }
    cycle = _cycle(concepts)
    if cycle:
        shown = " → ".join(cycle)
        message = text(f"概念が循環しています: {shown}", f"the concepts form a cycle: {shown}")
        raise wrong(found[cycle[0]][0], message, (cycle[0],))
    return concepts


def _cycle(concepts: Mapping[str, Concept]) -> list[str] | None:
    """The ids of concepts that need one another in a circle, or None."""
    settled: set[str] = set()

    def follow(id_: str, trail: list[str]) -> list[str] | None:
        if id_ in trail:
            return [*trail[trail.index(id_) :], id_]
        if id_ not in settled:
            for needed in c.concepts_used(concepts[id_].when):
                found = follow(needed, [*trail, id_])
                if found:
                    return found
            settled.add(id_)
        return None

    return next((found for found in (follow(id_, []) for id_ in concepts) if found), None)


def _riders(docs: list[Document], vocabulary: Vocabulary) -> dict[str, Rider]:
    riders: dict[str, Rider] = {}
    for doc in docs:
        for id_, shape in named_shapes(doc, RiderFile):
            unique(id_, riders, doc, (id_,))
            for place, path in enumerate(shape.satisfied_by):
                known(doc, path, vocabulary.facts, (id_, "satisfied_by", place))
            riders[id_] = Rider(id_, shape.duty, shape.text, tuple(shape.satisfied_by), tuple(shape.precedents))
    return riders
