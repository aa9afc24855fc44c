"""What `tenken policy test` says: examples that come out otherwise, what none shows, and mutants that none notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tenken.errors import TenkenError
from tenken.policy.model import Example, Policy
from tenken.texts import Lang, Text
from tenken.truth import Truth
from tenken.workbench.clauses import Mutant, sides
from tenken.workbench.coverage import Gap
from tenken.workbench.day_examples import DayExample
from tenken.workbench.periods import MovedDay
from tenken.workbench.subjects import RuleSubject, Subject
from tenken.workbench.testing import Failure, PeriodsResult, PolicyResult, SubjectResult, Survivor
from tenken.workbench.written import entry, example_lines
from tenken_cli.pages.places import Lines, outcome_word
from tenken_cli.reports.conditions import Names, sentence
from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Item,
    Items,
    Line,
    Page,
    Paragraph,
    Span,
    Tone,
    Verbatim,
    code,
    line,
    muted,
    ref,
    strong,
)  # fmt: skip
from tenken_cli.reports.words import counted, pick

FEW = 12
"""So many rules are listed one by one; of more, the families are."""


@dataclass(frozen=True)
class TestPage:
    """The page of one run. `suggested` are examples, by rule or concept, that would show what is lacking."""

    policy: Policy
    lang: Lang
    lines: Lines
    every: bool = False
    suggested: Mapping[str, Sequence[Example]] = field(default_factory=dict)
    on_days: Mapping[MovedDay, DayExample] = field(default_factory=dict)
    folder: Path | None = None
    """The policies that are layered over the shipped ones."""

    def page(self, result: PolicyResult) -> Page:
        """Totals, the table, and whatever is to be mended."""
        return tuple(self._blocks(result))

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _blocks(self, result: PolicyResult) -> Iterator[Block]:
        yield Heading(1, line(self._say("ルールの試験", "Test of the rules")))
        yield Fields(tuple(self._totals(result)))
        yield self._table(result)
        problems = [(one.subject, *of) for one in result.results for of in self._problems(one)]
        for title in dict.fromkeys(title for _, title, _ in problems):
            items = tuple(item for _, other, item in problems if other == title)
            yield Heading(2, line(Span(f"{title} {counted(len(items), self.lang, 'case')}", "bad")))
            yield Items(items, numbered=True)
        yield from self._suggestions(result)
        yield from self._periods(result)
        yield from self._explained(result)

    def _totals(self, result: PolicyResult) -> Iterator[tuple[str, Line]]:
        concepts = sum(not isinstance(one.subject, RuleSubject) for one in result.results)
        tested = self._say(f"ルール {result.rules}、概念 {concepts}、例 {result.examples}",
                           ", ".join(counted(number, "en", one) for number, one in
                                     ((result.rules, "rule"), (concepts, "concept"), (result.examples, "example")))
                           )  # fmt: skip
        yield self._say("対象", "Tested"), line(tested)
        failed = self._say(f"{result.failed}例が期待と違う", f"{result.failed} not as expected")
        fine = self._say("すべて期待どおり", "all as expected")
        yield self._say("例", "Examples"), line(Span(failed, "bad") if result.failed else Span(fine, "good"))
        owed = sum(one.owed for one in result.results)
        covered = owed - sum(len(one.gaps) for one in result.results)
        yield self._say("条件網羅", "Condition coverage"), self._share(covered, owed)
        if result.mutated:
            yield self._say("変異スコア", "Mutation score"), self._share(result.killed, result.killed + result.survived)

    def _share(self, done: int, all_: int) -> Line:
        tone: Tone = "good" if done == all_ else "bad"
        return line(Span(percent(done, all_), tone), muted(f" ({done}/{all_})"))

    def _table(self, result: PolicyResult) -> Block:
        grouped: dict[tuple[str, str], list[SubjectResult]] = {}
        one_by_one = self.every or len(result.results) <= FEW
        for one in result.results:
            grouped.setdefault(self._row_of(one.subject, one_by_one), []).append(one)
        rows = [self._row(name, id_, found, result.mutated) for (name, id_), found in grouped.items()]
        rows += [self._row_of_days(result)] if result.periods else []
        header = [
            self._say("ルール・概念", "Rule or concept") if one_by_one else self._say("分野", "Family"),
            self._say("例", "Examples"), self._say("期待と違う", "Failed"), self._say("条件網羅", "Coverage"),
        ]  # fmt: skip
        header += [self._say("変異", "Mutants")] if result.mutated else []
        return Grid(tuple(header), tuple(rows), right=frozenset(range(1, len(header))))

    def _row_of(self, subject: Subject, one_by_one: bool) -> tuple[str, str]:
        if one_by_one:
            return subject.id, subject.id
        if isinstance(subject, RuleSubject):
            return self.policy.family(subject.rule.family).get(self.lang), subject.rule.family
        return self._say("概念", "Concepts"), "concepts"

    def _row(self, name: str, id_: str, found: list[SubjectResult], mutated: bool) -> tuple[Line, ...]:
        failed = sum(one.failed for one in found)
        owed, gaps = sum(one.owed for one in found), sum(len(one.gaps) for one in found)
        killed, left = sum(one.killed for one in found), sum(len(one.survivors) for one in found)
        cells = [
            line(code(id_)) if name == id_ else line(name),
            line(str(sum(len(one.subject.tests.examples) for one in found))),
            line(Span(str(failed), "bad") if failed else muted("-")),
            line(Span(percent(owed - gaps, owed), "bad" if gaps else "plain")),
        ]
        if mutated:
            cells.append(line(Span(f"{killed}/{killed + left}", "bad" if left else "plain")))
        return tuple(cells)

    def _row_of_days(self, result: PolicyResult) -> tuple[Line, ...]:
        killed, left = (
            sum(one.killed for one in result.periods), sum(len(one.survivors) for one in result.periods),
        )  # fmt: skip
        name = self._say("法令の日", "Days of the law")
        empty = line(muted("-"))
        return (line(name), empty, empty, empty, line(Span(f"{killed}/{killed + left}", "bad" if left else "plain")))

    def _problems(self, one: SubjectResult) -> Iterator[tuple[str, Item]]:
        failed = self._say("期待と違う例", "Examples that come out otherwise:")
        yield from ((failed, self._error(error)) for error in one.errors)
        yield from ((failed, self._failure(one.subject, failure)) for failure in one.failures)
        lacking = self._say("例が示していないこと", "What no example shows:")
        yield from ((lacking, self._gap(one.subject, gap)) for gap in one.gaps)
        left = self._say("どの例も気づかない変異", "Mutants that no example notices:")
        yield from ((left, self._survivor(one.subject, s.mutant)) for s in one.survivors if s.explained is None)
        stale = self._say("当たらない説明", "Explanations of no survivor:")
        yield from ((stale, self._stale(one.subject, id_)) for id_ in one.stale)

    def _error(self, error: TenkenError) -> Item:
        remedy = muted(self._say("対処: ", "remedy: "))
        details = (line(remedy, error.remedy.get(self.lang)),) if error.remedy else ()
        return Item(line(code(self.lines.shown(error.place)), "  ", error.message.get(self.lang)), details)

    def _failure(self, subject: Subject, failure: Failure) -> Item:
        place = self.lines.of(subject.tests, (*subject.tests.base, "examples", failure.trial.place))
        expected, is_ = (outcome_word(one, self.lang) for one in (failure.trial.example.expect, failure.outcome))
        said = self._say(f"期待は「{expected}」、実際は「{is_}」", f"expected {expected}, is {is_}")
        command = f"tenken policy show {subject.id}{f' --policies {self.folder}' if self.folder else ''}"
        remedy = self._say(
            f"対処: 例の事実か expect を直すか、ルールを直す（条件は `{command}` で読める）。",
            f"remedy: mend the example's facts or its expect, or the rule (`{command}` tells its conditions)",
        )
        return Item(
            line(code(place), "  ", strong(failure.trial.example.name), ref(subject.id)),
            (line(said), line(muted(remedy))),
        )

    def _gap(self, subject: Subject, gap: Gap) -> Item:
        words = sentence(gap.spot.node, self.policy, Names(self.policy.vocabulary, self.lang, gap.spot.inside))
        title = line(code(self.lines.of(subject.tests, gap.spot.at)), "  ", words, ref(subject.id))
        return Item(title, (line(lacking_words(gap.lacking).get(self.lang)),))

    def _survivor(self, subject: Subject, mutant: Mutant) -> Item:
        title = line(code(self.lines.of(subject.tests, mutant.at)), "  ", mutant.id, ref(subject.id))
        return Item(title, tuple(self._before_after(mutant)))

    def _before_after(self, mutant: Mutant) -> Iterator[Line]:
        before, after = written(mutant)
        yield line(Span(f"- {before}", "bad"))
        yield line(Span(f"+ {after}" if after is not None else "+", "good"))
        names = Names(self.policy.vocabulary, self.lang, mutant.mutation.inside)
        one, other = sides(mutant, self.policy)
        said = sentence(other, self.policy, names) if other is not None else self._say("（なし）", "(nothing)")
        yield line(sentence(one, self.policy, names), " → ", said)

    def _stale(self, subject: Subject, id_: str) -> Item:
        place = self.lines.of(subject.tests, subject.tests.explanation_at(id_))
        said = self._say(
            "この変異はないか、例が気づいている。survivors から消す。",
            "there is no such mutant, or an example notices it: take it out of `survivors`",
        )
        return Item(line(code(place), "  ", id_, ref(subject.id)), (line(said),))

    def _suggestions(self, result: PolicyResult) -> Iterator[Block]:
        for one in result.results:
            examples = self.suggested.get(one.subject.id, ())
            if examples:
                said = f"足せばよい例 {len(examples)}件", f"Examples to add: {len(examples)}"
                yield Heading(2, line(self._say(*said), ref(one.subject.id)))
                yield Paragraph(line(self._say(
                    "expect は今のルールの判定です。それが法令に照らして正しいかを確かめてから足してください。",
                    "`expect` is what the rule says now: check that it is right in law before you add them.",
                )))  # fmt: skip
                indent = self.lines.indent(one.subject.tests)
                yield Verbatim(tuple(indent + text for example in examples for text in example_lines(example)))

    def _periods(self, result: PolicyResult) -> Iterator[Block]:
        left = [(period, one) for period in result.periods for one in period.survivors]
        if not left:
            return
        title = self._say("ずらしても気づかれない法令の日", "Days of the law that can be moved unnoticed:")
        yield Heading(2, line(Span(f"{title} {counted(len(left), self.lang, 'case')}", "bad")))
        yield Items(tuple(self._moved(period, one) for period, one in left), numbered=True)
        for _, moved in left:
            example = self.on_days.get(moved)
            if example is not None:
                said = f"{moved.day} の例を足す", f"An example on {moved.day} for"
                yield Heading(2, line(self._say(*said), ref(example.rule.id)))
                yield Verbatim(tuple(f"  {text}" for text in example_lines(example.example)))

    def _moved(self, period: PeriodsResult, moved: MovedDay) -> Item:
        place = self.lines.in_law(
            period.doc, ("provisions", moved.provision.id.partition(".")[2], "periods", moved.period)
        )
        title = line(code(place), "  ", moved.provision.title.get(self.lang), ref(moved.provision.id))
        details = (
            line(Span(f"- {moved.end}: {moved.before}", "bad")),
            line(Span(f"+ {moved.end}: {moved.after}", "good")),
        )
        rule = period.rules[0].rule
        date = "starts_on" if rule.at == "operation" else "consulted_on"
        remedy = self._say(
            f'対処: {rule.id} などに、{date}: "{moved.day}" の例を足す（--suggest で示せる）。',
            f'remedy: add an example with {date}: "{moved.day}" to {rule.id} or another (--suggest shows one)',
        )
        return Item(title, (*details, line(muted(remedy))))

    def _explained(self, result: PolicyResult) -> Iterator[Block]:
        known: list[tuple[Subject, Survivor, Text]] = [
            (one.subject, survivor, survivor.explained)
            for one in result.results
            for survivor in one.survivors
            if survivor.explained is not None
        ]
        if known:
            yield Heading(
                2, line(self._say("区別できないと説明された変異", "Mutants explained as impossible to notice"))
            )
            yield Items(
                tuple(
                    Item(
                        line(survivor.mutant.id, ref(subject.id)),
                        (*self._before_after(survivor.mutant), line(why.get(self.lang))),
                    )
                    for subject, survivor, why in known
                ),
                numbered=True,
            )


def written(mutant: Mutant) -> tuple[str, str | None]:
    """The changed entry as YAML, before and after."""
    after = mutant.mutation.after
    return entry(mutant.mutation.before), None if after is None else entry(after)


def lacking_words(lacking: Truth | None) -> Text:
    """What no example shows of a test."""
    return _LACKING[lacking]


_LACKING = {
    Truth.TRUE: Text(ja="真になる例がない。", en="no example in which it is true"),
    Truth.FALSE: Text(ja="偽になる例がない。", en="no example in which it is false"),
    Truth.UNKNOWN: Text(
        ja="不明になる例（書かれていない例）がない。", en="no example in which it is unknown (not stated)"
    ),
    None: Text(
        ja="結論を左右する例がない（真偽を逆にしても、どの例の判定も変わらない）。",
        en="no example that it decides: turned round, it changes no outcome",
    ),
}


def percent(done: int, all_: int) -> str:
    """A share as a percentage; a hundred only where it is all."""
    if done == all_:
        return "100%"
    return f"{min(99.9, 100 * done / all_):.1f}%"
