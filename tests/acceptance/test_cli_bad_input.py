"""Whatever is wrong with the input: exit code 2, one message with its place, no traceback, and the rest is judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Changed = Callable[..., Path]

BROKEN = {
    "not JSON": ('{"id": 1,\n}', ":2:1: not valid JSON"),
    "NaN": ('{"id": NaN}', ":1:8: NaN is not a number that can be used here"),
    "duplicate key": ('{"id": "a",\n "id": "b"}', ":2:2: the key 'id' is written twice"),
    "deep list": ("[" * 10_000 + "]" * 10_000, ": is nested too deeply"),
    "deep mapping": ('{"a":' * 10_000 + "1" + "}" * 10_000, ": is nested too deeply"),
    "empty file": ("", ": is empty"),
    "blank file": (" \n", ": is empty"),
    "not a case": ("[1]", ":1:1: "),
}


def complained(result: Result, *said: str) -> None:
    """The run ended with 2 and said this on stderr, without a traceback or an internal error."""
    assert result.exit_code == 2, result.output
    assert all(one in result.stderr for one in said), result.stderr
    assert "Traceback" not in result.stderr
    assert "internal error" not in result.stderr


@pytest.mark.parametrize(("content", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file(run: Run, usb_case: Path, tmp_path: Path, content: str, message: str) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(content, encoding="utf-8")
    result = run("check", broken, usb_case, "-o", "json", "--lang", "en")
    complained(result, f"{broken}{message}")
    assert [case["id"] for case in json.loads(result.stdout)["cases"]] == ["odawara-72-u"]


WRONG_FACTS: dict[str, tuple[dict[str, Any], str]] = {
    "wrong type": ({"media.removable_used": "yes"}, "write true or false"),
    "unknown value": ({"link.kind": "lgwn"}, "write one of:"),
    "unknown fact": ({"media.removable_usd": True}, "did you mean 'media.removable_used'?"),
    "unknown group": ({"medium.removable_used": True}, "did you mean 'media'?"),
    "impossible date": ({"assessment.comment_from": "2021-02-30"}, "no such date as '2021-02-30'"),
    "bounds the wrong way": ({"assessment.subjects": {"at_least": 5, "at_most": 1}}, "is above at_most"),
}


@pytest.mark.parametrize(("facts", "message"), WRONG_FACTS.values(), ids=WRONG_FACTS.keys())
def test_wrong_facts_have_line_and_column(run: Run, changed: Changed, facts: dict[str, Any], message: str) -> None:
    case = changed(facts=facts)
    name = next(iter(facts)).rsplit(".", 1)[1]
    result = run("check", case, "--lang", "en")
    complained(result, message)
    line, column = result.stderr.removeprefix(f"{case}:").split(":")[:2]
    written = case.read_text(encoding="utf-8").splitlines()[int(line) - 1][int(column) - 1 :]
    assert written.startswith((f'"{name}"', '"medium"'))


def test_an_impossible_day_of_consultation(run: Run, changed: Changed) -> None:
    complained(run("check", changed(consulted_on="2018-02-30")), "日付「2018-02-30」は実在しません")


def test_an_unknown_municipality_offers_the_nearest(run: Run, changed: Changed) -> None:
    complained(run("check", changed(municipality="odawra")), "「odawra」", "「odawara」ではありませんか")


def test_a_missing_file_and_a_folder_without_cases(run: Run, usb_case: Path, tmp_path: Path) -> None:
    result = run("check", tmp_path / "none.json", tmp_path, usb_case)
    complained(result, "none.json: 見つかりません", f"{tmp_path}: フォルダに案件")
    assert "付帯意見付き承認" in result.stdout


def test_bad_standard_input(run: Run) -> None:
    complained(run("check", "-", stdin=b"{"), "<stdin>:1:")


def test_neither_utf8_nor_cp932(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(b"\x81\x20\xff")
    complained(run("check", tmp_path / "x.json"), "文字コードが読み取れません")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_bom_and_cp932_are_read_alike(run: Run, usb_case: Path, tmp_path: Path, encoding: str) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(usb_case.read_text(encoding="utf-8").encode(encoding))
    assert run("check", other, "-o", "json").stdout == run("check", usb_case, "-o", "json").stdout


def test_a_typo_in_a_path_of_a_policy(run: Run, usb_case: Path, shipped: Any) -> None:
    line = shipped.replace("safeguards/media-controls.yaml", "media.removable_used: true", "media.removable_usd: true")
    result = run("check", usb_case, "--policies", shipped.path)
    complained(result, f"media-controls.yaml:{line}:3: ", "「media.removable_used」ではありませんか")


def test_a_cyclic_concept(run: Run, usb_case: Path, shipped: Any) -> None:
    title = {"ja": "輪", "en": "loop"}
    loop = {a: {"title": title, "when": {"concept": b}} for a, b in (("loop-a", "loop-b"), ("loop-b", "loop-a"))}
    shipped.write("concepts/loop.yaml", loop)
    complained(run("check", usb_case, "--policies", shipped.path), "loop.yaml:1:", "loop-a → loop-b → loop-a")


def test_a_duplicate_rule(run: Run, usb_case: Path, shipped: Any) -> None:
    rule = shipped.path / "safeguards" / "media-controls.yaml"
    shipped.write("online-link/media-controls.yaml", rule.read_text(encoding="utf-8"))
    result = run("check", usb_case, "--policies", shipped.path)
    complained(
        result,
        "media-controls.yaml:1:1: ",
        "「media-controls」は、online-link/media-controls.yaml で既に使われています",
    )


def test_not_a_policy_folder(run: Run, usb_case: Path, tmp_path: Path) -> None:
    complained(run("check", usb_case, "--policies", tmp_path), f"{tmp_path}: ")


def test_an_unknown_command_or_option(run: Run) -> None:
    assert run("chek").exit_code == 2
    assert run("check", "--rul", "x").exit_code == 2


def test_a_fault_of_ours_is_one_line(run: Run, usb_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("tenken.api.Tenken.judge", broken)
    monkeypatch.delenv("TENKEN_DEBUG", raising=False)
    result = run("check", usb_case)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "内部エラー / internal error: RuntimeError: two lines (TENKEN_DEBUG=1 で詳細を表示)"
    ]
    assert isinstance(run("check", usb_case, env={"TENKEN_DEBUG": "1"}).exception, RuntimeError)
