"""What can be wrong with what the program is given, told to the person who gave it.

Every error says what is wrong, where (file, line, column, or the path of a fact), and what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from tenken.texts import Lang, Text, text


@dataclass(frozen=True)
class Place:
    """Where in which file; line and column count from 1, and are None where they are not known.

    A file without lines has parts that people call by a name, such as a cell on a sheet.
    """

    file: str
    line: int | None = None
    column: int | None = None
    part: str | None = None

    def __str__(self) -> str:
        if self.part is not None:
            return f"{self.file} {self.part}"
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


class TenkenError(Exception):
    """Anything wrong with cases, policies or the command line: exit code 2.

    `message` says what is wrong and what was expected, `remedy` what to do, `place` where.
    """

    def __init__(self, message: Text, place: Place | None = None, remedy: Text | None = None):
        super().__init__(message.en)
        self.message = message
        self.place = place
        self.remedy = remedy
        self.others: tuple[TenkenError, ...] = ()
        """Further faults found in the same file."""

    def render(self, lang: Lang) -> str:
        """The whole message, the remedy on a line of its own."""
        where = f"{self.place}: " if self.place else ""
        lines = [where + self.message.get(lang)]
        if self.remedy:
            lines.append(("  対処: " if lang == "ja" else "  remedy: ") + self.remedy.get(lang))
        lines += [other.render(lang) for other in self.others]
        return "\n".join(lines)


class CaseError(TenkenError):
    """A case file cannot be read or is not a case."""


class PolicyError(TenkenError):
    """A policy file cannot be read, or says something that does not hold together."""


class Fault(Exception):
    """A fault inside a document, at the path of keys and indexes `at`, before its file is known."""

    def __init__(self, message: Text, at: tuple[str | int, ...] = (), remedy: Text | None = None):
        super().__init__(message.en)
        self.message = message
        self.at = at
        self.remedy = remedy


LONGEST_SHOWN = 60


def shortened(shown: str, longest: int = LONGEST_SHOWN) -> str:
    """What was written, for a message: on one line, cut where it is long."""
    shown = "".join(character if character.isprintable() else "�" for character in shown)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def did_you_mean(wrong: str, right: Iterable[str], prefix: str = "") -> Text | None:
    """The nearest right name for a wrong one, as a remedy, or None where nothing is near.

    `prefix` is put before the name that is offered.
    """
    near = difflib.get_close_matches(wrong, list(right), n=1, cutoff=0.6)
    if not near:
        return None
    name = prefix + near[0]
    return text(f"「{name}」ではありませんか。", f"did you mean '{name}'?")
