"""Which rules, concepts and provisions a run of the tests is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tenken.errors import Place, PolicyError
from tenken.policy.examples import WrittenTests, concept_tests, rule_tests
from tenken.policy.files import Document, each
from tenken.policy.folders import Sources
from tenken.policy.model import Policy
from tenken.texts import text


@dataclass(frozen=True)
class Selection:
    """The rules and concepts to be tested, with their tests, and the provisions whose days are moved."""

    rules: Mapping[str, WrittenTests]
    concepts: Mapping[str, WrittenTests]
    provisions: Sequence[str]


def selected(policy: Policy, sources: Sources, paths: Sequence[Path] = ()) -> Selection:
    """What stands in some files or folders; without any, all of the highest layer.

    Raises PolicyError where a path holds no policy file, or a file does not fit its shape.
    """
    docs = _named(sources, paths) if paths else _highest(sources)
    rules = {doc.stem: doc for doc in docs if doc.folder in sources.families}
    concepts = each([doc for doc in docs if doc.folder == "concepts"], lambda doc: dict(concept_tests(doc)))
    laws = {doc.stem for doc in docs if doc.folder == "laws"}
    return Selection(
        dict(zip(rules, each(rules.values(), rule_tests), strict=True)),
        {id_: tests for found in concepts for id_, tests in found.items()},
        [id_ for id_ in policy.provisions if id_.partition(".")[0] in laws],
    )


def _highest(sources: Sources) -> list[Document]:
    top = max(doc.layer for doc in sources.documents)
    return [doc for doc in sources.documents if doc.layer == top]


def _named(sources: Sources, paths: Sequence[Path]) -> list[Document]:
    found: dict[str, Document] = {}
    for path in paths:
        wanted = path.resolve()
        inside = {doc.file: doc for doc in sources.documents if Path(doc.file).resolve().is_relative_to(wanted)}
        if not inside:
            raise PolicyError(
                text("ポリシーのファイルではありません。", "is no file or folder of the policies"),
                Place(str(path)),
                text(
                    "ルールなどのファイルか、それを含むフォルダを指定してください（別のフォルダなら --policies も）。",
                    "name a policy file or a folder of them (and --policies where they lie elsewhere)",
                ),
            )
        found.update(inside)
    return list(found.values())
