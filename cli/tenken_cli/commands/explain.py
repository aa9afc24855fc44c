"""`tenken explain`: the tree behind each verdict of a case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from tenken.api import Tenken
from tenken.case import Case
from tenken.texts import Lang
from tenken.values import DateSpan
from tenken.version import VERSION
from tenken_cli.inputs import Inputs
from tenken_cli.options import (
    Output,
    as_of_option,
    lang_option,
    load,
    municipality_option,
    need_known,
    output_option,
    policies_option,
    say,
)  # fmt: skip
from tenken_cli.pages.explain import Explanation, to_explain
from tenken_cli.pages.explain_data import as_data
from tenken_cli.reports.deliver import Result, deliver
from tenken_cli.reports.page import Page

WRONG_INPUT = 2


@click.command(
    "explain",
    help=say(
        "案件の判定ごとに、条件のどこが真・偽・不明になったかを、記載と出典とともに示します。"
        "--rule がなければ、不適合、判断事項、当てはまる未記載を説明します。",
        "Show, for each verdict on a case, which part of its conditions is true, false or unknown, with what is "
        "stated and where. Without --rule: what failed, is open and applies, or is for the council.",
    ),
)
@click.argument("case", metavar="CASE")
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="ID",
    help=say("このルールの判定を説明する", "explain the verdict of this rule; may be repeated"),
)
@as_of_option
@municipality_option
@output_option()
@policies_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    case: str,
    rules: tuple[str, ...],
    as_of: DateSpan | None,
    municipality: str | None,
    outputs: tuple[Output, ...],
    policies: Path | None,
    lang: Lang,
) -> None:
    """Evaluate the case and tell the trees."""
    tenken = load(policies)
    for rule in rules:
        need_known("ルール", "rule", rule, list(tenken.policy.rules))
    inputs = Inputs(tenken, lang, municipality)
    cases = list(inputs.read([case]))
    if cases:
        deliver(_result(tenken, cases, frozenset(rules), as_of, lang), outputs)
    ctx.exit(WRONG_INPUT if inputs.wrong else 0)


def _result(tenken: Tenken, cases: Sequence[Case], rules: frozenset[str], as_of: DateSpan | None, lang: Lang) -> Result:
    judged = []
    for case in cases:
        evaluated = tenken.evaluate(case, as_of)
        assessment = tenken.assess(evaluated)
        judged.append((evaluated, assessment, to_explain(assessment, rules)))

    def page(_: str) -> Page:
        return tuple(
            block
            for evaluated, assessment, findings in judged
            for block in Explanation(tenken.policy, lang, evaluated, assessment).page(findings)
        )

    def data() -> Any:
        return {
            "tenken": VERSION,
            "policies": tenken.policy.digest,
            "as_of": as_of.written if as_of else None,
            "cases": [as_data(*one) for one in judged],
        }

    return Result(data, page)
