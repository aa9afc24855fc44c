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
from tenken.policy.uses import rules_under
from tenken.texts import text


@dataclass(frozen=True)
class Selection:
    """The rules and concepts to be tested, with their tests, and the provisions whose days are moved."""

    rules: Mapping[str, WrittenTests]
    concepts: Mapping[str, WrittenTests]
    provisions: Mapping[str, Document]
    """Each with its law's file."""


def selected(policy: Policy, sources: Sources, paths: Sequence[Path] = ()) -> Selection:
    """What stands in some files or folders, with the rules that rest on the laws among them.

    Without any, all of the highest layer. Raises PolicyError where there is nothing to test at a path, or a file
    does not fit its shape.
    """
    tested = _tested(policy, sources)
    docs = _named(tested, paths) if paths else _highest(sources, tested)
    provisions = {f"{doc.stem}.{name}": doc for doc in docs if doc.folder == "laws" for name in doc.data["provisions"]}
    resting = {rule.file for id_ in provisions for rule in rules_under(id_, policy.rules.values())}
    docs += [doc for doc in tested if doc.file in resting and doc not in docs]
    rules = {doc.stem: doc for doc in docs if doc.folder in sources.families}
    concepts = each([doc for doc in docs if doc.folder == "concepts"], lambda doc: dict(concept_tests(doc)))
    return Selection(
        dict(zip(rules, each(rules.values(), rule_tests), strict=True)),
        {id_: tests for found in concepts for id_, tests in found.items()},
        provisions,
    )


def _tested(policy: Policy, sources: Sources) -> list[Document]:
    """The files of concepts and laws, and of the rules that hold: not of those that a higher layer replaces."""
    holding = {rule.file for rule in policy.rules.values()}
    return [doc for doc in sources.documents if doc.folder in ("concepts", "laws") or doc.file in holding]


def _highest(sources: Sources, tested: Sequence[Document]) -> list[Document]:
    top = max(doc.layer for doc in sources.documents)
    return [doc for doc in tested if doc.layer == top]


def _named(tested: Sequence[Document], paths: Sequence[Path]) -> list[Document]:
    found: dict[str, Document] = {}
    for path in paths:
        wanted = path.resolve()
        inside = {doc.file: doc for doc in tested if Path(doc.file).resolve().is_relative_to(wanted)}
        if not inside:
            raise PolicyError(
                text(
                    "試験するルール・概念・法令がありません。", "holds no rule, concept or law of the policies to test"
                ),
                Place(str(path)),
                text(
                    "ルール・概念・法令のファイルか、それを含むフォルダを指定してください"
                    "（別のフォルダなら --policies も）。",
                    "name a file of a rule, concepts or a law, or a folder of them "
                    "(and --policies where they lie elsewhere)",
                ),
            )
        found.update(inside)
    return list(found.values())
