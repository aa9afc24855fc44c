"""The page of `tenken precedents`: the council beside us, item by item, and the totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tenken.policy.model import Policy
from tenken.policy.vocabulary import Vocabulary
from tenken.precedents import FORESEEN_AMONG, Comparison, ConcernOut, Item, Totals
from tenken.texts import Lang
from tenken_cli.reports import words
from tenken_cli.reports.facts import names_of
from tenken_cli.reports.page import (
    Block,
    Fields,
    Grid,
    Heading,
    Items,
    Line,
    Page,
    Span,
    code,
    line,
    muted,
    ref,
    strong,
)  # fmt: skip
from tenken_cli.reports.page import Item as Entry
from tenken_cli.reports.words import pick

FIRST_UNRAISED = 3


@dataclass(frozen=True)
class PrecedentsPage:
    """Builds the page. `details` tells the facts behind every concern, and everything that nobody raised."""

    policy: Policy
    lang: Lang
    details: bool = False

    def page(self, compared: Comparison) -> Page:
        """Every item, then all of them in one table, then the totals."""
        blocks = [
            Heading(1, line(self._say("審議会の結論と点検の見込み", "The councils' outcomes beside our opinions")))
        ]
        return (
            *blocks,
            *(block for number, item in enumerate(compared.items, 1) for block in self._item(number, item)),
            *self._overview(compared.items),
            *self._totals(compared.totals),
        )

    def _say(self, ja: str, en: str) -> str:
        return pick(self.lang, ja, en)

    def _item(self, number: int, item: Item) -> Iterator[Block]:
        yield Heading(2, line(f"{number}. {item.title}", ref(item.id)))
        yield Fields(tuple(self._fields(item)))
        yield from self._concerns(item)
        if self.details:
            yield from self._unraised(item)

    def _fields(self, item: Item) -> Iterator[tuple[str, Line]]:
        outcome = words.OUTCOMES[item.council.outcome].get(self.lang)
        opinion = Span(words.OPINIONS[item.opinion].get(self.lang), words.OPINION_TONES[item.opinion])
        yield self._say("結論", "Outcome"), line(
            self._say("審議会 ", "council: "), strong(outcome), self._say(" ／ 見込み ", "; ours: "), opinion, "  ", self._agrees(item)
        )  # fmt: skip
        if item.opinion_because:
            yield self._say("決め手", "Decided by"), self._rules(item.opinion_because)
        if item.divergence:
            yield self._say("違いの訳", "Divergence"), line(item.divergence.get(self.lang))
        yield self._say("付帯意見", "Council riders"), self._council_riders(item)
        yield self._say("点検の案", "Our riders"), self._our_riders(item)
        yield self._say("委員の関心", "Concerns"), line(self._say(
            f"{item.concerns.total}件中 {item.concerns.met}件に判定あり", f"{item.concerns.met} of {item.concerns.total} met by a finding"
        ))  # fmt: skip
        yield self._say("先読み", "Foresight"), line(self._say(
            f"委員が尋ねた {item.foresight.asked}件のうち {item.foresight.foreseen}件が、書類だけで挙げた最初の{FORESEEN_AMONG}問にある",
            f"{item.foresight.foreseen} of the {item.foresight.asked} facts asked for are among our first {FORESEEN_AMONG} questions on the papers alone",
        ))  # fmt: skip
        yield self._say("ほかに", "Unraised"), self._unraised_briefly(item)

    def _agrees(self, item: Item) -> Span:
        if item.agrees:
            return Span(self._say("一致", "agrees"), "good")
        return Span(self._say("不一致", "differs"), "bad")

    def _rules(self, ids: Iterable[str]) -> Line:
        return line(words.joined([self.policy.rules[id_].title.get(self.lang) for id_ in ids], self.lang))

    def _duties(self, ids: Iterable[str]) -> str:
        named = [self.policy.riders[id_].duty.get(self.lang) if id_ in self.policy.riders else id_ for id_ in ids]
        return words.joined(named, self.lang) or words.NONE.get(self.lang)

    def _council_riders(self, item: Item) -> Line:
        """What the council attached, each with its place among ours."""
        if not item.council.riders:
            return line(strong(words.NONE.get(self.lang)))
        named = [self._placed(id_, item) for id_ in item.council.riders]
        covered = self._say(
            f"（{item.riders.council}件中 {item.riders.covered}件が点検の案にある）",
            f" ({item.riders.covered} of {item.riders.council} among ours)",
        )
        return line(strong(words.joined(named, self.lang)), covered)

    def _placed(self, id_: str, item: Item) -> str:
        if id_ not in item.riders.ours:
            return self._duties([id_])
        place = item.riders.ours.index(id_) + 1
        return self._duties([id_]) + self._say(f"［案{place}］", f" [ours: no. {place}]")

    def _our_riders(self, item: Item) -> Line:
        """Ours in their order: those recommended by name, the others, which hold if unanswered, by number."""
        recommended = [id_ for id_ in item.riders.ours if id_ in item.riders.recommended]
        waiting = [id_ for id_ in item.riders.ours if id_ not in item.riders.recommended]
        named = (
            f"{self._say('（', ' (')}{self._duties(waiting)}{self._say('）', ')')}" if self.details and waiting else ""
        )
        return line(
            self._say("推奨 ", "recommended: "),
            strong(self._duties(recommended)),
            self._say(" ／ 未回答なら ", "; if unanswered: "),
            words.counted(len(waiting), self.lang, "rider"),
            named,
        )

    def _unraised_briefly(self, item: Item) -> Line:
        number = len(item.unraised)
        if not number:
            return line(self._say("議事録にない指摘はない", "nothing that the minutes do not show"))
        first = [self.policy.rules[id_].title.get(self.lang) for id_ in item.unraised[:FIRST_UNRAISED]]
        return line(
            self._say(f"議事録で誰も挙げていない {number}件: ", f"{number} that nobody raised: "),
            words.joined(first, self.lang),
            self._say("など", " and others") if number > FIRST_UNRAISED else "",
        )

    def _concerns(self, item: Item) -> Iterator[Block]:
        if item.concerns.details:
            yield Heading(
                3,
                line(
                    self._say(
                        "委員の関心と、それを挙げる・解くルール", "Concerns, and the rules that raise or settle them"
                    )
                ),
            )
            yield Items(
                tuple(self._concern(one, self.policy.vocabulary) for one in item.concerns.details), numbered=True
            )

    def _concern(self, one: ConcernOut, vocabulary: Vocabulary) -> Entry:
        details = []
        if self.details:
            asked = self._say("尋ねた事実: ", "asked for: ") + names_of(one.about, vocabulary, self.lang)
            details.append(line(muted(asked)))
        if one.raised_by:
            details.append(line(Span(self._say("挙げる: ", "raised by: "), "open"), self._codes(one.raised_by)))
        if one.settled_by:
            details.append(line(Span(self._say("解く: ", "settled by: "), "good"), self._codes(one.settled_by)))
        if not (one.raised_by or one.settled_by):
            details.append(line(Span(self._say("判定なし", "met by no rule"), "bad")))
        return Entry(line(one.text.get(self.lang)), tuple(details))

    def _codes(self, ids: Iterable[str]) -> Line:
        spans: list[Span | str] = []
        for id_ in ids:
            spans += [code(id_), ", "]
        return line(*spans[:-1])

    def _unraised(self, item: Item) -> Iterator[Block]:
        if item.unraised:
            yield Heading(3, line(self._say("議事録で誰も挙げていない点", "What the minutes show nobody raising")))
            yield Items(
                tuple(Entry(line(self.policy.rules[id_].title.get(self.lang), ref(id_))) for id_ in item.unraised)
            )

    def _overview(self, items: Iterable[Item]) -> Iterator[Block]:
        yield Heading(2, line(self._say("一覧", "All items")))
        header = (
            self._say("案件", "Item"), self._say("審議会", "Council"), self._say("見込み", "Ours"), self._say("一致", "agrees"),
            self._say("付帯", "riders"), self._say("関心", "concerns"), self._say("先読み", "foreseen"),
        )  # fmt: skip
        yield Grid(header, tuple(map(self._row, items)), right=frozenset({4, 5, 6}))

    def _row(self, item: Item) -> tuple[Line, ...]:
        return (
            line(item.id),
            line(words.OUTCOMES[item.council.outcome].get(self.lang)),
            line(Span(words.OPINIONS[item.opinion].get(self.lang), words.OPINION_TONES[item.opinion])),
            line(Span(self._say("○", "yes"), "good") if item.agrees else Span(self._say("×", "no"), "bad")),
            line(f"{item.riders.covered}/{item.riders.council}"),
            line(f"{item.concerns.met}/{item.concerns.total}"),
            line(f"{item.foresight.foreseen}/{item.foresight.asked}"),
        )

    def _totals(self, totals: Totals) -> Iterator[Block]:
        yield Heading(2, line(self._say("合計", "Totals")))
        share = f"{totals.concerns_met / totals.concerns:.0%}" if totals.concerns else "—"
        yield Fields((
            (self._say("見込みの一致", "Opinions that agree"), line(strong(f"{totals.agree}/{totals.items}"))),
            (self._say("いつも「承認」と答えた場合", "Always saying approve"), line(f"{totals.baseline_always_approve}/{totals.items}")),
            (self._say("審議会の付帯意見が案にある", "Council's riders among ours"), line(f"{totals.riders_covered}/{totals.riders}")),
            (self._say("判定のある委員の関心", "Concerns met by a finding"), line(f"{totals.concerns_met}/{totals.concerns}（{share}）" if self.lang == "ja" else f"{totals.concerns_met}/{totals.concerns} ({share})")),
            (self._say("先読み", "Foresight"), line(f"{totals.foresight:.0%}")),
        ))  # fmt: skip
