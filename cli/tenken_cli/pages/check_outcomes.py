"""What `tenken check` tells pipelines: an outcome for each rule on each case, at the facts that decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tenken.assessment import Assessment, FactOut, Finding
from tenken.case import Case
from tenken.errors import CaseError, TenkenError
from tenken.evaluate import Evaluated, Judgement
from tenken.policy.law import Force
from tenken.policy.model import Policy, Rule, Verdict
from tenken.readings.explain import deciding
from tenken.texts import Lang, Text
from tenken_cli.inputs import STDIN_NAME
from tenken_cli.pages.case_places import CasePlaces
from tenken_cli.pages.form_cells import Cells, FormPlaces
from tenken_cli.reports.facts import citation_line, citation_text, fact_line, name_of
from tenken_cli.reports.outcomes import Check, Kind, Level, Outcome, Outcomes, Problem, Spot, Subject
from tenken_cli.reports.page import Line
from tenken_cli.reports.words import pick

KINDS: Mapping[Verdict, Kind] = {
    "pass": "pass",
    "fail": "fail",
    "open": "open",
    "review": "review",
    "not_applicable": "notApplicable",
}
LEVELS: Mapping[Force, Level] = {
    "statute": "error",
    "ordinance": "error",
    "guideline": "warning",
    "principle": "note",
    "practice": "note",
}
"""How much a failure weighs, by the rule's force."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class _Told:
    """What is said of the fact at a path, or of the promise of it."""

    path: str
    message: str | None = None
    promised: bool = False


@dataclass
class CheckOutcomes:
    """Gathers the outcomes of a run, case by case. `rules` are those asked for (empty: all)."""

    policy: Policy
    lang: Lang
    rules: frozenset[str] = frozenset()
    as_of: str | None = None
    cells: Mapping[str, Cells] = field(default_factory=dict)
    """Of each case that is a form, by its file."""
    _told: list[Outcome] = field(default_factory=list, init=False)
    _subjects: list[Subject] = field(default_factory=list, init=False)

    def add(self, evaluated: Evaluated, assessed: Assessment) -> None:
        """One case, judged."""
        case = evaluated.case
        file = None if case.file == STDIN_NAME else case.file
        self._subjects.append(Subject(case.id, file, dict(self._properties(assessed))))
        places = self._places(case, file) if file else None
        judgements = {judged.rule.id: judged for judged in evaluated.judgements}
        for finding in assessed.findings:
            if not self.rules or finding.rule in self.rules:
                spots = tuple(self._spots(finding, judgements[finding.rule], case, places))
                self._told.append(self._outcome(finding, case.id, file, spots))

    def _places(self, case: Case, file: str) -> CasePlaces | FormPlaces:
        return FormPlaces(file, self.cells[file]) if file in self.cells else CasePlaces(case, file)

    def outcomes(self, problems: Iterable[CaseError]) -> Outcomes:
        """All that was gathered, and the inputs that could not be judged."""
        as_of = {"as_of": self.as_of} if self.as_of else {}
        return Outcomes(
            command="check",
            checks=tuple(self._check(rule) for rule in self.policy.rules.values() if self._wanted(rule)),
            outcomes=tuple(self._told),
            lang=self.lang,
            subjects=tuple(self._subjects),
            problems=tuple(self._problem(one) for problem in problems for one in (problem, *problem.others)),
            properties={"policies": self.policy.digest, **as_of},
        )

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _wanted(self, rule: Rule) -> bool:
        return not self.rules or rule.id in self.rules

    def _check(self, rule: Rule) -> Check:
        grounds = [provision.id for provision in rule.provisions]
        return Check(
            id=rule.id,
            title=rule.title.get(self.lang),
            text=rule.because.get(self.lang),
            help=self._template(rule.fail),
            level=LEVELS[rule.force],
            group=rule.family,
            properties={"force": rule.force, "at": rule.at, "provisions": grounds},
        )

    def _template(self, template: Text) -> str:
        """A rule's text without a case: in place of each value, what it is a value of."""
        return _PLACEHOLDER.sub(lambda match: f"[{self._named(match[1])}]", template.get(self.lang))

    def _named(self, inside: str) -> str:
        first, *dates = inside.split(":")
        if first != "days":
            return name_of(inside, self.policy.vocabulary, self.lang)
        start, end = (name_of(path, self.policy.vocabulary, self.lang) for path in dates)
        return self._say(f"{start}から{end}までの日数", f"days from {start} to {end}")

    def _properties(self, one: Assessment) -> Iterator[tuple[str, str]]:
        """What a suite says of its case."""
        yield "title", one.title
        yield "municipality", one.municipality
        yield "consulted_on", one.consulted_on
        if one.starts_on:
            yield "starts_on", one.starts_on
        if self.as_of:
            yield "as_of", self.as_of
        yield "opinion", one.opinion
        yield "readiness", f"{one.readiness:.2f}"

    def _outcome(self, finding: Finding, case: str, file: str | None, spots: tuple[Spot, ...]) -> Outcome:
        failed = finding.verdict == "fail"
        return Outcome(
            check=finding.rule,
            subject=case,
            kind=KINDS[finding.verdict],
            level=LEVELS[finding.force] if failed else "none",
            message=finding.message.get(self.lang) + self._harmless(finding),
            place=spots[0].place if spots else None,
            spots=spots,
            file=file,
            weight=finding.force,
            details=tuple(self._details(finding)) if failed else (),
            properties=self._more(finding, case),
        )

    def _harmless(self, finding: Finding) -> str:
        return self._say("（満たしているので影響なし）", " (harmless: already met)") if finding.harmless else ""

    def _details(self, finding: Finding) -> Iterator[str]:
        yield self._say("根拠: ", "Ground: ") + _plain(citation_line(finding.citations, self.lang))
        yield from (self._say("事実: ", "Fact: ") + self._fact(fact) for fact in finding.facts)

    def _fact(self, fact: FactOut) -> str:
        return _plain(fact_line(fact, self.policy.vocabulary, self.lang))

    def _more(self, finding: Finding, case: str) -> dict[str, Any]:
        more: dict[str, Any] = {"case": case, "force": finding.force, "reason": finding.reason}
        if finding.citations:
            more["citations"] = [citation_text(one, self.lang) for one in finding.citations]
        if finding.verdict == "open":
            more |= {"missing": list(finding.missing), "harmless": finding.harmless}
        return more

    def _spots(
        self, finding: Finding, judged: Judgement, case: Case, places: CasePlaces | FormPlaces | None
    ) -> Iterator[Spot]:
        """The facts that decided, what the rule requires before why it applies; of an open finding, what is missing."""
        if finding.verdict == "open":
            told = self._missing(finding)
        elif finding.reason == "not_in_force":
            told = self._date(judged, case)
        elif finding.facts:
            told = [_Told(fact.path, self._fact(fact), fact.committed) for fact in required_first(finding, judged)]
        else:
            told = [_Told(path) for path in judged.deciding[:1]]
        if places and not told:
            yield Spot(places.head())
        for one in told:
            yield Spot(places.of(one.path, one.promised) if places else None, one.path, one.message)

    def _missing(self, finding: Finding) -> list[_Told]:
        """What is missing first; where a promise is what leaves it open, the promise."""
        promised = {fact.path for fact in finding.facts if fact.committed}
        return [
            _Told(path, self._say("未記載: ", "Not stated: ") + self._label(path), path in promised)
            for path in finding.missing[:1]
        ]

    def _label(self, path: str) -> str:
        return name_of(path, self.policy.vocabulary, self.lang)

    def _date(self, judged: Judgement, case: Case) -> list[_Told]:
        """The date in the case whose law governs; with `--as-of` it is none of the case's."""
        if self.as_of is not None:
            return []
        path = "starts_on" if judged.rule.at == "operation" and case.starts_on else "consulted_on"
        return [_Told(path, f"{self._label(path)}: {getattr(case, path)}")]

    def _problem(self, problem: TenkenError) -> Problem:
        said = problem.message.get(self.lang)
        if problem.remedy:
            said += "\n" + self._say("対処: ", "remedy: ") + problem.remedy.get(self.lang)
        place = problem.place
        name = place.file if place else self._say("入力", "input")
        if place is None or place.file != STDIN_NAME:
            return Problem(name, said, place)
        return Problem(name, f"{place}: {said}")


def required_first(finding: Finding, judged: Judgement) -> list[FactOut]:
    """The deciding facts, those on which the requirement was decided in front: there a failure is to be mended."""
    if finding.verdict == "not_applicable":
        return list(finding.facts)
    required = {path for leaf in deciding(judged.require) for path in leaf.paths}
    return sorted(finding.facts, key=lambda fact: fact.path not in required)


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)
