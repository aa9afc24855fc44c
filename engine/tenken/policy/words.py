"""The words for verdicts, forces, evidence and kinds of facts, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from tenken.errors import did_you_mean
from tenken.policy.law import Evidence, Force
from tenken.policy.model import At, Verdict
from tenken.policy.vocabulary import Kind
from tenken.texts import Text, text

VERDICTS: Mapping[Verdict, Text] = {
    "fail": text("不適合", "fail"),
    "review": text("審議会の判断", "for the council"),
    "open": text("未記載", "open"),
    "pass": text("適合", "pass"),
    "not_applicable": text("非該当", "not applicable"),
}
FORCES: Mapping[Force, Text] = {
    "statute": text("法律", "statute"),
    "ordinance": text("条例", "ordinance"),
    "guideline": text("指針", "guideline"),
    "principle": text("原則", "principle"),
    "practice": text("慣行", "practice"),
}
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
STAGES: Mapping[str, Text] = {
    "preliminary": text("事前点検など", "preliminary"),
    "final": text("本審議", "final"),
}
WRITTEN: Mapping[str, Text] = dict(
    chain[tuple[str, Text]](VERDICTS.items(), FORCES.items(), AT.items(), EVIDENCE.items(), STAGES.items())
)
"""What may be written for any of them."""


def named(names: Mapping[str, Text]) -> Text:
    """Values as they are written, each with what it stands for."""
    return text(
        "、".join(f"{name}（{words.ja}）" if words.ja != name else name for name, words in names.items()),
        ", ".join(f"{name} ({words.en})" if words.en != name else name for name, words in names.items()),
    )


def meant(given: Any, names: Mapping[str, Text]) -> Text | None:
    """The value that was meant by what was written, as a remedy; None where that cannot be told."""
    found = next((name for name, words in names.items() if given in (words.ja, words.en)), None)
    if found is not None:
        return text(f"{found} と書いてください。", f"write {found}")
    return did_you_mean(str(given), names)


def offer(given: Any, names: Mapping[str, Text]) -> Text:
    """The value that was meant by what was written, or all that may be written: a remedy."""
    all_ = named(names)
    return meant(given, names) or text(f"次のどれかを書いてください: {all_.ja}", f"write one of these: {all_.en}")


def listed_in(page: str) -> Text:
    """Where all names of a kind are listed, by the page of the catalogue: a remedy where no name is near."""
    return text(
        f"使える名前は、`tenken policy docs -o catalogue` で書き出す catalogue/{page}.md にあります。",
        f"`tenken policy docs -o catalogue` lists what there is in catalogue/{page}.md",
    )
