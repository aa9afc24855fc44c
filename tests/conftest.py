"""What the tests share: the shipped policies, the precedents, and small policies made on the spot."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tenken import Tenken
from tenken.case import Case
from tenken.data import layers
from tenken.errors import PolicyError
from tenken.policy.check import parse_condition
from tenken.policy.folders import read_sources
from tenken.policy.load import assemble
from tenken.policy.model import Municipality
from tenken.policy.vocabulary import Vocabulary, read_group
from tenken.readings.explain import Explained, explain
from tenken.texts import text
from tenken.truth import Truth
from tenken.values import parse_date
from tenken.view import View, views

REPO = Path(__file__).resolve().parents[1]


def both(words: str) -> dict[str, str]:
    """A text in both languages, for policies made in a test."""
    return {"ja": f"「{words}」", "en": words}


CHOICES = {name: both(name) for name in ("a", "b", "c")}
SMALL_GROUP: Mapping[str, Any] = {
    "type": "object",
    "label": both("small"),
    "properties": {
        name: {"label": both(name), "ask": both(f"{name}?"), **body}
        for name, body in {
            "flag": {"type": "boolean"},
            "other": {"type": "boolean"},
            "third": {"type": "boolean"},
            "pressing": {"type": "boolean", "priority": "high"},
            "kind": {"values": CHOICES},
            "note": {"type": "string"},
            "count": {"type": "number"},
            "limit": {"type": "number"},
            "whole": {"type": "integer"},
            "day": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "tags": {"type": "array", "items": {"values": CHOICES}},
            "parts": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "ok": {"type": "boolean", "label": both("ok")},
                        "size": {"type": "number", "label": both("size")},
                        "kind": {"values": CHOICES, "label": both("kind")},
                        "made": {"type": "string", "format": "date", "label": both("made")},
                        "marks": {"type": "array", "items": {"values": CHOICES}, "label": both("marks")},
                    },
                },
            },
        }.items()
    },
}
"""One group `g` with a fact of every kind."""


@dataclass(frozen=True)
class Small:
    """A small vocabulary, and conditions judged over it without any policy around them."""

    vocabulary: Vocabulary

    def view(self, facts: Mapping[str, Any], city: Mapping[str, float] | None = None, **head: Any) -> View:
        """The view that rules on operation have of a case stating these facts of the group `g`."""
        decoded = {f"g.{name}": self.vocabulary.fact(f"g.{name}").decode(raw) for name, raw in facts.items()}
        case = Case(
            id="small",
            title="small",
            municipality="default",
            consulted_on=parse_date(head.get("consulted_on", "2022-06-01")),
            starts_on=parse_date(head["starts_on"]) if "starts_on" in head else None,
            stage="final",
            facts=decoded,
            raw={"facts": {"g": dict(facts)}},
        )
        words = text("市", "city")
        return views(case, Municipality("default", words, words, words, words, {}, city or {}))["operation"]

    def explain(
        self,
        raw: Any,
        facts: Mapping[str, Any],
        concepts: Mapping[str, Any] | None = None,
        city: Mapping[str, float] | None = None,
        **head: Any,
    ) -> Explained:
        """The tree of a condition as written in YAML; `concepts` are conditions as written, by id."""
        named = concepts or {}
        view = self.view(facts, city, **head)

        def concept(id_: str) -> Explained:
            return explain(parse_condition(named[id_], self.vocabulary, named), view, concept)

        return explain(parse_condition(raw, self.vocabulary, named), view, concept)

    def truth(self, raw: Any, facts: Mapping[str, Any], **rest: Any) -> Truth:
        """The truth of a condition as written."""
        return self.explain(raw, facts, **rest).truth


@dataclass
class PolicyFolder:
    """A policy folder on disk, in which a test breaks something and sees what loading says."""

    path: Path
    files: dict[str, Path] = field(default_factory=dict)

    def replace(self, file: str, old: str, new: str) -> int:
        """Replace the first `old` in a file by `new`; the line (from 1) on which it stood."""
        content = (self.path / file).read_text(encoding="utf-8")
        assert old in content, f"the test is out of date: {file} has no {old!r}"
        (self.path / file).write_text(content.replace(old, new, 1), encoding="utf-8")
        return content[: content.index(old)].count("\n") + 1

    def write(self, file: str, content: Any) -> None:
        """A file with this text, or with these data."""
        target = self.path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")

    def load(self) -> Tenken:
        """Load it with its examples, as lint and test do; raises PolicyError where it is wrong."""
        folders = layers(self.path)
        return Tenken(assemble(read_sources(folders), folders))

    def error(self) -> PolicyError:
        """The error that loading raises. Anything but a PolicyError is a traceback for its user."""
        with pytest.raises(PolicyError) as caught:
            self.load()
        return caught.value


def rule(id_: str, **given: Any) -> dict[str, Any]:
    """A rule of a small policy: applies where `g.flag`, requires `g.other`, unless said otherwise."""
    return {
        "id": id_,
        "title": both(id_),
        "provision": "law.general",
        "force": "practice",
        "when": {"g.flag": True},
        "require": {"g.other": True},
        "because": both(f"because of {id_}"),
        "fail": both(f"{id_} fails"),
        **given,
    }


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that the tests parse is remembered in the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def repo() -> Path:
    """The checkout."""
    return REPO


@pytest.fixture(scope="session")
def tenken() -> Tenken:
    """The shipped policies, loaded."""
    return Tenken.load()


@pytest.fixture(scope="session")
def precedents(tenken: Tenken, repo: Path) -> Mapping[str, Case]:
    """The real items of the minutes by id."""
    found = [tenken.read(path) for path in sorted((repo / "cases" / "precedents").glob("*.json"))]
    return {case.id: case for case in found}


@pytest.fixture(scope="session")
def make_case(tenken: Tenken) -> Callable[..., Case]:
    """Makes a case over the shipped vocabulary, read and validated like a file."""

    def make(facts: Mapping[str, Any] | None = None, **rest: Any) -> Case:
        head = {"id": "made", "title": "made", "municipality": "default", "consulted_on": "2022-06-01"}
        data = {**head, "stage": "final", "facts": facts or {}, **rest}
        return tenken.reader.parse(json.dumps(data, ensure_ascii=False), "made.json")

    return make


@pytest.fixture(scope="session")
def small() -> Small:
    """A vocabulary with one fact of every kind."""
    label, facts = read_group("g", SMALL_GROUP)
    return Small(Vocabulary({"g": label}, {fact.path: fact for fact in facts}))


@pytest.fixture
def shipped(tmp_path: Path, repo: Path) -> PolicyFolder:
    """A copy of the shipped policies, to be broken."""
    shutil.copytree(repo / "policies", tmp_path / "policies")
    return PolicyFolder(tmp_path / "policies")


@pytest.fixture
def small_policy(tmp_path: Path) -> Callable[..., PolicyFolder]:
    """Makes a policy folder over the small vocabulary, with laws of every kind, and the rules given.

    Each rule is `(id, what differs from the plain rule)`; see `rule`.
    """

    def make(
        *rules: tuple[str, Mapping[str, Any]],
        concepts: Mapping[str, Any] | None = None,
        riders: Mapping[str, Any] | None = None,
    ) -> PolicyFolder:
        folder = PolicyFolder(tmp_path / "policies")
        folder.write("vocabulary/g.yaml", SMALL_GROUP)
        for kind in ("statute", "ordinance", "guideline", "practice"):
            folder.write(f"laws/{'law' if kind == 'practice' else kind}.yaml", _law(kind))
        folder.write("concepts/all.yaml", {i: {"title": both(i), "when": when} for i, when in (concepts or {}).items()})
        folder.write("riders/all.yaml", riders or {})
        city = {name: both(name) for name in ("name", "council", "ordinance", "attested")}
        folder.write("municipalities/default.yaml", {"id": "default", **city})
        for id_, given in rules:
            folder.write(f"family/{id_}.yaml", rule(id_, **given))
        return folder

    return make


def _law(kind: str) -> dict[str, Any]:
    def provision(*periods: Mapping[str, str]) -> dict[str, Any]:
        return {"title": both("title"), "evidence": "V", "source": "made up", "periods": list(periods)}

    return {
        "id": "law" if kind == "practice" else kind,
        "kind": kind,
        "name": both(kind),
        "short": both(kind),
        "provisions": {
            "general": provision({"article": "第1条"}),
            "until-2022": provision({"to": "2022-12-31", "article": "第2条"}),
            "from-2023": provision({"from": "2023-01-01", "article": "第3条"}),
        },
    }
