"""`tenken explain`: the tree behind a verdict."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len

Run = Callable[..., Result]


def test_each_node_says_value_source_and_truth(run: Run, usb_case: Path) -> None:
    shown = run("explain", usb_case, "--rule", "media-beside-link", "-o", "markdown").stdout
    assert "「外部記録媒体の利用」" in shown
    assert "odawara-72.txt:420" in shown
    assert "→ 真" in shown
    assert "→ **偽**" in shown
    assert "**根拠**: 審議会の慣行" in shown
    assert "**趣旨**" in shown


def test_the_default_is_what_failed_first(run: Run, usb_case: Path) -> None:
    shown = run("explain", usb_case, "--lang", "en").stdout
    assert shown.index("[media-beside-link]") < shown.index("open  ")
    assert "Missing" in shown


def test_a_concept_is_named_with_its_chain(run: Run, repo: Path) -> None:
    case = repo / "cases" / "precedents" / "kitakyushu-2021-resident-register.json"
    shown = run("explain", case, "--rule", "re-entrustment-consent", "--lang", "en").stdout
    assert "[concept:number-work-entrusted]" in shown
    assert "chain: " in shown


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_trees_fit_eighty_columns(run: Run, repo: Path, lang: str) -> None:
    for case in sorted((repo / "cases" / "precedents").glob("*.json"))[:3]:
        shown = run("explain", case, "--lang", lang).stdout
        assert max(cell_len(row) for row in shown.splitlines()) <= 80


def nodes(tree: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The tree's nodes."""
    yield tree
    for part in tree["parts"]:
        yield from nodes(part)


def test_every_verdict_can_be_explained_as_data(run: Run, usb_case: Path, tenken: Any) -> None:
    rules = [part for rule in tenken.policy.rules for part in ("--rule", rule)]
    report = json.loads(run("explain", usb_case, *rules, "-o", "json").stdout)
    findings = report["cases"][0]["findings"]
    assert len(findings) == len(tenken.policy.rules)
    for finding in findings:
        for node in nodes(finding["require"]):
            assert node["truth"] in ("true", "false", "unknown")


def test_an_unknown_rule_is_an_error(run: Run, usb_case: Path) -> None:
    result = run("explain", usb_case, "--rule", "nothing-like-it")
    assert result.exit_code == 2
    assert "「nothing-like-it」はありません" in result.stderr


def test_a_bad_case_is_an_error(run: Run, tmp_path: Path) -> None:
    assert run("explain", tmp_path / "none.json").exit_code == 2
