"""The offline page in a real browser: a clerk fills it in, saves, and `tenken check` says the same of the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from clerk import Clerk, browsing
from playwright.sync_api import Browser, Page, expect
from tools import pages_of

from tenken import Tenken

Run = Callable[..., Any]
DESK, PHONE, WIDE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}, {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as running:
        yield running


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as the command writes it."""
    from click.testing import CliRunner

    from tenken_cli.main import tenken as program

    file = tmp_path_factory.mktemp("page") / "self-check.html"
    done = CliRunner().invoke(program, ["page", "-o", str(file), "--lang", "ja"])
    assert done.exit_code == 0, done.output
    return file


@pytest.fixture
def opened(browser: Browser, page_file: Path) -> Iterator[Callable[..., Page]]:
    """Opens the page offline from its file; afterwards nothing was asked for but the file, and nothing went wrong."""
    contexts, requests, problems = [], list[str](), list[str]()

    def open_(viewport: dict[str, int] = DESK, file: Path = page_file, broken: bool = False) -> Page:
        context = browser.new_context(viewport=viewport, offline=True, accept_downloads=True)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: requests.append(request.url))
        if not broken:
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [url for url in requests if not url.startswith(("file:", "blob:"))] == []
    assert len([url for url in requests if url.startswith("file:")]) == len(contexts)
    assert problems == []


@pytest.fixture
def clerk(opened: Callable[..., Page], tenken: Tenken) -> Clerk:
    return Clerk(opened(), tenken.policy.vocabulary)


def read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


def said(run: Run, file: Path) -> dict[str, Any]:
    """What the command says of a case file, as the page lays it out."""
    report = json.loads(run("check", file, "-o", "json").stdout)["cases"][0]
    verdicts = ("fail", "review", "open", "pass", "not_applicable")
    riders = report["riders"]
    return {
        "findings": {
            verdict: [one["rule"] for one in report["findings"] if one["verdict"] == verdict] for verdict in verdicts
        },
        "recommended": [one["id"] for one in riders if one["strength"] == "recommended"],
        "if_unanswered": [one["id"] for one in riders if one["strength"] == "if_unanswered"],
        "questions": str(len(report["questions"])),
    }


def assert_same(clerk: Clerk, run: Run, file: Path) -> None:
    shown = clerk.shown()
    questions = shown.pop("summary")["残る質問"]
    assert {**shown, "questions": questions} == said(run, file)


def in_any_order(facts: Any) -> Any:
    """Facts with their lists of choices sorted: a clerk ticks them in the order in which they stand."""
    if isinstance(facts, dict):
        return {name: in_any_order(value) for name, value in facts.items()}
    if isinstance(facts, list):
        return sorted(facts) if all(isinstance(one, str) for one in facts) else [in_any_order(one) for one in facts]
    return facts


def test_a_clerk_enters_an_item_from_the_minutes(
    clerk: Clerk, run: Run, usb_case: Path, tmp_path: Path, screens: Callable[..., None]
) -> None:
    case = read(usb_case)
    screens(clerk.page, "desk-1-empty")
    clerk.basics(case)
    groups = list(case["facts"])
    clerk.facts({group: case["facts"][group] for group in groups[:3]})
    screens(clerk.page, "desk-2-half")
    clerk.facts({group: case["facts"][group] for group in groups[3:]})
    rider = clerk.page.locator('li[data-rider="removable-media"][data-strength="recommended"]')
    expect(rider).to_be_visible()
    expect(clerk.page.locator("#summary")).to_contain_text("付帯意見付き承認")
    saved = clerk.save(tmp_path)
    assert saved.name == "odawara-72-u.json"
    assert in_any_order(read(saved)["facts"]) == in_any_order(case["facts"])
    assert_same(clerk, run, saved)
    assert "removable-media" in said(run, saved)["recommended"]

    clerk.answer("media.removable_used", False)
    expect(rider).to_have_count(0)
    expect(clerk.page.locator("#summary dd").first).to_have_text("承認（記載が少ない）")
    without = clerk.save(tmp_path)
    assert read(without)["facts"]["media"]["removable_used"] is False
    assert_same(clerk, run, without)
    screens(clerk.page, "desk-3-done")


def test_a_clerk_enters_a_whole_assessment(clerk: Clerk, run: Run, repo: Path, tmp_path: Path) -> None:
    """An item of 2024 with rows of files, risks and entrustments; what fails and what rider comes goes with its cause."""
    case = read(repo / "cases" / "examples" / "default-2024-comments-at-counters-only.json")
    clerk.basics(case)
    clerk.facts(case["facts"])
    saved = clerk.save(tmp_path)
    assert in_any_order(read(saved)["facts"]) == in_any_order(case["facts"])
    assert_same(clerk, run, saved)
    assert said(run, saved)["findings"]["fail"] == case["expected"]["failing"]
    expect(clerk.page.locator("#summary dd").first).to_have_text("補正")

    clerk.card("assessment.comment_methods").get_by_label("市のホームページ").check()
    expect(clerk.page.locator("#summary dd").first).to_have_text("承認")
    rider = clerk.page.locator('li[data-rider="removable-media"][data-strength="recommended"]')
    clerk.answer("media.removable_used", True)
    expect(rider).to_be_visible()
    clerk.answer("media.removable_used", False)
    expect(rider).to_have_count(0)
    mended = clerk.save(tmp_path)
    assert_same(clerk, run, mended)
    assert said(run, mended)["findings"]["fail"] == []


def test_the_questions_lead_to_the_end(clerk: Clerk, usb_case: Path) -> None:
    """Whoever answers only what is asked is asked less and less, and nothing that cannot matter."""
    clerk.basics({**read(usb_case), "id": "x"})
    page = clerk.page
    left = int(page.locator("#summary > div", has_text="残る質問").locator("dd").inner_text())
    assert page.locator(".card:visible").count() == 10
    clerk.answer("media.removable_used", False)
    assert page.locator('.card[data-path="media.removable_used"]').get_attribute("class") == "card answered"
    assert int(page.locator("#summary > div", has_text="残る質問").locator("dd").inner_text()) < left
    page.get_by_role("button", name="次の質問へ").click()
    assert page.locator(".card.answered").count() == 0
    assert page.locator('.card[data-path^="media."]').count() == 0, "without a medium, nothing more is asked on media"


def test_questions_can_be_passed_over(clerk: Clerk, usb_case: Path) -> None:
    """Whoever does not know goes on; every question comes by, and those passed over come again at the end."""
    clerk.basics({**read(usb_case), "id": "x"})
    left = int(clerk.page.locator("#summary > div", has_text="残る質問").locator("dd").inner_text())
    seen, first = set[str](), paths_of(clerk.page)
    for _ in range(left // 10 + 2):
        now = paths_of(clerk.page)
        if seen.issuperset(now):
            break
        seen.update(now)
        clerk.page.get_by_role("button", name="次の質問へ").click()
    assert len(seen) == left
    assert paths_of(clerk.page) == first


def paths_of(page: Page) -> list[str]:
    """The facts that are asked for on the screen."""
    found: list[str] = page.locator(".card").evaluate_all("(cards) => cards.map((one) => one.dataset.path)")
    return found


def test_what_cannot_be_read_is_not_saved_away(clerk: Clerk, usb_case: Path, tmp_path: Path) -> None:
    """An answer that nobody can read, and a reference that no file can have, stop the saving until they are mended."""
    clerk.basics(read(usb_case))
    clerk.all_items()
    field = clerk.card("data.subjects_count").locator("input")
    field.fill("たくさん")
    clerk.page.locator("#head-id").fill("a/b")
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    told = clerk.page.locator("#message")
    expect(told).to_contain_text("読み取れない答えが 2 件")
    expect(told).to_contain_text("たくさん")
    clerk.page.get_by_role("button", name="決め手になる質問").click()
    clerk.all_items()
    assert field.input_value() == "たくさん", "looking elsewhere does not lose it"
    field.fill("30万")
    clerk.page.locator("#head-id").fill("ab")
    saved = read(clerk.save(tmp_path))
    assert (saved["id"], saved["facts"]["data"]["subjects_count"]) == ("ab", 300_000)


def test_a_file_without_a_name_is_named_after_the_item(clerk: Clerk, usb_case: Path, tmp_path: Path) -> None:
    clerk.basics({**read(usb_case), "id": ""})
    saved = clerk.save(tmp_path)
    assert saved.name == "2018-02-02-生活保護レセプトクラウドサービス導入事務.json"
    assert read(saved)["id"] == saved.stem


def test_an_excel_form_is_sent_to_the_secretariat(clerk: Clerk, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(b"PK")
    clerk.page.set_input_files("#file", form)
    expect(clerk.page.locator("#message")).to_contain_text("事務局に渡してください")


def test_a_page_whose_script_does_not_run_says_so(opened: Callable[..., Page], page_file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text(
        page_file.read_text(encoding="utf-8").replace('"use strict";\n(() =>', '"use strict";\n(( =>'), encoding="utf-8"
    )
    page = opened(DESK, broken, broken=True)
    expect(page.locator("#cannot-run")).to_contain_text("このページが動きません")
    assert opened().locator("#cannot-run").count() == 0


def test_rows_are_not_thrown_away_by_one_click(clerk: Clerk, usb_case: Path) -> None:
    clerk.basics(read(usb_case))
    clerk.all_items()
    path = "entrustment.re_entrustments"
    clerk.answer(path, [{"to": "甲社", "tier": 1}])
    clerk.page.once("dialog", lambda dialog: dialog.dismiss())
    clerk.card(path).locator(".whole").last.get_by_label("一つもない").click()
    assert clerk.card(path).locator(".row").count() == 1
    expect(clerk.card(path).locator(".whole").last.get_by_label("これで全部", exact=True)).to_be_checked()


def test_open_again_changes_nothing(clerk: Clerk, run: Run, repo: Path, tmp_path: Path) -> None:
    """Every case file can be opened, judged the same, and saved again with all that it holds."""
    files = sorted((repo / "cases" / "precedents").glob("*.json"))
    for file in files[::3]:
        clerk.page.set_input_files("#file", file)
        expect(clerk.page.locator("#message")).to_contain_text(f"「{file.name}」を開きました")
        saved = clerk.save(tmp_path)
        assert read(saved) == {key: value for key, value in read(file).items() if key != "$schema"}
        assert_same(clerk, run, saved)


def test_a_changed_list_loses_the_sources_within_it(clerk: Clerk, usb_case: Path, tmp_path: Path) -> None:
    case = read(usb_case)
    case["sources"]["link.segments[0].kind"] = case["sources"].pop("link.segments")
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    clerk.page.set_input_files("#file", file)
    clerk.all_items()
    clerk.card("link.segments").locator(".whole").last.get_by_label("これで全部", exact=True).check()
    assert not [path for path in read(clerk.save(tmp_path))["sources"] if path.startswith("link.segments")]


def test_a_changed_answer_loses_its_source(clerk: Clerk, usb_case: Path, tmp_path: Path) -> None:
    clerk.page.set_input_files("#file", usb_case)
    clerk.all_items()
    clerk.answer("media.removable_used", False)
    saved = read(clerk.save(tmp_path))
    assert "media.removable_used" not in saved["sources"]
    assert "media.kinds" in saved["sources"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "案件ファイル（JSON）として読めません"),
        ("[]", "案件の形をしていません"),
        ('{"facts": {"media": {"no_such": true}}}', "media.no_such"),
        ('{"facts": {"media": {"removable_used": "yes"}}}', "外部記録媒体の利用"),
        ('{"facts": {}, "municipality": "atlantis"}', "atlantis"),
        ('{"facts": {}, "__proto__": {"x": 1}}', "__proto__"),
        ('{"facts": {"constructor": {"name": 1}}}', "constructor"),
        ('{"facts": {}, "consulted_on": "2018-02"}', "諮問の日"),
        ('{"facts": {}, "sources": {"media.kinds": [null]}}', "sources"),
        ('{"facts": {}, "commitments": [{"path": "media.kinds", "value": 1}]}', "媒体の種類"),
        ('{"facts": {}, "unanswered": [null]}', "unanswered.0"),
        ('{"facts": {"retention": {"period_years": -1}}}', "個人情報の保存期間"),
    ],
)
def test_a_bad_file_is_told_and_changes_nothing(
    clerk: Clerk, usb_case: Path, tmp_path: Path, content: str, told: str
) -> None:
    clerk.page.set_input_files("#file", usb_case)
    bad = tmp_path / "bad.json"
    bad.write_text(content, encoding="utf-8")
    clerk.page.set_input_files("#file", bad)
    expect(clerk.page.locator("#message")).to_contain_text(told)
    assert clerk.page.get_by_label("件名").input_value() == "生活保護レセプトクラウドサービス導入事務"


def test_markup_in_a_case_stays_text(clerk: Clerk, usb_case: Path, tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    case = read(usb_case)
    case["title"] = evil
    case["facts"]["purpose"]["statement"] = evil
    file = tmp_path / "evil.json"
    file.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    clerk.page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    clerk.page.set_input_files("#file", file)
    clerk.all_items()
    assert clerk.card("purpose.statement").locator("textarea").input_value() == evil
    assert clerk.page.locator("img").count() == 0
    clerk.shown()


def test_entries_of_eras_and_wide_digits(clerk: Clerk) -> None:
    clerk.basics(
        {
            "title": "あ",
            "id": "a",
            "municipality": "default",
            "consulted_on": "Ｒ６．４．１",
            "starts_on": "Ｒ６．７",
            "stage": "final",
        }
    )
    expect(clerk.page.locator(".basic-consulted_on .note")).to_have_text("→ 令和6年4月1日")
    expect(clerk.page.locator(".basic-starts_on .note")).to_have_text("→ 令和6年7月")
    clerk.all_items()
    field = clerk.card("data.subjects_count").locator("input")
    field.fill("約３０万人")
    expect(clerk.card("data.subjects_count").locator(".typed .note")).to_contain_text("約300000")
    field.fill("たくさん")
    field.press("Tab")
    expect(clerk.card("data.subjects_count").locator(".typed .note")).to_contain_text("数として読めません")
    assert "answered" not in (clerk.card("data.subjects_count").get_attribute("class") or "")
    clerk.page.get_by_label("諮問の日").fill("令和元年4月1日")
    clerk.page.get_by_label("諮問の日").press("Tab")
    expect(clerk.page.locator(".basic-consulted_on .note")).to_contain_text("その元号の期間に入りません")


def test_yes_and_no_by_key(clerk: Clerk, usb_case: Path) -> None:
    clerk.basics(read(usb_case))
    card = clerk.card("media.removable_used")
    card.locator("input").first.focus()
    clerk.page.keyboard.press("x")
    assert card.locator('input[value="false"]').is_checked()
    clerk.page.keyboard.press("o")
    assert card.locator('input[value="true"]').is_checked()


def test_a_list_is_whole_only_where_that_is_said(clerk: Clerk, usb_case: Path, tmp_path: Path) -> None:
    clerk.basics(read(usb_case))
    clerk.all_items()
    card = clerk.card("access.authentication")
    card.get_by_label("ICカード").check()
    stated = read(clerk.save(tmp_path))["facts"]["access"]["authentication"]
    assert stated == {"items": ["ic_card"], "complete": False}
    card.get_by_label("これで全部", exact=True).check()
    assert read(clerk.save(tmp_path))["facts"]["access"]["authentication"] == ["ic_card"]
    card.get_by_label("一つもない").check()
    assert read(clerk.save(tmp_path))["facts"]["access"]["authentication"] == []
    assert not card.get_by_label("ICカード").is_checked()
    card.get_by_label("ICカード").check()
    card.get_by_label("ICカード").uncheck()
    assert "access" not in read(clerk.save(tmp_path))["facts"]


def test_rows_come_and_go(clerk: Clerk, usb_case: Path, tmp_path: Path) -> None:
    clerk.basics(read(usb_case))
    clerk.all_items()
    path = "entrustment.re_entrustments"
    clerk.answer(path, [{"to": "甲社", "tier": 1}, {"to": "乙社", "tier": 2}])
    clerk.card(path).get_by_role("button", name="1行目を削除").click()
    assert read(clerk.save(tmp_path))["facts"]["entrustment"]["re_entrustments"] == [{"to": "乙社", "tier": 2}]
    expect(clerk.card(path).get_by_label("これで全部", exact=True).last).to_be_checked()
    clerk.card(path).get_by_role("button", name="1行目を削除").click()
    assert "entrustment" not in read(clerk.save(tmp_path))["facts"]


def test_a_draft_is_kept_and_leaving_is_warned_of(
    browser: Browser, page_file: Path, usb_case: Path, tenken: Tenken
) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    clerk = Clerk(page, tenken.policy.vocabulary)
    clerk.basics(read(usb_case))
    clerk.answer("media.removable_used", True)
    warned: list[str] = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.accept()))
    page.reload()
    assert warned == ["beforeunload"]
    page.get_by_role("button", name="続きから始める").click()
    assert page.get_by_label("件名").input_value() == read(usb_case)["title"]
    clerk.all_items()
    assert clerk.card("media.removable_used").locator('input[value="true"]').is_checked()
    context.close()


def tab_through(page: Page, most: int) -> Iterator[dict[str, Any]]:
    """What has the focus, press by press of the tab key, until it leaves the page."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => { const on = document.activeElement; return on === document.body ? null : {
            id: on.id, tag: on.tagName, name: on.name, path: on.closest(".card")?.dataset.path,
            seen: on.getClientRects().length > 0}; }"""
        )
        if found is None:
            return
        yield found


def test_every_question_by_keyboard_alone(clerk: Clerk, usb_case: Path, tenken: Tenken) -> None:
    clerk.basics(read(usb_case))
    clerk.all_items()
    clerk.page.locator(".skip").focus()
    reached = [one for one in tab_through(clerk.page, 9000) if one["seen"]]
    assert {one["path"] for one in reached if one["path"]} == set(tenken.policy.vocabulary.facts)
    assert {"save", "load", "print", "new", "show-questions", "show-all"} <= {one["id"] for one in reached}


@pytest.mark.parametrize("viewport", [DESK, PHONE, WIDE], ids=["desk", "phone", "wide"])
@pytest.mark.parametrize("view", ["empty", "questions", "all"])
def test_axe_finds_nothing(
    opened: Callable[..., Page], tenken: Tenken, usb_case: Path, viewport: dict[str, int], view: str
) -> None:
    page = opened(viewport)
    clerk = Clerk(page, tenken.policy.vocabulary)
    if view != "empty":
        page.set_input_files("#file", usb_case)
        expect(page.locator("#message")).to_be_visible()
        clerk.shown()
    if view == "all":
        clerk.all_items()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is cut off at the side"


def test_on_a_phone(opened: Callable[..., Page], tenken: Tenken, usb_case: Path, screens: Callable[..., None]) -> None:
    page = opened(PHONE)
    screens(page, "phone-1-empty")
    clerk = Clerk(page, tenken.policy.vocabulary)
    clerk.basics(read(usb_case))
    clerk.answer("media.removable_used", True)
    screens(page, "phone-2-half")
    page.on("dialog", lambda dialog: dialog.accept())
    page.set_input_files("#file", usb_case)
    expect(page.locator("#summary")).to_contain_text("付帯意見付き承認")
    clerk.shown()
    screens(page, "phone-3-done")


def test_on_paper(clerk: Clerk, usb_case: Path, build: Path) -> None:
    clerk.page.set_input_files("#file", usb_case)
    expect(clerk.page.locator("#message")).to_be_visible()
    file = build / "paper.pdf"
    clerk.page.pdf(path=file, format="A4", prefer_css_page_size=True)
    shown = "".join("".join(pages_of(file)).split())
    for words in ("諮問事項点検票", "平成30年2月2日", "付帯意見付き承認", "USBメモリ", "まだ答えていない質問"):
        assert words in shown


def test_the_file_is_small_and_strict(page_file: Path) -> None:
    content = page_file.read_text(encoding="utf-8")
    assert page_file.stat().st_size < 1_500_000
    assert "default-src 'none'" in content
    assert "unsafe" not in content.split("</head>")[0]
    assert "eval(" not in content
    assert "new Function" not in content


def test_one_city_in_english(opened: Callable[..., Page], run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ueda.html"
    assert run("page", "-o", file, "--municipality", "ueda", "--lang", "en").exit_code == 0
    page = opened(DESK, file)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#head-municipality option").all_inner_texts() == ["Ueda City"]
    page.get_by_label("Title").fill("Card reservations")
    page.get_by_label("Day of consultation").fill("2026-12-01")
    page.get_by_label("final", exact=True).check()
    expect(page.locator(".card").first).to_be_visible()
    japanese = page.evaluate(
        "[...document.querySelectorAll('.left label, .left legend, .left h3, .right summary')].map((one) => one.textContent).filter((text) => /[ぁ-ん]/.test(text))"
    )
    assert japanese == []


def test_wrong_names_are_told(run: Run, tmp_path: Path) -> None:
    done = run("page", "-o", tmp_path / "x.html", "--municipality", "odawarra")
    assert done.exit_code == 2
    assert "odawara" in done.output
    assert run("page", "-o", tmp_path / "no" / "x.html").exit_code == 2
    assert run("page").exit_code == 2
