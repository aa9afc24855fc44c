"""What changed in a policy, in words: what was added and removed, and each part before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tenken import condition as c
from tenken.policy.model import Policy, Rule
from tenken.texts import Lang, Text, text
from tenken.workbench.changes import Changed, Changes, Part
from tenken_cli.pages.parts import PARTS, Nodes, PartWords
from tenken_cli.reports.line_diff import merged, plain
from tenken_cli.reports.page import Block, Heading, Item, Items, Line, Node, Tree, code, line, muted, ref, strong
from tenken_cli.reports.words import pick

KINDS: Mapping[str, Text] = {
    "rules": text("ルール", "Rules"),
    "concepts": text("概念", "Concepts"),
    "riders": text("付帯意見", "Riders"),
    "laws": text("法令", "Laws"),
    "provisions": text("規定", "Provisions"),
    "facts": text("事実", "Facts"),
    "municipalities": text("自治体", "Municipalities"),
    "families": text("分野", "Families"),
    "groups": text("事実の群", "Groups of facts"),
}


@dataclass(frozen=True)
class ChangeWords:
    """Tells changes; what stood before goes by the old policy's names, what stands after by the new one's."""

    old: Policy
    new: Policy
    lang: Lang

    def blocks(self, changes: Changes) -> Iterator[Block]:
        """The changes of one kind; nothing where there are none."""
        if not changes:
            return
        yield Heading(2, line(f"{KINDS[changes.kind.name].get(self.lang)}  ", muted(self._numbers(changes))))
        items = [self._listed(pick(self.lang, "追加: ", "added: "), id_, changes, self.new) for id_ in changes.added]
        items += [
            self._listed(pick(self.lang, "削除: ", "removed: "), id_, changes, self.old) for id_ in changes.removed
        ]
        if items:
            yield Items(tuple(items))
        yield from (self._changed(one, changes) for one in changes.changed)

    def _numbers(self, changes: Changes) -> str:
        numbers = (
            (len(changes.added), "追加", "added"),
            (len(changes.removed), "削除", "removed"),
            (len(changes.changed), "変更", "changed"),
        )
        shown = [pick(self.lang, f"{ja} {number}件", f"{number} {en}") for number, ja, en in numbers if number]
        return pick(self.lang, "・", ", ").join(shown)

    def _listed(self, said: str, id_: str, changes: Changes, policy: Policy) -> Item:
        entry = changes.kind.entries(policy)[id_]
        because = (line(muted(entry.because.get(self.lang))),) if isinstance(entry, Rule) else ()
        details = (*self._replaced(id_, changes), *because)
        return Item(line(muted(said), changes.kind.title(entry).get(self.lang), ref(id_)), details)

    def _replaced(self, id_: str, changes: Changes) -> Iterator[Line]:
        """What an added entry takes the place of."""
        other = changes.replaced.get(id_)
        if other is not None:
            title = changes.kind.title(changes.kind.entries(self.old)[other]).get(self.lang)
            yield line(muted(pick(self.lang, "置き換えるもの: ", "replaces: ")), title, ref(other))

    def _changed(self, one: Changed, changes: Changes) -> Tree:
        title = changes.kind.title(one.after).get(self.lang)
        return Tree(Node(line(strong(title), ref(one.id)), tuple(map(self._part, one.parts))))

    def _part(self, part: Part) -> Node:
        title = line(PARTS[part.name].get(self.lang))
        other: Lang = "en" if self.lang == "ja" else "ja"
        for lang, hint in ((self.lang, line()), (other, line(" ", code(f"({other})")))):
            before = PartWords(self.old, lang).nodes(part.name, part.before)
            after = PartWords(self.new, lang).nodes(part.name, part.after)
            if before != after:
                return Node(line(title, hint), merged(before, after))
        return Node(title, merged(_beneath_the_words(part.before), _beneath_the_words(part.after)))


def _beneath_the_words(condition: c.Condition) -> Nodes:
    """What tells two conditions apart that go by the same words: the paths that they read, and values as written.

    Of all other parts, the words say everything.
    """
    return tuple(Node(line(code(said))) for node in c.walk(condition) for said in _written(node))


def _written(node: c.Condition) -> tuple[str, ...]:
    if isinstance(node, c.OneOf | c.Includes):
        return (f"{node.path}: {', '.join(map(str, node.values))}",)
    return () if c.parts_of(node) else tuple(c.paths_read(node))


def changes_data(changes: Changes, old: Policy, new: Policy) -> dict[str, Any]:
    """The changes of one kind as data; a part's lines are joined, null where there is nothing.

    `replaced` is there only where added rules take the place of others: the ids of these by theirs.
    """
    return {
        "added": list(changes.added),
        "removed": list(changes.removed),
        **({"replaced": dict(changes.replaced)} if changes.replaced else {}),
        "changed": [
            {
                "id": one.id,
                "title": changes.kind.title(one.after).model_dump(),
                "parts": [
                    {
                        "part": part.name,
                        "before": _part_data(part.name, part.before, old),
                        "after": _part_data(part.name, part.after, new),
                    }
                    for part in one.parts
                ],
            }
            for one in changes.changed
        ],
    }


def _part_data(name: str, value: Any, policy: Policy) -> dict[str, str] | None:
    if value is None:
        return None
    return {
        "ja": plain(PartWords(policy, "ja").nodes(name, value)),
        "en": plain(PartWords(policy, "en").nodes(name, value)),
    }
