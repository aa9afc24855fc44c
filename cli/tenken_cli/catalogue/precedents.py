"""The chapter on precedents: what the rules say of real items. What their councils did is told by `tenken precedents`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tenken.assessment import Assessment, Finding
from tenken.policy.model import Verdict
from tenken_cli.catalogue.chapter import Chapter
from tenken_cli.pages.linked import Linked
from tenken_cli.pages.rules import Field
from tenken_cli.reports import words
from tenken_cli.reports.page import Block, Fields, Heading, Item, Items, Paragraph, Span, line, link, muted, ref

SPEAKING: tuple[Verdict, ...] = ("fail", "review", "open")


@dataclass(frozen=True)
class Spoken:
    """Real items, judged: where each rule failed, went to the council, or applied and was open."""

    cases: tuple[Assessment, ...]

    def on_rule(self, rule: str) -> Mapping[Verdict, list[Assessment]]:
        """By verdict, the items in which a rule spoke."""
        found: dict[Verdict, list[Assessment]] = {verdict: [] for verdict in SPEAKING}
        for case in self.cases:
            for finding in case.findings:
                if finding.rule == rule and _speaks(finding):
                    found[finding.verdict].append(case)
        return {verdict: cases for verdict, cases in found.items() if cases}

    def on_case(self, case: Assessment) -> Mapping[Verdict, list[Finding]]:
        """By verdict, what the rules that spoke say of an item."""
        found = {
            verdict: [one for one in case.findings if _speaks(one) and one.verdict == verdict] for verdict in SPEAKING
        }
        return {verdict: findings for verdict, findings in found.items() if findings}

    def of_city(self, city: str) -> list[Assessment]:
        """The items of a city."""
        return [case for case in self.cases if case.municipality == city]

    def link(self, case: Assessment) -> Span:
        """An item by its title."""
        return link(case.title, f"case:{case.id}")


def _speaks(finding: Finding) -> bool:
    return finding.verdict in ("fail", "review") or (finding.verdict == "open" and finding.applies)


@dataclass(frozen=True)
class PrecedentChapter:
    """Writes what the rules say of each real item."""

    linked: Linked
    spoken: Spoken

    def chapter(self) -> Chapter:
        """All items."""
        say, cases = self.linked.say, self.spoken.cases
        index = Items(tuple(Item(line(self.spoken.link(case), ref(case.id))) for case in cases))
        said = say(
            "実際の諮問事項を、いまのルールで点検した結果。不適合、審議会の判断、当てはまるのに未記載のものを挙げる。",
            "Real items, judged by the present rules: what fails, what is for the council, and what applies but is open.",
        )
        return Chapter(
            name="precedents",
            target="chapter:precedents",
            heading=line(say("前例", "Precedents")),
            holds=say(f"案件 {len(cases)}件", words.counted(len(cases), "en", "item")),
            intro=(Paragraph(line(said)), *([index] if cases else [])),
            page=tuple(block for case in cases for block in self._case(case)),
        )

    def _case(self, case: Assessment) -> Iterator[Block]:
        lang = self.linked.lang
        yield Heading(2, line(case.title, ref(case.id)), f"case:{case.id}")
        yield Fields(tuple(self._fields(case)))
        for verdict, findings in self.spoken.on_case(case).items():
            count = self.linked.say(f"（{len(findings)}件）", f" ({len(findings)})")
            yield Heading(3, line(Span(words.VERDICTS[verdict].get(lang), words.TONES[verdict]), count))
            yield Items(tuple(self._finding(one) for one in findings))

    def _fields(self, case: Assessment) -> Iterator[Field]:
        say, lang = self.linked.say, self.linked.lang
        yield say("自治体", "Municipality"), self.linked.cities([case.municipality])
        yield say("諮問の日", "Consulted on"), line(case.consulted_on)
        yield say("運用の開始日", "Starts on"), line(case.starts_on or words.NOT_STATED.get(lang))
        opinion = Span(words.OPINIONS[case.opinion].get(lang), words.OPINION_TONES[case.opinion])
        yield say("見込み", "Opinion"), line(opinion)
        for strength, named in words.STRENGTHS.items():
            riders = [rider.id for rider in case.riders if rider.strength == strength]
            if riders:
                yield say(f"付帯意見（{named.ja}）", f"Riders, {named.en}"), self.linked.riders(riders)

    def _finding(self, finding: Finding) -> Item:
        title = link(finding.title.get(self.linked.lang), f"rule:{finding.rule}")
        return Item(line(title, muted(f" {words.FORCES[finding.force].get(self.linked.lang)}")))
