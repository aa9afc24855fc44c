"""The READMEs tell the truth: what they show of a command's output is what it prints."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SHOWN = re.compile(r"<!-- output: tenken (?P<command>.*?) -->\n```text\n(?P<text>.*?)```", re.DOTALL)
SMALLEST = re.compile(r"```json\n(?P<text>\{\"id\".*?)```", re.DOTALL)


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_shown_output_is_printed(run: Callable[..., Any], repo: Path, name: str) -> None:
    found = list(SHOWN.finditer((repo / name).read_text(encoding="utf-8")))
    assert found
    for shown in found:
        printed = run(*shown["command"].split()).stdout
        assert shown["text"] in printed


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_the_smallest_case_is_a_case(run: Callable[..., Any], repo: Path, tmp_path: Path, name: str) -> None:
    shown = SMALLEST.search((repo / name).read_text(encoding="utf-8"))
    assert shown
    case = tmp_path / "example.json"
    case.write_text(shown["text"], encoding="utf-8")
    report = json.loads(run("check", case, "-o", "json").stdout)
    assert report["cases"][0]["riders"][0]["id"] == "removable-media"


def test_every_command_stands_in_the_readme(run: Callable[..., Any], repo: Path) -> None:
    readme = (repo / "README.md").read_text(encoding="utf-8")
    for command in ("check", "explain", "schema", "policy list", "precedents"):
        assert f"tenken {command}" in readme
        assert run(*command.split(), "--help").exit_code == 0
