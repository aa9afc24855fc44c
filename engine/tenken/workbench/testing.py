"""Puts a policy to the test: examples, condition coverage, and the mutants that examples notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tenken.api import Tenken
from tenken.errors import TenkenError
from tenken.policy.examples import WrittenTests
from tenken.policy.files import Document
from tenken.policy.law import Provision
from tenken.policy.model import Concept, Policy, Rule
from tenken.policy.uses import rules_under
from tenken.texts import Text
from tenken.truth import Truth
from tenken.workbench.clauses import Mutant, mutants
from tenken.workbench.coverage import ALWAYS, NEVER, Gap, Spot, forced, seen, spots
from tenken.workbench.periods import MovedDay, can_matter, moved_days, noticed
from tenken.workbench.selection import Selection
from tenken.workbench.subjects import RuleSubject, Subject, subject_of
from tenken.workbench.trials import Trial, trials


@dataclass(frozen=True)
class Failure:
    """An example that comes out otherwise than it says."""

    trial: Trial
    outcome: str


@dataclass(frozen=True)
class Survivor:
    """A mutant that no example notices, and why its author says that none can."""

    mutant: Mutant
    explained: Text | None


@dataclass(frozen=True)
class SubjectResult:
    """What testing a rule or a concept showed. `owed` counts what condition coverage asks for."""

    subject: Subject
    errors: tuple[TenkenError, ...]
    failures: tuple[Failure, ...]
    owed: int
    gaps: tuple[Gap, ...]
    killed: int
    survivors: tuple[Survivor, ...]
    stale: tuple[str, ...]
    """Explained mutants that examples notice, or that do not exist."""

    @property
    def failed(self) -> int:
        """How many examples come out otherwise than they say, or are no cases."""
        return len(self.failures) + len(self.subject.tests.examples) - len(self.subject.trials)


@dataclass(frozen=True)
class PeriodsResult:
    """What moving a provision's days showed on the examples of the rules that rest on it."""

    provision: Provision
    doc: Document
    rules: tuple[RuleSubject, ...]
    killed: int
    survivors: tuple[MovedDay, ...]


@dataclass(frozen=True)
class PolicyResult:
    """All that was tested. Without mutation, `mutated` is false and nothing was killed or survived."""

    rules: int
    results: tuple[SubjectResult, ...]
    periods: tuple[PeriodsResult, ...]
    mutated: bool

    @property
    def examples(self) -> int:
        """How many examples there are."""
        return sum(len(one.subject.tests.examples) for one in self.results)

    @property
    def failed(self) -> int:
        """How many examples come out otherwise than they say, or are no cases."""
        return sum(one.failed for one in self.results)

    @property
    def coverage(self) -> float:
        """The share of what condition coverage asks for that the examples show."""
        owed = sum(one.owed for one in self.results)
        return 1 - sum(len(one.gaps) for one in self.results) / owed if owed else 1.0

    @property
    def killed(self) -> int:
        """Mutants that some example notices."""
        return sum(one.killed for one in self.results) + sum(one.killed for one in self.periods)

    @property
    def survived(self) -> int:
        """Mutants that no example notices, explained or not."""
        return sum(len(one.survivors) for one in self.results) + sum(len(one.survivors) for one in self.periods)

    @property
    def score(self) -> float:
        """The share of the mutants that examples notice."""
        return self.killed / (self.killed + self.survived) if self.killed + self.survived else 1.0

    @property
    def unexplained(self) -> int:
        """Survivors of which nobody says why no example can notice them."""
        own = sum(1 for result in self.results for one in result.survivors if one.explained is None)
        return own + sum(len(one.survivors) for one in self.periods)


def put_to_test(
    tenken: Tenken,
    selection: Selection,
    mutate: bool = False,
    progress: Callable[[Sequence[Subject]], Iterable[Subject]] = lambda subjects: subjects,
) -> PolicyResult:
    """Test what is selected. `progress` may watch the subjects go by."""
    policy = tenken.policy
    named: list[tuple[Rule | Concept, WrittenTests]] = [
        *((policy.rules[id_], tests) for id_, tests in selection.rules.items()),
        *((policy.concepts[id_], tests) for id_, tests in selection.concepts.items()),
    ]
    prepared = [(of, tests, trials(tenken, tests)) for of, tests in named]
    subjects: list[Subject] = [subject_of(of, tests, found, policy) for of, tests, (found, _) in prepared]
    errors = [tuple(wrong) for _, _, (_, wrong) in prepared]
    results = tuple(
        _result(subject, wrong, policy, mutate) for subject, wrong in zip(progress(subjects), errors, strict=True)
    )
    periods = _periods(policy, selection.provisions, subjects) if mutate else ()
    return PolicyResult(len(selection.rules), results, periods, mutate)


def _result(subject: Subject, errors: tuple[TenkenError, ...], policy: Policy, mutate: bool) -> SubjectResult:
    failures = [
        Failure(trial, outcome)
        for trial in subject.trials
        if (outcome := subject.outcome(trial.situation)) != trial.example.expect
    ]
    owed, lacking = gaps(subject)
    killed, left = survivors(subject, policy) if mutate else (0, [])
    explained = subject.tests.explained
    stale = set(explained) - {mutant.id for mutant in left} if mutate else ()
    return SubjectResult(
        subject,
        errors,
        tuple(failures),
        owed,
        tuple(lacking),
        killed,
        tuple(Survivor(mutant, explained.get(mutant.id)) for mutant in left),
        tuple(sorted(stale)),
    )


def gaps(subject: Subject) -> tuple[int, list[Gap]]:
    """How much condition coverage asks for, and what is lacking."""
    owed, lacking = 0, list[Gap]()
    for spot in (spot for clause in subject.clauses for spot in spots(clause)):
        shown = {truth for trial in subject.trials for truth in shown_by(subject, trial, spot)}
        owed += len(spot.owed) + 1
        lacking += [Gap(spot, truth) for truth in spot.owed if truth not in shown]
        if not any(decides(subject, trial, spot) for trial in subject.trials):
            lacking.append(Gap(spot, None))
    return owed, lacking


def shown_by(subject: Subject, trial: Trial, spot: Spot) -> frozenset[Truth]:
    """The truth values that a test has on an example."""
    trees = subject.trees(trial.situation, spot.clause)
    return frozenset(truth for tree in trees for truth in seen(spot, tree))


def decides(subject: Subject, trial: Trial, spot: Spot) -> bool:
    """Does the outcome change when a test that is known to be true or false is turned round?"""
    shown, outcome = shown_by(subject, trial, spot), subject.outcome(trial.situation)
    turned = [other for truth, other in ((Truth.TRUE, NEVER), (Truth.FALSE, ALWAYS)) if truth in shown]
    return any(subject.outcome(trial.situation, spot.clause, forced(spot, other)) != outcome for other in turned)


def survivors(subject: Subject, policy: Policy) -> tuple[int, list[Mutant]]:
    """How many mutants the examples notice, and those that they do not."""
    found = [mutant for clause in subject.clauses for mutant in mutants(clause, policy)]
    left = [mutant for mutant in found if not any(notices(subject, trial, mutant) for trial in subject.trials)]
    return len(found) - len(left), left


def notices(subject: Subject, trial: Trial, mutant: Mutant) -> bool:
    """Does an example come out otherwise under the mutant?"""
    situation = trial.situation
    return subject.outcome(situation) != subject.outcome(situation, mutant.clause, mutant.node)


def _periods(
    policy: Policy, provisions: Mapping[str, Document], subjects: Sequence[Subject]
) -> tuple[PeriodsResult, ...]:
    """Only rules that are tested too can notice a moved day."""
    tried = {one.id: one for one in subjects if isinstance(one, RuleSubject)}
    trials_of = {id_: one.trials for id_, one in tried.items()}
    results = []
    for id_, doc in provisions.items():
        provision = policy.provisions[id_]
        rules = rules_under(id_, (one.rule for one in tried.values()))
        if rules:
            moved = [one for one in moved_days(provision) if can_matter(one, rules)]
            left = tuple(one for one in moved if not noticed(one, rules, trials_of))
            resting = tuple(tried[rule.id] for rule in rules)
            results.append(PeriodsResult(provision, doc, resting, len(moved) - len(left), left))
    return tuple(results)
