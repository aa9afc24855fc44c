"""`tenken policy docs`: the catalogue is whole, leads everywhere and back, and is the one that is committed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from tenken.policy.uses import Uses, provisions_of
from tenken_cli.main import tenken as program

Run = Callable[..., Result]
LANGS = ("ja", "en")
LINK = re.compile(r"\]\((?P<to>[^)\s]+)\)|href=\"(?P<in_svg>[^\"]+)\"")
MARK = re.compile(r'<a id="([^"]+)"></a>')
HEADINGS = {"h1", "h2", "h3", "h4"}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The catalogue of the shipped policies by language, in both formats."""
    made = {}
    for lang in LANGS:
        made[lang] = tmp_path_factory.mktemp("docs") / lang
        done = CliRunner().invoke(program, ["policy", "docs", "-o", str(made[lang]), "--lang", lang])
        assert done.exit_code == 0, done.output
    return made


def html_page(folder: Path) -> ET.Element:
    return ET.fromstring((folder / "catalogue.html").read_text(encoding="utf-8"))


def links_by_entry(page: ET.Element) -> Mapping[str, set[str]]:
    """What leads away from below each heading that has a name, up to the next one that has."""
    found: dict[str, set[str]] = {}
    here = ""
    main = page.find(".//main")
    assert main is not None
    for element in main.iter():
        if element.tag in HEADINGS and "id" in element.attrib:
            here = element.attrib["id"]
            found[here] = set()
        if here and "href" in element.attrib:
            found[here].add(unquote(element.attrib["href"]).removeprefix("#"))
    return found


def every_entry(policy: Any) -> set[str]:
    named = {
        "rule": policy.rules,
        "family": {rule.family for rule in policy.rules.values()},
        "concept": policy.concepts,
        "rider": policy.riders,
        "provision": policy.provisions,
        "law": {id_.split(".")[0] for id_ in policy.provisions},
        "fact": policy.vocabulary.facts,
        "group": policy.vocabulary.groups,
        "municipality": policy.municipalities,
    }
    return {f"{kind}-{id_}" for kind, ids in named.items() for id_ in ids}


@pytest.mark.parametrize("lang", LANGS)
def test_the_committed_catalogue_is_the_one_that_the_policies_make(
    books: Mapping[str, Path], repo: Path, lang: str
) -> None:
    made = {file.name: file.read_text(encoding="utf-8") for file in books[lang].iterdir() if file.suffix != ".html"}
    kept = {file.name: file.read_text(encoding="utf-8") for file in (repo / "docs" / "catalogue" / lang).iterdir()}
    differ = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
    command = f"tenken policy docs -o docs/catalogue/{lang} --format markdown --lang {lang}"
    assert not differ, f"{differ} are out of date: run `{command}`, and delete what it says is no longer needed"


@pytest.mark.parametrize("lang", LANGS)
def test_everything_that_has_a_name_has_an_entry(
    books: Mapping[str, Path], tenken: Any, precedents: Mapping[str, Any], lang: str
) -> None:
    wanted = every_entry(tenken.policy) | {f"case-{id_}" for id_ in precedents}
    in_markdown = {mark for file in books[lang].glob("*.md") for mark in MARK.findall(file.read_text(encoding="utf-8"))}
    assert wanted <= in_markdown
    assert wanted <= set(links_by_entry(html_page(books[lang])))


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_of_the_folder_leads_somewhere(books: Mapping[str, Path], lang: str) -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in books[lang].iterdir() if file.suffix != ".html"}
    followed = 0
    for name, content in texts.items():
        for found in LINK.finditer(content):
            file, _, mark = (found["to"] or found["in_svg"]).partition("#")
            target = texts.get(unquote(file) or name)
            assert target is not None, f"{name}: {found[0]}"
            assert not mark or unquote(mark) in MARK.findall(target), f"{name}: {found[0]}"
            followed += 1
    assert followed > 1000


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_of_the_page_leads_somewhere_on_it(books: Mapping[str, Path], lang: str) -> None:
    page = html_page(books[lang])
    names = [element.attrib["id"] for element in page.iter() if "id" in element.attrib]
    assert len(names) == len(set(names))
    for element in page.iter():
        if "href" in element.attrib:
            assert element.attrib["href"].startswith("#")
            assert unquote(element.attrib["href"][1:]) in names


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_needs_nothing_but_itself(books: Mapping[str, Path], lang: str) -> None:
    page = html_page(books[lang])
    assert page.attrib["lang"] == lang
    assert not [element.tag for element in page.iter() if element.tag in {"script", "link", "img", "iframe"}]
    assert not [element for element in page.iter() if "src" in element.attrib]
    assert "url(" not in page.findtext(".//style", "") and "@import" not in page.findtext(".//style", "")


def test_a_rule_leads_to_what_it_rests_on_and_all_of_that_leads_back(books: Mapping[str, Path], tenken: Any) -> None:
    policy, uses, links = tenken.policy, Uses(tenken.policy), links_by_entry(html_page(books["ja"]))
    for id_, rule in policy.rules.items():
        used = [
            *(f"provision-{one.id}" for one in provisions_of(rule)),
            *(f"fact-{path}" for path in uses.facts_of(rule)),
            *(f"concept-{one}" for one in policy.concepts if id_ in uses.rules_on(one)),
            *([f"rider-{rule.rider}"] if rule.rider else []),
        ]
        assert set(used) <= links[f"rule-{id_}"]
        assert all(f"rule-{id_}" in links[one] for one in used)


def test_rules_and_the_items_in_which_they_spoke_lead_to_each_other(
    books: Mapping[str, Path], tenken: Any, precedents: Mapping[str, Any]
) -> None:
    links = links_by_entry(html_page(books["ja"]))
    for id_, case in precedents.items():
        for finding in tenken.judge(case).findings:
            spoke = finding.verdict in ("fail", "review") or (finding.verdict == "open" and finding.applies)
            assert (f"rule-{finding.rule}" in links[f"case-{id_}"]) == spoke
            assert (f"case-{id_}" in links[f"rule-{finding.rule}"]) == spoke


def section(folder: Path, file: str, mark: str) -> str:
    """What a Markdown file says between one mark and the next."""
    content = (folder / file).read_text(encoding="utf-8")
    return content.split(f'<a id="{mark}"></a>')[1].split('<a id="')[0]


def test_a_rule_is_told_in_full(books: Mapping[str, Path]) -> None:
    told = section(books["en"], "rules-safeguards.md", "rule-media-beside-link")
    for part in (
        "Where there is a line, nothing is carried on removable media",
        "**Force**: practice",
        "**Evidence**: from the minutes",
        "**Because**: Carrying on a USB stick",
        "**If it fails**: There is a line to the outside",
        '"Removable media are used" = no',
        "[Control of removable media](riders.md#rider-removable-media)",
        "[Control of removable media](law-council-practice.md#provision-council-practice.removable-media)",
        "Is information passed on removable media such as USB sticks or CDs?",
        "**fail**: [生活保護レセプトクラウドサービス導入事務](precedents.md#case-odawara-72-u)",
        "`safeguards/media-beside-link.yaml`",
    ):
        assert part in told


def test_a_provision_is_told_through_all_its_periods(books: Mapping[str, Path]) -> None:
    told = section(books["ja"], "law-my-number-act.md", "provision-my-number-act.impact-assessment")
    assert "〜2017-05-29 | 第27条 | 原文を確認 `V` |" in told
    assert "2017-05-30〜 | 第28条 |" in told


def test_riders_tell_a_precedent_from_a_suggestion(books: Mapping[str, Path], tenken: Any) -> None:
    for rider in tenken.policy.riders.values():
        told = section(books["ja"], "riders.md", f"rider-{rider.id}")
        assert ("なし（提案）" in told) == (not rider.precedents)
        assert all(f"precedents.md#case-{case}" in told for case in rider.precedents)


def test_a_fact_that_nothing_reads_says_why(run: Run, small_policy: Callable[..., Any], tmp_path: Path) -> None:
    folder = small_policy(("plain", {}))
    vocabulary = json.loads((folder.path / "vocabulary" / "g.yaml").read_text(encoding="utf-8"))
    vocabulary["properties"]["note"]["informational"] = {"ja": "参考のため", "en": "for reference"}
    folder.write("vocabulary/g.yaml", vocabulary)
    assert run("policy", "docs", "-o", tmp_path / "out", "--policies", folder.path).exit_code == 0
    assert "参考のため" in section(tmp_path / "out", "facts.md", "fact-g.note")


def test_examples_are_counted_on_the_page_alone(books: Mapping[str, Path]) -> None:
    assert ">例</dt>" in (books["ja"] / "catalogue.html").read_text(encoding="utf-8")
    assert "**例**" not in (books["ja"] / "rules-safeguards.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_the_drawing_shows_every_concept_and_says_so_in_words(
    books: Mapping[str, Path], tenken: Any, lang: Any
) -> None:
    drawing = ET.fromstring((books[lang] / "concepts.svg").read_text(encoding="utf-8"))
    svg = "{http://www.w3.org/2000/svg}"
    assert drawing.attrib["role"] == "img"
    assert drawing.findtext(f"{svg}title")
    described = drawing.findtext(f"{svg}desc", "")
    led_to = {unquote(one.attrib["href"]) for one in drawing.iter(f"{svg}a")}
    shown = {"".join("".join(one.itertext()).split()) for one in drawing.iter(f"{svg}text")}
    for id_, concept in tenken.policy.concepts.items():
        assert f"concepts.md#concept-{id_}" in led_to
        assert concept.title.get(lang) in described
        assert "".join(concept.title.get(lang).split()) in shown
    page = html_page(books[lang])
    assert {one.attrib["href"] for one in page.iter(f"{svg}a")} == {f"#concept-{id_}" for id_ in tenken.policy.concepts}


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_of_the_place_and_the_day_is_in_it(
    books: Mapping[str, Path], repo: Path, tenken: Any, lang: str
) -> None:
    for file in books[lang].iterdir():
        content = file.read_text(encoding="utf-8")
        assert str(repo) not in content
        assert str(books[lang]) not in content
        assert tenken.policy.digest.removeprefix("sha256:") not in content


def test_what_a_person_wrote_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.md").write_text("私のメモ", encoding="utf-8")
    (tmp_path / "riders.md").write_text("私のメモ", encoding="utf-8")
    done = run("policy", "docs", "-o", tmp_path)
    assert done.exit_code == 2
    assert f"{tmp_path / 'facts.md'}: このコマンドが書いたファイルではない" in done.stderr
    assert str(tmp_path / "riders.md") in done.stderr
    assert "別のフォルダ" in done.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["facts.md", "riders.md"]
    assert (tmp_path / "facts.md").read_text(encoding="utf-8") == "私のメモ"


def test_what_it_wrote_itself_is_overwritten_and_what_is_left_over_is_told(run: Run, tmp_path: Path) -> None:
    assert run("policy", "docs", "-o", tmp_path, "--lang", "en").exit_code == 0
    (tmp_path / "riders.md").rename(tmp_path / "rules-gone.md")
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    again = run("policy", "docs", "-o", tmp_path, "--lang", "ja")
    assert again.exit_code == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8").count("ルール集") == 1
    notice = again.stdout.split("もう要らないファイル")[1]
    assert "rules-gone.md" in notice
    assert "notes.md" not in notice


@pytest.mark.parametrize(("format_", "kinds"), [("html", {".html"}), ("markdown", {".md", ".svg"})])
def test_one_format_alone(run: Run, tmp_path: Path, format_: str, kinds: set[str]) -> None:
    done = run("policy", "docs", "-o", tmp_path / "a" / "b", "--format", format_, "--lang", "en")
    assert done.exit_code == 0
    written = {file.name for file in (tmp_path / "a" / "b").iterdir()}
    assert {Path(name).suffix for name in written} == kinds
    assert all(name in done.stdout for name in written)


@pytest.mark.parametrize("lang", LANGS)
def test_what_it_says_fits_eighty_columns(run: Run, tmp_path: Path, lang: str) -> None:
    said = run("policy", "docs", "-o", tmp_path, "--lang", lang).stdout
    assert max(cell_len(row) for row in said.splitlines() if str(tmp_path) not in row) <= 80


def test_a_case_that_cannot_be_read_stops_it(run: Run, tmp_path: Path, usb_case: Path) -> None:
    cases = tmp_path / "cases"
    cases.mkdir()
    (cases / "a.json").write_bytes(usb_case.read_bytes())
    (cases / "b.json").write_text("{", encoding="utf-8")
    done = run("policy", "docs", "-o", tmp_path / "out", "--cases", cases)
    assert done.exit_code == 2
    assert str(cases / "b.json") in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_precedents_can_be_others(run: Run, tmp_path: Path, usb_case: Path) -> None:
    assert run("policy", "docs", "-o", tmp_path, "--cases", usb_case, "--format", "markdown").exit_code == 0
    precedents = (tmp_path / "precedents.md").read_text(encoding="utf-8")
    assert "odawara-72-u" in precedents
    assert "odawara-82-a" not in precedents


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("policy", "docs", "-o", tmp_path / "file", "--lang", "en")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
    assert "file" in done.stderr


def test_a_municipality_s_own_policies_are_told_apart_from_the_shipped(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "our-city"
    both = {"ja": "市の決まり <b>&", "en": "the city's own <b>&"}
    rule = {
        "title": both,
        "provision": "council-practice.removable-media",
        "force": "practice",
        "when": {"link.used": True},
        "require": {"media.removable_used": False},
        "because": both,
        "fail": both,
    }
    concept = {"own-concept": {"title": {"ja": "市の概念", "en": "our concept"}, "when": {"link.used": True}}}
    for name, content in (
        ("safeguards/own-media", {"id": "own-media", **rule}),
        ("safeguards/own-instead", {"id": "own-instead", "replaces": "media-controls", **rule}),
        ("concepts/own", concept),
    ):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / f"{name}.yaml").write_text(json.dumps(content), encoding="utf-8")
    out = tmp_path / "out"
    assert run("policy", "docs", "-o", out, "--policies", own).exit_code == 0
    told = section(out, "rules-safeguards.md", "rule-own-media")
    assert "case-odawara-72-u" in told
    assert "市のポリシー" in told
    assert "`our-city/safeguards/own-media.yaml`" in told
    assert "置き換えたもの \\[`media-controls`\\]" in section(out, "rules-safeguards.md", "rule-own-instead")
    assert "市のポリシー" not in section(out, "rules-safeguards.md", "rule-media-need-explained")
    front = (out / "README.md").read_text(encoding="utf-8").split("## 市のポリシー")[1].split("\n## ")[0]
    added, replaced, concepts = [row for row in front.splitlines() if row.startswith("- ")]
    assert "rule-own-media" in added
    assert "own-instead" not in added
    assert "rule-own-instead" in replaced
    assert "`media-controls`" in replaced
    assert "concept-own-concept" in concepts
    titles = ["".join(one.itertext()) for one in html_page(out).iter("h3")]
    assert "市の決まり <b>& [own-media]" in titles


def test_the_shipped_catalogue_has_nothing_of_a_city_s_own(books: Mapping[str, Path]) -> None:
    assert all("市のポリシー" not in file.read_text(encoding="utf-8") for file in books["ja"].iterdir())


def test_policies_that_stand_alone_have_no_precedents_of_ours(
    run: Run, small_policy: Callable[..., Any], tmp_path: Path
) -> None:
    folder = small_policy(("plain", {"when": {"concept": "top"}}), concepts={"top": {"g.flag": True}})
    done = run("policy", "docs", "-o", tmp_path / "out", "--policies", folder.path)
    assert done.exit_code == 0
    assert not (tmp_path / "out" / "precedents.md").exists()
    assert "concept-top" in links_by_entry(html_page(tmp_path / "out"))["rule-plain"]
