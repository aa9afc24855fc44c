"""A case: what a department, the papers and the meeting state, read from JSON and ready to be judged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from jsonschema import Draft202012Validator

from tenken.documents import at_place, parse_json, read_text
from tenken.errors import CaseError, Fault, did_you_mean, shortened
from tenken.policy.case_schema import case_schema
from tenken.policy.model import Policy
from tenken.policy.vocabulary import Fact, base_path
from tenken.schema_faults import schema_faults
from tenken.texts import text
from tenken.values import DateSpan, parse_date

Phase = Literal["submitted", "asked"]


@dataclass(frozen=True)
class Source:
    """Where a fact is stated: file and line, words to find it by, who said it, and when."""

    at: str
    quote: str | None = None
    by: str | None = None
    phase: Phase | None = None


@dataclass(frozen=True)
class Commitment:
    """A promise made at the meeting about the value of a fact."""

    path: str
    value: Any
    raw: Any
    source: Source | None


@dataclass(frozen=True)
class Unanswered:
    """A fact that was asked for and not given; `deferred` where the department will come back with it."""

    path: str
    kind: Literal["deferred", "no_answer"]
    source: Source | None = None


@dataclass(frozen=True)
class Case:
    """One consultation item. `facts` holds decoded values by path, `raw` the file's data without `$schema`."""

    id: str
    title: str
    municipality: str
    consulted_on: DateSpan
    starts_on: DateSpan | None
    stage: Literal["preliminary", "final"]
    facts: Mapping[str, Any]
    raw: Mapping[str, Any]
    sources: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)
    commitments: tuple[Commitment, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    file: str | None = None
    """The file that it was read from."""

    @property
    def council(self) -> Mapping[str, Any] | None:
        """What the council really did. Only `precedents` may look at it."""
        return self.raw.get("council")

    @property
    def expected(self) -> Mapping[str, Any] | None:
        """What a made-up case is there to show. Only tests look at it."""
        return self.raw.get("expected")

    def stated(self, path: str) -> Any:
        """A fact's value as written in the case, or None."""
        group, name = path.split(".", 1)
        return self.raw["facts"].get(group, {}).get(name)

    def submitted_only(self) -> Case:
        """The case as it was before anyone asked: facts first told in answer to a question are taken away."""
        asked = {
            path
            for path, sources in self.sources.items()
            if path in self.facts and all(source.phase == "asked" for source in sources)
        }
        facts = {
            group: {name: value for name, value in stated.items() if f"{group}.{name}" not in asked}
            for group, stated in self.raw["facts"].items()
        }
        kept = {path: value for path, value in self.facts.items() if path not in asked}
        raw = {key: value for key, value in self.raw.items() if key not in ("commitments", "unanswered", "council")}
        return Case(
            self.id, self.title, self.municipality, self.consulted_on, self.starts_on, self.stage,
            kept, {**raw, "facts": facts}, self.sources,
        )  # fmt: skip


def canonical_json(data: Any) -> str:
    """The one way to write data as JSON for digests: sorted keys, no spaces, no escapes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: Any) -> str:
    """`sha256:` and the hash of the data's canonical JSON."""
    return "sha256:" + hashlib.sha256(canonical_json(data).encode()).hexdigest()


class CaseReader:
    """Reads case files for one policy; the schema is built once."""

    def __init__(self, policy: Policy):
        self.policy = policy
        schema = case_schema(policy.vocabulary)
        self._validator = Draft202012Validator(schema)
        self._facts_validator = Draft202012Validator(schema["properties"]["facts"])

    def read(self, path: Path, municipality: str | None = None) -> Case:
        """The case in a file, see `parse`. Raises CaseError, carrying every fault that was found."""
        return self.parse(read_text(path, CaseError), str(path), municipality)

    def parse(self, content: str, file: str, municipality: str | None = None) -> Case:
        """The case in a JSON text; `file` is what errors call it. `municipality` takes the place of the case's own."""
        data = parse_json(content, file)
        if municipality is not None and isinstance(data, dict):
            data = {**data, "municipality": municipality}
        faults = list(self.faults(data))
        if faults:
            errors = [at_place(fault, content, file, CaseError) for fault in faults]
            errors[0].others = tuple(errors[1:])
            raise errors[0]
        return self.build(data, file)

    def build(self, data: Mapping[str, Any], file: str | None = None) -> Case:
        """A case from data that is known to be right; `file` is where they stand."""
        raw = {key: value for key, value in data.items() if key != "$schema"}
        facts = {}
        for path, value in _stated(data["facts"]):
            facts[path] = self.policy.vocabulary.facts[path].decode(value)
        return Case(
            id=data["id"],
            title=data["title"],
            municipality=data["municipality"],
            consulted_on=parse_date(data["consulted_on"]),
            starts_on=parse_date(data["starts_on"]) if "starts_on" in data else None,
            stage=data["stage"],
            facts=facts,
            raw=raw,
            sources={
                path: tuple(Source(**one) for one in (given if isinstance(given, list) else [given]))
                for path, given in data.get("sources", {}).items()
            },
            commitments=tuple(self._commitment(one) for one in data.get("commitments", ())),
            unanswered=tuple(self._unanswered(one) for one in data.get("unanswered", ())),
            file=file,
        )

    def _commitment(self, given: Mapping[str, Any]) -> Commitment:
        fact = self.policy.vocabulary.facts[given["path"]]
        source = Source(**given["source"]) if "source" in given else None
        return Commitment(given["path"], fact.decode(given["value"]), given["value"], source)

    def _unanswered(self, given: Mapping[str, Any]) -> Unanswered:
        source = Source(**given["source"]) if "source" in given else None
        return Unanswered(given["path"], given["kind"], source)

    def faults(self, data: Any) -> Iterator[Fault]:
        """Whatever in the data is not as a case has to be."""
        vocabulary = self.policy.vocabulary
        found = list(schema_faults(self._validator, data, vocabulary))
        yield from found
        if found:
            return
        if data["municipality"] not in self.policy.municipalities:
            shown = shortened(data["municipality"])
            yield Fault(
                text(f"自治体「{shown}」の登録がありません。", f"there is no municipality '{shown}'"),
                ("municipality",),
                did_you_mean(data["municipality"], self.policy.municipalities)
                or text("登録のない自治体は default とします。", "write `default` for a city without a profile"),
            )  # fmt: skip
        for key in ("consulted_on", "starts_on"):
            if key in data:
                yield from _decodable(_HEAD_DATE, data[key], (key,))
        for path, value in _stated(data["facts"]):
            yield from _decodable(vocabulary.facts[path], value, ("facts", *path.split(".", 1)))
        yield from self._path_faults(data)
        for place, one in enumerate(data.get("commitments", ())):
            yield from self._commitment_faults(one, ("commitments", place))

    def _path_faults(self, data: Mapping[str, Any]) -> Iterator[Fault]:
        """Paths named outside `facts` must exist too."""
        named: list[tuple[str, tuple[str | int, ...]]] = [(path, ("sources", path)) for path in data.get("sources", {})]
        for key in ("commitments", "unanswered"):
            named += [(one["path"], (key, place, "path")) for place, one in enumerate(data.get(key, ()))]
        for place, concern in enumerate(data.get("council", {}).get("concerns", ())):
            named += [(path, ("council", "concerns", place, "about", n)) for n, path in enumerate(concern["about"])]
        for path, at in named:
            whole = path if at[0] in ("commitments", "unanswered") else base_path(path)
            try:
                self.policy.vocabulary.fact(whole)
            except Fault as fault:
                yield Fault(fault.message, at, fault.remedy)

    def _commitment_faults(self, one: Mapping[str, Any], at: tuple[str | int, ...]) -> Iterator[Fault]:
        fact = self.policy.vocabulary.facts.get(one["path"])
        if fact is None:
            return
        group, name = one["path"].split(".", 1)
        validator = self._facts_validator
        faults = list(schema_faults(validator, {group: {name: one["value"]}}, self.policy.vocabulary, ("facts",)))
        yield from (Fault(fault.message, (*at, "value"), fault.remedy) for fault in faults)
        if not faults:
            yield from _decodable(fact, one["value"], (*at, "value"))


_HEAD_DATE = Fact("", "date", text("日付", "date"))


def _stated(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for group, stated in facts.items():
        for name, value in stated.items():
            yield f"{group}.{name}", value


def _decodable(fact: Fact, raw: Any, at: tuple[str | int, ...]) -> Iterator[Fault]:
    try:
        fact.decode(raw)
    except Fault as fault:
        yield Fault(fault.message, (*at, *fault.at), fault.remedy)
