"""The documents tell the truth: what they have their reader run runs, prints what they show, and nothing is left out."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import Result
from guides import Change, Run, Write, steps

from tenken.policy.schema_words import KEYS
from tenken_cli.main import tenken as program
from tenken_cli.reference import commands

GUIDES = ("README.md", "README.ja.md", "docs/rule-authors.md", "docs/secretariat.md")
REFERENCE = ("policies/README.md", "policies/README.ja.md")
"""How policy files are written, in both languages."""

"""docs/regression-tests.md is held by the tests of the pytest plugin, which start pytest itself."""

MADE_ELSEWHERE = ("make ", "pip ", "pytest ", "git ", "cd ")
"""Not run here: CI runs the README's make commands themselves."""

WRONG_INPUT = 2


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_can_be_followed(
    run: Callable[..., Result], repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """In a folder with nothing but the checkout's policies and cases, its steps are done in order."""
    for shared in ("policies", "cases"):
        (tmp_path / shared).symlink_to(repo / shared)
    if name == "docs/secretariat.md":
        shutil.copytree(repo / "cases" / "examples", tmp_path / "self-check-folder")
    monkeypatch.chdir(tmp_path)
    ran = 0
    for step in steps((repo / name).read_text(encoding="utf-8")):
        match step:
            case Write(path, content):
                target = tmp_path / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(content, encoding="utf-8")
            case Change(path, old, new):
                content = (tmp_path / path).read_text(encoding="utf-8")
                assert content.count(old) == 1, f"{name}: {path} has not exactly one {old!r}"
                (tmp_path / path).write_text(content.replace(old, new), encoding="utf-8")
            case Run(command, shown, code) if not command.startswith(MADE_ELSEWHERE):
                ran += 1
                _follow(run, tmp_path, name, command, shown, code)
    assert ran


def _follow(
    run: Callable[..., Result], folder: Path, name: str, command: str, shown: str | None, code: int | None
) -> None:
    line, _, into = command.removeprefix(".venv/bin/").partition(" > ")
    words = shlex.split(line)
    assert words[0] == "tenken", f"{name}: {command}"
    result = run(*words[1:])
    if code is None:
        assert result.exit_code != WRONG_INPUT, f"{name}: {command}\n{result.output}"
    else:
        assert result.exit_code == code, f"{name}: {command}\n{result.output}"
    if shown is not None:
        assert shown in result.output, f"{name}: {command} prints\n{result.output}"
    if into:
        (folder / into).write_text(result.stdout, encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_the_smallest_case_shows_its_rider(run: Callable[..., Any], repo: Path, tmp_path: Path, name: str) -> None:
    case = tmp_path / "example.json"
    case.write_text(
        next(step.content for step in steps((repo / name).read_text(encoding="utf-8")) if isinstance(step, Write)),
        encoding="utf-8",
    )
    report = json.loads(run("check", case, "-o", "json").stdout)
    assert report["cases"][0]["riders"][0]["id"] == "removable-media"


@pytest.mark.parametrize(
    ("locale", "name"), [("en_US.UTF-8", "docs/commands.md"), ("ja_JP.UTF-8", "docs/commands.ja.md")]
)
def test_every_command_and_option_is_documented(repo: Path, locale: str, name: str) -> None:
    """The reference is what the program says of itself, in the language that it was started in."""
    environment = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tenken_cli.reference"]
    written = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout
    assert (repo / name).read_text(encoding="utf-8") == written, "run `make docs`"
    for words, called in commands(program):
        section = written.split(f"## tenken {' '.join(words)}\n")[1].split("\n## ")[0]
        assert called.help
        for param in called.params:
            told = [line for line in section.splitlines() if line.startswith("| `") and param.opts[-1] in line]
            assert isinstance(param, click.Argument) or (told and not told[0].endswith("(see above) |")), param.name


def test_both_readmes_name_every_command_in_use(repo: Path) -> None:
    for name in ("README.md", "README.ja.md"):
        readme = (repo / name).read_text(encoding="utf-8")
        for words, _ in commands(program):
            assert f"tenken {' '.join(words)}" in readme, f"{name}: tenken {' '.join(words)}"


def test_every_guide_that_exists_is_followed(repo: Path) -> None:
    """A guide with commands in it that no test follows would go stale."""
    followed = {*GUIDES, "docs/regression-tests.md"}
    with_commands = {
        str(path.relative_to(repo))
        for path in [*repo.glob("*.md"), *repo.glob("docs/*.md"), *repo.glob("policies/*.md"), *repo.glob("cases/*.md")]
        if any(isinstance(step, Run) for step in steps(path.read_text(encoding="utf-8")))
    }
    assert with_commands <= followed


_PART = re.compile(r"^```\w*\n(?P<code>.*?)^```$|^(?P<heading>#+) |^\|(?P<cell>[^|\n]*)\|", re.MULTILINE | re.DOTALL)


def _outline(document: str) -> list[str]:
    """What stands in a document whatever its language: levels of headings, what rows of tables are about, and code."""
    return [
        part["heading"]
        or (" ".join(["|", *re.findall("`(.*?)`", part["cell"])]) if part["cell"] else _plain(part["code"]))
        for part in _PART.finditer(document)
    ]


def _plain(code: str) -> str:
    """Code without the remarks behind it."""
    return re.sub(r"[ \t]+#.*", "", code)


def test_the_reference_says_the_same_in_both_languages(repo: Path) -> None:
    english, japanese = (_outline((repo / name).read_text(encoding="utf-8")) for name in REFERENCE)
    assert japanese == english


@pytest.mark.parametrize("name", REFERENCE)
def test_the_reference_names_every_key_of_a_policy_file(repo: Path, name: str) -> None:
    named = set(re.findall(r"(\w+)[:`]", (repo / name).read_text(encoding="utf-8")))
    assert {key for keys in KEYS.values() for key in keys} - named == set()


@pytest.mark.parametrize("name", REFERENCE)
def test_the_files_in_the_reference_hang_together(
    run: Callable[..., Result], repo: Path, tmp_path: Path, name: str
) -> None:
    """Layered over the shipped policies they lack only a rule, as the reference says."""
    for step in steps((repo / name).read_text(encoding="utf-8")):
        assert isinstance(step, Write)
        (tmp_path / step.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / step.path).write_text(step.content, encoding="utf-8")
    problems = json.loads(run("policy", "lint", "--policies", tmp_path, "-o", "json").stdout)["problems"]
    assert {one["lint"] for one in problems} == {"concept-unused", "rider-unused"}
    tested = run("policy", "test", "--mutate", "--policies", tmp_path, "-o", "json")
    assert tested.exit_code == 0, tested.output
