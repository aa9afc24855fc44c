"""What the law of two days makes different for the rules, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenken.policy.model import Policy, Rule
from tenken.texts import Lang, Text, text
from tenken.workbench.law_days import Article, LawChange, Turn
from tenken_cli.pages.moves import MoveWords, article_data, forces
from tenken_cli.reports import words
from tenken_cli.reports.page import Block, Heading, Line, Node, Tree, line, muted, ref
from tenken_cli.reports.words import pick

TURNS: Mapping[Turn, Text] = {
    "comes_into_force": text("効力を持つようになるルール", "Rules that come into force"),
    "goes_out_of_force": text("効力を失うルール", "Rules that go out of force"),
    "force": text("強さが変わるルール", "Rules whose force changes"),
    "articles": text("根拠の条が変わるルール", "Rules that cite another article"),
}

_Grounds = tuple[tuple[str | None, Article], ...]
"""The articles that change, each with the city whose own it is, None in general."""


@dataclass(frozen=True)
class LawWords:
    """Tells what changes for rules, those together whose provisions change alike."""

    policy: Policy
    lang: Lang

    def blocks(self, changes: Sequence[LawChange]) -> Iterator[Block]:
        """The rules by what the law does to them; a city's own wording beside the general one."""
        by_rule: dict[str, list[LawChange]] = {}
        for change in changes:
            by_rule.setdefault(change.rule.id, []).append(change)
        for turn, title in TURNS.items():
            turned = [found for found in by_rule.values() if found[0].turn == turn]
            if turned:
                number = words.counted(len(turned), self.lang, "rule")
                yield Heading(2, line(f"{title.get(self.lang)}  ", muted(number)))
                yield from self._trees(turned)

    def _trees(self, turned: Iterable[list[LawChange]]) -> Iterator[Tree]:
        groups: dict[_Grounds, list[list[LawChange]]] = {}
        for found in turned:
            groups.setdefault(tuple(_articles(found)), []).append(found)
        for grounds, members in groups.items():
            yield Tree(Node(self._grounds(grounds), tuple(Node(self._rule(found)) for found in members)))

    def _grounds(self, grounds: _Grounds) -> Line:
        rows = [
            line(muted(self._named(city)), MoveWords(self.policy, self.lang).article(article))
            for city, article in grounds
        ]
        first, *others = rows
        return line(first, *(line("\n＋ ", row) for row in others))

    def _rule(self, found: list[LawChange]) -> Line:
        """The rule, with its force before and after where that is another."""
        rule: Rule = found[0].rule
        told = [
            f"{self._named(_city(one))}{forces(one.before, one.after, self.lang)}" for one in _forces_to_tell(found)
        ]
        shown = words.joined(told, self.lang)
        return line(
            rule.title.get(self.lang), ref(rule.id), muted(pick(self.lang, f"（{shown}）", f" ({shown})") if told else "")
        )  # fmt: skip

    def _named(self, city: str | None) -> str:
        return f"{self.policy.municipalities[city].name.get(self.lang)}: " if city else ""


def _city(change: LawChange) -> str | None:
    return change.municipality.id if change.municipality else None


def _articles(found: list[LawChange]) -> Iterator[tuple[str | None, Article]]:
    """In general, and of cities what they word otherwise."""
    told = set[Article]()
    for one in found:
        yield from ((_city(one), article) for article in one.articles if article not in told)
        told.update(one.articles)


def _forces_to_tell(found: list[LawChange]) -> Iterator[LawChange]:
    """In general, and of cities those where it is not as in general."""
    general = (found[0].before, found[0].after)
    for one in found:
        if one.before != one.after and (one is found[0] or (one.before, one.after) != general):
            yield one


def law_data(changes: Iterable[LawChange]) -> dict[str, list[dict[str, Any]]]:
    """The changes as data, by what the law does to a rule; a null municipality is the law in general."""
    data: dict[str, list[dict[str, Any]]] = {turn: [] for turn in TURNS}
    for one in changes:
        data[one.turn].append(
            {
                "rule": one.rule.id,
                "title": one.rule.title.model_dump(),
                "municipality": _city(one),
                "force": {"before": one.before, "after": one.after},
                "provisions": [article_data(article) for article in one.articles],
            }
        )
    return data
