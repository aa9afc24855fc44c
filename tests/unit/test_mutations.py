"""How a condition is changed by one step: each operator by example, and what is not worth changing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from testbench import results, subject

from tenken import Tenken
from tenken.policy.check import parse_condition
from tenken.workbench.clauses import Mutant, mutants, sides
from tenken.workbench.mutations import mutations

CITY = "municipality.log_retention_years"
LASTS = {"from": "g.day", "to": "g.until"}
CONCEPTS = {"flagged": {"g.flag": True}}


@pytest.fixture
def of_require(small_policy: Any) -> Callable[[Mapping[str, Any]], list[Mutant]]:
    """The mutants of a rule that requires this."""

    def make(raw: Mapping[str, Any]) -> list[Mutant]:
        folder = small_policy(("made", {"require": raw}), concepts=CONCEPTS)
        policy = folder.load().policy
        (clause,) = (one for one in subject(folder.path, "made").clauses if one.name == "require")
        return list(mutants(clause, policy))

    return make


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"g.flag": True}, ["g.flag -> false"]),
        ({"g.flag": False}, ["g.flag -> true"]),
        ({"g.kind": "a"}, ["g.kind -> not a"]),
        ({"g.count": 2}, ["g.count -> not 2"]),
        ({"g.kind": {"in": ["a"]}}, ["g.kind/in -> not"]),
        ({"g.kind": {"in": ["a", "b"]}}, ["g.kind/in -> not", "g.kind/in -> without a", "g.kind/in -> without b"]),
        ({"g.count": {"at_least": 2}}, ["g.count/at_least -> at_most", "g.count/at_least -> 1", "g.count/at_least -> 3"]),
        ({"g.count": {"at_most": 2}}, ["g.count/at_most -> at_least", "g.count/at_most -> 1", "g.count/at_most -> 3"]),
        ({"g.count": {"at_most": "g.limit"}}, ["g.count/at_most -> at_least"]),
        ({"g.count": {"at_least": CITY}}, ["g.count/at_least -> at_most"]),
        ({CITY: {"at_least": 3}}, [f"{CITY}/at_least -> at_most", f"{CITY}/at_least -> 2", f"{CITY}/at_least -> 4"]),
        (
            {"g.count": {"at_least": 2, "at_most": 5}},
            [
                "g.count/at_least -> left out", "g.count/at_least -> 1", "g.count/at_least -> 3",
                "g.count/at_most -> left out", "g.count/at_most -> 4", "g.count/at_most -> 6",
            ],
        ),
        (
            {"g.day": {"on_or_before": "2020-03-01"}},
            [
                "g.day/on_or_before -> on_or_after",
                "g.day/on_or_before -> 2020-02-29", "g.day/on_or_before -> 2020-03-02",
            ],
        ),
        (
            {"consulted_on": {"on_or_after": "2020-02"}},
            [
                "consulted_on/on_or_after -> on_or_before",
                "consulted_on/on_or_after -> 2020-01-31", "consulted_on/on_or_after -> 2020-03-01",
            ],
        ),
        ({"g.day": {"on_or_after": "starts_on"}}, ["g.day/on_or_after -> on_or_before"]),
        ({"g.note": {"stated": True}}, ["g.note/stated -> false"]),
        ({"g.note": {"stated": False}}, ["g.note/stated -> true"]),
        ({"g.tags": {"includes": "a"}}, ["g.tags/includes -> not"]),
        (
            {"g.tags": {"includes": ["a", "b"]}},
            [
                "g.tags/includes -> not", "g.tags/includes -> includes_any",
                "g.tags/includes -> without a", "g.tags/includes -> without b",
            ],
        ),
        (
            {"g.tags": {"includes_any": ["a", "b"]}},
            [
                "g.tags/includes_any -> not", "g.tags/includes_any -> includes",
                "g.tags/includes_any -> without a", "g.tags/includes_any -> without b",
            ],
        ),
        ({"g.kind": {"not": "a"}}, ["g.kind/not -> without not"]),
        (
            {"g.count": {"not": {"at_least": 2}}},
            [
                "g.count/not -> without not", "g.count/not/at_least -> at_most",
                "g.count/not/at_least -> 1", "g.count/not/at_least -> 3",
            ],
        ),
        (
            {"lasts": {**LASTS, "at_least_days": 30}},
            ["lasts/at_least_days -> at_most_days", "lasts/at_least_days -> 29", "lasts/at_least_days -> 31"],
        ),
        (
            {"lasts": {**LASTS, "at_most_days": 30}},
            ["lasts/at_most_days -> at_least_days", "lasts/at_most_days -> 29", "lasts/at_most_days -> 31"],
        ),
        (
            {"lasts": {**LASTS, "at_least_days": 20, "at_most_days": 30}},
            [
                "lasts/at_least_days -> left out", "lasts/at_least_days -> 19", "lasts/at_least_days -> 21",
                "lasts/at_most_days -> left out", "lasts/at_most_days -> 29", "lasts/at_most_days -> 31",
            ],
        ),
        ({"concept": "flagged"}, ["concept -> not"]),
        ({"every": "g.parts", "satisfies": {"ok": True}}, ["every -> some", "satisfies/ok -> false"]),
        (
            {"some": "g.parts", "satisfies": {"ok": True, "kind": "a"}},
            [
                "some -> every", "satisfies -> any", "satisfies/ok -> left out", "satisfies/ok -> false",
                "satisfies/kind -> left out", "satisfies/kind -> not a",
            ],
        ),
        (
            {"all": [{"g.flag": True}, {"g.kind": "a"}]},
            ["all/0/g.flag -> false", "all/1/g.kind -> not a", "all -> any", "all/0 -> left out", "all/1 -> left out"],
        ),
        (
            {"any": [{"g.flag": True}, {"g.kind": "a"}]},
            ["any/0/g.flag -> false", "any/1/g.kind -> not a", "any -> all", "any/0 -> left out", "any/1 -> left out"],
        ),
        ({"not": {"g.kind": "a"}}, ["not -> without not"]),
        (
            {"g.flag": True, "concept": "flagged"},
            ["-> any", "g.flag -> left out", "g.flag -> false", "concept -> left out", "concept -> not"],
        ),
    ],
    ids=str,
)  # fmt: skip
def test_what_becomes_of_a_condition(of_require: Any, raw: Mapping[str, Any], expected: list[str]) -> None:
    prefixed = [f"require{' ' if name.startswith('->') else '/'}{name}" for name in expected]
    assert sorted(one.id for one in of_require(raw)) == sorted(prefixed)


DEEP = {
    "any": [{"g.kind": "a"}, {"every": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 2}}}],
    "not": {"g.flag": True},
}


@pytest.mark.parametrize(
    ("name", "inside", "before", "after", "whole"),
    [
        (
            "any/1/satisfies/size/at_least -> 3", "g.parts", {"size": {"at_least": 2}}, {"size": {"at_least": 3}},
            {**DEEP, "any": [
                {"g.kind": "a"}, {"every": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 3}}},
            ]},
        ),
        (
            "any/1/every -> some", None,
            {"every": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 2}}},
            {"some": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 2}}},
            {**DEEP, "any": [
                {"g.kind": "a"}, {"some": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 2}}},
            ]},
        ),
        ("any/0 -> left out", None, {"g.kind": "a"}, None, {**DEEP, "any": DEEP["any"][1:]}),
        ("not -> without not", None, {"not": {"g.flag": True}}, {"g.flag": True}, {"any": DEEP["any"], "g.flag": True}),
        ("-> any", None, DEEP, {"any": [{"any": DEEP["any"]}, {"not": DEEP["not"]}]},
         {"any": [{"any": DEEP["any"]}, {"not": DEEP["not"]}]}),
    ],
)  # fmt: skip
def test_one_entry_is_changed_and_all_around_it_stays(
    name: str, inside: str | None, before: Any, after: Any, whole: Any
) -> None:
    (found,) = (one for one in mutations(DEEP) if one.name == name)
    assert (found.inside, found.before, found.after, found.whole) == (inside, before, after, whole)


def test_a_key_that_would_stand_twice_makes_a_list(of_require: Any) -> None:
    (found,) = (
        one for one in of_require({"not": {"g.kind": "a"}, "g.kind": "b"}) if one.id == "require/not -> without not"
    )
    assert found.mutation.whole == {"all": [{"g.kind": "a"}, {"g.kind": "b"}]}


def test_an_exemption_is_changed_and_left_out(small_policy: Any) -> None:
    exempt = {"unless": {"condition": {"g.third": True}, "provision": "ordinance.general"}}
    folder = small_policy(("made", exempt))
    policy = folder.load().policy
    (clause,) = (one for one in subject(folder.path, "made").clauses if one.name == "unless")
    found = list(mutants(clause, policy))
    assert [(one.id, one.node is None) for one in found] == [
        ("unless/g.third -> false", False), ("unless -> left out", True),
    ]  # fmt: skip
    assert [one.at for one in found] == [("unless", "condition", "g.third"), ("unless", "condition")]


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        # A `not` taken away and what is in it turned round: one and the same.
        ({"not": {"g.note": {"stated": True}}}, ["not -> without not"]),
        ({"not": {"g.kind": {"not": "a"}}}, ["not -> without not"]),
        # An `all` of one, and an `all` in an `all`, have nothing to exchange.
        ({"all": [{"g.kind": "a"}]}, ["all/0/g.kind -> not a"]),
        ({"any": [{"any": [{"g.kind": "a"}, {"g.kind": "a"}]}]}, ["any/0/any/0/g.kind -> not a"]),
        # No period has less than one day.
        ({"lasts": {**LASTS, "at_least_days": 1}}, ["lasts/at_least_days -> at_most_days", "lasts/at_least_days -> 2"]),
        ({"lasts": {**LASTS, "at_least_days": 0}}, ["lasts/at_least_days -> at_most_days"]),
    ],
)
def test_what_reads_alike_is_there_once(of_require: Any, raw: Mapping[str, Any], ids: list[str]) -> None:
    assert [one.id for one in of_require(raw)] == [f"require/{id_}" for id_ in ids]


def test_at_most_no_days_is_another_thing_than_at_most_one(of_require: Any) -> None:
    """It never holds, which an example of one day tells."""
    found = {one.id for one in of_require({"lasts": {**LASTS, "at_most_days": 1}})}
    assert "require/lasts/at_most_days -> 0" in found


def test_every_mutant_of_what_is_shipped_can_be_read_and_differs(tenken: Tenken) -> None:
    policy = tenken.policy
    for id_, one in results().items():
        found = [mutant for clause in one.subject.clauses for mutant in mutants(clause, policy)]
        assert len({mutant.id for mutant in found}) == len(found) > 0, id_
        for mutant in found:
            before, after = sides(mutant, policy)
            assert before != after, mutant.id
            if mutant.node is not None:
                read = parse_condition(mutant.mutation.whole, policy.vocabulary, policy.concepts)
                assert read == mutant.node != mutant.clause.node, mutant.id
        nodes = [(mutant.clause.name, mutant.node) for mutant in found]
        assert len(set(nodes)) == len(nodes), id_
