"""The file of a new rule: a rule that loads and judges from the start, with TODO wherever its author must write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tenken import condition as c
from tenken.errors import Fault, TenkenError, did_you_mean
from tenken.policy.forces import check_force
from tenken.policy.law import Force, Provision
from tenken.policy.model import Policy
from tenken.policy.vocabulary import Fact
from tenken.texts import text
from tenken.workbench.written import flow, quoted

_NAMED_IN_TEXT = ("choice", "number", "integer", "date")
"""Kinds of facts whose value a reader wants to see where the rule fails."""


@dataclass(frozen=True)
class Wishes:
    """What an author says of a new rule beforehand; the rest is chosen."""

    fact: str | None = None
    """The path of the fact that it requires."""
    when: str | None = None
    """The concept, or the path of a fact, that says which cases it concerns."""
    provision: str | None = None
    force: Force | None = None


@dataclass(frozen=True)
class Skeleton:
    """What a new rule starts with."""

    id: str
    when: Mapping[str, Any]
    require: Mapping[str, Any]
    fact: Fact
    provision: Provision
    force: Force
    unsettled: frozenset[str]
    """What the author did not choose: `provision`, `when`, `require`."""

    def _unsettled(self, key: str, ja: str, en: str) -> list[str]:
        return [f"# TODO: {ja} / {en}"] if key in self.unsettled else []

    def lines(self) -> list[str]:
        """The rule's file down to its examples."""
        value = f"{{{self.fact.path}}}" if self.fact.kind in _NAMED_IN_TEXT else None
        now_ja, now_en = (f"（いまは{value}）", f" (now: {value})") if value else ("", "")
        return [
            "# 新しいルールのひな形。TODO をすべて書き換える。書き方は policies/README.ja.md にある。",
            "# A new rule to be filled in: replace every TODO. policies/README.md says how a rule is written.",
            f"id: {self.id}",
            "# 何を求めるかを一文で / what it asks for, in one sentence",
            *_todo("title", f"「{self.id}」の題名を書く", f"write the title of {self.id}"),
            "# 根拠の規定（laws/）と強さ / the provision it rests on (laws/), and the force",
            *self._unsettled("provision", "仮の根拠。これでよいかを確かめる", "a ground for now: is it the right one?"),
            f"provision: {self.provision.id}",
            f"force: {self.force}",
            "# どの日の法令で見るか: operation（運用開始日）か consultation（諮問日）",
            "# by the law of which day: operation (start of operation) or consultation",
            "at: operation",
            "# どの案件に関わるか / does the rule concern this case?",
            *self._unsettled("when", "仮の条件。これでよいかを確かめる", "a condition for now: is it the right one?"),
            "when:",
            *_condition(self.when),
            "# 何を満たすべきか / what must hold",
            *self._unsettled(
                "require", "仮の要件。これでよいかを確かめる", "a requirement for now: is it the right one?"
            ),
            "require:",
            *_condition(self.require),
            "# なぜこのルールがあるか / why the rule exists",
            *_todo("because", "理由を一、二文で書く。", "say in one or two sentences why the rule exists."),
            "# 何が欠け、どう直すか。{パス} には案件の値が入る / what is wrong and how to mend it; {path} is the value",
            *_todo(
                "fail", f"何が欠け{now_ja}、どう直すかを書く。", f"say what is wrong{now_en} and what would mend it."
            ),
            "# 付帯意見（riders/）を付けるなら / to attach a rider (riders/):",
            "# rider: …",
        ]


def _todo(key: str, ja: str, en: str) -> list[str]:
    return [f"{key}:", f"  ja: {quoted(f'TODO: {ja}')}", f"  en: {quoted(f'TODO: {en}')}"]


def _condition(raw: Mapping[str, Any]) -> list[str]:
    return [f"  {key}: {flow(test)}" for key, test in raw.items()]


def skeleton(policy: Policy, id_: str, wishes: Wishes, today: date) -> Skeleton:
    """A rule on what was wished for, the rest chosen. Raises TenkenError where a name does not exist."""
    fact = _fact(policy, wishes.fact)
    provision = _provision(policy, wishes.provision, today)
    return Skeleton(
        id_,
        _when(policy, wishes.when, fact),
        holds(fact.path, fact),
        fact,
        provision,
        _force(provision, wishes.force),
        frozenset(
            key
            for key, wish in (("provision", wishes.provision), ("when", wishes.when), ("require", wishes.fact))
            if wish is None
        ),
    )


def holds(path: str, fact: Fact) -> dict[str, Any]:
    """The plainest condition that fits a fact and may be true or false."""
    match fact.kind:
        case "boolean":
            return {path: True}
        case "choice" if len(fact.choices) > 1:
            return {path: {"in": [next(iter(fact.choices))]}}
        case "number" | "integer":
            return {path: {"at_least": 1}}
        case "list" if fact.item is not None and fact.item.choices:
            return {path: {"includes": next(iter(fact.item.choices))}}
        case "list" if fact.item is not None and fact.item.fields:
            fields = fact.item.fields
            field = next((name for name, one in fields.items() if one.kind not in ("text", "date")), next(iter(fields)))
            return {"every": path, "satisfies": holds(field, fields[field])}
        case _:
            return {path: {"stated": True}}


def _fact(policy: Policy, wish: str | None) -> Fact:
    """What was wished for; else one that is either so or not, and always worth asking, where there is one."""
    if wish is not None:
        _known("事実", "fact", wish, policy.vocabulary.facts)
        return policy.vocabulary.facts[wish]
    facts = list(policy.vocabulary.facts.values())
    plain = [fact for fact in facts if fact.kind == "boolean"]
    return next((fact for fact in plain if fact.worth_asking is None), (plain or facts)[0])


def _when(policy: Policy, wish: str | None, fact: Fact) -> Mapping[str, Any]:
    """What was wished for; else when the fact is worth asking; else the concept on which most rules stand."""
    facts = policy.vocabulary.facts
    if wish in policy.concepts:
        return {"concept": wish}
    if wish is not None:
        _known("概念や事実", "concept or fact", wish, [*policy.concepts, *facts])
        return holds(wish, facts[wish])
    if isinstance(fact.worth_asking_raw, dict):
        return fact.worth_asking_raw
    used = Counter(id_ for rule in policy.rules.values() for id_ in c.concepts_used(rule.when))
    others = [id_ for id_, _ in used.most_common() if fact.path not in c.paths_below(policy.concepts[id_].when)]
    if others:
        return {"concept": others[0]}
    other = next((one for one in facts.values() if one.kind == "boolean" and one.path != fact.path), fact)
    return holds(other.path, other)


def _provision(policy: Policy, wish: str | None, today: date) -> Provision:
    """What was wished for; else a practice that is in force, so that the rule claims no more than it can."""
    if wish is not None:
        _known("規定", "provision", wish, policy.provisions)
        return policy.provisions[wish]
    current = [one for one in policy.provisions.values() if one.period_on(today)]
    practices = [one for one in current if one.kind == "practice"]
    if not current:
        raise TenkenError(
            text("いま施行されている規定がありません。", "no provision is in force today"),
            remedy=text("--provision で規定を指定してください。", "name one with --provision"),
        )
    return (practices or current)[0]


def _force(provision: Provision, wish: Force | None) -> Force:
    if wish is None:
        return provision.strongest_cap()
    try:
        check_force(wish, [provision])
    except Fault as fault:
        raise TenkenError(fault.message, remedy=fault.remedy) from None
    return wish


def _known(kind_ja: str, kind_en: str, name: str, names: Collection[str]) -> None:
    """Raise TenkenError, with the nearest right name, where a name does not exist."""
    if name not in names:
        raise TenkenError(
            text(f"{kind_ja}「{name}」はありません。", f"there is no {kind_en} '{name}'"),
            remedy=did_you_mean(name, names),
        )
