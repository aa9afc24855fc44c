"""Loading the shipped policies beside importing the libraries that Tenken is built on, in fresh processes and by turns.

    python bench/loading.py [ROUNDS]

With a warm cache loading is to take less time than `import pydantic, jsonschema`; without it less than three times that.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from statistics import median

LIMITS = {"with a warm cache": 1.0, "without the cache": 3.0}
TIMED = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"
LIBRARIES = TIMED.format("import pydantic, jsonschema")
# As the command does it: with few looks for garbage, since everything that is loaded stays.
LOADING = (
    "import tenken_cli, tenken.yaml12; "
    "from tenken.data import policies_folder; from tenken.policy.load import load_policy; folder = policies_folder(); "
    + TIMED.format("load_policy(folder)")
)


COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Modules are compiled once, as everything that is installed is."""


def seconds(program: str, environment: Mapping[str, str]) -> float:
    """What a fresh process says that it took. Raises CalledProcessError where it fails."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, **COMPILED, **environment},
    )
    return float(done.stdout)


def main(rounds: int) -> int:
    """Measure by turns, so that a busy moment hits all alike; print the medians and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        warm = {"XDG_CACHE_HOME": folder, "TENKEN_NO_CACHE": ""}
        seconds(LOADING, warm)
        imports, loads = [], {name: list[float]() for name in LIMITS}
        for _ in range(rounds):
            imports.append(seconds(LIBRARIES, {}))
            loads["with a warm cache"].append(seconds(LOADING, warm))
            loads["without the cache"].append(seconds(LOADING, {"TENKEN_NO_CACHE": "1"}))
    base = median(imports)
    print(f"import of pydantic and jsonschema       {base:.3f} s (median of {rounds})")
    met = True
    for name, limit in LIMITS.items():
        ratio = median(loads[name]) / base
        met = met and ratio < limit
        print(f"loading the policies {name}  {median(loads[name]):.3f} s, ratio {ratio:.2f}:"
              f" {'below' if ratio < limit else 'NOT below'} {limit:g}")  # fmt: skip
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
