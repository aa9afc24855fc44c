"""Which facts to ask for, and in which order: the fewest that settle the open findings, the most decisive first.

The order is greedy: each time the fact that settles most of what is still open. It knows the findings and
the vocabulary only — nothing of any council, of what stayed unanswered, or of other cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tenken.assessment import Finding, QuestionOut
from tenken.policy.law import Force
from tenken.policy.model import Policy
from tenken.policy.vocabulary import base_path
from tenken.truth import Truth
from tenken.view import View
from tenken.readings.explain import Explained, explain
from tenken.wording import question

WEIGHT: Mapping[Force, float] = {"statute": 3, "ordinance": 3, "guideline": 2, "principle": 1.5, "practice": 1}
"""How much more it matters to settle a finding of one force than of another."""
UNSURE = 0.5
"""A rule of which it is not known whether it applies counts for half."""


def questions(findings: Sequence[Finding], policy: Policy, view: View) -> tuple[QuestionOut, ...]:
    """The questions of a case, in the order in which to ask them."""
    needs = {
        one.rule: (WEIGHT[one.force] * (1 if one.applies else UNSURE), _askable(one, policy, view))
        for one in findings
        if one.verdict == "open" and not one.harmless
    }
    decides: dict[str, list[str]] = {}
    for rule, (_, paths) in needs.items():
        for path in paths:
            decides.setdefault(path, []).append(rule)
    place = {"starts_on": -1, **policy.vocabulary.order()}
    left = {rule: (weight, set(paths)) for rule, (weight, paths) in needs.items()}
    asked = []
    while any(paths for _, paths in left.values()):
        best = min(decides, key=lambda path: (-_gain(path, left), place[path]))
        asked.append(QuestionOut(path=best, text=question(best, policy, decides[best]), decides=tuple(decides.pop(best))))
        for _, paths in left.values():
            paths.discard(best)
    return tuple(asked)


def _gain(path: str, left: Mapping[str, tuple[float, set[str]]]) -> float:
    """What stating this fact settles: each finding's weight, shared among the facts that it still needs."""
    return sum(weight / len(paths) for weight, paths in left.values() if path in paths)


def _askable(finding: Finding, policy: Policy, view: View) -> list[str]:
    """The facts behind what a finding misses, save those not worth asking for in this case."""
    paths = dict.fromkeys(base_path(path) for path in finding.missing)
    return [path for path in paths if _worth_asking(path, policy, view)]


def _worth_asking(path: str, policy: Policy, view: View) -> bool:
    fact = policy.vocabulary.facts.get(path)
    if fact is None or fact.worth_asking is None:
        return True

    def concept(id_: str) -> Explained:
        return explain(policy.concepts[id_].when, view, concept)

    return explain(fact.worth_asking, view, concept).truth is not Truth.FALSE
