"""The part of the catalogue's front page on what a municipality's own policies add to the shipped ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tenken.policy.model import Policy
from tenken.texts import text
from tenken.workbench.changes import RULES, Changes, Kind, compare
from tenken_cli.pages.changes import KINDS
from tenken_cli.pages.linked import Linked
from tenken_cli.pages.rules import Field
from tenken_cli.reports.page import Block, Fields, Heading, Line, Paragraph, line, link, muted, ref

_TARGETS: Mapping[str, str] = {
    RULES: "rule",
    "concepts": "concept",
    "riders": "rider",
    "laws": "law",
    "provisions": "provision",
    "facts": "fact",
    "municipalities": "municipality",
    "families": "family",
    "groups": "group",
}
"""What links to the entries of a kind begin with."""
_ADDED = text("追加", "added")
_REPLACED = text("置き換え", "replaced")
_REMOVED = text("削除", "removed")


@dataclass(frozen=True)
class OwnPolicies:
    """Tells what is added and replaced, against the policies below."""

    linked: Linked
    below: Policy

    def blocks(self) -> Iterator[Block]:
        """Everything that is a municipality's own, kind by kind."""
        say = self.linked.say
        yield Heading(2, line(say("市のポリシー", "Own policies")))
        yield Paragraph(line(say(
            "このルール集は、付属のポリシーに市のポリシーを重ねたもの。市のポリシーにあるものは次のとおり。",
            "This catalogue is of the shipped policies with a municipality's own over them. Its own are these.",
        )))  # fmt: skip
        fields = tuple(field for changes in compare(self.below, self.linked.policy) for field in self._fields(changes))
        yield Fields(fields) if fields else Paragraph(line(muted(say("ない。", "None."))))

    def _fields(self, changes: Changes) -> Iterator[Field]:
        kind = changes.kind
        added, replaced = self._rules() if kind.name == RULES else (changes.added, [one.id for one in changes.changed])
        name = KINDS[kind.name].get(self.linked.lang)
        for how, ids, policy in (
            (_ADDED, added, self.linked.policy),
            (_REPLACED, replaced, self.linked.policy),
            (_REMOVED, changes.removed, self.below),
        ):
            if ids:
                said = self.linked.say(f"{name}の{how.ja}", f"{name} {how.en}")
                yield said, self.linked.row(self._named(kind, id_, policy) for id_ in ids)

    def _rules(self) -> tuple[Iterable[str], Iterable[str]]:
        """The rules that are added, and those that replace another, though nothing in them may differ."""
        own = [rule for rule in self.linked.policy.rules.values() if rule.layer]
        return [rule.id for rule in own if not rule.replaces], [rule.id for rule in own if rule.replaces]

    def _named(self, kind: Kind, id_: str, policy: Policy) -> Line:
        title = kind.title(kind.entries(policy)[id_]).get(self.linked.lang)
        return line(link(title, f"{_TARGETS[kind.name]}:{id_}"), *self._instead_of(kind, id_))

    def _instead_of(self, kind: Kind, id_: str) -> Iterator[Line]:
        """The title of the shipped rule that another replaces."""
        replaces = self.linked.policy.rules[id_].replaces if kind.name == RULES else None
        if replaces is not None:
            title = self.below.rules[replaces].title.get(self.linked.lang)
            say = self.linked.say
            yield line(
                say("（付属の「", " (in place of: "), title, say("」", ""), ref(replaces), say(" に代わる）", ")")
            )
