"""What a policy is made of, as the engine uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tenken.condition import Condition
from tenken.policy.law import Force, Provision
from tenken.policy.vocabulary import Fact, Vocabulary
from tenken.texts import Text

At = Literal["operation", "consultation"]
Verdict = Literal["pass", "fail", "open", "review", "not_applicable"]

DEFAULT_MUNICIPALITY = "default"
"""The profile of a city of which nothing is attested."""

CITY_VALUES: Mapping[str, Fact] = {
    "log_retention_years": Fact(
        "municipality.log_retention_years",
        "number",
        Text(ja="市の定めるログの保存年数", en="Years the city keeps logs by its own rules"),
        unit=Text(ja="年", en="years"),
    ),
    "state_recipient_reported_afterwards": Fact(
        "municipality.state_recipient_reported_afterwards",
        "boolean",
        Text(
            ja="国などへの提供を事後の報告とする条例",
            en="Its ordinance: provision to the state is reported afterwards",
        ),
    ),
}
"""What of a city's profile conditions may read, as `municipality.<name>`."""


@dataclass(frozen=True)
class Exemption:
    """A condition under which a rule does not apply, and the provision that says so."""

    condition: Condition
    provision: Provision


Stage = Literal["preliminary", "final"]
Expected = Verdict | Literal["true", "false", "unknown"]


@dataclass(frozen=True)
class Example:
    """A small case that a rule must judge as said, or on which a concept must be true, false or unknown."""

    name: str
    facts: Mapping[str, Any]
    expect: Expected
    municipality: str
    consulted_on: str
    starts_on: str | None
    stage: Stage = "final"


@dataclass(frozen=True)
class Rule:
    """One question of law or practice, judged on a case by its conditions."""

    id: str
    family: str
    title: Text
    provisions: tuple[Provision, ...]
    force: Force
    at: At
    when: Condition
    require: Condition
    unless: Exemption | None
    council_judges: bool
    because: Text
    fail: Text
    rider: str | None
    ask: Mapping[str, Text]
    file: str
    layer: int
    """0 is the lowest; above it are a municipality's own rules."""
    replaces: str | None
    """The rule of a lower layer whose place it takes."""


@dataclass(frozen=True)
class Concept:
    """What a case *is* (該当性), as a condition over facts and other concepts."""

    id: str
    title: Text
    when: Condition


@dataclass(frozen=True)
class Rider:
    """A rider opinion (付帯意見): the duty it asks for, its draft text, and the councils that attached it."""

    id: str
    duty: Text
    text: Text
    satisfied_by: tuple[str, ...]
    precedents: tuple[str, ...]


@dataclass(frozen=True)
class Municipality:
    """What differs by city."""

    id: str
    name: Text
    council: Text
    ordinance: Text
    attested: Text
    provisions: Mapping[str, Provision]
    values: Mapping[str, float | bool]
    """What it gives of `CITY_VALUES`, as written."""


@dataclass(frozen=True)
class Policy:
    """Everything that a case is judged against. `digest` is over the content of all its files."""

    vocabulary: Vocabulary
    provisions: Mapping[str, Provision]
    concepts: Mapping[str, Concept]
    riders: Mapping[str, Rider]
    municipalities: Mapping[str, Municipality]
    families: Mapping[str, Text]
    rules: Mapping[str, Rule]
    digest: str

    def family(self, id_: str) -> Text:
        """The title of a family of rules; one without a title goes by its id."""
        return self.families.get(id_) or Text(ja=id_, en=id_)

    def provision_for(self, provision: Provision, municipality: Municipality) -> Provision:
        """The provision as this city's ordinance words it, where the city's profile knows more."""
        return municipality.provisions.get(provision.id, provision)
