"""`tenken page`: the self-check as one file that needs neither installation nor network."""

from __future__ import annotations

from pathlib import Path

import click

from tenken.documents import write_text
from tenken.texts import Lang
from tenken_cli.forms.page import page
from tenken_cli.options import (
    Output,
    PathName,
    complain,
    lang_option,
    load,
    need_known,
    policies_option,
    say,
)  # fmt: skip
from tenken_cli.reports.deliver import spare_inputs


@click.command(
    "page",
    help=say(
        "所管課の自己点検を、一つのHTMLファイルとして出します。ブラウザで開くだけで使え、どこにも通信しません。",
        "Write the departments' self-check as one HTML file: it opens in a browser and talks to nobody.",
    ),
)
@click.option(
    "-o",
    "--output",
    type=PathName(),
    required=True,
    metavar=say("ファイル", "FILE"),
    help=say("書き出すファイル（例: self-check.html）", "the file to write, such as self-check.html"),
)
@click.option(
    "--municipality",
    metavar="ID",
    help=say("この自治体の案件だけを点検するページにする", "a page for the items of this city alone"),
)
@policies_option
@lang_option
def command(*, output: Path, municipality: str | None, policies: Path | None, lang: Lang) -> None:
    """Write the page."""
    policy = load(policies).policy
    if municipality is not None:
        need_known("自治体", "municipality", municipality, list(policy.municipalities))
    spare_inputs([Output("html", output)])
    write_text(output, page(policy, lang, municipality))
    size = f"{output.stat().st_size / 1000:,.0f} KB"
    complain(f"{output} を書き出しました（{size}）。" if lang == "ja" else f"wrote {output} ({size})")
