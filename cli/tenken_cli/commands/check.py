"""`tenken check`: judge cases and say what fails, what is open, and what to ask."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tenken.api import Tenken
from tenken.assessment import Assessment, Report
from tenken.case import Case
from tenken.errors import TenkenError
from tenken.evaluate import Evaluated
from tenken.opinion import at_or_above
from tenken.policy.law import FORCES, Force
from tenken.texts import Lang, text
from tenken.values import DateSpan
from tenken_cli.extras import office
from tenken_cli.inputs import Inputs
from tenken_cli.options import (
    DOCUMENTS,
    PIPELINES,
    READABLE,
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
from tenken_cli.pages.check_pages import CheckPages
from tenken_cli.reports.deliver import Result, deliver, spare_inputs

if TYPE_CHECKING:
    from tenken_cli.pages.check_outcomes import CheckOutcomes

Judged = tuple[Case, Assessment]

NOTHING_FAILED, FAILED, WRONG_INPUT, OPEN = 0, 1, 2, 3


@click.command(
    "check",
    help=say(
        "案件（JSONかExcelの点検票。フォルダも可、- は標準入力）を点検します。\n\n"
        "終了コード: 0 不適合も未記載もない、1 不適合がある、3 不適合はないが未記載がある、2 入力などの誤り。",
        "Judge cases: JSON files, forms in Excel, folders of them, or - for standard input.\n\n"
        "Exit codes: 0 nothing failed or is open, 1 something failed, 3 nothing failed but something is open, "
        "2 the input is wrong.",
    ),
)
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@as_of_option
@municipality_option
@click.option(
    "--fail-on",
    type=click.Choice(FORCES),
    default="guideline",
    show_default=True,
    help=say("終了コードに数える最も弱い強さ", "the weakest force that counts for the exit code"),
)
@click.option(
    "--allow-open", is_flag=True, help=say("未記載があっても 0 で終わる", "exit with 0 though something is open")
)
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="ID",
    help=say("このルールだけを表示し、終了コードに数える", "show and count only this rule; may be repeated"),
)
@click.option(
    "--all", "every", is_flag=True, help=say("すべての判定と質問を表示する", "show every finding and question")
)
@output_option((*READABLE, *DOCUMENTS, *PIPELINES))
@policies_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    cases: tuple[str, ...],
    as_of: DateSpan | None,
    municipality: str | None,
    fail_on: Force,
    allow_open: bool,
    rules: tuple[str, ...],
    every: bool,
    outputs: tuple[Output, ...],
    policies: Path | None,
    lang: Lang,
) -> None:
    """Judge, deliver, and leave with the exit code that the findings call for."""
    tenken = load(policies)
    for rule in rules:
        need_known("ルール", "rule", rule, list(tenken.policy.rules))
    inputs = Inputs(tenken, lang, municipality)
    spare_inputs(outputs)
    piped = _for_pipelines(outputs, inputs, frozenset(rules), as_of)
    explained: list[Evaluated] | None = [] if any(output.format == "html" for output in outputs) else None
    judged = [
        (case, _judge(tenken, case, as_of, piped, explained)) for case in _with_progress(inputs.read(cases), cases)
    ]
    assessed = [only(one, frozenset(rules)) if rules else one for _, one in judged]
    report = tenken.report(assessed, as_of)
    pages = CheckPages(tenken.policy, lang, every, frozenset(rules))
    result = Result(
        data=lambda: as_data(report),
        page=lambda format_: pages.page(
            format_, tenken.report(_in_cells(judged, assessed, inputs), as_of), explained or (), inputs.wrong
        ),
        outcomes=(lambda: piped.outcomes(inputs.wrong)) if piped else None,
        workbook=lambda: _checked(judged, inputs, frozenset(rules), as_of),
    )
    deliver(result, [output for output in outputs if assessed or output.format in PIPELINES])
    ctx.exit(WRONG_INPUT if inputs.wrong else exit_code(assessed, fail_on, allow_open))


def _for_pipelines(
    outputs: Iterable[Output], inputs: Inputs, rules: frozenset[str], as_of: DateSpan | None
) -> CheckOutcomes | None:
    """What gathers the outcomes, where a pipeline wants them; imported only then, for it reads places."""
    if not any(output.format in PIPELINES for output in outputs):
        return None
    gather: type[CheckOutcomes] = import_module("tenken_cli.pages.check_outcomes").CheckOutcomes
    return gather(inputs.tenken.policy, inputs.lang, rules, as_of.written if as_of else None, inputs.cells)


def _judge(
    tenken: Tenken,
    case: Case,
    as_of: DateSpan | None,
    piped: CheckOutcomes | None,
    explained: list[Evaluated] | None,
) -> Assessment:
    """One case judged; its outcomes are kept for a pipeline, and its trees for whoever explains."""
    if piped is None and explained is None:
        return tenken.judge(case, as_of)
    evaluated = tenken.evaluate(case, as_of)
    assessed = tenken.assess(evaluated)
    if piped is not None:
        piped.add(evaluated, assessed)
    if explained is not None:
        explained.append(evaluated)
    return assessed


def _in_cells(judged: Iterable[Judged], assessed: Iterable[Assessment], inputs: Inputs) -> Iterator[Assessment]:
    """The assessments as people read them: on a form, with its cells."""
    for (case, _), one in zip(judged, assessed, strict=True):
        cells = inputs.cells.get(case.file or "")
        yield import_module("tenken_cli.pages.form_cells").in_cells(one, cells) if cells else one


def _checked(judged: Sequence[Judged], inputs: Inputs, rules: frozenset[str], as_of: DateSpan | None) -> bytes:
    """The form with its findings. Raises TenkenError unless there is exactly one case."""
    if len(judged) != 1 or inputs.wrong:
        raise TenkenError(
            text("xlsx で出せるのは、案件一件の結果だけです。", "xlsx holds the findings of one case"),
            remedy=text("案件を一つだけ指定してください。", "name exactly one case"),
        )
    evaluated = inputs.tenken.evaluate(judged[0][0], as_of)
    assessed = only(judged[0][1], rules) if rules else judged[0][1]
    content: bytes = office("tenken_cli.forms.excel.checked").checked(inputs.tenken, inputs.lang, evaluated, assessed)
    return content


def as_data(report: Report) -> Any:
    """The report as `tenken schema report` describes it."""
    return report.model_dump(mode="json", by_alias=True)


def only(one: Assessment, rules: frozenset[str]) -> Assessment:
    """The assessment with the findings of some rules, and what rests on them; its opinion is still the whole case's."""
    return one.model_copy(
        update={
            "findings": tuple(finding for finding in one.findings if finding.rule in rules),
            "riders": tuple(rider for rider in one.riders if rules.intersection(rider.rules)),
            "questions": tuple(question for question in one.questions if rules.intersection(question.decides)),
        }
    )


def exit_code(judged: Iterable[Assessment], fail_on: Force, allow_open: bool) -> int:
    """What the findings at or above a force amount to. Harmless open findings do not count."""
    counting = [finding for one in judged for finding in one.findings if at_or_above(finding.force, fail_on)]
    if any(finding.verdict == "fail" for finding in counting):
        return FAILED
    if not allow_open and any(finding.verdict == "open" and not finding.harmless for finding in counting):
        return OPEN
    return NOTHING_FAILED


def _with_progress(cases: Iterator[Any], named: Sequence[str]) -> Iterator[Any]:
    """The cases, with a progress line on a terminal where a folder may hold many."""
    long = len(named) > 1 or any(name != "-" and os.path.isdir(name) for name in named)  # noqa: PTH112 - the same
    if not (long and sys.stderr.isatty()):
        return cases
    return iter(import_module("tenken_cli.reports.progress").shown(cases))
