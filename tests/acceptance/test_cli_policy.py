"""`tenken policy` and `tenken schema`: what the judgements rest on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len

Run = Callable[..., Result]


def test_the_list_holds_every_rule(run: Run, tenken: Any) -> None:
    rules = json.loads(run("policy", "list", "-o", "json").stdout)["rules"]
    assert [rule["id"] for rule in rules] == list(tenken.policy.rules)
    assert set(rules[0]) == {"id", "family", "force", "provision", "title", "verified"}
    assert all(rule in run("policy", "list", "-o", "markdown").stdout for rule in tenken.policy.rules)


def test_the_list_can_be_of_one_family(run: Run) -> None:
    rules = json.loads(run("policy", "list", "--family", "online-link", "-o", "json").stdout)["rules"]
    assert {rule["family"] for rule in rules} == {"online-link"}
    wrong = run("policy", "list", "--family", "online-lnk")
    assert wrong.exit_code == 2
    assert "「online-link」ではありませんか" in wrong.stderr


@pytest.mark.parametrize(("day", "article"), [("2015-06-22", "第27条"), ("2018-02-02", "第28条")])
def test_a_provision_has_the_article_of_the_day(run: Run, day: str, article: str) -> None:
    result = run("policy", "show", "my-number-act.impact-assessment", "--as-of", day, "-o", "json")
    (match,) = json.loads(result.stdout)["matches"]
    assert match["kind"] == "provision"
    assert match["citation"]["ja"] == f"番号法{article}"
    assert [period["article"] for period in match["periods"]] == ["第27条", "第28条"]


def test_a_rule_is_told_in_words(run: Run) -> None:
    shown = run("policy", "show", "media-controls", "--lang", "en").stdout
    assert '"Removable media are used" = yes' in shown
    assert "Because" in shown
    assert "Examples" in shown
    assert "[my-number-guideline.media]" in shown


def test_a_name_may_stand_for_a_rule_and_a_rider(run: Run) -> None:
    matches = json.loads(run("policy", "show", "log-review", "-o", "json").stdout)["matches"]
    assert [match["kind"] for match in matches] == ["rule", "rider"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_everything_that_has_a_name_can_be_shown(tenken: Any, lang: Any) -> None:
    from datetime import date

    from tenken_cli.pages.entries import Entries
    from tenken_cli.reports.markdown import render

    entries = Entries(tenken.policy, lang, date(2022, 6, 1))
    for name in entries.names():
        assert render(entries.page(name))
        assert json.dumps(entries.data(name))


@pytest.mark.parametrize(
    "id_", ["online-link", "removable-media", "media.controls", "odawara", "re-entrustment-consent"]
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_entries_fit_eighty_columns(run: Run, id_: str, lang: str) -> None:
    result = run("policy", "show", id_, "--lang", lang)
    assert result.exit_code == 0
    assert max(cell_len(row) for row in result.stdout.splitlines()) <= 80


def shown(run: Run, id_: str, *args: str | Path) -> dict[str, Any]:
    """The one thing of a name, as data."""
    (match,) = json.loads(run("policy", "show", id_, "-o", "json", *args).stdout)["matches"]
    return dict(match)


def test_a_fact_names_the_rules_that_read_it_only_to_exempt(run: Run) -> None:
    exempt = "online-link-council-before-start"
    fact = shown(run, "link.required_by_law")
    assert exempt in fact["rules"]
    assert fact["concepts"] == ["link-provided-by-law"]
    assert "link.required_by_law" in shown(run, exempt)["facts_read"]
    assert exempt in run("policy", "show", "link.required_by_law", "-o", "markdown").stdout


def test_a_rule_s_data_hold_its_exemption_s_provision_and_its_own_questions(run: Run, small_policy: Any) -> None:
    unless = {"condition": {"g.third": True}, "provision": "ordinance.general"}
    question = {"ja": "鋭い問いか。", "en": "A sharper question?"}
    folder = small_policy(("made", {"unless": unless, "ask": {"g.other": question}}), ("plain", {})).path
    made = shown(run, "made", "--policies", folder)
    assert made["unless_provision"]["id"] == "ordinance.general"
    assert made["unless_provision"]["citation"]["ja"].endswith("第1条")
    assert made["ask"] == {"g.other": question}
    plain = shown(run, "plain", "--policies", folder)
    assert (plain["unless_provision"], plain["ask"]) == (None, {})


def test_a_concept_tells_what_it_decides(run: Run) -> None:
    concept = shown(run, "number-work")
    assert "my-number-guideline.media" in concept["scope_of"]
    page = run("policy", "show", "number-work", "-o", "markdown", "--lang", "en").stdout
    assert "my-number-guideline.media" in page.split("Scope of")[1]
    assert shown(run, "consultation-required")["opinion_where_false"] == "not_required"


def test_a_fact_tells_what_it_decides_and_how_much_it_matters(run: Run) -> None:
    fact = shown(run, "media.removable_used")
    assert fact["priority"] == "high"
    assert "media.kinds" in fact["decides_asking_for"]
    assert fact["riders"] == ["removable-media"]
    worth_asking = shown(run, "media.kinds")["worth_asking"]
    assert worth_asking["en"] == '"Removable media are used" = yes'
    fields = shown(run, "entrustment.re_entrustments")["fields"]
    assert list(fields["consent"]["values"]) == ["prior_written", "prior_oral", "afterwards", "none"]
    assert (fields["contract_terms"]["type"], fields["contract_terms"]["element_type"]) == ("list", "choice")


def test_a_provision_is_of_a_law_by_its_full_name(run: Run) -> None:
    name = "行政手続における特定の個人を識別するための番号の利用等に関する法律"
    assert shown(run, "my-number-act.impact-assessment")["law_name"]["ja"] == name
    assert name in run("policy", "show", "my-number-act.impact-assessment", "-o", "markdown").stdout


def test_a_law_is_told_with_its_names_its_editions_and_its_provisions(run: Run) -> None:
    law = shown(run, "my-number-guideline", "--as-of", "2024-01-01")
    assert (law["kind"], law["force"], law["scope"]) == ("law", "guideline", "number-work")
    assert law["title"]["en"] == "My Number Guideline"
    assert law["law_name"]["ja"].startswith("特定個人情報の適正な取扱いに関するガイドライン")
    assert [(one["from"], one["to"]) for one in law["editions"]] == [("2025-07-01", None)]
    media = {one["id"]: one for one in law["provisions"]}["my-number-guideline.media"]
    assert media["verified"] is False  # the edition of that day was not read
    page = run("policy", "show", "my-number-act", "--lang", "en", "--as-of", "2018-02-02").stdout
    assert "Act on the Use of Numbers to Identify a Specific Individual" in page
    assert "[my-number-act.impact-assessment]\n    My Number Act, art. 28" in page


def test_a_law_s_provisions_are_all_told(run: Run, tenken: Any) -> None:
    for law in {id_.partition(".")[0] for id_ in tenken.policy.provisions}:
        told = [one["id"] for one in shown(run, law)["provisions"]]
        assert told == [id_ for id_ in tenken.policy.provisions if id_.startswith(f"{law}.")]


OWN_RULE = """\
id: {id}
{more}title: {{ja: "本市の決まり", en: "our own rule"}}
provision: council-practice.removable-media
force: practice
when: {{link.used: true}}
require: {{media.removable_used: false}}
because: {{ja: "訳", en: "reason"}}
fail: {{ja: "不備", en: "fault"}}
"""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A city's own policies: one rule is added, one replaced under its id, one under another id."""
    folder = tmp_path / "our-city"
    (folder / "safeguards").mkdir(parents=True)
    for id_, more in (
        ("ours", ""),
        ("media-beside-link", "replaces: media-beside-link\n"),
        ("ours-instead", "replaces: media-controls\n"),
    ):
        (folder / "safeguards" / f"{id_}.yaml").write_text(OWN_RULE.format(id=id_, more=more), encoding="utf-8")
    return folder


def test_the_list_marks_what_is_a_citys_own(run: Run, city: Path) -> None:
    listed = json.loads(run("policy", "list", "--policies", city, "-o", "json").stdout)["rules"]
    own = {rule["id"]: rule["replaces"] for rule in listed if rule.get("own")}
    assert own == {"ours": None, "media-beside-link": "media-beside-link", "ours-instead": "media-controls"}
    shown = run("policy", "list", "--policies", city, "-o", "markdown").stdout
    rows = [row for row in shown.splitlines() if "市のポリシー" in row]
    assert [row.split("`")[1] for row in rows] == ["media-beside-link", "ours-instead", "ours"]
    assert ["付属のルールを置き換えたもの" in row for row in rows] == [True, True, False]
    assert "市のポリシー" not in run("policy", "list").stdout


def test_a_citys_own_rule_is_shown_as_such(run: Run, city: Path) -> None:
    told = run("policy", "show", "ours-instead", "--policies", city).stdout
    assert "市のポリシー。付属のルールを置き換えたもの [media-controls]" in told
    assert "our-city/safeguards/ours-instead.yaml" in told
    assert shown(run, "ours-instead", "--policies", city)["replaces"] == "media-controls"
    assert "own policies" in run("policy", "show", "ours", "--policies", city, "--lang", "en").stdout
    assert "own" not in shown(run, "media-need-explained", "--policies", city)
    assert "市のポリシー" not in run("policy", "show", "media-need-explained", "--policies", city).stdout


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_layered_policies_fit_eighty_columns(run: Run, city: Path, lang: str) -> None:
    for args in (("list",), ("show", "ours-instead"), ("show", "my-number-guideline")):
        told = run("policy", *args, "--policies", city, "--lang", lang).stdout
        assert max(cell_len(row) for row in told.splitlines()) <= 80


def test_the_list_calls_verified_what_show_does(run: Run, small_policy: Any) -> None:
    """A guideline of which another edition was read than that of today is not verified, whatever its evidence."""
    names = ("read", "other-edition", "unread")
    folder = small_policy(*((name, {"provision": f"{name}-law.one"}) for name in names))
    words = {"ja": "文", "en": "words"}
    for name, edition, evidence in zip(names, (None, "2019-12-31", None), ("V", "V", "M"), strict=True):
        known = {"name": words, "from": "2015-01-01", **({"to": edition} if edition else {})}
        provision = {"title": words, "evidence": evidence, "source": "x", "periods": [{}]}
        law = {"id": f"{name}-law", "kind": "guideline", "name": words, "short": words, "editions": [known]}
        folder.write(f"laws/{name}-law.yaml", {**law, "provisions": {"one": provision}})
    listed = json.loads(run("policy", "list", "-o", "json", "--policies", folder.path).stdout)["rules"]
    verified = {rule["id"]: rule["verified"] for rule in listed}
    assert verified == {"read": True, "other-edition": False, "unread": False}
    for name in names:
        (ground,) = shown(run, name, "--policies", folder.path)["provisions"]
        assert ground["verified"] == verified[name]


def test_an_unknown_name_offers_the_nearest(run: Run) -> None:
    result = run("policy", "show", "media-control", "--lang", "en")
    assert result.exit_code == 2
    assert "did you mean 'media-controls'?" in result.stderr


def test_the_schema_of_a_case_accepts_the_precedents(run: Run, repo: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(run("schema", "case").stdout)
    Draft202012Validator.check_schema(schema)
    for path in (repo / "cases").glob("*/*.json"):
        Draft202012Validator(schema).validate(json.loads(path.read_text(encoding="utf-8")))


def test_the_schema_can_go_to_a_file(run: Run, tmp_path: Path) -> None:
    assert run("schema", "report", "-o", f"json={tmp_path / 'report.json'}").stdout == ""
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["title"] == "Report"
