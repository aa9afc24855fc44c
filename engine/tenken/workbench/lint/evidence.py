"""Lints on provisions: periods that leave gaps, and rules stronger than anything they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenken.policy.law import FORCES, LATEST, Force, Period, Provision, next_day, stronger, weaker
from tenken.policy.model import Rule
from tenken.texts import text
from tenken.workbench.lint.model import Context, Flaw, Lint


def _force_above_evidence(context: Context) -> Iterator[Flaw]:
    for one in context.rules:
        reached = _strongest(one.rule, context)
        if FORCES.index(one.rule.force) < FORCES.index(reached):
            yield Flaw(
                one.doc,
                ("force",),
                text(
                    f"強さ {one.rule.force} には、根拠規定のどの期間でも届きません（最も強くて {reached}）。",
                    f"the force {one.rule.force} is reached in no period of its provisions ({reached} at the most)",
                ),
            )


def _strongest(rule: Rule, context: Context) -> Force:
    """The strongest force that the rule can have on any day, in any city."""
    days = [day for provision in rule.provisions for day in _turning_days(provision)]
    cities = context.policy.municipalities.values()
    worded = [
        rule.provisions,
        *(tuple(context.policy.provision_for(one, city) for one in rule.provisions) for city in cities),
    ]
    caps = [
        _cap(provision, day, context)
        for provisions in worded
        for day in days
        for provision in provisions
        if provision.period_on(day)
    ]
    return weaker(rule.force, stronger(*caps))


def _turning_days(provision: Provision) -> list[date]:
    """The days on which the provision may become stronger."""
    return [*(one.first for one in provision.periods), *(one.first for one in provision.editions)]


def _cap(provision: Provision, day: date, context: Context) -> Force:
    """An ordinance in the shipped policies stands for that of any city, whose own folder may yet attest it."""
    return provision.kind if provision.kind == "ordinance" and not context.layered else provision.cap(day)


def _period_gap(context: Context) -> Iterator[Flaw]:
    for doc in context.of("laws"):
        for name in doc.data["provisions"]:
            provision = context.policy.provisions[f"{doc.stem}.{name}"]
            if provision.note is not None:
                continue
            for place, (before, after) in enumerate(zip(provision.periods, provision.periods[1:], strict=False), 1):
                if _gap(before, after):
                    yield Flaw(
                        doc,
                        ("provisions", name, "periods", place),
                        text(
                            f"規定「{provision.id}」の期間が {before.last} で切れ、{after.first} に再び始まります。",
                            f"the periods of '{provision.id}' break off on {before.last} and resume on {after.first}",
                        ),
                    )


def _gap(before: Period, after: Period) -> bool:
    return before.last < LATEST and next_day(before.last) < after.first


LINTS = (
    Lint(
        "force-above-evidence",
        text("強さに、根拠の確かさが届く", "The force is one that the evidence carries"),
        text(
            "強さは根拠規定の確かさと読んだ版で抑えられる。どの期間でも届かない強さを名乗るルールは、読み手を誤らせる。",
            "Force is capped by evidence and by the editions read. A rule that declares more than any period carries misleads.",
        ),
        text(
            "force を弱めるか、規定の原文を確かめて evidence を改めてください（市の条例は municipalities/ で）。",
            "lower `force`, or read the provision and raise its evidence (for an ordinance in municipalities/)",
        ),
        _force_above_evidence,
    ),
    Lint(
        "period-gap",
        text("規定の期間が途切れない", "The periods of a provision leave no gap"),
        text(
            "期間の間が空くと、その間はどのルールも当てはまらない。多くは日付の書き間違いである。",
            "Between the periods no rule applies. Most gaps are slips in a date.",
        ),
        text(
            "to か from を直してください。本当に効力がなかったのなら、`note` にその理由を書いてください。",
            "mend `to` or `from`; if it really was out of force, say why in its `note`",
        ),
        _period_gap,
    ),
)  # fmt: skip
