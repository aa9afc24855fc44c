"""What moves when a case is judged twice: under two policies, or under the law of two days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tenken.api import Tenken
from tenken.assessment import Assessment, FactOut, Finding, RiderOut
from tenken.case import Case
from tenken.values import DateSpan

NOT_APPLICABLE = "not_applicable"

Facts = tuple[FactOut, ...]


@dataclass(frozen=True)
class Judged:
    """An assessment; `because` holds, by rule, the facts that decided why it does not apply, or whether it is met."""

    assessment: Assessment
    because: Mapping[str, Facts]


def judge(tenken: Tenken, case: Case, as_of: DateSpan | None = None) -> Judged:
    """One case, judged under the law of its dates, or of `as_of`."""
    evaluated = tenken.evaluate(case, as_of)
    assessment = tenken.assess(evaluated)
    both = zip(evaluated.judgements, assessment.findings, strict=True)
    because = {one.rule: tuple(fact for fact in one.facts if fact.path in judged.decisive) for judged, one in both}
    return Judged(assessment, because)


@dataclass(frozen=True)
class Move:
    """A rule whose finding differs; None on the side where there is no such rule.

    `because` are the facts that decided the later finding.
    """

    rule: str
    before: Finding | None
    after: Finding | None
    because: Facts = ()

    @property
    def shown(self) -> Finding:
        """The finding that gives the rule its title: the later one, where there is one."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True)
class Effect:
    """One case before and after. A rule that does not apply, or is not there, on both sides moves nothing."""

    before: Assessment
    after: Assessment
    verdicts: tuple[Move, ...]
    forces: tuple[Move, ...]
    """Same verdict, another force."""
    citations: tuple[Move, ...]
    """Same verdict, another article."""

    @property
    def opinion_moves(self) -> bool:
        """Is another opinion to be expected?"""
        return self.before.opinion != self.after.opinion

    @property
    def came(self) -> tuple[RiderOut, ...]:
        """The riders that are now recommended."""
        return _beyond(self.after, self.before)

    @property
    def gone(self) -> tuple[RiderOut, ...]:
        """The riders that are no longer recommended."""
        return _beyond(self.before, self.after)

    @property
    def matters(self) -> bool:
        """Does the opinion, a verdict or a recommended rider differ?"""
        return bool(self.opinion_moves or self.verdicts or self.came or self.gone)

    @property
    def nothing(self) -> bool:
        """Is all the same, articles and forces included?"""
        return not (self.matters or self.forces or self.citations)


def effect(old: Judged, new: Judged, renamed: Mapping[str, str] | None = None) -> Effect:
    """What moves from one judgement of a case to another; `renamed` are the ids of rules that others take over."""
    before, after = old.assessment, new.assessment
    olds = {(renamed or {}).get(one.rule, one.rule): one for one in before.findings}
    news = {one.rule: one for one in after.findings}
    rules = dict.fromkeys((*olds, *news))
    moves = [Move(rule, olds.get(rule), news.get(rule), new.because.get(rule, ())) for rule in rules]
    standing = [one for one in moves if _verdict(one.before) == _verdict(one.after) != NOT_APPLICABLE]
    return Effect(
        before,
        after,
        verdicts=tuple(one for one in moves if _verdict(one.before) != _verdict(one.after)),
        forces=tuple(one for one in standing if one.before and one.after and one.before.force != one.after.force),
        citations=tuple(one for one in standing if _articles(one.before) != _articles(one.after)),
    )


def _verdict(finding: Finding | None) -> str:
    return NOT_APPLICABLE if finding is None else finding.verdict


def _articles(finding: Finding | None) -> set[tuple[str, str]]:
    return {(one.provision, one.text) for one in finding.citations} if finding else set()


def _beyond(these: Assessment, those: Assessment) -> tuple[RiderOut, ...]:
    """The riders recommended in one assessment and not in the other."""
    known = {one.id for one in _recommended(those.riders)}
    return tuple(one for one in _recommended(these.riders) if one.id not in known)


def _recommended(riders: Iterable[RiderOut]) -> Iterable[RiderOut]:
    return (one for one in riders if one.strength == "recommended")
