"""The cache of parsed policies: quick, never stale, never trusted blindly."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tenken.policy import cache
from tenken.policy.load import load_policy


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def entries(folder: Path) -> list[Path]:
    """What the cache holds."""
    return sorted(folder.glob("tenken/policies-*.json"))


def test_what_was_stored_comes_back() -> None:
    cache.store("k", {"a/b.yaml": {"ja": "再委託", "n": 1}})
    assert cache.load("k") == {"a/b.yaml": {"ja": "再委託", "n": 1}}
    assert cache.load("other") is None


def test_a_cached_policy_is_the_same_policy(repo: Path, folder: Path) -> None:
    parsed = load_policy(repo / "policies")
    assert len(entries(folder)) == 1
    assert load_policy(repo / "policies") == parsed


@pytest.mark.parametrize("content", [b"", b"not json", b"{}", b"0" * 64 + b"\n{}"])
def test_a_file_that_was_altered_is_as_good_as_none(folder: Path, content: bytes) -> None:
    cache.store("k", {"a": 1})
    entries(folder)[0].write_bytes(content)
    assert cache.load("k") is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions are POSIX")
def test_a_file_that_others_could_write_is_not_trusted(folder: Path) -> None:
    cache.store("k", {"a": 1})
    entries(folder)[0].chmod(0o666)
    assert cache.load("k") is None


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path) -> None:
    (folder / "tenken").write_text("in the way")
    cache.store("k", {"a": 1})
    assert cache.load("k") is None


def test_only_the_newest_are_kept(folder: Path) -> None:
    for number in range(cache.KEPT + 3):
        cache.store(f"k{number}", {"n": number})
    assert len(entries(folder)) == cache.KEPT


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, repo: Path, folder: Path) -> None:
    monkeypatch.setenv(cache.SWITCH, "1")
    load_policy(repo / "policies")
    assert entries(folder) == []
