"""What moved in a case, in words: its opinion, verdicts, riders, and the articles behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tenken.assessment import Assessment, Finding, Reason, RiderOut
from tenken.policy.law import Citation, Force
from tenken.policy.model import Policy
from tenken.policy.vocabulary import base_path
from tenken.texts import Lang, Text, text
from tenken.workbench.effects import Effect, Facts, Move
from tenken.workbench.law_days import Article
from tenken_cli.reports import words
from tenken_cli.reports.facts import quoted, value_of
from tenken_cli.reports.page import Item, Line, Span, line, muted, ref, strong
from tenken_cli.reports.words import pick

ARROW = " → "
MOST_NAMED = 3
"""So many facts or rules tell why; the report tells them all."""

REASONS: Mapping[Reason, Text] = {
    "satisfied": text("満たしている", "met"),
    "not_satisfied": text("満たしていない", "not met"),
    "undecided": text("記載が足りない", "not enough is stated"),
    "applicability_unknown": text("当てはまるか分からない", "not known whether it applies"),
    "council_judges": text("審議会が判断する", "for the council to judge"),
    "not_in_force": text("規定に効力がない", "the provision is not in force"),
    "condition_false": text("条件に当たらない", "does not apply"),
    "exempt": text("適用除外に当たる", "exempt"),
}
NOT_IN_FORCE = text("効力なし", "not in force")
NO_RULE = text("ルールなし", "no rule")
NO_RULE_WHY = text("ルールがなくなった", "the rule is gone")
VERIFIED = text("（確認済み）", " (verified)")


@dataclass(frozen=True)
class MoveWords:
    """Tells moves; facts and riders go by the names that the policy gives them."""

    policy: Policy
    lang: Lang

    def opinion(self, effect: Effect) -> Line:
        """The opinion before and after, each with the rules that decided it."""
        if not effect.opinion_moves:
            return line(self._opinion(effect.after), muted(self._say("（変わらない）", " (unchanged)")))
        return line(self._decided(effect.before), ARROW, self._decided(effect.after))

    def verdict(self, move: Move) -> Line:
        """A rule's verdict before and after, with its title."""
        title = move.shown.title.get(self.lang)
        return line(self._verdict(move.before), ARROW, self._verdict(move.after), "  ", title, ref(move.rule))

    def force(self, move: Move) -> Line:
        """A rule's force before and after, with its title."""
        before, after = (move.before or move.shown), (move.after or move.shown)
        title = move.shown.title.get(self.lang)
        return line(forces(before.force, after.force, self.lang), "  ", title, ref(move.rule))

    def verdict_and_why(self, move: Move) -> Line:
        """The same, and in a few words why the verdict is now what it is."""
        why = self.why(move.after, move.because) if move.after else NO_RULE_WHY.get(self.lang)
        return line(self.verdict(move), muted(self._say(f"（{why}）", f" ({why})")))

    def why(self, finding: Finding, because: Facts) -> str:
        """Why a verdict is what it is, with the facts that decided it, or those that are missing."""
        named = self._missing(finding) if finding.verdict == "open" else self._facts(because)
        reason = REASONS[finding.reason].get(self.lang)
        return f"{reason}: {self._first(named)}" if named else reason

    def riders(self, effect: Effect) -> list[Item]:
        """The recommended riders that came or went."""
        said = (
            (self._say("付帯意見の推奨に加わる: ", "now a recommended rider: "), effect.came),
            (self._say("付帯意見の推奨から外れる: ", "no longer a recommended rider: "), effect.gone),
        )
        return [Item(line(muted(name), self._rider(rider))) for name, riders in said for rider in riders]

    def article(self, article: Article) -> Line:
        """A provision's article before and after."""
        shown = line(strong(self._cited(article.before)), ARROW, strong(self._cited(article.after)))
        before, after = article.before, article.after
        read = before is not None and after is not None and before.text == after.text and after.verified
        mark = VERIFIED.get(self.lang) if read else ""
        return line(shown, mark, "  ", article.provision.title.get(self.lang), ref(article.provision.id))

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _opinion(self, judged: Assessment) -> Span:
        return Span(words.OPINIONS[judged.opinion].get(self.lang), words.OPINION_TONES[judged.opinion])

    def _decided(self, judged: Assessment) -> Line:
        titles = {one.rule: one.title.get(self.lang) for one in judged.findings}
        named = [titles[id_] for id_ in judged.opinion_because if id_ in titles]
        return line(self._opinion(judged), muted(self._by(self._first(named)) if named else ""))

    def _by(self, named: str) -> str:
        return self._say(f"（決め手: {named}）", f" (decided by: {named})")

    def _verdict(self, finding: Finding | None) -> Span:
        if finding is None:
            return muted(NO_RULE.get(self.lang))
        return Span(words.VERDICTS[finding.verdict].get(self.lang), words.TONES[finding.verdict])

    def _missing(self, finding: Finding) -> list[str]:
        paths = dict.fromkeys(base_path(path) for path in finding.missing)
        return [quoted(path, self.policy.vocabulary, self.lang) for path in paths]

    def _facts(self, because: Facts) -> list[str]:
        vocabulary = self.policy.vocabulary
        equals = self._say("＝", " = ")
        return [
            f"{quoted(fact.path, vocabulary, self.lang)}{equals}{value_of(fact.path, fact.value, vocabulary, self.lang)}"
            for fact in because
        ]

    def _first(self, named: list[str]) -> str:
        more = self._say("など", " and others") if len(named) > MOST_NAMED else ""
        return words.joined(named[:MOST_NAMED], self.lang) + more

    def _cited(self, citation: Citation | None) -> str:
        if citation is None:
            return NOT_IN_FORCE.get(self.lang)
        return citation.text.get(self.lang) + ("" if citation.verified else words.UNVERIFIED.get(self.lang))

    def _rider(self, rider: RiderOut) -> Line:
        return line(rider.duty.get(self.lang), ref(rider.id))


def forces(before: Force | None, after: Force | None, lang: Lang) -> str:
    """A force before and after; None is a rule that is not in force."""
    return ARROW.join((words.FORCES[one] if one else NOT_IN_FORCE).get(lang) for one in (before, after))


def move_data(move: Move) -> dict[str, Any]:
    """A verdict before and after as data; null where there is no such rule."""
    return {
        "rule": move.rule,
        "title": move.shown.title.model_dump(),
        "before": move.before.verdict if move.before else None,
        "after": move.after.verdict if move.after else None,
        "reason": move.after.reason if move.after else None,
    }


def force_data(moves: Iterable[Move]) -> list[dict[str, Any]]:
    """Forces before and after as data."""
    return [{"rule": one.rule, **dict(_sides("force", one))} for one in moves]


def article_data(article: Article) -> dict[str, Any]:
    """A provision's article before and after as data; null where it is not in force."""
    return {
        "provision": article.provision.id,
        "title": article.provision.title.model_dump(),
        "before": _citation_data(article.before),
        "after": _citation_data(article.after),
    }


def effect_data(effect: Effect) -> dict[str, Any]:
    """What moved in a case as data."""
    return {
        "opinion": {"before": effect.before.opinion, "after": effect.after.opinion},
        "opinion_because": {
            "before": list(effect.before.opinion_because),
            "after": list(effect.after.opinion_because),
        },
        "verdicts": [move_data(one) for one in effect.verdicts],
        "riders": {
            "added": [rider.id for rider in effect.came],
            "removed": [rider.id for rider in effect.gone],
        },
    }


def _sides(name: str, move: Move) -> Iterator[tuple[str, Any]]:
    yield "before", getattr(move.before, name, None)
    yield "after", getattr(move.after, name, None)


def _citation_data(citation: Citation | None) -> dict[str, Any] | None:
    return None if citation is None else {**citation.text.model_dump(), "verified": citation.verified}
