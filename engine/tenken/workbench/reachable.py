"""Which verdicts a rule can come to, as far as that is certain: what it calls impossible is so.

Lints ask it, and so does the search for examples: of a verdict that cannot be there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tenken import condition as c
from tenken.policy.law import EARLIEST, LATEST, in_force
from tenken.policy.model import Policy, Rule, Verdict
from tenken.truth import Truth
from tenken.values import DateSpan
from tenken.workbench.contradiction import Wanted, World, possible
from tenken.workbench.coverage import always_known
from tenken.workbench.ranges import Range, gaps

WhyNever = Literal["when", "exempt", "not_in_force"]
"""Why a rule never applies: nothing makes `when` true, all that does is exempt, or only on days without a provision."""

_DAY_OF_LAW: Mapping[str, str] = {"operation": "starts_on", "consultation": "consulted_on"}
_ALL_DAYS = DateSpan(EARLIEST, LATEST, "")


@dataclass(frozen=True)
class Reach:
    """What a rule can come to: why it never applies (None: it may), and which outcomes there may be."""

    why_never: WhyNever | None
    can_pass: bool
    can_fail: bool
    can_be_open: bool
    can_be_not_applicable: bool

    def verdicts(self, rule: Rule) -> tuple[Verdict, ...]:
        """In its favour, against it, not yet, and not at all: those that there may be."""
        named: tuple[tuple[Verdict, bool], ...] = (
            ("review" if rule.council_judges else "pass", self.can_pass),
            ("fail", self.can_fail),
            ("open", self.can_be_open),
            ("not_applicable", self.can_be_not_applicable),
        )
        return tuple(verdict for verdict, can_be in named if can_be)


def reach(rule: Rule, policy: Policy) -> Reach:
    """What the rule can come to, in any case under the policy."""
    never = _why_never(rule, policy)
    return Reach(
        why_never=never,
        can_pass=never is None and _comes_to(rule, policy, met=True),
        can_fail=never is None and _comes_to(rule, policy, met=False),
        can_be_open=_may_be_unclear(rule, policy) or (never is None and not _known(rule.require, policy)),
        can_be_not_applicable=_may_be_left_out(rule, policy),
    )


def _why_never(rule: Rule, policy: Policy) -> WhyNever | None:
    anyhow = _world(policy)
    if not possible([(rule.when, True)], anyhow):
        return "when"
    if not possible(_applying(rule), anyhow):
        return "exempt"
    if not possible(_applying(rule), _world(policy, rule)):
        return "not_in_force"
    return None


def _comes_to(rule: Rule, policy: Policy, met: bool) -> bool:
    """Can the rule apply to a case and be met, or not met?"""
    return possible([*_applying(rule), (rule.require, met)], _world(policy, rule))


def _may_be_left_out(rule: Rule, policy: Policy) -> bool:
    """Can the rule not be in force, not be concerned, or be put aside by its exemption?"""
    world = _world(policy)
    exempt = rule.unless is not None and possible([(rule.unless.condition, True)], world)
    return exempt or in_force(rule.provisions, _ALL_DAYS) is not Truth.TRUE or possible([(rule.when, False)], world)


def _may_be_unclear(rule: Rule, policy: Policy) -> bool:
    """Can it be unknown whether the rule applies? The day of consultation is exact, that of operation need not be."""
    grounds = [rule.provisions]
    conditions = [rule.when]
    if rule.unless is not None:
        grounds.append((rule.unless.provision,))
        conditions.append(rule.unless.condition)
    dated = rule.at == "consultation" or all(in_force(one, _ALL_DAYS) is Truth.TRUE for one in grounds)
    return not (dated and all(_known(condition, policy) for condition in conditions))


def _known(node: c.Condition, policy: Policy) -> bool:
    """Is the condition true or false in every case, whatever is left unstated?"""
    match node:
        case c.All() | c.Any() | c.Not():
            return all(_known(part, policy) for part in c.parts_of(node))
        case c.Concept(id_):
            return _known(policy.concepts[id_].when, policy)
        case _:
            return always_known(node)


def _applying(rule: Rule) -> list[Wanted]:
    """What must hold of a case to which the rule applies."""
    wanted: list[Wanted] = [(rule.when, True)]
    if rule.unless is not None and _exempts_throughout(rule):
        wanted.append((rule.unless.condition, False))
    return wanted


def _exempts_throughout(rule: Rule) -> bool:
    """Is the exemption in force on every day on which the rule is?"""
    assert rule.unless is not None
    exemption = [rule.unless.provision]
    return all(in_force(exemption, span) is Truth.TRUE for span in _spans(rule))


def _world(policy: Policy, rule: Rule | None = None) -> World:
    """The policy's facts and concepts; with a rule, only on the days on which its provisions are in force."""
    concepts = {id_: concept.when for id_, concept in policy.concepts.items()}
    if rule is None:
        return World(policy.vocabulary.facts, concepts)
    kept = [Range(one.first.toordinal(), one.last.toordinal()) for one in _spans(rule)]
    return World(policy.vocabulary.facts, concepts, {_DAY_OF_LAW[rule.at]: gaps(kept)})


def _spans(rule: Rule) -> Iterator[DateSpan]:
    """The periods of the rule's provisions."""
    return (DateSpan(one.first, one.last, "") for provision in rule.provisions for one in provision.periods)
