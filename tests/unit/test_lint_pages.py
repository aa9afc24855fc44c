"""Every lint has its page, and the examples on it are what they say: one is caught, the other is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tenken.policy.folders import DATA_FOLDERS
from tenken.workbench.lint.run import LINTS, LintReport, run_lints

PAGES = Path(__file__).parents[2] / "docs" / "lints"
BLOCK = re.compile(r"```yaml\n# (?P<file>\S+)\n(?P<yaml>.*?)```", re.DOTALL)
ELSEWHERE = {"loads", "single-boolean-share"}
"""What keeps the rest from being looked at, and what takes many rules: tried in their own tests."""


def page(id_: str) -> str:
    return (PAGES / f"{id_}.md").read_text(encoding="utf-8")


def blocks(id_: str, heading: str) -> list[tuple[str, dict[str, Any]]]:
    """The files shown under a heading, with their data."""
    part = page(id_).split(f"/ {heading}\n")[1].split("\n## ")[0]
    found = [(match["file"], yaml.safe_load(match["yaml"])) for match in BLOCK.finditer(part)]
    assert found, f"{id_}: no example under {heading}"
    return found


def plain_rule(id_: str) -> dict[str, Any]:
    """What a rule on a page leaves out."""
    return {
        "id": id_,
        "title": {"ja": f"題名 {id_}", "en": f"Title of {id_}"},
        "provision": "council-practice.removable-media",
        "force": "practice",
        "when": {"media.removable_used": True},
        "require": {"media.recording_policy": "prohibited"},
        "because": {"ja": "理由がある。", "en": "There is a reason."},
        "fail": {"ja": "方針は{media.recording_policy}。", "en": "The policy is {media.recording_policy}."},
    }


def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Two pages may add to one vocabulary file."""
    return {
        **one,
        **{
            k: merged(one[k], v) if isinstance(v, dict) and isinstance(one.get(k), dict) else v
            for k, v in other.items()
        },
    }


def folder_of(ids: list[str], heading: str, target: Path) -> Path:
    """A municipality's folder with the examples of these pages."""
    files: dict[str, dict[str, Any]] = {}
    for id_ in ids:
        for file, data in blocks(id_, heading):
            rule = file.split("/")[0] not in DATA_FOLDERS
            files[file] = {**plain_rule(Path(file).stem), **data} if rule else merged(files.get(file, {}), data)
    for file, data in files.items():
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (target / file).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return target


def found_in(report: LintReport, folder: Path) -> set[tuple[str, str]]:
    return {(problem.lint, str(Path(problem.place.file).relative_to(folder))) for problem in report.problems}


def test_every_lint_has_its_page_and_every_page_its_lint() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == set(LINTS)
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    for id_, lint in LINTS.items():
        assert f"| [{id_}]({id_}.md) | {lint.title.ja} | {lint.title.en} |" in index


@pytest.mark.parametrize("id_", LINTS)
def test_a_page_says_what_the_lint_says(id_: str) -> None:
    lint, words = LINTS[id_], page(id_)
    assert words.startswith(f"# {id_}\n\n**{lint.title.ja}** / **{lint.title.en}**\n")
    assert all(one in words for one in (lint.why.ja, lint.why.en, lint.remedy.ja, lint.remedy.en[1:]))


def test_what_to_avoid_is_caught_and_what_to_prefer_is_not(tmp_path: Path) -> None:
    ids = [id_ for id_ in LINTS if id_ not in ELSEWHERE]
    avoid = folder_of(ids, "Avoid", tmp_path / "avoid")
    prefer = folder_of(ids, "Prefer", tmp_path / "prefer")
    caught, left = found_in(run_lints(avoid), avoid), found_in(run_lints(prefer), prefer)
    assert "loads" not in {lint for lint, _ in caught | left}
    for id_ in ids:
        assert any((id_, file) in caught for file, _ in blocks(id_, "Avoid")), id_
        assert not any((id_, file) in left for file, _ in blocks(id_, "Prefer")), id_


def test_what_does_not_load_is_caught(tmp_path: Path) -> None:
    avoid = folder_of(["loads"], "Avoid", tmp_path / "avoid")
    assert {lint for lint, _ in found_in(run_lints(avoid), avoid)} == {"loads"}
    prefer = folder_of(["loads"], "Prefer", tmp_path / "prefer")
    assert "loads" not in {lint for lint, _ in found_in(run_lints(prefer), prefer)}
