"""The policies are YAML 1.2: what libyaml makes of a file with our scalars, a pure YAML 1.2 reader makes of it too."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tenken.yaml12 import parse_yaml

FOLDERS = sorted(path for path in (Path(__file__).parents[2] / "policies").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_file_reads_the_same(folder: Path) -> None:
    pure = YAML(typ="safe", pure=True)
    for path in sorted(folder.glob("*.yaml")):
        content = path.read_text(encoding="utf-8")
        assert pure.load(content) == parse_yaml(content, str(path)), path.name


@pytest.mark.parametrize(
    "written", ["yes", "on", "off", "0o17", "1_000", "12:30:00", "2022-01-01", "~", "1e3", "0x1F", ".5"]
)
def test_scalars_that_yaml_versions_read_differently(written: str) -> None:
    """Where our reader is narrower than YAML 1.2 it reads a text; it never reads a value that YAML 1.2 does not."""
    ours = parse_yaml(f"a: {written}", "x.yaml")["a"]
    theirs = YAML(typ="safe", pure=True).load(f"a: {written}")["a"]
    assert ours in (theirs, written)
