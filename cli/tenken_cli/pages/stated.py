"""The facts that a case states, group by group, with where and by whom each was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tenken.assessment import Assessment
from tenken.policy.vocabulary import Vocabulary, base_path
from tenken.texts import Lang, Text, text
from tenken.wording import show
from tenken_cli.reports import words
from tenken_cli.reports.facts import compact
from tenken_cli.reports.page import Grid, Line, line, muted
from tenken_cli.reports.words import pick

LONGEST_STATED = 1500
"""A longer text is cut: the case file holds the whole."""

BY: Mapping[str, Text] = {
    "department": text("所管課", "department"),
    "secretariat": text("事務局", "secretariat"),
    "member": text("委員", "member"),
    "document": text("資料", "document"),
}
PHASES: Mapping[str, Text] = {
    "submitted": text("提出時", "submitted"),
    "asked": text("質問への回答", "when asked"),
}


@dataclass(frozen=True)
class Stated:
    """Words what one case states."""

    one: Assessment
    vocabulary: Vocabulary
    lang: Lang

    @property
    def number(self) -> int:
        """How many facts are stated."""
        return sum(len(stated) for stated in self.one.case["facts"].values())

    def groups(self) -> Iterator[tuple[str, Grid]]:
        """Each group of facts of which something is stated, as a table; sources have a column where there are any."""
        header = (pick(self.lang, "事実", "Fact"), pick(self.lang, "記載", "Stated"), pick(self.lang, "出典", "Source"))
        columns = 3 if self.one.case.get("sources") else 2
        for group, label in self.vocabulary.groups.items():
            stated: Mapping[str, Any] = self.one.case["facts"].get(group, {})
            if stated:
                rows = tuple(self._row(f"{group}.{name}", value)[:columns] for name, value in stated.items())
                yield label.get(self.lang), Grid(header[:columns], rows, shares=(30, 45, 25)[:columns])

    def _row(self, path: str, value: Any) -> tuple[Line, ...]:
        label = self.vocabulary.facts[path].label.get(self.lang)
        return line(label), line(words.shortened(self._value(path, value), LONGEST_STATED)), self.source(path)

    def _value(self, path: str, value: Any) -> str:
        """A value in words; the elements of a list of several fields each begin a line."""
        fact = self.vocabulary.facts[path]
        elements = value.get("items") if isinstance(value, dict) else value
        if not (fact.item and fact.item.kind == "object" and isinstance(elements, list)):
            return show(fact, value, self.lang)
        shown = [f"({number}) {show(fact.item, one, self.lang)}" for number, one in enumerate(elements, start=1)]
        return "\n".join(shown) or show(fact, value, self.lang)

    def source(self, path: str) -> Line:
        """Where a fact was said, by whom and when, a line for each; a dash where the case does not tell."""
        given = self.one.case.get("sources", {}).get(base_path(path), ())
        places: dict[str, list[str]] = {}
        for one in given if isinstance(given, list) else [given] if given else []:
            places.setdefault(self._said(one), []).append(one["at"])
        return line("\n".join(compact(at) + said for said, at in places.items())) if places else line(muted("—"))

    def _said(self, source: Mapping[str, str]) -> str:
        of = [BY.get(source.get("by", "")), PHASES.get(source.get("phase", ""))]
        told = pick(self.lang, "・", ", ").join(one.get(self.lang) for one in of if one)
        return pick(self.lang, f"（{told}）", f" ({told})") if told else ""
