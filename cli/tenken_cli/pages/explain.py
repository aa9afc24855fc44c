"""The page and the data of `tenken explain`: why a verdict came out as it did, node by node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tenken import condition as c
from tenken.assessment import Assessment, FactOut, Finding
from tenken.evaluate import Context, Evaluated, Judgement
from tenken.findings import fact_out
from tenken.policy.model import Policy
from tenken.policy.vocabulary import base_path
from tenken.readings.explain import Explained
from tenken.texts import Lang
from tenken.truth import Truth
from tenken.view import MUNICIPALITY, View
from tenken_cli.reports import words
from tenken_cli.reports.conditions import Names, concept_in_words, in_words
from tenken_cli.reports.facts import citation_line, names_of, sources_in_brackets, value_of
from tenken_cli.reports.page import (
    Block,
    Fields,
    Heading,
    Line,
    Node,
    Page,
    Paragraph,
    Span,
    Tree,
    line,
    muted,
    ref,
    strong,
)  # fmt: skip
from tenken_cli.reports.words import pick


def to_explain(assessment: Assessment, rules: frozenset[str]) -> list[Finding]:
    """The findings of the rules asked for, else those that fail, wait for an answer, or are the council's."""
    if rules:
        return [one for one in assessment.findings if one.rule in rules]
    order = ("fail", "review", "open")
    chosen = [
        one
        for one in assessment.findings
        if one.verdict in ("fail", "review") or (one.verdict == "open" and one.applies)
    ]
    return sorted(chosen, key=lambda one: order.index(one.verdict))


@dataclass
class Explanation:
    """Tells the judgements of one case."""

    policy: Policy
    lang: Lang
    evaluated: Evaluated
    assessment: Assessment
    _told: set[str] = field(default_factory=set, init=False)
    """The concepts already told under the present finding; each is told once."""

    def page(self, findings: Sequence[Finding]) -> Page:
        """The case's title and each finding with its trees."""
        judgements = {one.rule.id: one for one in self.evaluated.judgements}
        blocks: list[Block] = [Heading(1, line(self.assessment.title, ref(self.assessment.id)))]
        if not findings:
            blocks.append(Paragraph(line(self._say(
                "不適合、判断事項、当てはまる未記載はありません。--rule で指定すると、どの判定も説明します。",
                "Nothing failed, waits for an answer or is for the council. --rule explains any verdict.",
            ))))  # fmt: skip
        for finding in findings:
            blocks.extend(self._finding(finding, judgements[finding.rule]))
        return tuple(blocks)

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _finding(self, one: Finding, judged: Judgement) -> Iterator[Block]:
        self._told.clear()
        verdict = words.VERDICTS[one.verdict].get(self.lang)
        yield Heading(2, line(Span(verdict, words.TONES[one.verdict]), "  ", one.title.get(self.lang), ref(one.rule)))
        yield Fields(tuple(self._fields(one, judged)))
        context = self.evaluated.contexts[judged.rule.at]
        names = Names(self.policy.vocabulary, self.lang)
        yield Tree(self._part(self._say("当てはまる条件", "Applies when"), judged.when, context, names))
        if judged.exempt is not None:
            yield Tree(self._part(self._say("適用除外", "Exempt when"), judged.exempt, context, names))
        yield Tree(self._part(self._say("求めること", "Requires"), judged.require, context, names))

    def _fields(self, one: Finding, judged: Judgement) -> Iterator[tuple[str, Line]]:
        yield self._say("判定", "Verdict"), line(one.message.get(self.lang))
        yield self._say("強さ", "Force"), line(words.FORCES[one.force].get(self.lang))
        yield self._say("根拠", "Ground"), citation_line(one.citations, self.lang)
        day = line(
            self._days(judged.span.written),
            self._say("（", " ("),
            words.AT[one.at].get(self.lang),
            self._say("）", ")"),
        )
        in_force = Span(words.TRUTHS[judged.in_force].get(self.lang), words.TRUTH_TONES[judged.in_force])
        yield self._say("法令の日", "Law of"), line(day, self._say(" 効力: ", ", in force: "), in_force)
        yield self._say("趣旨", "Because"), line(judged.rule.because.get(self.lang))
        if one.missing:
            missing = dict.fromkeys(map(base_path, one.missing))
            yield (
                self._say("足りない記載", "Missing"),
                line(names_of(missing, self.policy.vocabulary, self.lang), muted(f" [{', '.join(missing)}]")),
            )

    def _days(self, written: str) -> str:
        """The days whose law governs; without a start of operation, all from the consultation on."""
        first = written.removesuffix("..")
        return written if first == written else self._say(f"{first}以後", f"{first} or later")

    def _part(self, title: str, tree: Explained, context: Context, names: Names) -> Node:
        return Node(line(strong(title), self._truth(tree.truth)), (self._node(tree, context, names),))

    def _truth(self, truth: Truth) -> Line:
        return line(" → ", Span(words.TRUTHS[truth].get(self.lang), words.TRUTH_TONES[truth]))

    def _node(self, tree: Explained, context: Context, names: Names) -> Node:
        match tree.node:
            case c.Concept(id_):
                return self._concept(id_, tree, context, names)
            case c.Every(path) | c.Some(path):
                said = line(in_words(tree.node, names), self._stated(tree, context.view), self._truth(tree.truth))
                parts = (self._node(part, context, names.element(path, at)) for at, part in enumerate(tree.parts))
                return Node(said, tuple(parts))
            case c.All() | c.Any() | c.Not():
                parts = (self._node(part, context, names) for part in tree.parts)
                return Node(line(in_words(tree.node, names), self._truth(tree.truth)), tuple(parts))
            case _:
                said = line(in_words(tree.node, names), self._stated(tree, context.view))
                return Node(line(said, self._truth(tree.truth)))

    def _concept(self, id_: str, tree: Explained, context: Context, names: Names) -> Node:
        said = line(concept_in_words(id_, self.policy, self.lang), ref(f"concept:{id_}"), self._truth(tree.truth))
        if id_ in self._told:
            return Node(line(said, muted(self._say("（上に同じ）", " (as above)"))))
        self._told.add(id_)
        return Node(said, (*self._chain(id_, context), self._node(tree.parts[0], context, names)))

    def _chain(self, id_: str, context: Context) -> tuple[Node, ...]:
        """What fired in the chaining engine, by name; nothing fires for a false concept."""
        fired = [
            ("" if wanted else self._say("否: ", "not ")) + self._leaf(leaf)
            for leaf, wanted in context.chained[id_].fired
        ]
        if not fired:
            return ()
        return (
            Node(
                line(muted(self._say("連鎖: ", "chain: ") + words.joined(list(dict.fromkeys(fired)), self.lang))),
            ),
        )

    def _leaf(self, leaf: c.Test | str) -> str:
        if isinstance(leaf, str):
            return self.policy.concepts[leaf].title.get(self.lang)
        return names_of(c.paths_read(leaf), self.policy.vocabulary, self.lang)

    def _stated(self, tree: Explained, view: View) -> Line:
        """What the case says of the facts that a test read: nothing beyond the source where it says just that."""
        facts = [fact_out(path, view) for path in tree.paths]
        if isinstance(tree.node, c.OneOf) and len(tree.node.values) == 1 and tree.truth is Truth.TRUE:
            return line(muted(sources_in_brackets(facts[0].source)), self._promised(facts[0]))
        return line(*(part for fact in facts for part in self._one_stated(fact)))

    def _one_stated(self, fact: FactOut) -> Line:
        if fact.value is None and fact.path.startswith(MUNICIPALITY):
            return line(self._say("（市の登録なし）", " (the city's profile has none)"))
        if fact.value is None:
            return line(Span(self._say("（記載なし）", " (not stated)"), "open"))
        value = value_of(fact.path, fact.value, self.policy.vocabulary, self.lang)
        return line(
            self._say("（記載: ", " (stated: "), strong(value), self._say("）", ")"),
            muted(sources_in_brackets(fact.source)), self._promised(fact),
        )  # fmt: skip

    def _promised(self, fact: FactOut) -> str:
        return self._say("（約束）", " (promised)") if fact.committed else ""


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
