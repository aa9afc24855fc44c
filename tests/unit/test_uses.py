"""Who uses what in a policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tenken import Tenken
from tenken.policy.uses import Uses, conditions_of, facts_read, provisions_of, rules_under, verified


@pytest.fixture
def uses(small_policy: Callable[..., Any]) -> Uses:
    """Of a policy in which everything is used in another way."""
    both = {"ja": "文", "en": "words"}
    rider = {"duty": both, "text": both, "satisfied_by": ["g.note"], "precedents": []}
    folder = small_policy(
        ("direct", {"require": {"g.day": {"on_or_before": "g.until"}}}),
        ("exempt", {"unless": {"condition": {"concept": "upper"}, "provision": "ordinance.general"}, "rider": "one"}),
        ("listed", {"require": {"every": "g.parts", "satisfies": {"size": {"at_most": 9}}}}),
        concepts={"lower": {"g.third": True}, "upper": {"concept": "lower", "g.count": {"at_least": 1}}},
        riders={"one": rider},
    )
    return Uses(folder.load().policy)


def test_a_rule_reads_what_its_exemption_reads_also_through_concepts(uses: Uses) -> None:
    rules = uses.policy.rules
    assert facts_read(rules["exempt"], uses.policy) == {"g.flag", "g.other", "g.third", "g.count"}
    assert uses.rules_reading("g.third") == uses.rules_reading("g.count") == ["exempt"]
    assert uses.facts_of(rules["exempt"]) == ["g.flag", "g.other", "g.third", "g.count"]
    assert len([*conditions_of(rules["exempt"])]) == 3


def test_operands_are_read_and_a_list_for_its_elements(uses: Uses) -> None:
    assert uses.rules_reading("g.until") == ["direct"]
    assert uses.rules_reading("g.parts") == ["listed"]
    assert uses.facts_of(uses.policy.rules["listed"]) == ["g.flag", "g.parts"]


def test_a_concept_is_used_by_who_names_it(uses: Uses) -> None:
    assert (uses.concepts_on("lower"), uses.rules_on("lower")) == (["upper"], [])
    assert (uses.concepts_on("upper"), uses.rules_on("upper")) == ([], ["exempt"])
    assert uses.facts_in("upper") == ["g.count"]
    assert uses.concepts == {"lower", "upper"}


def test_a_provision_is_used_by_whom_it_exempts(uses: Uses) -> None:
    assert uses.rules_under("ordinance.general") == ["exempt"]
    assert [one.id for one in provisions_of(uses.policy.rules["exempt"])] == ["law.general", "ordinance.general"]
    assert [rule.id for rule in rules_under("law.general", uses.policy.rules.values())] == [
        "direct",
        "exempt",
        "listed",
    ]


def test_a_fact_that_only_a_rider_names_is_used_though_no_rule_reads_it(uses: Uses) -> None:
    assert uses.riders_met_by("g.note") == ["one"]
    assert uses.rules_reading("g.note") == []
    assert "g.note" in uses.facts
    assert "g.pressing" not in uses.facts


def test_every_shipped_fact_and_concept_is_used_by_those_who_are_named(tenken: Tenken) -> None:
    """What is used at all, and who uses it, say the same."""
    uses, policy = Uses(tenken.policy), tenken.policy
    for path in policy.vocabulary.facts:
        users = (uses.rules_reading, uses.concepts_reading, uses.facts_asked_after, uses.riders_met_by)
        assert any(named(path) for named in users) == (path in uses.facts), path
    for id_ in policy.concepts:
        named = (uses.rules_on(id_), uses.concepts_on(id_), uses.facts_asked_in(id_), uses.provisions_within(id_))
        assert any(named) == (id_ in uses.concepts), id_


def test_a_text_is_verified_in_the_editions_that_were_read(tenken: Tenken) -> None:
    """The guideline on media stands since 2014; of its editions, that of July 2025 was read."""
    rule = tenken.policy.rules["media-controls"]
    assert not verified(rule, date(2025, 6, 30))
    assert verified(rule, date(2025, 7, 1))
    assert verified(rule)


def test_what_is_no_longer_in_force_is_verified_by_its_latest_text(small_policy: Callable[..., Any]) -> None:
    rule = small_policy(("gone", {"provision": "law.until-2022"})).load().policy.rules["gone"]
    assert verified(rule, date(2024, 1, 1))
