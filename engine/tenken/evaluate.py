"""A case and a policy in, judgements out.

Python decides each test, durable-rules chains the concepts, and each rule is then judged in turn:
in force? — does it concern the case? — exempt? — and only then, is what it requires met?
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tenken import condition as c
from tenken.assessment import Reason
from tenken.case import Case
from tenken.chain import Chain, Chained
from tenken.policy.law import LATEST, Force, Provision, in_force, stronger, weaker
from tenken.policy.model import At, Municipality, Policy, Rule, Verdict
from tenken.readings.explain import Explained, decide, deciding, explain, missing
from tenken.truth import Truth, all_of, negate
from tenken.values import DateSpan
from tenken.view import View, views

STARTS_ON = "starts_on"


@dataclass(frozen=True)
class Judgement:
    """A rule on a case before it is put into words: the trees and what follows from them.

    `span` holds the days whose law governs, `day` the one whose articles are cited. What a rule requires is looked at
    in `context` only once it is asked for: most rules do not concern a case, and then it never is.
    """

    rule: Rule
    provisions: tuple[Provision, ...]
    force: Force
    span: DateSpan
    day: date
    in_force: Truth
    when: Explained
    exemption: Provision | None
    exempt: Explained | None
    exemption_in_force: Truth
    context: Context = field(repr=False, compare=False)

    @cached_property
    def require(self) -> Explained:
        """The tree of what the rule requires."""
        return self.context.explain(self.rule.require)

    @cached_property
    def applies(self) -> Truth:
        """In force, concerned, and not exempt?"""
        exempt = Truth.FALSE if self.exempt is None else all_of((self.exemption_in_force, self.exempt.truth))
        return all_of((self.in_force, self.when.truth, negate(exempt)))

    @cached_property
    def outcome(self) -> tuple[Verdict, Reason]:
        """The verdict, and in a word why."""
        if self.applies is Truth.FALSE:
            if self.in_force is Truth.FALSE:
                return "not_applicable", "not_in_force"
            return "not_applicable", "condition_false" if self.when.truth is Truth.FALSE else "exempt"
        if self.applies is Truth.UNKNOWN:
            return "open", "applicability_unknown"
        if self.require.truth is Truth.UNKNOWN:
            return "open", "undecided"
        if self.require.truth is Truth.FALSE:
            return "fail", "not_satisfied"
        return ("review", "council_judges") if self.rule.council_judges else ("pass", "satisfied")

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What would decide an open judgement: first whether the rule applies, then whether it is met."""
        if self.outcome[0] != "open":
            return ()
        if self.applies is Truth.TRUE:
            return missing(self.require)
        start = (STARTS_ON,) if self.waits_for_start else ()
        return tuple(dict.fromkeys((*start, *(path for tree in self.applicability for path in missing(tree)))))

    @property
    def waits_for_start(self) -> bool:
        """Does it depend on the start of operation what is in force?"""
        exempt = self.exempt is not None and self.exempt.truth is not Truth.FALSE
        return self.in_force is Truth.UNKNOWN or (exempt and self.exemption_in_force is Truth.UNKNOWN)

    @property
    def applicability(self) -> tuple[Explained, ...]:
        """The trees on which it depends whether the rule applies."""
        return (self.when,) if self.exempt is None else (self.when, self.exempt)

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """The paths of the facts that decided, applicability first."""
        applies = _deciding(self.when) if self.outcome[0] != "not_applicable" else ()
        return tuple(dict.fromkeys((*applies, *self.decisive)))

    @cached_property
    def decisive(self) -> tuple[str, ...]:
        """The paths of the facts that decided the last step: why the rule does not apply, or whether it is met."""
        verdict, reason = self.outcome
        if reason == "not_in_force":
            return ()
        if reason == "exempt" and self.exempt is not None:
            return _deciding(self.exempt)
        return _deciding(self.when if verdict == "not_applicable" else self.require)

    @property
    def harmless(self) -> bool:
        """Open only as to whether the rule applies, while what it requires is already met."""
        return self.applies is Truth.UNKNOWN and self.require.truth is Truth.TRUE


def _deciding(tree: Explained) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for leaf in deciding(tree) for path in leaf.paths))


@dataclass
class Context:
    """A case as rules of one kind see it, with its concepts chained."""

    policy: Policy
    view: View
    chained: Mapping[str, Chained]
    _trees: dict[str, Explained] = field(default_factory=dict)

    def explain(self, node: c.Condition) -> Explained:
        """The tree of a condition of a rule."""
        return explain(node, self.view, self.concept)

    def concept(self, id_: str) -> Explained:
        """The tree of a concept. Its truth is the chain's, which the interpreter must share."""
        if id_ not in self._trees:
            tree = explain(self.policy.concepts[id_].when, self.view, self.concept)
            if tree.truth is not self.chained[id_].value:
                raise RuntimeError(f"chain and interpreter differ on the concept {id_}")
            self._trees[id_] = tree
        return self._trees[id_]


@dataclass(frozen=True)
class Situation:
    """A case as rules meet it: its two views with their concepts, its city, and the days whose law governs."""

    case: Case
    municipality: Municipality
    contexts: Mapping[At, Context]
    spans: Mapping[At, DateSpan]


@dataclass(frozen=True)
class Evaluated:
    """A case with its judgements, in the order of the rules, and the contexts they were reached in."""

    case: Case
    judgements: tuple[Judgement, ...]
    contexts: Mapping[At, Context]


class Judge:
    """Judges cases against one policy; built once, then used for any number of cases."""

    def __init__(self, policy: Policy):
        """Raises PolicyError where a concept is too large for the chaining engine."""
        self.policy = policy
        self._chain = Chain({id_: concept.when for id_, concept in policy.concepts.items()})

    def situation(self, case: Case, as_of: DateSpan | None = None) -> Situation:
        """The case with its concepts chained; `as_of` changes the law that governs, never the case's dates."""
        municipality = self.policy.municipalities[case.municipality]
        contexts = {at: self._context(view) for at, view in views(case, municipality).items()}
        return Situation(case, municipality, contexts, _spans(case, as_of))

    def evaluate(self, case: Case, as_of: DateSpan | None = None) -> Evaluated:
        """Every rule's judgement on the case, see `situation`."""
        situation = self.situation(case, as_of)
        judgements = tuple(judge_rule(rule, situation) for rule in self.policy.rules.values())
        return Evaluated(case, judgements, situation.contexts)

    def _context(self, view: View) -> Context:
        return Context(self.policy, view, self._chain.evaluate(lambda test: decide(test, view)))


def judge_rule(rule: Rule, situation: Situation) -> Judgement:
    """One rule's judgement on a case; the rule need not be one of the policy's."""
    context, span = situation.contexts[rule.at], situation.spans[rule.at]
    provision_for = context.policy.provision_for
    provisions = tuple(provision_for(one, situation.municipality) for one in rule.provisions)
    day = _cited_day(provisions, span)
    exemption, exempt, exemption_in_force = None, None, Truth.FALSE
    if rule.unless is not None:
        exemption = provision_for(rule.unless.provision, situation.municipality)
        exemption_in_force = in_force([exemption], span)
        if exemption_in_force is not Truth.FALSE:
            exempt = context.explain(rule.unless.condition)
    return Judgement(
        rule=rule,
        provisions=provisions,
        force=_force(rule, provisions, day, context),
        span=span,
        day=day,
        in_force=in_force(provisions, span),
        when=context.explain(rule.when),
        exemption=exemption,
        exempt=exempt,
        exemption_in_force=exemption_in_force,
        context=context,
    )


def _spans(case: Case, as_of: DateSpan | None) -> Mapping[At, DateSpan]:
    """The days whose law governs. Without a start of operation: every day from the consultation on."""
    if as_of is not None:
        return {"operation": as_of, "consultation": as_of}
    written = f"{case.consulted_on.written}.."
    start = case.starts_on or DateSpan(case.consulted_on.first, LATEST, written)
    return {"operation": start, "consultation": case.consulted_on}


def _cited_day(provisions: tuple[Provision, ...], span: DateSpan) -> date:
    """The first day of the span on which one of the provisions is in force, or the span's first day."""
    firsts = [
        max(period.first, span.first)
        for provision in provisions
        for period in provision.periods
        if period.first <= span.last and period.last >= span.first
    ]
    return min(firsts, default=span.first)


def _force(rule: Rule, provisions: tuple[Provision, ...], day: date, context: Context) -> Force:
    """The rule's force as far as its provisions carry it, on that day and for such a case."""
    caps: list[Force] = []
    for provision in provisions:
        if provision.period_on(day):
            beyond = provision.scope and context.chained[provision.scope].value is not Truth.TRUE
            caps.append("practice" if beyond else provision.cap(day))
    return weaker(rule.force, stronger(*caps)) if caps else rule.force
