"""Modules that need a library which only some commands need: imported when they are needed, told where it is missing."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

from tenken.errors import TenkenError
from tenken.texts import text

OFFICE: Mapping[str, str] = {"openpyxl": "openpyxl", "docx": "python-docx"}
"""The packages of the extra `office`, by what they are imported as."""


def office(name: str) -> ModuleType:
    """A module that reads or writes documents of an office suite. Raises TenkenError where its library is missing."""
    try:
        return import_module(name)
    except ModuleNotFoundError as problem:
        package = OFFICE.get((problem.name or "").split(".", 1)[0])
        if package is None:
            raise
        raise TenkenError(
            text(f"ExcelやWordの文書には {package} が要ります。", f"documents of Excel or Word need {package}"),
            remedy=text(
                "`pip install 'tenken[office]'` で入れてください。", "install it: pip install 'tenken[office]'"
            ),
        ) from None
