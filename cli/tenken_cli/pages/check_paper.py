"""`tenken check` on paper: for each case the self-check sheet, and the draft of what the council may answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tenken.assessment import Assessment, Report
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken_cli.pages.council_reply import CouncilReply
from tenken_cli.pages.paper_words import PaperWords
from tenken_cli.pages.self_check_sheet import SelfCheckSheet
from tenken_cli.reports.page import Block, Boxed, Paper, Placed, Sheet
from tenken_cli.reports.words import shortened

LONGEST_TITLE = 40
"""At the head of a page; the sheet itself gives the whole."""


@dataclass(frozen=True)
class CheckPaper:
    """Builds the document. `every` gives lists whole, `rules` are those whose findings are shown (empty: all)."""

    policy: Policy
    lang: Lang
    every: bool = False
    rules: frozenset[str] = frozenset()

    def page(self, report: Report) -> Paper:
        """All cases, each on sheets of its own."""
        return tuple(block for one in report.cases for block in self._case(one, report.as_of))

    def _case(self, one: Assessment, as_of: str | None) -> Iterator[Block | Placed | Boxed | Sheet]:
        words = PaperWords(self.policy, self.lang, one)
        title = shortened(" ".join(one.title.split()), LONGEST_TITLE)
        head = words.say(f"件名：{title}　　整理番号：{one.id}", f"Item: {title}    No.: {one.id}")
        yield Sheet(head)
        yield from SelfCheckSheet(words, as_of, self.every, self.rules).blocks()
        if one.stage == "preliminary":
            return  # a preliminary check ends without a reply
        reply = CouncilReply(words)
        yield Sheet(head)
        yield from reply.blocks()
        annex = tuple(reply.annex())
        if annex:
            yield Sheet(head)
            yield from annex
