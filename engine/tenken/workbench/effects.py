"""What moves when a case is judged twice: under two policies, or under the law of two days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tenken.assessment import Assessment, Finding, RiderOut

NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Move:
    """A rule whose finding differs; None on the side where there is no such rule."""

    rule: str
    before: Finding | None
    after: Finding | None

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


def effect(before: Assessment, after: Assessment) -> Effect:
    """What moves from one assessment of a case to another."""
    olds, news = ({one.rule: one for one in side.findings} for side in (before, after))
    moves = [Move(rule, olds.get(rule), news.get(rule)) for rule in dict.fromkeys((*olds, *news))]
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
