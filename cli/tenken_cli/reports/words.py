"""The names of verdicts, opinions, forces and the rest, in both languages: one place for all formats."""

from __future__ import annotations

from collections.abc import Mapping

from tenken.assessment import Opinion, Strength
from tenken.policy.law import Evidence, Force
from tenken.policy.model import At, Verdict
from tenken.policy.vocabulary import Kind, Priority
from tenken.texts import Lang, Text, text
from tenken.truth import Truth
from tenken_cli.reports.page import Tone

VERDICTS: Mapping[Verdict, Text] = {
    "fail": text("不適合", "fail"),
    "review": text("審議会の判断", "for the council"),
    "open": text("未記載", "open"),
    "pass": text("適合", "pass"),
    "not_applicable": text("非該当", "not applicable"),
}
TONES: Mapping[Verdict, Tone] = {
    "fail": "bad",
    "review": "council",
    "open": "open",
    "pass": "good",
    "not_applicable": "muted",
}
OPINIONS: Mapping[Opinion, Text] = {
    "approve": text("承認", "approve"),
    "approve_with_riders": text("付帯意見付き承認", "approve with riders"),
    "continue": text("継続審議", "continue"),
    "revise": text("補正", "revise"),
    "not_required": text("諮問不要", "no consultation needed"),
}
OPINION_TONES: Mapping[Opinion, Tone] = {
    "approve": "good",
    "approve_with_riders": "open",
    "continue": "open",
    "revise": "bad",
    "not_required": "strong",
}
OUTCOMES: Mapping[str, Text] = {
    "approved": text("承認", "approved"),
    "approved_with_riders": text("付帯意見付き承認", "approved with riders"),
    "adequate": text("妥当", "adequate"),
    "continued": text("継続審議", "continued"),
}
FORCES: Mapping[Force, Text] = {
    "statute": text("法律", "statute"),
    "ordinance": text("条例", "ordinance"),
    "guideline": text("指針", "guideline"),
    "principle": text("原則", "principle"),
    "practice": text("慣行", "practice"),
}
STRENGTHS: Mapping[Strength, Text] = {
    "recommended": text("推奨", "recommended"),
    "if_unanswered": text("未回答なら", "if unanswered"),
}
STAGES: Mapping[str, Text] = {
    "preliminary": text("事前点検など", "preliminary"),
    "final": text("本審議", "final"),
}
TRUTHS: Mapping[Truth, Text] = {
    Truth.TRUE: text("真", "true"),
    Truth.FALSE: text("偽", "false"),
    Truth.UNKNOWN: text("不明", "unknown"),
}
TRUTH_TONES: Mapping[Truth, Tone] = {Truth.TRUE: "good", Truth.FALSE: "bad", Truth.UNKNOWN: "open"}
AT: Mapping[At, Text] = {
    "operation": text("運用の開始日の法令による", "under the law of the start of operation"),
    "consultation": text("諮問の日の法令による", "under the law of the day of consultation"),
}
EVIDENCE: Mapping[Evidence, Text] = {
    "V": text("原文を確認", "text read"),
    "Vx": text("抜粋を確認", "excerpt read"),
    "S": text("議事録による", "from the minutes"),
    "D": text("条文などからの導出", "derived"),
    "M": text("未確認", "unverified"),
}
KINDS: Mapping[Kind, Text] = {
    "boolean": text("はい・いいえ", "yes or no"),
    "choice": text("選択", "one of the values"),
    "text": text("文章", "text"),
    "number": text("数", "number"),
    "integer": text("整数", "whole number"),
    "date": text("日付", "date"),
    "list": text("一覧", "list"),
    "object": text("項目の組", "group of fields"),
}
PRIORITIES: Mapping[Priority, Text] = {
    "high": text("高", "high"),
    "medium": text("中", "medium"),
    "low": text("低", "low"),
}
UNVERIFIED = text("（未確認）", " (unverified)")
COMMITTED = text("約束", "promised")
NOT_STATED = text("記載なし", "not stated")
NONE = text("なし", "none")


def pick(lang: Lang, ja: str, en: str) -> str:
    """One of two wordings."""
    return ja if lang == "ja" else en


def counted(number: int, lang: Lang, one: str, many: str | None = None) -> str:
    """`3件` in Japanese; in English the number with its noun."""
    if lang == "ja":
        return f"{number}件"
    return f"{number} {one if number == 1 else many or one + 's'}"


def joined(parts: list[str], lang: Lang) -> str:
    """Parts in a row."""
    return pick(lang, "、", ", ").join(parts)


def shortened(shown: str, limit: int) -> str:
    """A long text cut, with a sign that it was."""
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
