"""Cases judged twice, from their text: under two policies, or under one policy and the law of two days.

A case need not be readable under both policies: what one of them does not know is left out there, and told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tenken.api import Tenken
from tenken.case import Case
from tenken.errors import CaseError
from tenken.policy.model import Policy
from tenken.values import DateSpan
from tenken.workbench.changes import replacements
from tenken.workbench.effects import Effect, effect, judge
from tenken.workbench.left_out import LeftOut, as_known_to

Which = Literal["old", "new"]


@dataclass(frozen=True)
class Side:
    """One of the two: a policy, and the day of the law where it is not that of the case's own dates."""

    tenken: Tenken
    as_of: DateSpan | None = None


@dataclass(frozen=True)
class Replayed:
    """A case judged twice; `left_out` is, by side, what the policy there does not know of it."""

    effect: Effect
    left_out: Mapping[Which, LeftOut]


@dataclass(frozen=True)
class Replay:
    """Judges cases on both sides."""

    old: Side
    new: Side
    renamed: Mapping[str, str]
    """The ids of rules in the old policy whose place others take in the new one, with the ids of these."""

    @classmethod
    def between(cls, old: Side, new: Side) -> Replay:
        """From one side to the other."""
        replaced = replacements(old.tenken.policy, new.tenken.policy)
        return cls(old, new, {before: after for after, before in replaced.items()})

    def case(self, content: str, file: str) -> Replayed:
        """What moves in the case of a text; `file` is what errors call it.

        Raises CaseError where neither policy can read it, as the one says that knows more of it.
        """
        after = _read(content, file, self.new)
        if isinstance(after, Case):
            return self._with_old(after)
        before = _read(content, file, self.old)
        if isinstance(before, Case):
            known, left_out = as_known_to(before, self.new.tenken)
            return self._replayed(before, known, "new", left_out)
        raise self._telling_more(before, after)

    def _telling_more(self, before: CaseError, after: CaseError) -> CaseError:
        """The error of the side that knows more of the case, and so finds less wrong with it."""
        told = ((after, self.new), (before, self.old))
        problem, _ = min(told, key=lambda one: (len(one[0].others), -_size(one[1].tenken.policy)))
        return problem

    def _with_old(self, after: Case) -> Replayed:
        same = self.old.tenken is self.new.tenken
        before, left_out = (after, None) if same else as_known_to(after, self.old.tenken)
        return self._replayed(before, after, "old", left_out)

    def _replayed(self, before: Case, after: Case, side: Which, left_out: LeftOut | None) -> Replayed:
        old, new = self.old, self.new
        moved = effect(judge(old.tenken, before, old.as_of), judge(new.tenken, after, new.as_of), self.renamed)
        return Replayed(moved, {side: left_out} if left_out else {})


def _size(policy: Policy) -> int:
    """How much of what cases say a policy may know."""
    return len(policy.municipalities) + len(policy.vocabulary.facts)


def _read(content: str, file: str, side: Side) -> Case | CaseError:
    try:
        return side.tenken.reader.parse(content, file)
    except CaseError as problem:
        return problem
