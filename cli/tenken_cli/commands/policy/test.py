"""`tenken policy test`: the rules' examples, and how much they test."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

import click

from tenken.api import Tenken
from tenken.data import layers
from tenken.policy.folders import read_sources
from tenken.policy.load import assemble
from tenken.texts import Lang
from tenken.workbench.day_examples import DayExample, on_day
from tenken.workbench.periods import MovedDay
from tenken.workbench.selection import selected
from tenken.workbench.subjects import Subject
from tenken.workbench.suggestions import completing
from tenken.workbench.testing import PolicyResult, put_to_test
from tenken_cli.options import PIPELINES, READABLE, Output, PathName, lang_option, output_option, policies_option, say
from tenken_cli.pages.places import Lines
from tenken_cli.pages.trials import TestPage
from tenken_cli.pages.trials_data import as_data, as_outcomes
from tenken_cli.reports.deliver import Result, deliver

AS_IT_SHOULD_BE, LACKING = 0, 1


@click.command(
    "test",
    help=say(
        "ルールと概念の例を試し、期待どおりかを調べます。さらに、条件のどの部分も真・偽・不明になる例があり、"
        "結論を左右する例があるか（条件網羅）、--mutate では、条件を一歩だけ変えたものに例が気づくか（変異スコア）を測ります。"
        "PATH がなければ全部（--policies ではそのフォルダ）を試します。\n\n"
        "終了コード: 0 期待どおりで十分、1 期待と違う例か、例の足りないところがある、2 入力などの誤り。",
        "Run the examples of rules and concepts. Measures condition coverage (is each test seen true, false and "
        "unknown, and shown to decide?) and, with --mutate, the mutation score: do examples notice a condition that "
        "is changed by one step? Without PATH everything is tested (with --policies, all of that folder).\n\n"
        "Exit codes: 0 as expected and sufficient, 1 an example comes out otherwise or something is not shown, "
        "2 the input is wrong.",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=PathName())
@click.option(
    "--mutate", is_flag=True, help=say("条件や日付を一歩変えて、例が気づくかも調べる", "measure the mutation score too")
)
@click.option(
    "--suggest",
    is_flag=True,
    help=say("足せばよい例を探して示す", "look for examples that show what is lacking"),
)
@click.option("--all", "every", is_flag=True, help=say("ルールごとの表を出す", "list every rule, not the families"))
@output_option((*READABLE, *PIPELINES))
@policies_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    paths: tuple[Path, ...],
    mutate: bool,
    suggest: bool,
    every: bool,
    outputs: tuple[Output, ...],
    policies: Path | None,
    lang: Lang,
) -> None:
    """Test, deliver, and leave with 1 where anything is lacking."""
    folders = layers(policies)
    sources = read_sources(folders)
    tenken = Tenken(assemble(sources, folders))
    selection = selected(tenken.policy, sources, paths)
    result = put_to_test(tenken, selection, mutate, _watched)
    lines = Lines()
    suggested = {one.subject.id: completing(tenken, one.subject, mutate) for one in result.results} if suggest else {}
    on_days = dict(_on_days(tenken, result)) if suggest else {}
    page = TestPage(tenken.policy, lang, lines, every, suggested, on_days, policies)
    deliver(
        Result(
            data=lambda: as_data(result, tenken.policy, lines, suggested),
            page=lambda _: page.page(result),
            outcomes=lambda: as_outcomes(result, tenken.policy, lines, lang),
        ),
        outputs,
    )
    ctx.exit(LACKING if lacking(result) else AS_IT_SHOULD_BE)


def lacking(result: PolicyResult) -> bool:
    """Is there an example that comes out otherwise, or anything that no example shows and nobody explains?"""
    stale = any(one.stale for one in result.results)
    gaps = any(one.gaps for one in result.results)
    return bool(result.failed or gaps or result.unexplained or stale)


def _on_days(tenken: Tenken, result: PolicyResult) -> Iterator[tuple[MovedDay, DayExample]]:
    for period in result.periods:
        for moved in period.survivors:
            found = on_day(tenken, moved, period.rules)
            if found is not None:
                yield moved, found


def _watched(subjects: Sequence[Subject]) -> Iterable[Subject]:
    """The subjects, with a progress line on a terminal."""
    if len(subjects) < 2 or not sys.stderr.isatty():
        return subjects
    shown: Iterable[Subject] = import_module("tenken_cli.reports.progress").shown(iter(subjects))
    return shown
