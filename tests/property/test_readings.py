"""On random cases over the shipped vocabulary: chain and interpreter agree, nothing raises, and no verdict is unfounded."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from random_cases import SHARES, head

from tenken import Tenken
from tenken.case import Case
from tenken.policy.vocabulary import base_path
from tenken.truth import Truth

CHUNKS = [range(start, start + 15) for start in range(0, 120, 15)]
"""Seeds of the random cases; a chunk is one test."""


def random_case(
    tenken: Tenken, facts_from: Any, make_case: Callable[..., Case], seed: int
) -> tuple[Case, random.Random]:
    rng = random.Random(seed)
    make = facts_from(rng)
    given = head(tenken.policy, make)
    facts = make.case(tenken.policy.vocabulary, rng.choice(SHARES))
    return make_case(facts, stage=rng.choice(["final", "preliminary"]), **given), rng


def exact(raw: Any) -> bool:
    """Is this value as precise as its kind allows, with nothing left to state?"""
    if isinstance(raw, dict):
        return False
    if isinstance(raw, list):
        return not any(isinstance(item, dict) for item in raw)
    return not (isinstance(raw, str) and raw[:4].isdigit() and len(raw) in (4, 7))


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"from-{seeds.start}")
def test_verdicts_are_founded(tenken: Tenken, facts_from: Any, make_case: Callable[..., Case], seeds: range) -> None:
    for seed in seeds:
        case, _ = random_case(tenken, facts_from, make_case, seed)
        evaluated = tenken.evaluate(case)
        for context in evaluated.contexts.values():
            for id_ in tenken.policy.concepts:
                context.concept(id_)  # raises where chain and interpreter differ
        for one in evaluated.judgements:
            verdict = one.outcome[0]
            exempt = Truth.FALSE if one.exempt is None else one.exempt.truth
            if verdict in ("pass", "fail", "review"):
                assert (one.in_force, one.when.truth, exempt) == (Truth.TRUE, Truth.TRUE, Truth.FALSE), (
                    seed,
                    one.rule.id,
                )
                assert one.require.truth is Truth.of(verdict != "fail"), (seed, one.rule.id)
                assert (verdict == "review") is (one.rule.council_judges and verdict != "fail"), (seed, one.rule.id)
            elif verdict == "not_applicable":
                assert Truth.FALSE in (one.in_force, one.when.truth) or exempt is Truth.TRUE, (seed, one.rule.id)
            else:
                assert one.missing, f"{one.rule.id} is open and says not what is missing"


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"from-{seeds.start}")
def test_what_is_missing_is_not_already_stated(
    tenken: Tenken, facts_from: Any, make_case: Callable[..., Case], seeds: range
) -> None:
    for seed in seeds:
        case, _ = random_case(tenken, facts_from, make_case, seed)
        promised = {one.path: one.raw for one in case.commitments}
        for one in tenken.evaluate(case).judgements:
            for path in one.missing:
                assert path != "consulted_on", (seed, one.rule.id)
                if path == "starts_on":
                    assert case.starts_on is None or case.starts_on.first != case.starts_on.last, (seed, one.rule.id)
                    continue
                base = base_path(path)
                raw = promised.get(base, case.stated(base)) if one.rule.at == "operation" else case.stated(base)
                raw = promised.get(base) if raw is None else raw
                assert raw is None or not exact(raw), (
                    f"case {seed}: {one.rule.id} misses {path}, which is stated as {raw!r}"
                )


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"from-{seeds.start}")
def test_the_whole_assessment_holds_together(
    tenken: Tenken, facts_from: Any, make_case: Callable[..., Case], seeds: range
) -> None:
    for seed in seeds:
        case, _ = random_case(tenken, facts_from, make_case, seed)
        judged = tenken.judge(case)
        assert json.loads(json.dumps(judged.model_dump(mode="json", by_alias=True), allow_nan=False))["id"] == case.id
        assert sum(judged.counts.model_dump().values()) == len(tenken.policy.rules) == len(judged.findings)
        assert 0 <= judged.readiness <= 1
        findings = {one.rule: one for one in judged.findings}
        for finding in judged.findings:
            assert (finding.verdict == "open") is bool(finding.missing), (seed, finding.rule)
            assert finding.message.ja
            assert finding.message.en
            assert "{" not in finding.message.ja + finding.message.en, (seed, finding.rule)
            if finding.reason != "not_in_force":
                assert finding.citations, (seed, finding.rule)
        for rider in judged.riders:
            verdicts = {findings[rule].verdict for rule in rider.rules}
            assert verdicts == ({"fail"} if rider.strength == "recommended" else {"open"}), (seed, rider.id)
        for question in judged.questions:
            assert all(findings[rule].verdict == "open" and not findings[rule].harmless for rule in question.decides)
        because = {findings[rule].verdict for rule in judged.opinion_because}
        assert because <= {"revise": {"fail"}, "approve_with_riders": {"fail"}, "continue": {"open"}}.get(
            judged.opinion, set()
        )


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"from-{seeds.start}")
def test_stating_less_never_turns_a_verdict_round(
    tenken: Tenken, facts_from: Any, make_case: Callable[..., Case], seeds: range
) -> None:
    for seed in seeds:
        case, rng = random_case(tenken, facts_from, make_case, seed)
        raw = {key: value for key, value in case.raw.items() if key != "commitments"}
        less = {
            **raw,
            "facts": facts_from(rng).less(tenken.policy.vocabulary, raw["facts"], rng.choice([0.05, 0.3, 0.8])),
        }
        if "starts_on" in raw and rng.random() < 0.5:
            less["starts_on"] = raw["starts_on"][:4]
        before, after = (tenken.evaluate(tenken.case(data)).judgements for data in (less, raw))
        for vague, exactly in zip(before, after, strict=True):
            assert vague.outcome[0] in ("open", exactly.outcome[0]), (seed, vague.rule.id)


def test_judging_twice_gives_the_same(tenken: Tenken, facts_from: Any, make_case: Callable[..., Case]) -> None:
    cases = [random_case(tenken, facts_from, make_case, seed)[0] for seed in range(10)]
    first = [tenken.judge(case) for case in cases]
    assert [tenken.judge(case) for case in reversed(cases)] == first[::-1]
    assert [Tenken(tenken.policy).judge(case) for case in cases[:3]] == first[:3]


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"from-{seeds.start}")
def test_every_open_finding_has_its_question(
    tenken: Tenken, facts_from: Any, make_case: Callable[..., Case], seeds: range
) -> None:
    """Where no question is left, nothing of weight is open."""
    for seed in seeds:
        case, _ = random_case(tenken, facts_from, make_case, seed)
        assessment = tenken.judge(case)
        asked = {rule for question in assessment.questions for rule in question.decides}
        assert asked == {one.rule for one in assessment.findings if one.verdict == "open" and not one.harmless}, seed
