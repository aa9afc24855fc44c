"""The conditions of rules and concepts as what is tested, and the mutants of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tenken import condition as c
from tenken.policy.check import At, parse_condition
from tenken.policy.examples import WrittenTests
from tenken.policy.model import Exemption, Policy, Rule
from tenken.workbench.mutations import Mutation, mutations


@dataclass(frozen=True)
class Clause:
    """One condition of a rule or a concept: `when`, `unless` or `require`, as written and as nodes.

    `at` is its path in the file.
    """

    name: str
    at: At
    raw: Mapping[str, Any]
    node: c.Condition


@dataclass(frozen=True)
class Mutant:
    """A clause changed by one mutation; `node` is None where an exemption is dropped altogether."""

    clause: Clause
    mutation: Mutation
    node: c.Condition | None

    @property
    def id(self) -> str:
        """Its name within the rule or concept."""
        return f"{self.clause.name}{'/' if self.mutation.at else ' '}{self.mutation.name}"

    @property
    def at(self) -> At:
        """The path of the changed entry in the file."""
        return (*self.clause.at, *self.mutation.at)


def clauses(tests: WrittenTests, of: Rule | c.Condition) -> tuple[Clause, ...]:
    """The conditions of a rule, or the one of a concept."""
    raw, base = tests.raw, tests.base
    if not isinstance(of, Rule):
        return (Clause("when", (*base, "when"), raw["when"], of),)
    found = [Clause("when", ("when",), raw["when"], of.when)]
    if of.unless is not None:
        found.append(Clause("unless", ("unless", "condition"), raw["unless"]["condition"], of.unless.condition))
    return (*found, Clause("require", ("require",), raw["require"], of.require))


def mutants(clause: Clause, policy: Policy) -> Iterator[Mutant]:
    """The mutants of a clause that can differ from it, each once.

    Left out by rule: what reads like the original, or like an earlier mutant, once it is parsed. At least one day,
    no day or less of a period read alike, since a period of less than one day never counts.
    """
    seen = {_plain(clause.node)}
    for mutation in mutations(clause.raw):
        node = parse_condition(mutation.whole, policy.vocabulary, policy.concepts, clause.at)
        plain = _plain(node)
        if plain not in seen:
            seen.add(plain)
            yield Mutant(clause, mutation, node)
    if clause.name == "unless":
        yield Mutant(clause, Mutation((), None, clause.raw, None, {}, "left out"), None)


def sides(mutant: Mutant, policy: Policy) -> tuple[c.Condition, c.Condition | None]:
    """The changed entry before and after, as conditions; None where it is left out."""
    mutation = mutant.mutation
    before, after = (
        None if raw is None else parse_condition(raw, policy.vocabulary, policy.concepts, inside=mutation.inside)
        for raw in (mutation.before, mutation.after)
    )
    assert before is not None
    return before, after


def with_clause(rule: Rule, clause: Clause, node: c.Condition | None) -> Rule:
    """The rule with another condition in the place of one of its own; None drops the exemption."""
    if node is None:
        return replace(rule, unless=None)
    if clause.name == "unless":
        assert rule.unless is not None
        return replace(rule, unless=Exemption(node, rule.unless.provision))
    return replace(rule, when=node) if clause.name == "when" else replace(rule, require=node)


def _plain(node: c.Condition) -> c.Condition:
    """What reads alike, in one form: `all` in `all` (and `any` in `any`) flattened, `not not` gone, parts in one order,
    at least one day of every period.
    """
    match node:
        case c.All(parts):
            return _flat(parts, c.All)
        case c.Any(parts):
            return _flat(parts, c.Any)
        case c.Not(c.Not(part)):
            return _plain(part)
        case c.Not(part):
            return c.Not(_plain(part))
        case c.Every(path, inner):
            return c.Every(path, _plain(inner))
        case c.Some(path, inner):
            return c.Some(path, _plain(inner))
        case c.Lasts(_, _, at_least_days):
            return replace(node, at_least_days=max(at_least_days or 1, 1))
        case _:
            return node


def _flat(parts: tuple[c.Condition, ...], kind: type[c.All] | type[c.Any]) -> c.Condition:
    flat: list[c.Condition] = []
    for part in map(_plain, parts):
        flat += part.parts if isinstance(part, c.All | c.Any) and isinstance(part, kind) else [part]
    unique = tuple(sorted(dict.fromkeys(flat), key=repr))
    return unique[0] if len(unique) == 1 else kind(unique)
