"""One case through every period of the law: the law changes, the case's own dates stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tenken.api import Tenken
from tenken.assessment import Assessment
from tenken.case import Case
from tenken.policy.law import EARLIEST, LATEST, Edition, Period, Provision, next_day
from tenken.policy.model import At
from tenken.values import DateSpan
from tenken.workbench.effects import Effect, Judged, effect, judge
from tenken.workbench.law_days import Article, articles, rests_on


@dataclass(frozen=True)
class Stretch:
    """Days, both ends included, on all of which the law says the same of a case.

    `effect` is what moved against the stretch before, None for the first; `causes` are the provisions of each rule
    that changed on the first day. `holds` tells which of the case's own dates may lie inside.
    """

    first: date
    last: date
    judged: Judged
    effect: Effect | None
    causes: Mapping[str, tuple[Article, ...]]
    holds: tuple[At, ...]

    @property
    def assessment(self) -> Assessment:
        """The case as the law of these days judges it."""
        return self.judged.assessment


@dataclass(frozen=True)
class Timeline:
    """A case through time; `rules` are those asked for, none meaning all."""

    case: Case
    rules: frozenset[str]
    stretches: tuple[Stretch, ...]


def timeline(tenken: Tenken, case: Case, rules: frozenset[str] = frozenset()) -> Timeline:
    """The case under the law of each period. Neighbouring periods that make no difference to it are one stretch."""
    policy = tenken.policy
    city = policy.municipalities[case.municipality]
    grounds = {id_: rests_on(rule, policy, city) for id_, rule in policy.rules.items() if not rules or id_ in rules}
    stretches: list[Stretch] = []
    for first, last in _periods(provision for found in grounds.values() for provision in found):
        judged = _only(judge(tenken, case, _on(last if first == EARLIEST else first)), rules)
        previous = stretches[-1] if stretches else None
        if previous and not _differs(previous.judged, judged, bool(rules)):
            stretches[-1] = replace(previous, last=last)
            continue
        causes = {id_: articles(found, _day_before(first), first) for id_, found in grounds.items()} if previous else {}
        moved = effect(previous.judged, judged) if previous else None
        stretches.append(Stretch(first, last, judged, moved, {id_: one for id_, one in causes.items() if one}, ()))
    return Timeline(case, rules, tuple(replace(one, holds=_holds(one, case)) for one in stretches))


def boundaries(provisions: Iterable[Provision]) -> list[date]:
    """The days on which the law may say something else: where a period or an edition begins, or has ended."""
    days = set[date]()
    for provision in provisions:
        lasting: tuple[Period | Edition, ...] = (*provision.periods, *provision.editions)
        for one in lasting:
            days.update((one.first, next_day(one.last)))
    return sorted(days - {EARLIEST, LATEST})


def _periods(provisions: Iterable[Provision]) -> Iterator[tuple[date, date]]:
    days = boundaries(provisions)
    firsts, lasts = [EARLIEST, *days], [*map(_day_before, days), LATEST]
    return zip(firsts, lasts, strict=True)


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _on(day: date) -> DateSpan:
    return DateSpan(day, day, day.isoformat())


def _only(judged: Judged, rules: frozenset[str]) -> Judged:
    """The same with the findings of some rules."""
    if not rules:
        return judged
    found = tuple(one for one in judged.assessment.findings if one.rule in rules)
    return replace(judged, assessment=judged.assessment.model_copy(update={"findings": found}))


def _differs(before: Judged, after: Judged, chosen: bool) -> bool:
    """Is there anything to tell? Of rules asked for: also why they do not apply."""
    if not chosen:
        return not effect(before, after).nothing
    olds, news = (
        [(one.verdict, one.reason, one.force, one.citations) for one in side.assessment.findings]
        for side in (before, after)
    )
    return olds != news


def _holds(stretch: Stretch, case: Case) -> tuple[At, ...]:
    dates: tuple[tuple[At, DateSpan | None], ...] = (("consultation", case.consulted_on), ("operation", case.starts_on))
    return tuple(at for at, span in dates if span and span.first <= stretch.last and span.last >= stretch.first)
