"""Outcomes as a SARIF 2.1.0 log: for code hosts, editors and dashboards that show results beside the file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from tenken.errors import Place
from tenken.version import VERSION
from tenken_cli.reports import json_report
from tenken_cli.reports.outcomes import Check, Outcome, Outcomes, Problem, Spot
from tenken_cli.reports.words import pick

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

ROOT = "%SRCROOT%"
"""What relative addresses start from. Its own address is left out: it would tell where on the machine the run was."""

FINGERPRINT = "tenkenSubjectCheck/v1"
_MIME_TYPES = {".json": "application/json", ".yaml": "application/yaml"}

Json = dict[str, Any]


def write(content: Outcomes, out: TextIO | None) -> None:
    """Write the log to an open file, or to standard output where `out` is None."""
    json_report.write(log(content), out)


def log(content: Outcomes) -> Json:
    """The log of one run."""
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [_Run(content, Path.cwd()).as_json()]}


def address(file: str, folder: Path) -> Json:
    """A file as an artifact location: relative to the folder where it lies below it, else a file address."""
    path = Path(os.path.abspath(file))  # noqa: PTH100 - Path.absolute keeps `..`, Path.resolve follows links
    if path.is_relative_to(folder):
        return {"uri": quote(os.fsencode(path.relative_to(folder).as_posix())), "uriBaseId": ROOT}
    return {"uri": path.as_uri()}


@dataclass(frozen=True)
class _Run:
    """Writes one run; artifacts and rules are written once and referred to by their numbers."""

    content: Outcomes
    folder: Path

    def as_json(self) -> Json:
        content = self.content
        return {
            "tool": {"driver": self._driver()},
            "automationDetails": {"id": f"tenken/{content.command}/"},
            "language": content.lang,
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": self._root()}}},
            "invocations": [self._invocation()],
            "artifacts": [_artifact(location) for location in self._artifacts.values()],
            "results": [self._result(outcome) for outcome in content.outcomes],
            **_properties(content.properties),
        }

    def _root(self) -> str:
        return pick(self.content.lang, "実行したときのフォルダ", "the folder in which it was run")

    def _driver(self) -> Json:
        return {
            "name": "Tenken",
            "version": VERSION,
            "semanticVersion": VERSION,
            "language": self.content.lang,
            "rules": [_rule(check) for check in self.content.checks],
        }

    def _invocation(self) -> Json:
        problems = self.content.problems
        told = {"toolExecutionNotifications": [self._notification(problem) for problem in problems]}
        return {"executionSuccessful": not problems, **(told if problems else {})}

    def _notification(self, problem: Problem) -> Json:
        place = problem.place
        located = {"locations": [self._location(Spot(place))]} if place else {}
        return {"level": "error", "message": {"text": problem.message}, **located}

    def _result(self, outcome: Outcome) -> Json:
        where = [self._location(spot) for spot in outcome.where]
        return {
            "ruleId": outcome.check,
            **({"ruleIndex": self._numbers[outcome.check]} if outcome.check in self._numbers else {}),
            "kind": outcome.kind,
            "level": outcome.level,
            "message": {"text": outcome.message},
            "locations": where[:1],
            **({"relatedLocations": where[1:]} if where[1:] else {}),
            "partialFingerprints": {FINGERPRINT: f"{outcome.subject}/{outcome.named}"},
            **_properties(outcome.properties),
        }

    def _location(self, spot: Spot) -> Json:
        """Where, by what name, and what it says there; each left out where it is not known."""
        location: Json = {}
        if spot.place:
            location["physicalLocation"] = self._physical(spot.place)
        named = [{"fullyQualifiedName": spot.path, "kind": "property"}] if spot.path else []
        if spot.place and spot.place.part:
            named.append({"fullyQualifiedName": spot.place.part, "kind": "cell"})
        if named:
            location["logicalLocations"] = named
        if spot.message:
            location["message"] = {"text": spot.message}
        return location

    def _physical(self, place: Place) -> Json:
        location = self._locations.get(place.file) or address(place.file, self.folder)
        number = self._artifact_numbers.get(location["uri"])
        indexed = location if number is None else {**location, "index": number}
        return {"artifactLocation": indexed, **_region(place)}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {check.id: number for number, check in enumerate(self.content.checks)}

    @cached_property
    def _locations(self) -> dict[str, Json]:
        """The location of each file that was checked, as it was named."""
        files = dict.fromkeys(file for outcome in self.content.outcomes for file in _files(outcome))
        return {file: address(file, self.folder) for file in files}

    @cached_property
    def _artifacts(self) -> dict[str, Json]:
        """Each file once, by its address: it may have been named in two ways."""
        return {location["uri"]: location for location in self._locations.values()}

    @cached_property
    def _artifact_numbers(self) -> dict[str, int]:
        return {uri: number for number, uri in enumerate(self._artifacts)}


def _files(outcome: Outcome) -> Iterator[str]:
    if outcome.file:
        yield outcome.file
    yield from (spot.place.file for spot in outcome.where if spot.place)


def _artifact(location: Json) -> Json:
    mime = _MIME_TYPES.get(Path(location["uri"]).suffix.lower())
    return {"location": location, "roles": ["analysisTarget"], **({"mimeType": mime} if mime else {})}


def _rule(check: Check) -> Json:
    return {
        "id": check.id,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.text},
        **({"help": {"text": check.help}} if check.help else {}),
        "defaultConfiguration": {"level": check.level},
        **_properties({**({"family": check.group} if check.group else {}), **check.properties}),
    }


def _region(place: Place) -> Json:
    """Lines and columns count from 1 on both sides; a place without a line is the whole file."""
    if place.line is None:
        return {}
    column = {"startColumn": place.column} if place.column else {}
    return {"region": {"startLine": place.line, **column}}


def _properties(properties: Any) -> Json:
    return {"properties": dict(properties)} if properties else {}
