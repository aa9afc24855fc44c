"""Random cases over a vocabulary, and ways to state less of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tenken.policy.model import Policy
from tenken.policy.vocabulary import Fact, Vocabulary

UNDECIDED = {"undecided": True}
FIRST_DAY = date(2014, 1, 1)
DAYS = ("2015-06-22", "2018-02-02", "2021-11-09", "2022-06-01", "2023-03-31", "2024-06-01", "2025-08-01")


class Facts:
    """Makes values for facts, and makes them less precise: whoever then adds what was lost states the first again."""

    def __init__(self, rng: random.Random):
        self.rng = rng

    def case(self, vocabulary: Vocabulary, share: float) -> dict[str, dict[str, Any]]:
        """About so large a share of all facts, by group and name."""
        facts: dict[str, dict[str, Any]] = {}
        for path, fact in vocabulary.facts.items():
            if self.rng.random() < share:
                group, name = path.split(".", 1)
                facts.setdefault(group, {})[name] = self.value(fact)
        return facts

    def value(self, fact: Fact, undecided: float = 0.05) -> Any:
        """A value that the fact's kind allows, as written in a case."""
        rng = self.rng
        if rng.random() < undecided:
            return UNDECIDED
        match fact.kind:
            case "boolean":
                return rng.random() < 0.5
            case "choice":
                return rng.choice(list(fact.choices))
            case "text":
                return rng.choice(["x", "文", "some words"])
            case "number" | "integer":
                return self._number(fact)
            case "date":
                return self._date()
            case "object":
                return {name: self.value(inner) for name, inner in fact.fields.items() if rng.random() < 0.7}
            case "list":
                assert fact.item is not None
                items = [self.value(fact.item, undecided=0) for _ in range(rng.choice([0, 1, 1, 2, 3, 6]))]
                if fact.item.kind == "choice":
                    items = list(dict.fromkeys(items))
                return {"items": items, "complete": False} if rng.random() < 0.3 else items

    def _number(self, fact: Fact) -> Any:
        rng = self.rng
        n = rng.choice([0, 1, 2, 3, 5, 7, 12, 15, 30, 60, 500, 999, 1000, 10_000, 100_000, 299_999, 300_000])
        return rng.choice([n, n, n, {"about": n}, {"at_least": n}, {"at_most": n}, {"at_least": n, "at_most": 2 * n}])

    def _date(self) -> str:
        day = (FIRST_DAY + timedelta(days=self.rng.randrange(4200))).isoformat()
        return day[: self.rng.choice([10, 10, 10, 7, 4])]

    def less(
        self, vocabulary: Vocabulary, facts: Mapping[str, Mapping[str, Any]], share: float
    ) -> dict[str, dict[str, Any]]:
        """The same facts with about so large a share of them left out or made less precise."""
        result: dict[str, dict[str, Any]] = {}
        for group, stated in facts.items():
            for name, raw in stated.items():
                kept = raw if self.rng.random() >= share else self.vaguer(vocabulary.facts[f"{group}.{name}"], raw)
                if kept is not None:
                    result.setdefault(group, {})[name] = kept
        return result

    def vaguer(self, fact: Fact, raw: Any) -> Any:
        """A value that leaves more open than this one; None where it is left out."""
        rng = self.rng
        if raw == UNDECIDED or rng.random() < 0.4:
            return None
        match fact.kind:
            case "date":
                return raw[: rng.choice([7, 4])]
            case "number" | "integer":
                return self._wider(raw)
            case "list":
                return self._partial(fact, raw)
            case _:
                return None

    def _wider(self, raw: Any) -> Any:
        if isinstance(raw, dict) and "about" in raw:
            return {"at_least": raw["about"] * 0.8 - 1}
        bounds = dict(raw) if isinstance(raw, dict) else {"at_least": raw, "at_most": raw}
        if not isinstance(raw, dict) and self.rng.random() < 0.4:
            return {"about": raw}
        if len(bounds) == 2 and self.rng.random() < 0.5:
            del bounds[self.rng.choice(["at_least", "at_most"])]
        return {bound: n - 1 if bound == "at_least" else n + 1 for bound, n in bounds.items()}

    def _partial(self, fact: Fact, raw: Any) -> Any:
        """Fewer elements, elements of which less is said, and in any case perhaps more than are stated."""
        assert fact.item is not None
        items = raw if isinstance(raw, list) else raw["items"]
        kept = [item for item in items if self.rng.random() < 0.7]
        if fact.item.kind == "object":
            fields = fact.item.fields
            kept = [
                {
                    name: value
                    for name, one in item.items()
                    if (value := one if self.rng.random() < 0.6 else self.vaguer(fields[name], one)) is not None
                }
                for item in kept
            ]
        return {"items": kept, "complete": False}


def head(policy: Policy, make: Facts) -> dict[str, Any]:
    """All of a random case but its facts: city, dates, stage, and now and then promises and what was not answered."""
    rng, vocabulary = make.rng, policy.vocabulary
    consulted_on = rng.choice(DAYS)
    data: dict[str, Any] = {"municipality": rng.choice(list(policy.municipalities)), "consulted_on": consulted_on}
    if rng.random() < 0.7:
        year = int(consulted_on[:4]) + 1
        data["starts_on"] = rng.choice([str(year), f"{year}-04", f"{year}-04-01"])
    if rng.random() < 0.3:
        promised = rng.sample(list(vocabulary.facts), 3)
        data["commitments"] = [{"path": path, "value": make.value(vocabulary.facts[path])} for path in promised]
        asked = rng.sample(list(vocabulary.facts), 3)
        data["unanswered"] = [{"path": path, "kind": rng.choice(["deferred", "no_answer"])} for path in asked]
    return data


SHARES = (0.05, 0.3, 0.6, 0.9, 1.0)
"""How much of the vocabulary a random case states."""
