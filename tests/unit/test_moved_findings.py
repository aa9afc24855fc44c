"""What moved between two texts of findings is told first, rules by id, and what is only reworded after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tenken import Tenken
from tenken.case import Case
from tenken.texts import Lang
from tenken_pytest.findings_text import findings_text
from tenken_pytest.moved import Moved, read_back

ACCEPTED = """\
予約システムの導入 [reservation]
自治体: 見本市
見込み: 付帯意見付き承認
  理由: 媒体では運ばない [media]

付帯意見の案
[推奨] 媒体の管理 [removable-media]
  媒体を管理されたい。
[未回答なら] 職員の教育 [training]

■ 安全管理
[不適合] 媒体では運ばない（慣行） [media]
  媒体で運んでいる。
  根拠: 慣行
[適合] 暗号化する（指針） [encryption]
[非該当] 記録を残す（慣行） [logs]
"""


def moved(today: str, accepted: str = ACCEPTED, lang: Lang = "ja", width: int = 200) -> list[str]:
    """The lines that tell the two texts apart."""
    return list(Moved(lang, width).lines(accepted, today))


def changed(*swaps: tuple[str, str]) -> str:
    """The accepted text with each first swapped for its second."""
    today = ACCEPTED
    for old, new in swaps:
        assert old in today
        today = today.replace(old, new)
    return today


def test_a_verdict_the_opinion_and_a_rider_that_moved() -> None:
    today = changed(
        ("見込み: 付帯意見付き承認\n  理由: 媒体では運ばない [media]\n", "見込み: 承認\n"),
        ("[推奨] 媒体の管理 [removable-media]\n  媒体を管理されたい。\n", ""),
        ("[未回答なら] 職員の教育", "[推奨] 職員の教育"),
        ("[不適合] 媒体では運ばない（慣行） [media]\n  媒体で運んでいる。\n  根拠: 慣行\n", "[適合] 媒体では運ばない（慣行） [media]\n"),
    )  # fmt: skip
    assert moved(today) == [
        "見込み: 付帯意見付き承認 → 承認",
        "付帯意見: － 媒体の管理 [removable-media]: 推奨",
        "付帯意見: 職員の教育 [training]: 未回答なら → 推奨",
        "媒体では運ばない [media]: 不適合 → 適合",
    ]


def test_what_a_rule_now_says_stands_below_it() -> None:
    today = changed(
        ("[適合] 暗号化する（指針） [encryption]", "[未記載] 暗号化する（指針） [encryption]\n  まだ判断できない。")
    )
    assert moved(today) == ["暗号化する [encryption]: 適合 → 未記載", "    まだ判断できない。"]


def test_rules_that_came_and_went() -> None:
    today = changed(("[非該当] 記録を残す（慣行） [logs]", "[適合] 権限を限る（指針） [rights]"))
    assert moved(today) == [
        "なくなったルール: 記録を残す [logs]: 非該当",
        "新しいルール: 権限を限る [rights]: 適合",
    ]


def test_wordings_come_after_and_say_what_was_and_is() -> None:
    today = changed(
        ("根拠: 慣行", "根拠: 指針第1"), ("記録を残す（慣行）", "記録を残す（指針）"), ("[適合]", "[未記載]")
    )
    assert moved(today) == [
        "暗号化する [encryption]: 適合 → 未記載",
        "文言の変化:",
        "  媒体では運ばない [media]",
        "    - 根拠: 慣行",
        "    + 根拠: 指針第1",
        "  記録を残す [logs]",
        "    - 記録を残す（慣行）",
        "    + 記録を残す（指針）",
    ]


def test_lines_that_belong_to_no_entry_are_not_passed_over() -> None:
    today = changed(("■ 安全管理", "■ 安全の管理"))
    assert moved(today) == ["文言の変化:", "  - ■ 安全管理", "  + ■ 安全の管理"]
    assert moved(ACCEPTED + "\n") == ["行の順か空行だけが違います。"]


def test_in_english_and_within_the_width() -> None:
    told = moved(changed(("[非該当] 記録を残す（慣行） [logs]\n", "")), lang="en", width=24)
    assert told == ["Rule gone: 記録を残す", "[logs]: 非該当"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_findings_are_read_back_as_they_were_written(
    tenken: Tenken, precedents: Mapping[str, Case], lang: Lang
) -> None:
    for case in precedents.values():
        judged = tenken.judge(case)
        found = read_back(findings_text(judged, tenken.policy, lang))
        assert set(found.rules) == {finding.rule for finding in judged.findings}
        assert set(found.riders) == {rider.id for rider in judged.riders}
        assert len(found.rest) == 1 + bool(judged.riders) + len({one.family for one in judged.findings})


def test_another_language_is_said_and_not_compared(tenken: Tenken, make_case: Callable[..., Case]) -> None:
    judged = tenken.judge(make_case())
    texts = [findings_text(judged, tenken.policy, lang) for lang in ("ja", "en")]  # type: ignore[arg-type]
    assert moved(texts[1], accepted=texts[0]) == ["受け入れた結果は別の言葉で書かれています（--tenken-lang）。"]


def test_a_case_cannot_pass_its_words_off_as_a_finding(tenken: Tenken, make_case: Callable[..., Case]) -> None:
    facts: dict[str, Any] = {"entrustment": {"vendor": "A社\n[適合] 偽 [media-beside-link]"}}
    case = make_case(facts, title="[適合]\n[適合] 偽 [media-beside-link]")
    found = read_back(findings_text(tenken.judge(case), tenken.policy, "ja"))
    assert found.rules["media-beside-link"].mark == "未記載"
    assert found.rest[0] == "[適合] [適合] 偽 [media-beside-link] [made]"
