"""The shipped policies as a whole: every rule judges its own examples as it says, and has enough of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tenken import Tenken
from tenken import condition as c
from tenken.case import Case
from tenken.evaluate import Judgement
from tenken.policy.examples import read_tests
from tenken.policy.folders import DATA_FOLDERS
from tenken.policy.model import Example, Rule
from tenken.policy.vocabulary import Fact
from tenken.texts import Text

POLICIES = Path(__file__).parents[2] / "policies"
RULES = sorted(path for path in POLICIES.glob("*/*.yaml") if path.parent.name not in DATA_FOLDERS)
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
NAMES_WITHOUT_JAPANESE = re.compile(r"[A-Z][A-Za-z-]*")
"""LGWAN, VPN, USB and the like are called so in Japanese too."""

WITHOUT: dict[str, frozenset[str]] = {}
"""Rules for which some verdict is impossible, with those verdicts. A line here says why in a comment."""


def judged(tenken: Tenken, rule: Rule, example: Example) -> Judgement:
    """The example read and validated like any case, and the rule's judgement on it."""
    head = {"id": "example", "title": example.name, "municipality": example.municipality, "stage": "final"}
    dates = {"consulted_on": example.consulted_on, **({"starts_on": example.starts_on} if example.starts_on else {})}
    content = json.dumps({**head, **dates, "facts": example.facts}, ensure_ascii=False)
    case = tenken.reader.parse(content, f"{rule.file} ({example.name})")
    return next(one for one in tenken.evaluate(case).judgements if one.rule.id == rule.id)


def test_there_are_sixty_rules_and_every_file_is_one(tenken: Tenken) -> None:
    assert len(RULES) >= 60
    assert {path.stem for path in RULES} == set(tenken.policy.rules)
    assert {path.parent.name for path in RULES} == {rule.family for rule in tenken.policy.rules.values()}


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_judges_its_examples_as_it_says(tenken: Tenken, path: Path) -> None:
    rule = tenken.policy.rules[path.stem]
    examples = read_tests(rule).examples
    wrong = []
    for example in examples:
        one = judged(tenken, rule, example)
        if one.outcome[0] != example.expect:
            wrong.append(f"{example.name}: expected {example.expect}, is {one.outcome[0]} ({one.outcome[1]})")
    assert not wrong
    names = [example.name for example in examples]
    assert len(names) == len(set(names)), "two examples have one name"


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_has_an_example_of_every_verdict(tenken: Tenken, path: Path) -> None:
    rule = tenken.policy.rules[path.stem]
    expected = {example.expect for example in read_tests(rule).examples}
    wanted = {"review" if rule.council_judges else "pass", "fail", "open", "not_applicable"}
    assert wanted - WITHOUT.get(rule.id, frozenset()) <= expected
    assert ("pass" if rule.council_judges else "review") not in expected


def test_few_rules_ask_for_one_boolean_alone(tenken: Tenken) -> None:
    def boolean(node: c.Condition) -> bool:
        match node:
            case c.Not(part):
                return boolean(part)
            case c.All((part,)) | c.Any((part,)):
                return boolean(part)
            case c.OneOf(path, values):
                fact = tenken.policy.vocabulary.facts.get(path)
                return fact is not None and fact.kind == "boolean" and len(values) == 1
            case c.Concept(id_):
                return boolean(tenken.policy.concepts[id_].when)
            case _:
                return False

    simple = [rule.id for rule in tenken.policy.rules.values() if boolean(rule.require)]
    assert len(simple) <= 0.4 * len(tenken.policy.rules), simple


def texts(fact: Fact) -> Iterator[Text]:
    """Everything that a person reads of a fact, the parts of a list included."""
    yield fact.label
    yield from fact.choices.values()
    yield from (one for one in (fact.ask, fact.unit) if one is not None)
    for inner in (*fact.fields.values(), *((fact.item,) if fact.item else ())):
        yield from texts(inner)


def test_every_fact_is_told_in_japanese_and_in_english(tenken: Tenken) -> None:
    for fact in tenken.policy.vocabulary.facts.values():
        assert fact.ask is not None, fact.path
        for one in texts(fact):
            assert JAPANESE.search(one.ja) or NAMES_WITHOUT_JAPANESE.fullmatch(one.ja), (fact.path, one.ja)
            assert not JAPANESE.search(one.en), (fact.path, one.en)
        assert fact.ask.ja.endswith(("。", "？", "）")), (fact.path, fact.ask.ja)
        if fact.kind == "choice":
            assert len(fact.choices) > 1, fact.path


def test_every_rule_is_told_in_japanese_and_in_english(tenken: Tenken) -> None:
    for rule in tenken.policy.rules.values():
        for one in (rule.title, rule.because, rule.fail, *rule.ask.values()):
            assert JAPANESE.search(one.ja), (rule.id, one.ja)
            assert not JAPANESE.search(one.en), (rule.id, one.en)


def test_no_label_or_choice_is_given_twice_in_a_group(tenken: Tenken) -> None:
    """Two facts of one name cannot be told apart on a form."""
    for group in tenken.policy.vocabulary.groups:
        facts = list(tenken.policy.vocabulary.in_group(group))
        for lang in ("ja", "en"):
            labels = [fact.label.get(lang) for fact in facts]
            assert len(labels) == len(set(labels)), (
                group,
                sorted(label for label in labels if labels.count(label) > 1),
            )
        for fact in facts:
            choices = [one.ja for one in (fact.item or fact).choices.values()]
            assert len(choices) == len(set(choices)), fact.path


def test_the_thirteen_groups(tenken: Tenken) -> None:
    assert set(tenken.policy.vocabulary.groups) == {
        "procedure", "purpose", "data", "number_use", "link", "access", "logs",
        "retention", "entrustment", "media", "people", "assessment", "incident",
    }  # fmt: skip


def test_every_fact_serves(tenken: Tenken, precedents: Mapping[str, Case]) -> None:
    """A fact that no rule reads, no rider rests on, and no real item states or was asked for, has no place on a form."""
    policy = tenken.policy
    conditions = [concept.when for concept in policy.concepts.values()]
    for rule in policy.rules.values():
        conditions += [rule.when, rule.require, *((rule.unless.condition,) if rule.unless else ())]
    used = {path for condition in conditions for node in c.walk(condition) for path in c.paths_read(node)}
    used |= {path for rider in policy.riders.values() for path in rider.satisfied_by}
    for case in precedents.values():
        used |= {*case.facts, *(path for concern in case.raw["council"]["concerns"] for path in concern["about"])}
    assert sorted(set(policy.vocabulary.facts) - used) == []


def test_every_rider_serves_and_names_real_precedents(tenken: Tenken) -> None:
    policy = tenken.policy
    assert {rule.rider for rule in policy.rules.values()} - {None} == set(policy.riders)
    known = {path.stem for path in (POLICIES.parent / "cases" / "precedents").glob("*.json")}
    for rider in policy.riders.values():
        assert set(rider.precedents) <= known, rider.id
