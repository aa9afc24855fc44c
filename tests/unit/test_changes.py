"""What differs between two policies, and between the law of two days."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tenken import Tenken
from tenken.policy.model import Policy
from tenken.workbench.changes import KINDS, Changes, compare
from tenken.workbench.law_days import law_changes
from tenken_cli.pages.changes import KINDS as KIND_NAMES
from tenken_cli.pages.changes import ChangeWords
from tenken_cli.pages.parts import PARTS, PartWords
from tenken_cli.reports.line_diff import merged, plain
from tenken_cli.reports.page import Node, line


def found(old: Policy, new: Policy) -> dict[str, Changes]:
    """The kinds in which something differs."""
    return {one.kind.name: one for one in compare(old, new) if one}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, repo: Path) -> Path:
    """A copy of the shipped policies whose files tests change and put back."""
    folder = tmp_path_factory.mktemp("changes") / "policies"
    shutil.copytree(repo / "policies", folder)
    return folder


@pytest.fixture
def edited(copy: Path) -> Any:
    """Loads the copy with one replacement in one file."""
    undo: list[tuple[Path, str]] = []

    def edit(file: str, old: str, new: str) -> Policy:
        path = copy / file
        content = path.read_text(encoding="utf-8")
        assert old in content, f"the test is out of date: {file} has no {old!r}"
        undo.append((path, content))
        path.write_text(content.replace(old, new, 1), encoding="utf-8")
        return Tenken.load(copy).policy

    yield edit
    for path, content in undo:
        path.write_text(content, encoding="utf-8")


def test_a_policy_does_not_differ_from_itself(tenken: Tenken, repo: Path) -> None:
    assert found(tenken.policy, Tenken.load(repo / "policies").policy) == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "id_", "parts"),
    [
        ("safeguards/media-beside-link.yaml", "外部記録媒体では", "媒体では", "rules", "media-beside-link", ["title"]),
        ("safeguards/media-beside-link.yaml", "rider: removable-media\n", "", "rules", "media-beside-link", ["rider"]),
        ("safeguards/media-beside-link.yaml", "link.used: true", "link.used: false", "rules", "media-beside-link", ["when"]),
        ("safeguards/media-beside-link.yaml", "require:\n", "judgement: council\nrequire:\n", "rules", "media-beside-link", ["judgement"]),
        ("safeguards/media-beside-link.yaml", "require:\n", "at: consultation\nrequire:\n", "rules", "media-beside-link", ["at"]),
        ("online-link/online-link-council-before-start.yaml", "force: ordinance", "force: principle", "rules", "online-link-council-before-start", ["force"]),
        ("online-link/online-link-council-before-start.yaml", "  provision: ordinance.online-link-exemption", "  provision: ordinance.purpose", "rules", "online-link-council-before-start", ["unless_provision"]),
        ("concepts/online-link.yaml", "              - link.outside_copy: true\n", "", "concepts", "online-link", ["when"]),
        ("riders/precedent.yaml", "precedents: [odawara-72-u]", "precedents: []", "riders", "removable-media", ["precedents"]),
        ("laws/my-number-guideline.yaml", 'from: "2025-07-01"', 'from: "2024-07-01"', "laws", "my-number-guideline", ["editions"]),
        ("laws/my-number-act.yaml", 'article: "第10条第1項"', 'article: "第10条"', "provisions", "my-number-act.re-entrustment-consent", ["periods"]),
        ("vocabulary/media.yaml", "disc: ", "cd: ", "facts", "media.kinds", ["element"]),
        ("vocabulary/media.yaml", "媒体の種類", "媒体の別", "facts", "media.kinds", ["label"]),
        ("vocabulary/entrustment.yaml", "再委託（段階ごと）", "再委託", "facts", "entrustment.re_entrustments", ["label"]),
        ("vocabulary/entrustment.yaml", "再委託先\"", "相手\"", "facts", "entrustment.re_entrustments", ["element"]),
        ("laws/my-number-act.yaml", 'name: {ja: "行政手続', 'name: {ja: "手続', "laws", "my-number-act", ["name"]),
        ("municipalities/odawara.yaml", "evidence: S", "evidence: M", "municipalities", "odawara", ["articles"]),
        ("families/families.yaml", "en: \"", "en: \"The ", "families", "", ["title"]),
    ],
)  # fmt: skip
def test_a_change_is_told_once_where_it_was_made(
    tenken: Tenken,
    edited: Callable[..., Policy],
    file: str,
    old: str,
    new: str,
    kind: str,
    id_: str,
    parts: list[str],
) -> None:
    changes = found(tenken.policy, edited(file, old, new))
    assert list(changes) == [kind]
    (changed,) = changes[kind].changed
    assert not id_ or changed.id == id_
    assert [part.name for part in changed.parts] == parts


def test_the_order_of_values_is_what_people_see(small_policy: Callable[..., Any]) -> None:
    """Those of a fact, of the elements of a list, and of a field of these."""
    folder = small_policy(("one", {}))
    old = folder.load().policy
    group = json.loads((folder.path / "vocabulary/g.yaml").read_text(encoding="utf-8"))
    kind, tags, parts = (group["properties"][name] for name in ("kind", "tags", "parts"))
    for fact in (kind, tags["items"], parts["items"]["properties"]["kind"]):
        fact["values"] = dict(reversed(fact["values"].items()))
    folder.write("vocabulary/g.yaml", group)
    (facts,) = found(old, folder.load().policy).values()
    assert {one.id: [part.name for part in one.parts] for one in facts.changed} == {
        "g.kind": ["choices"],
        "g.tags": ["element"],
        "g.parts": ["element"],
    }


def test_conditions_that_go_by_the_same_words_are_told_by_what_is_written(small_policy: Callable[..., Any]) -> None:
    folder = small_policy(("one", {"when": {"g.kind": "a"}}))
    group = json.loads((folder.path / "vocabulary/g.yaml").read_text(encoding="utf-8"))
    group["properties"]["kind"]["values"]["b"] = group["properties"]["kind"]["values"]["a"]
    folder.write("vocabulary/g.yaml", group)
    old = folder.load().policy
    folder.replace("family/one.yaml", '"g.kind": "a"', '"g.kind": "b"')
    new = folder.load().policy
    (rules,) = compare(old, new)[:1]
    (_, tree) = ChangeWords(old, new, "en").blocks(rules)
    told = plain((tree.root,))
    assert "- g.kind: a" in told
    assert "+ g.kind: b" in told


def test_examples_are_not_part_of_a_policy(tenken: Tenken, edited: Callable[..., Policy]) -> None:
    new = edited("safeguards/media-beside-link.yaml", '- name: "', '- name: "別の')
    assert new.digest != tenken.policy.digest
    assert found(tenken.policy, new) == {}


def test_rules_come_and_go(small_policy: Callable[..., Any]) -> None:
    old = small_policy(("one", {}), ("two", {})).load().policy
    folder = small_policy(("two", {}), ("three", {}))
    (folder.path / "family" / "one.yaml").unlink()
    (rules,) = found(old, folder.load().policy).values()
    assert (rules.added, rules.removed, rules.changed) == (("three",), ("one",), ())


def test_every_kind_and_part_has_words(tenken: Tenken) -> None:
    """Nothing that may change is told by its Python name or left blank."""
    assert {kind.name for kind in KINDS} == set(KIND_NAMES)
    for kind in KINDS:
        assert set(kind.parts) <= set(PARTS), kind.name
        for entry in kind.entries(tenken.policy).values():
            for part, read in kind.parts.items():
                for lang in ("ja", "en"):
                    told = plain(PartWords(tenken.policy, lang).nodes(part, read(entry)))
                    assert bool(told) == (read(entry) is not None), (kind.name, part)
                    assert "Text(" not in told
                    assert "object at" not in told
                    assert "Element(" not in told


def node(said: str, *children: Node) -> Node:
    """A line with those below it."""
    return Node(line(said), children)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ([node("a")], [node("a")], "a"),
        ([node("a")], [node("b")], "- a\n+ b"),
        ([], [node("a", node("b"))], "+ a\n  + b"),
        ([node("any", node("a"), node("b"))], [node("any", node("b"), node("c"))], "any\n  - a\n  b\n  + c"),
        ([node("any", node("a")), node("z")], [node("any", node("b")), node("z")], "any\n  - a\n  + b\nz"),
    ],
)
def test_only_the_lines_that_differ_are_marked(before: list[Node], after: list[Node], shown: str) -> None:
    assert plain(merged(tuple(before), tuple(after))) == shown


def test_the_law_of_two_days(small_policy: Callable[..., Any]) -> None:
    policy = (
        small_policy(
            ("stays", {}),
            ("goes", {"provision": "statute.until-2022", "force": "statute"}),
            ("comes", {"provision": "statute.from-2023", "force": "statute"}),
            ("moves", {"provision": ["statute.until-2022", "statute.from-2023"], "force": "statute"}),
            ("weakens", {"provision": ["statute.until-2022", "law.from-2023"], "force": "statute"}),
            ("exempts", {"unless": {"condition": {"g.third": True}, "provision": "ordinance.from-2023"}}),
        )
        .load()
        .policy
    )
    turns = {one.rule.id: one for one in law_changes(policy, date(2022, 12, 31), date(2023, 1, 1))}
    assert {id_: one.turn for id_, one in turns.items()} == {
        "goes": "goes_out_of_force",
        "comes": "comes_into_force",
        "moves": "articles",
        "weakens": "force",
        "exempts": "articles",
    }
    assert (turns["weakens"].before, turns["weakens"].after) == ("statute", "practice")
    (article,) = turns["comes"].articles
    assert article.before is None
    assert article.after is not None
    assert article.after.text.ja.endswith("第3条")
    assert law_changes(policy, date(2023, 1, 1), date(2023, 1, 2)) == ()


def test_a_city_that_words_a_provision_itself_is_told_beside_the_general_one(tenken: Tenken) -> None:
    changes = law_changes(tenken.policy, date(2023, 3, 31), date(2023, 4, 1))
    of_rule = [one for one in changes if one.rule.id == "online-link-council-before-start"]
    forces = {one.municipality.id if one.municipality else None: (one.before, one.after) for one in of_rule}
    assert forces[None] == ("practice", None)
    assert forces["odawara"] == ("ordinance", None)
    assert "kitakyushu" not in forces
