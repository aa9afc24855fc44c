"""The days of the law as what is tested: a provision's first or last day moved by one must change some verdict.

Left out by rule: a day on which one period passes into the next, which changes the article that is cited and no
verdict; and a day on which other provisions keep every rule as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from tenken.evaluate import judge_rule
from tenken.policy.law import EARLIEST, LATEST, Provision, in_force
from tenken.policy.model import Rule
from tenken.truth import Truth
from tenken.values import DateSpan
from tenken.workbench.trials import Trial

DAY = timedelta(days=1)


@dataclass(frozen=True)
class MovedDay:
    """A provision with the first or last day of one of its periods moved by one day."""

    provision: Provision
    period: int
    end: Literal["from", "to"]
    before: date
    after: date
    moved: Provision

    @property
    def id(self) -> str:
        """Its name within the provision."""
        return f"periods/{self.period}/{self.end} -> {self.after}"

    @property
    def day(self) -> date:
        """The one day on which the provision is now in force and was not, or the other way round."""
        lengthened = (self.after > self.before) == (self.end == "to")
        return self.after if lengthened else self.before


def moved_days(provision: Provision) -> Iterator[MovedDay]:
    """The provision with each day on which it comes into force or ceases moved by one."""
    periods = provision.periods
    for place, period in enumerate(periods):
        starts = place == 0 or periods[place - 1].last + DAY < period.first
        ends = place + 1 == len(periods) or period.last + DAY < periods[place + 1].first
        if starts and period.first != EARLIEST:
            for day in (period.first - DAY, period.first + DAY):
                yield _moved(provision, place, "from", period.first, day)
        if ends and period.last != LATEST:
            for day in (period.last - DAY, period.last + DAY):
                yield _moved(provision, place, "to", period.last, day)


def _moved(provision: Provision, place: int, end: Literal["from", "to"], before: date, after: date) -> MovedDay:
    period = provision.periods[place]
    changed = replace(period, first=after) if end == "from" else replace(period, last=after)
    periods = (*provision.periods[:place], changed, *provision.periods[place + 1 :])
    return MovedDay(provision, place, end, before, after, replace(provision, periods=periods))


def resting_on(provision: Provision, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that cite a provision, or are exempt by it."""
    return [
        rule
        for rule in rules
        if provision in rule.provisions or (rule.unless is not None and rule.unless.provision == provision)
    ]


def can_matter(moved: MovedDay, rules: Iterable[Rule]) -> bool:
    """Could any example notice? Not where other provisions keep every rule in force, or out of it, on that day."""
    span = DateSpan(moved.day, moved.day, str(moved.day))
    return any(_standing(rule, span) != _standing(_under(moved, rule), span) for rule in rules)


def _standing(rule: Rule, span: DateSpan) -> tuple[Truth, Truth]:
    """Is the rule in force, and if so, is its exemption?"""
    rule_in_force = in_force(rule.provisions, span)
    if rule.unless is None or rule_in_force is Truth.FALSE:
        return rule_in_force, Truth.FALSE
    return rule_in_force, in_force([rule.unless.provision], span)


def noticed(moved: MovedDay, rules: Sequence[Rule], trials: Mapping[str, Sequence[Trial]]) -> bool:
    """Does some rule judge one of its examples otherwise under the moved day?"""
    return any(
        judge_rule(changed, trial.situation).outcome[0] != judge_rule(rule, trial.situation).outcome[0]
        for rule in rules
        for changed in (_under(moved, rule),)
        for trial in trials[rule.id]
    )


def _under(moved: MovedDay, rule: Rule) -> Rule:
    provisions = tuple(moved.moved if one == moved.provision else one for one in rule.provisions)
    unless = rule.unless
    if unless is not None and unless.provision == moved.provision:
        unless = replace(unless, provision=moved.moved)
    return replace(rule, provisions=provisions, unless=unless)
