"""docs/law*.md: every provision with its periods and evidence, and all that is not verified."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tenken import Tenken

PAGES = [
    ("en_US.UTF-8", "docs/law.md", "## What is not verified"),
    ("ja_JP.UTF-8", "docs/law.ja.md", "## 確かめていないこと"),
]


@pytest.fixture(params=PAGES, ids=["en", "ja"])
def page(request: pytest.FixtureRequest, repo: Path) -> tuple[str, str]:
    """The committed page, which the program would write again, before and after the heading of what is not verified."""
    locale, name, heading = request.param
    environment = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tenken_cli.law_page"]
    written = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout
    assert (repo / name).read_text(encoding="utf-8") == written, "run `make docs`"
    known, _, unverified = written.partition(heading)
    return known, unverified


def test_every_provision_stands_with_its_periods_and_source(tenken: Tenken, page: tuple[str, str]) -> None:
    known, _ = page
    for id_, one in tenken.policy.provisions.items():
        assert f"`{id_}`: " in known, id_
        for period in one.periods:
            if one.kind == "statute" and period.first.year > 1:
                assert f"{period.first.isoformat()}〜" in known, id_


def test_what_was_not_read_is_all_listed(tenken: Tenken, page: tuple[str, str]) -> None:
    _, unverified = page
    lists = unverified.split("\n### ")
    for kind, listed in zip(("M", "Vx", "D"), lists[1:4], strict=True):
        short = {id_ for id_, one in tenken.policy.provisions.items() if kind in {p.evidence for p in one.periods}}
        assert {id_ for id_ in tenken.policy.provisions if f"\\[`{id_}`\\]" in listed} == short, kind
    for id_ in tenken.policy.municipalities:
        assert f"\\[`{id_}`\\]" in lists[5], id_
    assert all(
        f"\\[`{id_}`\\]" not in lists[1]
        for id_, one in tenken.policy.provisions.items()
        if {p.evidence for p in one.periods} == {"V"}
    )
