"""Programs of others that some tests need: which there are, and what to say where one is not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def node() -> Path:
    """The node that playwright's wheel brings: always there."""
    from playwright._impl._driver import compute_driver_executable

    return Path(compute_driver_executable()[0])


def chromium() -> str:
    """The system's Chromium; the test is skipped where there is none."""
    return shutil.which("chromium") or shutil.which("google-chrome") or _missing("chromium", "Chromium")


def office() -> str:
    """LibreOffice; the test is skipped where it is not installed."""
    return shutil.which("soffice") or _missing("office", "LibreOffice")


def _missing(tool: str, what: str) -> NoReturn:
    """Skip, or fail where the environment variable TENKEN_REQUIRE names the tool."""
    if tool in os.environ.get("TENKEN_REQUIRE", "").split(","):
        pytest.fail(f"{what} is required here, and not installed")
    pytest.skip(f"{what} is not installed")
