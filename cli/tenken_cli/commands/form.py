"""`tenken form`: write the form in Excel, empty or filled from a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from tenken.case import Case
from tenken.documents import writing_whole
from tenken.errors import Place, TenkenError
from tenken.texts import Lang, text
from tenken_cli.extras import office
from tenken_cli.inputs import FORM, Inputs
from tenken_cli.options import PathName, complain, lang_option, load, policies_option, say

WRONG_INPUT = 2


@click.command(
    "form",
    help=say(
        "担当課が記入するExcelの点検票を出します。記入した点検票は `tenken check form.xlsx` で点検します。",
        "Write the form in Excel that a department fills in; `tenken check form.xlsx` then checks it.",
    ),
)
@click.option(
    "-o",
    "--output",
    "path",
    type=PathName(),
    required=True,
    metavar=say("ファイル.xlsx", "FILE.xlsx"),
    help=say("書き出すファイル", "the file to write"),
)
@click.option(
    "--municipality",
    metavar="ID",
    help=say("自治体の欄をあらかじめ埋める", "the city that the form is for"),
)
@click.option(
    "--from",
    "case",
    metavar=say("案件", "CASE"),
    help=say("この案件（JSONか点検票）の内容を記入しておく", "fill it in from this case (JSON or a form)"),
)
@policies_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    path: Path,
    municipality: str | None,
    case: str | None,
    policies: Path | None,
    lang: Lang,
) -> None:
    """Write the form. A file that is there stays: it may be a form that somebody has filled in."""
    if path.suffix.lower() != FORM:
        raise TenkenError(
            text("点検票のファイル名は .xlsx で終わります。", "the name of a form ends in .xlsx"),
            Place(str(path)),
            text(f"{path.stem}.xlsx のように書いてください。", f"name it {path.stem}.xlsx"),
        )
    tenken = load(policies)
    inputs = Inputs(tenken, lang, municipality)
    stated: Mapping[str, Any] = {"municipality": municipality} if municipality else {}
    if case is not None:
        stated = _only(list(inputs.read([case])))
    if inputs.wrong:
        ctx.exit(WRONG_INPUT)
    with writing_whole(path, exclusive=True) as out:
        office("tenken_cli.forms.excel.workbook").write_form(tenken.policy, lang, stated, out)
    complain(f"{path} を書き出しました。" if lang == "ja" else f"wrote {path}")


def _only(cases: Sequence[Case]) -> Mapping[str, Any]:
    """What the one case states. Raises TenkenError where a folder holds several."""
    if len(cases) > 1:
        raise TenkenError(
            text(f"案件が{len(cases)}件あります。", f"there are {len(cases)} cases"),
            remedy=text("--from には案件を一つだけ指定してください。", "name one case with --from"),
        )
    return cases[0].raw if cases else {}
