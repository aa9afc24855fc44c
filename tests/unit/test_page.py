"""The page's file: everything its scripts name is there, nothing in it can break out, and it asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tools import node

from tenken import Tenken
from tenken.portable.script import script
from tenken.texts import Lang, text
from tenken_cli.forms import page as page_folder
from tenken_cli.forms.page import page
from tenken_cli.forms.page.build import SPANS
from tenken_cli.forms.page.words import PAGE_WORDS

FOLDER = Path(page_folder.__file__).parent


def sources() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.js")))


def test_every_word_that_the_scripts_name_exists() -> None:
    named = set(re.findall(r'\bui\(\s*"(\w+)"', sources())) | set(re.findall(r"data\.ui\.(\w+)", sources()))
    named |= set(re.findall(r"\$(\w+)", (FOLDER / "page.html").read_text(encoding="utf-8")))
    assert named - PAGE_WORDS.keys() == {"lang", "policy", "style", "data", "script"}


def test_no_word_is_there_for_nothing() -> None:
    """Each word is named by the page, or belongs to a family of which the page makes the keys."""
    code, frame = sources(), (FOLDER / "page.html").read_text(encoding="utf-8")
    refused = set(re.findall(r'new Refused\("(\w+)"\)', code)) | {"whole_day"}
    kinds = {"boolean", "choice", "text", "number", "integer", "date", "list_choice", "list_text", "list_object"}
    head = {"title", "id", "municipality", "department"}
    made = {f"expected_{key}" for key in refused} | {f"how_{kind}" for kind in kinds} | {f"head_{key}" for key in head}
    made |= {f"help_{key}" for key in (*head, "consulted_on", "starts_on", "stage")} | {"wrong_id"}
    made |= {f"list_{key}" for key in ("all", "more", "none", "undecided")} | {f"typed_{key}" for key in SPANS}
    named = set(re.findall(r'"(\w+)"', code))
    named |= {one for pair in re.findall(r"\.ui\.(\w+)|\$(\w+)", code + frame) for one in pair}
    assert PAGE_WORDS.keys() - named - made == set()
    assert made - PAGE_WORDS.keys() == set()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_gaps_of_words_are_the_same_in_both_languages(lang: Lang) -> None:
    for key, words in PAGE_WORDS.items():
        assert set(re.findall(r"\{\w+\}", words.ja)) >= set(re.findall(r"\{\w+\}", words.en)), key


def test_every_module_is_understood_by_node(tmp_path: Path) -> None:
    file = tmp_path / "page.js"
    file.write_text(script(FOLDER / "app.js"), encoding="utf-8")
    subprocess.run([node(), "--check", file], check=True)
    assert "import " not in re.sub(r"/\*.*?\*/|//.*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_policy_allows_this_script_and_no_other(tenken: Tenken) -> None:
    written = page(tenken.policy, "ja")
    allowed = re.search(r"script-src '(sha256-[^']+)'", written)
    code = written.rsplit("<script>", 1)[1].split("</script>")[0]
    assert allowed is not None
    assert allowed[1] == "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert re.findall(r'\b(?:src|href)="(?!#)', written) == []
    assert re.findall(r"https?://", written) == []


def test_texts_of_policies_cannot_end_the_data(tenken: Tenken) -> None:
    evil = "</script><script>alert(1)</script><!--"
    rule = next(iter(tenken.policy.rules.values()))
    rules = {**tenken.policy.rules, rule.id: replace(rule, title=text(evil, evil))}
    written = page(replace(tenken.policy, rules=rules), "ja")
    assert evil not in written
    data = written.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert json.loads(data)["policy"]["rules"][0]["title"]["ja"] == evil


def test_only_the_language_and_the_city_asked_for_are_inside(tenken: Tenken) -> None:
    written = page(tenken.policy, "en", "ueda")
    data = json.loads(written.split('id="data">')[1].split("</script>")[0])
    assert list(data["policy"]["municipalities"]) == ["ueda"]
    assert set(data["policy"]["rules"][0]["title"]) == {"en"}
