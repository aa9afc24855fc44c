"""What moved between the findings that were accepted and those of today, as a person would tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from rich.cells import cell_len

from tenken.texts import Lang
from tenken_cli.reports.words import pick
from tenken_cli.reports.wrapping import breaks
from tenken_pytest.findings_text import FAMILY, INDENT

_ENTRY = re.compile(r"\[(?P<mark>[^\]]*)\] (?P<title>.*?)(?P<force>（[^（）]*）| \([^()]*\))? \[(?P<id>[^\[\]]*)\]")
_FIELD = re.compile(r"(?P<title>[^\[\]:]+): (?P<mark>.*)")

MOVED, NEW, GONE = "→", "＋", "－"


@dataclass
class Entry:
    """A field, a rider or a rule: its mark is the value, the strength or the verdict."""

    title: str
    mark: str
    id: str | None = None
    force: str = ""
    details: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.title} [{self.id}]" if self.id else self.title


@dataclass
class Findings:
    """A text of findings, read back."""

    fields: dict[str, Entry] = field(default_factory=dict)
    riders: dict[str, Entry] = field(default_factory=dict)
    rules: dict[str, Entry] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    """Lines of no entry: headings, and whatever a person wrote."""


def read_back(content: str) -> Findings:
    """The entries of a text of findings; what is not one is kept as it stands."""
    title, *rows = [row for row in content.splitlines() if row] or [""]
    found = Findings(rest=[title])
    entry: Entry | None = None
    for row in rows:
        if row.startswith(INDENT) and entry is not None:
            entry.details.append(row.removeprefix(INDENT))
        elif match := _ENTRY.fullmatch(row):
            entry = Entry(match["title"], match["mark"], match["id"], match["force"] or "")
            (found.rules if _below_family(found) else found.riders)[match["id"]] = entry
        elif not found.riders and not found.rules and (match := _FIELD.fullmatch(row)):
            entry = found.fields[match["title"]] = Entry(match["title"], match["mark"])
        else:
            found.rest.append(row)
    return found


def _below_family(found: Findings) -> bool:
    return any(row.startswith(FAMILY) for row in found.rest)


@dataclass(frozen=True)
class _Before:
    """What is said before an entry that changed its mark, came or went."""

    changed: str
    came: str
    went: str


@dataclass(frozen=True)
class Moved:
    """Tells two texts of findings apart, in a language and on a width."""

    lang: Lang
    width: int

    def lines(self, accepted: str, today: str) -> Iterator[str]:
        """First what moved, then what is worded differently; wrapped."""
        old, new = read_back(accepted), read_back(today)
        if old.fields and not old.fields.keys() & new.fields.keys():
            yield pick(
                self.lang,
                "受け入れた結果は別の言葉で書かれています（--tenken-lang）。",
                "The accepted findings are in another language (--tenken-lang).",
            )
            return
        moved, reworded = list(self._moves(old, new)), list(self._wordings(old, new))
        yield from moved
        if reworded:
            yield pick(self.lang, "文言の変化:", "Worded differently:")
            yield from reworded
        if not moved and not reworded:
            yield pick(self.lang, "行の順か空行だけが違います。", "Only the order of lines, or empty ones, differ.")

    def _moves(self, old: Findings, new: Findings) -> Iterator[str]:
        rider = pick(self.lang, "付帯意見: ", "Rider: ")
        came, went = (
            pick(self.lang, "新しいルール: ", "New rule: "),
            pick(self.lang, "なくなったルール: ", "Rule gone: "),
        )
        yield from self._moved(old.fields, new.fields, _Before("", f"{NEW} ", f"{GONE} "))
        yield from self._moved(
            old.riders, new.riders, _Before(rider, f"{rider}{NEW} ", f"{rider}{GONE} "), with_details=False
        )
        yield from self._moved(old.rules, new.rules, _Before("", came, went))

    def _moved(
        self, old: Mapping[str, Entry], new: Mapping[str, Entry], before: _Before, with_details: bool = True
    ) -> Iterator[str]:
        """What changed its mark, what came and what went, each behind its words."""
        for key in [*old, *(key for key in new if key not in old)]:
            was, is_ = old.get(key), new.get(key)
            if was is None:
                yield from self._wrapped("", f"{before.came}{is_}: {new[key].mark}")
            elif is_ is None:
                yield from self._wrapped("", f"{before.went}{was}: {was.mark}")
            elif was.mark != is_.mark:
                yield from self._wrapped("", f"{before.changed}{is_}: {was.mark} {MOVED} {is_.mark}")
            else:
                continue
            for detail in is_.details if is_ and with_details else ():
                yield from self._wrapped("    ", detail)

    def _wordings(self, old: Findings, new: Findings) -> Iterator[str]:
        yield from self._differing("  ", old.rest, new.rest)
        for was, is_ in _in_both((old.fields, new.fields), (old.riders, new.riders), (old.rules, new.rules)):
            if was.mark == is_.mark and was != is_:
                yield from self._wrapped("  ", str(is_))
                named = (was.title + was.force, is_.title + is_.force)
                titles = [[one] if named[0] != named[1] else [] for one in named]
                yield from self._differing("    ", [*titles[0], *was.details], [*titles[1], *is_.details])

    def _differing(self, indent: str, was: Sequence[str], is_: Sequence[str]) -> Iterator[str]:
        for same, a, b, c, d in SequenceMatcher(None, was, is_, autojunk=False).get_opcodes():
            if same != "equal":
                for row in was[a:b]:
                    yield from self._wrapped(f"{indent}- ", row)
                for row in is_[c:d]:
                    yield from self._wrapped(f"{indent}+ ", row)

    def _wrapped(self, prefix: str, plain: str) -> Iterator[str]:
        return wrapped(prefix, plain, self.width)


def wrapped(prefix: str, plain: str, width: int) -> Iterator[str]:
    """A text behind its prefix, on as many lines as the width asks for."""
    room = max(width - cell_len(prefix), 20)
    cuts = [0, *breaks(plain, room), len(plain)]
    for place, (start, end) in enumerate(pairwise(cuts)):
        yield (prefix if place == 0 else " " * cell_len(prefix)) + plain[start:end].rstrip()


def _in_both(*pairs: tuple[Mapping[str, Entry], Mapping[str, Entry]]) -> Iterator[tuple[Entry, Entry]]:
    for was, is_ in pairs:
        yield from ((was[key], entry) for key, entry in is_.items() if key in was)
