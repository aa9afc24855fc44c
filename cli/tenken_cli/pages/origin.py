"""Whose a rule is: shipped with the program, or a municipality's own."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from tenken.policy.model import Rule
from tenken.texts import Lang, text
from tenken_cli.reports.page import Line, line, muted, ref, strong
from tenken_cli.reports.words import pick

OWN = text("市のポリシー", "own policies")
REPLACES = text("付属のルールを置き換えたもの", "replaces a shipped rule")


def mark(rule: Rule, lang: Lang) -> Line:
    """The mark behind the title of a municipality's own rule; nothing for a shipped one."""
    own = origin(rule, lang)
    return line(pick(lang, "（", " ("), own, pick(lang, "）", ")")) if own else ()


def origin(rule: Rule, lang: Lang) -> Line:
    """Whose a rule is, and which one it replaces; nothing for a shipped one."""
    if not rule.layer:
        return ()
    own = strong(OWN.get(lang))
    if rule.replaces is None:
        return (own,)
    other = ref(rule.replaces) if rule.replaces != rule.id else ()
    return line(own, pick(lang, "。", "; "), muted(REPLACES.get(lang)), other)


def file_name(rule: Rule) -> str:
    """The file of a rule as its author knows it: a municipality's own with the folder of its policies."""
    kept = PurePath(rule.file).parts[-3 if rule.layer else -2 :]
    return "/".join(part for part in kept if part != "..")


def origin_data(rule: Rule) -> dict[str, Any]:
    """The same as data; only of a municipality's own rule."""
    return {"own": True, "replaces": rule.replaces} if rule.layer else {}
