"""Places in policy files as people read them, and the words of outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tenken.errors import Place
from tenken.policy.check import At
from tenken.policy.examples import WrittenTests
from tenken.policy.files import Document
from tenken.texts import Lang, Text, text
from tenken.yaml12 import Places
from tenken_cli.reports import words

_TRUTHS: dict[str, Text] = {
    "true": text("真", "true"), "false": text("偽", "false"), "unknown": text("不明", "unknown"),
}  # fmt: skip


_STEP = 2


def shown_file(file: str) -> str:
    """A file's path from the current folder where it lies below it, else as it is."""
    path = Path(file).absolute()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else file


def outcome_word(outcome: str, lang: Lang) -> str:
    """A verdict, or a concept's truth, in words."""
    known: Mapping[str, Text] = (
        _TRUTHS if outcome in _TRUTHS else {str(key): name for key, name in words.VERDICTS.items()}
    )
    return known[outcome].get(lang)


@dataclass(frozen=True)
class Lines:
    """Where things stand in the files of rules and concepts; each file is composed once."""

    _composed: dict[str, Places] = field(default_factory=dict)

    def place(self, tests: WrittenTests, at: At) -> Place:
        """The place of a path in the file that some tests are from."""
        return self._places(tests.doc).of(at)

    def in_law(self, doc: Document, at: At) -> str:
        """The place of a path in a law's file, as people read it."""
        return self.shown(self._places(doc).of(at))

    def _places(self, doc: Document) -> Places:
        if doc.file not in self._composed:
            self._composed[doc.file] = Places(doc.content, doc.file)
        return self._composed[doc.file]

    def indent(self, tests: WrittenTests) -> str:
        """What stands before an example in its file, so that another can be put below it."""
        usual = " " * _STEP * (len(tests.base) + 1)
        if not tests.examples:
            return usual
        first = self.place(tests, (*tests.base, "examples", 0)).line or 1
        before, dash, _ = tests.doc.content.splitlines()[first - 1].partition("- ")
        return before if dash and not before.strip() else usual

    def of(self, tests: WrittenTests, at: At) -> str:
        """The same, as people read it."""
        return self.shown(self.place(tests, at))

    def shown(self, place: Place | None) -> str:
        """A place, its file from the current folder."""
        return str(Place(shown_file(place.file), place.line, place.column)) if place else "—"
