"""The lints one by one, on small policies: what each catches, where, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tenken.texts import text
from tenken.workbench.lint import model
from tenken.workbench.lint.model import Context, Flaw
from tenken.workbench.lint.run import LINTS, run_lints

PASS = {"name": "pass", "facts": {"g": {"flag": True, "other": True}}, "expect": "pass"}
FAIL = {"name": "fail", "facts": {"g": {"flag": True, "other": False}}, "expect": "fail"}
OPEN = {"name": "open", "facts": {"g": {"flag": True}}, "expect": "open"}
NOT = {"name": "not", "facts": {"g": {"flag": False}}, "expect": "not_applicable"}
VALUE = {"ja": "値は{g.count}。", "en": "The value is {g.count}."}

Lint = Callable[..., list[str]]


@pytest.fixture
def lint(small_policy: Any) -> Lint:
    """What one lint says, in English, of a small policy with one rule."""

    def found(id_: str, concepts: Any = None, riders: Any = None, files: Any = None, **given: Any) -> list[str]:
        folder = small_policy(("one", given), concepts=concepts, riders=riders)
        for file, content in (files or {}).items():
            folder.write(file, content)
        problems = run_lints(folder.path, [id_]).problems
        assert {problem.lint for problem in problems} <= {id_}
        assert all(problem.place.line and problem.place.column and problem.remedy for problem in problems)
        return [problem.message.en for problem in problems]

    return found


def examples_of(name: str, *values: Any) -> list[Any]:
    return [{"name": str(v), "facts": {"g": {"flag": True, name: v}}, "expect": "fail"} for v in values]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"when": {"g.flag": True, "not": {"g.flag": True}}}, "`when` can never be true"),
        ({"when": {"concept": "both", "g.kind": "b"}}, "`when` can never be true"),
        (
            {"unless": {"condition": {"g.flag": True}, "provision": "law.general"}},
            "whatever `when` is true of, `unless` exempts",
        ),
        (
            {"provision": "law.from-2023", "when": {"starts_on": {"on_or_before": "2022-12-31"}}},
            "`when` can be true only on days on which its provisions are not in force",
        ),
        (
            {"provision": "law.until-2022", "at": "consultation", "when": {"consulted_on": {"on_or_after": "2023-01-01"}}},
            "`when` can be true only on days on which its provisions are not in force",
        ),
    ],
)  # fmt: skip
def test_a_rule_that_can_never_apply(lint: Lint, given: Any, message: str) -> None:
    assert lint("never-applies", concepts={"both": {"g.kind": "a"}}, **given) == [message]
    assert lint("never-fails", concepts={"both": {"g.kind": "a"}}, **given) == []


@pytest.mark.parametrize(
    "given",
    [
        {"unless": {"condition": {"g.flag": True}, "provision": "law.until-2022"}},
        {"provision": "law.from-2023", "when": {"starts_on": {"on_or_before": "2023-01-01"}}},
        {"provision": "law.from-2023", "when": {"consulted_on": {"on_or_before": "2022-12-31"}}},
        {"provision": ["law.from-2023", "law.until-2022"], "when": {"starts_on": {"on_or_before": "2022-12-31"}}},
    ],
)
def test_a_rule_that_may_apply_is_left_alone(lint: Lint, given: Any) -> None:
    assert lint("never-applies", **given) == []


def test_a_rule_that_cannot_fail_or_cannot_pass(lint: Lint) -> None:
    settled = {"when": {"g.count": {"at_least": 10}}, "require": {"g.count": {"at_least": 5}}}
    assert lint("never-fails", **settled) == ["where the rule applies `require` is always true: it can never fail"]
    assert lint("never-passes", **settled) == []
    against = {"when": {"g.count": {"at_most": 4}}, "require": {"g.count": {"at_least": 5}}}
    assert lint("never-passes", **against) == ["where the rule applies `require` is never true: it can never pass"]
    late = {"provision": "law.from-2023", "require": {"starts_on": {"on_or_after": "2020-01-01"}}}
    assert len(lint("never-fails", **late)) == 1


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"examples": [PASS, FAIL, OPEN, NOT]}, None),
        ({"examples": [PASS, FAIL]}, "open, not_applicable"),
        ({"examples": [PASS, FAIL, OPEN, NOT], "judgement": "council"}, "review"),
        ({"examples": [FAIL, OPEN, NOT], "when": {"g.flag": True}, "require": {"g.flag": False}}, None),
        ({"examples": []}, "pass, fail, open, not_applicable"),
    ],
)
def test_an_example_for_each_verdict_that_can_be(lint: Lint, given: Any, missing: str | None) -> None:
    assert lint("verdict-examples", **given) == ([f"there is no example for: {missing}"] if missing else [])


@pytest.mark.parametrize(
    ("require", "fact", "values", "missing"),
    [
        ({"g.count": {"at_least": 10}}, "count", [10, 9], None),
        ({"g.count": {"at_least": 10}}, "count", [10, 11], "the value just below it"),
        ({"g.count": {"at_least": 10}}, "count", [9], "the bound itself"),
        ({"g.count": {"at_least": 10}}, "count", [{"about": 10}, 12, 8], "the bound itself, the value just below it"),
        ({"g.count": {"at_least": 0}}, "count", [0], None),
        ({"g.count": {"at_most": 10}}, "count", [10, 11], None),
        ({"g.count": {"at_most": 10}}, "count", [10, 9], "the value just above it"),
        ({"g.day": {"on_or_after": "2020-03-01"}}, "day", ["2020-03-01", "2020-02-29"], None),
        ({"g.day": {"on_or_after": "2020-03-01"}}, "day", ["2020-03-01", "2020-02-28"], "the value just below it"),
        ({"g.day": {"on_or_before": "2020-02"}}, "day", ["2020-02-01", "2020-02-02"], None),
        ({"g.day": {"on_or_before": "starts_on"}}, "day", ["2022-07-01", "2022-07-02"], None),
        ({"not": {"g.count": {"at_most": 10}}}, "count", [10, 11], None),
        ({"every": "g.parts", "satisfies": {"size": {"at_least": 3}}}, "parts", [[{"size": 3}, {"size": 2}]], None),
        ({"every": "g.parts", "satisfies": {"size": {"at_least": 3}}}, "parts", [[{"size": 3}]], "the value just below it"),
    ],
)  # fmt: skip
def test_an_example_at_each_bound_and_just_beyond(
    lint: Lint, require: Any, fact: str, values: list[Any], missing: str | None
) -> None:
    found = lint("boundary-examples", require=require, examples=examples_of(fact, *values))
    assert [one.rpartition(": ")[2] for one in found] == ([missing] if missing else [])


def test_both_ends_of_a_period_are_bounds(lint: Lint) -> None:
    period = {"lasts": {"from": "g.day", "to": "g.until", "at_least_days": 2, "at_most_days": 4}}

    def lasting(*days: int) -> list[Any]:
        return [
            {"name": str(n), "facts": {"g": {"day": "2020-01-01", "until": f"2020-01-{n:02}"}}, "expect": "open"}
            for n in days
        ]

    assert lint("boundary-examples", when=period, examples=lasting(1, 2, 4, 5)) == []
    assert lint("boundary-examples", when=period, examples=lasting(1, 2, 4)) == [
        "no example for the boundary g.day..g.until ≤ 4: the value just above it"
    ]


def test_the_place_of_a_bound_is_its_own(small_policy: Any) -> None:
    folder = small_policy()
    folder.write(
        "family/one.yaml",
        """id: one
title: {ja: "一", en: "One"}
provision: law.general
force: practice
when: {g.flag: true}
require:
  satisfies:
    size: {at_most: 3}
  every: g.parts
  any:
    - g.count: {at_least: 1}
    - not: {g.limit: {at_least: 2, at_most: 5}}
because: {ja: "理由。", en: "Reason."}
fail: {ja: "指摘。", en: "Message."}
""",
    )
    places = [(p.place.line, p.place.column) for p in run_lints(folder.path, ["boundary-examples"]).problems]
    assert places == [(8, 12), (11, 17), (12, 23), (12, 36)]


@pytest.mark.parametrize(
    ("require", "fail", "told"),
    [
        ({"g.count": {"at_least": 1}}, VALUE, True),
        ({"g.count": {"at_least": 1}}, {"ja": "値は{g.count}。", "en": "Too small."}, False),
        ({"g.count": {"at_least": "g.limit"}}, {"ja": "{g.limit}に届かない。", "en": "Below {g.limit}."}, True),
        ({"g.kind": "a"}, VALUE, False),
        ({"g.flag": True}, {"ja": "旗がない。", "en": "No flag."}, True),
        ({"g.tags": {"includes": "a"}}, {"ja": "札がない。", "en": "No tag."}, True),
        ({"every": "g.parts", "satisfies": {"size": {"at_least": 1}}}, {"ja": "小さい。", "en": "Small."}, True),
        (
            {"lasts": {"from": "g.day", "to": "g.until", "at_least_days": 3}},
            {"ja": "{days:g.day:g.until}日しかない。", "en": "Only {days:g.day:g.until} days."},
            True,
        ),
        ({"g.count": {"at_least": 1}}, {"ja": "TODO: 文を書く", "en": "TODO: write it"}, True),
    ],
)
def test_a_message_names_what_was_tested(lint: Lint, require: Any, fail: Any, told: bool) -> None:
    assert (lint("message-names-value", require=require, fail=fail) == []) is told


def test_examples_that_are_no_cases(small_policy: Any) -> None:
    folder = small_policy(
        (
            "one",
            {
                "examples": [
                    {"name": "path", "facts": {"g": {"flagg": True}}, "expect": "open"},
                    {"name": "type", "facts": {"g": {"count": "many"}}, "expect": "open"},
                    {"name": "date", "facts": {}, "consulted_on": "2022-02-30", "expect": "open"},
                    {"name": "city", "facts": {}, "municipality": "nowhere", "expect": "open"},
                ]
            },
        )
    )
    problems = run_lints(folder.path, ["example-valid"]).problems
    assert [
        next(word for word in ("flagg", "count", "2022-02-30", "nowhere") if word in one.message.en) for one in problems
    ] == ["flagg", "count", "2022-02-30", "nowhere"]
    assert "did you mean 'g.flag'" in problems[0].remedy.en


def test_a_concept_has_valid_examples_too(lint: Lint) -> None:
    concept = {
        "title": {"ja": "概念", "en": "concept"},
        "when": {"g.flag": True},
        "examples": [{"name": "x", "facts": {"g": {"flagg": True}}, "expect": True}],
    }
    assert len(lint("example-valid", files={"concepts/more.yaml": {"more": concept}})) == 1


def test_what_examples_state_is_not_read_as_a_text(lint: Lint) -> None:
    """Neither a rule's nor a concept's; a concept may be called `examples`, and is read like any other."""
    stated = {"name": "x", "facts": {"g": {"note": {"ja": "not Japanese", "en": "note"}}}}
    title = {"ja": "not Japanese either", "en": "concept"}
    concept = {"title": title, "when": {"g.flag": True}, "examples": [{**stated, "expect": True}]}
    messages = lint(
        "both-languages",
        files={"concepts/more.yaml": {"more": concept, "examples": concept}},
        examples=[{**stated, "expect": "pass"}],
    )
    assert [message for message in messages if "either" in message] == [
        "ja of more.title is not Japanese: not Japanese either",
        "ja of examples.title is not Japanese: not Japanese either",
    ]
    assert not [message for message in messages if "facts" in message]


def test_flaws_at_one_path_are_told_apart(small_policy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(context: Context) -> Iterator[Flaw]:
        return (Flaw(one.doc, at, words) for one in context.rules for at in ((), ("fail",), ("fail",)))

    words = text("誤り", "wrong")
    monkeypatch.setitem(LINTS, "twice", model.Lint("twice", words, words, words, check))  # type: ignore[arg-type]
    problems = run_lints(small_policy(("one", {}), ("two", {})).path, ["twice"]).problems
    assert [problem.key for problem in problems] == [None, "fail", "fail#2"] * 2


def test_ten_rules_of_which_five_ask_for_one_boolean(small_policy: Any) -> None:
    def problems(simple: int) -> int:
        rules = [(f"rule-{n}", {"require": {"g.other": True} if n < simple else {"g.kind": "a"}}) for n in range(10)]
        return len(run_lints(small_policy(*rules).path, ["single-boolean-share"]).problems)

    assert (problems(4), problems(5)) == (0, 1)


@pytest.mark.parametrize(
    ("ja", "en", "asks"),
    [
        ("ありますか。", "Is there one?", True),
        ("挙げてください。", "Please list them.", True),
        ("ありますか（予備を含む）。", "Is there one (spares included)?", True),
        ("ありますか。", "Is there one? (Spares included.)", True),
        ("ありますか。あれば「はい」。", "Is there one?", False),
        ("あるか", "Is there one?", False),
        ("ありますか。", "Whether there is one.", False),
    ],
)
def test_what_a_question_looks_like(lint: Lint, ja: str, en: str, asks: bool) -> None:
    assert (
        lint("question-form", ask={"g.flag": {"ja": ja, "en": en}}, files={"vocabulary/g.yaml": ASKED}) == []
    ) is asks


def _asked() -> dict[str, Any]:
    """The small vocabulary with questions that end as such."""
    ask = {"ja": "ありますか。", "en": "Is there one?"}
    label = {"ja": "札", "en": "label"}
    facts = {"flag": {"type": "boolean"}, "other": {"type": "boolean"}}
    return {
        "type": "object",
        "label": label,
        "properties": {name: {"label": label, "ask": ask, **body} for name, body in facts.items()},
    }


ASKED = _asked()


def test_periods_with_a_gap_that_nobody_explains(lint: Lint) -> None:
    words = {"ja": "題", "en": "title"}
    periods = [{"to": "2020-03-31", "article": "第1条"}, {"from": "2020-04-02", "article": "第2条"}]
    provision = {"title": words, "evidence": "V", "source": "x", "periods": periods}
    law = {"id": "more", "kind": "practice", "name": words, "short": words, "provisions": {"one": provision}}
    message = "the periods of 'more.one' break off on 2020-03-31 and resume on 2020-04-02"
    assert lint("period-gap", files={"laws/more.yaml": law}) == [message]
    assert lint("period-gap", files={"laws/more.yaml": {**law, "note": words}}) == []


def test_a_force_that_no_period_and_edition_carries(lint: Lint) -> None:
    words = {"ja": "題", "en": "title"}
    provision = {"title": words, "evidence": "V", "source": "x", "periods": [{"from": "2020-01-01", "article": "1"}]}
    law = {
        "id": "more", "kind": "guideline", "name": words, "short": words, "provisions": {"one": provision},
        "editions": [{"name": words, "from": "2015-01-01", "to": "2019-12-31"}],
    }  # fmt: skip
    given = {"provision": "more.one", "force": "guideline"}
    message = "the force guideline is reached in no period of its provisions (practice at the most)"
    assert lint("force-above-evidence", files={"laws/more.yaml": law}, **given) == [message]
    read = {**law, "editions": [{"name": words, "from": "2015-01-01", "to": "2020-01-01"}]}
    assert lint("force-above-evidence", files={"laws/more.yaml": read}, **given) == []


def test_a_fact_is_read_by_whatever_rests_on_it(lint: Lint) -> None:
    def unread(**given: Any) -> set[str]:
        return {message.split("'")[1] for message in lint("fact-unread", **given)}

    alone = unread()
    assert alone == {
        f"g.{name}"
        for name in ("third", "pressing", "kind", "note", "count", "limit", "whole", "day", "until", "tags", "parts")
    }
    words = {"ja": "文", "en": "words"}
    rider = {"one": {"duty": words, "text": words, "satisfied_by": ["g.note"], "precedents": []}}
    period = {"lasts": {"from": "g.day", "to": "g.until", "at_least_days": 3}}
    read = unread(
        concepts={"two": {"g.count": {"at_least": "g.limit"}}},
        riders=rider,
        unless={"condition": period, "provision": "law.general"},
    )
    assert alone - read == {"g.count", "g.limit", "g.note", "g.day", "g.until"}


def test_names_are_held_to_their_style(lint: Lint) -> None:
    concepts = {"a_b": {"g.flag": True}, "a" * 61: {"g.flag": True}, "a-b1": {"g.flag": True}}
    assert lint("id-style", concepts=concepts) == [
        "the name 'a_b' is not kebab-case of at most 60 characters",
        f"the name '{'a' * 59}…' is not kebab-case of at most 60 characters",
    ]
    body = {**ASKED, "properties": {**ASKED["properties"], "two-words": {**ASKED["properties"]["flag"]}}}
    assert lint("id-style", files={"vocabulary/g.yaml": body}) == [
        "the name 'two-words' is not snake_case of at most 60 characters"
    ]
