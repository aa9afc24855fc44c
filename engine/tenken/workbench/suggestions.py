"""Examples that would show what is lacking: one that there is, with one or two of its facts changed.

What is tried for a fact are the values that the conditions name, their neighbours, and nothing at all. The rule
as it stands says what the example would expect; whether that is right is for its author to say.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, count, islice, product
from typing import Any

from tenken import condition as c
from tenken.api import Tenken
from tenken.errors import shortened
from tenken.evaluate import Situation
from tenken.policy.model import DEFAULT_MUNICIPALITY, Example, Policy
from tenken.policy.vocabulary import HEAD
from tenken.readings.explain import decide
from tenken.truth import Truth, negate
from tenken.view import View, views
from tenken.wording import label, show
from tenken.workbench.clauses import Mutant
from tenken.workbench.coverage import Gap
from tenken.workbench.subjects import Subject
from tenken.workbench.testing import decides, gaps, notices, shown_by, survivors
from tenken.workbench.trials import Trial, as_case
from tenken.workbench.values_tried import ABSENT, CITY, keys_of, tried

MOST_TRIED = 4000
"""Examples tried for one gap before the search gives up."""

EMPTY = Example("—", {}, "open", DEFAULT_MUNICIPALITY, "2022-06-01", "2022-07-01")

MOST_WAYS = 8
"""Ways of reaching a truth value that are followed for each part of a condition."""

_Changes = Mapping[str, Any]
_Variant = tuple[Example, _Changes]


@dataclass(frozen=True)
class Suggestion:
    """A new example as a trial, the one it was made from, and what was changed."""

    trial: Trial
    base: Example
    changed: _Changes


def completing(tenken: Tenken, subject: Subject, mutate: bool) -> list[Example]:
    """Examples that together show all that is lacking, as far as any were found."""
    found: list[Example] = []
    hopeless: set[object] = set()
    while True:
        lacking = [one for one in _lacking(tenken, subject, mutate) if _key(one) not in hopeless]
        if not lacking:
            return found
        search = Search(tenken, subject)
        suggestion = search.for_what(lacking[0])
        if suggestion is None:
            hopeless.add(_key(lacking[0]))
            continue
        taken = {trial.example.name for trial in subject.trials}
        example = replace(suggestion.trial.example, name=unused(name_of(suggestion, tenken.policy), taken))
        found.append(example)
        subject = subject.having(replace(suggestion.trial, example=example))


_What = str | Gap | Mutant
"""What is lacking: an outcome, something of condition coverage, or notice of a mutant."""


def _lacking(tenken: Tenken, subject: Subject, mutate: bool) -> list[_What]:
    shown = {subject.outcome(trial.situation) for trial in subject.trials}
    lacking: list[_What] = [outcome for outcome in subject.outcomes if outcome not in shown]
    lacking += gaps(subject)[1]
    if mutate and not lacking:
        lacking += survivors(subject, tenken.policy)[1]
    return lacking


def _key(what: _What) -> object:
    match what:
        case Gap(spot, truth):
            return spot.at, spot.place, truth
        case Mutant():
            return what.id
        case outcome:
            return outcome


class Search:
    """Looks for examples of one rule or concept."""

    def __init__(self, tenken: Tenken, subject: Subject):
        self.tenken = tenken
        self.subject = subject
        self.values = tried([clause.node for clause in subject.clauses], tenken.policy)
        self.bases = [trial.example for trial in subject.trials] or [EMPTY]

    def for_what(self, what: _What) -> Suggestion | None:
        """An example that shows what is lacking, or None where none was found."""
        match what:
            case Gap():
                return self.for_gap(what)
            case Mutant():
                return self.for_mutant(what)
            case outcome:
                return self.for_outcome(outcome)

    def for_mutant(self, mutant: Mutant) -> Suggestion | None:
        """An example that comes out otherwise under the mutant."""
        return self._first(self._variants(), lambda trial: notices(self.subject, trial, mutant))

    def for_gap(self, gap: Gap) -> Suggestion | None:
        """An example on which a test has the truth value that is lacking, or decides."""
        spot, lacking = gap.spot, gap.lacking
        if lacking is None:
            return self._first(self._variants(), lambda trial: decides(self.subject, trial, spot))
        reaching = chain(self._reaching(spot.node, lacking) if spot.inside is None else (), self._variants())
        return self._first(reaching, lambda trial: lacking in shown_by(self.subject, trial, spot))

    def for_outcome(self, outcome: str) -> Suggestion | None:
        """An example that comes out as said."""
        variants = chain(self._aimed(), self._variants())
        return self._first(variants, lambda trial: self.subject.outcome(trial.situation) == outcome)

    def _aimed(self) -> Iterator[_Variant]:
        """Examples changed so that the conditions have each combination of truth values."""
        nodes = [clause.node for clause in self.subject.clauses]
        for truths in product(Truth, repeat=len(nodes)):
            ways = _together([self._changes(node, truth) for node, truth in zip(nodes, truths, strict=True)])
            yield from ((base, changed) for changed in islice(ways, MOST_WAYS) for base in (EMPTY, *self.bases))

    def _first(self, variants: Iterable[_Variant], wanted: Callable[[Trial], bool]) -> Suggestion | None:
        for base, changed in islice(variants, MOST_TRIED):
            example = varied(base, changed)
            situation = self._situation(example)
            if situation is not None:
                outcome: Any = self.subject.outcome(situation)
                trial = Trial(replace(example, expect=outcome), len(self.subject.trials), situation)
                if wanted(trial):
                    return Suggestion(trial, base, changed)
        return None

    def _situation(self, example: Example) -> Situation | None:
        """None where the example would be no case."""
        data = as_case(example)
        if any(True for _ in self.tenken.reader.faults(data)):
            return None
        return self.tenken.situation(self.tenken.case(data))

    def _variants(self) -> Iterator[_Variant]:
        """Examples with one change each, then with two."""
        for path, values in self.values.items():
            yield from ((base, {path: value}) for base in self.bases for value in values)
        for (one, ones), (other, others) in combinations(self.values.items(), 2):
            yield from ((base, {one: a, other: b}) for base in self.bases for a, b in product(ones, others))

    def _reaching(self, node: c.Condition, truth: Truth) -> Iterator[_Variant]:
        """Examples changed just so that a condition has a truth value."""
        for changed in islice(self._changes(node, truth), MOST_TRIED):
            yield from ((base, changed) for base in self.bases)

    def _changes(self, node: c.Condition, truth: Truth) -> Iterator[_Changes]:
        match node:
            case c.Concept(id_):
                yield from self._changes(self.tenken.policy.concepts[id_].when, truth)
            case c.Not(part):
                yield from self._changes(part, negate(truth))
            case c.All(parts) | c.Any(parts):
                if truth is Truth.UNKNOWN or truth is Truth.of(isinstance(node, c.All)):
                    yield from _together([self._changes(part, truth) for part in parts])
                else:
                    yield from chain.from_iterable(self._changes(part, truth) for part in parts)
            case _:
                yield from self._of_test(node, truth)

    def _of_test(self, test: c.Test, truth: Truth) -> Iterator[_Changes]:
        paths = [path for path in keys_of(test) if path in self.values]
        for chosen in product(*(self.values[path] for path in paths)):
            changed = dict(zip(paths, chosen, strict=True))
            if decide(test, self._view(varied(EMPTY, changed))) is truth:
                yield changed

    def _view(self, example: Example) -> View:
        """What one test is decided on. The values tried fit their facts, so they need no validation."""
        case = self.tenken.case(as_case(example))
        return views(case, self.tenken.policy.municipalities[case.municipality])["operation"]


def _together(parts: Sequence[Iterator[_Changes]]) -> Iterator[_Changes]:
    """Changes that serve all parts at once."""
    if not parts:
        yield {}
        return
    first, *rest = (list(islice(part, MOST_WAYS)) for part in parts)
    for one in first:
        for others in _together([iter(ways) for ways in rest]):
            if all(others.get(path, value) == value for path, value in one.items()):
                yield {**one, **others}


def varied(base: Example, changed: Mapping[str, Any]) -> Example:
    """An example with some facts or dates changed; ABSENT takes one away."""
    facts = copy.deepcopy(dict(base.facts))
    head: dict[str, Any] = {}
    for path, value in changed.items():
        if path in HEAD or path == CITY:
            head[path] = None if value is ABSENT else value
            continue
        group, name = path.split(".", 1)
        stated = dict(facts.get(group, {}))
        stated.pop(name, None)
        if value is not ABSENT:
            stated[name] = value
        facts[group] = stated
    return replace(base, facts={group: stated for group, stated in facts.items() if stated}, **head)


def name_of(suggestion: Suggestion, policy: Policy) -> str:
    """A name in Japanese: what the example states where that is little, else how it differs from its base."""
    example, base = suggestion.trial.example, suggestion.base
    stated = [(f"{group}.{name}", value) for group, facts in example.facts.items() for name, value in facts.items()]
    heads = [_said(path, value, policy) for path, value in suggestion.changed.items() if path in HEAD or path == CITY]
    whole = "、".join([*(_said(path, value, policy) for path, value in stated), *heads])
    if base is EMPTY or (len(stated) <= FEW_FACTS and len(whole) <= LONGEST_NAME):
        return whole or "何も記載なし"
    changed = "、".join(_said(path, value, policy) for path, value in suggestion.changed.items())
    origin = base.name.split("（ほかは")[0]
    return f"{changed}（ほかは「{origin}」と同じ）"


FEW_FACTS, LONGEST_NAME = 3, 70


def _said(path: str, value: Any, policy: Policy) -> str:
    if path == CITY:
        return f"自治体: {policy.municipalities[value].name.ja}"
    named = label(path, policy.vocabulary).ja
    if value is ABSENT:
        return f"{named}の記載なし"
    if isinstance(value, dict) and not value.get("items", True):
        return f"{named}: 全部は分からない"
    shown = shortened(show(policy.vocabulary.facts.get(path) or HEAD.get(path), value, "ja"))
    return f"{named}: {shown}"


def unused(name: str, taken: Collection[str]) -> str:
    """The name, with a number where it is taken."""
    numbered = (f"{name} その{number}" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in taken)
