"""Outcomes as JUnit XML: a suite for each subject, a test for each check. Every CI system shows it.

There is no one JUnit schema. What is written keeps to both in common use: Ant's, where the order of elements is fixed
and most attributes are required, and that of Jenkins' xUnit plug-in.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TextIO
from xml.etree import ElementTree as ET

import click

from tenken.texts import Lang, Text, text
from tenken_cli.reports.json_report import takes_unicode
from tenken_cli.reports.outcomes import Check, Kind, Outcome, Outcomes, Problem

SKIPPED: Mapping[Kind, Text] = {
    "open": text("未記載: ", "Open: "),
    "review": text("審議会の判断事項: ", "For the council to judge: "),
    "notApplicable": text("非該当: ", "Not applicable: "),
}
"""What neither passes nor fails is skipped, and its message begins with why."""

INPUT = "input"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def write(content: Outcomes, out: TextIO | None) -> None:
    """Write the report to an open file, or to standard output where `out` is None."""
    encoding = "unicode" if takes_unicode(out or sys.stdout) else "us-ascii"
    written = ET.tostring(report(content), encoding=encoding, xml_declaration=False)
    body = written if isinstance(written, str) else written.decode("ascii")
    click.echo(f"{_DECLARATION}\n{body}", file=out)


def report(content: Outcomes) -> ET.Element:
    """The report as an XML tree."""
    root = ET.Element("testsuites")
    package = f"tenken.{content.command.replace(' ', '.')}"
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    for number, (name, properties, tests) in enumerate(_suites(content)):
        counts = Counter(result.tag for test in tests for result in test)
        suite = ET.SubElement(
            root, "testsuite", id=str(number), package=package, name=_legal(name) or INPUT, timestamp=now,
            hostname="localhost", tests=str(len(tests)), failures=str(counts["failure"]),
            errors=str(counts["error"]), skipped=str(counts["skipped"]), time="0",
        )  # fmt: skip
        _add_properties(suite, properties)
        suite.extend(tests)
        ET.SubElement(suite, "system-out")
        ET.SubElement(suite, "system-err")
    ET.indent(root)
    return root


_Suite = tuple[str, Mapping[str, str], list[ET.Element]]


def _suites(content: Outcomes) -> Iterator[_Suite]:
    checks = {check.id: check for check in content.checks}
    told = {(subject.id, subject.file): subject.properties for subject in content.subjects}
    grouped: dict[tuple[str, str | None], list[Outcome]] = {}
    for outcome in content.outcomes:
        grouped.setdefault((outcome.subject, outcome.file), []).append(outcome)
    for (subject, file), outcomes in grouped.items():
        properties = {**({"file": file} if file else {}), **told.get((subject, file), {})}
        yield subject, properties, [_test(one, checks.get(one.check), content.lang) for one in outcomes]
    by_name: dict[str, list[Problem]] = {}
    for problem in content.problems:
        by_name.setdefault(problem.name, []).append(problem)
    for name, problems in by_name.items():
        yield name, {}, [_error(name, problems)]


def _test(outcome: Outcome, check: Check | None, lang: Lang) -> ET.Element:
    group = check.group if check else None
    test = _testcase(outcome.named, group or outcome.subject)
    if outcome.kind == "fail":
        place = outcome.where[0].place if outcome.where else None
        lines = (*outcome.details, *([str(place)] if place else []))
        _add_result(test, "failure", outcome.weight or outcome.level, outcome.message, lines)
    elif outcome.kind in SKIPPED:
        ET.SubElement(test, "skipped", message=_legal(SKIPPED[outcome.kind].get(lang) + outcome.message))
    return test


def _error(name: str, problems: Iterable[Problem]) -> ET.Element:
    """One error for all that is wrong with an input."""
    lines = [f"{one.place}: {one.message}" if one.place else one.message for one in problems]
    test = _testcase(name, INPUT)
    _add_result(test, "error", INPUT, lines[0], lines)
    return test


def _testcase(name: str, classname: str) -> ET.Element:
    return ET.Element("testcase", name=_legal(name), classname=_legal(classname), time="0")


def _add_result(test: ET.Element, tag: str, type_: str, message: str, lines: Iterable[str]) -> None:
    ET.SubElement(test, tag, type=_legal(type_), message=_legal(message)).text = _legal("\n".join(lines))


def _add_properties(suite: ET.Element, properties: Mapping[str, str]) -> None:
    element = ET.SubElement(suite, "properties")
    for name, value in properties.items():
        ET.SubElement(element, "property", name=_legal(name), value=_legal(value))


def _legal(shown: str) -> str:
    return _ILLEGAL.sub("\ufffd", shown)
