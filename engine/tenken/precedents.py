"""Our judgement of real items beside what their councils did. The only module that looks at `council`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from tenken.api import Tenken
from tenken.assessment import Assessment, Finding, Opinion
from tenken.case import Case
from tenken.policy.law import FORCES
from tenken.policy.uses import facts_read
from tenken.texts import Text

Outcome = Literal["approved", "approved_with_riders", "adequate", "continued"]
EQUIVALENT: Mapping[Outcome, Opinion] = {
    "approved": "approve",
    "adequate": "approve",
    "approved_with_riders": "approve_with_riders",
    "continued": "continue",
}
"""The opinion that agrees with each outcome; 妥当 is what approval of an assessment is called."""

FORESEEN_AMONG = 15
"""Foresight looks at so many of our first questions."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CouncilOut(_Model):
    outcome: Outcome
    riders: tuple[str, ...]


class RidersCompared(_Model):
    """The council's riders beside ours: how many it attached, ours in order, how many of its are among ours."""

    council: int
    ours: tuple[str, ...]
    recommended: tuple[str, ...]
    covered: int
    extra_recommended: tuple[str, ...]


class ConcernOut(_Model):
    """What a member raised, and the applicable rules that raise it too (fail, open) or settle it (pass)."""

    text: Text
    about: tuple[str, ...]
    raised_by: tuple[str, ...]
    settled_by: tuple[str, ...]


class ConcernCount(_Model):
    total: int
    met: int
    details: tuple[ConcernOut, ...]


class Foresight(_Model):
    """Of the facts that members asked for and the papers had not stated, those among our first questions."""

    asked: int
    foreseen: int
    paths: tuple[str, ...]


class Item(_Model):
    """One real item: the council beside us."""

    id: str
    title: str
    council: CouncilOut
    opinion: Opinion
    opinion_because: tuple[str, ...]
    agrees: bool
    divergence: Text | None
    riders: RidersCompared
    concerns: ConcernCount
    foresight: Foresight
    unraised: tuple[str, ...]


class Totals(_Model):
    items: int
    agree: int
    baseline_always_approve: int
    foresight: float
    riders: int
    riders_covered: int
    concerns: int
    concerns_met: int


class Comparison(_Model):
    items: tuple[Item, ...]
    totals: Totals


def compare(tenken: Tenken, cases: Iterable[Case]) -> Comparison:
    """Judge cases whose council's outcome is known, and compare. Cases without a `council` are passed over."""
    items = tuple(_item(tenken, case, case.council) for case in cases if case.council is not None)
    asked = sum(item.foresight.asked for item in items)
    foreseen = sum(item.foresight.foreseen for item in items)
    totals = Totals(
        items=len(items),
        agree=sum(item.agrees for item in items),
        baseline_always_approve=sum(EQUIVALENT[item.council.outcome] == "approve" for item in items),
        foresight=round(foreseen / asked, 2) if asked else 1.0,
        riders=sum(item.riders.council for item in items),
        riders_covered=sum(item.riders.covered for item in items),
        concerns=sum(item.concerns.total for item in items),
        concerns_met=sum(item.concerns.met for item in items),
    )
    return Comparison(items=items, totals=totals)


def _item(tenken: Tenken, case: Case, council: Mapping[str, Any]) -> Item:
    assessment = tenken.judge(case)
    attached = tuple(council.get("riders", ()))
    reads = {id_: facts_read(rule, tenken.policy) for id_, rule in tenken.policy.rules.items()}
    concerns = tuple(_concern(one, assessment.findings, reads, case) for one in council.get("concerns", ()))
    divergence = council.get("divergence")
    return Item(
        id=case.id,
        title=case.title,
        council=CouncilOut(outcome=council["outcome"], riders=attached),
        opinion=assessment.opinion,
        opinion_because=assessment.opinion_because,
        agrees=assessment.opinion == EQUIVALENT[council["outcome"]],
        divergence=Text(**divergence) if divergence else None,
        riders=_riders(attached, assessment),
        concerns=ConcernCount(
            total=len(concerns),
            met=sum(bool(one.raised_by or one.settled_by) for one in concerns),
            details=concerns,
        ),
        foresight=_foresight(tenken, case, concerns),
        unraised=_unraised(assessment.findings, reads, {path for one in concerns for path in one.about}),
    )


def _riders(attached: Sequence[str], assessment: Assessment) -> RidersCompared:
    ours = tuple(rider.id for rider in assessment.riders)
    recommended = tuple(rider.id for rider in assessment.riders if rider.strength == "recommended")
    return RidersCompared(
        council=len(attached),
        ours=ours,
        recommended=recommended,
        covered=sum(rider in ours for rider in attached),
        extra_recommended=tuple(rider for rider in recommended if rider not in attached),
    )


def _concern(
    one: Mapping[str, Any], findings: Sequence[Finding], reads: Mapping[str, frozenset[str]], case: Case
) -> ConcernOut:
    about = tuple(one["about"])
    promised = {commitment.path for commitment in case.commitments}
    raised, settled = [], []
    for finding in findings:
        touched = reads[finding.rule].intersection(about)
        if not touched or not finding.applies:
            continue
        stated = any(path in case.facts or path in promised for path in touched)
        if finding.verdict in ("fail", "open"):
            raised.append(finding.rule)
        elif finding.verdict == "pass" and stated:
            settled.append(finding.rule)
    return ConcernOut(text=Text(**one["text"]), about=about, raised_by=tuple(raised), settled_by=tuple(settled))


def _foresight(tenken: Tenken, case: Case, concerns: Iterable[ConcernOut]) -> Foresight:
    """Judged on the submitted papers alone: which of the facts then asked for would we have asked for first?"""
    papers = case.submitted_only()
    asked = dict.fromkeys(path for one in concerns for path in one.about if path not in papers.facts)
    first = [question.path for question in tenken.judge(papers).questions[:FORESEEN_AMONG]]
    found = tuple(path for path in asked if path in first)
    return Foresight(asked=len(asked), foreseen=len(found), paths=found)


def _unraised(findings: Iterable[Finding], reads: Mapping[str, frozenset[str]], asked_for: set[str]) -> tuple[str, ...]:
    """Rules that fail, or apply and are open, of which no member asked anything: failed ones first."""
    found = [
        one
        for one in findings
        if (one.verdict == "fail" or (one.verdict == "open" and one.applies)) and not reads[one.rule] & asked_for
    ]
    found.sort(key=lambda one: (one.verdict != "fail", FORCES.index(one.force)))
    return tuple(one.rule for one in found)
