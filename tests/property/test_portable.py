"""The JavaScript reading says, to the letter, what the Python reading says."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conformance import Part, cases, judged, lines
from random_cases import Facts
from random_policies import random_policy
from tools import node

from tenken import Tenken
from tenken.errors import PolicyError
from tenken.portable.script import READING, script

RUNNER = Path(__file__).parents[1] / "support" / "conformance.js"
PARTS = 4


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evaluator as the page holds it."""
    file = tmp_path_factory.mktemp("reading") / "reading.js"
    file.write_text(script(READING / "assess.js", READING / "policy.js"), encoding="utf-8")
    return file


def run(reading: Path, told: Iterable[str]) -> dict[str, Any]:
    """What the JavaScript runner says of the lines of a conformance file."""
    with subprocess.Popen(
        [node(), RUNNER, reading], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.writelines(f"{line}\n" for line in told)
        process.stdin.close()
        result: dict[str, Any] = json.loads(process.stdout.read())
    return result


@pytest.mark.parametrize("number", range(PARTS))
def test_javascript_conforms(reading: Path, number: int) -> None:
    result = run(reading, lines(Part(number, PARTS), every_example=False))
    assert result["differing"] == 0, result["first"]
    assert result["cases"] > 2700 / PARTS


@pytest.mark.soak
def test_javascript_conforms_on_every_example(reading: Path) -> None:
    result = run(reading, lines())
    assert result["differing"] == 0, result["first"]
    assert result["cases"] > 5500


def on_random_policies(tenken: Tenken, small: Any, seed: int) -> Iterator[str]:
    """Random policies, each with a few random cases that state more and less."""
    rng = random.Random(seed)
    make = Facts(rng)
    for _ in range(15):
        try:
            other = Tenken(random_policy(tenken.policy, small.vocabulary, rng))
        except PolicyError:  # concepts too large for the chaining engine
            continue
        told = []
        for number in range(8):
            raw = {"id": "r", "title": "r", "municipality": rng.choice(list(other.policy.municipalities))}
            raw |= {"consulted_on": rng.choice(["2016-05-01", "2022-06-01", "2025-10-01"]), "stage": "final"}
            raw |= {"starts_on": rng.choice(["2023", "2023-04-01"])} if rng.random() < 0.6 else {}
            told.append(
                (f"{seed}/{number}", {**raw, "facts": make.case(small.vocabulary, rng.choice([0.3, 0.7, 1.0]))})
            )
        yield from judged(other, told)


@pytest.mark.parametrize("seed", range(6))
def test_javascript_conforms_on_policies_of_any_kind(tenken: Tenken, small: Any, reading: Path, seed: int) -> None:
    result = run(reading, on_random_policies(tenken, small, seed))
    assert result["differing"] == 0, result["first"]
    assert result["cases"] > 80


SLIPS = {
    "an end left out": ("value.low >= bound.high", "value.low > bound.high"),
    "unknown taken for false": ("if (value === null || limit === null) return UNKNOWN;", "if (value === null || limit === null) return FALSE;"),
    "open lists taken for whole": ("return value.complete || found === TRUE ? found : UNKNOWN;", "return found;"),
    "another day's law": ("Math.max(period.first, span.low)", "period.first"),
    "promises ignored": ("this.decoded.get(path) ?? ", ""),
    "harmless findings asked about": ('this.verdict === "open" && !this.harmless', 'this.verdict === "open"'),
    "questions not weighed": ("policy.questions.weight[", "1 || policy.questions.weight["),
    "riders in any order": ("one[place] - other[place]", "0"),
    "days counted with one end": ("end.low - start.high + 1", "end.low - start.high"),
}  # fmt: skip


@pytest.fixture(scope="session")
def some_cases(tenken: Tenken) -> list[str]:
    """The lines of a few hundred cases."""
    return list(judged(tenken, cases(tenken, 100, 40)))


@pytest.mark.parametrize("slip", SLIPS)
def test_the_comparison_notices(reading: Path, some_cases: list[str], tmp_path: Path, slip: str) -> None:
    """Each slip in the JavaScript is seen: agreement means something."""
    right, wrong = SLIPS[slip]
    source = reading.read_text(encoding="utf-8")
    assert right in source
    slipped = tmp_path / "slipped.js"
    slipped.write_text(source.replace(right, wrong), encoding="utf-8")
    assert run(slipped, some_cases)["differing"] > 0
