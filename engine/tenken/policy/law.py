"""Provisions by period: which article said it when, from when to when, and how well that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tenken.texts import Text
from tenken.truth import Truth
from tenken.values import DateSpan

Force = Literal["statute", "ordinance", "guideline", "principle", "practice"]
FORCES: tuple[Force, ...] = ("statute", "ordinance", "guideline", "principle", "practice")
"""Strongest first."""

Evidence = Literal["V", "Vx", "S", "D", "M"]

CAP_BY_EVIDENCE: Mapping[Evidence, Force] = {
    "V": "statute",
    "S": "statute",
    "D": "statute",
    "Vx": "principle",
    "M": "practice",
}

EARLIEST, LATEST = date.min, date.max


def weaker(*forces: Force) -> Force:
    """The weakest of some forces."""
    return max(forces, key=FORCES.index)


def stronger(*forces: Force) -> Force:
    """The strongest of some forces."""
    return min(forces, key=FORCES.index)


@dataclass(frozen=True)
class Period:
    """A stretch of days, both ends included, in which a provision stands at one place in one law."""

    first: date
    last: date
    article: str | None
    evidence: Evidence

    def holds(self, day: date) -> bool:
        """Is the provision in force on that day?"""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Edition:
    """An edition of a guideline that has been read."""

    name: Text
    first: date
    last: date


@dataclass(frozen=True)
class Provision:
    """What a law says on one matter, through all its periods and renumberings."""

    id: str
    title: Text
    law_name: Text
    law_short: Text
    kind: Force
    source: str
    periods: tuple[Period, ...]
    editions: tuple[Edition, ...] = ()
    note: Text | None = None
    scope: str | None = None
    """The concept outside which the provision is followed as practice only."""

    def period_on(self, day: date) -> Period | None:
        """The period that holds the day, or None."""
        return next((period for period in self.periods if period.holds(day)), None)

    def cap(self, day: date) -> Force:
        """The strongest force that the provision can give a rule on that day."""
        period = self.period_on(day)
        if period is None or not self._edition_read(day):
            return "practice"
        return weaker(self.kind, CAP_BY_EVIDENCE[period.evidence])

    def read_on(self, day: date) -> bool:
        """Has the text that is in force on that day been read, in any degree, and in its edition?"""
        period = self.period_on(day)
        return period is not None and period.evidence != "M" and self._edition_read(day)

    def _edition_read(self, day: date) -> bool:
        return not self.editions or any(edition.first <= day <= edition.last for edition in self.editions)

    def strongest_cap(self) -> Force:
        """The strongest force over all days: what a rule under it may declare."""
        return stronger(*(weaker(self.kind, CAP_BY_EVIDENCE[period.evidence]) for period in self.periods))


def strongest_allowed(provisions: Iterable[Provision]) -> Force:
    """The strongest force that a rule resting on these may declare.

    Its evidence limits a provision, save an ordinance's: a city may attest what the general entry cannot.
    """
    return stronger(*(one.kind if one.kind == "ordinance" else one.strongest_cap() for one in provisions))


@dataclass(frozen=True)
class Citation:
    """A provision as it stood on a day, to be shown to people."""

    provision: str
    text: Text
    verified: bool
    evidence: Evidence


def cite(provision: Provision, day: date) -> Citation | None:
    """The provision's article of that day, or None when it is not in force. Unread texts are not verified."""
    period = provision.period_on(day)
    if period is None:
        return None
    return Citation(
        provision.id,
        _name(provision, period.article),
        verified=provision.read_on(day),
        evidence=period.evidence,
    )


def _name(provision: Provision, article: str | None) -> Text:
    if article is None:
        return Text(
            ja=f"{provision.law_short.ja}（{provision.title.ja}）",
            en=f"{provision.law_short.en} ({provision.title.en})",
        )
    return Text(ja=f"{provision.law_short.ja}{article}", en=f"{provision.law_short.en}, {article_in_english(article)}")


_TABLES = {"別表": "Appended Table", "別表第一": "Appended Table 1", "別表第二": "Appended Table 2"}


def article_in_english(article: str) -> str:
    """`第28条の4第1項第3号` as `art. 28-4 (1) item 3`; section names of guidelines stay as they are."""
    if article in _TABLES:
        return _TABLES[article]
    match = re.fullmatch(r"(附則)?第(\d+)条((?:の\d+)*)(?:第(\d+)項)?(?:第(\d+)号(?:・第(\d+)号)?)?", article)
    if not match:
        return f"sec. {article}"
    supplementary, number, branches, paragraph, item, second = match.groups()
    parts = [("Supplementary art. " if supplementary else "art. ") + number + branches.replace("の", "-")]
    if paragraph:
        parts.append(f"({paragraph})")
    if item:
        parts.append(f"items {item} and {second}" if second else f"item {item}")
    return " ".join(parts)


def in_force(provisions: Iterable[Provision], span: DateSpan) -> Truth:
    """Is at least one of the provisions in force on each day of the span (true), on none (false), or on some?"""
    periods = sorted((period for p in provisions for period in p.periods), key=lambda period: period.first)
    touching = [period for period in periods if period.first <= span.last and period.last >= span.first]
    if not touching:
        return Truth.FALSE
    covered_to = span.first - timedelta(days=1) if span.first > EARLIEST else span.first
    for period in touching:
        if period.first > span.first and period.first > next_day(covered_to):
            return Truth.UNKNOWN
        covered_to = max(covered_to, period.last)
    return Truth.TRUE if covered_to >= span.last else Truth.UNKNOWN


def neighbours(day: date) -> tuple[date, ...]:
    """The day before and the day after, as far as there are such days."""
    before = (day - timedelta(days=1),) if day > EARLIEST else ()
    return (*before, next_day(day)) if day < LATEST else before


def next_day(day: date) -> date:
    """The day after, or the last day there is."""
    return day if day == LATEST else day + timedelta(days=1)
