"""A case under two policies: what one of them does not know is left out, and what decided is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tenken import Tenken
from tenken.case import Case
from tenken.workbench.effects import judge
from tenken.workbench.left_out import LeftOut, as_known_to

Make = Callable[..., Any]


def case(tenken: Tenken, facts: dict[str, Any], **rest: Any) -> Case:
    """A case that states these facts of the group `g`."""
    head = {"id": "made", "title": "made", "municipality": "default", "consulted_on": "2022-06-01", "stage": "final"}
    return tenken.reader.parse(json.dumps({**head, "facts": {"g": facts}, **rest}), "made.json")


@pytest.fixture
def poorer(small_policy: Make) -> Callable[..., Tenken]:
    """Loads the small policy as it is after its vocabulary was changed."""

    def load(change: Callable[[dict[str, Any]], None]) -> Tenken:
        folder = small_policy(("plain", {}))
        group = json.loads((folder.path / "vocabulary/g.yaml").read_text(encoding="utf-8"))
        change(group["properties"])
        folder.write("vocabulary/g.yaml", group)
        tenken: Tenken = folder.load()
        return tenken

    return load


@pytest.fixture
def rich(small_policy: Make) -> Tenken:
    """The small policy as it is."""
    tenken: Tenken = small_policy(("plain", {})).load()
    return tenken


def test_what_a_policy_knows_stays_as_it_is(rich: Tenken, poorer: Callable[..., Tenken]) -> None:
    stated = case(rich, {"flag": True, "count": 3})
    assert as_known_to(stated, poorer(lambda facts: facts.pop("note"))) == (stated, None)


def test_an_unknown_fact_goes_with_its_source_its_promises_and_its_questions(
    rich: Tenken, poorer: Callable[..., Tenken]
) -> None:
    stated = case(
        rich,
        {"flag": True, "count": 3},
        sources={"g.count": {"at": "a.txt:1"}, "g.flag": {"at": "a.txt:2"}},
        commitments=[{"path": path, "value": 1} for path in ("g.count", "g.limit")]
        + [{"path": "g.other", "value": True}],
        unanswered=[{"path": "g.count", "kind": "deferred"}, {"path": "g.day", "kind": "no_answer"}],
    )
    known, left_out = as_known_to(stated, poorer(lambda facts: (facts.pop("count"), facts.pop("limit"))))
    assert left_out is not None
    assert (left_out.municipality, set(left_out.facts), left_out.values) == (None, {"g.count", "g.limit"}, ())
    assert set(known.facts) == {"g.flag"}
    assert set(known.sources) == {"g.flag"}
    assert [one.path for one in known.commitments] == ["g.other"]
    assert [one.path for one in known.unanswered] == ["g.day"]


def test_of_many_promises_the_right_ones_go(rich: Tenken, poorer: Callable[..., Tenken]) -> None:
    paths = ["g.count" if number % 3 == 0 else "g.limit" for number in range(12)]
    promised = [{"path": path, "value": number} for number, path in enumerate(paths)]
    known, _ = as_known_to(case(rich, {}, commitments=promised), poorer(lambda facts: facts.pop("count")))
    assert [one.raw for one in known.commitments] == [number for number in range(12) if number % 3]


def test_a_value_that_is_not_known_counts_as_not_stated(rich: Tenken, poorer: Callable[..., Tenken]) -> None:
    old = poorer(lambda facts: (facts["kind"]["values"].pop("c"), facts["tags"]["items"]["values"].pop("c")))
    known, left_out = as_known_to(case(rich, {"kind": "c", "tags": ["a", "c"], "flag": True}), old)
    assert left_out == LeftOut(values=("g.kind", "g.tags"))
    assert set(known.facts) == {"g.flag"}


def test_a_group_that_is_not_known_goes_with_all_its_facts(tenken: Tenken, rich: Tenken) -> None:
    stated = case(rich, {"flag": True, "count": 1})
    known, left_out = as_known_to(stated, tenken)
    assert left_out == LeftOut(facts=("g.flag", "g.count"))
    assert known.facts == {}


def test_a_city_that_is_not_known_is_judged_as_the_default_one(tenken: Tenken, rich: Tenken, make_case: Make) -> None:
    known, left_out = as_known_to(make_case(municipality="odawara"), rich)
    assert (known.municipality, left_out) == ("default", LeftOut(municipality="odawara"))


def test_the_councils_concerns_are_no_part_of_what_is_compared(tenken: Tenken, rich: Tenken, make_case: Make) -> None:
    text = {"ja": "懸念", "en": "concern"}
    council = {"outcome": "approved", "concerns": [{"about": ["media.controls", "link.used"], "text": text}]}
    assert as_known_to(make_case(council=council), rich)[1] is None


@pytest.mark.parametrize(
    ("given", "facts", "verdict", "because"),
    [
        ({"require": {"g.other": True, "g.third": True}}, {"other": True, "third": False}, "fail", ["g.third"]),
        ({"require": {"g.other": True, "g.third": True}}, {"other": True, "third": True}, "pass", ["g.other", "g.third"]),
        ({"require": {"any": [{"g.other": True}, {"g.third": True}]}}, {"other": True, "third": False}, "pass", ["g.other"]),
        ({"require": {"concept": "both"}}, {"other": True, "third": False}, "fail", ["g.third"]),
        ({"require": {"any": [{"g.flag": False}, {"g.other": True}]}}, {"other": False}, "fail", ["g.flag", "g.other"]),
        ({"when": {"g.flag": False}}, {"other": False}, "not_applicable", ["g.flag"]),
        ({"unless": {"condition": {"g.third": True}, "provision": "law.general"}}, {"third": True}, "not_applicable", ["g.third"]),
        ({"provision": "law.from-2023"}, {"other": False}, "not_applicable", []),
    ],
)  # fmt: skip
def test_only_what_decided_the_last_step_is_the_reason(
    small_policy: Make, given: dict[str, Any], facts: dict[str, Any], verdict: str, because: list[str]
) -> None:
    """Of a rule that applies where `g.flag` is true: that it applies is no reason for what it then says."""
    folder = small_policy(("one", given), concepts={"both": {"g.other": True, "g.third": True}})
    tenken = folder.load()
    judged = judge(tenken, case(tenken, {"flag": True, **facts}, starts_on="2022-07-01"))
    (finding,) = judged.assessment.findings
    assert finding.verdict == verdict
    assert [fact.path for fact in judged.because["one"]] == because
