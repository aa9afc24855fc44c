"""Opinions in their order, riders, readiness, follow-ups and exemptions, on small policies."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tenken import Assessment, Tenken
from tenken.case import Case

STATUTE = {"provision": "statute.general", "force": "statute"}
ORDINANCE = {"provision": "ordinance.general", "force": "ordinance"}
GUIDELINE = {"provision": "guideline.general", "force": "guideline"}


def both(words: str) -> dict[str, str]:
    return {"ja": words, "en": words}


def rider(*precedents: str) -> dict[str, Any]:
    return {"duty": both("duty"), "text": both("text"), "satisfied_by": ["g.other"], "precedents": list(precedents)}


def judge(folder: Any, facts: dict[str, Any], **head: Any) -> Assessment:
    tenken = folder.load()
    data = {"id": "x", "title": "x", "municipality": "default", "consulted_on": "2022-06-01", "stage": "final"}
    return tenken.judge(tenken.reader.parse(json.dumps({**data, "facts": {"g": facts}, **head}), "x.json"))


FAILS = {"flag": True, "other": False}
MEETS = {"flag": True, "other": True}
OPEN = {"flag": True}
DEFERRED = [{"path": "g.other", "kind": "deferred"}]
NO_ANSWER = [{"path": "g.other", "kind": "no_answer"}]


@pytest.mark.parametrize(
    ("given", "facts", "head", "expected"),
    [
        (STATUTE, FAILS, {}, ("revise", ["one"])),
        (ORDINANCE, FAILS, {}, ("revise", ["one"])),
        (GUIDELINE, FAILS, {}, ("approve", [])),
        ({"rider": "r"}, FAILS, {}, ("approve_with_riders", ["one"])),
        ({**GUIDELINE, "rider": "r"}, FAILS, {}, ("approve_with_riders", ["one"])),
        ({**STATUTE, "rider": "r"}, FAILS, {}, ("revise", ["one"])),
        ({}, FAILS, {}, ("approve", [])),
        ({"rider": "r"}, MEETS, {}, ("approve", [])),
        ({"rider": "r"}, OPEN, {}, ("approve", [])),
        ({**GUIDELINE}, OPEN, {"unanswered": DEFERRED}, ("continue", ["one"])),
        ({**STATUTE}, OPEN, {"unanswered": DEFERRED}, ("continue", ["one"])),
        ({**STATUTE}, OPEN, {"unanswered": NO_ANSWER}, ("approve", [])),
        ({}, OPEN, {"unanswered": DEFERRED}, ("approve", [])),
        ({**GUIDELINE}, {}, {"unanswered": DEFERRED}, ("approve", [])),
        ({}, MEETS, {"stage": "preliminary"}, ("continue", [])),
        ({}, OPEN, {"stage": "preliminary", "unanswered": DEFERRED}, ("continue", ["one"])),
        (STATUTE, FAILS, {"stage": "preliminary"}, ("revise", ["one"])),
        ({"rider": "r"}, FAILS, {"stage": "preliminary"}, ("continue", [])),
        ({"judgement": "council", **STATUTE}, MEETS, {}, ("approve", [])),
        ({"judgement": "council", **STATUTE}, FAILS, {}, ("revise", ["one"])),
    ],
)
def test_the_first_opinion_that_matches(
    small_policy: Callable[..., Any],
    given: dict[str, Any],
    facts: dict[str, Any],
    head: dict[str, Any],
    expected: tuple[str, list[str]],
) -> None:
    judged = judge(small_policy(("one", given), riders={"r": rider()}), facts, **head)
    assert (judged.opinion, list(judged.opinion_because)) == expected


def test_an_unlawful_item_is_revised_even_where_answers_are_still_due(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("law", STATUTE), ("open", {**GUIDELINE, "require": {"g.third": True}}))
    judged = judge(folder, FAILS, unanswered=[{"path": "g.third", "kind": "deferred"}])
    assert (judged.opinion, judged.opinion_because) == ("revise", ("law",))


def test_what_need_not_be_consulted_comes_first(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("one", STATUTE), concepts={"consultation-required": {"g.third": True}})
    assert judge(folder, {**FAILS, "third": False}).opinion == "not_required"
    assert judge(folder, {**FAILS, "third": True}).opinion == "revise"
    assert judge(folder, FAILS).opinion == "revise"


def test_without_facts_the_opinion_rests_on_nothing(small_policy: Callable[..., Any]) -> None:
    judged = judge(small_policy(("one", STATUTE)), {})
    assert judged.opinion_because == ()
    assert judged.counts.open == 1


def test_riders_are_one_for_each_duty_with_the_rules_behind_them(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(
        ("one", {"rider": "r"}),
        ("two", {"rider": "r", "require": {"g.third": True}}),
        ("three", {"rider": "s", "require": {"g.third": True}}),
        riders={"r": rider(), "s": rider()},
    )
    judged = judge(folder, FAILS)
    assert [(one.id, one.strength, one.rules) for one in judged.riders] == [
        ("r", "recommended", ("one",)),
        ("s", "if_unanswered", ("three",)),
    ]
    assert "g.other" in judged.riders[0].facts
    assert judged.riders[1].facts == ("g.third",)


def test_riders_that_a_council_attached_come_before_others_of_their_strength(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(
        ("one", {"rider": "new", **STATUTE}),
        ("two", {"rider": "known"}),
        ("three", {"rider": "open", "require": {"g.third": True}}),
        riders={"new": rider(), "known": rider("odawara-72-u"), "open": rider("odawara-72-u")},
    )
    judged = judge(folder, FAILS)
    assert [one.id for one in judged.riders] == ["known", "new", "open"]
    assert judged.riders[0].precedents == ("odawara-72-u",)


def test_a_rule_that_passes_or_is_harmless_brings_no_rider(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("one", {"rider": "r"}), riders={"r": rider()})
    assert judge(folder, MEETS).riders == ()
    assert judge(folder, {"other": True}).riders == ()
    assert [one.strength for one in judge(folder, {}).riders] == ["if_unanswered"]


def test_readiness_is_the_share_that_is_settled(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(
        ("one", {}),
        ("two", {"require": {"g.third": True}}),
        ("three", {"require": {"g.kind": "a"}}),
        ("four", {"when": {"g.flag": False}}),
        ("five", {"judgement": "council"}),
    )
    judged = judge(folder, {**FAILS, "third": True})
    assert judged.counts.model_dump(by_alias=True) == {
        "pass": 1,
        "fail": 2,
        "open": 1,
        "review": 0,
        "not_applicable": 1,
    }
    assert judged.readiness == 0.75
    assert judge(folder, {"flag": True}).readiness == 0.0


def test_the_council_judges_what_is_all_there(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("one", {"judgement": "council"}))
    verdicts = [judge(folder, facts).findings[0].verdict for facts in (MEETS, FAILS, OPEN, {"flag": False})]
    assert verdicts == ["review", "fail", "open", "not_applicable"]


EXEMPTION = {"unless": {"condition": {"g.third": True}, "provision": "statute.until-2022"}, "provision": "law.general"}


@pytest.mark.parametrize(
    ("third", "starts_on", "verdict", "reason"),
    [
        (True, "2022-07-01", "not_applicable", "exempt"),
        (False, "2022-07-01", "fail", "not_satisfied"),
        (None, "2022-07-01", "open", "applicability_unknown"),
        (True, "2023-01-01", "fail", "not_satisfied"),
        (None, "2023-01-01", "fail", "not_satisfied"),
        (False, None, "fail", "not_satisfied"),
        (True, None, "open", "applicability_unknown"),  # BUG: exempt, although the exemption may have ended by then
    ],
)
def test_an_exemption_holds_while_its_provision_is_in_force(
    small_policy: Callable[..., Any], third: bool | None, starts_on: str | None, verdict: str, reason: str
) -> None:
    facts = {**FAILS, **({} if third is None else {"third": third})}
    head = {} if starts_on is None else {"starts_on": starts_on}
    [finding] = judge(small_policy(("one", EXEMPTION)), facts, **head).findings
    assert (finding.verdict, finding.reason) == (verdict, reason)
    if reason == "exempt":
        assert [one.provision for one in finding.citations] == ["law.general", "statute.until-2022"]
    else:
        assert "statute.until-2022" not in [one.provision for one in finding.citations]


def test_a_rule_under_two_provisions_cites_those_in_force(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("one", {"provision": ["statute.until-2022", "statute.from-2023"], "force": "statute"}))
    for starts_on, provision in (("2022-12-31", "statute.until-2022"), ("2023-01-01", "statute.from-2023")):
        [finding] = judge(folder, FAILS, starts_on=starts_on).findings
        assert finding.verdict == "fail"
        assert [one.provision for one in finding.citations] == [provision]
    assert judge(folder, FAILS).findings[0].verdict == "fail", "one of the two is in force on every day from then on"


def test_promises_and_deferred_answers_are_followed_up(tenken: Tenken, make_case: Callable[..., Case]) -> None:
    case = make_case(
        {},
        commitments=[{"path": "media.removable_used", "value": True, "source": {"at": "f:1"}}],
        unanswered=[
            {"path": "link.encryption_strength", "kind": "deferred", "source": {"at": "f:2"}},
            {"path": "logs.reviewer", "kind": "no_answer"},
        ],
    )
    follow_ups = tenken.judge(case).follow_ups
    assert [(one.path, one.source) for one in follow_ups] == [
        ("media.removable_used", "f:1"),
        ("link.encryption_strength", "f:2"),
    ]
    assert "はい" in follow_ups[0].text.ja
    assert "yes" in follow_ups[0].text.en


def test_the_law_of_another_day_changes_the_law_and_not_the_dates(
    tenken: Tenken, make_case: Callable[..., Case]
) -> None:
    from tenken.values import parse_date

    case = make_case({"number_use": {"uses_number": True}, "entrustment": {"entrusted": True, "re_entrusted": True}})
    now, then = (tenken.judge(case, parse_date(on)) for on in ("2018-02-02", "2015-06-22"))
    assert (now.consulted_on, then.consulted_on) == ("2022-06-01", "2022-06-01")
    [before] = [one for one in then.findings if one.rule == "re-entrustment-consent"]
    [after] = [one for one in now.findings if one.rule == "re-entrustment-consent"]
    assert (before.verdict, before.reason) == ("not_applicable", "not_in_force")
    assert after.verdict == "open"
    assert "2016-01-01" in before.message.ja


def test_a_failure_tells_the_values(tenken: Tenken, make_case: Callable[..., Case]) -> None:
    assessment = {"kind": "all_items", "comment_from": "2021-09-10", "comment_to": "2021-10-08"}
    case = make_case({"number_use": {"uses_number": True}, "assessment": assessment})
    [finding] = [one for one in tenken.judge(case).findings if one.rule == "comment-period-30-days"]
    assert finding.verdict == "fail"
    assert "29" in finding.message.ja
    assert "2021-09-10" in finding.message.ja
    assert "29 days" in finding.message.en
