"""`tenken timeline`: one case through every period of the law."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tenken.api import Tenken
from tenken.texts import Lang
from tenken.version import VERSION
from tenken.workbench.timeline import Timeline, timeline
from tenken_cli.inputs import Inputs
from tenken_cli.options import (
    Output,
    lang_option,
    load,
    municipality_option,
    need_known,
    output_option,
    policies_option,
    say,
)  # fmt: skip
from tenken_cli.pages.timeline import TimelinePage, timeline_data
from tenken_cli.reports.deliver import Result, deliver

WRONG_INPUT = 2


@click.command(
    "timeline",
    help=say(
        "案件を、法令の時期ごとに点検します。どの判定がいつ変わり、どの規定がそうさせたかを示します。"
        "案件の日付は変えません。",
        "Judge a case under the law of each period: which verdicts change when, and which provision did it. "
        "The case's own dates stay as they are.",
    ),
)
@click.argument("case", metavar="CASE")
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="ID",
    help=say("このルールだけを追う。何度でも指定できる", "follow only this rule; may be repeated"),
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help=say(
        "条や強さだけの変化と、当てはまるか分からないルールも示す",
        "also list changes of article or force alone, and rules that may not concern the case",
    ),
)
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
    every: bool,
    municipality: str | None,
    outputs: tuple[Output, ...],
    policies: Path | None,
    lang: Lang,
) -> None:
    """Judge the case under the law of every period, and tell what moves."""
    tenken = load(policies)
    for rule in rules:
        need_known("ルール", "rule", rule, list(tenken.policy.rules))
    inputs = Inputs(tenken, lang, municipality)
    told = [timeline(tenken, one, frozenset(rules)) for one in inputs.read([case])]
    if told:
        deliver(_result(tenken, told, lang, every), outputs)
    ctx.exit(WRONG_INPUT if inputs.wrong else 0)


def _result(tenken: Tenken, told: Sequence[Timeline], lang: Lang, every: bool) -> Result:
    page = TimelinePage(tenken.policy, lang, every)
    return Result(
        data=lambda: {
            "tenken": VERSION,
            "policies": tenken.policy.digest,
            "cases": [timeline_data(one) for one in told],
        },
        page=lambda _: tuple(block for one in told for block in page.page(one)),
    )
