"""`tenken policy diff`: what two policies, or the law of two days, make different."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len

from tenken_cli.pages.moves import REASONS

Run = Callable[..., Result]

OWN_RULE = """
id: {id}
{replaces}title: {{ja: "市の媒体の規則", en: "The city's own rule on media"}}
provision: council-practice.removable-media
force: practice
when: {{link.used: true}}
require: {{media.removable_used: {required}}}
because: {{ja: "訳", en: "reason"}}
fail: {{ja: "不備", en: "fault"}}
examples: []
"""

CITY = """
id: ourtown
name: {ja: "本市", en: "Ourtown"}
council: {ja: "審議会", en: "council"}
ordinance: {ja: "条例", en: "ordinance"}
attested: {ja: "本市", en: "by the city"}
"""
OWN_FACT = """
properties:
  lending_days:
    type: integer
    label: {ja: "貸出しの日数", en: "Days of lending"}
    ask: {ja: "何日まで貸し出しますか。", en: "For how many days?"}
"""


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Path]:
    """Makes a municipality's own folder with one rule."""

    def make(id_: str, replaces: str = "", required: str = "false") -> Path:
        target = tmp_path / "own" / "safeguards" / f"{id_}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        said = f"replaces: {replaces}\n" if replaces else ""
        target.write_text(OWN_RULE.format(id=id_, replaces=said, required=required), encoding="utf-8")
        return tmp_path / "own"

    return make


def test_the_same_policies_differ_in_nothing(run: Run) -> None:
    result = run("policy", "diff", "shipped", "-", "-o", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert data["rules"] == {"added": [], "removed": [], "changed": []}
    assert data["cases"] == []
    assert data["unchanged_cases"] == 12
    assert "ポリシーに違いはありません" in run("policy", "diff", "付属", "shipped").stdout


def test_a_rule_of_a_citys_own_layer_is_added_and_judges_the_cases(run: Run, own: Any, usb_case: Path) -> None:
    args = ("policy", "diff", "shipped", own("city-media"), "--cases", usb_case)
    data = json.loads(run(*args, "-o", "json").stdout)
    assert data["rules"]["added"] == ["city-media"]
    (case,) = data["cases"]
    assert case["id"] == "odawara-72-u"
    (verdict,) = case["verdicts"]
    assert (verdict["rule"], verdict["before"], verdict["after"]) == ("city-media", None, "fail")
    assert verdict["reason"] == "not_satisfied"
    shown = run(*args).stdout
    assert "追加: 市の媒体の規則 [city-media]" in shown
    assert "ルールなし → 不適合" in shown


def test_a_new_rule_that_does_not_concern_a_case_leaves_it_unchanged(run: Run, own: Any, changed: Any) -> None:
    case = changed(facts={"link.used": False})
    data = json.loads(run("policy", "diff", "shipped", own("city-media"), "--cases", case, "-o", "json").stdout)
    assert (data["cases"], data["unchanged_cases"]) == ([], 1)


def test_a_replaced_rule_tells_its_parts_and_moves_opinion_and_rider(run: Run, own: Any, usb_case: Path) -> None:
    folder = own("media-beside-link", replaces="media-beside-link", required="true")
    args = ("policy", "diff", "shipped", folder, "--cases", usb_case, "--lang", "en")
    data = json.loads(run(*args, "-o", "json").stdout)
    (changed,) = data["rules"]["changed"]
    parts = {part["part"]: (part["before"], part["after"]) for part in changed["parts"]}
    assert list(parts) == ["title", "require", "because", "fail", "rider"]
    before, after = parts["require"]
    assert before == {"ja": "「外部記録媒体の利用」＝いいえ", "en": '"Removable media are used" = no'}
    assert after == {"ja": "「外部記録媒体の利用」＝はい", "en": '"Removable media are used" = yes'}
    assert parts["rider"][1] is None
    (case,) = data["cases"]
    assert case["opinion"] == {"before": "approve_with_riders", "after": "approve"}
    assert case["opinion_because"]["before"] == ["media-beside-link"]
    assert case["riders"] == {"added": [], "removed": ["removable-media"]}
    shown = run(*args).stdout
    assert '- "Removable media are used" = no' in shown
    assert '+ "Removable media are used" = yes' in shown
    assert "no longer a recommended rider: Control of removable media" in shown


def test_a_text_changed_in_the_other_language_alone_is_shown_in_it(run: Run, shipped: Any) -> None:
    shipped.replace("riders/precedent.yaml", "外部記録媒体の管理", "外部記録媒体の厳重な管理")
    shown = run("policy", "diff", "shipped", shipped.path, "--lang", "en").stdout
    assert "- 外部記録媒体の管理" in shown
    assert "+ 外部記録媒体の厳重な管理" in shown


@pytest.fixture
def city(own: Callable[..., Path]) -> Path:
    """A city's own folder: a rule, a municipality, and a fact that the shipped policies do not know."""
    folder = own("city-media")
    for name, content in (("municipalities/ourtown.yaml", CITY), ("vocabulary/media.yaml", OWN_FACT)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_a_citys_own_cases_are_compared_as_far_as_each_policy_knows_them(run: Run, city: Path, changed: Any) -> None:
    case = changed(municipality="ourtown", facts={"media.lending_days": 3})
    args = ("policy", "diff", "shipped", city, "--cases", case)
    result = run(*args, "-o", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    data = json.loads(result.stdout)
    (one,) = data["cases"]
    assert one["left_out"] == [
        {"side": "old", "municipality": "ourtown", "facts": ["media.lending_days"], "values": []}
    ]
    assert "city-media" in {verdict["rule"] for verdict in one["verdicts"]}
    assert data["left_out"] == [{name: one[name] for name in ("id", "title", "left_out")}]
    shown = "".join(row.strip() for row in run(*args).stdout.splitlines())
    assert (
        "前のポリシーにはこの自治体・事実がまだないため、標準の自治体・記載なしとして比べた（1件）: 本市、「貸出しの日数」"
        in shown
    )


def test_the_other_way_round_the_new_policies_no_longer_know_them(run: Run, city: Path, changed: Any) -> None:
    case = changed(municipality="ourtown")
    args = ("policy", "diff", city, "shipped", "--cases", case)
    (one,) = json.loads(run(*args, "-o", "json").stdout)["cases"]
    assert one["left_out"] == [{"side": "new", "municipality": "ourtown", "facts": [], "values": []}]
    shown = " ".join(run(*args, "--lang", "en").stdout.split())
    assert "since the new policies no longer have this municipality (1 case): Ourtown" in shown


def test_what_is_left_out_is_told_though_nothing_moves(run: Run, city: Path, changed: Any) -> None:
    case = changed(facts={"link.used": False, "media.lending_days": 3})
    data = json.loads(run("policy", "diff", "shipped", city, "--cases", case, "-o", "json").stdout)
    assert (data["cases"], data["unchanged_cases"]) == ([], 1)
    assert data["left_out"][0]["left_out"][0]["facts"] == ["media.lending_days"]


def test_nothing_is_left_out_where_both_policies_know_the_case(run: Run, city: Path, usb_case: Path) -> None:
    args = ("policy", "diff", "shipped", city, "--cases", usb_case)
    data = json.loads(run(*args, "-o", "json").stdout)
    assert (data["left_out"], data["cases"][0]["left_out"]) == ([], [])
    assert "として比べた" not in run(*args).stdout


@pytest.mark.parametrize("swapped", [False, True])
def test_a_case_wrong_under_both_is_told_by_the_policies_that_know_it(
    run: Run, city: Path, changed: Any, swapped: bool
) -> None:
    case = changed(municipality="ourtown", facts={"media.lending_days": "long"})
    folders = (city, "shipped") if swapped else ("shipped", city)
    result = run("policy", "diff", *folders, "--cases", case)
    assert result.exit_code == 2
    assert 'media.lending_days: 値 "long" は使えません' in result.stderr
    assert "ではありませんか" not in result.stderr
    assert "比べられた案件はない。" in result.stdout


def test_a_case_may_come_from_standard_input(run: Run, own: Any, usb_case: Path) -> None:
    args = ("policy", "diff", "shipped", own("city-media"), "--cases", "-", "-o", "json")
    assert json.loads(run(*args, stdin=usb_case.read_bytes()).stdout)["cases"][0]["id"] == "odawara-72-u"
    wrong = run(*args, stdin=b"{")
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith("<stdin>:1")


@pytest.mark.parametrize("swapped", [False, True])
def test_a_rule_replaced_under_another_id_is_one_change(run: Run, own: Any, usb_case: Path, swapped: bool) -> None:
    folder = own("city-media", replaces="media-beside-link", required="true")
    ids = ("city-media", "media-beside-link")
    folders = ("shipped", folder)
    if swapped:
        ids, folders = ids[::-1], folders[::-1]
    args = ("policy", "diff", *folders, "--cases", usb_case)
    data = json.loads(run(*args, "-o", "json").stdout)
    assert data["rules"] == {"added": [ids[0]], "removed": [], "replaced": {ids[0]: ids[1]}, "changed": []}
    (verdict,) = data["cases"][0]["verdicts"]
    moved = ("pass", "fail") if swapped else ("fail", "pass")
    assert (verdict["rule"], verdict["before"], verdict["after"]) == (ids[0], *moved)
    shown = run(*args, "--lang", "en").stdout
    assert "replaces: " in shown
    assert f"[{ids[1]}]" in shown
    assert "removed: " not in shown


def test_a_reason_names_only_what_failed(run: Run, own: Any, usb_case: Path) -> None:
    shown = run("policy", "diff", "shipped", own("city-media"), "--cases", usb_case, env={"COLUMNS": "200"}).stdout
    assert "（満たしていない: 「外部記録媒体の利用」＝はい）" in shown


def test_a_case_that_neither_can_read_is_an_error_and_the_rest_are_judged(
    run: Run, usb_case: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    result = run("policy", "diff", "shipped", "shipped", "--cases", tmp_path, "--cases", usb_case, "-o", "json")
    assert result.exit_code == 2
    assert "bad.json" in result.stderr
    assert json.loads(result.stdout)["unchanged_cases"] == 1


def by_days(run: Run, before: str, after: str, *more: str | Path) -> Any:
    """The difference of two days as data."""
    return json.loads(run("policy", "diff", "--as-of", before, "--as-of", after, "-o", "json", *more).stdout)


def test_the_ordinances_end_takes_the_online_link_rules_along(run: Run, usb_case: Path) -> None:
    data = by_days(run, "2023-03-31", "2023-04-01", "--cases", usb_case)
    gone = {one["rule"] for one in data["law"]["goes_out_of_force"]}
    assert {"online-link-council-before-start", "online-link-route", "online-link-safeguards"} <= gone
    (case,) = data["cases"]
    moved = {one["rule"]: one for one in case["verdicts"]}
    link = moved["online-link-outside-copy-explained"]
    assert (link["before"], link["after"], link["reason"]) == ("pass", "not_applicable", "not_in_force")
    odawara = [one for one in data["law"]["goes_out_of_force"] if one["municipality"] == "odawara"]
    assert any(one["force"] == {"before": "ordinance", "after": None} for one in odawara)


@pytest.mark.parametrize(
    ("before", "after", "provision", "articles"),
    [
        ("2017-05-29", "2017-05-30", "my-number-act.impact-assessment", ("番号法第27条", "番号法第28条")),
        ("2021-08-31", "2021-09-01", "my-number-act.provision-network", ("番号法第19条第7号", "番号法第19条第8号")),
    ],
)
def test_a_renumbering_is_told_with_both_articles(
    run: Run, before: str, after: str, provision: str, articles: tuple[str, str]
) -> None:
    changes = by_days(run, before, after)["law"]["articles"]
    told = {
        (one["before"]["ja"], one["after"]["ja"])
        for change in changes
        for one in change["provisions"]
        if one["provision"] == provision
    }
    assert told == {articles}


def test_consent_to_re_entrustment_comes_into_force(run: Run) -> None:
    law = by_days(run, "2015-12-31", "2016-01-01")["law"]
    (consent,) = [one for one in law["comes_into_force"] if one["rule"] == "re-entrustment-consent"]
    assert consent["force"] == {"before": None, "after": "statute"}
    assert consent["provisions"][0]["after"]["en"] == "My Number Act, art. 10 (1)"


def test_a_guideline_is_binding_once_its_edition_was_read(run: Run) -> None:
    changes = by_days(run, "2025-06-30", "2025-07-01")["law"]["force"]
    assert any(one["force"] == {"before": "practice", "after": "guideline"} for one in changes)


def test_two_days_without_a_change(run: Run) -> None:
    shown = run("policy", "diff", "--as-of", "2018-06-01", "--as-of", "2018-06-02", "--lang", "en").stdout
    assert "The law behind the rules is the same on both days." in shown
    assert "No opinion, verdict or recommended rider changes (12 cases)." in shown


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_it_fits_eighty_columns(run: Run, shipped: Any, lang: str) -> None:
    shipped.replace("concepts/online-link.yaml", "              - link.outside_copy: true\n", "")
    for args in (("shipped", shipped.path), ("--as-of", "2023-03-31", "--as-of", "2023-04-01")):
        shown = run("policy", "diff", *args, "--lang", lang).stdout
        assert max(cell_len(row) for row in shown.splitlines()) <= 80


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("shipped",), "比べるものは"),
        ((), "比べるものは"),
        (("shipped", "shipped", "shipped"), "比べるものは"),
        (("shipped", "shipped", "--as-of", "2023-04-01"), "比べるものは"),
        (("shipped", "shipped", "--policies", "x"), "比べるものは"),
        (("shipped", ""), "名前が空"),
        (("shipped", "no-such-folder"), "no-such-folder"),
        (("--as-of", "2023-04-01"), "二度書きます"),
        (("--as-of", "2023", "--as-of", "2023-04-01"), "年月日まで"),
        (("--as-of", "someday", "--as-of", "2023-04-01"), "someday"),
        (("shipped", "shipped", "--cases", "no-such-case"), "no-such-case"),
    ],
)
def test_wrong_input_is_one_message(run: Run, args: tuple[str, ...], said: str) -> None:
    result = run("policy", "diff", *args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_every_reason_has_words() -> None:
    from typing import get_args

    from tenken.assessment import Reason

    assert set(REASONS) == set(get_args(Reason))
