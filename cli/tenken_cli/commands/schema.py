"""`tenken schema`: the JSON Schema of what goes in and what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tenken.assessment import Report
from tenken.documents import writing
from tenken.errors import TenkenError
from tenken.policy.case_schema import DIALECT, case_schema
from tenken.policy.policy_schema import KINDS, kind_schema, patterns, policy_schema
from tenken.texts import Lang, text
from tenken_cli.options import Output, lang_option, load, output_option, policies_option, say
from tenken_cli.reports import json_report
from tenken_cli.reports.deliver import Result, deliver

_SETTING = "yaml.schemas"
"""The name under which editors with the YAML language server look up the schema of a file."""

_MODELINE = "# yaml-language-server: $schema=../../.vscode/tenken/rule.schema.json"


@click.command(
    "schema",
    help=say(
        "案件（case）、ポリシーのファイル（policy）、報告（report）のJSON Schemaを出します。",
        "Print the JSON Schema of a case, of policy files, or of a report.",
    ),
    epilog=say(
        "VS Code（YAML拡張）では、--into が出す設定を .vscode/settings.json に写します。"
        "ファイルごとに指定するなら、1行目に次のように書きます。",
        "In VS Code (YAML extension), copy the settings that --into prints into .vscode/settings.json. "
        "For one file alone, make this its first line:",
    )
    + f"\n\n\b\n{_MODELINE}",
)
@click.argument("of", type=click.Choice(["case", "policy", "report"]))
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    help=say("この種類のファイルだけ（policy と使う）", "this kind of file alone (with policy)"),
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar=say("フォルダ", "DIR"),
    help=say(
        "種類ごとのファイルを書き、エディタの設定を出す（policy と使う）",
        "write one file for each kind, and print the editor's settings (with policy)",
    ),
)
@output_option(("json",))
@policies_option
@lang_option
def command(
    of: str,
    kind: str | None,
    into: Path | None,
    outputs: tuple[Output, ...],
    policies: Path | None,
    lang: Lang,  # noqa: ARG001
) -> None:
    """Print one schema; those of cases and policies are built from the policies' own names."""
    if of != "policy" and (kind or into):
        raise TenkenError(
            text("--kind と --into は `schema policy` だけで使えます。", "--kind and --into go with `schema policy`")
        )
    data = _data(of, kind, policies) if into is None else _write(into, kind, policies)
    deliver(Result(data=lambda: data, page=lambda _: ()), outputs)


def _data(of: str, kind: str | None, policies: Path | None) -> Any:
    if of == "report":
        return {"$schema": DIALECT, **Report.model_json_schema(mode="serialization", by_alias=True)}
    policy = load(policies).policy
    if of == "case":
        return case_schema(policy.vocabulary)
    return kind_schema(policy, KINDS[kind]) if kind else policy_schema(policy)


def _write(into: Path, kind: str | None, policies: Path | None) -> Any:
    """Write a file for each kind. An editor's settings: each of them with the policy files that it is for."""
    policy, folder = load(policies).policy, policies or Path("policies")
    settings = {}
    for name in [kind] if kind else KINDS:
        path = into / f"{name}.schema.json"
        with writing(path, folders=True) as out:
            json_report.write(kind_schema(policy, KINDS[name]), out)
        settings[path.as_posix()] = patterns(KINDS[name], policy, folder.as_posix())
    return {_SETTING: settings}
