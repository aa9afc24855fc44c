"""`tenken precedents`: the councils beside us."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

ITEM = {"id", "council", "opinion", "agrees", "divergence", "riders", "concerns", "foresight", "unraised"}
TOTALS = {
    "items", "agree", "baseline_always_approve", "foresight", "riders", "riders_covered", "concerns", "concerns_met",
}  # fmt: skip


def test_the_table_has_every_item_and_the_totals(run: Run, precedents: dict[str, object]) -> None:
    result = run("precedents")
    assert result.exit_code == 0
    assert len(precedents) == 12
    for id_ in precedents:
        assert f"[{id_}]" in result.stdout
    assert "見込みの一致" in result.stdout
    assert "9/12" in result.stdout


def test_the_json_has_the_documented_keys(run: Run) -> None:
    data = json.loads(run("precedents", "-o", "json").stdout)
    assert len(data["items"]) == data["totals"]["items"] == 12
    assert set(data["totals"]) >= TOTALS
    for item in data["items"]:
        assert set(item) >= ITEM
        assert set(item["riders"]) >= {"council", "ours", "covered", "extra_recommended"}
        assert set(item["concerns"]) >= {"total", "met"}
        assert set(item["foresight"]) >= {"asked", "foreseen"}


def test_concerns_are_told_with_the_rules_that_raise_or_settle_them(run: Run) -> None:
    for args in ((), ("--details",), ("-o", "markdown")):
        shown = run("precedents", "--lang", "en", *args).stdout.replace("`", "")
        assert "raised by: media-beside-link, media-controls" in shown
        assert "settled by: media-need-explained" in shown
        assert ("asked for: " in shown) == bool(args)


def test_a_folder_of_ones_own(run: Run, tmp_path: Path, usb_case: Path) -> None:
    (tmp_path / "one.json").write_bytes(usb_case.read_bytes())
    data = json.loads(run("precedents", "--cases", tmp_path, "-o", "json").stdout)
    assert [item["id"] for item in data["items"]] == ["odawara-72-u"]


def test_a_divergence_carries_its_explanation(run: Run, tmp_path: Path, usb_case: Path) -> None:
    case = json.loads(usb_case.read_text(encoding="utf-8"))
    case["council"] |= {"outcome": "continued", "divergence": {"ja": "訳がある", "en": "for a reason"}}
    (tmp_path / "one.json").write_text(json.dumps(case), encoding="utf-8")
    shown = run("precedents", "--cases", tmp_path, "--lang", "en").stdout
    assert "differs" in shown
    assert "for a reason" in shown


def test_nothing_to_compare_is_an_error(run: Run, tmp_path: Path, usb_case: Path) -> None:
    assert run("precedents", "--cases", tmp_path).exit_code == 2
    case = json.loads(usb_case.read_text(encoding="utf-8"))
    del case["council"]
    (tmp_path / "one.json").write_text(json.dumps(case), encoding="utf-8")
    result = run("precedents", "--cases", tmp_path, "--lang", "en")
    assert result.exit_code == 2
    assert "none of the cases tells what its council did" in result.stderr
