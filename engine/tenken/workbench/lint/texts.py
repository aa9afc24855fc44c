"""Lints on wording: both languages, questions, sentences, what is left to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tenken.policy.files import Document
from tenken.policy.folders import DATA_FOLDERS
from tenken.texts import text
from tenken.workbench.lint.model import TODO, At, BothTexts, Context, Flaw, Lint, dotted

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NAME = re.compile(r"[A-Z][A-Za-z0-9-]*|[^\w\s]+")
"""LGWAN, VPN, USB and the like are called so in Japanese too; so are signs such as %."""

_ASKS_JA = re.compile(r"(か|ください)(（[^（）]*）)?。")
_ASKS_EN = re.compile(r".*\?( \([^()]*\))?|Please .*\.", re.DOTALL)
_SENTENCE_JA = re.compile(r".*。", re.DOTALL)
_SENTENCE_EN = re.compile(r".*[.!?]\)?", re.DOTALL)


def _both_languages(context: Context) -> Iterator[Flaw]:
    for one in _finished(context):
        name = dotted(one.at)
        if not _JAPANESE.search(one.ja) and not _NAME.fullmatch(one.ja):
            yield Flaw(
                one.doc,
                (*one.at, "ja"),
                text(f"{name} の ja が日本語ではありません: {one.ja}", f"ja of {name} is not Japanese: {one.ja}"),
            )
        if _JAPANESE.search(one.en):
            yield Flaw(
                one.doc,
                (*one.at, "en"),
                text(f"{name} の en に日本語が残っています: {one.en}", f"en of {name} holds Japanese: {one.en}"),
            )


def _question_form(context: Context) -> Iterator[Flaw]:
    for one in _finished(context):
        if not _is_question(one):
            continue
        name = dotted(one.at)
        if not re.search(_ASKS_JA.pattern + r"\Z", one.ja):
            yield Flaw(
                one.doc,
                (*one.at, "ja"),
                text(
                    f"{name} の ja が問いの形で終わりません: {one.ja}",
                    f"ja of {name} does not end as a question: {one.ja}",
                ),
            )
        if not _ASKS_EN.fullmatch(one.en):
            yield Flaw(
                one.doc,
                (*one.at, "en"),
                text(
                    f"{name} の en が問いの形で終わりません: {one.en}",
                    f"en of {name} does not end as a question: {one.en}",
                ),
            )


def _sentence_form(context: Context) -> Iterator[Flaw]:
    for one in _finished(context):
        if one.doc.folder in DATA_FOLDERS or one.at not in (("because",), ("fail",)):
            continue
        name = dotted(one.at)
        if not _SENTENCE_JA.fullmatch(one.ja):
            yield Flaw(
                one.doc,
                (*one.at, "ja"),
                text(f"{name} の ja が「。」で終わりません。", f"ja of {name} does not end with a full stop"),
            )
        if not _SENTENCE_EN.fullmatch(one.en):
            yield Flaw(
                one.doc,
                (*one.at, "en"),
                text(f"{name} の en がピリオドで終わりません。", f"en of {name} does not end with a full stop"),
            )


def _todo(context: Context) -> Iterator[Flaw]:
    for doc in context.documents:
        for at, written in _unfinished(doc.data, ()):
            shown = " ".join(written.split())
            yield Flaw(
                doc,
                at,
                text(f"{dotted(at)} がまだ書かれていません: {shown}", f"{dotted(at)} is still to be written: {shown}"),
            )
        yield from _todo_remarks(doc)


_REMARK = re.compile(r"^# TODO: (?P<said>.*)\n(?:#.*\n)*(?P<key>\w+):", re.MULTILINE)
"""A remark of the skeleton over what its author has not chosen."""


def _todo_remarks(doc: Document) -> Iterator[Flaw]:
    for found in _REMARK.finditer(doc.content):
        key, said = found["key"], found["said"]
        yield Flaw(doc, (key,), text(f"{key} がまだ決まっていません: {said}", f"{key} is still to be settled: {said}"))


def _finished(context: Context) -> Iterator[BothTexts]:
    return (one for one in context.texts if not one.unfinished)


def _is_question(one: BothTexts) -> bool:
    if one.doc.folder == "vocabulary":
        return one.at[-1] == "ask"
    return one.doc.folder not in DATA_FOLDERS and one.at[:1] == ("ask",)


def _dotted(at: At) -> str:
    return ".".join(map(str, at))


def _unfinished(data: Any, at: At) -> Iterator[tuple[At, str]]:
    """Where a text says TODO; one in two languages is named once."""
    if isinstance(data, str):
        if TODO in data:
            yield at, data
        return
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = [one for key, value in inner for one in _unfinished(value, (*at, key))]
    yield from [(at, found[0][1])] if found and isinstance(data, dict) and set(data) == {"ja", "en"} else found


LINTS = (
    Lint(
        "both-languages",
        text("日本語と英語の両方で書かれている", "Told in Japanese and in English"),
        text(
            "所管課と審議会は日本語で、ほかの読み手は英語で読む。写し間違えた文は、どちらかの読み手に届かない。",
            "Departments and councils read Japanese, others English. A text copied into the wrong language reaches nobody.",
        ),
        text(
            "ja は日本語で、en は英語で書いてください。LGWAN のような名前だけの文は、そのままで構いません。",
            "write ja in Japanese and en in English; a bare name such as LGWAN may stay as it is",
        ),
        _both_languages,
    ),
    Lint(
        "question-form",
        text("質問が問いかけの形で終わる", "A question ends as one"),
        text(
            "質問は所管課にそのまま届く。問いの形でなければ、何を答えればよいかが分からない。",
            "Questions reach departments as they are written. Unless it asks, nobody knows what to answer.",
        ),
        text(
            "日本語は「か。」か「ください。」で（かっこ書きはその前に）、英語は ? か、Please で始まる文で終えてください。",
            "end the Japanese with か。 or ください。 (a parenthesis goes before 。), the English with ?, or begin it with Please",
        ),
        _question_form,
    ),
    Lint(
        "sentence-form",
        text("理由と指摘が文として終わる", "Reasons and messages end as sentences"),
        text(
            "理由（because）と指摘（fail）は、報告や資料に文章として並ぶ。",
            "`because` and `fail` stand in reports and papers as running text.",
        ),
        text("日本語は「。」、英語はピリオドで終えてください。", "end the Japanese with 。 and the English with a full stop"),
        _sentence_form,
    ),
    Lint(
        "todo",
        text("書きかけが残っていない", "Nothing is left to write"),
        text(
            "ひな形の TODO が残ったルールは、読み手に TODO と告げる。",
            "A rule with a TODO left over from the skeleton says TODO to its readers.",
        ),
        text("TODO を本文に書き換え、TODO の注は決めたら消してください。", "put the real text in the place of TODO, and take a TODO remark away once it is settled"),
        _todo,
    ),
)  # fmt: skip
