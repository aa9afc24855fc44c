"""Keys that are missing, unknown or hold no text: what is told whatever kind of policy file they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tenken.errors import Fault, did_you_mean
from tenken.slips import key_remedy, shown
from tenken.texts import Text, text

At = tuple[str | int, ...]

_LANGUAGES = text("日本語", "Japanese"), text("英語", "English")


def unknown_key(key: str, keys: Iterable[str], at: At) -> Fault:
    """A key that the place does not have."""
    keys = list(keys)
    all_ = text(f"ここで使えるキー: {'、'.join(keys)}", f"keys that may stand here: {', '.join(keys)}")
    remedy = key_remedy(key) or did_you_mean(key, keys) or all_
    plain = shown(key.strip())
    return Fault(text(f"キー「{plain}」は使えません。", f"unknown key '{plain}'"), at, remedy)


def missing_key(key: str, at: At, is_text: bool = False) -> Fault:
    """A key that the place needs."""
    value = '{ja: "…", en: "…"}' if is_text else "…"
    return Fault(
        text(f"「{key}」がありません。", f"'{key}' is missing"),
        at,
        text(f"`{key}: {value}` と書き加えてください。", f"add `{key}: {value}`"),
    )


def one_language_missing(at: At) -> Fault:
    """A text of which one language is missing or empty; `at` ends with the language."""
    of, lang = ".".join(map(str, at[:-1])), _LANGUAGES[at[-1] == "en"]
    return Fault(
        text(
            f"「{of}」に{lang.ja}の文（{at[-1]}）がありません。", f"'{of}' has no {lang.en} text: '{at[-1]}' is missing"
        ),
        at,
        _both_languages(str(at[-2]) if len(at) > 1 else of),
    )


def no_text(of: str, at: At) -> Fault:
    """Something else where a text in both languages is expected."""
    return Fault(
        text(
            f"「{of}」には、日本語（ja）と英語（en）の文が両方要ります。",
            f"'{of}' needs a text in both languages (ja and en)",
        ),
        at,
        _both_languages(of),
    )


def no_mapping(raw: Any, at: At) -> Fault:
    """Something else where keys with their values are expected."""
    if not at:
        return Fault(
            text(
                "ファイルの中身が「キー: 値」の形になっていません（空かもしれません）。",
                "a mapping is expected, of keys with their values; the file may be empty",
            ),
            at,
            text("`id: …` のように「キー: 値」の行を書いてください。", "write lines of `key: value`"),
        )
    return Fault(
        text(
            "ここには「キー: 値」の組が要ります（空かもしれません）。",
            "a mapping is expected here, of keys with their values; it may be empty",
        ),
        at,
        key_remedy(raw)
        or text(
            "次の行から、字下げして「キー: 値」と書いてください。", "write `key: value` on the lines below, indented"
        ),
    )


def _both_languages(of: str) -> Text:
    return text(
        f'`{of}` の下に ja: "…" と en: "…" の両方を書いてください。', f'under `{of}` write both ja: "…" and en: "…"'
    )
