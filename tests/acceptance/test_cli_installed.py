"""The installed program: a real process, from a folder that is not the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("tenken")


def start(*args: str | Path, **env: str) -> subprocess.Popen[bytes]:
    """A process of the program in `/`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.Popen(
        [PROGRAM, *args], cwd="/", env={**kept, **env}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_the_installed_program_judges_the_precedents() -> None:
    out, err = start("precedents", "-o", "json", LANG="ja_JP.UTF-8").communicate()
    assert err == b""
    assert json.loads(out)["totals"]["items"] == 12


def test_a_terminal_without_japanese_is_no_reason_to_stop(usb_case: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    process = start("check", usb_case, **ascii_only)
    out, err = process.communicate()
    assert (process.returncode, err) == (3, b"")
    assert b"odawara-72-u" in out
    lossless, _ = start("check", usb_case, "-o", "json", **ascii_only).communicate()
    assert json.loads(lossless)["cases"][0]["title"] == "生活保護レセプトクラウドサービス導入事務"


def test_a_reader_that_leaves_early_is_no_error(repo: Path) -> None:
    for format_ in ("json", "markdown", "table"):
        process = start("check", repo / "cases" / "precedents", "--all", "-o", format_)
        assert process.stdout and process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
