"""Groups whose commands are imported only when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, ClassVar

import click

from tenken_cli.help_text import WideContext
from tenken_cli.options import say


class LazyGroup(click.Group):
    """A group that knows its commands' names and lines of help without importing them.

    A command `x` is the attribute `command` of the module `<package>.x`.
    """

    context_class = WideContext
    package: ClassVar[str]
    table: ClassVar[Mapping[str, str]]
    """Each command with its line of help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names in the order in which people meet them."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Import the module of a command."""
        if cmd_name not in self.table:
            return None
        command: Any = import_module(f"{self.package}.{cmd_name}").command
        assert isinstance(command, click.Command)
        command.context_class = WideContext
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        """The list in the help text, from the table alone."""
        with formatter.section(say("コマンド", "Commands")):
            formatter.write_dl(list(self.table.items()))
