"""`tenken policy new`: a rule to be filled in that holds from the start."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len

from tenken import Tenken
from tenken.errors import TenkenError
from tenken.policy.examples import read_tests
from tenken.workbench.new_rule import Draft, NewFile

Run = Callable[..., Result]
VERDICTS = ["pass", "fail", "open", "not_applicable"]


@pytest.fixture
def new(run: Run, tmp_path: Path) -> Callable[..., Result]:
    """Runs `tenken policy new` in a folder of its own."""

    def new_(name: str, *args: str) -> Result:
        return run("policy", "new", name, "--policies", tmp_path / "ours", *args)

    return new_


def shown(run: Run, folder: Path, id_: str) -> list[str]:
    """The verdicts of the rule's first examples, one of each; all come out as expected, and together test it whole."""
    tested = json.loads(run("policy", "test", "--mutate", "--policies", folder, "-o", "json").stdout)
    assert (tested["failed"], tested["coverage"], tested["mutation"]["survived"]) == (0, 1.0, 0)
    return [one.expect for one in read_tests(Tenken.load(folder).policy.rules[id_]).examples][: len(VERDICTS)]


def test_a_new_rule_loads_and_its_examples_come_out_as_they_say(new: Any, run: Run, tmp_path: Path) -> None:
    result = new("safeguards/badges-worn")
    assert result.exit_code == 0, result.stderr
    assert shown(run, tmp_path / "ours", "badges-worn") == VERDICTS


def test_a_new_rule_lints_clean_but_for_its_todos(new: Any, run: Run, tmp_path: Path) -> None:
    new("our-rules/badges-worn", "--fact", "link.kind")
    problems = json.loads(run("policy", "lint", "--policies", tmp_path / "ours", "-o", "json").stdout)["problems"]
    assert {one["lint"] for one in problems} == {"todo"}
    assert {Path(one["file"]).name for one in problems} == {"badges-worn.yaml", "our-rules.yaml"}


@pytest.mark.parametrize(
    ("fact", "written"),
    [
        ("link.used", "link.used: true"),
        ("link.kind", "link.kind: {in: [lgwan]}"),
        ("logs.retention_years", "logs.retention_years: {at_least: 1}"),
        ("assessment.comment_from", "assessment.comment_from: {stated: true}"),
        ("link.counterpart", "link.counterpart: {stated: true}"),
        ("logs.retention_basis", "logs.retention_basis: {stated: true}"),
        ("logs.recorded", "logs.recorded: {includes: "),
        ("link.segments", "every: link.segments\n  satisfies: {kind: {in: [lgwan]}}"),
        ("entrustment.re_entrustments", "every: entrustment.re_entrustments\n  satisfies: {tier: {at_least: 1}}"),
    ],
)
def test_the_stub_fits_the_fact(new: Any, run: Run, tmp_path: Path, fact: str, written: str) -> None:
    result = new("safeguards/made", "--fact", fact)
    assert result.exit_code == 0, result.stderr
    assert written in (tmp_path / "ours/safeguards/made.yaml").read_text(encoding="utf-8")
    assert shown(run, tmp_path / "ours", "made") == VERDICTS


def test_what_is_wished_for_is_taken(new: Any, run: Run, tmp_path: Path) -> None:
    wishes = ("--fact", "media.removable_used", "--when", "online-link", "--provision", "my-number-guideline.media")
    assert new("safeguards/made", *wishes, "--force", "practice").exit_code == 0
    rule = Tenken.load(tmp_path / "ours").policy.rules["made"]
    assert (rule.provisions[0].id, rule.force) == ("my-number-guideline.media", "practice")
    assert new("safeguards/other", "--when", "people.training").exit_code == 0
    assert shown(run, tmp_path / "ours", "other") == VERDICTS


def test_the_force_is_the_most_that_the_provision_allows(new: Any, tmp_path: Path, tenken: Tenken) -> None:
    for name, id_ in (("a", "my-number-act.re-entrustment-consent"), ("b", "my-number-act.impact-assessment")):
        assert new(f"safeguards/{name}", "--provision", id_).exit_code == 0
        force = Tenken.load(tmp_path / "ours").policy.rules[name].force
        assert force == tenken.policy.provisions[id_].strongest_cap()


def test_a_provision_of_the_past_has_examples_of_its_own_day(
    new: Any, run: Run, tmp_path: Path, tenken: Tenken
) -> None:
    from datetime import date

    id_ = next(id_ for id_, one in tenken.policy.provisions.items() if one.periods[-1].last < date(2022, 7, 1))
    assert new("safeguards/made", "--provision", id_).exit_code == 0
    assert shown(run, tmp_path / "ours", "made") == VERDICTS


def test_a_new_family_gets_a_name_to_fill_in(new: Any, tmp_path: Path) -> None:
    shown = new("school-meals/allergies").stdout
    assert "families/school-meals.yaml" in shown.replace("\n", "")
    assert "TODO" in Tenken.load(tmp_path / "ours").policy.family("school-meals").ja
    assert not list((tmp_path / "ours/families").glob("safeguards*"))


def test_nothing_is_ever_written_over(new: Any, tmp_path: Path) -> None:
    new("safeguards/made")
    path = tmp_path / "ours/safeguards/made.yaml"
    before = path.read_text(encoding="utf-8")
    for again in (new("safeguards/made"), new("re-entrustment/made"), new("safeguards/made", "--replaces")):
        assert again.exit_code == 2
        assert str(path) in again.stderr
    assert path.read_text(encoding="utf-8") == before
    assert not (tmp_path / "ours/re-entrustment").exists()


def test_nothing_is_written_where_one_of_the_files_is_there(tmp_path: Path) -> None:
    there = tmp_path / "families" / "meals.yaml"
    there.parent.mkdir()
    there.write_text("kept", encoding="utf-8")
    files = (NewFile(tmp_path / "meals" / "made.yaml", "rule"), NewFile(there, "family"))
    with pytest.raises(TenkenError) as caught:
        Draft("made", files).write()
    assert str(caught.value.place) == str(there)
    assert there.read_text(encoding="utf-8") == "kept"
    assert not (tmp_path / "meals").exists()


def test_a_shipped_rule_is_replaced_only_by_saying_so(new: Any, tmp_path: Path, tenken: Tenken) -> None:
    refused = new("safeguards/media-controls")
    assert refused.exit_code == 2
    assert "--replaces" in refused.stderr
    assert new("safeguards/media-controls", "--replaces").exit_code == 0
    ours = Tenken.load(tmp_path / "ours").policy.rules["media-controls"]
    shipped = tenken.policy.rules["media-controls"]
    assert Path(ours.file).is_relative_to(tmp_path)
    assert (ours.title, ours.require) == (shipped.title, shipped.require)
    assert "replaces: media-controls" in Path(ours.file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("badges-worn",), "FAMILY/badges-worn"),
        (("safeguards/Badges_Worn",), "'Badges_Worn' cannot name a rule"),
        (("Safe guards/badges",), "'Safe guards' cannot name a family"),
        (("safeguards/../x",), "cannot name a rule"),
        (("laws/badges",), "'laws' is no folder of rules"),
        (("safeguards/badges", "--fact", "link.knd"), "did you mean 'link.kind'?"),
        (("safeguards/badges", "--when", "online-lnk"), "did you mean 'online-link'?"),
        (("safeguards/badges", "--provision", "my-number-guideline.medi"), "did you mean 'my-number-guideline.media'?"),
        (("safeguards/badges", "--provision", "council-practice.vendor-selection", "--force", "statute"), "above practice"),
        (("safeguards/media-contrls", "--replaces"), "did you mean 'media-controls'?"),
        (("safeguards/media-controls", "--replaces", "--fact", "link.kind"), "takes no other choice"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(new: Any, tmp_path: Path, args: Any, says: str) -> None:
    result = new(*args, "--lang", "en")
    assert result.exit_code == 2
    assert says in result.stderr
    assert not list(tmp_path.rglob("*.yaml"))


def test_without_a_folder_it_goes_to_policies_in_the_current_one(run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    refused = run("policy", "new", "safeguards/made")
    assert refused.exit_code == 2
    assert "--policies" in refused.stderr
    (tmp_path / "policies").mkdir()
    assert run("policy", "new", "safeguards/made").exit_code == 0
    assert (tmp_path / "policies/safeguards/made.yaml").is_file()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_it_says_what_to_do_next(run: Run, tmp_path: Path, monkeypatch: Any, lang: str) -> None:
    monkeypatch.chdir(tmp_path)
    shown = run("policy", "new", "our-rules/made", "--policies", "ours", "--lang", lang).stdout
    assert "tenken policy lint --policies ours" in shown
    assert "tenken policy test --policies ours --mutate --suggest" in shown
    assert max(cell_len(row) for row in shown.splitlines()) <= 80


def test_it_tells_programs_what_it_wrote(new: Any, tmp_path: Path) -> None:
    told = json.loads(new("our-rules/made", "-o", "json").stdout)
    assert told["rule"] == "made"
    assert [Path(path).name for path in told["files"]] == ["made.yaml", "our-rules.yaml"]
    assert told["lacking"] == []
