"""The law on one page, as Markdown in the locale's language: what `docs/law*.md` hold.

python -m tenken_cli.law_page

Every provision with its periods, articles and evidence, law by law; then what of it is not verified, gathered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import click

from tenken import Tenken
from tenken.policy.law import Evidence, Period, Provision
from tenken.policy.lawbook import WholeLaw, laws_of
from tenken.policy.model import Municipality, Policy
from tenken.policy.uses import Uses
from tenken.texts import Lang, Text, text
from tenken_cli.options import locale_language
from tenken_cli.pages.provisions import ProvisionEntry
from tenken_cli.reports import words
from tenken_cli.reports.markdown import render
from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Item,
    Items,
    Line,
    Page,
    Paragraph,
    code,
    line,
    muted,
    ref,
)  # fmt: skip

UNVERIFIED: tuple[tuple[Evidence, Text], ...] = (
    ("M", text("読んでいない（慣行としてだけ扱う）", "Not read (treated as practice only)")),
    ("Vx", text("抜粋だけを見た（原則までしか言わない）", "Seen in excerpts only (a principle at most)")),
    ("D", text("条文や議事録から導いた", "Derived from other texts")),
)
"""What falls short of the text itself, least known first, with the heading of its list."""


@dataclass(frozen=True)
class LawPage:
    """Writes the law of a policy in one language."""

    policy: Policy
    lang: Lang

    @cached_property
    def _entry(self) -> ProvisionEntry:
        return ProvisionEntry(self.policy, self.lang)

    @cached_property
    def _uses(self) -> Uses:
        return Uses(self.policy)

    @cached_property
    def _laws(self) -> dict[str, WholeLaw]:
        return laws_of(self.policy)

    def _say(self, ja: str, en: str) -> str:
        return words.pick(self.lang, ja, en)

    def page(self) -> Page:
        """The whole page."""
        laws = (block for law in self._laws.values() for block in self._law(law))
        return (*self._front(), *laws, *self._not_verified())

    def _front(self) -> Iterator[Block]:
        yield Heading(1, line(self._say("法令と、その確かさ", "The law, and how well it is known")))
        told = self._say(
            "ルールが根拠とする規定を、条番号の使われた期間と、何を読んで確かめたかとともに挙げる。確かさは、ルールの強さの上限になる。",
            "The provisions that rules rest on, with the periods of their articles and what was read of them. Evidence limits how "
            "strong a rule may be.",
        )
        yield Paragraph(line(told))
        header = (self._say("確かさ", "Evidence"), self._say("意味", "Meaning"), self._say("期間の数", "Periods"))
        periods = [period for provision in self.policy.provisions.values() for period in provision.periods]
        rows = (
            (line(code(kind)), line(meaning.get(self.lang)), line(str(sum(one.evidence == kind for one in periods))))
            for kind, meaning in words.EVIDENCE.items()
        )
        yield Grid(header, tuple(rows), right=frozenset({2}))
        editions = sum(len(provision.periods) for provision in self.policy.provisions.values() if provision.editions)
        limited = self._say(
            f"このうち{editions}期間は改正の重なるガイドラインのもので、読んだ版の日に限る。その外の日は、確かめていない慣行として扱う"
            "（末尾の「読んだ版の外のガイドライン」）。",
            f"{editions} of these are of guidelines amended again and again, and hold only for the days of the editions read. On "
            'other days they are treated as practice, unverified (see "Guidelines outside the editions read" at the end).',
        )
        yield Paragraph(line(limited))

    def _law(self, law: WholeLaw) -> Iterator[Block]:
        yield Heading(2, line(law.short.get(self.lang), ref(law.id)))
        name = self._say("正式な名前", "Full name"), line(law.name.get(self.lang))
        yield Fields((name, self._entry.kind(law), *self._entry.limits(law)))
        header = (self._say("規定", "Provision"), *self._entry.header, self._say("ルール", "Rules"))
        yield Grid(header, tuple(row for one in law.provisions for row in self._rows(one)), right=frozenset({4}))
        yield Items(tuple(map(self._source, law.provisions)))

    def _rows(self, provision: Provision) -> Iterator[tuple[Line, ...]]:
        named, number = line(provision.title.get(self.lang)), str(len(self._uses.rules_under(provision.id)))
        for place, period in enumerate(provision.periods):
            first = place == 0
            yield (named if first else line("〃"), *self._entry.row(provision, period), line(number if first else ""))

    def _source(self, provision: Provision) -> Item:
        note = (line(provision.note.get(self.lang)),) if provision.note else ()
        return Item(line(code(provision.id), ": ", provision.source), note)

    def _not_verified(self) -> Iterator[Block]:
        yield Heading(2, line(self._say("確かめていないこと", "What is not verified")))
        for kind, heading in UNVERIFIED:
            yield Heading(3, line(heading.get(self.lang), muted(f" {kind}")))
            yield Items(tuple(self._lacking(kind)))
        yield Heading(3, line(self._say("読んだ版の外のガイドライン", "Guidelines outside the editions read")))
        yield Items(tuple(self._editions()))
        yield Heading(3, line(self._say("市の条例", "The cities' ordinances")))
        yield Items(tuple(map(self._city, self.policy.municipalities.values())))

    def _lacking(self, kind: Evidence) -> Iterator[Item]:
        for provision in self.policy.provisions.values():
            periods = [one for one in provision.periods if one.evidence == kind]
            if periods:
                when = self._joined(self._when(provision, one) for one in periods if len(provision.periods) > 1)
                named = line(provision.title.get(self.lang), ref(provision.id), ": ", provision.source)
                yield Item(named, (when,) if when else ())

    def _when(self, provision: Provision, period: Period) -> Line:
        stretch, article, _ = self._entry.row(provision, period)
        return line(stretch, " ", article) if period.article else stretch

    def _editions(self) -> Iterator[Item]:
        for law in self._laws.values():
            for edition in law.editions:
                told = self._say(
                    f"読んだのは{edition.name.ja}（{edition.first} から）だけである。ほかの日については、同じ内容を慣行として扱う。",
                    f"Only the {edition.name.en} (from {edition.first}) was read. On other days the same content is treated as practice.",
                )
                yield Item(line(law.short.get(self.lang), ": ", told))

    def _city(self, city: Municipality) -> Item:
        return Item(line(city.name.get(self.lang), ref(city.id), ": ", city.attested.get(self.lang)))

    def _joined(self, lines: Iterable[Line]) -> Line:
        parts = [part for one in lines for part in (self._say("、", "; "), one)]
        return line(*parts[1:])


def law_page(policy: Policy, lang: Lang) -> str:
    """The page as Markdown, with the mark of what is generated."""
    mark = words.pick(
        lang, "`make docs` が書き出す。手で直さない。", "Written by `make docs`; not to be edited by hand."
    )
    return f"<!-- {mark} -->\n\n{render(LawPage(policy, lang).page())}"


if __name__ == "__main__":
    click.echo(law_page(Tenken.load().policy, locale_language()), nl=False)
