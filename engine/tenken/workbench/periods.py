"""The days of the law as what is tested: a provision's first or last day moved by one must change some verdict.

Left out by rule: a day on which one period passes into the next, which changes the article that is cited and no
verdict; and a day on which other provisions keep every rule as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from tenken.evaluate import Situation, judge_rule
from tenken.policy.law import EARLIEST, LATEST, Provision, in_force, neighbours, next_day
from tenken.policy.model import Example, Rule
from tenken.truth import Truth
from tenken.values import DateSpan
from tenken.workbench.trials import Trial

ONE_MONTH = timedelta(days=31)


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
        starts = place == 0 or next_day(periods[place - 1].last) < period.first
        ends = place + 1 == len(periods) or next_day(period.last) < periods[place + 1].first
        if starts and period.first != EARLIEST:
            for day in neighbours(period.first):
                yield _moved(provision, place, "from", period.first, day)
        if ends and period.last != LATEST:
            for day in neighbours(period.last):
                yield _moved(provision, place, "to", period.last, day)


def _moved(provision: Provision, place: int, end: Literal["from", "to"], before: date, after: date) -> MovedDay:
    period = provision.periods[place]
    changed = replace(period, first=after) if end == "from" else replace(period, last=after)
    periods = (*provision.periods[:place], changed, *provision.periods[place + 1 :])
    return MovedDay(provision, place, end, before, after, replace(provision, periods=periods))


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
    return any(notices_day(moved, rule, trial.situation) for rule in rules for trial in trials[rule.id])


def _under(moved: MovedDay, rule: Rule) -> Rule:
    provisions = tuple(moved.moved if one.id == moved.moved.id else one for one in rule.provisions)
    unless = rule.unless
    if unless is not None and unless.provision.id == moved.moved.id:
        unless = replace(unless, provision=moved.moved)
    return replace(rule, provisions=provisions, unless=unless)


def example_on(moved: MovedDay, rule: Rule, base: Example) -> Example:
    """An example on the day that was moved: for a rule on operation it starts then, else the consultation is then."""
    if rule.at == "operation":
        return replace(base, starts_on=str(moved.day), consulted_on=str(max(EARLIEST, moved.day - ONE_MONTH)))
    return replace(base, consulted_on=str(moved.day), starts_on=str(min(LATEST, moved.day + ONE_MONTH)))


def notices_day(moved: MovedDay, rule: Rule, situation: Situation) -> bool:
    """Does a rule judge a case otherwise under the moved day?"""
    under = judge_rule(_under(moved, rule), _in_city(moved, situation))
    return under.outcome[0] != judge_rule(rule, situation).outcome[0]


def _in_city(moved: MovedDay, situation: Situation) -> Situation:
    """The situation, the day being moved too in what its city says of the provision itself."""
    city = situation.municipality
    own = city.provisions.get(moved.moved.id)
    if own is None:
        return situation
    days = zip(own.periods, moved.moved.periods, strict=True)
    periods = tuple(replace(one, first=other.first, last=other.last) for one, other in days)
    provisions = {**city.provisions, own.id: replace(own, periods=periods)}
    return replace(situation, municipality=replace(city, provisions=provisions))
