"""What a rule's own file holds for testing it: its examples, and the mutants that no example can tell from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenken.documents import read_text
from tenken.errors import PolicyError
from tenken.policy.files import Document, shaped
from tenken.policy.model import Example, Rule
from tenken.policy.shapes import RuleFile
from tenken.texts import Text
from tenken.yaml12 import parse_yaml


@dataclass(frozen=True)
class RuleTests:
    """A rule's file as written, its examples in their order, and the mutants that it explains, by their id."""

    doc: Document
    examples: tuple[Example, ...]
    explained: dict[str, Text]

    @property
    def raw(self) -> dict[str, Any]:
        """The file's data."""
        data: dict[str, Any] = self.doc.data
        return data


def read_tests(rule: Rule) -> RuleTests:
    """The tests in a rule's own file. Raises PolicyError."""
    path = Path(rule.file)
    content = read_text(path, PolicyError)
    doc = Document(rule.file, path.stem, content, parse_yaml(content, rule.file), rule.family)
    shape = shaped(doc, RuleFile)
    return RuleTests(
        doc,
        tuple(Example(**example.model_dump()) for example in shape.examples),
        {one.mutant: one.because for one in shape.survivors},
    )
