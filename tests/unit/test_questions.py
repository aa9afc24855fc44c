"""Which facts are asked for, in which order, and which are not worth asking for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tenken import Assessment, Tenken
from tenken.case import Case
from tenken.policy.uses import facts_read


def judge(folder: Any, facts: dict[str, Any], **head: Any) -> Assessment:
    tenken = folder.load()
    data = {"id": "x", "title": "x", "municipality": "default", "consulted_on": "2022-06-01", "stage": "final"}
    return tenken.judge(tenken.reader.parse(json.dumps({**data, "facts": {"g": facts}, **head}), "x.json"))


def asked(assessment: Assessment) -> list[str]:
    return [one.path for one in assessment.questions]


def test_the_fact_that_settles_most_comes_first(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(
        ("one", {"require": {"g.note": {"stated": True}}}),
        ("two", {"require": {"g.third": True}}),
        ("three", {"require": {"g.third": True}}),
    )
    judged = judge(folder, {"flag": True})
    assert asked(judged) == ["g.third", "g.note"]
    assert judged.questions[0].decides == ("three", "two")
    assert judged.questions[0].text.en == "third?"


def test_a_pressing_fact_goes_before_another(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(
        ("one", {"require": {"g.other": True}}),
        ("two", {"require": {"g.pressing": True}}),
    )
    assert asked(judge(folder, {"flag": True})) == ["g.pressing", "g.other"]


def test_a_rule_that_surely_applies_goes_before_one_that_may(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(
        ("one", {"when": {"g.flag": True}}),
        ("two", {"when": {"g.kind": "a"}, "require": {"g.third": True}}),
    )
    assert asked(judge(folder, {"kind": "a"}))[0] == "g.third"
    assert asked(judge(folder, {"flag": True}))[0] == "g.other"


def test_equal_questions_come_in_the_order_of_the_vocabulary(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(
        ("one", {"require": {"g.note": {"stated": True}}}),
        ("two", {"require": {"g.third": True}}),
        ("three", {"require": {"g.other": True}}),
    )
    assert asked(judge(folder, {"flag": True})) == ["g.other", "g.third", "g.note"]


def test_what_is_settled_is_not_asked(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("one", {}))
    assert asked(judge(folder, {"flag": False})) == []
    assert asked(judge(folder, {"flag": True, "other": True})) == []
    assert asked(judge(folder, {"flag": True, "other": False})) == []


def test_a_harmless_finding_asks_nothing(small_policy: Callable[..., Any]) -> None:
    judged = judge(small_policy(("one", {})), {"other": True})
    [finding] = judged.findings
    assert (finding.verdict, finding.harmless) == ("open", True)
    assert asked(judged) == []
    assert judged.readiness == 1.0


def test_a_rule_may_have_a_sharper_question(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("one", {"ask": {"g.other": {"ja": "鋭い問い", "en": "sharper"}}}))
    assert judge(folder, {"flag": True}).questions[0].text.ja == "鋭い問い"


def test_the_field_of_an_element_is_asked_by_its_list(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("one", {"require": {"every": "g.parts", "satisfies": {"ok": True, "kind": "a"}}}))
    judged = judge(folder, {"flag": True, "parts": [{}, {"ok": True}]})
    assert judged.findings[0].missing == ("g.parts[0].ok", "g.parts[0].kind", "g.parts[1].kind")
    assert asked(judged) == ["g.parts"]


def test_the_start_of_operation_is_asked_where_the_law_depends_on_it(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("one", {"provision": "law.from-2023"}))
    judged = judge(folder, {"flag": True, "other": False})
    assert asked(judged) == ["starts_on"]
    assert "いつ" in judged.questions[0].text.ja
    assert judge(folder, {"flag": True, "other": False}, starts_on="2023-01").findings[0].verdict == "fail"
    assert judge(folder, {"flag": True, "other": False}, starts_on="2022-12").findings[0].reason == "not_in_force"


def test_a_comparison_with_the_day_of_consultation_asks_for_the_other_date(small_policy: Callable[..., Any]) -> None:
    """Every case states `consulted_on`."""
    folder = small_policy(("one", {"require": {"g.day": {"on_or_before": "consulted_on"}}}))
    assert asked(judge(folder, {"flag": True})) == ["g.day"]


def test_what_is_not_worth_asking_is_left_out(tenken: Tenken, make_case: Callable[..., Case]) -> None:
    without_link = tenken.judge(make_case({"link": {"used": False}}))
    with_link = tenken.judge(make_case({"link": {"used": True}}))
    assert "link.encrypted" not in asked(without_link)
    assert "link.kind" not in asked(without_link)
    assert {"link.encrypted", "link.kind"} & set(asked(with_link))


@pytest.mark.parametrize("name", ["odawara-72-u", "chiba-2015-late-elderly-care", "ueda-2021-card-reservation"])
def test_questions_are_asked_once_and_only_for_what_is_open(tenken: Tenken, precedents: Any, name: str) -> None:
    judged = tenken.judge(precedents[name])
    paths = asked(judged)
    assert paths
    assert len(paths) == len(set(paths))
    open_ = {one.rule: one for one in judged.findings if one.verdict == "open" and not one.harmless}
    read = {id_: {"starts_on", *facts_read(tenken.policy.rules[id_], tenken.policy)} for id_ in open_}
    for question in judged.questions:
        assert question.decides
        assert set(question.decides) <= set(open_)
        assert all(question.path in read[rule] for rule in question.decides)
        if question.path != "starts_on":
            stated = precedents[name].stated(question.path)
            assert stated is None or not exact(stated), question.path


def exact(raw: Any) -> bool:
    """Is nothing left to state?"""
    return not isinstance(raw, dict) and not (isinstance(raw, list) and any(isinstance(item, dict) for item in raw))


def test_the_order_knows_nothing_of_the_council_or_of_what_stayed_unanswered(tenken: Tenken, precedents: Any) -> None:
    case = precedents["chiba-2015-late-elderly-care"]
    assert case.unanswered
    blind = tenken.case({key: value for key, value in case.raw.items() if key not in ("council", "unanswered")})
    assert tenken.judge(blind).questions == tenken.judge(case).questions
