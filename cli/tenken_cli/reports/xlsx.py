"""A form in Excel with its findings: the workbook is made by `forms.excel.checked`, and goes out as it is."""

from __future__ import annotations

from typing import IO


def write(content: bytes, out: IO[bytes]) -> None:
    """Write the workbook."""
    out.write(content)
