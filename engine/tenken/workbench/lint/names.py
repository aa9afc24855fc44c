"""Lints on names: how ids are written, and titles that cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tenken.errors import shortened
from tenken.policy.files import Document
from tenken.policy.folders import DATA_FOLDERS
from tenken.policy.vocabulary import Fact
from tenken.texts import Lang, Text, text
from tenken.workbench.ids import KEBAB, LONGEST_ID, SNAKE, styled
from tenken.workbench.lint.model import TODO, At, Context, Flaw, Lint

_LANGS: tuple[Lang, ...] = ("ja", "en")
_RULE, _FACT = text("ルール", "rule"), text("事実", "fact")
_FIELD, _VALUE = text("項目", "field"), text("値", "value")


def _id_style(context: Context) -> Iterator[Flaw]:
    for doc in context.documents:
        snake = doc.folder == "vocabulary"
        for at, id_ in _ids(doc):
            if not styled(id_, SNAKE if snake else KEBAB):
                style = (
                    text("英小文字と _（snake_case）", "snake_case")
                    if snake
                    else text("英小文字と -（kebab-case）", "kebab-case")
                )
                yield Flaw(
                    doc,
                    at,
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
    rules = {id_: rule.title for id_, rule in context.policy.rules.items()}
    for one in context.rules:
        yield from _twice(one.doc, ("title",), _RULE, one.rule.id, rules)
    for doc in context.of("vocabulary"):
        group = {fact.path: fact for fact in context.policy.vocabulary.in_group(doc.stem)}
        labels = {path: fact.label for path, fact in group.items()}
        for name in doc.data["properties"]:
            path, at = f"{doc.stem}.{name}", ("properties", name)
            yield from _twice(doc, (*at, "label"), _FACT, path, labels)
            yield from _twice_inside(doc, at, group[path])


def _twice_inside(doc: Document, at: At, fact: Fact) -> Iterator[Flaw]:
    """The values of a fact, or the fields and values of its elements, that go by one label."""
    if fact.item is not None:
        yield from _twice_inside(doc, (*at, "items"), fact.item)
    for value in fact.choices:
        yield from _twice(doc, (*at, "values", value), _VALUE, value, fact.choices)
    labels = {name: field.label for name, field in fact.fields.items()}
    for name, field in fact.fields.items():
        yield from _twice(doc, (*at, "properties", name, "label"), _FIELD, name, labels)
        yield from _twice_inside(doc, (*at, "properties", name), field)


def _twice(doc: Document, at: At, kind: Text, id_: str, titles: Mapping[str, Text]) -> Iterator[Flaw]:
    """A flaw for each language in which another of the titles is the same as that of this id."""
    for lang in _LANGS:
        title = titles[id_].get(lang)
        other = next((one for one, words in titles.items() if one != id_ and words.get(lang) == title), None)
        if other is not None and TODO not in title:
            shown = shortened(title)
            yield Flaw(
                doc,
                (*at, lang),
                text(
                    f"{kind.ja}の名前「{shown}」が「{other}」と同じです。",
                    f"the {kind.en}'s title '{shown}' is also that of '{other}'",
                ),
            )


def _choice_count(context: Context) -> Iterator[Flaw]:
    for doc in context.of("vocabulary"):
        for at, name in _names(doc.data, ()):
            values = _values(_at(doc.data, at)) if at[-2] == "properties" else None
            if values is not None and len(values) < 2:
                yield Flaw(doc, at, text(f"「{name}」の値が一つしかありません。", f"'{name}' has one value only"))


def _values(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The values of a choice, or of a list of choices; None for anything else."""
    values: Mapping[str, Any] | None = body.get("items", body).get("values")
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
