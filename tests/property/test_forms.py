"""Case, form, case: nothing is lost on the way, whatever a case states."""

from __future__ import annotations

import json
import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tenken import Tenken
from tenken.errors import TenkenError
from tenken_cli.forms.excel.reading import read_content
from tenken_cli.forms.excel.workbook import write_form

ODD_TEXTS = (
    "=1+1", "+81-3", "-5", "@SUM(A1)", "\t字下げ", "'引用", "''二つ", "未定", "'未定", "undecided", " 前後に空白 ", "一行目\n二行目",
    "復帰\r\n改行", "ab\rcd", "_x0041_", "😀🏯", "𠮷野家", "#N/A", "TRUE", "1e5", "2018-07-01", "長い" * 16_000, "&lt;<b>&amp;", "a\u2028b", "a\x7f",
    "none", "○", "{\"items\": []}", "𝔘nicode",
)  # fmt: skip


def through(tenken: Tenken, data: dict[str, Any], lang: Any = "ja") -> dict[str, Any]:
    """What reading gives of a form filled from these data."""
    made = BytesIO()
    write_form(tenken.policy, lang, data, made)
    return dict(read_content(tenken.reader, BytesIO(made.getvalue()), "form.xlsx").case.raw)


def written(data: Any) -> str:
    """Data as JSON in which only the order of keys is forgotten: 3.0 is not 3."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def case_files() -> list[Path]:
    return sorted((Path(__file__).parents[2] / "cases").glob("*/*.json"))


@pytest.mark.parametrize("file", case_files(), ids=lambda file: file.stem)
def test_every_case_of_the_project(tenken: Tenken, file: Path) -> None:
    data = dict(tenken.read(file).raw)
    assert written(through(tenken, data)) == written(data)


SEEDS = [range(start, start + 25) for start in range(0, 200, 25)]
FEW = 3
"""So many of these chunks are enough for every run."""


@pytest.mark.parametrize(
    "seeds", [*SEEDS[:FEW], *(pytest.param(seeds, marks=pytest.mark.soak) for seeds in SEEDS[FEW:])], ids=str
)
def test_random_cases(tenken: Tenken, facts_from: Any, seeds: range) -> None:
    for seed in seeds:
        rng = random.Random(seed)
        facts = facts_from(rng).case(tenken.policy.vocabulary, rng.choice([0.02, 0.2, 0.6]))
        odd(facts, rng)
        data = {
            "id": f"random-{seed}",
            "title": rng.choice(ODD_TEXTS),
            "municipality": "default",
            "consulted_on": "2022-06-01",
            "stage": rng.choice(["preliminary", "final"]),
            "facts": facts,
            "sources": {f"{group}.{name}": {"at": "x.txt:1"} for group in facts for name in facts[group]},
        }
        assert written(through(tenken, data, rng.choice(["ja", "en"]))) == written(data), seed


def odd(facts: dict[str, Any], rng: random.Random) -> None:
    """Texts, numbers and lists as no clerk, but some program, writes them."""
    for stated in facts.values():
        for name, raw in stated.items():
            if isinstance(raw, list) and rng.random() < 0.3:
                stated[name] = {"items": raw, **({"complete": True} if rng.random() < 0.5 else {})}
            elif raw in ("x", "文", "some words"):
                stated[name] = rng.choice(ODD_TEXTS)
            elif type(raw) is int:
                stated[name] = rng.choice([raw, float(raw), 10**15 - 1])
            for one in raw if isinstance(raw, list) else ():
                for field in one if isinstance(one, dict) else ():
                    if one[field] in ("x", "文", "some words"):
                        one[field] = rng.choice(ODD_TEXTS)


@pytest.mark.parametrize("text", ["\x01", "a\x1fb", "\uffff", "長" * 32_768, "_x005F_", "_x000D_"])
def test_what_no_cell_can_hold_is_refused(tenken: Tenken, text: str) -> None:
    data = {
        "id": "x", "title": "t", "municipality": "default", "consulted_on": "2022-06-01", "stage": "final",
        "facts": {"purpose": {"statement": text}},
    }  # fmt: skip
    with pytest.raises(TenkenError) as caught:
        through(tenken, data)
    assert "purpose.statement" in caught.value.message.ja
