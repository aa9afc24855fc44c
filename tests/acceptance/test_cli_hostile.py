"""What a hostile or unlucky user meets: closed and full outputs, odd names, files where they do not belong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tenken.errors import CaseError
from tenken_cli.inputs import case_files

TENKEN = str(Path(sys.executable).parent / "tenken")
Run = Callable[..., Any]


def refused(result: Any, *said: str) -> None:
    """Exit 2, with this on stderr and neither a traceback nor an internal error."""
    assert result.exit_code == 2, result.output
    assert all(one in result.stderr for one in said), result.stderr
    assert "Traceback" not in result.stderr
    assert "internal error" not in result.stderr


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line, in English."""
    env = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": ""}
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=env, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is of Linux")
def test_a_full_disk_behind_standard_output(usb_case: Path) -> None:
    for command in (f"check {usb_case}", f"check {usb_case} -o json", "policy list", "schema case"):
        done = shell(f"{TENKEN} {command} > /dev/full")
        assert done.returncode == 2, command
        assert "cannot be read or written" in done.stderr
        assert "Traceback" not in done.stderr


def test_closed_streams(usb_case: Path, tmp_path: Path) -> None:
    """The verdict is in the exit code, and a file that was asked for is written."""
    judged = shell(f"{TENKEN} check {usb_case}")
    report = tmp_path / "report.json"
    for redirection in (">&-", "2>&-", ">&- 2>&-"):
        done = shell(f"{TENKEN} check {usb_case} -o json={report} {redirection}")
        assert done.returncode == judged.returncode == 3
        assert "Traceback" not in done.stderr + done.stdout
        assert json.loads(report.read_text(encoding="utf-8"))["cases"]
        report.unlink()
    assert shell(f"{TENKEN} check {usb_case} 2>&-").stdout == judged.stdout
    assert "standard input is closed" in shell(f"{TENKEN} check - <&-").stderr


def test_an_interruption_while_the_program_is_being_imported() -> None:
    interrupted = """
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "tenken_cli.main":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from tenken_cli.start import main
main()
"""
    done = subprocess.run([sys.executable, "-c", interrupted], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_folder_is_read_whole(run: Run, changed: Callable[..., Path], tmp_path: Path) -> None:
    """Cases behind a link count too, each once; a folder that cannot be listed stops the check instead of being left out."""
    case = changed(id="behind-a-link")
    folder = tmp_path / "named"
    folder.mkdir()
    (folder / "link").symlink_to(case.parent, target_is_directory=True)
    (folder / "again").symlink_to(case.parent, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    checked = json.loads(run("check", folder, "-o", "json").stdout)["cases"]
    assert [one["case"]["id"] for one in checked] == ["behind-a-link"]


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused_listing(folder: Path, onerror: Callable[[OSError], None], **_: object) -> list[object]:
        onerror(PermissionError(13, "Permission denied", str(folder / "inner")))
        return []

    monkeypatch.setattr("os.walk", refused_listing)
    with pytest.raises(CaseError) as refusal:
        case_files(tmp_path)
    assert "inner" in refusal.value.render("en")
    assert "cannot be read" in refusal.value.render("en")


def test_blanks_state_nothing(run: Run, changed: Callable[..., Path]) -> None:
    refused(run("check", changed(facts={"purpose.statement": " \u3000"})), "空白だけでない")


def test_a_report_is_not_written_over_its_case(run: Run, changed: Callable[..., Path]) -> None:
    case = changed()
    before = case.read_bytes()
    refused(run("check", case, "-o", f"json={case}"), "上書き")
    refused(run("check", case.parent, "-o", f"json={case}"), "上書き")
    assert case.read_bytes() == before


def test_another_city_takes_the_place_of_an_unknown_one(run: Run, changed: Callable[..., Path]) -> None:
    case = changed(municipality="yokohama")
    refused(run("check", case), "yokohama")
    report = json.loads(run("check", case, "--municipality", "default", "-o", "json").stdout)
    assert report["cases"][0]["municipality"] == report["cases"][0]["case"]["municipality"] == "default"


@pytest.mark.parametrize(
    ("name", "said"), [("", "名前が空"), ("a" * 5000, "読めません"), ("no/such/file.json", "見つかりません")]
)
def test_names_that_are_no_file(run: Run, name: str, said: str) -> None:
    refused(run("check", name), said)


@pytest.mark.parametrize("name", ["media-beside-link.yaml", "safeguards/x.yml", "safeguards/X.YAML"])
def test_a_policy_file_that_would_not_be_read(run: Run, usb_case: Path, shipped: Any, name: str) -> None:
    shipped.write(name, "id: x\n")
    refused(run("check", usb_case, "--policies", shipped.path), name, "読まれない")


def test_an_empty_rule_file(run: Run, usb_case: Path, shipped: Any) -> None:
    shipped.write("safeguards/empty.yaml", "")
    refused(run("check", usb_case, "--policies", shipped.path), "empty.yaml", "「キー: 値」の形になっていません")


WRONG_HEADS: dict[str, tuple[dict[str, Any], str]] = {
    "facts": ({"facts": None}, "facts: null does not fit; write an object: {…}"),
    "consulted_on": ({"consulted_on": "2018-13"}, 'write a date as "2018-07-01"'),
    "stage": ({"stage": "x"}, "write one of: preliminary, final"),
    "title": ({"title": ""}, "it may not be empty"),
    "id": ({"id": "../../etc/passwd"}, "a file can have"),
    "sources": ({"sources": {"link.used": None}}, 'write a source as {"at": "file:line"}'),
    "municipality": ({"municipality": "あ" * 10_000}, "there is no municipality 'あああ"),
}


@pytest.mark.parametrize(("head", "said"), WRONG_HEADS.values(), ids=WRONG_HEADS.keys())
def test_wrong_heads_are_told_in_words(run: Run, changed: Callable[..., Path], head: dict[str, Any], said: str) -> None:
    if "facts" in head:
        case = changed()
        case.write_text(json.dumps({**json.loads(case.read_text(encoding="utf-8")), **head}), encoding="utf-8")
    else:
        case = changed(**head)
    result = run("check", case, "--lang", "en")
    refused(result, said)
    assert len(result.stderr) < 1000


def test_a_misspelt_value_has_a_remedy(run: Run, changed: Callable[..., Path]) -> None:
    refused(run("check", changed(facts={"link.kind": "lgwn"}), "--lang", "en"), "did you mean 'lgwan'?")


@pytest.mark.parametrize("value", [-5, {"about": -5}, {"at_least": -1}])
def test_less_than_nothing_is_refused(run: Run, changed: Callable[..., Path], value: Any) -> None:
    refused(run("check", changed(facts={"data.subjects_count": value}), "--lang", "en"), "data.subjects_count")


def test_utf16_is_told_to_be_saved_again(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"id": "a"}', encoding="utf-16")
    refused(run("check", case, "--lang", "en"), "UTF-16", "save it again as UTF-8")


@pytest.mark.parametrize("columns", ["0", "1", "20"])
def test_a_narrow_terminal_loses_no_words(run: Run, usb_case: Path, columns: str) -> None:
    shown = run("check", usb_case, env={"COLUMNS": columns}).stdout
    assert "付帯意見付き承認" in shown.replace("\n", "").replace(" ", "")
    assert "安全管理" in shown
