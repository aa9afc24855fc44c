"""What the self-check sheet and the draft reply both say of a case: dates by era, provisions, facts and their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tenken.assessment import Assessment, FactOut, Finding
from tenken.policy.model import Policy, Verdict
from tenken.policy.vocabulary import base_path
from tenken.texts import Lang, Text
from tenken.values import parse_date
from tenken_cli.eras import by_era, dates_by_era
from tenken_cli.pages.check_parts import CheckParts
from tenken_cli.pages.stated import Stated
from tenken_cli.reports.facts import citation_text, fact_line
from tenken_cli.reports.page import Line, Span, line, muted
from tenken_cli.reports.words import pick


@dataclass(frozen=True)
class PaperWords:
    """Words one case for paper."""

    policy: Policy
    lang: Lang
    one: Assessment

    @property
    def parts(self) -> CheckParts:
        """The words that the screen uses too."""
        return CheckParts(self.policy, self.lang)

    @property
    def stated(self) -> Stated:
        """What the case states."""
        return Stated(self.one, self.policy.vocabulary, self.lang)

    def say(self, ja: str, en: str) -> str:
        """One of two wordings."""
        return pick(self.lang, ja, en)

    def date(self, written: str) -> str:
        """A date by era; in English as it is written."""
        return self.say(by_era(parse_date(written)), written)

    def text(self, said: Text) -> str:
        """A text, with the dates in it by era."""
        return self.say(dates_by_era(said.ja), said.en)

    def line(self, said: Line) -> Line:
        """A line, with the dates in it by era."""
        return tuple(Span(self.say(dates_by_era(span.text), span.text), span.tone) for span in said)

    def rest(self, number: int) -> str:
        """Says how many entries of a list are not given."""
        return self.say(f"ほか{number}件", f"and {number} more")

    def found(self, verdict: Verdict) -> list[Finding]:
        """The findings of one verdict."""
        return [finding for finding in self.one.findings if finding.verdict == verdict]

    def provisions(self, one: Finding) -> str:
        """The provisions that a finding rests on, one below the other."""
        return "\n".join(citation_text(citation, self.lang) for citation in one.citations) or "—"

    def facts(self, found: Sequence[FactOut]) -> Line:
        """Facts with where and by whom they were said, one below the other."""
        shown: list[Span | str | Line] = []
        for fact in found:
            source = fact.source if fact.committed else "".join(
                span.text for span in self.stated.source(base_path(fact.path)) if span.tone != "muted"
            )  # fmt: skip
            unsourced = fact_line(fact.model_copy(update={"source": None}), self.policy.vocabulary, self.lang)
            shown += ["\n"] if shown else []
            shown += [self.line(unsourced), muted(f"\n{source}" if source else "")]
        return line(*shown) or line("—")
