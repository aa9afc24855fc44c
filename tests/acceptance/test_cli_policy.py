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


def test_the_list_calls_verified_what_show_does(run: Run, small_policy: Any) -> None:
    """A guideline of which another edition was read than that of today is not verified, whatever its evidence."""
    names = ("read", "other-edition", "unread")
    folder = small_policy(*((name, {"provision": f"{name}.one"}) for name in names))
    words = {"ja": "文", "en": "words"}
    for name, edition, evidence in zip(names, (None, "2019-12-31", None), ("V", "V", "M"), strict=True):
        known = {"name": words, "from": "2015-01-01", **({"to": edition} if edition else {})}
        provision = {"title": words, "evidence": evidence, "source": "x", "periods": [{}]}
        law = {"id": name, "kind": "guideline", "name": words, "short": words, "editions": [known]}
        folder.write(f"laws/{name}.yaml", {**law, "provisions": {"one": provision}})
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
