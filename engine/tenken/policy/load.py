"""Policy files, checked and put together.

Each file is held against the shape of its kind, and then everything that names something else is resolved.
Whatever is wrong stops the run with file, line and column; all files of one kind are looked at before it does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tenken import condition as c
from tenken.errors import Place, PolicyError, TenkenError
from tenken.policy.check import parse_condition
from tenken.policy.files import Document, each, known, named_shapes, told, unique, wrong
from tenken.policy.folders import COMPLETE, Sources, judging_sources
from tenken.policy.law import Provision
from tenken.policy.laws import Law, read_law, read_municipality
from tenken.policy.layers import Layered, stacked
from tenken.policy.model import DEFAULT_MUNICIPALITY, Concept, Municipality, Policy, Rider, Rule
from tenken.policy.rules import Names, read_rule
from tenken.policy.shapes import ConceptFile, FamilyFile, RiderFile
from tenken.policy.vocabulary import Fact, Vocabulary, read_group
from tenken.texts import Text, text


def load_policy(*folders: Path) -> Policy:
    """The policy in a folder laid out as `policies/`, with further folders layered over it.

    Raises PolicyError at the first kind of file in which something is wrong, carrying every file's fault.
    """
    sources, remember = judging_sources(folders)
    policy = assemble(sources, folders)
    remember()
    return policy


def assemble(sources: Sources, folders: Sequence[Path]) -> Policy:
    """The policy that some documents make up, see `load_policy`."""
    return _Loader(folders[0], sources).load()


class _Loader:
    def __init__(self, folder: Path, sources: Sources):
        self.folder = folder
        self.sources = sources

    def load(self) -> Policy:
        vocabulary = _vocabulary(self.sources.of("vocabulary"))
        concepts = _concepts(self.sources.of("concepts"), vocabulary)
        vocabulary = _with_relevance(vocabulary, self.sources.of("vocabulary"), concepts)
        provisions = _provisions(self.sources.of("laws"), concepts)
        riders = _riders(self.sources.of("riders"), vocabulary)
        municipalities = self._municipalities(provisions)
        families = _families(self.sources.of("families"))
        rules = self._rules(Names(vocabulary, concepts, provisions, riders))
        return Policy(vocabulary, provisions, concepts, riders, municipalities, families, rules, self.sources.digest)

    def _municipalities(self, provisions: Mapping[str, Provision]) -> dict[str, Municipality]:
        read = each(self.sources.of("municipalities"), lambda doc: Layered(doc, *read_municipality(doc, provisions)))
        for one in read:
            if one.replaces == DEFAULT_MUNICIPALITY != one.entry.id:
                raise wrong(
                    one.doc,
                    text(
                        "default に代わる自治体の id は default です。", "what replaces `default` has the id `default`"
                    ),
                    ("id",),
                    text("id とファイル名を default にしてください。", "give it, and its file, the name default"),
                )
        cities = stacked(read)
        if DEFAULT_MUNICIPALITY not in cities:
            raise PolicyError(
                text(f"{COMPLETE} がありません。", f"there is no {COMPLETE}"),
                Place(str(self.folder)),
                text(
                    "どの自治体でもないときに使う `id: default` の自治体を書いてください。",
                    "write it: the city `id: default`, which stands for one of which nothing is known",
                ),
            )
        return cities

    def _rules(self, names: Names) -> dict[str, Rule]:
        docs = [doc for family in self.sources.families for doc in self.sources.of(family)]
        rules = stacked(each(docs, lambda doc: Layered(doc, *read_rule(doc, names))))
        return dict(sorted(rules.items(), key=lambda one: (one[1].family, Path(one[1].file).name)))


LAST = 1000
"""The place of a group that does not say where it stands."""


def _vocabulary(docs: list[Document]) -> Vocabulary:
    groups: dict[str, Text] = {}
    places: dict[str, int] = {}
    facts: dict[str, Fact] = {}
    homes: dict[str, Document] = {}

    def add(doc: Document) -> None:
        label, found = told(doc, lambda: read_group(doc.stem, doc.data, groups.get(doc.stem)))
        groups.setdefault(doc.stem, label)
        places.setdefault(doc.stem, doc.data.get("order", LAST))
        for fact in found:
            unique(fact.path, homes, doc, ("properties", fact.path.partition(".")[2]))
            facts[fact.path] = fact

    each(docs, add)
    order = {group: place for place, group in enumerate(groups)}
    ordered = dict(sorted(groups.items(), key=lambda one: places[one[0]]))
    return Vocabulary(ordered, dict(sorted(facts.items(), key=lambda one: order[one[0].partition(".")[0]])))


def _with_relevance(vocabulary: Vocabulary, docs: list[Document], concepts: Mapping[str, Concept]) -> Vocabulary:
    """The facts with their `worth_asking` read, now that all paths and concepts are known."""
    facts = dict(vocabulary.facts)

    def add(doc: Document) -> None:
        for name in doc.data["properties"]:
            fact = facts[f"{doc.stem}.{name}"]
            if fact.worth_asking_raw is not None:
                at = ("properties", name, "worth_asking")
                condition = _parsed(doc, fact.worth_asking_raw, at, vocabulary, concepts)
                facts[fact.path] = replace(fact, worth_asking=condition)

    each(docs, add)
    return replace(vocabulary, facts=facts)


def _parsed(
    doc: Document, raw: object, at: tuple[str | int, ...], vocabulary: Vocabulary, concepts: Mapping[str, object]
) -> c.Condition:
    return told(doc, lambda: parse_condition(raw, vocabulary, concepts, at))


def _concepts(docs: list[Document], vocabulary: Vocabulary) -> dict[str, Concept]:
    found: dict[str, ConceptFile] = {}
    homes: dict[str, Document] = {}

    def add(doc: Document) -> None:
        for id_, shape in named_shapes(doc, ConceptFile):
            unique(id_, homes, doc, (id_,))
            found[id_] = shape

    def parsed(id_: str) -> Concept:
        doc, shape = homes[id_], found[id_]
        return Concept(id_, shape.title, _parsed(doc, shape.when, (id_, "when"), vocabulary, found))

    each(docs, add)
    concepts = {concept.id: concept for concept in each(found, parsed)}
    _no_circles(concepts, homes)
    return concepts


MAX_CHAIN = 50
"""So many concepts may rest on one another in a row. Nobody follows more, nor does the interpreter."""


def _no_circles(concepts: Mapping[str, Concept], homes: Mapping[str, Document]) -> None:
    """Raise PolicyError where concepts need one another in a circle, or in too long a row."""
    needed = {id_: set(c.concepts_used(concept.when)) for id_, concept in concepts.items()}
    try:
        order = list(TopologicalSorter(needed).static_order())
    except CycleError as problem:
        raise _circle(list(reversed(problem.args[1])), homes) from None
    level: dict[str, int] = {}
    for id_ in order:
        level[id_] = 1 + max((level[one] for one in needed[id_]), default=0)
        if level[id_] > MAX_CHAIN:
            message = text(
                f"概念が{MAX_CHAIN}段を超えて重なっています。", f"more than {MAX_CHAIN} concepts rest on one another"
            )
            remedy = text("間の概念を減らしてください。", "do with fewer concepts in between")
            raise wrong(homes[id_], message, (id_, "when"), remedy)


def _circle(cycle: list[str], homes: Mapping[str, Document]) -> TenkenError:
    shown = " → ".join(cycle)
    message = text(f"概念が循環しています: {shown}", f"the concepts form a cycle: {shown}")
    remedy = text(
        f"どれか一つの when から、次の概念を外してください（例: {cycle[0]} の when から concept: {cycle[1]}）。",
        f"take the next concept out of one `when`, such as `concept: {cycle[1]}` out of that of {cycle[0]}",
    )
    return wrong(homes[cycle[0]], message, (cycle[0], "when"), remedy)


def _riders(docs: list[Document], vocabulary: Vocabulary) -> dict[str, Rider]:
    riders: dict[str, Rider] = {}
    homes: dict[str, Document] = {}

    def add(doc: Document) -> None:
        for id_, shape in named_shapes(doc, RiderFile):
            unique(id_, homes, doc, (id_,))
            for place, path in enumerate(shape.satisfied_by):
                known(doc, path, vocabulary.facts, (id_, "satisfied_by", place))
            riders[id_] = Rider(id_, shape.duty, shape.text, tuple(shape.satisfied_by), tuple(shape.precedents))

    each(docs, add)
    return riders


def _families(docs: list[Document]) -> dict[str, Text]:
    families: dict[str, Text] = {}
    homes: dict[str, Document] = {}

    def add(doc: Document) -> None:
        for id_, shape in named_shapes(doc, FamilyFile):
            unique(id_, homes, doc, (id_,))
            families[id_] = shape.title

    each(docs, add)
    return families


def _provisions(docs: list[Document], concepts: Mapping[str, Concept]) -> dict[str, Provision]:
    provisions: dict[str, Provision] = {}
    laws: dict[str, Law] = {}
    homes: dict[str, Document] = {}

    def add(doc: Document) -> None:
        for id_, provision in read_law(doc, concepts, laws).items():
            unique(id_, homes, doc, ("provisions", id_.partition(".")[2]))
            provisions[id_] = provision

    each(docs, add)
    return provisions
