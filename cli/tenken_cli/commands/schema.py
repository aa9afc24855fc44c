"""`tenken schema`: the JSON Schema of what goes in and what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tenken.assessment import Report
from tenken.policy.case_schema import DIALECT, case_schema
from tenken.texts import Lang
from tenken_cli.options import Output, lang_option, load, output_option, policies_option, say
from tenken_cli.reports.deliver import Result, deliver


@click.command(
    "schema",
    help=say(
        "案件（case）か報告（report）のJSON Schemaを出します。", "Print the JSON Schema of a case or of a report."
    ),
)
@click.argument("of", type=click.Choice(["case", "report"]))
@output_option(("json",))
@policies_option
@lang_option
def command(of: str, outputs: tuple[Output, ...], policies: Path | None, lang: Lang) -> None:  # noqa: ARG001
    """Print one schema; that of a case is built from the vocabulary."""
    deliver(Result(data=lambda: _schema(of, policies), page=lambda _: ()), outputs)


def _schema(of: str, policies: Path | None) -> Any:
    if of == "report":
        return {"$schema": DIALECT, **Report.model_json_schema(mode="serialization", by_alias=True)}
    return case_schema(load(policies).policy.vocabulary)
