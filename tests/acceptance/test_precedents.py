"""The twelve real items: what councils decided, and what the program says of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tenken import Assessment, Finding, Tenken
from tenken.case import Case
from tenken.policy.law import FORCES
from tenken.precedents import Comparison, compare

REPO = Path(__file__).parents[2]
IDS = sorted(path.stem for path in (REPO / "cases" / "precedents").glob("*.json"))
TWINS = {
    "odawara-72-u": "odawara-72-u-without-usb",
    "ueda-2021-card-reservation": "ueda-2021-with-screen-filters",
    "chiba-2015-late-elderly-care": "chiba-2015-final-stage",
    "kitakyushu-2021-resident-register": "kitakyushu-2021-comment-period-30-days",
}
"""Beside each item that was not plainly approved: the same without the deciding fact."""


@pytest.fixture(scope="module")
def compared(tenken: Tenken, precedents: Mapping[str, Case]) -> Comparison:
    """Our judgement beside the councils'."""
    return compare(tenken, precedents.values())


@pytest.fixture(scope="module")
def judged(tenken: Tenken, precedents: Mapping[str, Case]) -> Mapping[str, Assessment]:
    """Every item, judged."""
    return {id_: tenken.judge(case) for id_, case in precedents.items()}


def verdict(assessment: Assessment, rule: str) -> Finding:
    """What one rule says."""
    return next(one for one in assessment.findings if one.rule == rule)


def twin(tenken: Tenken, id_: str) -> Case:
    """The made-up case beside a precedent."""
    return tenken.read(REPO / "cases" / "examples" / f"{TWINS[id_]}.json")


def test_all_twelve_opinions_agree(compared: Comparison) -> None:
    assert [(item.id, item.agrees) for item in compared.items] == [(id_, True) for id_ in IDS]
    assert compared.totals.items == 12
    assert compared.totals.baseline_always_approve == 9


def test_every_deciding_rule_asks_what_the_council_asked(
    tenken: Tenken, precedents: Mapping[str, Case], compared: Comparison
) -> None:
    for item in compared.items:
        council = precedents[item.id].council
        assert council is not None
        raised = {rule for concern in item.concerns.details for rule in concern.raised_by}
        for rule in item.opinion_because:
            assert tenken.policy.rules[rule].rider in council["riders"] or rule in raised, (item.id, rule)


@pytest.mark.parametrize("id_", TWINS)
def test_the_twin_without_the_deciding_fact_is_approved(
    tenken: Tenken, precedents: Mapping[str, Case], id_: str
) -> None:
    other = twin(tenken, id_)
    assert tenken.judge(other).opinion == "approve"
    facts, theirs = precedents[id_].facts, other.facts
    differing = {path for path in facts.keys() | theirs.keys() if facts.get(path) != theirs.get(path)}
    differs_in_stage = other.stage != precedents[id_].stage
    assert len(differing) + differs_in_stage == 1


def test_the_usb_stick_decides_between_the_two_receipt_items(judged: Mapping[str, Assessment]) -> None:
    with_usb, without = judged["odawara-72-u"], judged["odawara-72-e"]
    assert (with_usb.riders[0].id, with_usb.riders[0].strength) == ("removable-media", "recommended")
    assert [r.strength for r in with_usb.riders].count("recommended") == 1
    assert "recommended" not in {r.strength for r in without.riders}
    assert "removable-media" not in {r.id for r in without.riders}


def test_ueda_s_four_duties_come_first(judged: Mapping[str, Assessment]) -> None:
    riders = judged["ueda-2021-card-reservation"].riders
    assert {"security", "human-error", "contractor-verification", "training"} <= {r.id for r in riders[:6]}
    assert {r.id for r in riders if r.strength == "recommended"} == {"security"}


def test_kitakyushu_s_comment_period_is_a_day_short(judged: Mapping[str, Assessment]) -> None:
    assessment = judged["kitakyushu-2021-resident-register"]
    short = verdict(assessment, "comment-period-30-days")
    assert (short.verdict, short.force, short.riders) == ("fail", "principle", ())
    assert "29" in short.message.ja and "29" in short.message.en
    assert verdict(assessment, "comment-period-shortening-reason").missing == ("assessment.shortening_reason",)
    approval = verdict(assessment, "submission-not-approval")
    assert (approval.verdict, approval.force, approval.riders) == ("fail", "practice", ())
    assert verdict(assessment, "redo-within-five-years").verdict == "open"


def test_chiba_goes_on_because_it_is_preliminary_and_waits_for_answers(judged: Mapping[str, Assessment]) -> None:
    assessment = judged["chiba-2015-late-elderly-care"]
    assert verdict(assessment, "comment-period-30-days").verdict == "pass"
    assert (assessment.opinion, assessment.stage) == ("continue", "preliminary")
    assert set(assessment.opinion_because) == {"encryption-strength-stated", "shared-terminal-boundary"}
    assert verdict(assessment, "log-review").verdict == "pass"
    assert verdict(assessment, "cited-ministerial-order").verdict == "fail"
    assert verdict(assessment, "threshold-judgement-shown").verdict == "open"


def test_odawara_s_own_use_leaves_notification_and_consent_open(judged: Mapping[str, Assessment]) -> None:
    assessment = judged["odawara-72-a"]
    notification = verdict(assessment, "ordinance-use-prior-notification")
    consent = verdict(assessment, "ordinance-use-local-tax-consent")
    assert (notification.verdict, notification.applies) == ("open", True)
    assert (consent.verdict, consent.missing) == ("open", ("number_use.local_tax_consent",))


def test_ueda_keeps_card_documents_long_enough(judged: Mapping[str, Assessment]) -> None:
    kept = verdict(judged["ueda-2021-card-reservation"], "card-documents-fifteen-years")
    assert (kept.verdict, kept.force) == ("pass", "statute")


def test_little_fails_where_councils_plainly_approved(judged: Mapping[str, Assessment], compared: Comparison) -> None:
    plain = [item.id for item in compared.items if item.council.outcome in ("approved", "adequate")]
    assert len(plain) == 9
    failed = [one for id_ in plain for one in judged[id_].findings if one.verdict == "fail"]
    assert len(failed) <= 3
    assert all(FORCES.index(one.force) > FORCES.index("guideline") for one in failed)


def test_the_councils_riders_and_concerns_are_met(compared: Comparison) -> None:
    totals = compared.totals
    assert totals.riders_covered == totals.riders == 5
    assert totals.concerns_met >= 0.9 * totals.concerns
    assert totals.foresight >= 0.5


def test_the_question_order_knows_nothing_of_the_council(tenken: Tenken, precedents: Mapping[str, Case]) -> None:
    for case in precedents.values():
        bare = {key: value for key, value in case.raw.items() if key not in ("council", "unanswered", "notes")}
        asked = [one.path for one in tenken.judge(tenken.case({**bare, "id": "renamed"})).questions]
        assert asked == [one.path for one in tenken.judge(case).questions]


def moved(case: Case, days: Mapping[str, str]) -> dict[str, Any]:
    """The case's data with other dates."""
    return {**case.raw, **days}


@pytest.mark.parametrize("id_", ["odawara-72-i", "odawara-72-u"])
def test_after_the_ordinances_ended_no_online_link_rule_applies(
    tenken: Tenken, precedents: Mapping[str, Case], id_: str
) -> None:
    later = moved(precedents[id_], {"consulted_on": "2023-05-10", "starts_on": "2023-07-01"})
    assessment = tenken.judge(tenken.case(later))
    links = [one for one in assessment.findings if one.family == "online-link"]
    assert {(one.verdict, one.reason) for one in links} == {("not_applicable", "not_in_force")}
    assert all("2023-03-31" in one.message.ja and "2023-04-01" in one.message.ja for one in links)
    cited = {c.text for one in assessment.findings if one.verdict != "not_applicable" for c in one.citations}
    assert {"個人情報保護法第66条", "個人情報保護法第68条"} <= cited


def test_the_law_may_be_moved_without_the_case_s_dates(tenken: Tenken, precedents: Mapping[str, Case]) -> None:
    from tenken.values import parse_date

    case = precedents["odawara-72-u"]
    then, now = tenken.judge(case), tenken.judge(case, parse_date("2024-06-01"))
    assert then.consulted_on == now.consulted_on == "2018-02-02"
    assert verdict(then, "online-link-council-before-start").reason != "not_in_force"
    assert verdict(now, "online-link-council-before-start").reason == "not_in_force"


@pytest.mark.parametrize("id_", IDS)
def test_findings_of(judged: Mapping[str, Assessment], id_: str, snapshot: SnapshotAssertion) -> None:
    """The compact list: what every rule says, what is missing, and the riders."""
    assessment = judged[id_]
    lines = [
        f"{one.rule}: {one.verdict}" + (f" <- {', '.join(one.missing)}" if one.applies and one.missing else "")
        for one in assessment.findings
    ]
    riders = [f"{rider.id}: {rider.strength}" for rider in assessment.riders]
    assert "\n".join([*lines, "", *riders]) == snapshot


@pytest.mark.parametrize("id_", IDS)
def test_opinion_on(judged: Mapping[str, Assessment], id_: str, snapshot: SnapshotAssertion) -> None:
    """The opinion, its reasons, and the first questions."""
    assessment = judged[id_]
    first = [question.path for question in assessment.questions[:15]]
    counts = assessment.counts.model_dump(by_alias=True)
    shown = [
        assessment.opinion,
        *assessment.opinion_because,
        "",
        json.dumps(counts),
        f"{assessment.readiness}",
        "",
        *first,
    ]
    assert "\n".join(shown) == snapshot


@pytest.mark.parametrize(
    ("form", "lang"), [("table", "ja"), ("table", "en"), ("markdown", "ja"), ("markdown", "en"), ("json", "ja")]
)
def test_one_whole_report(
    run: Callable[..., Any], usb_case: Path, form: str, lang: str, snapshot: SnapshotAssertion
) -> None:
    """One report in every format, digests masked."""
    import re

    result = run("check", usb_case, "-o", form, "--lang", lang, env={"COLUMNS": "80"})
    masked = re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", result.stdout).replace(f"{REPO}/", "")
    assert masked == snapshot
