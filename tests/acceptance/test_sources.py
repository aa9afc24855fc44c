"""The precedents say where each fact stands, in few words, and those words stand there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tenken import Tenken
from tenken.case import Case
from tenken.policy.vocabulary import base_path

CASES = Path(__file__).parents[2] / "cases" / "precedents"
IDS = sorted(path.stem for path in CASES.glob("*.json"))
MINUTES = Path(os.environ.get("TENKEN_MINUTES") or CASES.parents[2] / "shared" / "minutes")
PLACE = re.compile(r"(?P<file>[\w-]+\.txt):(?P<line>\d+)")
each_precedent = pytest.mark.parametrize("name", IDS)


def sources(raw: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every source in a case, with what it is the source of."""
    for path, given in raw.get("sources", {}).items():
        for one in given if isinstance(given, list) else [given]:
            yield path, one
    for key in ("commitments", "unanswered"):
        for one in raw.get(key, ()):
            if "source" in one:
                yield f"{key} {one['path']}", one["source"]
    council = raw.get("council", {})
    if "source" in council:
        yield "council", council["source"]
    for number, concern in enumerate(council.get("concerns", ())):
        if "source" in concern:
            yield f"concern {number}", concern["source"]


def test_there_are_twelve() -> None:
    assert len(IDS) == 12


@each_precedent
def test_every_stated_fact_has_a_source_and_every_source_a_fact(precedents: Mapping[str, Case], name: str) -> None:
    case = precedents[name]
    told = {base_path(path) for path in case.sources}
    assert sorted(set(case.facts) - told) == [], "facts without a source"
    assert sorted(told - set(case.facts)) == [], "sources of what is not stated"


@each_precedent
def test_everything_else_has_a_source_too(precedents: Mapping[str, Case], name: str) -> None:
    raw = precedents[name].raw
    for key in ("commitments", "unanswered"):
        assert all("source" in one for one in raw.get(key, ())), key
    assert "source" in raw["council"]
    assert all("source" in concern for concern in raw["council"]["concerns"])


@each_precedent
def test_a_source_says_where_who_and_when(precedents: Mapping[str, Case], name: str) -> None:
    case = precedents[name]
    for what, one in sources(case.raw):
        assert PLACE.fullmatch(one["at"]), (what, one["at"])
        assert one.get("quote"), what
        assert len(one["quote"]) <= 20, (what, one["quote"])
    for path, given in case.sources.items():
        for source in given:
            assert source.by is not None, path
            assert source.phase in ("submitted", "asked"), path


@each_precedent
def test_no_fact_is_what_a_member_said(precedents: Mapping[str, Case], name: str) -> None:
    for path, given in precedents[name].sources.items():
        assert any(source.by != "member" for source in given), path


@each_precedent
def test_concerns_are_about_facts_of_the_vocabulary(tenken: Tenken, precedents: Mapping[str, Case], name: str) -> None:
    concerns = precedents[name].raw["council"]["concerns"]
    paths = [path for concern in concerns for path in concern["about"]]
    assert sorted(set(paths) - set(tenken.policy.vocabulary.facts)) == []
    for concern in concerns:
        assert len(concern["about"]) == len(set(concern["about"])), concern["text"]["ja"]


@each_precedent
def test_the_councils_riders_are_known(tenken: Tenken, precedents: Mapping[str, Case], name: str) -> None:
    council = precedents[name].raw["council"]
    assert set(council.get("riders", ())) <= set(tenken.policy.riders)
    assert bool(council.get("riders")) is (council["outcome"] == "approved_with_riders")
    for rider in council.get("riders", ()):
        assert name in tenken.policy.riders[rider].precedents


@each_precedent
def test_what_stayed_unanswered_is_not_stated(precedents: Mapping[str, Case], name: str) -> None:
    case = precedents[name]
    for one in case.unanswered:
        assert one.path not in case.facts, one.path


@each_precedent
def test_the_id_is_the_files_name(precedents: Mapping[str, Case], name: str) -> None:
    assert precedents[name].raw["id"] == name


@pytest.mark.skipif(
    not MINUTES.is_dir(), reason=f"the minutes are not at hand: no folder {MINUTES} (TENKEN_MINUTES names another)"
)
@each_precedent
def test_every_quote_stands_in_its_line(precedents: Mapping[str, Case], name: str) -> None:
    texts: dict[str, list[str]] = {}
    wrong = []
    for what, one in sources(precedents[name].raw):
        place = PLACE.fullmatch(one["at"])
        assert place, (what, one["at"])
        file = place["file"]
        if file not in texts:
            texts[file] = (MINUTES / file).read_text(encoding="utf-8").splitlines()
        number = int(place["line"])
        if number > len(texts[file]) or one["quote"] not in texts[file][number - 1]:
            wrong.append((what, one["at"], one["quote"]))
    assert not wrong
