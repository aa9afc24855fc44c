"""A policy as plain data, for readings in other languages: the JavaScript of the offline page is one.

Everything a reading needs is in the data, the numbers by which questions are weighed and the sentences of findings
included, so that no other reading has rules or wording of its own. Days are written `2018-07-01`; a condition is a mapping
whose first key names its node. `docs/portable-policy.md` describes the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tenken import condition as c
from tenken.condition import Condition
from tenken.phrases import PHRASES
from tenken.policy.law import CAP_BY_EVIDENCE, EARLIEST, FORCES, LATEST, Provision, cite
from tenken.policy.model import CITY_VALUES, Concept, Municipality, Policy, Rider, Rule
from tenken.policy.vocabulary import HEAD, Fact
from tenken.questions import CHANCE, HEAD_PRIORITY, WEIGHT
from tenken.texts import Lang, Text
from tenken.values import ABOUT, DateSpan, NumberSpan
from tenken.version import VERSION
from tenken.wording import HEAD_QUESTIONS

FORMAT = 1
"""Raised whenever a reader of the data would have to change."""

Data = dict[str, Any]


class Portable:
    """Writes a policy as data, its texts in some languages."""

    def __init__(self, policy: Policy, languages: Sequence[Lang] = ("ja", "en"), cities: Sequence[str] | None = None):
        """`cities` are those whose profiles are wanted; all, unless given."""
        self.policy = policy
        self.languages = languages
        self.cities = list(policy.municipalities) if cities is None else list(cities)

    def data(self) -> Data:
        """The whole policy."""
        policy = self.policy
        return {
            "format": FORMAT,
            "tenken": VERSION,
            "policies": policy.digest,
            "languages": list(self.languages),
            "forces": list(FORCES),
            "caps": dict(CAP_BY_EVIDENCE),
            "first_day": str(EARLIEST),
            "last_day": str(LATEST),
            "about": ABOUT,
            "questions": {"chance": CHANCE, "weight": dict(WEIGHT), "head_priority": HEAD_PRIORITY},
            "phrases": self._texts(PHRASES),
            "head": {path: self._fact(fact) for path, fact in HEAD.items()},
            "head_questions": self._texts(HEAD_QUESTIONS),
            "city_values": {name: self._fact(fact) for name, fact in CITY_VALUES.items()},
            "groups": self._texts(policy.vocabulary.groups),
            "facts": [self._fact(fact) for fact in policy.vocabulary.facts.values()],
            "concepts": [self._concept(concept) for concept in policy.concepts.values()],
            "provisions": {id_: self._provision(one) for id_, one in policy.provisions.items()},
            "riders": {id_: self._rider(one) for id_, one in policy.riders.items()},
            "municipalities": {id_: self._city(policy.municipalities[id_]) for id_ in self.cities},
            "families": self._texts({one: policy.family(one) for one in self._families()}),
            "rules": [self._rule(rule) for rule in policy.rules.values()],
        }

    def _families(self) -> list[str]:
        return list(dict.fromkeys(rule.family for rule in self.policy.rules.values()))

    def _text(self, text: Text) -> Data:
        return {lang: text.get(lang) for lang in self.languages}

    def _texts(self, texts: Mapping[str, Text]) -> Data:
        return {key: self._text(text) for key, text in texts.items()}

    def _fact(self, fact: Fact) -> Data:
        data: Data = {"path": fact.path, "kind": fact.kind, "label": self._text(fact.label), "priority": fact.priority}
        if fact.ask:
            data["ask"] = self._text(fact.ask)
        if fact.unit:
            data["unit"] = self._text(fact.unit)
        if fact.choices:
            data["choices"] = self._texts(fact.choices)
        if fact.item:
            data["item"] = self._fact(fact.item)
        if fact.fields:
            data["fields"] = {name: self._fact(field) for name, field in fact.fields.items()}
        if fact.worth_asking is not None:
            data["worth_asking"] = condition(fact.worth_asking)
        return data

    def _concept(self, concept: Concept) -> Data:
        return {"id": concept.id, "title": self._text(concept.title), "when": condition(concept.when)}

    def _provision(self, provision: Provision) -> Data:
        data: Data = {
            "title": self._text(provision.title),
            "law": self._text(provision.law_short),
            "kind": provision.kind,
            "periods": [
                {
                    "first": str(period.first),
                    "last": str(period.last),
                    "evidence": period.evidence,
                    "cited": self._cited(provision, period.first),
                }
                for period in provision.periods
            ],
        }
        if provision.editions:
            data["editions"] = [{"first": str(one.first), "last": str(one.last)} for one in provision.editions]
        if provision.note:
            data["note"] = self._text(provision.note)
        if provision.scope:
            data["scope"] = provision.scope
        return data

    def _cited(self, provision: Provision, day: date) -> Data:
        citation = cite(provision, day)
        assert citation is not None
        return self._text(citation.text)

    def _rider(self, rider: Rider) -> Data:
        return {
            "duty": self._text(rider.duty),
            "text": self._text(rider.text),
            "precedents": list(rider.precedents),
        }

    def _city(self, city: Municipality) -> Data:
        return {
            "name": self._text(city.name),
            "council": self._text(city.council),
            "ordinance": self._text(city.ordinance),
            "attested": self._text(city.attested),
            "provisions": {id_: self._provision(one) for id_, one in city.provisions.items()},
            "values": dict(city.values),
        }

    def _rule(self, rule: Rule) -> Data:
        data: Data = {
            "id": rule.id,
            "family": rule.family,
            "title": self._text(rule.title),
            "provisions": [one.id for one in rule.provisions],
            "force": rule.force,
            "at": rule.at,
            "when": condition(rule.when),
            "require": condition(rule.require),
            "because": self._text(rule.because),
            "fail": self._text(rule.fail),
        }
        if rule.unless:
            data["unless"] = {
                "condition": condition(rule.unless.condition),
                "provision": rule.unless.provision.id,
            }
        if rule.council_judges:
            data["council_judges"] = True
        if rule.rider:
            data["rider"] = rule.rider
        if rule.ask:
            data["ask"] = self._texts(rule.ask)
        return data


def condition(node: Condition) -> Data:
    """A condition as data; the first key names the node."""
    match node:
        case c.All(parts):
            return {"all": [condition(part) for part in parts]}
        case c.Any(parts):
            return {"any": [condition(part) for part in parts]}
        case c.Not(part):
            return {"not": condition(part)}
        case c.Concept(id_):
            return {"concept": id_}
        case c.OneOf(path, values):
            return {"one_of": path, "values": [_operand(value) for value in values]}
        case c.AtLeast(path, bound):
            return {"at_least": path, "bound": _operand(bound)}
        case c.AtMost(path, bound):
            return {"at_most": path, "bound": _operand(bound)}
        case c.Stated(path):
            return {"stated": path}
        case c.Includes(path, values):
            return {"includes": path, "values": [_operand(value) for value in values]}
        case c.Lasts(start, end, at_least, at_most):
            return {"lasts": [start, end], "at_least_days": at_least, "at_most_days": at_most}
        case c.Every(path, satisfies):
            return {"every": path, "satisfies": condition(satisfies)}
        case c.Some(path, satisfies):
            return {"some": path, "satisfies": condition(satisfies)}


def _operand(value: c.Scalar | c.Operand) -> Any:
    match value:
        case c.Path(path):
            return {"path": path}
        case DateSpan():
            return {"date": value.written}
        case NumberSpan(low, _):
            return {"number": int(low) if low.is_integer() else low}
        case _:
            return value
