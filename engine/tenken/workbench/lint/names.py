"""Lints on names: how ids are written, and titles that cannot be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tenken.errors import shortened
from tenken.policy.files import Document
from tenken.policy.folders import DATA_FOLDERS
from tenken.policy.vocabulary import Fact
from tenken.texts import Lang, Text, text
from tenken.workbench.lint.model import TODO, At, Context, Flaw, Lint

LONGEST_ID = 60
_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LANGS: tuple[Lang, ...] = ("ja", "en")


def _id_style(context: Context) -> Iterator[Flaw]:
    for doc in context.documents:
        snake = doc.folder == "vocabulary"
        for at, id_ in _ids(doc):
            if len(id_) > LONGEST_ID or not (_SNAKE if snake else _KEBAB).fullmatch(id_):
                style = (
                    text("英小文字と _（snake_case）", "snake_case")
                    if snake
                    else text("英小文字と -（kebab-case）", "kebab-case")
                )
                yield Flaw(
                    context.place(doc, *at),
                    text(
                        f"名前「{shortened(id_)}」は、{style.ja}、{LONGEST_ID}字以内で書きます。",
                        f"the name '{shortened(id_)}' is not {style.en} of at most {LONGEST_ID} characters",
                    ),
                )


def _ids(doc: Document) -> Iterator[tuple[At, str]]:
    """The names that a document gives, each with its path."""
    match doc.folder:
        case "vocabulary":
            yield (), doc.stem
            yield from _names(doc.data, ())
        case "concepts" | "riders" | "families":
            yield from (((id_,), id_) for id_ in doc.data)
        case folder:
            yield ("id",), doc.data["id"]
            if folder == "laws":
                yield from ((("provisions", name), name) for name in doc.data["provisions"])
            elif folder not in DATA_FOLDERS:
                yield (), folder


def _names(data: Mapping[str, Any], at: At) -> Iterator[tuple[At, str]]:
    """The names of facts, fields and values below a path of a vocabulary file."""
    for key in ("properties", "values"):
        for name, body in data.get(key, {}).items():
            yield (*at, key, name), name
            if key == "properties":
                yield from _names(body, (*at, key, name))
    if "items" in data:
        yield from _names(data["items"], (*at, "items"))


def _title_unique(context: Context) -> Iterator[Flaw]:
    rules = context.policy.rules
    for one in context.rules:
        for lang, other in _same(
            one.rule.title, {id_: rule.title for id_, rule in rules.items() if id_ != one.rule.id}
        ):
            yield Flaw(context.place(one.doc, "title"), _twice("ルール", "rule", one.rule.title, other, lang))
    for doc in context.of("vocabulary"):
        for name in doc.data["properties"]:
            fact = context.policy.vocabulary.facts[f"{doc.stem}.{name}"]
            yield from _labels_unique(context, doc, fact, ("properties", name))


def _labels_unique(context: Context, doc: Document, fact: Fact, at: At) -> Iterator[Flaw]:
    others = {one.path: one.label for one in context.policy.vocabulary.in_group(doc.stem) if one.path != fact.path}
    for lang, other in _same(fact.label, others):
        yield Flaw(context.place(doc, *at, "label"), _twice("事実", "fact", fact.label, other, lang))
    inside, at = (fact.item, (*at, "items")) if fact.item else (fact, at)
    for value, label in inside.choices.items():
        others = {one: choice for one, choice in inside.choices.items() if one != value}
        for lang, other in _same(label, others):
            yield Flaw(context.place(doc, *at, "values", value), _twice("値", "value", label, other, lang))


def _same(title: Text, others: Mapping[str, Text]) -> Iterable[tuple[Lang, str]]:
    """The languages in which another has the same title, with the first that has it."""
    for lang in _LANGS:
        if TODO in title.get(lang):
            continue
        other = next((id_ for id_, one in others.items() if one.get(lang) == title.get(lang)), None)
        if other is not None:
            yield lang, other


def _twice(ja: str, en: str, title: Text, other: str, lang: Lang) -> Text:
    shown = shortened(title.get(lang))
    return text(
        f"{ja}の名前「{shown}」が「{other}」と同じです。", f"the {en}'s title '{shown}' is also that of '{other}'"
    )


def _choice_count(context: Context) -> Iterator[Flaw]:
    for doc in context.of("vocabulary"):
        for at, name in _names(doc.data, ()):
            body = _at(doc.data, at)
            if at[-2] == "properties" and len(_values(body) or "ab") < 2:
                yield Flaw(
                    context.place(doc, *at),
                    text(f"「{name}」の値が一つしかありません。", f"'{name}' has one value only"),
                )


def _values(body: Any) -> Mapping[str, Any] | None:
    """The values of a choice, or of a list of choices."""
    values: Mapping[str, Any] | None = body.get("values") or body.get("items", {}).get("values")
    return values


def _at(data: Any, at: At) -> Any:
    for step in at:
        data = data[step]
    return data


LINTS = (
    Lint(
        "id-style",
        text("名前の書き方がそろっている", "Ids are written alike"),
        text(
            "名前はファイル名、コマンドの引数、報告のキーになる。書き方がそろっていれば、打ち間違えず、どの環境でも使える。",
            "Ids become file names, arguments and keys of reports. Written alike, they can be typed anywhere without a slip.",
        ),
        text(
            "ルール、概念、付帯意見、法令、規定、自治体、分野は kebab-case、事実とその値は snake_case にしてください。",
            "use kebab-case for rules, concepts, riders, laws, provisions, cities and families, snake_case for facts and values",
        ),
        _id_style,
    ),
    Lint(
        "title-unique",
        text("題名で区別できる", "Titles tell things apart"),
        text(
            "同じ題名のルールや項目が並ぶと、一覧や様式の上で見分けられない。",
            "Two rules or items of one title cannot be told apart in a list or on a form.",
        ),
        text("違いが分かる題名にしてください。", "give it a title that says how it differs"),
        _title_unique,
    ),
    Lint(
        "choice-count",
        text("選択肢が二つ以上ある", "A choice has a choice"),
        text("選択肢が一つの質問は、何も尋ねていない。", "A question with one possible answer asks nothing."),
        text("選択肢を加えるか、type: boolean にしてください。", "add values, or make it `type: boolean`"),
        _choice_count,
    ),
)  # fmt: skip
