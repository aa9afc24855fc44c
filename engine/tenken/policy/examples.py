"""What the file of a rule or a concept holds for testing it: examples, and the mutants that none can tell from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenken.documents import read_text
from tenken.errors import PolicyError
from tenken.policy.check import At
from tenken.policy.files import Document, named_shapes, shaped
from tenken.policy.model import Example, Rule
from tenken.policy.shapes import ConceptFile, RuleFile
from tenken.texts import Text
from tenken.yaml12 import parse_yaml


@dataclass(frozen=True)
class WrittenTests:
    """What tests a rule or a concept: its examples in their order, and the explained mutants by their id.

    `raw` is it as written, at the path `base` of its document.
    """

    doc: Document
    base: At
    raw: Mapping[str, Any]
    examples: tuple[Example, ...]
    explained: Mapping[str, Text]

    def explanation_at(self, mutant: str) -> At:
        """The path, in the document, of what explains a mutant."""
        named = [one["mutant"] for one in self.raw["survivors"]]
        return (*self.base, "survivors", named.index(mutant))


def read_tests(rule: Rule) -> WrittenTests:
    """The tests in a rule's own file. Raises PolicyError."""
    path = Path(rule.file)
    content = read_text(path, PolicyError)
    return rule_tests(Document(rule.file, path.stem, content, parse_yaml(content, rule.file), rule.family))


def rule_tests(doc: Document) -> WrittenTests:
    """The tests in a rule's document. Raises PolicyError."""
    shape = shaped(doc, RuleFile)
    examples = tuple(Example(**example.model_dump()) for example in shape.examples)
    return WrittenTests(doc, (), doc.data, examples, {one.mutant: one.because for one in shape.survivors})


def concept_tests(doc: Document) -> Iterator[tuple[str, WrittenTests]]:
    """The tests of each concept in a document, by its id. Raises PolicyError."""
    for id_, shape in named_shapes(doc, ConceptFile):
        examples = tuple(
            Example(**{**example.model_dump(), "expect": str(example.expect).lower()}) for example in shape.examples
        )
        yield (
            id_,
            WrittenTests(doc, (id_,), doc.data[id_], examples, {one.mutant: one.because for one in shape.survivors}),
        )
