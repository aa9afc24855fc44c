"""Reading a guide as steps: what it has its reader write, change and run, and what it says comes out.

In a guide, a comment says what the block below it is:

    <!-- file: path -->            the block is that file's content
    <!-- change: path: a → b -->   in that file `a` becomes `b`
    <!-- output CODE: command -->  the command prints the block and ends with CODE (0 where none is given)

Other `$ ` lines of a console block are commands that have to run too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_STEP = re.compile(
    r"<!-- file: (?P<file>\S+) -->\n```\w*\n(?P<content>.*?)```"
    r"|<!-- change: (?P<changed>\S+): (?P<old>.*?) → (?P<new>.*?) -->"
    r"|<!-- output(?: (?P<code>\d))?: (?P<command>.*?) -->\n```\w*\n(?P<shown>.*?)```"
    r"|```console\n(?P<console>.*?)```",
    re.DOTALL,
)


@dataclass(frozen=True)
class Write:
    """A file to be written."""

    path: str
    content: str


@dataclass(frozen=True)
class Change:
    """A file in which something is replaced."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Run:
    """A command, with what the guide shows of its output and its exit code; None where it shows neither."""

    command: str
    shown: str | None = None
    code: int | None = None


Step = Write | Change | Run


def steps(guide: str) -> Iterator[Step]:
    """The steps of a guide's text, in order."""
    for found in _STEP.finditer(guide):
        if found["file"]:
            yield Write(found["file"], found["content"])
        elif found["changed"]:
            yield Change(found["changed"], found["old"], found["new"])
        elif found["command"]:
            yield Run(found["command"], found["shown"], int(found["code"] or 0))
        else:
            yield from map(Run, _commands(found["console"]))


def _commands(console: str) -> Iterator[str]:
    """The commands of a console block, without the remarks behind them."""
    for line in console.splitlines():
        if line.startswith("$ "):
            yield re.sub(r"\s{2,}#.*|\s+#\s.*", "", line[2:]).strip()
