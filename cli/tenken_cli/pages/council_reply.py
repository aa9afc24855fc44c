"""The draft of the council's reply (答申案) with its riders, in the form that municipalities use. Nobody is named in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tenken.assessment import Finding, Opinion, RiderOut, Strength
from tenken.policy.model import DEFAULT_MUNICIPALITY, Municipality
from tenken.texts import Text, text
from tenken.values import parse_date
from tenken_cli.eras import era_of
from tenken_cli.pages.check_parts import HALF_STATED
from tenken_cli.pages.paper_words import PaperWords
from tenken_cli.reports import words
from tenken_cli.reports.page import Block, Boxed, Heading, Item, Items, Paragraph, Placed, line, strong

KIND_OF_ITEM, ASSESSMENT = "kind_of_item", "assessment"
"""The fact of the group `procedure` that says whether an impact assessment is up for its check."""

CONCLUSIONS: dict[Opinion, Text] = {
    "approve": text("諮問のあった事項については、承認する。", "The council approves the item."),
    "approve_with_riders": text(
        "諮問のあった事項については、次の付帯意見を付して承認する。",
        "The council approves the item with the rider opinions below.",
    ),
    "continue": text(
        "諮問のあった事項については、なお確かめるべき点があるため、継続審議とする。",
        "The council continues its deliberation, since points are still to be clarified.",
    ),
    "revise": text(
        "諮問のあった事項については、法律又は条例に適合しない点があるため、補正を求める。",
        "The council asks for revision, since points conflict with a statute or an ordinance.",
    ),
    "not_required": text(
        "諮問のあった事項は、審議会への諮問を要しない。", "The item does not have to go to the council."
    ),
}
ADEQUATE = text(
    "諮問のあった特定個人情報保護評価の内容は、妥当である。", "The council finds the impact assessment adequate."
)
ADEQUATE_WITH_RIDERS = text(
    "諮問のあった特定個人情報保護評価の内容は、次の付帯意見を付した上で、妥当であると認める。",
    "The council finds the impact assessment adequate, with the rider opinions below.",
)
LEFT_OPEN = text(
    "（記載が少ないため、結論の案は示さない。審議の上で記入する。）",
    "(Too little is stated for a draft: to be filled in after deliberation.)",
)
REASONS: dict[Opinion, Text] = {
    "approve_with_riders": text(
        "次の点を認めたため、付帯意見を付すこととした。", "Rider opinions are attached because of these points."
    ),
    "continue": text(
        "次の点について、所管課の回答を待つ必要がある。", "The department's answers to these points are awaited."
    ),
    "revise": text("次の点が、法律又は条例に適合しない。", "These points conflict with a statute or an ordinance."),
}
TO_BE_FILLED_IN = text("（審議の内容により記入する。）", "(To be filled in after deliberation.)")


@dataclass(frozen=True)
class CouncilReply:
    """Builds the draft for one case, and what stands beside it without being part of it."""

    words: PaperWords

    def _say(self, ja: str, en: str) -> str:
        return self.words.say(ja, en)

    def blocks(self) -> Iterator[Block | Boxed | Placed]:
        """The letter, from its date to its end."""
        yield Boxed(line(self._say(
            "案：この答申案は、諮問前の自己点検による見込みをもとにした下書きであり、審議会の決定ではない。",
            "Draft: this reply is drawn up from the forecast of a self-check before the consultation. "
            "It is no decision of the council.",
        )))  # fmt: skip
        yield Placed(line(self._say("　　第　　　　号", "No. ____________")), "right")
        yield Placed(line(self._say("令和　　年　　月　　日", "Date: ____________")), "right")
        yield Paragraph(line(self._addressee()))
        yield Placed(line(self._city.council.get(self.words.lang)), "right")
        yield Placed(line(self._say("会長　　　　　　　　", "Chair: ____________")), "right")
        yield Heading(1, line(self._title()))
        yield Paragraph(line(self._opening()))
        yield Placed(line(self._say("記", "Particulars")), "center")
        yield self._heading(1, "諮問事項", "The item")
        yield Paragraph(line(self._indent, self._item()))
        yield self._heading(2, "審議会の結論（案）", "Conclusion of the council (draft)")
        yield Paragraph(line(self._indent, strong(self._conclusion().get(self.words.lang))))
        yield self._heading(3, "付帯意見（案）", "Rider opinions (draft)")
        yield from self._listed([self._rider(rider) for rider in self._of_strength("recommended")])
        yield from self._reasons()
        yield Placed(line(self._say("以上", "End")), "right")

    def annex(self) -> Iterator[Block | Boxed]:
        """What the council may want to know, and no part of the reply; nothing where there is nothing."""
        because = self.words.one.opinion_because
        failed = [one for one in self.words.found("fail") if one.rule not in because]
        parts = (
            (
                "審議会が判断する事項",
                "For the council to judge",
                [self._reason(one) for one in self.words.found("review")],
            ),
            ("ほかに合わない点（所管課に確かめる）", "What else is not met", [self._reason(one) for one in failed]),
            (
                "回答がない場合に付すことが見込まれる意見",
                "Rider opinions to expect if the questions stay unanswered",
                [self._rider(rider) for rider in self._of_strength("if_unanswered")],
            ),
        )
        if not any(items for _, _, items in parts):
            return
        yield Heading(1, line(self._say("参考（答申には含めない）", "For reference (no part of the reply)")))
        for ja, en, items in parts:
            if items:
                yield Heading(2, line(self._say(ja, en)))
                yield Items(tuple(items), numbered=True)

    def _of_strength(self, strength: Strength) -> list[RiderOut]:
        return [rider for rider in self.words.one.riders if rider.strength == strength]

    @property
    def _city(self) -> Municipality:
        return self.words.policy.municipalities[self.words.one.municipality]

    @property
    def _indent(self) -> str:
        return self._say("　", "")

    def _heading(self, number: int, ja: str, en: str) -> Heading:
        return Heading(2, line(self._say(f"{number}　{ja}", f"{number}. {en}")))

    def _addressee(self) -> str:
        """The head of the city, whose name is left to whoever signs; blank where the city has no profile."""
        if self._city.id == DEFAULT_MUNICIPALITY:
            return self._say("　　　　　　長　様", "To the Mayor of ____________")
        return self._say(f"{self._city.name.ja}長　様", f"To the Mayor of {self._city.name.en}")

    def _title(self) -> str:
        if self._assessment:
            return self._say(
                "特定個人情報保護評価の第三者点検について（答申）（案）",
                "Reply on the third-party check of an impact assessment (draft)",
            )
        return self._say(
            "個人情報の取扱いについて（答申）（案）", "Reply on the handling of personal information (draft)"
        )

    def _opening(self) -> str:
        one = self.words.one
        era = era_of(parse_date(one.consulted_on).first)
        return self._say(
            f"　{era}　　年　　月　　日付け　　第　　号で諮問のあった「{one.title}」について、審議した結果、次のとおり答申します。",
            f'The council has deliberated on "{one.title}", on which it was consulted by a letter of ____________, '
            "and replies as follows.",
        )

    def _item(self) -> str:
        department = self.words.one.case.get("department")
        behind = self._say(f"（{department}）", f" ({department})") if department else ""
        return f"{self.words.one.title}{behind}"

    @property
    def _assessment(self) -> bool:
        """Is an impact assessment up for its check?"""
        return bool(self.words.one.case["facts"].get("procedure", {}).get(KIND_OF_ITEM) == ASSESSMENT)

    def _conclusion(self) -> Text:
        match self.words.one.opinion:
            case "approve" if self.words.one.readiness < HALF_STATED:
                return LEFT_OPEN
            case "approve" if self._assessment:
                return ADEQUATE
            case "approve_with_riders" if self._assessment:
                return ADEQUATE_WITH_RIDERS
            case opinion:
                return CONCLUSIONS[opinion]

    def _rider(self, rider: RiderOut) -> Item:
        return Item(line(rider.text.get(self.words.lang)))

    def _reasons(self) -> Iterator[Block]:
        """What decided the conclusion; the rest is for the council to write."""
        because = self.words.one.opinion_because
        found = [one for one in self.words.one.findings if one.rule in because]
        told = REASONS.get(self.words.one.opinion) if found else None
        yield self._heading(4, "理由", "Reasons")
        yield Paragraph(line(self._indent, (told or TO_BE_FILLED_IN).get(self.words.lang)))
        if found:
            yield Items(tuple(map(self._reason, found)), numbered=True)

    def _reason(self, one: Finding) -> Item:
        title = line(strong(one.title.get(self.words.lang)))
        return Item(title, (line(self.words.text(one.message)), self.words.parts.ground(one)))

    def _listed(self, items: Sequence[Item]) -> Iterator[Block]:
        if items:
            yield Items(tuple(items), numbered=True)
        else:
            yield Paragraph(line(self._indent, words.NONE.get(self.words.lang).capitalize()))
