"""What a lint is, what it finds, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tenken import condition as c
from tenken.case import CaseReader
from tenken.errors import Fault, Place
from tenken.policy.examples import WrittenTests, concept_tests, rule_tests
from tenken.policy.files import Document
from tenken.policy.folders import DATA_FOLDERS, Sources
from tenken.policy.model import Example, Policy, Rule
from tenken.texts import Text
from tenken.workbench.trials import as_case
from tenken.yaml12 import Places

At = tuple[str | int, ...]


@dataclass(frozen=True)
class Flaw:
    """Something that a lint does not accept: where, what, and how to mend it if that differs from the lint's own remedy."""

    place: Place
    message: Text
    remedy: Text | None = None


@dataclass(frozen=True)
class Problem:
    """A flaw with the id of the lint that found it."""

    lint: str
    place: Place
    message: Text
    remedy: Text


@dataclass(frozen=True)
class Lint:
    """One thing to look for. `check` gives the flaws of the documents that are ours."""

    id: str
    title: Text
    why: Text
    remedy: Text
    check: Callable[[Context], Iterator[Flaw]]


@dataclass(frozen=True)
class Written:
    """A rule of ours with what its file holds for testing it."""

    rule: Rule
    tests: WrittenTests

    @property
    def doc(self) -> Document:
        """The rule's file."""
        return self.tests.doc


@dataclass(frozen=True)
class BothTexts:
    """A text in both languages as a document holds it."""

    doc: Document
    at: At
    ja: str
    en: str

    @property
    def unfinished(self) -> bool:
        """Is it still to be written? Nothing else is said of it then."""
        return TODO in self.ja or TODO in self.en


TODO = "TODO"


class Context:
    """A policy that has been loaded, and those of its documents that are to be looked at: the ones of the top layer."""

    def __init__(self, policy: Policy, sources: Sources):
        self.policy = policy
        self.sources = sources
        self.top = max(doc.layer for doc in sources.documents)
        self._places: dict[str, Places] = {}
        self._reader = CaseReader(policy)

    @property
    def layered(self) -> bool:
        """Is it a municipality's own folder over the shipped one?"""
        return self.top > 0

    def place(self, doc: Document, *at: str | int) -> Place:
        """The line and column of a path of keys and indexes in a document."""
        if doc.file not in self._places:
            self._places[doc.file] = Places(doc.content, doc.file)
        return self._places[doc.file].of(at)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents that are ours."""
        return tuple(doc for doc in self.sources.documents if doc.layer == self.top)

    def of(self, folder: str) -> tuple[Document, ...]:
        """Our documents in one of the policy's folders."""
        return tuple(doc for doc in self.documents if doc.folder == folder)

    def entries(self, folder: str) -> Iterator[tuple[Document, str]]:
        """The ids in those of our files that map ids to bodies."""
        return ((doc, id_) for doc in self.of(folder) for id_ in doc.data)

    @cached_property
    def rules(self) -> tuple[Written, ...]:
        """Our rules."""
        by_file = {doc.file: doc for doc in self.documents if doc.folder not in DATA_FOLDERS}
        return tuple(
            Written(rule, rule_tests(by_file[rule.file])) for rule in self.policy.rules.values() if rule.file in by_file
        )

    @cached_property
    def tested(self) -> tuple[WrittenTests, ...]:
        """What tests our rules and concepts."""
        concepts = (tests for doc in self.of("concepts") for _, tests in concept_tests(doc))
        return (*(one.tests for one in self.rules), *concepts)

    @cached_property
    def texts(self) -> tuple[BothTexts, ...]:
        """Every text in both languages, save what examples state."""
        return tuple(BothTexts(doc, at, *both) for doc in self.documents for at, both in _texts(doc.data, ()))

    @cached_property
    def conditions(self) -> tuple[c.Condition, ...]:
        """Every condition of the whole policy: of rules, their exemptions, concepts and what makes facts worth asking."""
        rules, facts = self.policy.rules.values(), self.policy.vocabulary.facts.values()
        return (
            *(concept.when for concept in self.policy.concepts.values()),
            *(fact.worth_asking for fact in facts if fact.worth_asking is not None),
            *(condition for rule in rules for condition in (rule.when, rule.require)),
            *(rule.unless.condition for rule in rules if rule.unless is not None),
        )

    def faults(self, example: Example) -> list[Fault]:
        """What is wrong with an example taken as a case; the paths are those inside the example."""
        return list(self._reader.faults(as_case(example)))


def _texts(data: Any, at: At) -> Iterator[tuple[At, tuple[str, str]]]:
    if isinstance(data, dict):
        if set(data) == {"ja", "en"} and all(isinstance(one, str) for one in data.values()):
            yield at, (data["ja"], data["en"])
            return
        for key, value in data.items():
            if (*at, key) != ("examples",):
                yield from _texts(value, (*at, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*at, place))
