"""The page of `tenken explain`: why a verdict came out as it did, node by node."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

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
    apart: Callable[[str], str] | None = None
    """What to call the place where `concept` tells a concept; without it, concepts are told where they are met."""
    brief: bool = False
    """Leave out the parts of a condition that did not make it true, false or unknown."""
    _told: set[str] = field(default_factory=set, init=False)
    """The concepts already told under the present finding; each is told once."""

    def page(self, findings: Sequence[Finding]) -> Page:
        """The case's title and each finding with its trees."""
        blocks: list[Block] = [Heading(1, line(self.assessment.title, ref(self.assessment.id)))]
        if not findings:
            blocks.append(Paragraph(line(self._say(
                "不適合、判断事項、当てはまる未記載はありません。--rule で指定すると、どの判定も説明します。",
                "Nothing failed, waits for an answer or is for the council. --rule explains any verdict.",
            ))))  # fmt: skip
        for finding in findings:
            blocks.extend(self._finding(finding))
        return tuple(blocks)

    @cached_property
    def _judgements(self) -> Mapping[str, Judgement]:
        return {one.rule.id: one for one in self.evaluated.judgements}

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _finding(self, one: Finding) -> Iterator[Block]:
        verdict = words.VERDICTS[one.verdict].get(self.lang)
        yield Heading(2, line(Span(verdict, words.TONES[one.verdict]), "  ", one.title.get(self.lang), ref(one.rule)))
        yield Fields((
            (self._say("判定", "Verdict"), line(one.message.get(self.lang))),
            (self._say("強さ", "Force"), line(words.FORCES[one.force].get(self.lang))),
            *self.grounds(one),
            *self._missing(one),
        ))  # fmt: skip
        yield from self.trees(one)

    def trees(self, one: Finding) -> Iterator[Tree]:
        """When the rule applies, when it is exempt, and what it requires, node by node."""
        self._told.clear()
        judged = self._judgements[one.rule]
        context = self.evaluated.contexts[judged.rule.at]
        names = Names(self.policy.vocabulary, self.lang)
        yield Tree(self._part(self._say("当てはまる条件", "Applies when"), judged.when, context, names))
        if judged.exempt is not None:
            yield Tree(self._part(self._say("適用除外", "Exempt when"), judged.exempt, context, names))
        yield Tree(self._part(self._say("求めること", "Requires"), judged.require, context, names))

    def steps(self, one: Finding) -> Iterator[Tree]:
        """The trees as far as the judgement went: what a rule requires is not asked where it does not apply."""
        trees = list(self.trees(one))
        match one.reason:
            case "not_in_force":
                return
            case "condition_false":
                yield trees[0]
            case "exempt":
                yield from trees[:-1]
            case "applicability_unknown" if not one.harmless:
                yield from trees[:-1]
            case _:
                yield from trees

    def grounds(self, one: Finding) -> Iterator[tuple[str, Line]]:
        """What a finding rests on, under the law of which day, and what the rule is for."""
        judged = self._judgements[one.rule]
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

    def _missing(self, one: Finding) -> Iterator[tuple[str, Line]]:
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
                told = self._parts(tree)
                nodes = [
                    self._node(part, context, names.element(path, at)) for at, part in told if self._concerned(part)
                ]
                return Node(said, (*nodes, *self._unconcerned(len(told) - len(nodes))))
            case c.All() | c.Any() | c.Not():
                nodes = [self._node(part, context, names) for _, part in self._parts(tree)]
                if len(nodes) == 1 < len(tree.parts):
                    return nodes[0]
                return Node(line(in_words(tree.node, names), self._truth(tree.truth)), tuple(nodes))
            case _:
                said = line(in_words(tree.node, names), self._stated(tree, context.view))
                return Node(line(said, self._truth(tree.truth)))

    def _parts(self, tree: Explained) -> list[tuple[int, Explained]]:
        """The parts to tell, each with its place."""
        parts = list(enumerate(tree.parts))
        alike = [(at, part) for at, part in parts if part.truth is tree.truth]
        return alike if self.brief and alike and not isinstance(tree.node, c.Not) else parts

    def _concerned(self, element: Explained) -> bool:
        """Told in brief, an element to which a condition does not apply (`any: [not: …, …]`) is only counted."""
        return not (
            self.brief
            and isinstance(element.node, c.Any)
            and any(isinstance(part.node, c.Not) and part.truth is Truth.TRUE for part in element.parts)
        )

    def _unconcerned(self, number: int) -> tuple[Node, ...]:
        said = self._say(f"ほか{number}件には当てはまらない", f"does not concern {number} more")
        return (Node(line(muted(said))),) if number else ()

    def _concept(self, id_: str, tree: Explained, context: Context, names: Names) -> Node:
        place = self.apart(id_) if self.apart and self._same_for_operation(id_, context) else None
        mark = ref(f"concept:{id_}", place)
        said = line(concept_in_words(id_, self.policy, self.lang), mark, self._truth(tree.truth))
        if place:
            return Node(said)
        if id_ in self._told:
            return Node(line(said, muted(self._say("（上に同じ）", " (as above)"))))
        self._told.add(id_)
        return Node(said, (*self._chain(id_, context), self._node(tree.parts[0], context, names)))

    def _same_for_operation(self, id_: str, context: Context) -> bool:
        """Is a concept to these rules what it is to those on operation? A promise may make the two see different facts."""
        operation = self.evaluated.contexts["operation"]
        return context is operation or context.concept(id_) == operation.concept(id_)

    def concept(self, id_: str) -> Iterator[Tree]:
        """What fired for a concept, and why it is true, false or unknown, as rules on operation see the case."""
        self._told.clear()
        context = self.evaluated.contexts["operation"]
        names = Names(self.policy.vocabulary, self.lang)
        for node in (*self._chain(id_, context), self._node(context.concept(id_), context, names)):
            yield Tree(node)

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
