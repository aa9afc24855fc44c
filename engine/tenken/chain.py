"""Concepts chained by durable-rules, in the one pattern that is safe.

Python decides every test on case data; only the truth values 0, 1 and 2 under generated names enter the
engine. Each concept is a disjunction of conjunctions. A conjunction is two engine rules: *certain*, where
every literal has its wanted value, and *possible*, where none has the opposite value. Certain fired: true;
only possible: unknown; neither: false. Concepts are evaluated in strata, so every literal is always given.

The engine's C module is driven directly, under a lock, in one session that has been warmed up: its default
host starts threads, and its sessions and its `$or`, `$not` and `$nex` are not safe to use.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any as Anything

import durable_rules_engine as engine  # type: ignore[import-not-found]

from tenken import condition as c
from tenken.errors import PolicyError
from tenken.texts import text
from tenken.truth import Truth

RULES_IN_BUCKET = 50
"""More than 64 rules pending for one fact is an error of the engine; a bucket's fact wakes only its rules."""
LITERALS_IN_CONJUNCTION = 40
CONJUNCTIONS_IN_CONCEPT = 24
LITERALS_IN_BUCKET = 200
"""The engine takes at most 250 properties a fact."""

_SESSION = "0"
_MATCHED, _NO_MATCH = 0, 1

Leaf = c.Test | str
"""What a literal is about: a test on case data, or a concept by its id."""
Literal = tuple[Leaf, bool]
Conjunction = tuple[Literal, ...]
_names = itertools.count()


@dataclass(frozen=True)
class Chained:
    """A concept's value, and the literals of the conjunction that decided it (none where it is false)."""

    value: Truth
    fired: Conjunction


@dataclass(frozen=True)
class _Bucket:
    marker: int
    variables: Mapping[Leaf, str]
    concepts: tuple[str, ...]


class ChainError(RuntimeError):
    """The engine failed while chaining; its session has been made anew."""


class Chain:
    """The concepts of a policy, compiled once; `evaluate` may be called from several threads."""

    def __init__(self, concepts: Mapping[str, c.Condition]):
        """Raises PolicyError where a concept is too large for the engine."""
        self._lock = threading.Lock()
        self._rules: dict[str, tuple[str, Conjunction, bool]] = {}
        self._buckets: list[_Bucket] = []
        ruleset: dict[str, Anything] = {"warm": {"all": [{"m": {"warm": 1}}]}}
        for stratum in _strata(concepts):
            for bucket in _bucketed({id_: _conjunctions(id_, concepts[id_]) for id_ in stratum}):
                ruleset.update(self._compile(bucket))
        _check_hashes(ruleset)
        self._handle = engine.create_ruleset(f"tenken{next(_names)}", json.dumps(ruleset))
        self._warm_up()

    def close(self) -> None:
        """Free the engine's session and rules."""
        with self._lock:
            if self._handle is not None:
                engine.delete_state(self._handle, _SESSION)
                engine.delete_ruleset(self._handle)
                self._handle = None

    def evaluate(self, decide: Callable[[c.Test], Truth]) -> dict[str, Chained]:
        """Every concept's value, from what `decide` says of each test. Raises ChainError if the engine fails."""
        values: dict[Leaf, Truth] = {}
        result: dict[str, Chained] = {}
        with self._lock:
            for bucket in self._buckets:
                fact: dict[str, Anything] = {"id": f"f{bucket.marker}", "sid": _SESSION, "b": bucket.marker}
                for leaf, variable in bucket.variables.items():
                    if leaf not in values:
                        values[leaf] = result[leaf].value if isinstance(leaf, str) else decide(leaf)
                    fact[variable] = int(values[leaf])
                result.update(self._read(bucket, self._fire(fact)))
        return result

    def _compile(self, bucket: Mapping[str, tuple[Conjunction, ...]]) -> dict[str, Anything]:
        marker = len(self._buckets)
        leaves = dict.fromkeys(leaf for alternatives in bucket.values() for conj in alternatives for leaf, _ in conj)
        variables = {leaf: f"v{place}" for place, leaf in enumerate(leaves)}
        self._buckets.append(_Bucket(marker, variables, tuple(bucket)))
        rules = {}
        for id_, alternatives in bucket.items():
            for conj in alternatives:
                for certain in (True, False):
                    name = f"r{len(self._rules)}"
                    self._rules[name] = (id_, conj, certain)
                    tests = [_literal(variables[leaf], wanted, certain) for leaf, wanted in conj]
                    rules[name] = {"all": [{"m": {"$and": [{"b": marker}, *tests]}}]}
        return rules

    def _read(self, bucket: _Bucket, fired: list[str]) -> dict[str, Chained]:
        result = {id_: Chained(Truth.FALSE, ()) for id_ in bucket.concepts}
        for name in fired:
            id_, conj, certain = self._rules[name]
            if certain and result[id_].value is not Truth.TRUE:
                result[id_] = Chained(Truth.TRUE, conj)
            elif not certain and result[id_].value is Truth.FALSE:
                result[id_] = Chained(Truth.UNKNOWN, conj)
        return result

    def _fire(self, fact: Mapping[str, Anything]) -> list[str]:
        """Assert one fact, drain the rules that it fires, retract it."""
        message = json.dumps(fact)
        try:
            status, offset = engine.assert_fact(self._handle, message)
            if status not in (_MATCHED, _NO_MATCH):
                raise ChainError(f"assert_fact returned {status}")
            fired = []
            if status == _MATCHED:
                started = engine.start_action_for_state(self._handle, offset)
                action = started[1] if started else None
                while action is not None:
                    fired.append(next(iter(json.loads(action))))
                    action = engine.complete_and_start_action(self._handle, offset)
            engine.retract_fact(self._handle, message)
            return fired
        except BaseException:
            engine.delete_state(self._handle, _SESSION)
            self._warm_up()
            raise

    def _warm_up(self) -> None:
        """Fire one rule first: deleting a session in which nothing ever fired crashes the engine."""
        self._fire({"id": "w", "sid": _SESSION, "warm": 1})


def _literal(variable: str, wanted: bool, certain: bool) -> dict[str, Anything]:
    if certain:
        return {variable: int(wanted)}
    return {"$neq": {variable: int(not wanted)}}


def _conjunctions(id_: str, node: c.Condition) -> tuple[Conjunction, ...]:
    alternatives = _dnf(node, True)
    literals = {leaf for conj in alternatives or () for leaf, _ in conj}
    if (
        alternatives is None
        or max(map(len, alternatives), default=0) > LITERALS_IN_CONJUNCTION
        or len(literals) > LITERALS_IN_BUCKET
    ):
        raise PolicyError(
            text(
                f"概念「{id_}」が大きすぎます。小さな概念に分けてください。",
                f"the concept '{id_}' is too large: split it into smaller concepts",
            )
        )
    return alternatives


def _dnf(node: c.Condition, wanted: bool) -> tuple[Conjunction, ...] | None:
    """The node (or its negation) as alternatives of literals, or None where they are too many.

    The laws used (de Morgan, distribution, idempotence, absorption) all hold in Kleene's logic.
    """
    match node:
        case c.Not(part):
            return _dnf(part, not wanted)
        case c.Concept(id_):
            return (((id_, wanted),),)
        case c.All(parts) | c.Any(parts):
            return _combined([_dnf(part, wanted) for part in parts], either=isinstance(node, c.Any) == wanted)
        case _:
            return (((node, wanted),),)


def _combined(inner: list[tuple[Conjunction, ...] | None], either: bool) -> tuple[Conjunction, ...] | None:
    alternatives: tuple[Conjunction, ...] = () if either else ((),)
    for part in inner:
        if part is None:
            return None
        if either:
            grown = alternatives + part
        else:
            grown = tuple(tuple(dict.fromkeys(one + other)) for one in alternatives for other in part)
        alternatives = _absorbed(grown)
        if len(alternatives) > CONJUNCTIONS_IN_CONCEPT:
            return None
    return alternatives


def _absorbed(alternatives: tuple[Conjunction, ...]) -> tuple[Conjunction, ...]:
    """Without repetitions, and without those that say more than another: `a or (a and b)` is `a`."""
    sets = list(dict.fromkeys(map(frozenset, alternatives)))
    kept = {one for one in sets if not any(other < one for other in sets)}
    return tuple({frozenset(conj): conj for conj in reversed(alternatives) if frozenset(conj) in kept}.values())[::-1]


def _strata(concepts: Mapping[str, c.Condition]) -> list[list[str]]:
    """The concepts in levels, each naming only concepts of earlier levels. There are no cycles (see load)."""
    level: dict[str, int] = {}

    def of(id_: str) -> int:
        if id_ not in level:
            level[id_] = 1 + max((of(needed) for needed in c.concepts_used(concepts[id_])), default=-1)
        return level[id_]

    strata: list[list[str]] = [[] for _ in range(1 + max(map(of, concepts), default=-1))]
    for id_ in concepts:
        strata[level[id_]].append(id_)
    return strata


def _bucketed(stratum: Mapping[str, tuple[Conjunction, ...]]) -> list[dict[str, tuple[Conjunction, ...]]]:
    """A stratum's concepts in buckets that the engine can take."""
    buckets: list[dict[str, tuple[Conjunction, ...]]] = [{}]
    rules, leaves = 0, set[Leaf]()
    for id_, alternatives in stratum.items():
        own = {leaf for conj in alternatives for leaf, _ in conj}
        if buckets[-1] and (rules + 2 * len(alternatives) > RULES_IN_BUCKET or len(leaves | own) > LITERALS_IN_BUCKET):
            buckets.append({})
            rules, leaves = 0, set()
        buckets[-1][id_] = alternatives
        rules += 2 * len(alternatives)
        leaves |= own
    return [bucket for bucket in buckets if bucket]


def _check_hashes(ruleset: Mapping[str, Anything]) -> None:
    """The engine tells names apart by a 32-bit hash alone."""
    hashes = {_fnv1a(name) for name in ruleset}
    if len(hashes) != len(ruleset):
        raise PolicyError(text("概念の内部名が衝突しました。", "internal names of the concepts collide"))


def _fnv1a(name: str) -> int:
    value = 0x811C9DC5
    for byte in name.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value
