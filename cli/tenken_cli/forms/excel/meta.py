"""What a form carries unseen: its version, and all that a case says for which there is no cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tenken.case import digest
from tenken.policy.case_schema import case_schema
from tenken.policy.model import Policy

SHEET, LISTS = "_tenken", "_lists"
"""The sheets that no clerk sees: this one, and that of the choices."""

VERSION = "1"
CHUNK = 30_000
FORM, VOCABULARY, POLICIES, LANG, GROUPS, KEPT = "tenken-form", "vocabulary", "policies", "lang", "groups", "case"


@dataclass(frozen=True)
class Meta:
    """The version of a form, the groups it has sheets for, and the case from which it was filled (empty: none)."""

    vocabulary: str
    policies: str
    lang: str
    groups: tuple[str, ...]
    case: Mapping[str, Any] = field(default_factory=dict)

    def rows(self) -> Iterable[tuple[str, str]]:
        """Names and values; what is longer than a cell is cut in pieces of the same name."""
        yield FORM, VERSION
        yield VOCABULARY, self.vocabulary
        yield POLICIES, self.policies
        yield LANG, self.lang
        yield GROUPS, ",".join(self.groups)
        kept = json.dumps(self.case, ensure_ascii=True).replace("_x", r"\u005fx")  # in a cell _x0041_ is an escape
        for start in range(0, len(kept), CHUNK):
            yield (
                KEPT,
                f"|{kept[start : start + CHUNK]}|",
            )  # the bars keep blanks at the ends, and signs from being formulas


def vocabulary_digest(policy: Policy) -> str:
    """What tells whether a form was made with the same vocabulary."""
    return digest(case_schema(policy.vocabulary))


def meta(policy: Policy, lang: str, case: Mapping[str, Any]) -> Meta:
    """The meta data of a form over a policy. What is no whole case yet, such as a city alone, is in the cells only."""
    kept = case if "facts" in case else {}
    return Meta(vocabulary_digest(policy), policy.digest, lang, tuple(policy.vocabulary.groups), kept)


def from_rows(rows: Iterable[tuple[str, str]]) -> tuple[Meta, str] | None:
    """The meta data in a sheet's rows, with the kept case still as JSON; None where they are those of no form."""
    found: dict[str, list[str]] = {}
    for name, value in rows:
        found.setdefault(name, []).append(value)
    if found.get(FORM) != [VERSION]:
        return None
    first = {name: values[0] for name, values in found.items()}
    groups = tuple(one for one in first.get(GROUPS, "").split(",") if one)
    kept = "".join(piece.strip("|") for piece in found.get(KEPT, ()))
    return Meta(first.get(VOCABULARY, ""), first.get(POLICIES, ""), first.get(LANG, ""), groups), kept
