"""What differs between two policies, kind by kind and part by part.

A part is a value as the policy holds it: a text, a condition, a force. What rests on something else names it by
its id, so that a change is told once, where it was made. Examples are not part of a policy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tenken.policy.law import Evidence
from tenken.policy.lawbook import laws_of
from tenken.policy.model import Municipality, Policy, Rule
from tenken.policy.vocabulary import Fact
from tenken.policy.vocabulary import Kind as FactKind
from tenken.texts import Text


@dataclass(frozen=True)
class Kind:
    """Something that a policy is made of: where its entries are, and their parts; the first part is the title."""

    name: str
    entries: Callable[[Policy], Mapping[str, Any]]
    parts: Mapping[str, Callable[[Any], Any]]

    def title(self, entry: Any) -> Text:
        """What people call an entry."""
        named: Text = next(iter(self.parts.values()))(entry)
        return named


@dataclass(frozen=True)
class Part:
    """A part that differs; None where there was nothing."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    """An entry that both policies have, with the parts that differ."""

    id: str
    before: Any
    after: Any
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Changes:
    """What differs among the entries of one kind, by their ids."""

    kind: Kind
    added: tuple[str, ...]
    removed: tuple[str, ...]
    """Without what an added one takes the place of."""
    changed: tuple[Changed, ...]
    replaced: Mapping[str, str]
    """Of those added, the ids of those whose place they take."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Element:
    """What a list holds, or a field of that: all but its label, which is told where it stands."""

    kind: FactKind
    unit: Text | None
    choices: tuple[tuple[str, Text], ...]
    fields: tuple[tuple[str, Text, Element], ...]
    """Each by its name, with its label."""
    element: Element | None
    """What it holds, where it is a list itself."""


@dataclass(frozen=True)
class CityArticle:
    """A provision as a city's profile words it."""

    title: Text
    article: str | None
    evidence: Evidence
    source: str


def _of(*names: str) -> dict[str, Callable[[Any], Any]]:
    """Parts that are attributes of the entry; what is empty counts as nothing."""

    def reader(name: str) -> Callable[[Any], Any]:
        return lambda entry: getattr(entry, name) or None

    return {name: reader(name) for name in names}


def _cited(rule: Rule) -> tuple[str, ...]:
    return tuple(provision.id for provision in rule.provisions)


def _city_articles(city: Municipality) -> Mapping[str, CityArticle] | None:
    """The city's own wording; the periods are those of the general provision."""
    own = city.provisions.items()
    return {
        id_: CityArticle(one.title, one.periods[0].article, one.periods[0].evidence, one.source) for id_, one in own
    } or None


def _choices(fact: Fact) -> tuple[tuple[str, Text], ...] | None:
    """The values in their order: people see them in it."""
    return tuple(fact.choices.items()) or None


def _element(fact: Fact) -> Element | None:
    """What a list holds, or what makes up the fact itself where it has fields."""
    inside = fact.item or (fact if fact.fields else None)
    return None if inside is None else _described(inside)


def _described(fact: Fact) -> Element:
    return Element(
        fact.kind,
        fact.unit,
        tuple(fact.choices.items()),
        tuple((name, one.label, _described(one)) for name, one in fact.fields.items()),
        _element(fact) if fact.kind == "list" else None,
    )


_TITLE: Mapping[str, Callable[[Any], Any]] = {"title": lambda entry: entry}

RULES = "rules"
KINDS: tuple[Kind, ...] = (
    Kind(
        RULES,
        lambda policy: policy.rules,
        {
            **_of("title", "family", "force", "at"),
            "provisions": _cited,
            "when": lambda rule: rule.when,
            "unless": lambda rule: rule.unless.condition if rule.unless else None,
            "unless_provision": lambda rule: (rule.unless.provision.id,) if rule.unless else None,
            "require": lambda rule: rule.require,
            "judgement": lambda rule: "council" if rule.council_judges else None,
            **_of("because", "fail", "rider", "ask"),
        },
    ),
    Kind("concepts", lambda policy: policy.concepts, _of("title", "when")),
    Kind("riders", lambda policy: policy.riders, _of("duty", "text", "satisfied_by", "precedents")),
    Kind("laws", laws_of, _of("short", "name", "kind", "editions", "scope")),
    Kind("provisions", lambda policy: policy.provisions, _of("title", "periods", "source", "note")),
    Kind(
        "facts",
        lambda policy: policy.vocabulary.facts,
        {
            "label": lambda fact: fact.label,
            "question": lambda fact: fact.ask,
            "type": lambda fact: fact.kind,
            **_of("unit"),
            "choices": _choices,
            **_of("priority"),
            "element": _element,
            **_of("worth_asking", "informational"),
        },
    ),
    Kind(
        "municipalities",
        lambda policy: policy.municipalities,
        {**_of("name", "council", "ordinance", "attested"), "articles": _city_articles, **_of("values")},
    ),
    Kind("families", lambda policy: policy.families, _TITLE),
    Kind("groups", lambda policy: policy.vocabulary.groups, _TITLE),
)


def compare(old: Policy, new: Policy) -> tuple[Changes, ...]:
    """What differs, for each kind, those without a difference included."""
    rules = replacements(old, new)
    return tuple(
        _compared(kind, kind.entries(old), kind.entries(new), rules if kind.name == RULES else {}) for kind in KINDS
    )


def replacements(old: Policy, new: Policy) -> dict[str, str]:
    """The rules that take another's place under an id of their own, each with that of the other.

    A rule that is there again, since the one that replaced it has gone, takes the place of that.
    """
    came = {rule.replaces: id_ for id_, rule in new.rules.items() if rule.replaces}
    went = {id_: rule.replaces for id_, rule in old.rules.items() if rule.replaces}
    added, removed = new.rules.keys() - old.rules.keys(), old.rules.keys() - new.rules.keys()
    pairs = [*((by, id_) for id_, by in came.items()), *((id_, by) for by, id_ in went.items())]
    return {one: other for one, other in pairs if one in added and other in removed}


def _compared(kind: Kind, olds: Mapping[str, Any], news: Mapping[str, Any], replaced: Mapping[str, str]) -> Changes:
    both = ((id_, before, news[id_]) for id_, before in olds.items() if id_ in news)
    changed = (Changed(id_, before, after, _parts(kind, before, after)) for id_, before, after in both)
    return Changes(
        kind,
        added=tuple(id_ for id_ in news if id_ not in olds),
        removed=tuple(id_ for id_ in olds if id_ not in news and id_ not in replaced.values()),
        changed=tuple(one for one in changed if one.parts),
        replaced=replaced,
    )


def _parts(kind: Kind, before: Any, after: Any) -> tuple[Part, ...]:
    values = ((name, read(before), read(after)) for name, read in kind.parts.items())
    return tuple(Part(name, old, new) for name, old, new in values if old != new)
