"""Puts the page together: styles, scripts and data in one file, which asks for nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from tenken.policy.case_schema import case_schema
from tenken.policy.model import Policy
from tenken.portable.policy_data import Portable
from tenken.portable.script import script
from tenken.texts import Lang, Text
from tenken_cli.forms.entry_tables import entry_tables
from tenken_cli.forms.page.words import PAGE_WORDS
from tenken_cli.pages.check_parts import HALF_STATED
from tenken_cli.reports import words

HERE = Path(__file__).parent
SPANS = ("about", "at_least", "at_most", "between")


def page(policy: Policy, lang: Lang, municipality: str | None = None) -> str:
    """The whole file. With a municipality only its items can be checked."""
    style = (HERE / "style.css").read_text(encoding="utf-8")
    code = f'"use strict";\n(() => {{\n{script(HERE / "app.js")}}})();\n'
    frame = Template((HERE / "page.html").read_text(encoding="utf-8"))
    ui = _in(lang, PAGE_WORDS)
    return frame.substitute(
        {key: escape(value) for key, value in ui.items()},
        lang=lang,
        policy=_security(style, code),
        style=style,
        script=code,
        data=_inert(_data(policy, lang, municipality, ui)),
    )


def _data(policy: Policy, lang: Lang, municipality: str | None, ui: Mapping[str, str]) -> dict[str, Any]:
    cities = None if municipality is None else [municipality]
    return {
        "lang": lang,
        "ui": ui,
        "names": {
            "verdict": _in(lang, words.VERDICTS),
            "force": _in(lang, words.FORCES),
            "opinion": _in(lang, words.OPINIONS),
        },
        "tones": {"verdict": dict(words.TONES), "opinion": dict(words.OPINION_TONES)},
        "half_stated": HALF_STATED,
        "entries": entry_tables()
        | {"shown": {key: ui[f"typed_{key}"] for key in SPANS} | {"undecided": ui["undecided"]}},
        "schema": _envelope(policy),
        "policy": Portable(policy, (lang,), cities).data(),
    }


def _envelope(policy: Policy) -> dict[str, Any]:
    """The schema of a case without its facts, which the page knows by their kinds."""
    schema = case_schema(policy.vocabulary)
    kept = {key: value for key, value in schema.items() if key not in ("$schema", "title")}
    return kept | {"properties": {**schema["properties"], "facts": {"type": "object"}}}


def _in(lang: Lang, texts: Mapping[Any, Text]) -> dict[str, str]:
    return {key: text.get(lang) for key, text in texts.items()}


def _inert(data: Mapping[str, Any]) -> str:
    """JSON in which nothing can end the element that holds it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _security(style: str, code: str) -> str:
    """The page's own style and script, and nothing else from anywhere."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(code)}; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
