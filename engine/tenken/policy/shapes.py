"""The shapes of the policy files: which keys each kind of file has, before anything is resolved."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tenken.policy.law import Evidence, Force
from tenken.policy.model import DEFAULT_MUNICIPALITY, At, Verdict
from tenken.texts import Text


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class UnlessFile(_File):
    condition: dict[str, Any]
    provision: str


class _ExampleFile(_File):
    name: str = Field(min_length=1)
    facts: dict[str, Any]
    municipality: str = DEFAULT_MUNICIPALITY
    consulted_on: str = "2022-06-01"
    starts_on: str | None = "2022-07-01"
    stage: Literal["preliminary", "final"] = "final"


class ExampleFile(_ExampleFile):
    expect: Verdict


class ConceptExampleFile(_ExampleFile):
    expect: bool | Literal["unknown"]


class SurvivorFile(_File):
    mutant: str
    because: Text


class RuleFile(_File):
    id: str
    replaces: str | None = None
    title: Text
    provision: str | Annotated[list[str], Field(min_length=1)]
    force: Force
    at: At = "operation"
    when: dict[str, Any]
    unless: UnlessFile | None = None
    require: dict[str, Any]
    judgement: Literal["council"] | None = None
    because: Text
    fail: Text
    rider: str | None = None
    ask: dict[str, Text] = Field(default_factory=dict)
    survivors: list[SurvivorFile] = Field(default_factory=list)
    examples: list[ExampleFile] = Field(default_factory=list)

    @property
    def cited(self) -> list[str]:
        """The provisions' ids, of which one may be written without a list."""
        return [self.provision] if isinstance(self.provision, str) else self.provision


class ConceptFile(_File):
    title: Text
    when: dict[str, Any]
    survivors: list[SurvivorFile] = Field(default_factory=list)
    examples: list[ConceptExampleFile] = Field(default_factory=list)


class FamilyFile(_File):
    title: Text


class RiderFile(_File):
    duty: Text
    text: Text
    satisfied_by: list[str]
    precedents: list[str]


class PeriodFile(_File):
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None
    article: str | None = None
    evidence: Evidence | None = None


class EditionFile(_File):
    name: Text
    from_: str = Field(alias="from")
    to: str | None = None


class ProvisionFile(_File):
    title: Text
    evidence: Evidence
    source: str
    periods: list[PeriodFile] = Field(min_length=1)
    note: Text | None = None


class LawFile(_File):
    id: str
    kind: Force | None = None
    name: Text | None = None
    short: Text | None = None
    scope: str | None = None
    note: Text | None = None
    editions: list[EditionFile] = Field(default_factory=list)
    provisions: dict[str, ProvisionFile]


class CityProvisionFile(_File):
    article: str | None = None
    evidence: Evidence
    source: str


class MunicipalityFile(_File):
    id: str
    replaces: str | None = None
    name: Text
    council: Text
    ordinance: Text
    attested: Text
    provisions: dict[str, CityProvisionFile] = Field(default_factory=dict)
    log_retention_years: int | None = Field(None, ge=1, le=150)
    state_recipient_reported_afterwards: bool | None = None
