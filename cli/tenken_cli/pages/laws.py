"""A law as `tenken policy show` tells it: its names, the editions read, and its provisions on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tenken.policy.law import Provision, cite
from tenken.policy.lawbook import WholeLaw
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken_cli.pages.provisions import ProvisionEntry
from tenken_cli.pages.stretches import end_data
from tenken_cli.reports.page import Block, Fields, Heading, Item, Items, line, muted, ref
from tenken_cli.reports.words import counted, pick


@dataclass(frozen=True)
class LawEntry:
    """Shows laws, with the articles of one day."""

    policy: Policy
    lang: Lang
    day: date

    @cached_property
    def _provisions(self) -> ProvisionEntry:
        return ProvisionEntry(self.policy, self.lang, self.day)

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def blocks(self, law: WholeLaw) -> Iterator[Block]:
        """The whole entry of a law."""
        yield Heading(1, line(muted(self._say("法令: ", "Law: ")), law.short.get(self.lang), ref(law.id)))
        name = self._say("正式な名前", "Full name"), line(law.name.get(self.lang))
        yield Fields((name, self._provisions.kind(law), *self._provisions.limits(law)))
        number = counted(len(law.provisions), self.lang, "provision")
        articles = self._say(f"（{self.day} の条）", f", with their articles on {self.day}")
        yield Heading(2, line(self._say(f"規定 {number}", number), muted(articles)))
        yield Items(tuple(map(self._item, law.provisions)))

    def _item(self, provision: Provision) -> Item:
        article = self._provisions.article_on(provision, self.day)
        return Item(line(provision.title.get(self.lang), ref(provision.id)), (article,))

    def data(self, law: WholeLaw) -> dict[str, Any]:
        """The law as data."""
        return {
            "title": law.short.model_dump(),
            "law_name": law.name.model_dump(),
            "force": law.kind,
            "editions": [
                {"name": one.name.model_dump(), "from": end_data(one.first), "to": end_data(one.last)}
                for one in law.editions
            ],
            "scope": law.scope,
            "provisions": [self._provision_data(one) for one in law.provisions],
        }

    def _provision_data(self, provision: Provision) -> dict[str, Any]:
        citation = cite(provision, self.day)
        return {
            "id": provision.id,
            "title": provision.title.model_dump(),
            "citation": citation.text.model_dump() if citation else None,
            "verified": citation.verified if citation else None,
        }
