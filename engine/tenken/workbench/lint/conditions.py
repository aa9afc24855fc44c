"""Lints on conditions: what can never come true, what tests too little, and messages that hide what was tested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tenken import condition as c
from tenken.policy.model import Policy
from tenken.policy.vocabulary import HEAD, Vocabulary
from tenken.texts import Text, text
from tenken.workbench.lint.model import TODO, Context, Flaw, Lint
from tenken.workbench.reachable import WhyNever

SHARE = 0.4
"""At most so large a share of the rules may require one boolean alone."""

FEWEST_RULES = 10
"""Of fewer rules no share is taken."""

_NEVER: Mapping[WhyNever, tuple[str, Text]] = {
    "when": ("when", text("when が決して真になりません。", "`when` can never be true")),
    "exempt": (
        "unless",
        text("when が真になる案件は、必ず unless で除外されます。", "whatever `when` is true of, `unless` exempts"),
    ),
    "not_in_force": (
        "when",
        text(
            "when が真になり得るのは、根拠規定に効力のない日だけです。",
            "`when` can be true only on days on which its provisions are not in force",
        ),
    ),
}
"""Where in the rule, and what is said, of a rule that never applies."""

_NEVER_FAILS = text(
    "当てはまる案件では require が必ず真になり、不適合になりません。",
    "where the rule applies `require` is always true: it can never fail",
)
_NEVER_PASSES = text(
    "当てはまる案件では require が決して真にならず、適合になりません。",
    "where the rule applies `require` is never true: it can never pass",
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _never_applies(context: Context) -> Iterator[Flaw]:
    for one in context.rules:
        never = context.reach[one.rule.id].why_never
        if never is not None:
            key, message = _NEVER[never]
            yield Flaw(one.doc, (key,), message)


def _never_fails(context: Context) -> Iterator[Flaw]:
    for one in context.rules:
        reach = context.reach[one.rule.id]
        if reach.why_never is None and not reach.can_fail:
            yield Flaw(one.doc, ("require",), _NEVER_FAILS)


def _never_passes(context: Context) -> Iterator[Flaw]:
    for one in context.rules:
        reach = context.reach[one.rule.id]
        if reach.why_never is None and not reach.can_pass:
            yield Flaw(one.doc, ("require",), _NEVER_PASSES)


def _single_boolean_share(context: Context) -> Iterator[Flaw]:
    rules = context.policy.rules.values()
    simple = {rule.id for rule in rules if _one_boolean(rule.require, context.policy)}
    own = [one for one in context.rules if one.rule.id in simple]
    if own and len(rules) >= FEWEST_RULES and len(simple) > SHARE * len(rules):
        count = text(f"{len(rules)}件のうち{len(simple)}件", f"{len(simple)} of {len(rules)}")
        yield Flaw(
            own[0].doc,
            ("require",),
            text(
                f"真偽を一つ求めるだけのルールが{count.ja}あります（{SHARE:.0%}まで）。",
                f"{count.en} rules require one boolean alone (at most {SHARE:.0%})",
            ),
        )


def _one_boolean(node: c.Condition, policy: Policy) -> bool:
    match node:
        case c.Not(part) | c.All((part,)) | c.Any((part,)):
            return _one_boolean(part, policy)
        case c.OneOf(path, (_,)):
            fact = policy.vocabulary.facts.get(path)
            return fact is not None and fact.kind == "boolean"
        case c.Concept(id_):
            return _one_boolean(policy.concepts[id_].when, policy)
        case _:
            return False


def _message_names_value(context: Context) -> Iterator[Flaw]:
    for one in context.rules:
        fail, tested = one.rule.fail, list(dict.fromkeys(_telling(one.rule.require, context.policy.vocabulary)))
        if not tested or TODO in fail.ja or TODO in fail.en:
            continue
        silent = [lang for lang in ("ja", "en") if not set(tested) & set(_named(fail.model_dump()[lang]))]
        if silent:
            wanted = " / ".join(f"{{{path}}}" for path in tested)
            yield Flaw(
                one.doc,
                ("fail", silent[0]),
                text(
                    f"fail（{'、'.join(silent)}）が、調べた値を一つも示していません。",
                    f"`fail` ({', '.join(silent)}) names none of the values that were tested",
                ),
                text(f"文に値を入れてください: {wanted}", f"put a value into the text: {wanted}"),
            )


def _telling(node: c.Condition, vocabulary: Vocabulary) -> Iterator[str]:
    """The tested facts whose values tell why it failed: numbers, dates, and choices of more than two values."""
    match node:
        case c.AtLeast(path, bound) | c.AtMost(path, bound):
            yield path
            if isinstance(bound, c.Path):
                yield bound.path
        case c.Lasts(start, end):
            yield from (start, end)
        case c.OneOf(path):
            fact = vocabulary.facts.get(path) or HEAD.get(path)
            if fact is not None and (fact.kind in ("number", "integer", "date") or len(fact.choices) > 2):
                yield path
        case _:
            for part in c.parts_of(node):
                yield from _telling(part, vocabulary)


def _named(words: str) -> Iterable[str]:
    """The paths in a text's placeholders."""
    return (path for inside in _PLACEHOLDER.findall(words) for path in inside.removeprefix("days:").split(":"))


LINTS = (
    Lint(
        "never-applies",
        text("当てはまる案件があり得る", "A rule can apply"),
        text(
            "条件が互いに矛盾するルールは、どの案件にも当てはまらず、黙っている。",
            "A rule whose conditions contradict one another applies to no case, and nobody hears of it.",
        ),
        text(
            "when（とその概念）、unless、根拠規定の期間のどれかを直してください。",
            "mend `when` (or its concepts), `unless` or the periods of the provisions",
        ),
        _never_applies,
    ),
    Lint(
        "never-fails",
        text("不適合になり得る", "A rule can fail"),
        text("when が認める案件では必ず満たされる require は、何も調べていない。", "A `require` that holds wherever `when` does checks nothing."),
        text("when と重ならない条件を require に書いてください。", "require something that `when` does not settle already"),
        _never_fails,
    ),
    Lint(
        "never-passes",
        text("適合になり得る", "A rule can pass"),
        text("どう直しても満たせない require は、所管課に手の打ちようがない。", "No department can meet a `require` that contradicts `when` or itself."),
        text("when と矛盾しない条件を require に書いてください。", "require something that `when` leaves possible"),
        _never_passes,
    ),
    Lint(
        "single-boolean-share",
        text("真偽一つだけのルールが多すぎない", "Few rules ask for one boolean alone"),
        text(
            "「適切か」に「はい」と答えれば通るルールばかりでは、点検にならない。",
            "Where one `yes` is enough to pass most rules, nothing is checked.",
        ),
        text(
            "その真偽を、所管課が見て分かる事実（数、日付、選択肢、列）に分けてください。",
            "break the boolean into facts that can be observed: numbers, dates, choices, lists",
        ),
        _single_boolean_share,
    ),
    Lint(
        "message-names-value",
        text("指摘が、調べた値を示す", "A message names the value that was tested"),
        text(
            "「期間が足りない」では、何日だったのかを読み手が調べ直すことになる。",
            "`The period is too short` sends its reader off to look up how long it was.",
        ),
        text("fail の文に {パス} を入れてください。", "put {path} into the text of `fail`"),
        _message_names_value,
    ),
)  # fmt: skip
