"""The reference of the command line, as Markdown in the locale's language: what `docs/commands*.md` hold.

python -m tenken_cli.reference
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from tenken_cli.main import tenken
from tenken_cli.options import say


def commands(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its words, those of groups included."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))
        else:
            yield (*above, name), command


def reference() -> str:
    """All commands with their arguments and options."""
    parts = [
        say("# コマンド一覧\n", "# Commands\n"),
        say(
            "<!-- `make docs` が書き出す。手で直さない。 -->\n",
            "<!-- Written by `make docs`; not to be edited by hand. -->\n",
        ),
    ]
    for words, command in commands(tenken):
        parts.append(_section(words, command))
    return "\n".join(parts)


def _section(words: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=f"tenken {' '.join(words)}")
    usage = " ".join(command.collect_usage_pieces(context))
    rows = [f"| `{name}` | {told} |" for name, told in _parameters(command, context)]
    header = f"| {say('引数・オプション', 'Argument or option')} | {say('意味', 'Meaning')} |\n|---|---|"
    return (
        f"## tenken {' '.join(words)}\n\n{_escaped(command.help or '')}\n\n"
        f"```text\ntenken {' '.join(words)} {usage}\n```\n" + "\n".join([header, *rows]) + "\n"
    )


def _parameters(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """Each argument and option but `--help`, with what it means."""
    for param in command.params:
        record = param.get_help_record(context)
        named, told = record or (param.make_metavar(context), "")
        yield _escaped(named), _escaped(re.sub(r"\s+", " ", told)) or say("（上の説明のとおり）", "(see above)")


def _escaped(shown: str) -> str:
    """For a cell of a table, and outside code."""
    return shown.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    click.echo(reference(), nl=False)
