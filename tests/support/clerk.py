"""A clerk at the offline page: reads questions, clicks and types; never reaches behind the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from tools import chromium

from tenken.policy.vocabulary import Fact, Vocabulary

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@contextmanager
def browsing() -> Iterator[Browser]:
    """The system's Chromium; the test is skipped where there is none."""
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


class Clerk:
    """Someone filling in the page in Japanese."""

    def __init__(self, page: Page, vocabulary: Vocabulary):
        self.page = page
        self.vocabulary = vocabulary

    def basics(self, case: Mapping[str, Any]) -> None:
        """Fill in the head, as a case has it."""
        self.page.get_by_label("件名").fill(case["title"])
        self.page.locator("#head-id").fill(case["id"])
        if "department" in case:
            self.page.get_by_label("所管課").fill(case["department"])
        self.page.locator("#head-municipality").select_option(case["municipality"])
        self.page.get_by_label("諮問の日").fill(case["consulted_on"])
        if "starts_on" in case:
            self.page.get_by_label("運用の開始日").fill(case["starts_on"])
        self.page.get_by_label("本審議" if case["stage"] == "final" else "事前点検", exact=True).check()

    def all_items(self) -> None:
        """Go to the list of all items, and open every group."""
        self.page.get_by_role("button", name="すべての項目から選ぶ").click()
        self._open_all("details.group")

    def _open_all(self, folded: str) -> None:
        closed = self.page.locator(f"{folded}:not([open]) > summary")
        while closed.count():
            closed.first.click()
        filled = "(folded) => [...document.querySelectorAll(folded)].every((one) => one.childElementCount > 1)"
        self.page.wait_for_function(filled, arg=folded)

    def facts(self, facts: Mapping[str, Mapping[str, Any]]) -> None:
        """Answer in the list of all items."""
        self.all_items()
        for group, stated in facts.items():
            for name, value in stated.items():
                self.answer(f"{group}.{name}", value)

    def card(self, path: str) -> Locator:
        """The question of a fact."""
        return self.page.locator(f'.card[data-path="{path}"]')

    def answer(self, path: str, value: Any) -> None:
        """Answer one question."""
        fact = self.vocabulary.facts[path]
        card = self.card(path)
        if fact.kind == "list":
            self._list(card, fact, value)
        else:
            self._single(card, fact, value)

    def _single(self, place: Locator, fact: Fact, value: Any) -> None:
        if fact.kind in ("boolean", "choice"):
            self._choose(place, fact, value)
        else:
            place.locator("input, textarea").first.fill(typed(value))

    def _choose(self, place: Locator, fact: Fact, value: Any) -> None:
        key = "undecided" if isinstance(value, dict) else {True: "true", False: "false"}.get(value, value)
        select = place.locator("select")
        if select.count():
            select.first.select_option(key)
        else:
            place.locator(f'input[type="radio"][value="{key}"]').check()

    def _list(self, place: Locator, fact: Fact, value: Any) -> None:
        assert fact.item is not None
        if isinstance(value, dict) and value.get("undecided"):
            place.locator(".whole").get_by_label("未定").check()
            return
        items = value["items"] if isinstance(value, dict) else value
        if fact.item.kind == "choice":
            self._tick(place, fact.item, items)
        elif fact.item.kind == "object":
            self._rows(place, fact.item, items)
        else:
            place.locator("textarea").fill("\n".join(items))
        open_ = isinstance(value, dict) and not value.get("complete", True)
        said = "ほかにもあるかもしれない" if open_ else "これで全部" if items else "一つもない"
        place.locator(".whole").last.get_by_label(said).check()

    def _tick(self, place: Locator, item: Fact, items: list[str]) -> None:
        for choice in items:
            place.locator(".ticks").get_by_label(item.choices[choice].ja, exact=True).check()

    def _rows(self, place: Locator, item: Fact, items: list[Mapping[str, Any]]) -> None:
        for number, element in enumerate(items):
            place.get_by_role("button", name="行を追加").click()
            cells = place.locator(".row").nth(number).locator(".cell")
            for name, value in element.items():
                field = item.fields[name]
                cell = cells.nth(list(item.fields).index(name))
                if field.kind == "list":
                    self._list(cell, field, value)
                else:
                    self._single(cell, field, value)

    def save(self, folder: Path) -> Path:
        """Save the case, and give the file that the browser put down."""
        with self.page.expect_download() as caught:
            self.page.get_by_role("button", name="保存", exact=True).click()
        target = folder / caught.value.suggested_filename
        caught.value.save_as(target)
        return target

    def shown(self) -> dict[str, Any]:
        """What the page says of the case: all that is folded is opened first."""
        self._open_all(".right details.fold")
        read = """() => {
          const ids = (selector, name) => [...document.querySelectorAll(`.right ${selector}`)].map((one) => one.dataset[name]);
          const verdicts = ["fail", "review", "open", "pass", "not_applicable"];
          return {
            findings: Object.fromEntries(verdicts.map((one) => [one, ids(`.verdict-${one} li[data-rule]`, "rule")])),
            recommended: ids('li[data-strength="recommended"]', "rider"),
            if_unanswered: ids('li[data-strength="if_unanswered"]', "rider"),
            summary: Object.fromEntries([...document.querySelectorAll("#summary > div")].map((one) =>
              [one.querySelector("dt").textContent, one.querySelector("dd").textContent])),
          };
        }"""
        found: dict[str, Any] = self.page.evaluate(read)
        return found


def typed(value: Any) -> str:
    """A value as a clerk types it."""
    if not isinstance(value, dict):
        return str(value)
    if value.get("undecided"):
        return "未定"
    if "about" in value:
        return f"約{value['about']}"
    return (
        f"{value.get('at_least', '')}〜{value.get('at_most', '')}"
        if len(value) == 2
        else (f"{value['at_least']}以上" if "at_least" in value else f"{value['at_most']}以下")
    )
