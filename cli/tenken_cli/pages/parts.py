"""The parts of what a policy is made of, in words: what `tenken policy diff` compares, as trees of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tenken import condition as c
from tenken.policy.law import Edition, Period, article_in_english
from tenken.policy.model import Policy
from tenken.texts import Lang, Text, text
from tenken.workbench.changes import CityArticle, Element
from tenken_cli.pages.stretches import in_days
from tenken_cli.reports import words
from tenken_cli.reports.conditions import Names, condition_tree
from tenken_cli.reports.facts import name_of
from tenken_cli.reports.page import Line, Node, code, line, ref
from tenken_cli.reports.words import pick

Nodes = tuple[Node, ...]

_ALL = text("（次のすべて）", " (all of these)")
PARTS: Mapping[str, Text] = {
    "title": text("題名", "Title"),
    "family": text("分野", "Family"),
    "force": text("強さ", "Force"),
    "at": text("法令の日", "Law of"),
    "provisions": text("根拠", "Ground"),
    "when": text(f"当てはまる条件{_ALL.ja}", f"Applies when{_ALL.en}"),
    "unless": text(f"適用除外{_ALL.ja}", f"Exempt when{_ALL.en}"),
    "unless_provision": text("適用除外の根拠", "Ground of the exemption"),
    "require": text(f"求めること{_ALL.ja}", f"Requires{_ALL.en}"),
    "judgement": text("最後の判断", "Last step"),
    "because": text("趣旨", "Because"),
    "fail": text("不適合なら", "If it fails"),
    "rider": text("付帯意見", "Rider"),
    "ask": text("独自の質問", "Own question"),
    "duty": text("求める措置", "Duty"),
    "text": text("案文", "Draft text"),
    "satisfied_by": text("満たす事実", "Satisfied by"),
    "precedents": text("前例", "Precedents"),
    "short": text("略称", "Short name"),
    "kind": text("種類", "Kind"),
    "editions": text("読んだ版", "Editions read"),
    "scope": text("範囲", "Scope"),
    "periods": text("期間・条・確かさ", "Periods, articles, evidence"),
    "source": text("出典", "Source"),
    "note": text("注", "Note"),
    "label": text("名前", "Label"),
    "question": text("質問", "Question"),
    "type": text("型", "Type"),
    "unit": text("単位", "Unit"),
    "choices": text("値", "Values"),
    "priority": text("優先度", "Priority"),
    "element": text("要素の項目", "Fields of an element"),
    "worth_asking": text(f"尋ねるのは{_ALL.ja}", f"Worth asking when{_ALL.en}"),
    "informational": text("読むルールがない訳", "Why nothing reads it"),
    "name": text("名前", "Name"),
    "council": text("審議会", "Council"),
    "ordinance": text("条例", "Ordinance"),
    "attested": text("確かめたこと", "Attested"),
    "articles": text("市の条例の条", "Articles of its own"),
    "values": text("市の定める値", "Values of its own"),
}
"""What each part is called."""

_COUNCIL = text("審議会が判断する", "the council judges")


@dataclass(frozen=True)
class PartWords:
    """Tells parts by the names that their own policy gives."""

    policy: Policy
    lang: Lang

    def nodes(self, part: str, value: Any) -> Nodes:
        """The lines of a part; none where there is nothing."""
        if value is None:
            return ()
        if isinstance(value, Text):
            return (Node(line(value.get(self.lang))),)
        if isinstance(value, c.Condition):
            return self._condition(value)
        return tuple(self._readers.get(part, self._plainly)(value))

    @property
    def _readers(self) -> Mapping[str, Callable[[Any], Iterable[Node]]]:
        return {
            "family": lambda id_: self._leaf(self.policy.family(id_).get(self.lang), ref(id_)),
            "force": lambda force: self._leaf(words.FORCES[force].get(self.lang)),
            "kind": lambda force: self._leaf(words.FORCES[force].get(self.lang)),
            "type": lambda kind: self._leaf(words.KINDS[kind].get(self.lang)),
            "priority": lambda priority: self._leaf(words.PRIORITIES[priority].get(self.lang)),
            "at": lambda at: self._leaf(words.AT[at].get(self.lang)),
            "provisions": self._provisions,
            "unless_provision": self._provisions,
            "judgement": lambda _: self._leaf(_COUNCIL.get(self.lang)),
            "rider": lambda id_: self._leaf(self.policy.riders[id_].duty.get(self.lang), ref(id_)),
            "ask": lambda asked: (
                Node(line(self._fact_name(p), ref(p), ": ", q.get(self.lang))) for p, q in asked.items()
            ),
            "satisfied_by": lambda paths: (Node(line(self._fact_name(path), ref(path))) for path in paths),
            "precedents": lambda ids: (Node(line(code(id_))) for id_ in ids),
            "scope": lambda id_: self._leaf(self.policy.concepts[id_].title.get(self.lang), ref(id_)),
            "editions": lambda editions: map(self._edition, editions),
            "periods": lambda periods: map(self._period, periods),
            "choices": self._choices,
            "element": self._element,
            "articles": lambda own: (self._city_article(id_, one) for id_, one in own.items()),
            "values": lambda own: (
                Node(line(f"{self._fact_name(f'municipality.{id_}')}: {number:g}")) for id_, number in own.items()
            ),
        }

    def _plainly(self, value: Any) -> Nodes:
        return self._leaf(code(str(value)))

    def _leaf(self, *parts: Any) -> Nodes:
        return (Node(line(*parts)),)

    def _condition(self, node: c.Condition) -> Nodes:
        """The parts of which all must hold, so that a test that is added is one line that comes."""
        names = Names(self.policy.vocabulary, self.lang)
        parts = node.parts if isinstance(node, c.All) else (node,)
        return tuple(condition_tree(part, self.policy, names) for part in parts)

    def _provisions(self, ids: Iterable[str]) -> Nodes:
        return tuple(Node(line(self.policy.provisions[id_].title.get(self.lang), ref(id_))) for id_ in ids)

    def _fact_name(self, path: str) -> str:
        return name_of(path, self.policy.vocabulary, self.lang)

    def _edition(self, edition: Edition) -> Node:
        days = in_days(edition.first, edition.last, self.lang)
        return Node(line(edition.name.get(self.lang), pick(self.lang, f"（{days}）", f" ({days})")))

    def _period(self, period: Period) -> Node:
        days = in_days(period.first, period.last, self.lang)
        return Node(line(days, "  ", self._article(period.article), "  ", self._evidence(period)))

    def _city_article(self, id_: str, own: CityArticle) -> Node:
        where = line(own.title.get(self.lang), ref(id_), "  ", self._article(own.article), "  ")
        return Node(line(where, self._evidence(own), f"  {own.source}"))

    def _article(self, article: str | None) -> str:
        if article is None:
            return "—"
        return article if self.lang == "ja" else article_in_english(article)

    def _evidence(self, known: Period | CityArticle) -> Line:
        return line(words.EVIDENCE[known.evidence].get(self.lang), " ", code(known.evidence))

    def _choices(self, choices: Iterable[tuple[str, Text]]) -> Nodes:
        return tuple(Node(line(label.get(self.lang), ref(id_))) for id_, label in choices)

    def _element(self, element: Element) -> Nodes:
        """What a list holds: the values that an element may have, or the fields that it has."""
        said = [words.KINDS[element.kind].get(self.lang)]
        if element.unit:
            said.append(pick(self.lang, f"（{element.unit.ja}）", f" ({element.unit.en})"))
        held = () if element.element is None else self._element(element.element)
        fields = (Node(line(label.get(self.lang), ref(id_)), self._element(one)) for id_, label, one in element.fields)
        return (Node(line(*said), (*held, *self._choices(element.choices), *fields)),)
