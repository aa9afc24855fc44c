"""Each node of the condition language: true, false and unknown, as written in YAML and explained."""

from __future__ import annotations

from typing import Any

import pytest

from tenken import condition as c
from tenken.errors import Fault
from tenken.policy.check import parse_condition
from tenken.readings.explain import deciding, missing
from tenken.truth import Truth

F, T, U = Truth.FALSE, Truth.TRUE, Truth.UNKNOWN
UNDECIDED = {"undecided": True}


def partly(*items: Any) -> dict[str, Any]:
    """A list that may hold more than is stated."""
    return {"items": list(items), "complete": False}


def cases(*rows: tuple[Any, dict[str, Any], Truth]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("raw", "facts", "truth"), rows)


@cases(
    ({"g.flag": True}, {"flag": True}, T),
    ({"g.flag": True}, {"flag": False}, F),
    ({"g.flag": True}, {}, U),
    ({"g.flag": False}, {"flag": False}, T),
    ({"g.flag": False}, {}, U),
    ({"g.flag": True}, {"flag": UNDECIDED}, U),
    ({"g.kind": "a"}, {"kind": "a"}, T),
    ({"g.kind": "a"}, {"kind": "b"}, F),
    ({"g.kind": {"in": ["a", "b"]}}, {"kind": "b"}, T),
    ({"g.kind": {"in": ["a", "b"]}}, {"kind": "c"}, F),
    ({"g.kind": {"in": ["a", "b"]}}, {}, U),
    ({"g.kind": {"in": ["a", "b", "c"]}}, {"kind": UNDECIDED}, U),
    ({"g.note": "x"}, {"note": "x"}, T),
    ({"g.count": 5}, {"count": 5}, T),
    ({"g.count": 5}, {"count": {"about": 5}}, U),
    ({"g.count": 5}, {"count": {"about": 50}}, F),
    ({"g.count": {"in": [1, 2]}}, {"count": {"at_least": 3}}, F),
    ({"g.day": "2022-04-01"}, {"day": "2022-04-01"}, T),
    ({"g.day": "2022-04-01"}, {"day": "2022-04"}, U),
    ({"g.day": "2022-04-01"}, {"day": "2023"}, F),
)
def test_one_of(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


@cases(
    ({"g.count": {"at_least": 5}}, {"count": 5}, T),
    ({"g.count": {"at_least": 5}}, {"count": 4}, F),
    ({"g.count": {"at_least": 5}}, {"count": {"about": 5}}, U),
    ({"g.count": {"at_least": 5}}, {}, U),
    ({"g.count": {"at_least": 5}}, {"count": UNDECIDED}, U),
    ({"g.count": {"at_least": "g.limit"}}, {"count": 5, "limit": 5}, T),
    ({"g.count": {"at_least": "g.limit"}}, {"count": 5, "limit": 6}, F),
    ({"g.count": {"at_least": "g.limit"}}, {"count": 5}, U),
    ({"g.count": {"at_least": "g.limit"}}, {"count": 5, "limit": UNDECIDED}, U),
    ({"g.day": {"on_or_after": "2022-04-01"}}, {"day": "2022-04-01"}, T),
    ({"g.day": {"on_or_after": "2022-04-01"}}, {"day": "2022-03-31"}, F),
    ({"g.day": {"on_or_after": "2022-04-02"}}, {"day": "2022-04"}, U),
    ({"g.day": {"on_or_after": "g.until"}}, {"day": "2022-05", "until": "2022-04"}, T),
)
def test_at_least(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


@cases(
    ({"g.whole": {"at_most": 5}}, {"whole": 5}, T),
    ({"g.whole": {"at_most": 5}}, {"whole": 6}, F),
    ({"g.whole": {"at_most": 5}}, {"whole": {"at_least": 5}}, U),
    ({"g.whole": {"at_most": 5}}, {}, U),
    ({"g.day": {"on_or_before": "2022-04-30"}}, {"day": "2022-04"}, T),
    ({"g.day": {"on_or_before": "2022-04-29"}}, {"day": "2022-04"}, U),
    ({"g.day": {"on_or_before": "2022-03"}}, {"day": "2022-04"}, F),
    ({"g.day": {"on_or_before": "g.until"}}, {"until": "2022-04"}, U),
    ({"g.count": {"at_least": 1, "at_most": 3}}, {"count": 2}, T),
    ({"g.count": {"at_least": 1, "at_most": 3}}, {"count": 4}, F),
    ({"g.count": {"at_least": 1, "at_most": 3}}, {"count": {"at_least": 2}}, U),
)
def test_at_most(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


@cases(
    ({"g.note": {"stated": True}}, {"note": "x"}, T),
    ({"g.note": {"stated": True}}, {"note": UNDECIDED}, F),
    ({"g.note": {"stated": True}}, {}, U),
    ({"g.note": {"stated": False}}, {"note": "x"}, F),
    ({"g.note": {"stated": False}}, {"note": UNDECIDED}, T),
    ({"g.note": {"stated": False}}, {}, U),
    ({"g.flag": {"stated": True}}, {"flag": False}, T),
    ({"g.count": {"stated": True}}, {"count": {"about": 5}}, T),
    ({"g.tags": {"stated": True}}, {"tags": []}, T),
)
def test_stated(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


@cases(
    ({"g.tags": {"includes": "a"}}, {"tags": ["a", "b"]}, T),
    ({"g.tags": {"includes": "a"}}, {"tags": ["b"]}, F),
    ({"g.tags": {"includes": "a"}}, {"tags": []}, F),
    ({"g.tags": {"includes": "a"}}, {"tags": partly("a")}, T),
    ({"g.tags": {"includes": "a"}}, {"tags": partly("b")}, U),
    ({"g.tags": {"includes": "a"}}, {}, U),
    ({"g.tags": {"includes": "a"}}, {"tags": UNDECIDED}, U),
    ({"g.tags": {"includes": ["a", "b"]}}, {"tags": ["a", "b", "c"]}, T),
    ({"g.tags": {"includes": ["a", "b"]}}, {"tags": ["a", "c"]}, F),
    ({"g.tags": {"includes": ["a", "b"]}}, {"tags": partly("a")}, U),
    ({"g.tags": {"includes_any": ["a", "b"]}}, {"tags": ["b"]}, T),
    ({"g.tags": {"includes_any": ["a", "b"]}}, {"tags": ["c"]}, F),
    ({"g.tags": {"includes_any": ["a", "b"]}}, {"tags": partly("c")}, U),
    ({"g.tags": {"not": {"includes": "a"}}}, {"tags": partly("a")}, F),
    ({"g.tags": {"not": {"includes": "a"}}}, {"tags": partly("b")}, U),
)
def test_includes(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


LASTS_30 = {"lasts": {"from": "g.day", "to": "g.until", "at_least_days": 30}}


@cases(
    (LASTS_30, {"day": "2015-06-22", "until": "2015-07-21"}, T),
    (LASTS_30, {"day": "2021-09-10", "until": "2021-10-08"}, F),
    (LASTS_30, {"day": "2022-04", "until": "2022-05-15"}, U),
    (LASTS_30, {"day": "2022-04", "until": "2022-06"}, T),
    (LASTS_30, {"day": "2022-04-01"}, U),
    (LASTS_30, {"until": "2022-04-01"}, U),
    (LASTS_30, {"day": UNDECIDED, "until": "2022-04-01"}, U),
    ({"lasts": {"from": "g.day", "to": "g.until", "at_most_days": 2}}, {"day": "2022-04-01", "until": "2022-04-02"}, T),
    ({"lasts": {"from": "g.day", "to": "g.until", "at_most_days": 2}}, {"day": "2022-04-01", "until": "2022-04-03"}, F),
    (
        {"lasts": {"from": "g.day", "to": "g.until", "at_least_days": 2, "at_most_days": 3}},
        {"day": "2022-04-01", "until": "2022-04-04"},
        F,
    ),
    ({"lasts": {"from": "consulted_on", "to": "g.until", "at_least_days": 30}}, {"until": "2022-06-30"}, T),
)
def test_lasts(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


ALL_OK = {"every": "g.parts", "satisfies": {"ok": True}}
SOME_OK = {"some": "g.parts", "satisfies": {"ok": True}}
GOOD, BAD, UNSAID = {"ok": True}, {"ok": False}, {"size": 1}


@cases(
    (ALL_OK, {"parts": []}, T),
    (ALL_OK, {"parts": [GOOD, GOOD]}, T),
    (ALL_OK, {"parts": [GOOD, BAD]}, F),
    (ALL_OK, {"parts": [GOOD, UNSAID]}, U),
    (ALL_OK, {"parts": [BAD, UNSAID]}, F),
    (ALL_OK, {"parts": partly(GOOD)}, U),
    (ALL_OK, {"parts": partly()}, U),
    (ALL_OK, {"parts": partly(BAD)}, F),
    (ALL_OK, {}, U),
    (ALL_OK, {"parts": UNDECIDED}, U),
    (ALL_OK, {"parts": [{"ok": UNDECIDED}]}, U),
)
def test_every(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


@cases(
    (SOME_OK, {"parts": []}, F),
    (SOME_OK, {"parts": [BAD, GOOD]}, T),
    (SOME_OK, {"parts": [BAD, BAD]}, F),
    (SOME_OK, {"parts": [BAD, UNSAID]}, U),
    (SOME_OK, {"parts": [GOOD, UNSAID]}, T),
    (SOME_OK, {"parts": partly(BAD)}, U),
    (SOME_OK, {"parts": partly(GOOD)}, T),
    (SOME_OK, {"parts": partly()}, U),
    (SOME_OK, {}, U),
    (SOME_OK, {"parts": UNDECIDED}, U),
)
def test_some(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


@cases(
    ({"every": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 3}}}, {"parts": [{"ok": True, "size": 3}]}, T),
    ({"every": "g.parts", "satisfies": {"ok": True, "size": {"at_least": 3}}}, {"parts": [{"ok": True, "size": 2}]}, F),
    ({"every": "g.parts", "satisfies": {"any": [{"ok": True}, {"kind": "a"}]}}, {"parts": [BAD, {"kind": "a"}]}, U),
    ({"every": "g.parts", "satisfies": {"marks": {"includes": "a"}}}, {"parts": [{"marks": ["a"]}]}, T),
    ({"every": "g.parts", "satisfies": {"marks": {"includes": "a"}}}, {"parts": [{"marks": partly("b")}]}, U),
    ({"some": "g.parts", "satisfies": {"not": {"marks": {"includes": "a"}}}}, {"parts": [{"marks": ["b"]}]}, T),
    ({"some": "g.parts", "satisfies": {"made": {"on_or_before": "2022-04-30"}}}, {"parts": [{"made": "2022-04"}]}, T),
    ({"some": "g.parts", "satisfies": {"kind": {"stated": True}}}, {"parts": [{}]}, U),
)
def test_conditions_on_the_fields_of_an_element(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


BOTH = {"g.flag": True, "g.other": True}


@cases(
    (BOTH, {"flag": True, "other": True}, T),
    (BOTH, {"flag": True, "other": False}, F),
    (BOTH, {"other": False}, F),
    (BOTH, {"other": True}, U),
    ({"all": [{"g.flag": True}, {"g.other": True}]}, {"flag": True, "other": True}, T),
    ({"all": [{"g.flag": True}, {"g.other": True}]}, {"other": True}, U),
    ({"any": [{"g.flag": True}, {"g.other": True}]}, {"other": True}, T),
    ({"any": [{"g.flag": True}, {"g.other": True}]}, {"flag": False, "other": False}, F),
    ({"any": [{"g.flag": True}, {"g.other": True}]}, {"other": False}, U),
    ({"not": {"g.flag": True}}, {"flag": True}, F),
    ({"not": {"g.flag": True}}, {"flag": False}, T),
    ({"not": {"g.flag": True}}, {}, U),
    ({"g.kind": {"not": {"in": ["a"]}}}, {"kind": "b"}, T),
    ({"g.kind": {"not": "a"}}, {"kind": "a"}, F),
    ({"any": [{"g.flag": True}, {"g.other": True}], "g.kind": "a"}, {"flag": True, "kind": "b"}, F),
)
def test_all_any_and_not(small: Any, raw: Any, facts: dict[str, Any], truth: Truth) -> None:
    assert small.truth(raw, facts) is truth


@pytest.mark.parametrize(("facts", "truth"), [({"flag": True}, T), ({"flag": False}, F), ({}, U)])
def test_concepts_have_the_truth_of_their_condition(small: Any, facts: dict[str, Any], truth: Truth) -> None:
    concepts = {"base": {"g.flag": True}, "derived": {"concept": "base"}, "opposite": {"not": {"concept": "derived"}}}
    assert small.truth({"concept": "base"}, facts, concepts=concepts) is truth
    assert small.truth({"concept": "derived"}, facts, concepts=concepts) is truth
    assert small.truth({"not": {"concept": "opposite"}}, facts, concepts=concepts) is truth


KEPT = {"g.count": {"at_least": "municipality.log_retention_years"}}


def test_values_of_the_city(small: Any) -> None:
    assert small.truth(KEPT, {"count": 5}, city={"log_retention_years": 5}) is T
    assert small.truth(KEPT, {"count": 4}, city={"log_retention_years": 5}) is F
    assert small.truth(KEPT, {}, city={"log_retention_years": 5}) is U


def test_a_value_that_the_city_does_not_give_is_known_to_be_absent(small: Any) -> None:
    given = {"municipality.log_retention_years": {"stated": True}}
    assert small.truth(given, {}, city={}) is F
    assert small.truth(given, {}, city={"log_retention_years": 5}) is T
    assert small.truth(KEPT, {"count": 5}, city={}) is U


def test_a_yes_or_no_of_the_city(small: Any) -> None:
    """Silence of a profile is no yes, and it is known, not unknown."""
    exempt = {"municipality.state_recipient_reported_afterwards": True}
    assert small.truth(exempt, {}, city={"state_recipient_reported_afterwards": True}) is T
    assert small.truth(exempt, {}, city={"state_recipient_reported_afterwards": False}) is F
    assert small.truth(exempt, {}, city={}) is F
    assert small.truth({"not": exempt}, {}, city={}) is T


def test_the_head_of_the_case(small: Any) -> None:
    assert small.truth({"consulted_on": {"on_or_before": "2022-06-01"}}, {}) is T
    assert small.truth({"starts_on": {"on_or_after": "consulted_on"}}, {}, starts_on="2022-07") is T
    assert small.truth({"starts_on": {"on_or_after": "consulted_on"}}, {}, starts_on="2022") is U
    assert small.truth({"starts_on": {"on_or_after": "consulted_on"}}, {}) is U
    assert small.truth({"stage": "final"}, {}) is T


def test_a_rule_cannot_name_a_city(small: Any) -> None:
    with pytest.raises(Fault):
        small.truth({"municipality": "default"}, {})


def test_a_condition_is_parsed_into_the_twelve_nodes(small: Any) -> None:
    raw = {
        "all": [{"any": [{"not": {"concept": "one"}}, {"g.flag": True}]}, {"g.count": {"at_least": 1, "at_most": 2}}],
        "g.note": {"stated": True},
        "g.tags": {"includes": "a"},
        **LASTS_30,
        "every": "g.parts",
        "satisfies": {"ok": True},
    }
    node = parse_condition(raw, small.vocabulary, {"one"})
    some = parse_condition(SOME_OK, small.vocabulary, ())
    found = {type(part) for part in (*c.walk(node), *c.walk(some))}
    assert {kind.__name__ for kind in found} == {
        "All", "Any", "Not", "Concept", "OneOf", "AtLeast", "AtMost", "Stated", "Includes", "Lasts", "Every", "Some",
    }  # fmt: skip
    assert list(c.concepts_used(node)) == ["one"]
    assert set(c.paths_read(node)) == {"g.flag", "g.count", "g.note", "g.tags", "g.day", "g.until", "g.parts"}


@pytest.mark.parametrize(
    ("raw", "at", "near"),
    [
        ({"g.flg": True}, ("g.flg",), "g.flag"),
        ({"flag": True}, ("flag",), "g.flag"),
        ({"g.flag": "yes"}, ("g.flag",), None),
        ({"g.flag": 1}, ("g.flag",), None),
        ({"g.kind": "d"}, ("g.kind",), None),
        ({"g.count": True}, ("g.count",), None),
        ({"g.count": "5"}, ("g.count",), None),
        ({"g.note": 5}, ("g.note",), None),
        ({"g.day": "2022-02-30"}, ("g.day",), None),
        ({"g.tags": "a"}, ("g.tags",), None),
        ({"g.flag": {"at_least": 1}}, ("g.flag", "at_least"), None),
        ({"g.count": {"on_or_after": "2022-01-01"}}, ("g.count", "on_or_after"), None),
        ({"g.day": {"at_least": 5}}, ("g.day", "at_least"), None),
        ({"g.count": {"at_least": "g.flag"}}, ("g.count", "at_least"), None),
        ({"g.count": {"at_least": "g.limt"}}, ("g.count", "at_least"), "g.limit"),
        ({"g.count": {"at_least": "5"}}, ("g.count", "at_least"), None),
        ({"g.count": {"at_least": True}}, ("g.count", "at_least"), None),
        ({"g.day": {"on_or_after": 20220101}}, ("g.day", "on_or_after"), None),
        ({"g.flag": {"includes": "a"}}, ("g.flag", "includes"), None),
        ({"g.tags": {"includes": "d"}}, ("g.tags", "includes"), None),
        ({"g.tags": {"includs": "a"}}, ("g.tags", "includs"), "includes"),
        ({"g.kind": {"in": "a"}}, ("g.kind", "in"), None),
        ({"g.kind": {"in": []}}, ("g.kind", "in"), None),
        ({"g.kind": {}}, ("g.kind",), None),
        ({"g.note": {"stated": "yes"}}, ("g.note", "stated"), None),
        ({"concept": "oen"}, ("concept",), "one"),
        ({"concept": ["one"]}, ("concept",), None),  # BUG: TypeError, unhashable
        ({"concept": {"one": True}}, ("concept",), None),  # BUG: TypeError, unhashable
        ({"every": "g.parts"}, ("every",), None),
        ({"every": "g.tags", "satisfies": {"ok": True}}, ("every",), None),
        ({"every": "g.flag", "satisfies": {"ok": True}}, ("every",), None),
        ({"satisfies": {"ok": True}}, ("satisfies",), None),
        ({"every": "g.parts", "some": "g.parts", "satisfies": {"ok": True}}, ("satisfies",), None),
        ({"every": "g.parts", "satisfies": {"okk": True}}, ("satisfies", "okk"), "ok"),
        ({"every": "g.parts", "satisfies": {"g.flag": True}}, ("satisfies", "g.flag"), None),
        ({"lasts": {"from": "g.day", "to": "g.until"}}, ("lasts",), None),
        ({"lasts": {"from": "g.day", "to": "g.flag", "at_least_days": 3}}, ("lasts", "to"), None),
        ({"lasts": {"from": "g.day", "to": "g.untl", "at_least_days": 3}}, ("lasts", "to"), "g.until"),
        ({"lasts": {"from": "g.day", "to": "g.until", "at_least_days": "30"}}, ("lasts", "at_least_days"), None),
        ({"lasts": {"from": "g.day", "to": "g.until", "at_least_days": True}}, ("lasts", "at_least_days"), None),
        ({"municipality.log_years": {"stated": True}}, ("municipality.log_years",), "log_retention_years"),
        ({"stage": "finl"}, ("stage",), "final"),  # BUG: any text is accepted, and the rule never applies
        ({"all": {"g.flag": True}}, ("all",), None),
        ({"any": []}, ("any",), None),
        ({"all": [{"g.flag": True}, {"g.flg": True}]}, ("all", 1, "g.flg"), "g.flag"),
        ({"not": {"not": {"g.flg": True}}}, ("not", "not", "g.flg"), "g.flag"),
        ({}, (), None),
        ([], (), None),
        (True, (), None),
        (None, (), None),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    small: Any, raw: Any, at: tuple[Any, ...], near: str | None
) -> None:
    with pytest.raises(Fault) as caught:
        parse_condition(raw, small.vocabulary, {"one": None})
    assert caught.value.at == at
    if near is not None:
        assert caught.value.remedy is not None
        assert near in caught.value.remedy.en
        assert near in caught.value.remedy.ja


def test_missing_names_what_would_decide(small: Any) -> None:
    raw = {"all": [{"g.flag": True}, {"any": [{"g.other": True}, {"g.third": True}]}]}
    assert missing(small.explain(raw, {})) == ("g.flag", "g.other", "g.third")
    assert missing(small.explain(raw, {"flag": True, "third": False})) == ("g.other",)
    assert missing(small.explain(raw, {"flag": False})) == ()
    assert missing(small.explain(raw, {"flag": True, "third": True})) == ()


def test_missing_goes_through_concepts_and_into_elements(small: Any) -> None:
    concepts = {"one": {"g.flag": True}}
    assert missing(small.explain({"concept": "one"}, {}, concepts=concepts)) == ("g.flag",)
    assert missing(small.explain(ALL_OK, {"parts": [GOOD, UNSAID, UNSAID]})) == ("g.parts[1].ok", "g.parts[2].ok")
    assert missing(small.explain(ALL_OK, {"parts": partly(GOOD)})) == ("g.parts",)
    assert missing(small.explain(ALL_OK, {})) == ("g.parts",)


def test_what_the_city_does_not_give_is_not_asked_of_a_department(small: Any) -> None:
    assert missing(small.explain(KEPT, {}, city={})) == ("g.count",)


@pytest.mark.parametrize(
    ("raw", "facts", "needed"),
    [
        (LASTS_30, {"day": "2022-04-01"}, ("g.until",)),
        (LASTS_30, {"until": "2022-04-01"}, ("g.day",)),
        ({"g.count": {"at_least": "g.limit"}}, {"count": 5}, ("g.limit",)),
        ({"g.day": {"on_or_after": "consulted_on"}}, {}, ("g.day",)),
    ],
)
def test_what_is_stated_exactly_is_not_missing(
    small: Any, raw: Any, facts: dict[str, Any], needed: tuple[str, ...]
) -> None:
    assert missing(small.explain(raw, facts)) == needed


def test_deciding_names_what_made_it_so(small: Any) -> None:
    def paths(raw: Any, facts: dict[str, Any]) -> list[str]:
        return [path for leaf in deciding(small.explain(raw, facts)) for path in leaf.paths]

    assert paths(BOTH, {"flag": True, "other": False}) == ["g.other"]
    assert paths(BOTH, {"flag": True, "other": True}) == ["g.flag", "g.other"]
    assert paths({"any": [{"g.flag": True}, {"g.other": True}]}, {"flag": True, "other": False}) == ["g.flag"]
    assert paths({"not": BOTH}, {"flag": False, "other": True}) == ["g.flag"]
    assert paths(ALL_OK, {"parts": [GOOD, BAD]}) == ["g.parts[1].ok"]
    assert paths(ALL_OK, {"parts": []}) == ["g.parts"]
