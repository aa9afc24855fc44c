"""Ordinary YAML is read from the parser's events; what comes of it is what the careful reader makes of the same text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenken import yaml12
from tenken.errors import PolicyError
from tenken.yaml12 import parse_yaml
from tenken.yaml_events import NotOrdinaryError, ordinary

POLICIES = sorted((Path(__file__).parents[2] / "policies").glob("*/*.yaml"))
ODD = [
    "", "a", "{}", "[]", "a:\n", "? [a]\n: b\n", "a: 1\na: 2\n", "1: a\n", "true: a\n", "a: !!int 3\n", "a: !!set {b}\n",
    "a: &x 1\nb: *x\n", "--- a\n--- b\n", "a: [b\n", "a: 'b\n", "\ta: b\n", "a: ~\nb: null\nc: Null\n", "a: |\n  x\n  y\n",
    "a: +5\nb: -0.5\nc: .5\nd: 1.\ne: 1.5e3\nf: 010\ng: 1_000\n", "a: yes\nb: on\nc: 2020-01-01\nd: 0x10\ne: TRUE\n",
    "a: " + "9" * 5000, "a: 1e999\n", "[" * 600 + "]" * 600, 'a: "\\ud83d"\n', "a: {b: {c: [1, 'true', \"2\"]}}\n", "- a\n- - b\n",
]  # fmt: skip


def outcome(read: Any, content: str) -> Any:
    """What comes of a text: its data, by type too, or the words of the error."""
    try:
        return repr(read(content, "policy.yaml"))
    except PolicyError as problem:
        return problem.render("en")


@pytest.mark.parametrize("content", ODD)
def test_odd_texts_come_to_the_same(content: str) -> None:
    assert outcome(parse_yaml, content) == outcome(yaml12._carefully, content)


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_shipped_file_is_ordinary(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    quick = ordinary(yaml12._Yaml12(content).get_event, yaml12._Yaml12.yaml_implicit_resolvers, yaml12.MAX_DEPTH)
    assert quick == yaml12._carefully(content, str(path))


@given(st.text(alphabet="ab:-[]{}'\"#&*!|>? \n1.~t,", max_size=40))
def test_any_text_comes_to_the_same(content: str) -> None:
    assert outcome(parse_yaml, content) == outcome(yaml12._carefully, content)


def test_what_needs_a_second_look_is_not_ordinary() -> None:
    for content in ("a: 1\na: 2\n", "a: &x 1\n", "a: !!int 3\n", "1: a\n", ""):
        with pytest.raises(NotOrdinaryError):
            ordinary(yaml12._Yaml12(content).get_event, yaml12._Yaml12.yaml_implicit_resolvers, yaml12.MAX_DEPTH)
