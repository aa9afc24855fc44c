"""`tenken policy diff`: two policies, or the law of two days, and what that does to cases."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import click

from tenken.api import Tenken
from tenken.data import precedents_folder
from tenken.errors import CaseError, Fault, TenkenError
from tenken.texts import Lang, Text, text
from tenken.values import DateSpan, parse_date
from tenken.workbench.changes import compare
from tenken.workbench.law_days import law_changes
from tenken.workbench.replays import Replay, Replayed, Side
from tenken_cli.inputs import Inputs
from tenken_cli.options import Output, lang_option, load, output_option, policies_option, say
from tenken_cli.pages.diff import Compared, Difference, DiffPage
from tenken_cli.reports.deliver import Result, deliver

WRONG_INPUT = 2
SHIPPED = ("shipped", "付属", "-")
"""What stands for the shipped policies in place of a folder."""


@click.command(
    "diff",
    help=say(
        "二つのポリシー、または二つの日の法令を比べ、ルールの何が変わり、案件の何が変わるかを示します。\n\n"
        "OLD と NEW はポリシーのフォルダです。shipped（付属）は付属のポリシーを指します。"
        "日付を比べるときは、フォルダの代わりに --as-of を二度書きます。\n\n"
        "終了コード: 0 違いの有無によらない、2 入力などの誤り。",
        "Compare two policies, or the law of two days: what changes in the rules, and in the cases.\n\n"
        "OLD and NEW are policy folders; `shipped` stands for the policies that come with the program. "
        "To compare two days, give --as-of twice instead of folders.\n\n"
        "Exit codes: 0 whether or not anything differs, 2 the input is wrong.",
    ),
)
@click.argument("folders", nargs=-1, metavar="[OLD NEW]")
@click.option(
    "--as-of",
    "days",
    multiple=True,
    metavar=say("日付", "DATE"),
    help=say("この日の法令で判定する。二度書いて比べる", "judge under the law of this date; given twice, to compare"),
)
@click.option(
    "--cases",
    "named",
    multiple=True,
    metavar=say("ファイル・フォルダ", "PATH"),
    help=say(
        "影響を調べる案件（- は標準入力。既定は付属の実例）。何度でも指定できる",
        "the cases to judge, - for standard input (default: the precedents shipped); may be repeated",
    ),
)
@output_option()
@policies_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    folders: tuple[str, ...],
    days: tuple[str, ...],
    named: tuple[str, ...],
    outputs: tuple[Output, ...],
    policies: Path | None,
    lang: Lang,
) -> None:
    """Compare and deliver; a difference is a result, not an error."""
    old, new = _by_day(days, policies) if days and not folders else _by_folder(folders, days, policies)
    inputs = Inputs(new.side.tenken, lang)
    replayed = list(_replayed(named, Replay.between(old.side, new.side), inputs))
    found = _difference(old, new, replayed)
    page = DiffPage(found, lang)
    deliver(Result(data=found.data, page=lambda _: page.page()), outputs)
    ctx.exit(WRONG_INPUT if inputs.wrong else 0)


def _difference(old: Compared, new: Compared, replayed: Sequence[Replayed]) -> Difference:
    before, after = old.side.as_of, new.side.as_of
    policies = (old.side.tenken.policy, new.side.tenken.policy)
    return Difference(
        old,
        new,
        changes=compare(*policies),
        law=law_changes(policies[1], before.first, after.first) if before and after else (),
        cases=replayed,
    )


def _by_folder(folders: Sequence[str], days: Sequence[str], policies: Path | None) -> tuple[Compared, Compared]:
    if len(folders) != 2 or days or policies is not None:
        raise TenkenError(
            text(
                "比べるものは、フォルダ二つか、--as-of の日付二つです。",
                "what is compared is two folders, or two dates with --as-of",
            ),
            remedy=text(
                "例: `tenken policy diff shipped 市のフォルダ`、"
                "`tenken policy diff --as-of 2023-03-31 --as-of 2023-04-01`",
                "such as `tenken policy diff shipped our-policies`, or "
                "`tenken policy diff --as-of 2023-03-31 --as-of 2023-04-01`",
            ),
        )
    old, new = (_policy(name) for name in folders)
    return old, new


def _policy(name: str) -> Compared:
    if name in SHIPPED:
        return Compared(text("付属のポリシー", "the policies shipped"), Side(load(None)))
    return Compared(text(name, name) if name else _no_name(), Side(load(Path(name))))


def _no_name() -> Text:
    raise TenkenError(text("フォルダの名前が空です。", "the name of a folder is empty"))


def _by_day(days: Sequence[str], policies: Path | None) -> tuple[Compared, Compared]:
    if len(days) != 2:
        raise TenkenError(
            text(
                f"--as-of は二度書きます（{len(days)}度書かれています）。",
                f"--as-of is given twice (here: {len(days)})",
            )
        )
    spans = [_day(written) for written in days]
    tenken: Tenken = load(policies)
    old, new = (
        Compared(text(f"{span.written} の法令", f"the law of {span.written}"), Side(tenken, span)) for span in spans
    )
    return old, new


def _day(written: str) -> DateSpan:
    """Raises TenkenError where it is not a day."""
    try:
        span = parse_date(written)
    except Fault as fault:
        raise TenkenError(fault.message) from None
    if span.first != span.last:
        raise TenkenError(
            text(f"--as-of「{written}」は年月日まで書きます。", f"--as-of '{written}' must be a whole date, to the day")
        )
    return span


def _replayed(named: Sequence[str], replay: Replay, inputs: Inputs) -> Iterator[Replayed]:
    """The cases that at least one side can read; the others are reported."""
    texts = inputs.texts(named or [str(precedents_folder())])
    if sys.stderr.isatty():
        texts = import_module("tenken_cli.reports.progress").shown(texts)
    for content, file in texts:
        try:
            yield replay.case(content, file)
        except CaseError as problem:
            inputs.report(problem)
