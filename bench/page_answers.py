"""How long an answer on the offline page takes until everything shown has changed, with all rules loaded.

Prints the median and the slowest of many answers in the system's Chromium, for the questions as a clerk has them, and with every
question and every finding folded open. The aim is 100 ms.

    python bench/page_answers.py
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO / "tests" / "support"))

from clerk import Clerk, browsing  # noqa: E402

from tenken import Tenken  # noqa: E402
from tenken_cli.forms.page import page as written  # noqa: E402

CASE = REPO / "cases" / "precedents" / "odawara-72-u.json"
ANSWERS = 40
TIMED = """(count) => {
  const radios = [...document.querySelectorAll('.card input[type="radio"]')];
  return Array.from({length: count}, (_, number) => {
    const began = performance.now();
    radios[(number * 7) % radios.length].click();
    document.body.getBoundingClientRect();
    return performance.now() - began;
  });
}"""


def main() -> None:
    """Time the answers, and print them."""
    tenken = Tenken.load()
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        file = Path(folder, "page.html")
        file.write_text(written(tenken.policy, "ja"), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(file.as_uri())
        page.set_input_files("#file", CASE)
        page.wait_for_selector("#message:visible")
        tell("questions", page.evaluate(TIMED, ANSWERS))
        clerk = Clerk(page, tenken.policy.vocabulary)
        clerk.all_items()
        clerk.shown()
        tell("all folded open", page.evaluate(TIMED, ANSWERS))


def tell(name: str, times: list[float]) -> None:
    """One line."""
    print(f"{name:16} median {statistics.median(times):5.1f} ms   slowest {max(times):5.1f} ms")


if __name__ == "__main__":
    main()
