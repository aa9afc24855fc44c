"""Which facts to ask for, and in which order: the fewest that settle the open findings, the most decisive first.

Rules that share a `when` share a ground for asking. The order is greedy: each time the fact with the largest
gain, summed over the grounds that it would help to settle. A ground counts less
- the less likely it is to hold: each fact that is still needed to know whether its rules apply cuts its weight;
- the more has been asked on it already, so that no subject crowds out the others.
Nothing is known here of any council, of what stayed unanswered, or of other cases.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tenken.assessment import QuestionOut
from tenken.condition import Condition
from tenken.evaluate import STARTS_ON, Context, Judgement
from tenken.policy.model import Policy
from tenken.policy.vocabulary import Priority, base_path
from tenken.readings.explain import fewest
from tenken.truth import Truth
from tenken.wording import HEAD_QUESTIONS, question

CHANCE = 0.1
"""How likely a rule is to apply for each fact that is needed to know it."""

WEIGHT: Mapping[Priority, float] = {"high": 4, "medium": 3, "low": 1}
"""What an answer is worth, by the priority of its fact in the vocabulary."""

HEAD_PRIORITY: Priority = "low"
"""A date of the head settles which law governs, but says nothing of the risk to people."""


@dataclass(frozen=True)
class _Need:
    """What an open finding still needs, and how likely it is to matter."""

    judged: Judgement
    ground: int
    chance: float
    paths: frozenset[str]


def questions(judgements: Sequence[Judgement], context: Context) -> tuple[QuestionOut, ...]:
    """The questions of a case, in the order in which to ask them."""
    policy = context.policy
    grounds: dict[Condition, int] = {}
    needs = [_need(judged, context, grounds) for judged in judgements if _is_open(judged)]
    stakes = _stakes(needs)
    place = {STARTS_ON: -1, **policy.vocabulary.order()}
    asked_on = [0] * len(grounds)

    def rank(path: str) -> tuple[float, int]:
        gain = 0.0
        for ground, chance in stakes[path].items():  # not `sum`, whose last digits differ between Pythons
            gain += chance / (1 + asked_on[ground])
        return -round(gain * _weight(path, policy), 9), place[path]

    ranks = {path: rank(path) for path in stakes}
    order: list[str] = []
    while ranks:
        best = min(ranks, key=ranks.__getitem__)
        order.append(best)
        del ranks[best]
        for ground in stakes[best]:
            asked_on[ground] += 1
        for path in ranks:
            if not stakes[path].keys().isdisjoint(stakes[best]):
                ranks[path] = rank(path)
    decides = _decides(needs)
    return tuple(
        QuestionOut(path=path, text=question(path, policy, decides[path]), decides=tuple(decides[path]))
        for path in order
    )


def _is_open(judged: Judgement) -> bool:
    return judged.outcome[0] == "open" and not judged.harmless


def _need(judged: Judgement, context: Context, grounds: dict[Condition, int]) -> _Need:
    to_apply = {base_path(path) for tree in judged.applicability for path in fewest(tree)}
    if judged.waits_for_start:
        to_apply.add(STARTS_ON)
    paths = to_apply | {base_path(path) for path in fewest(judged.require)}
    askable = {path for path in paths if _worth_asking(path, context)} or _occasions(paths, context) or paths
    ground = grounds.setdefault(judged.rule.when, len(grounds))
    return _Need(judged, ground, math.prod([CHANCE] * len(to_apply), start=1.0), frozenset(askable))


def _occasions(paths: Iterable[str], context: Context) -> set[str]:
    """What to ask where no fact's time has come: the facts on which it depends whether it comes."""
    found, pending, seen = set[str](), list(paths), set[str]()
    while pending:
        fact = context.policy.vocabulary.facts.get(pending.pop())
        if fact is None or fact.worth_asking is None or fact.path in seen:
            continue
        seen.add(fact.path)
        needed = {base_path(path) for path in fewest(context.explain(fact.worth_asking))}
        now = {path for path in needed if _worth_asking(path, context)}
        found |= now
        pending += () if now else needed
    return found


def _worth_asking(path: str, context: Context) -> bool:
    """Can it be asked, and has its time come? A fact whose occasion is still unknown waits for that to be settled."""
    fact = context.policy.vocabulary.facts.get(path)
    if fact is None:
        return path in HEAD_QUESTIONS
    return fact.worth_asking is None or context.explain(fact.worth_asking).truth is Truth.TRUE


def _stakes(needs: Iterable[_Need]) -> dict[str, dict[int, float]]:
    """For each fact, the grounds that it would help to settle; within one ground it counts once, at its best chance."""
    stakes: dict[str, dict[int, float]] = {}
    for need in needs:
        for path in need.paths:
            on = stakes.setdefault(path, {})
            on[need.ground] = max(on.get(need.ground, 0.0), need.chance)
    return stakes


def _weight(path: str, policy: Policy) -> float:
    fact = policy.vocabulary.facts.get(path)
    return WEIGHT[fact.priority if fact else HEAD_PRIORITY]


def _decides(needs: Iterable[_Need]) -> Mapping[str, list[str]]:
    """For each fact, the open rules that it helps to decide."""
    decides: dict[str, list[str]] = {}
    for need in needs:
        for path in dict.fromkeys((*_all_paths(need.judged), *need.paths)):
            decides.setdefault(path, []).append(need.judged.rule.id)
    return decides


def _all_paths(judged: Judgement) -> Iterator[str]:
    yield from map(base_path, judged.missing)
    yield from map(base_path, fewest(judged.require))
