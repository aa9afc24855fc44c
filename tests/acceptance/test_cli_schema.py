"""`tenken schema policy`: what an editor completes and checks a municipality's own files with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from tenken.policy.policy_schema import KINDS
from tenken.yaml12 import parse_yaml

Run = Callable[..., Result]
BOTH = {"ja": "「文」", "en": "words"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A municipality's own folder with a fact and a concept of its own."""
    files = {
        "vocabulary/meals.yaml": {
            "label": BOTH,
            "properties": {"allergy_known": {"type": "boolean", "label": BOTH, "ask": BOTH}},
        },
        "concepts/meals.yaml": {"school-meals": {"title": BOTH, "when": {"meals.allergy_known": {"stated": True}}}},
    }
    for name, data in files.items():
        path = tmp_path / "ours" / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(data), encoding="utf-8")
    return tmp_path / "ours"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_s_schema_accepts_the_shipped_files(run: Run, repo: Path, kind: str) -> None:
    validator = Draft202012Validator(json.loads(run("schema", "policy", "--kind", kind).stdout))
    folder = KINDS[kind].folder or "safeguards"
    for path in (repo / "policies" / folder).glob("*.yaml"):
        validator.validate(parse_yaml(path.read_text(encoding="utf-8"), str(path)))


def test_names_of_the_own_folder_are_known(run: Run, own: Path) -> None:
    condition = {"concept": "school-meals", "meals.allergy_known": True}
    data = {"school-lunch": {"title": BOTH, "when": condition}}
    args = ("schema", "policy", "--kind", "concept")
    assert Draft202012Validator(json.loads(run(*args, "--policies", own).stdout)).is_valid(data)
    assert not Draft202012Validator(json.loads(run(*args).stdout)).is_valid(data)


def test_one_schema_holds_every_kind(run: Run, repo: Path) -> None:
    result = run("schema", "policy")
    assert result.exit_code == 0
    validator = Draft202012Validator(json.loads(result.stdout))
    for path in (repo / "policies").glob("[lfmv]*/*.yaml"):
        validator.validate(parse_yaml(path.read_text(encoding="utf-8"), str(path)))
    assert not validator.is_valid({"id": "x", "require": {}})


def test_into_writes_a_file_for_each_kind_and_prints_the_settings(
    run: Run, own: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("schema", "policy", "--into", ".vscode/tenken", "--policies", "ours")
    settings = json.loads(result.stdout)["yaml.schemas"]
    assert {Path(path).name for path in settings} == {f"{kind}.schema.json" for kind in KINDS}
    assert settings[".vscode/tenken/law.schema.json"] == ["ours/laws/*.yaml"]
    assert "ours/safeguards/*.yaml" in settings[".vscode/tenken/rule.schema.json"]
    for path in settings:
        Draft202012Validator.check_schema(json.loads((tmp_path / path).read_text(encoding="utf-8")))


@pytest.mark.parametrize("args", [("case", "--kind", "rule"), ("report", "--into", "x")])
def test_kind_and_into_are_for_policies(run: Run, args: tuple[str, ...]) -> None:
    result = run("schema", *args, "--lang", "en")
    assert result.exit_code == 2
    assert "`schema policy`" in result.stderr


def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    result = run("schema", "policy", "--into", tmp_path / "taken")
    assert result.exit_code == 2
    assert "taken/rule.schema.json: 書き込めません" in result.stderr


def test_files_are_written_whatever_becomes_of_the_settings(run: Run, tmp_path: Path) -> None:
    """Printed twice, or not at all: the files are written all the same, and once."""
    into = tmp_path / "schemas"
    result = run("schema", "policy", "--into", into, "--kind", "law", "-o", "json", "-o", f"json={tmp_path / 'a.json'}")
    assert json.loads(result.stdout) == json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [path.name for path in into.iterdir()] == ["law.schema.json"]
    lost = run(
        "schema", "policy", "--into", tmp_path / "more", "-o", f"json={tmp_path / 'no' / 'a.json'}", "--lang", "en"
    )
    assert lost.exit_code == 2
    assert "a.json: cannot be written" in lost.stderr
    assert "make the folder first" in lost.stderr
    assert {path.name for path in (tmp_path / "more").iterdir()} == {f"{kind}.schema.json" for kind in KINDS}


def test_the_help_says_how_an_editor_uses_it(run: Run) -> None:
    for locale in ("ja_JP.UTF-8", "en_US.UTF-8"):
        shown = run("schema", "--help", env={"LANG": locale}).stdout
        assert "# yaml-language-server: $schema=../../.vscode/tenken/rule.schema.json" in shown
        assert ".vscode/settings.json" in shown
