"""No rule is stronger than what it rests on, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tenken.errors import Fault
from tenken.policy.law import FORCES, Force, Provision, strongest_allowed
from tenken.policy.words import EVIDENCE
from tenken.policy.words import FORCES as WORDS
from tenken.texts import Text, text


def check_force(force: Force, provisions: Sequence[Provision]) -> None:
    """Raise Fault at `force` where it is above what the provisions allow: by the kind of law, or by the evidence."""
    allowed = strongest_allowed(provisions)
    if FORCES.index(force) >= FORCES.index(allowed):
        return
    strongest = min(provisions, key=lambda one: FORCES.index(strongest_allowed([one])))
    why, remedy = _of_kind(strongest) if strongest.kind == allowed else _of_evidence(strongest)
    above, most = (text(f"{WORDS[one].ja}（{one}）", f"{one}") for one in (force, allowed))
    raise Fault(
        text(
            f"強さ {above.ja}は、{why.ja}{most.ja}を超えています。",
            f"the force {above.en} is above {most.en}, {why.en}",
        ),
        ("force",),
        text(f"`force: {allowed}` と書くか、{remedy.ja}", f"write `force: {allowed}`, or {remedy.en}"),
    )


def _of_kind(provision: Provision) -> tuple[Text, Text]:
    return (
        text(f"規定「{provision.id}」を定める法令の種類である", f"the kind of law that has '{provision.id}'"),
        text("より強い法令の規定を `provision` に書いてください。", "name a provision of a stronger law"),
    )


def _of_evidence(provision: Provision) -> tuple[Text, Text]:
    most = provision.strongest_cap()
    evidence = next(
        one.evidence for one in provision.periods if replace(provision, periods=(one,)).strongest_cap() == most
    )
    words = EVIDENCE[evidence]
    return (
        text(
            f"規定「{provision.id}」の確かさ {evidence}（{words.ja}）で言える",
            f"the most that the evidence {evidence} ({words.en}) of '{provision.id}' allows",
        ),
        text(
            "規定の原文を読み、その `evidence` を V（原文を確認）に上げてください。",
            "read the provision's text and raise its `evidence` to V (text read)",
        ),
    )
