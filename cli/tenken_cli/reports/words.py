"""The names of verdicts, opinions, forces and the rest, in both languages: one place for all formats."""

from __future__ import annotations

from collections.abc import Mapping

from tenken.assessment import Opinion, Strength
from tenken.policy import words
from tenken.policy.model import Verdict
from tenken.policy.vocabulary import Priority
from tenken.texts import Lang, Text, text
from tenken.truth import Truth
from tenken_cli.reports.page import Tone

VERDICTS = words.VERDICTS
FORCES = words.FORCES
STAGES = words.STAGES
AT = words.AT
EVIDENCE = words.EVIDENCE
KINDS = words.KINDS
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
STRENGTHS: Mapping[Strength, Text] = {
    "recommended": text("推奨", "recommended"),
    "if_unanswered": text("未回答なら", "if unanswered"),
}
TRUTHS: Mapping[Truth, Text] = {
    Truth.TRUE: text("真", "true"),
    Truth.FALSE: text("偽", "false"),
    Truth.UNKNOWN: text("不明", "unknown"),
}
TRUTH_TONES: Mapping[Truth, Tone] = {Truth.TRUE: "good", Truth.FALSE: "bad", Truth.UNKNOWN: "open"}
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


def titles(parts: list[str], lang: Lang) -> str:
    """Titles in a row, each marked off where there are several: they hold commas themselves."""
    if len(parts) < 2:
        return "".join(parts)
    return pick(lang, "".join(f"「{one}」" for one in parts), "; ".join(parts))


def shortened(shown: str, limit: int) -> str:
    """A long text cut, with a sign that it was."""
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
