"""The page reads what is typed, and words dates, as the rest of the program does: both are held to one table."""

from __future__ import annotations

import json
import random
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tools import node

from tenken.portable.script import script
from tenken.values import parse_date
from tenken_cli.eras import by_era
from tenken_cli.forms import page
from tenken_cli.forms.entry_tables import entry_tables
from tenken_cli.forms.page.build import SPANS
from tenken_cli.forms.page.words import PAGE_WORDS

SUPPORT = Path(__file__).parents[1] / "support"
ROWS: list[dict[str, Any]] = json.loads((SUPPORT / "entries.json").read_text(encoding="utf-8"))


def dates() -> list[str]:
    """Days, months and years, those about the ends of eras among them."""
    rng = random.Random(0)
    days = [date(1860, 1, 1) + timedelta(days=rng.randrange(62_000)) for _ in range(300)]
    days += [
        date(*day) for day in ((1868, 1, 25), (1873, 1, 1), (1912, 7, 29), (1926, 12, 25), (1989, 1, 7), (2019, 5, 1))
    ]
    return [str(day)[:length] for day in days for length in (10, 7, 4)]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the page's module says of the table and the dates."""
    reader = tmp_path_factory.mktemp("entries") / "entries.js"
    reader.write_text(script(Path(page.__file__).parent / "entries.js"), encoding="utf-8")
    facts = [{key: row[key] for key in ("kind", "unit", "choices") if key in row} for row in ROWS]
    shown = {key: PAGE_WORDS[f"typed_{key}"].ja for key in SPANS} | {"undecided": PAGE_WORDS["undecided"].ja}
    given = {
        "tables": entry_tables() | {"shown": shown},
        "rows": [{"fact": fact, "written": row["written"]} for fact, row in zip(facts, ROWS, strict=True)],
        "dates": dates(),
    }
    done = subprocess.run(
        [node(), SUPPORT / "entries.js", reader],
        input=json.dumps(given, ensure_ascii=False), capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return json.loads(done.stdout)


def test_the_page_reads_entries_by_the_same_table(said: Any) -> None:
    """And what it shows of a value, it reads as the same value."""
    for row, found in zip(ROWS, said["rows"], strict=True):
        wanted = {"refused": True} if row.get("refused") else {"value": row["value"], "again": row["value"]}
        assert comparable(found) == comparable(wanted), row


def comparable(data: Any) -> str:
    """JSON in which true is not 1; JavaScript knows no difference between 1 and 1.0."""
    return json.dumps(data, sort_keys=True).replace(".0", "")


def test_the_page_words_dates_by_the_same_eras(said: Any) -> None:
    assert said["dates"] == [by_era(parse_date(one)) for one in dates()]
