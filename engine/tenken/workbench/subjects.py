"""What is put to the test: rules and concepts on their examples, and a provision's days on its rules' examples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, Self

from tenken import condition as c
from tenken.evaluate import Situation, judge_rule
from tenken.policy.examples import WrittenTests
from tenken.policy.model import Concept, Policy, Rule
from tenken.readings.explain import Explained, explain
from tenken.workbench.clauses import Clause, clauses, with_clause
from tenken.workbench.reachable import reach
from tenken.workbench.trials import Trial


class Subject(Protocol):
    """A rule or a concept with its examples; an outcome is a rule's verdict or a concept's truth."""

    @property
    def id(self) -> str:
        """The rule's or concept's id."""

    @property
    def outcomes(self) -> Sequence[str]:
        """The outcomes of which there should be an example each."""

    @property
    def tests(self) -> WrittenTests:
        """What its file holds for testing it."""

    @property
    def trials(self) -> Sequence[Trial]:
        """Its examples that are cases."""

    @property
    def clauses(self) -> Sequence[Clause]:
        """Its conditions."""

    def having(self, trial: Trial) -> Self:
        """The same with one more example."""

    def outcome(self, situation: Situation, clause: Clause | None = None, node: c.Condition | None = None) -> str:
        """How it comes out, perhaps with another condition in the place of a clause."""

    def trees(self, situation: Situation, clause: Clause) -> Iterable[Explained]:
        """How a clause is evaluated; not at all where its exemption is not in force."""


@dataclass(frozen=True)
class RuleSubject:
    """A rule on its examples."""

    rule: Rule
    tests: WrittenTests
    trials: Sequence[Trial]
    policy: Policy

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    @cached_property
    def outcomes(self) -> Sequence[str]:
        """The verdicts that it can come to."""
        return reach(self.rule, self.policy).verdicts(self.rule)

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """When, unless, require."""
        return clauses(self.tests, self.rule)

    def having(self, trial: Trial) -> Self:
        """The same with one more example."""
        return replace(self, trials=(*self.trials, trial))

    def outcome(self, situation: Situation, clause: Clause | None = None, node: c.Condition | None = None) -> str:
        """The verdict."""
        rule = self.rule if clause is None else with_clause(self.rule, clause, node)
        return judge_rule(rule, situation).outcome[0]

    def trees(self, situation: Situation, clause: Clause) -> Iterable[Explained]:
        """The clause's tree in the judgement."""
        judged = judge_rule(self.rule, situation)
        tree = {"when": judged.when, "unless": judged.exempt, "require": judged.require}[clause.name]
        return () if tree is None else (tree,)


@dataclass(frozen=True)
class ConceptSubject:
    """A concept on its examples, as rules on operation see it."""

    concept: Concept
    tests: WrittenTests
    trials: Sequence[Trial]

    @property
    def id(self) -> str:
        """The concept's id."""
        return self.concept.id

    @property
    def outcomes(self) -> Sequence[str]:
        """True, false and unknown."""
        return ("true", "false", "unknown")

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """Its one condition."""
        return clauses(self.tests, self.concept.when)

    def having(self, trial: Trial) -> Self:
        """The same with one more example."""
        return replace(self, trials=(*self.trials, trial))

    def outcome(self, situation: Situation, clause: Clause | None = None, node: c.Condition | None = None) -> str:
        """The truth of its condition."""
        return self._tree(situation, self.concept.when if clause is None or node is None else node).truth.name.lower()

    def trees(self, situation: Situation, clause: Clause) -> Iterable[Explained]:
        """The tree of its condition."""
        return (self._tree(situation, clause.node),)

    def _tree(self, situation: Situation, node: c.Condition) -> Explained:
        context = situation.contexts["operation"]
        return explain(node, context.view, context.concept)


def subject_of(of: Rule | Concept, tests: WrittenTests, trials: Sequence[Trial], policy: Policy) -> Subject:
    """A rule or concept of the policy as a subject."""
    return RuleSubject(of, tests, trials, policy) if isinstance(of, Rule) else ConceptSubject(of, tests, trials)
