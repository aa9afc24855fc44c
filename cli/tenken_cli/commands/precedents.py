"""`tenken precedents`: the real items of the minutes, judged and compared with what their councils did."""

from __future__ import annotations

from pathlib import Path

import click

from tenken.api import Tenken
from tenken.case import Case
from tenken.data import precedents_folder
from tenken.errors import CaseError, Place
from tenken.precedents import compare
from tenken.texts import Lang, text
from tenken_cli.inputs import Inputs
from tenken_cli.options import Output, PathName, lang_option, load, output_option, policies_option, say
from tenken_cli.pages.precedents import PrecedentsPage
from tenken_cli.reports.deliver import Result, deliver

WRONG_INPUT = 2


@click.command(
    "precedents",
    help=say(
        "実際の諮問事項を点検し、審議会の結論・付帯意見・委員の関心と比べます。",
        "Judge the real items and compare with their councils' outcomes, riders and members' concerns.",
    ),
)
@click.option(
    "--cases",
    "folder",
    type=PathName(),
    metavar=say("フォルダ", "DIR"),
    help=say("付属のものに代えて比べる案件", "cases to compare instead of those shipped"),
)
@click.option(
    "--details",
    is_flag=True,
    help=say(
        "表にも、関心ごとに尋ねた事実と、誰も挙げていない点のすべてを出す",
        "tell the facts behind each concern, and all that nobody raised, in the table too",
    ),
)
@output_option()
@policies_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    folder: Path | None,
    details: bool,
    outputs: tuple[Output, ...],
    policies: Path | None,
    lang: Lang,
) -> None:
    """Compare and deliver; a difference from a council is a result, not an error."""
    tenken = load(policies)
    inputs = Inputs(tenken, lang)
    place = folder or precedents_folder()
    cases = [case for case in inputs.read([str(place)]) if case.council is not None]
    if cases:
        deliver(_result(tenken, cases, details, lang), outputs)
    elif not inputs.wrong:
        inputs.report(_nothing_to_compare(place))
    ctx.exit(WRONG_INPUT if inputs.wrong else 0)


def _result(tenken: Tenken, cases: list[Case], details: bool, lang: Lang) -> Result:
    compared = compare(tenken, cases)
    return Result(
        data=lambda: compared.model_dump(mode="json", by_alias=True),
        page=lambda format_: PrecedentsPage(tenken.policy, lang, details or format_ == "markdown").page(compared),
    )


def _nothing_to_compare(place: Path) -> CaseError:
    return CaseError(
        text(
            "審議会の結論（council）のある案件がありません。",
            "none of the cases tells what its council did (`council`)",
        ),
        Place(str(place)),
    )
