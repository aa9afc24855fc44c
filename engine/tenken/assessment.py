"""What comes out of judging: findings, and what is built on them. These models are the JSON report."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tenken.policy.law import Evidence, Force
from tenken.policy.model import At, Verdict
from tenken.texts import Text
from tenken.version import VERSION

Opinion = Literal["not_required", "revise", "continue", "approve_with_riders", "approve"]
Strength = Literal["recommended", "if_unanswered"]
Reason = Literal[
    "satisfied", "not_satisfied", "undecided", "applicability_unknown", "council_judges",
    "not_in_force", "condition_false", "exempt",
]  # fmt: skip


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CitationOut(_Model):
    """A provision as it stood on the day, and whether its text has been read."""

    text: str = Field(description="in Japanese, as people cite it")
    en: str
    provision: str
    evidence: Evidence
    verified: bool


class FactOut(_Model):
    """A fact that decided a finding: its value as stated, its source, and whether it is a promise."""

    path: str
    value: Any
    source: str | None = None
    committed: bool = False
    stated: Any = Field(default=None, description="the stated value that the promise in `value` contradicts")
    promised: Any = Field(default=None, description="the promise that contradicts the stated fact in `value`")


class Finding(_Model):
    """What one rule says of one case."""

    rule: str
    family: str
    verdict: Verdict
    force: Force = Field(description="the rule's force on the day, as far as the evidence allows")
    at: At
    title: Text
    message: Text
    citations: tuple[CitationOut, ...]
    facts: tuple[FactOut, ...]
    missing: tuple[str, ...] = Field(description="paths that would decide an open finding")
    reason: Reason
    applies: bool = Field(description="the rule applies for certain")
    harmless: bool = Field(default=False, description="open only as to whether the rule applies, and already met")
    riders: tuple[str, ...] = ()


class ConceptOut(_Model):
    """A concept's value and the chain of tests and concepts that fired."""

    value: Literal["true", "false", "unknown"]
    title: Text
    chain: tuple[str, ...]


class RiderOut(_Model):
    """A rider opinion to expect: recommended where a rule failed, or if the question stays unanswered."""

    id: str
    duty: Text
    text: Text
    strength: Strength
    rules: tuple[str, ...]
    facts: tuple[str, ...]
    precedents: tuple[str, ...]


class QuestionOut(_Model):
    """A fact to be asked for, and the rules that it helps to decide."""

    path: str
    text: Text
    decides: tuple[str, ...]


class FollowUp(_Model):
    """A promise of the department that the secretariat follows up."""

    path: str
    text: Text
    source: str | None


class Counts(_Model):
    """Findings by verdict."""

    passed: int = Field(serialization_alias="pass")
    fail: int
    open: int
    review: int
    not_applicable: int


class Assessment(_Model):
    """One case, judged."""

    id: str
    title: str
    municipality: str
    consulted_on: str
    starts_on: str | None
    stage: Literal["preliminary", "final"]
    digest: str
    case: dict[str, Any] = Field(description="the canonical case")
    opinion: Opinion
    opinion_because: tuple[str, ...] = Field(description="the rules that decided the opinion")
    readiness: float = Field(ge=0, le=1, description="share of the applying findings that are not open")
    counts: Counts
    concepts: dict[str, ConceptOut]
    findings: tuple[Finding, ...]
    riders: tuple[RiderOut, ...]
    questions: tuple[QuestionOut, ...]
    follow_ups: tuple[FollowUp, ...]


class Report(_Model):
    """The result of one run, with what is needed to repeat it."""

    tenken: str = VERSION
    policies: str
    as_of: str | None
    cases: tuple[Assessment, ...]
