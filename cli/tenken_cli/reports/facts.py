"""Facts, sources and citations as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tenken.assessment import CitationOut, FactOut
from tenken.policy.vocabulary import Fact, Vocabulary, base_path
from tenken.texts import Lang
from tenken.wording import label, show
from tenken_cli.reports import words
from tenken_cli.reports.page import Line, line, muted, strong
from tenken_cli.reports.words import pick

LONGEST_VALUE = 60
"""A stated text is shown to recognise it by; the case holds the whole."""


def fact_at(path: str, vocabulary: Vocabulary) -> Fact | None:
    """The fact that a path points at, or the field of a list's element; None for a value of the case's head."""
    fact = vocabulary.facts.get(base_path(path))
    if fact is None or "[" not in path:
        return fact
    return fact.item.fields.get(path.rsplit(".", 1)[1]) if fact.item else None


def name_of(path: str, vocabulary: Vocabulary, lang: Lang) -> str:
    """What people call the fact at a path."""
    return label(path, vocabulary).get(lang)


def quoted(path: str, vocabulary: Vocabulary, lang: Lang) -> str:
    """The name of a fact, marked as one."""
    return pick(lang, f"「{name_of(path, vocabulary, lang)}」", name_of(path, vocabulary, lang))


def value_of(path: str, value: Any, vocabulary: Vocabulary, lang: Lang) -> str:
    """A value in words."""
    return words.shortened(show(fact_at(path, vocabulary), value, lang), LONGEST_VALUE)


def sources_in_brackets(source: str | None) -> str:
    """Where a fact is stated: each place once, each file named once."""
    return f" [{compact(source.split(', '))}]" if source else ""


def compact(places: Iterable[str]) -> str:
    """Places in a row: each once, each file named once."""
    shown: list[str] = []
    last = ""
    for place in dict.fromkeys(places):
        file, _, number = place.rpartition(":")
        shown.append(number if file and file == last else place)
        last = file
    return ", ".join(shown)


def fact_line(fact: FactOut, vocabulary: Vocabulary, lang: Lang) -> Line:
    """A fact of a finding: name, value, source, and whether it is only promised."""
    parts: list[Any] = [
        f"{quoted(fact.path, vocabulary, lang)}{pick(lang, '＝', ' = ')}",
        strong(value_of(fact.path, fact.value, vocabulary, lang)),
        muted(sources_in_brackets(fact.source)),
    ]
    if fact.committed:
        parts.append(pick(lang, f"（{words.COMMITTED.ja}）", f" ({words.COMMITTED.en})"))
    if fact.stated is not None:
        stated = value_of(fact.path, fact.stated, vocabulary, lang)
        parts.append(pick(lang, f" ※書類では「{stated}」", f" — the papers say: {stated}"))
    if fact.promised is not None:
        promised = value_of(fact.path, fact.promised, vocabulary, lang)
        parts.append(pick(lang, f" ※約束では「{promised}」", f" — promised: {promised}"))
    return line(*parts)


def citation_line(citations: Sequence[CitationOut], lang: Lang) -> Line:
    """The provisions as they stood on the day; those whose text nobody read are marked."""
    if not citations:
        return line(muted("—"))
    shown = [citation_text(one, lang) for one in citations]
    return line(words.joined(shown, lang) if lang == "ja" else "; ".join(shown))


def citation_text(citation: CitationOut, lang: Lang) -> str:
    """One provision with its mark."""
    mark = "" if citation.verified else words.UNVERIFIED.get(lang)
    return (citation.text if lang == "ja" else citation.en) + mark


def names_of(paths: Iterable[str], vocabulary: Vocabulary, lang: Lang) -> str:
    """The names of several facts in a row."""
    return words.joined([quoted(path, vocabulary, lang) for path in paths], lang) or "—"
