"""A provision as `tenken policy show` tells it: its article of the day, all its periods, and who cites it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tenken.policy.law import EARLIEST, LATEST, Period, Provision, cite
from tenken.policy.lawbook import WholeLaw
from tenken.policy.model import Policy
from tenken.policy.uses import Uses
from tenken.texts import Lang
from tenken_cli.pages.linked import Linked
from tenken_cli.reports import words
from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Line,
    Paragraph,
    Span,
    code,
    line,
    link,
    muted,
    ref,
    strong,
)  # fmt: skip
from tenken_cli.reports.words import pick


@dataclass(frozen=True)
class ProvisionEntry:
    """Shows provisions, with the article of one day if there is one."""

    policy: Policy
    lang: Lang
    day: date | None = None

    @cached_property
    def _uses(self) -> Uses:
        return Uses(self.policy)

    @cached_property
    def _linked(self) -> Linked:
        return Linked(self.policy, self.lang, by_id=True)

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def blocks(self, provision: Provision) -> Iterator[Block]:
        """The whole entry of a provision."""
        yield Heading(
            1, line(muted(self._say("規定: ", "Provision: ")), provision.title.get(self.lang), ref(provision.id))
        )
        law = self._say("法令", "Law"), line(provision.law_name.get(self.lang))
        yield Fields((law, *self._fields(provision)))
        yield from self._table(provision)
        rules, cities = self._uses.rules_under(provision.id), self._uses.cities_with(provision.id)
        yield Fields((
            (self._say("引くルール", "Cited by"), self._linked.rules(rules)),
            (self._say("市ごとの定め", "Cities of their own"), self._linked.cities(cities)),
        ))  # fmt: skip

    @property
    def header(self) -> tuple[str, str, str]:
        """What stands above the rows of periods."""
        return self._say("期間", "Period"), self._say("条", "Article"), self._say("確かさ", "Evidence")

    def periods(self, provision: Provision) -> Iterator[Block]:
        """The article of the day, and when the provision stood where."""
        yield Fields(tuple(self._fields(provision)))
        yield from self._table(provision)

    def _table(self, provision: Provision) -> Iterator[Block]:
        yield Grid(self.header, tuple(self.row(provision, period) for period in provision.periods))
        if provision.note:
            yield Paragraph(line(muted(self._say("注: ", "Note: ") + provision.note.get(self.lang))))

    def _fields(self, provision: Provision) -> Iterator[tuple[str, Line]]:
        if self.day is not None:
            yield self._say(f"{self.day} には", f"On {self.day}"), self.article_on(provision, self.day)
        yield self.kind(provision)
        yield self._say("出典", "Source"), line(provision.source)
        yield from self.limits(provision)

    def kind(self, law: Provision | WholeLaw) -> tuple[str, Line]:
        """How strong it is by its kind."""
        return self._say("種類", "Kind"), line(words.FORCES[law.kind].get(self.lang))

    def limits(self, law: Provision | WholeLaw) -> Iterator[tuple[str, Line]]:
        """Where it is not as strong: outside the editions read, and outside what it is about."""
        for edition in law.editions:
            yield (
                self._say("読んだ版", "Edition read"),
                line(edition.name.get(self.lang), f" ({_stretch(edition.first, edition.last)})"),
            )
        if law.scope:
            scope = link(self.policy.concepts[law.scope].title.get(self.lang), f"concept:{law.scope}")
            yield self._say("範囲", "Scope"), self._outside(scope)

    def _outside(self, scope: Span) -> Line:
        return line("「", scope, "」の外では慣行") if self.lang == "ja" else line('practice only outside "', scope, '"')

    def article_on(self, provision: Provision, day: date) -> Line:
        """The article of a day, marked where its text was not read."""
        citation = cite(provision, day)
        if citation is None:
            return line(strong(self._say("効力がない", "not in force")))
        mark = "" if citation.verified else words.UNVERIFIED.get(self.lang)
        return line(strong(citation.text.get(self.lang)), mark)

    def row(self, provision: Provision, period: Period) -> tuple[Line, Line, Line]:
        """A period: from when to when, under which article, and how well that is known."""
        now = " ←" if self.day is not None and period.holds(self.day) else ""
        article = cite(provision, period.first)
        shown = period.article or "—" if self.lang == "ja" or article is None else article.text.en
        return (
            line(_stretch(period.first, period.last), now),
            line(shown),
            line(words.EVIDENCE[period.evidence].get(self.lang), " ", code(period.evidence)),
        )

    def data(self, provision: Provision) -> dict[str, Any]:
        """The provision as data."""
        citation = cite(provision, self.day) if self.day is not None else None
        return {
            "title": provision.title.model_dump(),
            "law": provision.law_short.model_dump(),
            "law_name": provision.law_name.model_dump(),
            "force": provision.kind,
            "source": provision.source,
            "citation": citation.text.model_dump() if citation else None,
            "verified": citation.verified if citation else None,
            "periods": [
                {
                    "from": None if period.first == EARLIEST else period.first.isoformat(),
                    "to": None if period.last == LATEST else period.last.isoformat(),
                    "article": period.article,
                    "evidence": period.evidence,
                }
                for period in provision.periods
            ],
            "rules": self._uses.rules_under(provision.id),
        }


def _stretch(first: date, last: date) -> str:
    start = "" if first == EARLIEST else first.isoformat()
    return f"{start}〜{'' if last == LATEST else last.isoformat()}"
