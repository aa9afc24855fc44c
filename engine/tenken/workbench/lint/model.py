"""What a lint is, what it finds, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tenken.case import CaseReader
from tenken.errors import Fault, Place
from tenken.policy.examples import WrittenTests, concept_tests, rule_tests
from tenken.policy.files import Document
from tenken.policy.folders import DATA_FOLDERS, Sources
from tenken.policy.model import Example, Policy, Rule
from tenken.policy.uses import Uses
from tenken.texts import Text
from tenken.workbench.reachable import Reach, reach
from tenken.workbench.trials import as_case
from tenken.yaml12 import Places

At = tuple[str | int, ...]


@dataclass(frozen=True)
class Flaw:
    """Something that a lint does not accept: at which path of which document, what, and how to mend it.

    `remedy` only where it differs from the lint's own.
    """

    doc: Document
    at: At
    message: Text
    remedy: Text | None = None


@dataclass(frozen=True)
class Problem:
    """A flaw as it is told, with the id of the lint that found it.

    `key` is the path inside the file. It tells the flaws of one lint in one file apart, and outlives a line
    added above; None where it is not known, or the whole file.
    """

    lint: str
    place: Place
    message: Text
    remedy: Text
    key: str | None = None


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

    def __init__(self, policy: Policy, sources: Sources, precedents: frozenset[str]):
        self.policy = policy
        self.sources = sources
        self.precedents = precedents
        self.top = max(doc.layer for doc in sources.documents)
        self._places: dict[str, Places] = {}
        self._reader = CaseReader(policy)
        self._faults: dict[int, tuple[Fault, ...]] = {}

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
        examples = {(tests.doc.file, (*tests.base, "examples")) for tests in self.tested}
        return tuple(
            BothTexts(doc, at, *both)
            for doc in self.documents
            for at, both in _texts(doc.data, ())
            if not any((doc.file, at[:depth]) in examples for depth in (1, 2))
        )

    @cached_property
    def reach(self) -> Mapping[str, Reach]:
        """What each of our rules can come to, by its id."""
        return {one.rule.id: reach(one.rule, self.policy) for one in self.rules}

    @cached_property
    def uses(self) -> Uses:
        """Who uses what in the whole policy."""
        return Uses(self.policy)

    def faults(self, example: Example) -> tuple[Fault, ...]:
        """What is wrong with one of our examples taken as a case; the paths are those inside the example."""
        if id(example) not in self._faults:  # an example holds facts, which cannot be a key; `tested` keeps it alive
            self._faults[id(example)] = tuple(self._reader.faults(as_case(example)))
        return self._faults[id(example)]


def dotted(at: At) -> str:
    """A path as it is shown."""
    return ".".join(map(str, at))


def _texts(data: Any, at: At) -> Iterator[tuple[At, tuple[str, str]]]:
    if isinstance(data, dict):
        if set(data) == {"ja", "en"} and all(isinstance(one, str) for one in data.values()):
            yield at, (data["ja"], data["en"])
            return
        for key, value in data.items():
            yield from _texts(value, (*at, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*at, place))
