"""The cold start of `tenken check` beside that of its own libraries, each in fresh processes and by turns.

    python bench/cold_start.py [ROUNDS]

`tenken check` of one case is to take less than three times as long as importing what it is built on.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

LIMIT = 3.0
CASE = Path(__file__).parents[1] / "cases" / "precedents" / "odawara-72-u.json"
CHECK = (str(Path(sys.executable).with_name("tenken")), "check", str(CASE))
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
"""Compiled once, as everything that is installed is; else changed modules would be compiled in each round."""

LIBRARIES = (sys.executable, "-c", "import pydantic, jsonschema, click, rich")


def seconds(command: Sequence[str], expected: frozenset[int]) -> float:
    """The wall time of one fresh process. Raises RuntimeError where it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, env=ENVIRONMENT)
    taken = time.perf_counter() - start
    if done.returncode not in expected:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return taken


def main(rounds: int) -> int:
    """Measure by turns, so that a busy moment hits both; print the medians and their ratio."""
    checks, imports = [], []
    for turn in range(rounds + 1):
        pair = seconds(CHECK, frozenset({0, 1, 3})), seconds(LIBRARIES, frozenset({0}))
        if turn:  # the first turn only fills the disk cache
            checks.append(pair[0])
            imports.append(pair[1])
    ratio = median(checks) / median(imports)
    print(f"tenken check, one case  {median(checks):.3f} s (median of {rounds})")
    print(f"import of its libraries {median(imports):.3f} s (median of {rounds})")
    print(f"ratio {ratio:.2f}: {'below' if ratio < LIMIT else 'NOT below'} {LIMIT:g}")
    return 0 if ratio < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
