"""Forms in memory: made, filled in as a clerk would, broken as an attacker would."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from tenken import Tenken
from tenken_cli.forms.excel.reading import Form, read_content
from tenken_cli.forms.excel.workbook import write_form

HEAD = {"id": "made", "title": "架空の案件", "municipality": "default", "consulted_on": "2022-06-01", "stage": "final"}


def form(tenken: Tenken, facts: Mapping[str, Any] | None = None, lang: Any = "ja", **head: Any) -> bytes:
    """A form filled from a case that states these facts."""
    return _made(tenken, json.dumps({**HEAD, "facts": facts or {}, **head}), lang)


@cache
def _made(tenken: Tenken, case: str, lang: Any) -> bytes:
    """The same form is asked for again and again."""
    made = BytesIO()
    write_form(tenken.policy, lang, json.loads(case), made)
    return made.getvalue()


def edited(content: bytes, edit: Callable[[Workbook], None]) -> bytes:
    """The form after somebody changed it and saved it."""
    book = load_workbook(BytesIO(content))
    edit(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def find(book: Workbook, key: str, nth: int = 0) -> tuple[Any, int]:
    """The sheet and the row of a hidden key."""
    found = [
        (sheet, cell.row) for sheet in book.worksheets for (cell,) in sheet.iter_rows(max_col=1) if cell.value == key
    ]
    return found[nth]


def answer(key: str, value: Any, column: int = 4, nth: int = 0) -> Callable[[Workbook], None]:
    """Writes into the answer cell (or another column) of a key."""

    def edit(book: Workbook) -> None:
        sheet, row = find(book, key, nth)
        sheet.cell(row, column).value = value

    return edit


def read(tenken: Tenken, content: bytes) -> Form:
    """What is read of a form."""
    return read_content(tenken.reader, BytesIO(content), "form.xlsx")


def parts_replaced(content: bytes, **parts: bytes) -> bytes:
    """The file with some of its parts changed or added; `__` stands for a slash, and `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *named)):
            new.writestr(name, named.get(name, old.read(name) if name in old.namelist() else b""))
    return made.getvalue()
