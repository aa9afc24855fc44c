"""Random policies over a small vocabulary: every node of the condition language in every place that may hold one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from tenken import condition as c
from tenken.policy.law import strongest_allowed
from tenken.policy.model import Concept, Exemption, Policy, Rule
from tenken.policy.vocabulary import Fact, Vocabulary
from tenken.texts import text
from tenken.values import DateSpan, NumberSpan, parse_date, parse_number

DEPTH = 3
RULES, CONCEPTS = 25, 6


class Conditions:
    """Makes conditions that fit a vocabulary."""

    def __init__(self, rng: random.Random, vocabulary: Vocabulary):
        self.rng = rng
        self.facts = list(vocabulary.facts.values())

    def condition(self, depth: int, concepts: Sequence[str]) -> c.Condition:
        """A condition of at most so many levels, which may name some concepts."""
        rng = self.rng
        if depth == 0 or rng.random() < 0.3:
            named = bool(concepts) and rng.random() < 0.25
            return c.Concept(rng.choice(concepts)) if named else self.test(rng.choice(self.facts))
        if rng.random() < 0.2:
            return c.Not(self.condition(depth - 1, concepts))
        parts = tuple(self.condition(depth - 1, concepts) for _ in range(rng.choice([0, 1, 2, 2, 3])))
        return rng.choice([c.All, c.Any])(parts)

    def test(self, fact: Fact, name: str | None = None) -> c.Condition:
        """A test of a fact, or of a field of an element, which goes by its name alone."""
        rng, path = self.rng, name or fact.path
        if rng.random() < 0.15:
            return c.Stated(path)
        match fact.kind:
            case "boolean":
                return c.OneOf(path, (rng.random() < 0.5,))
            case "text":
                return c.OneOf(path, ("x",))
            case "choice":
                return c.OneOf(path, tuple(rng.sample(list(fact.choices), rng.choice([1, 2]))))
            case "number" | "integer":
                return self._compared(
                    fact, path, parse_number(rng.choice([0, 1, 3, 100, 1000])), inside=name is not None
                )
            case "date":
                if name is None and rng.random() < 0.3:
                    return c.Lasts(
                        path, rng.choice(self._of(fact.kind)), rng.choice([None, 5, 400]), rng.choice([None, 3000])
                    )
                return self._compared(
                    fact, path, parse_date(rng.choice(["2018", "2020-04", "2022-06-01"])), inside=name is not None
                )
            case _:
                return self._of_list(fact, path, inside=name is not None)

    def _compared(self, fact: Fact, path: str, bound: NumberSpan | DateSpan, inside: bool) -> c.Condition:
        if self.rng.random() < 0.3:
            return c.OneOf(path, (bound,))
        test = self.rng.choice([c.AtLeast, c.AtMost])
        other = self.rng.random() < 0.3 and not inside
        return test(path, c.Path(self.rng.choice(self._of(fact.kind))) if other else bound)

    def _of(self, kind: str) -> list[str]:
        head = ["consulted_on", "starts_on"] if kind == "date" else []
        return [fact.path for fact in self.facts if fact.kind == kind] + head

    def _of_list(self, fact: Fact, path: str, inside: bool) -> c.Condition:
        assert fact.item is not None
        if fact.item.kind != "object":
            return c.Includes(path, tuple(self.rng.sample(list(fact.item.choices), self.rng.choice([1, 2]))))
        fields = self.rng.sample(sorted(fact.item.fields), self.rng.choice([1, 2]))
        tests = tuple(self.test(fact.item.fields[field], field) for field in fields)
        return self.rng.choice([c.Every, c.Some])(path, self.rng.choice([c.All, c.Any])(tests))


def random_policy(shipped: Policy, vocabulary: Vocabulary, rng: random.Random) -> Policy:
    """The shipped laws, cities and riders under rules and concepts that say anything at all."""
    make = Conditions(rng, vocabulary)
    concepts: dict[str, Concept] = {}
    for number in range(CONCEPTS):
        id_ = "consultation-required" if number == 0 and rng.random() < 0.5 else f"c{number}"
        concepts[id_] = Concept(id_, text(f"概念{number}", f"concept {number}"), make.condition(2, list(concepts)))
    provisions = [one for one in shipped.provisions.values() if one.scope is None]
    rules = {f"r{number}": _rule(f"r{number}", make, list(concepts), provisions, shipped) for number in range(RULES)}
    return Policy(vocabulary, shipped.provisions, concepts, shipped.riders, shipped.municipalities, {}, rules, "random")


def _rule(id_: str, make: Conditions, concepts: Sequence[str], provisions: Sequence, shipped: Policy) -> Rule:  # type: ignore[type-arg]
    rng = make.rng
    pattern = rng.choice(list(shipped.rules.values()))
    cited = tuple(rng.sample(provisions, rng.choice([1, 1, 2])))
    exemption = Exemption(make.condition(1, concepts), rng.choice(provisions)) if rng.random() < 0.3 else None
    return replace(
        pattern,
        id=id_,
        provisions=cited,
        force=strongest_allowed(cited),
        at=rng.choice(["operation", "consultation"]),
        when=make.condition(DEPTH - 1, concepts),
        require=make.condition(DEPTH, concepts),
        unless=exemption,
        council_judges=rng.random() < 0.1,
        fail=text(
            "値は{g.count}、{g.kind}、{days:g.day:g.until}日。",
            "{g.count}, {g.kind}, {g.parts}, {days:g.day:starts_on}",
        ),
        rider=rng.choice([None, *shipped.riders]),
        ask={},
    )
