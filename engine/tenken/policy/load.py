"""A folder of policy files, read, checked and put together.

Files are read in one order, each is held against the shape of its kind, and then everything that names
something else is resolved. Whatever is wrong stops the run with file, line and column.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tenken import condition as c
from tenken import values
from tenken.documents import at_place, parse_yaml, read_text
from tenken.errors import Fault, Place, PolicyError, did_you_mean
from tenken.policy.check import At, parse_condition
from tenken.policy.law import EARLIEST, LATEST, FORCES, Edition, Force, Period, Provision
from tenken.policy.model import (
    CITY_VALUES,
    DEFAULT_MUNICIPALITY,
    Concept,
    ConceptFile,
    Example,
    Exemption,
    LawFile,
    Municipality,
    MunicipalityFile,
    PeriodFile,
    Policy,
    ProvisionFile,
    Rider,
    RiderFile,
    Rule,
    RuleFile,
)
from tenken.policy.vocabulary import Fact, Vocabulary, read_group
from tenken.texts import Text, text

DATA_FOLDERS = ("vocabulary", "laws", "concepts", "riders", "municipalities")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True)
class Document:
    """One policy file: where it is, its text, and its data."""

    file: str
    stem: str
    content: str
    data: Any


def load_policy(folder: Path) -> Policy:
    """The policy in a folder laid out as `policies/`. Raises PolicyError at the first thing that is wrong."""
    if not (folder / "vocabulary").is_dir():
        raise PolicyError(
            text("ポリシーのフォルダではありません（vocabulary がありません）。", "is not a policy folder: it has no `vocabulary`"),
            Place(str(folder)),
        )
    return _Loader(folder).load()


def read_examples(policy: Policy, rule: Rule) -> list[Example]:
    """The examples in a rule's own file, with their lines."""
    content = read_text(Path(rule.file), PolicyError)
    raw = RuleFile.model_validate(parse_yaml(content, rule.file))
    return [Example(**example.model_dump()) for example in raw.examples]


class _Loader:
    def __init__(self, folder: Path):
        self.folder = folder
        self.hash = hashlib.sha256()

    def load(self) -> Policy:
        vocabulary = self._vocabulary()
        concepts = self._concepts(vocabulary)
        vocabulary = _with_relevance(vocabulary, concepts, self.folder)
        provisions = self._laws(concepts)
        riders = self._riders(vocabulary)
        municipalities = self._municipalities(provisions)
        rules = self._rules(vocabulary, concepts, provisions, riders)
        return Policy(
            vocabulary, provisions, concepts, riders, municipalities, rules, "sha256:" + self.hash.hexdigest()
        )

    def _documents(self, subfolder: str) -> Iterator[Document]:
        folder = self.folder / subfolder
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            content = read_text(path, PolicyError)
            self.hash.update(f"{subfolder}/{path.name}\0{content}\0".encode())
            yield Document(str(path), path.stem, content, parse_yaml(content, str(path)))

    def _vocabulary(self) -> Vocabulary:
        groups: dict[str, Text] = {}
        facts: dict[str, Fact] = {}
        for doc in self._documents("vocabulary"):
            label, found = _told(doc, lambda doc=doc: read_group(doc.stem, doc.data))
            groups[doc.stem] = label
            facts.update({fact.path: fact for fact in found})
        return Vocabulary(groups, facts)

    def _concepts(self, vocabulary: Vocabulary) -> dict[str, Concept]:
        found: dict[str, tuple[Document, ConceptFile]] = {}
        for doc in self._documents("concepts"):
            for id_, shape in _named_shapes(doc, ConceptFile):
                _unique(id_, found, doc, (id_,))
                found[id_] = (doc, shape)
        concepts = {
            id_: Concept(id_, shape.title, _condition(doc, shape.when, (id_, "when"), vocabulary, found))
            for id_, (doc, shape) in found.items()
        }
        for id_, cycle in _cycles(concepts):
            raise at_place(
                Fault(
                    text(f"概念が循環しています: {' → '.join(cycle)}", f"the concepts form a cycle: {' -> '.join(cycle)}"),
                    (id_,),
                ),
                found[id_][0].content,
                found[id_][0].file,
                PolicyError,
            )
        return concepts

    def _laws(self, concepts: Mapping[str, Concept]) -> dict[str, Provision]:
        provisions: dict[str, Provision] = {}
        for doc in self._documents("laws"):
            law = _shape(doc, LawFile)
            _same_name(doc, law.id)
            if law.scope is not None:
                _known(doc, law.scope, concepts, ("scope",))
            editions = tuple(_edition(doc, law, place) for place in range(len(law.editions)))
            for name, shape in law.provisions.items():
                id_ = f"{law.id}.{name}"
                provisions[id_] = Provision(
                    id_, shape.title, law.short, law.kind, shape.source,
                    _periods(doc, shape, ("provisions", name)), editions, shape.note or law.note, law.scope,
                )  # fmt: skip
        return provisions

    def _riders(self, vocabulary: Vocabulary) -> dict[str, Rider]:
        riders: dict[str, Rider] = {}
        for doc in self._documents("riders"):
            for id_, shape in _named_shapes(doc, RiderFile):
                _unique(id_, riders, doc, (id_,))
                for place, path in enumerate(shape.satisfied_by):
                    _known(doc, path, vocabulary.facts, (id_, "satisfied_by", place))
                riders[id_] = Rider(
                    id_, shape.duty, shape.text, tuple(shape.satisfied_by), tuple(shape.precedents)
                )
        return riders

    def _municipalities(self, provisions: Mapping[str, Provision]) -> dict[str, Municipality]:
        cities: dict[str, Municipality] = {}
        for doc in self._documents("municipalities"):
            shape = _shape(doc, MunicipalityFile)
            _same_name(doc, shape.id)
            own = {}
            for id_, given in shape.provisions.items():
                general = _known(doc, id_, provisions, ("provisions", id_))
                own[id_] = replace(
                    general,
                    law_short=shape.ordinance,
                    source=given.source,
                    periods=tuple(
                        replace(period, article=given.article, evidence=given.evidence)
                        for period in general.periods
                    ),
                )
            cities[shape.id] = Municipality(
                shape.id, shape.name, shape.council, shape.ordinance, shape.attested, own,
                {name: getattr(shape, name) for name in CITY_VALUES if getattr(shape, name) is not None},
            )  # fmt: skip
        if DEFAULT_MUNICIPALITY not in cities:
            raise PolicyError(
                text(
                    f"municipalities/{DEFAULT_MUNICIPALITY}.yaml がありません。",
                    f"there is no municipalities/{DEFAULT_MUNICIPALITY}.yaml",
                ),
                Place(str(self.folder)),
            )
        return cities

    def _rules(
        self,
        vocabulary: Vocabulary,
        concepts: Mapping[str, Concept],
        provisions: Mapping[str, Provision],
        riders: Mapping[str, Rider],
    ) -> dict[str, Rule]:
        rules: dict[str, Rule] = {}
        families = sorted(p.name for p in self.folder.iterdir() if p.is_dir() and p.name not in DATA_FOLDERS)
        for family in families:
            for doc in self._documents(family):
                rule = self._rule(doc, family, vocabulary, concepts, provisions, riders)
                _unique(rule.id, rules, doc, ("id",))
                _same_name(doc, rule.id)
                rules[rule.id] = rule
        return rules

    def _rule(
        self,
        doc: Document,
        family: str,
        vocabulary: Vocabulary,
        concepts: Mapping[str, Concept],
        provisions: Mapping[str, Provision],
        riders: Mapping[str, Rider],
    ) -> Rule:
        shape = _shape(doc, RuleFile)
        named = [shape.provision] if isinstance(shape.provision, str) else shape.provision
        cited = tuple(_known(doc, id_, provisions, ("provision",)) for id_ in named)
        _force_allowed(doc, shape, cited)
        if shape.rider is not None:
            _known(doc, shape.rider, riders, ("rider",))
        for path in shape.ask:
            _known(doc, path, vocabulary.facts, ("ask", path))
        _placeholders(doc, shape, vocabulary)
        exemption = None
        if shape.unless is not None:
            exemption = Exemption(
                _condition(doc, shape.unless.condition, ("unless", "condition"), vocabulary, concepts),
                _known(doc, shape.unless.provision, provisions, ("unless", "provision")),
            )
        return Rule(
            id=shape.id,
            family=family,
            title=shape.title,
            provisions=cited,
            force=shape.force,
            at=shape.at,
            when=_condition(doc, shape.when, ("when",), vocabulary, concepts),
            require=_condition(doc, shape.require, ("require",), vocabulary, concepts),
            unless=exemption,
            council_judges=shape.judgement == "council",
            because=shape.because,
            fail=shape.fail,
            rider=shape.rider,
            ask=shape.ask,
            file=doc.file,
        )


def _told(doc: Document, read: Callable[[], Any]) -> Any:
    """What `read` returns; a Fault inside it becomes a PolicyError with its place."""
    try:
        return read()
    except Fault as fault:
        raise at_place(fault, doc.content, doc.file, PolicyError) from None


def _condition(
    doc: Document, raw: Any, at: At, vocabulary: Vocabulary, concepts: Mapping[str, Any]
) -> c.Condition:
    return _told(doc, lambda: parse_condition(raw, vocabulary, concepts, at))  # type: ignore[no-any-return]


def _shape(doc: Document, shape: type[_M], data: Any = None, at: At = ()) -> _M:
    """The document's data in the shape of its kind, or PolicyError at the first thing that differs."""
    try:
        return shape.model_validate(doc.data if data is None else data)
    except ValidationError as problem:
        raise at_place(_first_fault(problem, shape, at), doc.content, doc.file, PolicyError) from None


def _named_shapes(doc: Document, shape: type[_M]) -> Iterator[tuple[str, _M]]:
    if not isinstance(doc.data, dict):
        raise PolicyError(text("名前の対応が要ります。", "a mapping of names is expected"), Place(doc.file, 1))
    for id_, body in doc.data.items():
        yield id_, _shape(doc, shape, body if body is not None else {}, (id_,))


def _first_fault(problem: ValidationError, shape: type[BaseModel], at: At) -> Fault:
    error = problem.errors()[0]
    where = (*at, *(step for step in error["loc"] if step not in ("str", "list[str]")))
    key = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "extra_forbidden":
            known = [field.alias or name for name, field in shape.model_fields.items()]
            return Fault(
                text(f"キー「{key}」は使えません。", f"unknown key '{key}'"), where, did_you_mean(key, known)
            )
        case "missing":
            return Fault(text(f"「{key}」がありません。", f"'{key}' is missing"), where)
        case "literal_error":
            expected = error["ctx"]["expected"]
            return Fault(
                text(
                    f"「{error['input']}」は使えません。使えるのは {expected} です。",
                    f"'{error['input']}' is not one of {expected}",
                ),
                where,
            )
        case _:
            return Fault(text(f"「{key}」が正しくありません（{error['msg']}）。", f"'{key}': {error['msg']}"), where)


_T = TypeVar("_T")


def _known(doc: Document, name: str, known: Mapping[str, _T], at: At) -> _T:
    if name not in known:
        fault = Fault(
            text(f"「{name}」はありません。", f"there is no '{name}'"), at, did_you_mean(name, known)
        )
        raise at_place(fault, doc.content, doc.file, PolicyError)
    return known[name]


def _unique(id_: str, seen: Mapping[str, Any], doc: Document, at: At) -> None:
    if id_ in seen:
        first = seen[id_]
        where = first.file if isinstance(first, Rule) else ""
        fault = Fault(
            text(f"id「{id_}」は既に使われています。 {where}".strip(), f"the id '{id_}' is already used {where}".strip()), at
        )
        raise at_place(fault, doc.content, doc.file, PolicyError)


def _same_name(doc: Document, id_: str) -> None:
    if id_ != doc.stem:
        fault = Fault(
            text(f"id「{id_}」とファイル名「{doc.stem}」が違います。", f"the id '{id_}' differs from the file name '{doc.stem}'"),
            ("id",),
        )
        raise at_place(fault, doc.content, doc.file, PolicyError)


def _force_allowed(doc: Document, shape: RuleFile, cited: tuple[Provision, ...]) -> None:
    """No rule is stronger than its evidence. A city may attest an ordinance that the general entry cannot."""
    if any(provision.kind == "ordinance" for provision in cited):
        allowed: Force = "statute" if any(p.kind == "statute" for p in cited) else "ordinance"
    else:
        allowed = min((p.strongest_cap() for p in cited), key=FORCES.index)
    if FORCES.index(shape.force) < FORCES.index(allowed):
        fault = Fault(
            text(
                f"強さ {shape.force} は、根拠規定の確かさが許す {allowed} を超えています。",
                f"the force {shape.force} is above {allowed}, which the provision's evidence allows",
            ),
            ("force",),
        )
        raise at_place(fault, doc.content, doc.file, PolicyError)


def _placeholders(doc: Document, shape: RuleFile, vocabulary: Vocabulary) -> None:
    for lang in ("ja", "en"):
        for inside in _PLACEHOLDER.findall(shape.fail.get(lang)):
            paths = inside.removeprefix("days:").split(":") if inside.startswith("days:") else [inside]
            for path in paths:
                if path not in ("consulted_on", "starts_on") and path.removeprefix("municipality.") not in CITY_VALUES:
                    _known(doc, path, vocabulary.facts, ("fail", lang))


def _periods(doc: Document, shape: ProvisionFile, at: At) -> tuple[Period, ...]:
    firsts = [_day(doc, period.from_, EARLIEST, (*at, "periods", place)) for place, period in enumerate(shape.periods)]
    periods = []
    for place, period in enumerate(shape.periods):
        default = firsts[place + 1] - timedelta(days=1) if place + 1 < len(firsts) else LATEST
        last = _day(doc, period.to, default, (*at, "periods", place))
        if last < firsts[place] or (place + 1 < len(firsts) and last >= firsts[place + 1]):
            fault = Fault(
                text("期間が重なっているか、順になっていません。", "the periods overlap or are not in order"),
                (*at, "periods", place),
            )
            raise at_place(fault, doc.content, doc.file, PolicyError)
        periods.append(Period(firsts[place], last, period.article, period.evidence or shape.evidence))
    return tuple(periods)


def _edition(doc: Document, law: LawFile, place: int) -> Edition:
    edition = law.editions[place]
    at = ("editions", place)
    return Edition(edition.name, _day(doc, edition.from_, EARLIEST, at), _day(doc, edition.to, LATEST, at))


def _day(doc: Document, written: str | None, default: date, at: At) -> date:
    if written is None:
        return default
    span = _told(doc, lambda: _parse_day(written, at))
    return span.first  # type: ignore[no-any-return]


def _parse_day(written: str, at: At) -> values.DateSpan:
    try:
        return values.parse_date(written)
    except Fault as fault:
        raise Fault(fault.message, at, fault.remedy) from None


def _with_relevance(vocabulary: Vocabulary, concepts: Mapping[str, Concept], folder: Path) -> Vocabulary:
    """The facts with their `worth_asking` read, now that all paths are known."""
    facts = {}
    for path, fact in vocabulary.facts.items():
        if fact.worth_asking_raw is not None:
            group, name = path.split(".", 1)
            file = folder / "vocabulary" / f"{group}.yaml"
            try:
                condition = parse_condition(
                    fact.worth_asking_raw, vocabulary, concepts, ("properties", name, "worth_asking")
                )
            except Fault as fault:
                raise at_place(fault, read_text(file, PolicyError), str(file), PolicyError) from None
            fact = replace(fact, worth_asking=condition)
        facts[path] = fact
    return replace(vocabulary, facts=facts)


def _cycles(concepts: Mapping[str, Concept]) -> Iterator[tuple[str, list[str]]]:
    """The first concept on each cycle, with the cycle's ids."""
    done: set[str] = set()

    def follow(id_: str, trail: list[str]) -> list[str] | None:
        if id_ in trail:
            return [*trail[trail.index(id_) :], id_]
        if id_ in done:
            return None
        for needed in c.concepts_used(concepts[id_].when):
            found = follow(needed, [*trail, id_])
            if found:
                return found
        done.add(id_)
        return None

    for id_ in concepts:
        cycle = follow(id_, [])
        if cycle:
            yield cycle[0], cycle
