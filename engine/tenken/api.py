"""What a user of the library imports: load policies, read cases, judge them.

from pathlib import Path
from tenken import Tenken

tenken = Tenken.load()
report = tenken.report([tenken.read(Path("case.json"))])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tenken.assessment import Assessment, Counts, Report
from tenken.case import Case, CaseReader, digest
from tenken.data import layers
from tenken.evaluate import Evaluated, Judge, Situation
from tenken.findings import concepts, finding
from tenken.opinion import CONSULTATION_REQUIRED, follow_ups, opinion, readiness, riders
from tenken.policy.load import load_policy
from tenken.policy.model import Policy
from tenken.questions import questions
from tenken.truth import Truth
from tenken.values import DateSpan


class Tenken:
    """A policy, ready to read and judge cases."""

    def __init__(self, policy: Policy):
        self.policy = policy
        self._reader: CaseReader | None = None
        self._judge = Judge(policy)

    @classmethod
    def load(cls, folder: Path | None = None) -> Tenken:
        """The shipped policies, with a municipality's own folder layered over them. Raises PolicyError.

        The examples of rules are not read: no case is judged by them, and `tenken policy lint` and `test` hold them to account.
        A folder that is complete (it has `municipalities/default.yaml`) stands by itself.
        """
        return cls(load_policy(*layers(folder)))

    @property
    def reader(self) -> CaseReader:
        """Reads and validates case files."""
        if self._reader is None:
            self._reader = CaseReader(self.policy)
        return self._reader

    def read(self, path: Path) -> Case:
        """The case in a JSON file. Raises CaseError."""
        return self.reader.read(path)

    def case(self, data: Mapping[str, Any]) -> Case:
        """A case from data that is known to fit the schema."""
        return self.reader.build(data)

    def evaluate(self, case: Case, as_of: DateSpan | None = None) -> Evaluated:
        """The judgements with their explanation trees."""
        return self._judge.evaluate(case, as_of)

    def situation(self, case: Case, as_of: DateSpan | None = None) -> Situation:
        """The case as single rules meet it, see `evaluate.judge_rule`."""
        return self._judge.situation(case, as_of)

    def judge(self, case: Case, as_of: DateSpan | None = None) -> Assessment:
        """One case, judged under the law of its dates, or of `as_of`."""
        return self.assess(self.evaluate(case, as_of))

    def assess(self, evaluated: Evaluated) -> Assessment:
        """What follows from the judgements of a case."""
        case, contexts = evaluated.case, evaluated.contexts
        found = tuple(finding(judged, contexts[judged.rule.at]) for judged in evaluated.judgements)
        required = contexts["consultation"].chained.get(CONSULTATION_REQUIRED)
        expected, because = opinion(case, found, required.value if required else Truth.UNKNOWN)
        return Assessment(
            id=case.id,
            title=case.title,
            municipality=case.municipality,
            consulted_on=case.consulted_on.written,
            starts_on=case.starts_on.written if case.starts_on else None,
            stage=case.stage,
            digest=digest(case.raw),
            case=dict(case.raw),
            opinion=expected,
            opinion_because=because,
            readiness=readiness(found),
            counts=Counts(**_counts(one.verdict for one in found)),
            concepts=concepts(contexts["operation"]),
            findings=found,
            riders=riders(found, self.policy),
            questions=questions(evaluated.judgements, contexts["operation"]),
            follow_ups=follow_ups(case, self.policy),
        )

    def report(self, assessments: Iterable[Assessment], as_of: DateSpan | None = None) -> Report:
        """The report of one run."""
        return Report(policies=self.policy.digest, as_of=as_of.written if as_of else None, cases=tuple(assessments))


def _counts(verdicts: Iterable[str]) -> dict[str, int]:
    counts = dict.fromkeys(("passed", "fail", "open", "review", "not_applicable"), 0)
    for verdict in verdicts:
        counts["passed" if verdict == "pass" else verdict] += 1
    return counts
