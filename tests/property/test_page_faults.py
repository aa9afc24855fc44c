"""The page takes the cases that `tenken check` takes, and no others: on real cases with something changed at random."""

from __future__ import annotations

import copy
import json
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tools import node

from tenken import Tenken
from tenken.errors import CaseError
from tenken.portable.script import READING, script
from tenken_cli.forms import page as page_folder
from tenken_cli.forms.page import page

RUNNER = Path(__file__).parents[1] / "support" / "faults.js"
ODD: list[Any] = [
    None, True, 0, -1, 1.5, 10**14, 1e15, "", " ", "　", "x", "2018", "2018-02-30", "2018-02-02\n", "0000", [], [None], [[]], {}, {"undecided": True},
    {"undecided": False}, {"items": []}, {"items": [{}], "complete": "no"}, {"about": -1}, {"about": 5}, {"at_least": 3, "at_most": 2}, {"at": "x"},
    {"at": ""}, {"at": "x", "quote": "長" * 21}, "default", "atlantis", "final", "😀" * 60, "a b", "\u2028",
]  # fmt: skip
NAMES = ["constructor", "__proto__", "items", "at", "x", "media", "removable_used", "undecided", "path", "value"]


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """All paths inside some data, the whole left out."""
    if path:
        yield path
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        yield from places(value, (*path, key))


def changed(case: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The case with one thing replaced, left out, or put in."""
    case = copy.deepcopy(case)
    *way, last = rng.choice(list(places(case)))
    inside: Any = case
    for key in way:
        inside = inside[key]
    match rng.randrange(4):
        case 0 if isinstance(inside, dict):
            del inside[last]
        case 1 if isinstance(inside, dict):
            inside[rng.choice(NAMES)] = copy.deepcopy(rng.choice(ODD))
        case _:
            inside[last] = copy.deepcopy(rng.choice(ODD))
    return case


@pytest.mark.parametrize("seed", range(2))
def test_the_page_takes_what_the_command_takes(tenken: Tenken, repo: Path, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    files = sorted((repo / "cases").glob("*/*.json"))
    originals = [json.loads(file.read_text(encoding="utf-8")) for file in rng.sample(files, 20)]
    cases = [changed(rng.choice(originals), rng) for _ in range(1500)]
    reader = tmp_path / "page.js"
    folder = Path(page_folder.__file__).parent
    reader.write_text(script(folder / "faults.js", READING / "policy.js", READING / "wording.js"), encoding="utf-8")
    data = json.loads(page(tenken.policy, "ja").split('id="data">')[1].split("</script>")[0])
    done = subprocess.run(
        [node(), RUNNER, reader], input=json.dumps({"data": data, "cases": cases}), capture_output=True, check=True,
        encoding="utf-8",
    )  # fmt: skip
    disagreeing = []
    for case, told in zip(cases, json.loads(done.stdout), strict=True):
        whole = {
            "title": "t",
            "municipality": "default",
            "consulted_on": "2020-01-01",
            "stage": "final",
            "id": "i",
            **case,
        }
        why = refusal(tenken, whole)
        if bool(why) != bool(told):
            disagreeing.append((told, why))
    assert disagreeing[:8] == []


def refusal(tenken: Tenken, case: dict[str, Any]) -> str | None:
    """Why the command would not read this case, or None."""
    try:
        tenken.reader.parse(json.dumps(case), "case.json")
    except CaseError as problem:
        return problem.message.ja
    return None
