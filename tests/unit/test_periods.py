"""The days of the law as what is tested: a day that can be moved unnoticed, and the examples that notice it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from testbench import run_tests

MET = {"g": {"flag": True, "other": True}}
LAST_DAY, DAY_AFTER = "2022-12-31", "2023-01-01"


@pytest.fixture
def survivors(small_policy: Any) -> Callable[..., dict[str, tuple[int, set[str]]]]:
    """By provision, how many moved days are noticed and which are not; for each rule its provisions and days."""

    def make(*rules: tuple[Any, ...], periods: list[Mapping[str, str]] | None = None, **given: Any) -> Any:
        named = []
        for place, (provision, *days) in enumerate(rules):
            examples = [
                {"name": day, "consulted_on": "2016-01-01", "starts_on": day, "facts": MET, "expect": "pass"}
                for day in days
            ]
            named.append((f"rule-{place}", {"provision": provision, "examples": examples, **given}))
        folder = small_policy(*named)
        if periods:
            dated = {"title": TEXT, "evidence": "V", "source": "made up", "periods": periods}
            law = {"id": "dated", "kind": "practice", "name": TEXT, "short": TEXT, "provisions": {"general": dated}}
            folder.write("laws/dated.yaml", law)
        return {
            one.provision.id: (one.killed, {moved.id for moved in one.survivors})
            for one in run_tests(folder.path, mutate=True).periods
        }

    return make


TEXT = {"ja": "「法」", "en": "law"}


@pytest.mark.parametrize(
    ("days", "killed", "left"),
    [
        (["2022-07-01"], 0, {f"periods/0/to -> {day}" for day in ("2022-12-30", DAY_AFTER)}),
        (["2022-07-01", LAST_DAY], 1, {f"periods/0/to -> {DAY_AFTER}"}),
        (["2022-07-01", DAY_AFTER], 1, {"periods/0/to -> 2022-12-30"}),
        ([LAST_DAY, DAY_AFTER], 2, set()),
        ([], 0, {f"periods/0/to -> {day}" for day in ("2022-12-30", DAY_AFTER)}),
    ],
)
def test_a_moved_day_survives_until_there_is_an_example_on_it(
    survivors: Any, days: list[str], killed: int, left: set[str]
) -> None:
    assert survivors(("law.until-2022", *days)) == {"law.until-2022": (killed, left)}


def test_the_example_of_any_rule_that_rests_on_it_will_do(survivors: Any) -> None:
    found = survivors(("law.from-2023", LAST_DAY), ("law.from-2023", DAY_AFTER), ("law.general", DAY_AFTER))
    assert found["law.from-2023"] == (2, set())
    assert found["law.general"] == (0, set()), "what has no days has none to be moved"


def test_a_day_that_a_rules_other_provision_covers_is_left_alone(survivors: Any) -> None:
    """Lengthened, each period only overlaps the other; shortened, there is a day without any."""
    found = survivors((["law.until-2022", "law.from-2023"], "2022-07-01"))
    assert found == {
        "law.until-2022": (0, {"periods/0/to -> 2022-12-30"}),
        "law.from-2023": (0, {"periods/0/from -> 2023-01-02"}),
    }


def test_a_day_on_which_one_period_passes_into_the_next_is_left_alone(survivors: Any) -> None:
    renumbered = [{"from": "2017-05-30", "article": "第2条"}, {"to": "2017-05-29", "article": "第1条"}]
    assert survivors(("dated.general", "2020-01-01"), periods=renumbered[::-1]) == {"dated.general": (0, set())}
    gap = [{"to": "2017-05-28", "article": "第1条"}, renumbered[0]]
    assert survivors(("dated.general", "2020-01-01"), periods=gap)["dated.general"] == (
        0, {
            "periods/0/to -> 2017-05-27", "periods/0/to -> 2017-05-29",
            "periods/1/from -> 2017-05-29", "periods/1/from -> 2017-05-31",
        },
    )  # fmt: skip


def test_the_days_of_an_exemption_are_noticed_by_those_that_it_exempts(survivors: Any) -> None:
    exempt = {"unless": {"condition": {"g.other": True}, "provision": "ordinance.until-2022"}}
    assert survivors(("law.general", LAST_DAY), **exempt)["ordinance.until-2022"] == (
        1, {f"periods/0/to -> {DAY_AFTER}"},
    )  # fmt: skip
    # The rule goes out of force on the same day, so that a longer exemption exempts nobody.
    assert survivors(("law.until-2022", LAST_DAY), **exempt)["ordinance.until-2022"] == (1, set())


def test_an_example_of_a_city_that_words_the_provision_itself_notices_too(small_policy: Any) -> None:
    facts = {"g": {"flag": True, "other": True}}
    examples = [
        {"name": day, "municipality": "own", "starts_on": day, "facts": facts, "expect": "pass"}
        for day in (LAST_DAY, DAY_AFTER)
    ]
    folder = small_policy(("made", {"provision": "ordinance.until-2022", "examples": examples}))
    city = dict.fromkeys(("name", "council", "ordinance", "attested"), TEXT)
    worded = {"ordinance.until-2022": {"article": "第9条", "evidence": "V", "source": "made up"}}
    folder.write("municipalities/own.yaml", {"id": "own", **city, "provisions": worded})
    (days,) = run_tests(folder.path, mutate=True).periods
    assert (days.killed, days.survivors) == (2, ())


def test_the_days_of_a_provision_that_no_rule_rests_on_are_not_tested(survivors: Any) -> None:
    assert set(survivors(("law.until-2022", LAST_DAY))) == {"law.until-2022"}
