"""What the command tests share: running `tenken` as its users do, and cases to break."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tenken_cli.main import tenken as program

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Runs `tenken` with these arguments, in a Japanese locale on 80 columns unless said otherwise."""

    def run_(*args: str | Path, stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> Result:
        locale = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ja_JP.UTF-8", "COLUMNS": "80"}
        return CliRunner().invoke(program, [str(arg) for arg in args], input=stdin, env={**locale, **(env or {})})

    return run_


@pytest.fixture(scope="session")
def usb_case(repo: Path) -> Path:
    """Odawara's welfare-receipt item: approved with the rider on removable media."""
    return repo / "cases" / "precedents" / "odawara-72-u.json"


@pytest.fixture
def changed(usb_case: Path, tmp_path: Path) -> Callable[..., Path]:
    """Writes that case with its facts or head changed; a fact that is None is taken away."""

    def write(name: str = "case.json", facts: Mapping[str, Any] | None = None, **head: Any) -> Path:
        data = json.loads(usb_case.read_text(encoding="utf-8"))
        for path, value in (facts or {}).items():
            group, fact = path.split(".")
            data["facts"].setdefault(group, {})[fact] = value
            if value is None:
                del data["facts"][group][fact]
        target = tmp_path / name
        target.write_text(json.dumps({**data, **head}, ensure_ascii=False, indent=2), encoding="utf-8")
        return target

    return write


@pytest.fixture(scope="session")
def build(repo: Path) -> Path:
    """Where tests leave what people should look at."""
    folder = repo / "build" / "looked-at"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def screens(build: Path) -> Callable[..., None]:
    """Keeps a picture of a page."""

    def keep(page: Any, name: str) -> None:
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(100)
        page.screenshot(path=build / f"{name}.png", full_page=name.startswith("phone"))

    return keep
