"""What one of two policies does not know of the cases that are compared, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tenken.policy.model import Policy
from tenken.texts import Lang, Text, text
from tenken.workbench.left_out import LeftOut
from tenken.workbench.replays import Replayed, Which
from tenken_cli.reports import words
from tenken_cli.reports.facts import quoted
from tenken_cli.reports.words import counted, pick

_CITY = text("自治体", "this municipality")
_FACTS = text("事実", "these facts")
_VALUES = text("値", "these values")
_DEFAULT = text("標準の自治体", "the default municipality")
_NOT_STATED = text("記載なし", "not stated")


@dataclass(frozen=True)
class LeftOutWords:
    """Tells what the policy of one side does not know, by the names that the other one, `knowing`, gives it."""

    side: Which
    knowing: Policy
    lang: Lang

    def lines(self, replayed: Iterable[Replayed]) -> Iterator[str]:
        """One line for all cases; none where nothing was left out."""
        found = [one.left_out[self.side] for one in replayed if self.side in one.left_out]
        if found:
            yield self._line(_together(found), len(found))

    def _line(self, left: _Together, number: int) -> str:
        kinds = [said for said, has in ((_CITY, left.cities), (_FACTS, left.facts), (_VALUES, left.values)) if has]
        taken = [said for said, has in ((_DEFAULT, left.cities), (_NOT_STATED, left.facts or left.values)) if has]
        lacking, counted_as = (_row(row, self.lang) for row in (kinds, taken))
        names = (*map(self._city, left.cities), *map(self._fact, left.facts), *map(self._value, left.values))
        named = words.joined([*names], self.lang)
        yet = self.side == "old"
        return pick(
            self.lang,
            f"{'前' if yet else '後'}のポリシーにはこの{lacking}が{'まだ' if yet else 'もう'}ないため、"
            f"{counted_as}として比べた（{number}件）: {named}",
            f"Compared as {counted_as}, since the {self.side} policies {'do not have' if yet else 'no longer have'} "
            f"{lacking}{' yet' if yet else ''} ({counted(number, 'en', 'case')}): {named}",
        )

    def _city(self, id_: str) -> str:
        return self.knowing.municipalities[id_].name.get(self.lang)

    def _fact(self, path: str) -> str:
        return quoted(path, self.knowing.vocabulary, self.lang)

    def _value(self, path: str) -> str:
        return pick(self.lang, f"{self._fact(path)}の値", f"a value of {self._fact(path)}")


@dataclass(frozen=True)
class _Together:
    """What is left out of several cases, each once."""

    cities: tuple[str, ...]
    facts: tuple[str, ...]
    values: tuple[str, ...]


def _together(found: Sequence[LeftOut]) -> _Together:
    return _Together(
        tuple(dict.fromkeys(one.municipality for one in found if one.municipality is not None)),
        tuple(dict.fromkeys(path for one in found for path in one.facts)),
        tuple(dict.fromkeys(path for one in found for path in one.values)),
    )


def _row(said: Sequence[Text], lang: Lang) -> str:
    return pick(lang, "・", " and ").join(one.get(lang) for one in said)


def left_out_data(replayed: Replayed) -> list[dict[str, Any]]:
    """What was left out of a case as data, with the side that does not know it."""
    return [
        {"side": side, "municipality": one.municipality, "facts": list(one.facts), "values": list(one.values)}
        for side, one in replayed.left_out.items()
    ]
