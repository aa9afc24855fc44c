"""The findings of a case as the text that a secretariat accepts: kept beside the case, and read in a review.

Nothing in it depends on the machine, the program's version or the order in which rules were read.
Every entry is a line `[mark] title [id]` with what belongs to it indented below: `moved` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenken.assessment import Assessment, Finding, RiderOut
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken.values import DateSpan
from tenken_cli.reports import words
from tenken_cli.reports.facts import citation_text
from tenken_cli.reports.page import printable
from tenken_cli.reports.words import pick

INDENT = "  "
FAMILY = "■ "
BRIEF = ("pass", "not_applicable")
"""Verdicts that take one line: there is nothing to do about them."""


def findings_text(one: Assessment, policy: Policy, lang: Lang, as_of: DateSpan | None = None) -> str:
    """The whole text, ending in a newline."""
    return _Text(one, policy, lang, as_of).whole()


class _Text:
    def __init__(self, one: Assessment, policy: Policy, lang: Lang, as_of: DateSpan | None):
        self.one, self.policy, self.lang, self.as_of = one, policy, lang, as_of

    def whole(self) -> str:
        parts = [self._head(), self._riders(), *map(self._family, sorted({one.family for one in self.one.findings}))]
        return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _head(self) -> Iterator[str]:
        one = self.one
        yield f"{_one_line(one.title)} [{_one_line(one.id)}]"
        city = self.policy.municipalities[one.municipality].name.get(self.lang)
        yield _field(self._say("自治体", "City"), f"{city} {_one_line(one.case.get('department') or '')}".rstrip())
        stage = words.STAGES[one.stage].get(self.lang)
        yield _field(self._say("諮問の日", "Consulted"), one.consulted_on + self._say(f"（{stage}）", f" ({stage})"))
        yield _field(self._say("運用の開始", "Starts"), one.starts_on or words.NOT_STATED.get(self.lang))
        if self.as_of:
            yield _field(self._say("法令の日", "Law as of"), self.as_of.written)
        yield _field(self._say("見込み", "Opinion"), words.OPINIONS[one.opinion].get(self.lang))
        yield from map(self._because, one.opinion_because)

    def _because(self, rule: str) -> str:
        title = _one_line(self.policy.rules[rule].title.get(self.lang))
        return INDENT + _field(self._say("理由", "Because of"), f"{title} [{rule}]")

    def _riders(self) -> Iterator[str]:
        if self.one.riders:
            yield self._say("付帯意見の案", "Rider opinions to expect")
        for rider in sorted(self.one.riders, key=lambda one: (one.strength != "recommended", one.id)):
            yield from self._rider(rider)

    def _rider(self, rider: RiderOut) -> Iterator[str]:
        yield _entry(words.STRENGTHS[rider.strength].get(self.lang), rider.duty.get(self.lang), rider.id)
        if rider.strength == "recommended":
            yield INDENT + _one_line(rider.text.get(self.lang))
            yield from map(self._because, sorted(rider.rules))

    def _family(self, family: str) -> Iterator[str]:
        yield FAMILY + _one_line(self.policy.family(family).get(self.lang))
        found = [finding for finding in self.one.findings if finding.family == family]
        for finding in sorted(found, key=lambda finding: finding.rule):
            yield from self._finding(finding)

    def _finding(self, one: Finding) -> Iterator[str]:
        force = words.FORCES[one.force].get(self.lang)
        title = one.title.get(self.lang) + self._say(f"（{force}）", f" ({force})")
        yield _entry(words.VERDICTS[one.verdict].get(self.lang), title, one.rule)
        if one.verdict not in BRIEF:
            yield from (INDENT + detail for detail in self._details(one))

    def _details(self, one: Finding) -> Iterator[str]:
        yield _one_line(one.message.get(self.lang))
        if one.harmless:
            yield self._say("満たしているので影響なし", "Harmless: already met")
        if one.citations:
            cited = [_one_line(citation_text(citation, self.lang)) for citation in one.citations]
            yield _field(self._say("根拠", "Ground"), self._row(cited))
        if one.missing:
            yield _field(self._say("足りない事実", "Missing"), self._row(one.missing))

    def _row(self, parts: Sequence[str]) -> str:
        return self._say("、", "; ").join(parts)


def _entry(mark: str, title: str, id_: str) -> str:
    return f"[{mark}] {_one_line(title)} [{id_}]"


def _field(name: str, value: str) -> str:
    return f"{name}: {value}"


def _one_line(words_: object) -> str:
    return " ".join(printable(str(words_)).split())
