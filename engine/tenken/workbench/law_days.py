"""The law of two days: which rules come into force or go, change their force, or cite another article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenken.policy.law import Citation, Force, Provision, cite, stronger, weaker
from tenken.policy.model import Municipality, Policy, Rule
from tenken.policy.uses import provisions_of

Turn = Literal["comes_into_force", "goes_out_of_force", "force", "articles"]


@dataclass(frozen=True)
class Article:
    """A provision on two days; None where it is not in force."""

    provision: Provision
    before: Citation | None
    after: Citation | None


@dataclass(frozen=True)
class LawChange:
    """What two days make of a rule: in general, or as one city words its provisions."""

    rule: Rule
    municipality: Municipality | None
    before: Force | None
    """The rule's force on the first day, as far as its provisions carry it; None where it is not in force."""
    after: Force | None
    articles: tuple[Article, ...]

    @property
    def turn(self) -> Turn:
        """The most that changes."""
        if self.before is None and self.after is not None:
            return "comes_into_force"
        if self.before is not None and self.after is None:
            return "goes_out_of_force"
        return "articles" if self.before == self.after else "force"


def law_changes(policy: Policy, before: date, after: date) -> tuple[LawChange, ...]:
    """Every rule that the law of two days treats differently; cities only where they word it themselves."""
    return tuple(change for rule in policy.rules.values() for change in _of_rule(rule, policy, before, after))


def rests_on(rule: Rule, policy: Policy, municipality: Municipality | None = None) -> tuple[Provision, ...]:
    """The provisions of a rule and of its exemption, as a city words them."""
    general = provisions_of(rule)
    return general if municipality is None else tuple(policy.provision_for(one, municipality) for one in general)


def articles(provisions: Iterable[Provision], before: date, after: date) -> tuple[Article, ...]:
    """The provisions that are cited, or verified, otherwise on the second day."""
    compared = (Article(one, cite(one, before), cite(one, after)) for one in dict.fromkeys(provisions))
    return tuple(one for one in compared if one.before != one.after)


def _of_rule(rule: Rule, policy: Policy, before: date, after: date) -> Iterator[LawChange]:
    own = {one.id for one in rests_on(rule, policy)}
    cities = [city for city in policy.municipalities.values() if own & set(city.provisions)]
    for city in (None, *cities):
        provisions = rests_on(rule, policy, city)
        cited = provisions[: len(rule.provisions)]
        forces = [_force(rule, cited, day) for day in (before, after)]
        changed = articles(provisions, before, after)
        if forces[0] != forces[1] or changed:
            yield LawChange(rule, city, forces[0], forces[1], changed)


def _force(rule: Rule, provisions: Iterable[Provision], day: date) -> Force | None:
    """The rule's force on a day, whatever the case; None where none of its provisions is in force."""
    caps = [provision.cap(day) for provision in provisions if provision.period_on(day)]
    return weaker(rule.force, stronger(*caps)) if caps else None
