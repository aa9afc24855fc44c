"""The chapters on law: one for each law, its provisions with their periods, and the cities' own ordinances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tenken.policy.law import Provision
from tenken.policy.lawbook import WholeLaw, laws_of
from tenken.policy.model import Municipality
from tenken.policy.uses import Uses
from tenken_cli.catalogue.chapter import Chapter
from tenken_cli.catalogue.precedents import Spoken
from tenken_cli.pages.entries import city_fields
from tenken_cli.pages.linked import Linked
from tenken_cli.pages.provisions import ProvisionEntry
from tenken_cli.reports import words
from tenken_cli.reports.page import Block, Fields, Heading, Item, Items, Paragraph, line, link, ref


@dataclass(frozen=True)
class LawChapters:
    """Writes provisions, and who cites them."""

    linked: Linked
    uses: Uses
    spoken: Spoken

    @cached_property
    def _entry(self) -> ProvisionEntry:
        return ProvisionEntry(self.linked.policy, self.linked.lang)

    def chapters(self) -> Iterator[Chapter]:
        """One chapter for each law."""
        return map(self._law, laws_of(self.linked.policy).values())

    def _law(self, law: WholeLaw) -> Chapter:
        lang, number = self.linked.lang, len(law.provisions)
        listed = (Item(line(link(one.title.get(lang), f"provision:{one.id}"))) for one in law.provisions)
        short, name = law.short.get(lang), law.name.get(lang)
        return Chapter(
            name=f"law-{law.id}",
            target=f"law:{law.id}",
            heading=line(short, ref(law.id)),
            holds=self.linked.say(f"規定 {number}件", words.counted(number, "en", "provision")),
            intro=(*([Paragraph(line(name))] if name != short else []), Items(tuple(listed))),
            page=tuple(block for one in law.provisions for block in self._provision(one)),
        )

    def _provision(self, provision: Provision) -> Iterator[Block]:
        say = self.linked.say
        yield Heading(2, line(provision.title.get(self.linked.lang), ref(provision.id)), f"provision:{provision.id}")
        yield from self._entry.periods(provision)
        cited = (say("引くルール", "Cited by"), self.linked.rules(self.uses.rules_under(provision.id)))
        cities = self.uses.cities_with(provision.id)
        own = (say("市ごとの定め", "Cities of their own"), self.linked.cities(cities))
        yield Fields((cited, own) if cities else (cited,))

    def municipalities(self) -> Chapter:
        """What differs by city."""
        cities = self.linked.policy.municipalities
        listed = (Item(self.linked.cities([city])) for city in cities)
        return Chapter(
            name="municipalities",
            target="chapter:municipalities",
            heading=line(self.linked.say("自治体", "Municipalities")),
            holds=self.linked.say(f"自治体 {len(cities)}件", words.counted(len(cities), "en", "profile")),
            intro=(Items(tuple(listed)),),
            page=tuple(block for city in cities.values() for block in self._city(city)),
        )

    def _city(self, city: Municipality) -> Iterator[Block]:
        lang = self.linked.lang
        yield Heading(2, line(city.name.get(lang), ref(city.id)), f"municipality:{city.id}")
        cases = self.spoken.of_city(city.id)
        precedents = (self.linked.say("前例", "Precedents"), self.linked.row(map(self.spoken.link, cases)))
        fields = tuple(city_fields(city, self.linked.policy, lang))
        yield Fields((*fields, precedents) if cases else fields)
        for provision in city.provisions.values():
            title = link(provision.title.get(lang), f"provision:{provision.id}")
            yield Heading(3, line(title, ref(provision.id)))
            yield from self._entry.periods(provision)
