"""What a clerk types is read as it was meant, or refused with what to write; what is shown reads as the same value."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tenken import Tenken
from tenken.errors import Fault
from tenken.policy.vocabulary import Fact
from tenken.texts import Text, text
from tenken_cli.forms.entries import read, shown

ROWS = json.loads((Path(__file__).parents[1] / "support" / "entries.json").read_text(encoding="utf-8"))
"""What every reader of entries, in whatever language it is written, is held to."""


def fact_of(row: Mapping[str, Any]) -> Fact:
    """The fact that a row of the table is an answer to."""
    return Fact(
        path="g.f",
        kind=row["kind"],
        label=text("欄", "field"),
        unit=Text(**row["unit"]) if "unit" in row else None,
        choices={id_: Text(**label) for id_, label in row.get("choices", {}).items()},
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}: {row['written']}")
def test_table(row: Mapping[str, Any]) -> None:
    fact = fact_of(row)
    if row.get("refused"):
        with pytest.raises(Fault) as caught:
            read(fact, row["written"])
        assert caught.value.remedy is not None
        return
    value = read(fact, row["written"])
    assert json.dumps(value) == json.dumps(row["value"])
    if value is not None:
        for lang in ("ja", "en"):
            assert json.dumps(read(fact, shown(fact, value, lang))) == json.dumps(value)  # type: ignore[arg-type]


def single(fact: Fact) -> list[Fact]:
    """The single values that a fact is made of."""
    if fact.item is not None:
        return single(fact.item)
    return [one for field in fact.fields.values() for one in single(field)] if fact.fields else [fact]


def test_every_fact_shows_what_it_reads(tenken: Tenken, facts_of_every_kind: Any) -> None:
    for whole in tenken.policy.vocabulary.facts.values():
        for fact in single(whole):
            for raw in facts_of_every_kind(fact):
                for lang in ("ja", "en"):
                    again = read(fact, shown(fact, raw, lang))  # type: ignore[arg-type]
                    assert json.dumps(again) == json.dumps(raw), (fact.path, raw)


@pytest.fixture
def facts_of_every_kind() -> Any:
    """Values that a fact of a kind may have, the odd ones included."""
    rng = random.Random(7)

    def values(fact: Fact) -> list[Any]:
        numbers: list[Any] = [0, 7, 10**14, 3.0, 0.1, 1e-07, -0.0, rng.random()]
        exact = [n for n in numbers if fact.kind == "number" or n == int(n)]
        spans = [{"about": n} for n in numbers] + [{"at_least": n, "at_most": n + 1} for n in numbers]
        return {
            "boolean": [True, False],
            "choice": list(fact.choices),
            "text": ["x", "未定", "'undecided", "''未定", " 未 定 ", "=1", "-", "a\nb", "'a", "\u3000x"],
            "date": ["2018", "2018-07", "2018-07-01", "0001-01-01"],
            "number": [*exact, *spans, {"at_least": 3}, {"at_most": 2.5}],
            "integer": [*exact, *spans],
        }[fact.kind] + [{"undecided": True}]

    return values


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("boolean", True, True),
        ("boolean", 0, False),
        ("number", 12.5, 12.5),
        ("integer", 3, 3),
        ("date", datetime(2018, 7, 1), "2018-07-01"),
        ("date", date(2018, 7, 1), "2018-07-01"),
        ("date", 2018, "2018"),
        ("text", 12, "12"),
    ],
)
def test_cells_that_hold_more_than_text(kind: str, cell: Any, value: Any) -> None:
    assert json.dumps(read(fact_of({"kind": kind}), cell)) == json.dumps(value)


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("date", 2018.1),
        ("number", True),
        ("number", datetime(2018, 3, 5)),
        ("choice", date(2018, 3, 5)),
        ("date", 43282),
    ],
)
def test_cells_that_may_not_hold_it(kind: str, cell: Any) -> None:
    with pytest.raises(Fault):
        read(fact_of({"kind": kind}), cell)


def test_wrong_era_is_told_with_the_right_one() -> None:
    with pytest.raises(Fault) as caught:
        read(fact_of({"kind": "date"}), "令和元年4月1日")
    assert caught.value.remedy == text(
        "平成31年4月1日のことなら 2019-04-01 と書いてください。", "write 2019-04-01 if that is meant"
    )
