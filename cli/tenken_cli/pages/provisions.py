"""A provision as `tenken policy show` tells it: its article of the day, all its periods, and who cites it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tenken.policy.law import EARLIEST, LATEST, Period, Provision, cite
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken_cli.reports import words
from tenken_cli.reports.page import Block, Fields, Grid, Heading, Line, Paragraph, code, line, muted, ref, strong
from tenken_cli.reports.words import pick


@dataclass(frozen=True)
class ProvisionEntry:
    """Shows provisions, with the article of one day."""

    policy: Policy
    lang: Lang
    day: date

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def blocks(self, provision: Provision) -> Iterator[Block]:
        """The whole entry of a provision."""
        yield Heading(
            1, line(muted(self._say("規定: ", "Provision: ")), provision.title.get(self.lang), ref(provision.id))
        )
        yield from self.periods(provision)
        rules, cities = self._citing(provision), self._cities(provision)
        yield Fields((
            (self._say("引くルール", "Cited by"), line(", ".join(rules) or "—")),
            (self._say("市ごとの定め", "Cities of their own"), line(", ".join(cities) or "—")),
        ))  # fmt: skip

    def periods(self, provision: Provision) -> Iterator[Block]:
        """The article of the day, and when the provision stood where."""
        yield Fields(tuple(self._fields(provision)))
        header = (self._say("期間", "Period"), self._say("条", "Article"), self._say("確かさ", "Evidence"))
        yield Grid(header, tuple(self._row(provision, period) for period in provision.periods))
        if provision.note:
            yield Paragraph(line(muted(self._say("注: ", "Note: ") + provision.note.get(self.lang))))

    def _fields(self, provision: Provision) -> Iterator[tuple[str, Line]]:
        name = self._say(f"{self.day.isoformat()} には", f"On {self.day.isoformat()}")
        citation = cite(provision, self.day)
        if citation is None:
            yield name, line(strong(self._say("効力がない", "not in force")))
        else:
            mark = "" if citation.verified else words.UNVERIFIED.get(self.lang)
            yield name, line(strong(citation.text.get(self.lang)), mark)
        yield self._say("種類", "Kind"), line(words.FORCES[provision.kind].get(self.lang))
        yield self._say("出典", "Source"), line(provision.source)
        for edition in provision.editions:
            yield (
                self._say("読んだ版", "Edition read"),
                line(edition.name.get(self.lang), f" ({_stretch(edition.first, edition.last)})"),
            )
        if provision.scope:
            title = self.policy.concepts[provision.scope].title.get(self.lang)
            yield (
                self._say("範囲", "Scope"),
                line(self._say(f"「{title}」の外では慣行", f'practice only outside "{title}"')),
            )

    def _row(self, provision: Provision, period: Period) -> tuple[Line, ...]:
        now = " ←" if period.holds(self.day) else ""
        article = cite(provision, period.first)
        shown = period.article or "—" if self.lang == "ja" or article is None else article.text.en
        return (
            line(_stretch(period.first, period.last), now),
            line(shown),
            line(words.EVIDENCE[period.evidence].get(self.lang), " ", code(period.evidence)),
        )

    def _citing(self, provision: Provision) -> list[str]:
        return [
            id_
            for id_, rule in self.policy.rules.items()
            if provision.id in {one.id for one in rule.provisions}
            or (rule.unless is not None and rule.unless.provision.id == provision.id)
        ]

    def _cities(self, provision: Provision) -> list[str]:
        return [id_ for id_, city in self.policy.municipalities.items() if provision.id in city.provisions]

    def data(self, provision: Provision) -> dict[str, Any]:
        """The provision as data."""
        citation = cite(provision, self.day)
        return {
            "title": provision.title.model_dump(),
            "law": provision.law_short.model_dump(),
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
            "rules": self._citing(provision),
        }


def _stretch(first: date, last: date) -> str:
    start = "" if first == EARLIEST else first.isoformat()
    return f"{start}〜{'' if last == LATEST else last.isoformat()}"
