"""`tenken policy docs`: the catalogue of rules, as Markdown and as one HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from tenken.api import Tenken
from tenken.assessment import Assessment
from tenken.data import layers, precedents_folder
from tenken.policy.load import load_policy
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken_cli.catalogue.catalogue import Catalogue
from tenken_cli.generated import left_over, write_generated
from tenken_cli.inputs import Inputs
from tenken_cli.options import PathName, lang_option, load, policies_option, say
from tenken_cli.reports.page import Heading, Item, Items, Page, Paragraph, code, line
from tenken_cli.reports.table import write
from tenken_cli.reports.words import pick

WRONG_INPUT = 2
MARKDOWN, HTML = "markdown", "html"


@click.command(
    "docs",
    help=say(
        "ルール集を、Markdownのフォルダと、1枚のHTMLに書き出します。",
        "Write the catalogue of rules, as a folder of Markdown and as one HTML page.",
    ),
)
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=PathName(),
    metavar=say("フォルダ", "DIR"),
    help=say("書き出すフォルダ（なければ作る）", "where to write it; made if it is missing"),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([MARKDOWN, HTML]),
    help=say("この形式だけ（既定は両方）", "only this format (default: both)"),
)
@click.option(
    "--cases",
    type=PathName(),
    metavar=say("フォルダ", "DIR"),
    help=say(
        "前例とする案件（既定は付属のもの。付属のポリシーに重ねないポリシーでは、なし）",
        "the precedents (default: those shipped; for policies that stand alone, none)",
    ),
)
@policies_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context, *, folder: Path, format_: str | None, cases: Path | None, policies: Path | None, lang: Lang
) -> None:
    """Judge the precedents, write everything, and say what was written; nothing where a case cannot be read."""
    tenken = load(policies)
    inputs = Inputs(tenken, lang)
    judged = _judged(tenken, inputs, cases, policies)
    if inputs.wrong:
        ctx.exit(WRONG_INPUT)
    catalogue = Catalogue(tenken.policy, lang, judged, _below(policies))
    files = {
        **(catalogue.markdown() if format_ != HTML else {}),
        **(catalogue.html() if format_ != MARKDOWN else {}),
    }
    write_generated(folder, files)
    write(_written(folder, files, lang), None)


def _judged(tenken: Tenken, inputs: Inputs, cases: Path | None, policies: Path | None) -> tuple[Assessment, ...]:
    """The shipped precedents are told in the shipped vocabulary: policies that stand alone cannot read them."""
    if cases is None and len(layers(policies)) == 1 and policies is not None:
        return ()
    return tuple(tenken.judge(case) for case in inputs.read([str(cases or precedents_folder())]))


def _below(policies: Path | None) -> Policy | None:
    """What a municipality's own policies are layered over."""
    *below, _ = layers(policies)
    return load_policy(*below) if below else None


def _written(folder: Path, files: Mapping[str, str], lang: Lang) -> Page:
    said = pick(lang, f"{folder} に {len(files)}件のファイルを書きました。", f"Wrote {len(files)} files to {folder}.")
    listed = Items(tuple(Item(line(code(name))) for name in files))
    old = left_over(folder, files)
    if not old:
        return (Paragraph(line(said)), listed)
    notice = pick(lang, "前に書き出したもので、もう要らないファイル", "Written before, and no longer needed")
    return (
        Paragraph(line(said)),
        listed,
        Heading(2, line(notice)),
        Items(tuple(Item(line(code(name))) for name in old)),
    )
