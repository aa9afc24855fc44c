"""A chapter of the catalogue, and the words that lead from one entry to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tenken.policy.model import Policy
from tenken.texts import Lang, Text
from tenken_cli.reports.page import Heading, Line, Links, Page, Span, line, link, muted
from tenken_cli.reports.words import pick


@dataclass(frozen=True)
class Drawing:
    """A drawing: the name of its file, what it shows, and its SVG, given where its boxes lead to."""

    file: str
    shows: str
    svg: Callable[[Links], str]


@dataclass(frozen=True)
class Chapter:
    """A file of the Markdown catalogue, and a section of the HTML page."""

    name: str
    """The file's name without its ending."""
    target: str
    """What links name it by."""
    heading: Line
    holds: str
    """What is in it, in a few words."""
    intro: Page
    page: Page
    drawing: Drawing | None = None
    """It stands between the introduction and the rest."""

    @property
    def title(self) -> str:
        """The heading without the id behind it."""
        return self.heading[0].text

    @property
    def start(self) -> Page:
        """The heading and the introduction."""
        return (Heading(1, self.heading, self.target), *self.intro)


@dataclass(frozen=True)
class Part:
    """Chapters of one kind."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Linked:
    """Names of what is in a policy, each leading to its entry."""

    policy: Policy
    lang: Lang

    def say(self, ja: str, en: str) -> str:
        """One of two wordings."""
        return pick(self.lang, ja, en)

    def rules(self, ids: Iterable[str]) -> Line:
        """Rules by their titles."""
        return self._named("rule", ids, self.policy.rules)

    def concepts(self, ids: Iterable[str]) -> Line:
        """Concepts by their titles."""
        return self._named("concept", ids, self.policy.concepts)

    def provisions(self, ids: Iterable[str]) -> Line:
        """Provisions by their titles."""
        return self._named("provision", ids, self.policy.provisions)

    def facts(self, paths: Iterable[str]) -> Line:
        """Facts by their labels."""
        facts = self.policy.vocabulary.facts
        return self.row(link(facts[path].label.get(self.lang), f"fact:{path}") for path in paths)

    def riders(self, ids: Iterable[str]) -> Line:
        """Riders by their duties."""
        riders = self.policy.riders
        return self.row(link(riders[id_].duty.get(self.lang), f"rider:{id_}") for id_ in ids)

    def cities(self, ids: Iterable[str]) -> Line:
        """Municipalities by their names."""
        cities = self.policy.municipalities
        return self.row(link(cities[id_].name.get(self.lang), f"municipality:{id_}") for id_ in ids)

    def _named(self, kind: str, ids: Iterable[str], known: Mapping[str, Any]) -> Line:
        titles: dict[str, Text] = {id_: known[id_].title for id_ in ids}
        return self.row(link(title.get(self.lang), f"{kind}:{id_}") for id_, title in titles.items())

    def row(self, spans: Iterable[Span]) -> Line:
        """Names in a row, or a sign that there are none."""
        between = self.say("、", "; ")
        parts = [part for span in spans for part in (span, between)]
        return line(*parts[:-1]) if parts else line(muted("—"))
