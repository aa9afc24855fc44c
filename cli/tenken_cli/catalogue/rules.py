"""The chapters on rules, one for each family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tenken.policy.law import Provision
from tenken.policy.model import Rule
from tenken.policy.uses import Uses, provisions_of, verified
from tenken.wording import question
from tenken_cli.catalogue.chapter import Chapter
from tenken_cli.catalogue.precedents import Spoken
from tenken_cli.pages.linked import Linked
from tenken_cli.pages.origin import file_name, mark, origin
from tenken_cli.pages.provisions import ProvisionEntry
from tenken_cli.pages.rules import Field, RuleEntry
from tenken_cli.reports import words
from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Line,
    Paragraph,
    Span,
    code,
    line,
    link,
    muted,
    ref,
)  # fmt: skip


@dataclass(frozen=True)
class RuleChapters:
    """Writes rules with what they rest on, read and carry, and the precedents in which they spoke."""

    linked: Linked
    uses: Uses
    spoken: Spoken
    examples: bool
    """Are the examples counted? They change too often for files that are kept."""

    @cached_property
    def _entry(self) -> RuleEntry:
        return RuleEntry(self.linked.policy, self.linked.lang)

    @cached_property
    def _provisions(self) -> ProvisionEntry:
        return ProvisionEntry(self.linked.policy, self.linked.lang)

    def chapters(self) -> Iterator[Chapter]:
        """One chapter for each family."""
        policy, lang, say = self.linked.policy, self.linked.lang, self.linked.say
        for family in dict.fromkeys(rule.family for rule in policy.rules.values()):
            rules = [rule for rule in policy.rules.values() if rule.family == family]
            yield Chapter(
                name=f"rules-{family}",
                target=f"family:{family}",
                heading=line(policy.family(family).get(lang), ref(family)),
                holds=say(f"ルール {len(rules)}件", words.counted(len(rules), "en", "rule")),
                intro=(self._index(rules),),
                page=tuple(block for rule in rules for block in self._rule(rule)),
            )

    def _index(self, rules: list[Rule]) -> Grid:
        say = self.linked.say
        header = (say("ルール", "Rule"), say("強さ", "Force"), say("根拠の確かさ", "Evidence"))
        return Grid(header, tuple(self._indexed(rule) for rule in rules))

    def _indexed(self, rule: Rule) -> tuple[Line, ...]:
        lang = self.linked.lang
        title = link(rule.title.get(lang), f"rule:{rule.id}")
        return line(title, mark(rule, lang)), line(words.FORCES[rule.force].get(lang)), self._evidence(rule)

    def _evidence(self, rule: Rule) -> Line:
        """How well the latest text of all that the rule rests on is known."""
        kinds = dict.fromkeys(provision.periods[-1].evidence for provision in rule.provisions)
        said = words.joined([words.EVIDENCE[kind].get(self.linked.lang) for kind in kinds], self.linked.lang)
        if verified(rule):
            return line(said)
        edition = "" if "M" in kinds else words.UNVERIFIED.get(self.linked.lang)  # read, but not in this edition
        return line(Span(said + edition, "open"))

    def _rule(self, rule: Rule) -> Iterator[Block]:
        yield Heading(2, line(rule.title.get(self.linked.lang), ref(rule.id)), f"rule:{rule.id}")
        yield Fields(tuple(self._fields(rule)))
        yield from self._entry.conditions(rule)
        yield from self._grounds(rule)
        yield from self._questions(rule)
        yield from self._precedents(rule)

    def _fields(self, rule: Rule) -> Iterator[Field]:
        say = self.linked.say
        own = origin(rule, self.linked.lang)
        if own:
            yield say("出どころ", "From"), own
        force, *others = self._entry.says(rule)
        yield force
        yield say("根拠の確かさ", "Evidence"), self._evidence(rule)
        yield from others
        if self.examples:
            yield self._entry.examples(rule)
        yield say("ファイル", "File"), line(code(file_name(rule)))

    def _grounds(self, rule: Rule) -> Iterator[Block]:
        yield Heading(3, line(self.linked.say("根拠", "Grounds")))
        header = (self.linked.say("規定", "Provision"), *self._provisions.header)
        yield Grid(header, tuple(row for one in provisions_of(rule) for row in self._ground(rule, one)))

    def _ground(self, rule: Rule, provision: Provision) -> Iterator[tuple[Line, ...]]:
        """The periods of a provision, the first beside its title."""
        law = self.linked.say(f"（{provision.law_short.ja}）", "")  # in English the article names its law
        title = line(link(provision.title.get(self.linked.lang), f"provision:{provision.id}"), muted(law))
        if provision not in rule.provisions:
            title = line(title, muted(self.linked.say("（適用除外）", " (exemption)")))
        for number, period in enumerate(provision.periods):
            yield line(title) if number == 0 else (), *self._provisions.row(provision, period)

    def _questions(self, rule: Rule) -> Iterator[Block]:
        reads = self.uses.facts_of(rule)
        if not reads:
            return
        say = self.linked.say
        yield Heading(3, line(say("読む事実と質問", "Facts read, and their questions")))
        yield Grid((say("事実", "Fact"), say("質問", "Question")), tuple(self._asked(path, rule) for path in reads))

    def _asked(self, path: str, rule: Rule) -> tuple[Line, ...]:
        asked = question(path, self.linked.policy, [rule.id]).get(self.linked.lang)
        own = self.linked.say("（このルール独自の質問）", " (this rule's own question)") if path in rule.ask else ""
        return self.linked.facts([path]), line(asked, muted(own))

    def _precedents(self, rule: Rule) -> Iterator[Block]:
        if not self.spoken.cases:
            return
        say = self.linked.say
        yield Heading(3, line(say("前例での判定", "In the precedents")))
        rows = [
            (words.VERDICTS[verdict].get(self.linked.lang), self.linked.row(map(self.spoken.link, cases)))
            for verdict, cases in self.spoken.on_rule(rule.id).items()
        ]
        silent = say("どの前例でも、指摘はない。", "It raises nothing in any of them.")
        yield Fields(tuple(rows)) if rows else Paragraph(line(muted(silent)))
