"""The page and the data of `tenken policy diff`: what two policies, or the law of two days, make different."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tenken.texts import Lang, Text, text
from tenken.workbench.changes import Changes
from tenken.workbench.effects import Effect
from tenken.workbench.law_days import LawChange
from tenken.workbench.replays import Replayed, Side, Which
from tenken_cli.pages.changes import ChangeWords, changes_data
from tenken_cli.pages.law_changes import LawWords, law_data
from tenken_cli.pages.left_out import LeftOutWords, left_out_data
from tenken_cli.pages.moves import MoveWords, effect_data
from tenken_cli.reports.page import (
    Block,
    Fields,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    line,
    ref,
)  # fmt: skip
from tenken_cli.reports.words import counted, pick

SIDES: Mapping[Which, Text] = {"old": text("前", "old"), "new": text("後", "new")}


@dataclass(frozen=True)
class Compared:
    """One of the two sides, as its user named it."""

    name: Text
    side: Side

    def data(self) -> dict[str, Any]:
        """What stands on this side, as data."""
        as_of = self.side.as_of
        return {
            "name": self.name.model_dump(),
            "policies": self.side.tenken.policy.digest,
            "as_of": as_of.written if as_of else None,
        }


@dataclass(frozen=True)
class Difference:
    """All that `tenken policy diff` found."""

    old: Compared
    new: Compared
    changes: Sequence[Changes]
    law: Sequence[LawChange]
    cases: Sequence[Replayed]

    @property
    def moved(self) -> list[Replayed]:
        """The cases that come out differently."""
        return [one for one in self.cases if one.effect.matters]

    def data(self) -> dict[str, Any]:
        """The difference with keys that stay."""
        policies = (self.old.side.tenken.policy, self.new.side.tenken.policy)
        moved = self.moved
        return {
            "old": self.old.data(),
            "new": self.new.data(),
            **{one.kind.name: changes_data(one, *policies) for one in self.changes},
            "law": law_data(self.law),
            "cases": [{**_case_data(one), **effect_data(one.effect)} for one in moved],
            "unchanged_cases": len(self.cases) - len(moved),
            "left_out": [_case_data(one) for one in self.cases if one.left_out],
        }


@dataclass(frozen=True)
class DiffPage:
    """Tells a difference."""

    found: Difference
    lang: Lang
    _words: MoveWords = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_words", MoveWords(self.found.new.side.tenken.policy, self.lang))

    def page(self) -> Page:
        """What is compared, what changed in the policies or in the law, and what that does to cases."""
        return (
            Heading(1, line(self._title())),
            Fields(tuple((SIDES[side].get(self.lang), line(one.name.get(self.lang))) for side, one in self._sides())),
            *(self._law() if self.found.new.side.as_of else self._changes()),
            *self._cases(),
        )

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _title(self) -> str:
        if self.found.new.side.as_of:
            return self._say("二つの日の法令の違い", "What differs between the law of two days")
        return self._say("ポリシーの違い", "What differs between two policies")

    def _sides(self) -> tuple[tuple[Which, Compared], tuple[Which, Compared]]:
        return ("old", self.found.old), ("new", self.found.new)

    def _changes(self) -> Iterator[Block]:
        if not any(self.found.changes):
            yield Paragraph(line(self._say("ポリシーに違いはありません。", "The policies are the same.")))
        old, new = (one.side.tenken.policy for _, one in self._sides())
        for one in self.found.changes:
            yield from ChangeWords(old, new, self.lang).blocks(one)

    def _law(self) -> Iterator[Block]:
        if not self.found.law:
            yield Paragraph(line(self._say(
                "この二つの日で、ルールの根拠となる法令に違いはありません。", "The law behind the rules is the same on both days."
            )))  # fmt: skip
        yield from LawWords(self.found.new.side.tenken.policy, self.lang).blocks(self.found.law)

    def _cases(self) -> Iterator[Block]:
        moved, judged = self.found.moved, len(self.found.cases)
        yield Heading(2, line(self._say("案件への影響", "What it does to the cases")))
        yield Paragraph(line(self._numbers(judged, len(moved), sum(one.effect.opinion_moves for one in moved))))
        left_out = tuple(Item(line(said)) for said in self._left_out())
        if left_out:
            yield Items(left_out)
        for one in moved:
            yield from self._case(one.effect)

    def _left_out(self) -> Iterator[str]:
        """What one of the policies does not know of the cases."""
        old, new = (one.side.tenken.policy for _, one in self._sides())
        yield from LeftOutWords("old", new, self.lang).lines(self.found.cases)
        yield from LeftOutWords("new", old, self.lang).lines(self.found.cases)

    def _case(self, one: Effect) -> Iterator[Block]:
        yield Heading(3, line(one.after.title, ref(one.after.id)))
        yield Fields(((self._say("見込み", "Opinion"), self._words.opinion(one)),))
        verdicts = (Item(self._words.verdict_and_why(move)) for move in one.verdicts)
        yield Items((*verdicts, *self._words.riders(one)))

    def _numbers(self, judged: int, moved: int, opinions: int) -> str:
        if not judged:
            return self._say("比べられた案件はない。", "No case could be compared.")
        if not moved:
            return self._say(
                f"{judged}件のどれも、見込み、判定、推奨する付帯意見は変わらない。",
                f"No opinion, verdict or recommended rider changes ({counted(judged, 'en', 'case')}).",
            )
        return self._say(
            f"{judged}件のうち {moved}件で、見込み、判定、推奨する付帯意見のどれかが変わる。見込みが変わるのは {opinions}件。",
            f"The opinion, a verdict or a recommended rider changes in {moved} of {counted(judged, 'en', 'case')}; "
            f"the opinion in {opinions}.",
        )


def _case_data(one: Replayed) -> dict[str, Any]:
    case = one.effect.after
    return {"id": case.id, "title": case.title, "left_out": left_out_data(one)}
