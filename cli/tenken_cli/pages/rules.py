"""A rule as `tenken policy show` tells it: what it says, its conditions in words, and what it rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tenken import condition as c
from tenken.policy.examples import read_tests
from tenken.policy.law import Provision
from tenken.policy.model import Policy, Rule
from tenken.policy.uses import Uses, provisions_of
from tenken.texts import Lang
from tenken_cli.pages.origin import file_name, origin, origin_data
from tenken_cli.pages.provisions import ProvisionEntry
from tenken_cli.reports import words
from tenken_cli.reports.conditions import Names, condition_tree
from tenken_cli.reports.facts import names_of
from tenken_cli.reports.page import Block, Fields, Heading, Line, Node, Tree, code, line, link, muted, ref, strong
from tenken_cli.reports.words import pick

Field = tuple[str, Line]

_PLACE = re.compile(r"(\{[^{}]*\})")


@dataclass(frozen=True)
class RuleEntry:
    """Shows rules, with the articles of one day."""

    policy: Policy
    lang: Lang
    day: date | None = None

    @cached_property
    def _uses(self) -> Uses:
        return Uses(self.policy)

    @cached_property
    def _provisions(self) -> ProvisionEntry:
        return ProvisionEntry(self.policy, self.lang, self.day)

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def blocks(self, rule: Rule) -> Iterator[Block]:
        """The whole entry of a rule, but for its heading."""
        yield Fields(
            (*self._origin(rule), self._family(rule), *self.says(rule), *self._own_questions(rule), *self._reads(rule))
        )
        yield from self.conditions(rule)
        for provision in provisions_of(rule):
            yield Heading(2, line(self._say("根拠: ", "Ground: "), provision.title.get(self.lang), ref(provision.id)))
            yield from self._provisions.periods(provision)

    def _origin(self, rule: Rule) -> Iterator[Field]:
        own = origin(rule, self.lang)
        if own:
            yield self._say("出どころ", "From"), own
            yield self._say("ファイル", "File"), line(code(file_name(rule)))

    def _family(self, rule: Rule) -> Field:
        return self._say("分野", "Family"), line(self.policy.family(rule.family).get(self.lang), ref(rule.family))

    def says(self, rule: Rule) -> Iterator[Field]:
        """What the rule says of itself: its force, why it exists, and what follows where it fails."""
        yield self._say("強さ", "Force"), line(words.FORCES[rule.force].get(self.lang))
        yield self._say("法令の日", "Law of"), line(words.AT[rule.at].get(self.lang))
        if rule.council_judges:
            yield self._say("最後の判断", "Last step"), line(self._say("審議会が判断する", "the council judges"))
        yield self._say("趣旨", "Because"), line(rule.because.get(self.lang))
        yield self._say("不適合なら", "If it fails"), self._with_places(rule.fail.get(self.lang))
        if rule.rider:
            duty = link(self.policy.riders[rule.rider].duty.get(self.lang), f"rider:{rule.rider}")
            yield self._say("付帯意見", "Rider"), line(duty, ref(rule.rider))

    def _with_places(self, said: str) -> Line:
        """A text in which a place for a fact's value leads to the fact."""
        facts = self.policy.vocabulary.facts
        parts = _PLACE.split(said)
        return line(*(link(part, f"fact:{part[1:-1]}") if part[1:-1] in facts else part for part in parts))

    def _own_questions(self, rule: Rule) -> Iterator[Field]:
        for path, question in rule.ask.items():
            yield self._say("独自の質問", "Own question"), line(question.get(self.lang), ref(path, f"fact:{path}"))

    def _reads(self, rule: Rule) -> Iterator[Field]:
        reads = self._uses.facts_of(rule)
        yield (
            self._say("読む事実", "Facts read"),
            line(names_of(reads, self.policy.vocabulary, self.lang), muted(f" [{', '.join(reads)}]")),
        )
        yield self.examples(rule)

    def examples(self, rule: Rule) -> Field:
        """How many examples the rule has of each verdict."""
        counts = _examples(rule)
        shown = [
            f"{said.get(self.lang)} {counts[verdict]}" for verdict, said in words.VERDICTS.items() if counts[verdict]
        ]
        return self._say("例", "Examples"), line(words.joined(shown, self.lang) or "—")

    def conditions(self, rule: Rule) -> Iterator[Tree]:
        """When the rule applies, when it does not after all, and what it requires."""
        yield titled_tree(self._say("当てはまる条件", "Applies when"), rule.when, self.policy, self.lang)
        if rule.unless is not None:
            yield titled_tree(self._say("適用除外", "Exempt when"), rule.unless.condition, self.policy, self.lang)
        yield titled_tree(self._say("求めること", "Requires"), rule.require, self.policy, self.lang)

    def data(self, rule: Rule) -> dict[str, Any]:
        """The rule as data."""
        return {
            "family": rule.family,
            "force": rule.force,
            "at": rule.at,
            "judgement": "council" if rule.council_judges else None,
            **{name: getattr(rule, name).model_dump() for name in ("title", "because", "fail")},
            "when": tree_data(rule.when, self.policy),
            "unless": tree_data(rule.unless.condition, self.policy) if rule.unless else None,
            "require": tree_data(rule.require, self.policy),
            "provisions": [self._ground(provision) for provision in rule.provisions],
            "unless_provision": self._ground(rule.unless.provision) if rule.unless else None,
            "rider": rule.rider,
            "ask": {path: question.model_dump() for path, question in rule.ask.items()},
            "facts_read": sorted(self._uses.facts_of(rule)),
            "examples": dict(_examples(rule)),
            "file": rule.file,
            **origin_data(rule),
        }

    def _ground(self, provision: Provision) -> dict[str, Any]:
        return {"id": provision.id, **self._provisions.data(provision)}


def titled_tree(title: str, node: c.Condition, policy: Policy, lang: Lang) -> Tree:
    """A condition in words below what it is for."""
    return Tree(Node(line(strong(title)), (condition_tree(node, policy, Names(policy.vocabulary, lang)),)))


def tree_data(node: c.Condition, policy: Policy) -> Any:
    """The condition in words, in both languages, as nested lists."""
    return {lang: _nested(condition_tree(node, policy, Names(policy.vocabulary, lang))) for lang in _LANGS}


_LANGS: tuple[Lang, Lang] = ("ja", "en")


def _nested(node: Node) -> Any:
    said = "".join(span.text for span in node.line)
    return [said, *map(_nested, node.children)] if node.children else said


def _examples(rule: Rule) -> Counter[str]:
    return Counter(example.expect for example in read_tests(rule).examples)
