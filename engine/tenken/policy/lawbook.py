"""The laws of a policy: what the provisions of each have in common."""

from __future__ import annotations

from dataclasses import dataclass

from tenken.policy.law import Edition, Force, Provision
from tenken.policy.model import Policy
from tenken.texts import Text


@dataclass(frozen=True)
class WholeLaw:
    """A law as its first provision tells it, and all its provisions."""

    id: str
    short: Text
    name: Text
    kind: Force
    editions: tuple[Edition, ...]
    scope: str | None
    provisions: tuple[Provision, ...]


def laws_of(policy: Policy) -> dict[str, WholeLaw]:
    """The laws by id, in the order of the policy."""
    found: dict[str, list[Provision]] = {}
    for id_, provision in policy.provisions.items():
        found.setdefault(id_.partition(".")[0], []).append(provision)
    return {id_: _law(id_, tuple(provisions)) for id_, provisions in found.items()}


def _law(id_: str, provisions: tuple[Provision, ...]) -> WholeLaw:
    first = provisions[0]
    return WholeLaw(id_, first.law_short, first.law_name, first.kind, first.editions, first.scope, provisions)
