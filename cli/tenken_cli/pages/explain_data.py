"""The data of `tenken explain`: each finding as in the report, with the trees behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tenken import condition as c
from tenken.assessment import Assessment, Finding
from tenken.evaluate import Context, Evaluated, Judgement
from tenken.findings import fact_out
from tenken.readings.explain import Explained
from tenken_cli.reports.conditions import Names, in_words


def as_data(evaluated: Evaluated, assessment: Assessment, findings: Sequence[Finding]) -> dict[str, Any]:
    """The explanation of one case as data: each finding as in the report, with its trees."""
    judgements = {one.rule.id: one for one in evaluated.judgements}
    return {
        "id": assessment.id,
        "title": assessment.title,
        "digest": assessment.digest,
        "opinion": assessment.opinion,
        "findings": [_finding_data(one, judgements[one.rule], evaluated) for one in findings],
    }


def _finding_data(one: Finding, judged: Judgement, evaluated: Evaluated) -> dict[str, Any]:
    context = evaluated.contexts[judged.rule.at]
    return {
        **one.model_dump(mode="json", by_alias=True),
        "because": judged.rule.because.model_dump(),
        "law_of": judged.span.written,
        "in_force": judged.in_force.name.lower(),
        "when": _tree_data(judged.when, context),
        "unless": _tree_data(judged.exempt, context) if judged.exempt else None,
        "require": _tree_data(judged.require, context),
    }


def _tree_data(tree: Explained, context: Context, names: Names | None = None) -> dict[str, Any]:
    vocabulary = context.policy.vocabulary
    names = names or Names(vocabulary, "ja")
    data: dict[str, Any] = {"kind": _kind(tree.node), "truth": tree.truth.name.lower()}
    if isinstance(tree.node, c.Concept):
        concept = context.policy.concepts[tree.node.id]
        data.update(concept=concept.id, title=concept.title.model_dump())
    else:
        english = Names(vocabulary, "en", names.inside)
        data["text"] = {"ja": in_words(tree.node, names), "en": in_words(tree.node, english)}
    if tree.paths:
        facts = (fact_out(path, context.view) for path in tree.paths)
        data["facts"] = [fact.model_dump(mode="json", exclude={"stated"}) for fact in facts]
    quantified = tree.node.path if isinstance(tree.node, c.Every | c.Some) else None
    data["parts"] = [
        _tree_data(part, context, names.element(quantified, at) if quantified else names)
        for at, part in enumerate(tree.parts)
    ]
    return data


def _kind(node: c.Condition) -> str:
    """The node's name in the words of the rule language's grammar: `one_of`, `at_least`, `every`."""
    name = type(node).__name__
    return "".join(("_" if at and letter.isupper() else "") + letter.lower() for at, letter in enumerate(name))
