"""`tenken policy lint`: what is wrong or weak in the rules' files."""

from __future__ import annotations

from pathlib import Path

import click

from tenken.texts import Lang
from tenken.workbench.lint.run import LINTS, run_lints
from tenken_cli.options import (
    PIPELINES,
    READABLE,
    Output,
    PathName,
    lang_option,
    need_known,
    output_option,
    policies_option,
    say,
)
from tenken_cli.pages.lint import data, outcomes, page
from tenken_cli.reports.deliver import Result, deliver

FOUND = 1


@click.command(
    "lint",
    help=say(
        "ポリシーのファイルを調べ、誤りや弱いところを、場所と直し方とともに示します。"
        "見つかれば終了コードは 1 です。調べる項目は docs/lints/README.md にあります。",
        "Look through the policy files and tell what is wrong or weak, where, and how to mend it. "
        "The exit code is 1 if anything is found. docs/lints/README.md lists what is looked for.",
    ),
)
@click.option(
    "--lint",
    "chosen",
    multiple=True,
    metavar="ID",
    help=say("この項目だけを調べる。何度でも指定できる", "look for this only; may be repeated"),
)
@click.option(
    "--cases",
    multiple=True,
    type=PathName(),
    metavar=say("フォルダ", "DIR"),
    help=say(
        "付属のもののほかに、前例とする案件。何度でも指定できる", "cases that are precedents too; may be repeated"
    ),
)
@output_option((*READABLE, *PIPELINES))
@policies_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    chosen: tuple[str, ...],
    cases: tuple[Path, ...],
    outputs: tuple[Output, ...],
    policies: Path | None,
    lang: Lang,
) -> None:
    """Lint the shipped policies, or a municipality's own layered over them."""
    for id_ in chosen:
        need_known("項目", "lint", id_, list(LINTS))
    report = run_lints(policies, chosen, cases)
    deliver(
        Result(
            data=lambda: data(report),
            page=lambda _: page(report, lang),
            outcomes=lambda: outcomes(report, lang),
        ),
        outputs,
    )
    if report.problems:
        ctx.exit(FOUND)
