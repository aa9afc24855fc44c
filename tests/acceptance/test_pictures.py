"""The pictures of the guides: taken of the page, the form and the documents as they are, for people to look at.

`make pictures` puts them into `docs/images`.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from clerk import Clerk, browsing
from playwright.sync_api import Browser, Page, expect
from tools import as_pdf, picture_of

from tenken import Tenken

DESK = {"width": 1100, "height": 760}
GUIDES = ("departments.md", "secretariat.md")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as running:
        yield running


@pytest.fixture
def clerk(browser: Browser, run: Callable[..., Any], tmp_path: Path, tenken: Tenken) -> Iterator[Clerk]:
    """A clerk before the page of one city."""
    file = tmp_path / "self-check.html"
    assert run("page", "-o", file, "--municipality", "odawara").exit_code == 0
    page = browser.new_page(viewport=DESK)  # type: ignore[arg-type]
    page.goto(file.as_uri())
    yield Clerk(page, tenken.policy.vocabulary)
    page.close()


def keep(page: Page, build: Path, name: str) -> None:
    page.wait_for_timeout(200)
    page.screenshot(path=build / f"guide-{name}.png")


def test_pictures_of_the_page(clerk: Clerk, usb_case: Path, build: Path) -> None:
    import json

    page = clerk.page
    page.get_by_label("件名").fill("生活保護レセプトクラウドサービス導入事務")
    page.get_by_label("所管課").fill("生活支援課")
    page.get_by_label("諮問の日").fill("H30.2.2")
    page.get_by_label("運用の開始日").fill("H30.7")
    page.get_by_label("本審議", exact=True).check()
    page.get_by_label("運用の開始日").blur()
    keep(page, build, "page-1-basics")
    clerk.answer("media.removable_used", True)
    page.evaluate("document.getElementById('answers-title').scrollIntoView()")
    keep(page, build, "page-2-questions")
    facts = json.loads(usb_case.read_text(encoding="utf-8"))["facts"]
    clerk.facts({"link": facts["link"], "media": facts["media"]})
    page.locator(".right .verdict-fail .why > summary").first.click()
    page.evaluate("document.getElementById('answers-title').scrollIntoView()")
    expect(page.locator("#summary")).to_contain_text("付帯意見付き承認")
    page.evaluate("document.getElementById('results').scrollTo(0, 0)")
    keep(page, build, "page-3-result")
    page.pdf(path=build / "guide-paper.pdf", prefer_css_page_size=True)
    picture_of(build / "guide-paper.pdf", 1, build / "guide-page-4-paper.png")


def test_pictures_of_the_form_and_the_documents(
    run: Callable[..., Any], usb_case: Path, build: Path, tmp_path: Path
) -> None:
    form, reply = tmp_path / "form.xlsx", tmp_path / "reply.docx"
    assert run("form", "-o", form, "--from", usb_case).exit_code == 0
    assert run("check", form, "-o", f"xlsx={tmp_path / 'checked.xlsx'}", "-o", f"docx={reply}").exit_code != 2
    picture_of(as_pdf(tmp_path / "checked.xlsx"), 4, build / "guide-form.png")
    printed = as_pdf(reply)
    pages = subprocess.run(["pdftotext", printed, "-"], capture_output=True, check=True).stdout.decode().split("\f")
    number = next(place for place, words in enumerate(pages, 1) if "（答申）" in words)
    picture_of(printed, number, build / "guide-reply.png")


@pytest.mark.parametrize("name", GUIDES)
def test_every_picture_of_a_guide_is_there(repo: Path, name: str) -> None:
    named = re.findall(r"!\[[^\]]+\]\((images/[^)]+)\)", (repo / "docs" / name).read_text(encoding="utf-8"))
    assert named
    assert [one for one in named if not (repo / "docs" / one).is_file()] == []
