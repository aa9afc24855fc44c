"""Programs that some tests need: where one is missing the test is skipped, unless `TENKEN_REQUIRE` says it must run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def node() -> Path:
    """The node that playwright's wheel brings: always there."""
    from playwright._impl._driver import compute_driver_executable

    return Path(compute_driver_executable()[0])


def chromium() -> str:
    """The path of the system's Chromium. Without it the test is skipped, or fails where `TENKEN_REQUIRE` names it."""
    return _needed("chromium", "Chromium", "chromium", "google-chrome")


def office() -> str:
    """The path of LibreOffice. Without it the test is skipped, or fails where `TENKEN_REQUIRE` names `office`."""
    return _needed("office", "LibreOffice", "soffice")


def convert(file: Path, to: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format, in a folder of its own."""
    command = [office(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to]
    made = folder / "converted"
    done = subprocess.run([*command, "--outdir", str(made), str(file)], capture_output=True, timeout=180, check=False)
    result = made / file.with_suffix("." + to.split(":", maxsplit=1)[0]).name
    assert result.exists(), done.stderr.decode(errors="replace")
    return result


def as_pdf(document: Path) -> Path:
    """A document as LibreOffice prints it."""
    return convert(document, "pdf", document.parent)


def pages_of(printed: Path) -> list[str]:
    """The text of a PDF, page by page."""
    reader = _needed("office", "poppler", "pdftotext")
    done = subprocess.run([reader, "-layout", str(printed), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def picture_of(printed: Path, number: int, target: Path) -> None:
    """One page of a PDF as a PNG."""
    program = _needed("office", "poppler", "pdftoppm")
    stem = target.with_suffix("")
    command = [
        program,
        "-png",
        "-r",
        "80",
        "-f",
        str(number),
        "-l",
        str(number),
        "-singlefile",
        str(printed),
        str(stem),
    ]
    subprocess.run(command, check=True)


def _needed(tool: str, name: str, *programs: str) -> str:
    found = next((path for program in programs if (path := shutil.which(program))), None)
    if found is None:
        said = f"{name} ({' or '.join(programs)}) is not installed"
        if tool in os.environ.get("TENKEN_REQUIRE", ""):
            pytest.fail(f"{said}, and TENKEN_REQUIRE asks for it")
        pytest.skip(said)
    return found
