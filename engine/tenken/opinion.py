"""The opinion to expect (見込み) and the rider opinions (付帯意見) that come with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from tenken.assessment import Finding, FollowUp, Opinion, RiderOut, Strength
from tenken.case import Case
from tenken.phrases import phrase
from tenken.policy.law import FORCES, Force
from tenken.policy.model import Policy
from tenken.policy.vocabulary import Fact
from tenken.texts import Text, text
from tenken.truth import Truth
from tenken.wording import show

CONSULTATION_REQUIRED = "consultation-required"
"""The concept that is false where no council has to be asked at all."""

_T = TypeVar("_T")


def at_or_above(force: Force, threshold: Force) -> bool:
    """Is the force the threshold's or stronger?"""
    return FORCES.index(force) <= FORCES.index(threshold)


def opinion(case: Case, findings: Sequence[Finding], consultation_required: Truth) -> tuple[Opinion, tuple[str, ...]]:
    """The first opinion that matches, with the rules that decided it."""
    if consultation_required is Truth.FALSE:
        return "not_required", ()
    failing = [one for one in findings if one.verdict == "fail"]
    unlawful = [one.rule for one in failing if at_or_above(one.force, "ordinance")]
    if unlawful:
        return "revise", tuple(unlawful)
    deferred = {one.path for one in case.unanswered if one.kind == "deferred"}
    waiting = [one for one in findings if one.verdict == "open" and one.applies and deferred.intersection(one.missing)]
    if case.stage == "preliminary":
        return "continue", tuple(one.rule for one in waiting)
    binding = [one.rule for one in waiting if at_or_above(one.force, "guideline")]
    if binding:
        return "continue", tuple(binding)
    with_rider = [one.rule for one in failing if one.riders]
    if with_rider:
        return "approve_with_riders", tuple(with_rider)
    return "approve", ()


def readiness(findings: Sequence[Finding]) -> float:
    """The share of the findings that apply, or may, which are no longer open; 1 where there are none."""
    open_ = sum(one.verdict == "open" and not one.harmless for one in findings)
    settled = sum(one.verdict in ("pass", "fail", "review") for one in findings)
    return round(settled / (settled + open_), 2) if settled + open_ else 1.0


def riders(findings: Sequence[Finding], policy: Policy) -> tuple[RiderOut, ...]:
    """The riders to expect, one for each duty, those with the strongest reason first.

    First those that a failed rule recommends; then those of open rules that apply for certain; among
    equals those that a council has attached before, then by force and by the number of rules behind them.
    """
    behind: dict[str, list[Finding]] = {}
    for one in findings:
        if one.verdict == "fail" or (one.verdict == "open" and not one.harmless):
            for rider in one.riders:
                behind.setdefault(rider, []).append(one)
    ranked = sorted(behind, key=lambda id_: _rank(behind[id_], bool(policy.riders[id_].precedents)))
    return tuple(_rider(id_, behind[id_], policy) for id_ in ranked)


def _rank(reasons: list[Finding], precedented: bool) -> tuple[int, ...]:
    failed = [one for one in reasons if one.verdict == "fail"]
    certain = [one for one in failed or reasons if one.applies]
    strongest = min(FORCES.index(one.force) for one in failed or certain or reasons)
    return (not failed, not certain, not precedented, strongest, -len(failed or certain or reasons))


def _rider(id_: str, reasons: list[Finding], policy: Policy) -> RiderOut:
    rider = policy.riders[id_]
    failed = [one for one in reasons if one.verdict == "fail"]
    strength: Strength = "recommended" if failed else "if_unanswered"
    shown = failed or reasons
    paths = [fact.path for one in failed for fact in one.facts] or [path for one in reasons for path in one.missing]
    return RiderOut(
        id=id_,
        duty=rider.duty,
        text=rider.text,
        strength=strength,
        rules=tuple(one.rule for one in shown),
        facts=_unique(paths),
        precedents=rider.precedents,
    )


def follow_ups(case: Case, policy: Policy) -> tuple[FollowUp, ...]:
    """The department's promises, and the answers that it said it would come back with."""
    promised = []
    for one in case.commitments:
        fact = policy.vocabulary.facts[one.path]
        promised.append(
            FollowUp(
                path=one.path,
                text=phrase("promise", fact=fact.label, value=_shown(fact, one.raw)),
                source=one.source.at if one.source else None,
            )
        )
    return (*promised, *_deferred(case, policy))


def _shown(fact: Fact, raw: Any) -> Text:
    return text(show(fact, raw, "ja"), show(fact, raw, "en"))


def _deferred(case: Case, policy: Policy) -> list[FollowUp]:
    return [
        FollowUp(
            path=one.path,
            text=phrase("deferred", fact=policy.vocabulary.facts[one.path].label),
            source=one.source.at if one.source else None,
        )
        for one in case.unanswered
        if one.kind == "deferred"
    ]


def _unique(values: Sequence[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))
