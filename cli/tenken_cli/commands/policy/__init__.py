"""`tenken policy`: the rules and what they rest on; one module for each of its commands."""

from __future__ import annotations

from typing import ClassVar

import click

from tenken_cli.lazy import LazyGroup
from tenken_cli.options import say


class PolicyCommands(LazyGroup):
    """The commands for those who read and write rules."""

    package = "tenken_cli.commands.policy"
    table: ClassVar = {
        "list": say("ルールの一覧を出す", "list the rules"),
        "show": say("ルール、概念、付帯意見、規定、事実、自治体を示す", "show a rule or what it rests on"),
        "new": say("新しいルールのひな形を書く", "write the file of a new rule"),
        "lint": say("ルールの書き方を調べる", "look for what is wrong or weak in the rules"),
        "test": say("ルールを例で試し、例の十分さを測る", "run the rules' examples, and measure how much they test"),
        "diff": say("二つのポリシーまたは二つの日付を比べる", "compare two policies, or the law of two days"),
        "docs": say("ルール集を書き出す", "write the catalogue of rules"),
    }


@click.group(
    "policy",
    cls=PolicyCommands,
    help=say("ルールを見る、書く、試す、比べる。", "Read, write, test and compare rules."),
)
def command() -> None:
    """The group itself does nothing."""
