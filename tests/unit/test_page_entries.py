"""The page reads what is typed as the Excel form does: both are held to one table."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tools import node

from tenken.portable.script import script
from tenken_cli.forms import page
from tenken_cli.forms.entry_tables import entry_tables

SUPPORT = Path(__file__).parents[1] / "support"
ROWS: list[dict[str, Any]] = json.loads((SUPPORT / "entries.json").read_text(encoding="utf-8"))


def fact(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("kind", "unit", "choices") if key in row}


def test_the_page_reads_entries_by_the_same_table(tmp_path: Path) -> None:
    reader = tmp_path / "entries.js"
    reader.write_text(script(Path(page.__file__).parent / "entries.js"), encoding="utf-8")
    given = {"tables": entry_tables(), "rows": [{"fact": fact(row), "written": row["written"]} for row in ROWS]}
    done = subprocess.run(
        [node(), SUPPORT / "entries.js", reader],
        input=json.dumps(given, ensure_ascii=False), capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    wanted = [{"refused": True} if row.get("refused") else {"value": row["value"]} for row in ROWS]
    found = json.loads(done.stdout)
    assert [pair for pair in zip(ROWS, found, strict=True) if pair[1] != wanted[ROWS.index(pair[0])]] == []
