"""Rule files: one question of law or practice each, with everything it names resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tenken import condition as c
from tenken.policy.check import At, parse_condition
from tenken.policy.files import Document, known, shaped, told, wrong
from tenken.policy.forces import check_force
from tenken.policy.law import Provision
from tenken.policy.model import CITY_VALUES, Concept, Exemption, Rider, Rule
from tenken.policy.shapes import RuleFile
from tenken.policy.vocabulary import HEAD, Vocabulary
from tenken.texts import text

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Names:
    """All that a rule may name."""

    vocabulary: Vocabulary
    concepts: Mapping[str, Concept]
    provisions: Mapping[str, Provision]
    riders: Mapping[str, Rider]


def read_rule(doc: Document, names: Names) -> tuple[Rule, str | None]:
    """The rule in a file, and the id of the one that it replaces. Raises PolicyError."""
    shape = shaped(doc, RuleFile)
    cited = tuple(known(doc, id_, names.provisions, ("provision",)) for id_ in shape.cited)
    told(doc, lambda: check_force(shape.force, cited))
    if shape.rider is not None:
        known(doc, shape.rider, names.riders, ("rider",))
    for path in shape.ask:
        known(doc, path, names.vocabulary.facts, ("ask", path))
    _placeholders(doc, shape, names.vocabulary)
    rule = Rule(
        id=shape.id,
        family=doc.folder,
        title=shape.title,
        provisions=cited,
        force=shape.force,
        at=shape.at,
        when=_condition(doc, shape.when, ("when",), names),
        require=_condition(doc, shape.require, ("require",), names),
        unless=_exemption(doc, shape, names),
        council_judges=shape.judgement == "council",
        because=shape.because,
        fail=shape.fail,
        rider=shape.rider,
        ask=shape.ask,
        file=doc.file,
        layer=doc.layer,
        replaces=shape.replaces,
    )
    return rule, shape.replaces


def _condition(doc: Document, raw: Any, at: At, names: Names) -> c.Condition:
    return told(doc, lambda: parse_condition(raw, names.vocabulary, names.concepts, at))


def _exemption(doc: Document, shape: RuleFile, names: Names) -> Exemption | None:
    if shape.unless is None:
        return None
    return Exemption(
        _condition(doc, shape.unless.condition, ("unless", "condition"), names),
        known(doc, shape.unless.provision, names.provisions, ("unless", "provision")),
    )


def _placeholders(doc: Document, shape: RuleFile, vocabulary: Vocabulary) -> None:
    """Every value that a text names must exist."""
    for lang in ("ja", "en"):
        for inside in _PLACEHOLDER.findall(shape.fail.get(lang)):
            if inside.startswith("days:"):
                _two_dates(doc, inside, vocabulary, ("fail", lang))
            elif inside not in HEAD and inside.removeprefix("municipality.") not in CITY_VALUES:
                known(doc, inside, vocabulary.facts, ("fail", lang))


def _two_dates(doc: Document, inside: str, vocabulary: Vocabulary, at: At) -> None:
    paths = inside.split(":")[1:]
    facts = [HEAD.get(path) or known(doc, path, vocabulary.facts, at) for path in paths]
    if len(facts) != 2 or any(fact.kind != "date" for fact in facts):
        raise wrong(
            doc,
            text(f"「{inside}」には日付のパスが2つ要ります。", f"'{inside}' takes the paths of two dates"),
            at,
            text(
                "`{days:始めの日のパス:終わりの日のパス}` と書いてください。",
                "write it as `{days:path:path}`, the first day first",
            ),
        )
