"""What a rule reads: the facts behind its conditions."""

from __future__ import annotations

from tenken.condition import concepts_used, paths_read, walk
from tenken.policy.model import Policy, Rule


def facts_read(rule: Rule, policy: Policy) -> frozenset[str]:
    """The facts that a rule reads in its `when` and `require`, through its concepts."""
    pending, paths, seen = [rule.when, rule.require], set[str](), set[str]()
    while pending:
        for node in walk(pending.pop()):
            paths.update(paths_read(node))
            for id_ in set(concepts_used(node)) - seen:
                seen.add(id_)
                pending.append(policy.concepts[id_].when)
    return frozenset(path for path in paths if path in policy.vocabulary.facts)
