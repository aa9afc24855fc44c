"""Conditions in words: the same words where a rule is shown and where a verdict is explained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from tenken import condition as c
from tenken.policy.model import Policy
from tenken.policy.vocabulary import Fact, Vocabulary
from tenken.texts import Lang
from tenken.values import DateSpan
from tenken_cli.reports.facts import fact_at, name_of
from tenken_cli.reports.page import Node, code, line
from tenken_cli.reports.words import pick


@dataclass(frozen=True)
class Names:
    """What the paths of a condition are called: those of the vocabulary, or the fields of a list's element."""

    vocabulary: Vocabulary
    lang: Lang
    inside: str | None = None
    """The list's path, with the element's number where one element is meant: `a.b[0]`."""

    def element(self, path: str, index: int | None = None) -> Names:
        """The names inside the elements of a list."""
        return replace(self, inside=path if index is None else f"{path}[{index}]")

    def fact(self, path: str) -> Fact | None:
        """The fact or field of that name."""
        if self.inside is None:
            return fact_at(path, self.vocabulary)
        listed = self.vocabulary.facts[self.inside.split("[", 1)[0]]
        return listed.item.fields.get(path) if listed.item else None

    def quoted(self, path: str) -> str:
        """The name, marked as one."""
        return pick(self.lang, f"「{self._name(path)}」", f'"{self._name(path)}"')

    def _name(self, path: str) -> str:
        field = self.fact(path)
        if self.inside is None or field is None:
            return name_of(path, self.vocabulary, self.lang)
        if "[" in self.inside:
            return name_of(f"{self.inside}.{path}", self.vocabulary, self.lang)
        return field.label.get(self.lang)


def in_words(node: c.Condition, names: Names) -> str:
    """One condition in words; of a compound one, only how its parts are joined."""
    lang = names.lang
    match node:
        case c.All():
            return pick(lang, "次のすべて", "all of these")
        case c.Any():
            return pick(lang, "次のいずれか", "any of these")
        case c.Not():
            return pick(lang, "次に当たらない", "not this")
        case c.Concept(id_):
            return id_
        case c.OneOf():
            return _one_of(node, names)
        case c.AtLeast() | c.AtMost():
            return _bounded(node, names)
        case c.Stated(path):
            return pick(lang, f"{names.quoted(path)}が書かれている", f"{names.quoted(path)} is stated")
        case c.Includes():
            return _includes(node, names)
        case c.Lasts():
            return _lasts(node, names)
        case c.Every(path):
            return pick(
                lang, f"{names.quoted(path)}のどれもが次を満たす", f"every one of {names.quoted(path)} satisfies"
            )
        case c.Some(path):
            return pick(
                lang,
                f"{names.quoted(path)}の少なくとも一つが次を満たす",
                f"at least one of {names.quoted(path)} satisfies",
            )
        case _:
            assert_never(node)


def _one_of(node: c.OneOf, names: Names) -> str:
    shown = [_scalar(value, names.fact(node.path), names.lang) for value in node.values]
    if len(shown) == 1:
        return f"{names.quoted(node.path)}{pick(names.lang, '＝', ' = ')}{shown[0]}"
    return pick(
        names.lang,
        f"{names.quoted(node.path)}が次のどれか: {_listed(shown, names.lang)}",
        f"{names.quoted(node.path)} is one of: {_listed(shown, names.lang)}",
    )


def _bounded(node: c.AtLeast | c.AtMost, names: Names) -> str:
    bound = node.bound
    dated = isinstance(bound, DateSpan) or _is_date(node.path, names)
    shown = names.quoted(bound.path) if isinstance(bound, c.Path) else _scalar(bound, names.fact(node.path), names.lang)
    if isinstance(node, c.AtLeast):
        ja, en = ("以後", "is on or after") if dated else ("以上", "is at least")
    else:
        ja, en = ("以前", "is on or before") if dated else ("以下", "is at most")
    return pick(names.lang, f"{names.quoted(node.path)}が{shown}{ja}", f"{names.quoted(node.path)} {en} {shown}")


def _is_date(path: str, names: Names) -> bool:
    fact = names.fact(path)
    return fact.kind == "date" if fact else path in ("consulted_on", "starts_on")


def _includes(node: c.Includes, names: Names) -> str:
    fact = names.fact(node.path)
    shown = [_scalar(value, fact.item if fact else None, names.lang) for value in node.values]
    if len(shown) == 1:
        return pick(
            names.lang,
            f"{names.quoted(node.path)}に「{shown[0]}」がある",
            f"{names.quoted(node.path)} includes: {shown[0]}",
        )
    return pick(
        names.lang,
        f"{names.quoted(node.path)}に次のどれかがある: {_listed(shown, names.lang)}",
        f"{names.quoted(node.path)} includes one of: {_listed(shown, names.lang)}",
    )


def _listed(shown: list[str], lang: Lang) -> str:
    """Values in a row, each marked off: their names may hold commas and middle dots themselves."""
    return pick(lang, "".join(f"「{one}」" for one in shown), ", ".join(f'"{one}"' for one in shown))


def _lasts(node: c.Lasts, names: Names) -> str:
    ja, en = [], []
    if node.at_least_days is not None:
        ja.append(f"{node.at_least_days}日以上")
        en.append(f"at least {node.at_least_days} days")
    if node.at_most_days is not None:
        ja.append(f"{node.at_most_days}日以下")
        en.append(f"at most {node.at_most_days} days")
    start, end = names.quoted(node.start), names.quoted(node.end)
    return pick(
        names.lang,
        f"{start}から{end}までが、両端を含めて{'・'.join(ja)}",
        f"from {start} to {end}, both ends counted, {' and '.join(en)}",
    )


def _scalar(value: c.Scalar, fact: Fact | None, lang: Lang) -> str:
    if isinstance(value, bool):
        return pick(lang, "はい" if value else "いいえ", "yes" if value else "no")
    shown = str(value)
    if fact and shown in fact.choices:
        return fact.choices[shown].get(lang)
    if fact and fact.unit and not isinstance(value, DateSpan):
        return pick(lang, f"{shown}{fact.unit.ja}", f"{shown} {fact.unit.en}")
    return shown


def concept_in_words(id_: str, policy: Policy, lang: Lang) -> str:
    """A concept by its title."""
    title = policy.concepts[id_].title.get(lang)
    return pick(lang, f"「{title}」に当たる", f'the case is "{title}"')


def sentence(node: c.Condition, policy: Policy, names: Names) -> str:
    """A condition and its parts in one line."""
    lang = names.lang
    match node:
        case c.Concept(id_):
            return concept_in_words(id_, policy, lang)
        case c.Not(part):
            return pick(lang, f"「{sentence(part, policy, names)}」ではない", f"not ({sentence(part, policy, names)})")
        case c.All(parts) | c.Any(parts):
            joint = pick(lang, "、かつ", " and ") if isinstance(node, c.All) else pick(lang, "、または", " or ")
            return pick(lang, "（", "(") + joint.join(sentence(p, policy, names) for p in parts) + pick(lang, "）", ")")
        case c.Every(path, inner) | c.Some(path, inner):
            return f"{in_words(node, names)}: {sentence(inner, policy, names.element(path))}"
        case _:
            return in_words(node, names)


def condition_tree(node: c.Condition, policy: Policy, names: Names) -> Node:
    """A condition and its parts, one on each line."""
    if isinstance(node, c.Concept):
        return Node(
            line(concept_in_words(node.id, policy, names.lang), " ", code(f"concept:{node.id}", f"concept:{node.id}"))
        )
    if isinstance(node, c.Every | c.Some):
        inner = condition_tree(node.satisfies, policy, names.element(node.path))
        return Node(line(in_words(node, names)), (inner,))
    parts = tuple(condition_tree(part, policy, names) for part in c.parts_of(node))
    return Node(line(in_words(node, names)), parts)
