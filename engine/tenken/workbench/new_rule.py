"""A new rule in a policy folder: where its file goes, what must not stand there, and its first examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tenken.api import Tenken
from tenken.data import layers
from tenken.documents import already_there, write_text
from tenken.errors import TenkenError, did_you_mean, shortened
from tenken.policy.examples import read_tests, rule_tests
from tenken.policy.files import Document
from tenken.policy.folders import DATA_FOLDERS, Sources, read_sources
from tenken.policy.law import EARLIEST, Provision
from tenken.policy.load import assemble
from tenken.policy.model import Example, Rule, Verdict
from tenken.policy.shapes import ExampleFile
from tenken.texts import text
from tenken.workbench.ids import LONGEST_ID, styled
from tenken.workbench.skeleton import Skeleton, Wishes, skeleton
from tenken.workbench.subjects import subject_of
from tenken.workbench.suggestions import Search, completing
from tenken.workbench.trials import Trial, example_case
from tenken.workbench.written import example_lines
from tenken.yaml12 import parse_yaml

_SHOWN: Mapping[Verdict, str] = {
    "pass": "満たしている場合",
    "fail": "満たしていない場合",
    "open": "書かれていない場合",
    "not_applicable": "関わらない場合",
}
"""The verdicts of which a new rule has an example, with its name."""


@dataclass(frozen=True)
class NewFile:
    """A file to be written."""

    path: Path
    content: str


@dataclass(frozen=True)
class Draft:
    """The files of a new rule, the rule's own first. `lacking` are the verdicts that no example shows."""

    rule: str
    files: tuple[NewFile, ...]
    lacking: tuple[Verdict, ...] = ()

    def write(self) -> None:
        """Write them, or none where one of them is there already. Raises TenkenError."""
        for file in self.files:
            if file.path.exists():
                raise already_there(file.path)
        for file in self.files:
            write_text(file.path, file.content, exclusive=True, folders=True)


def new_rule(folder: Path, family: str, id_: str, wishes: Wishes, today: date) -> Draft:
    """A rule to be filled in, in a policy folder of its own or layered over the shipped ones. Raises TenkenError.

    The folder may be new. Its files must load: what is wrong in them is told first.
    """
    place = _Place(folder, family, id_)
    if id_ in place.policy.rules:
        raise _taken(place.policy.rules[id_], folder)
    start = skeleton(place.policy, id_, wishes, today)
    lines = start.lines()
    examples = _examples(*place.with_rule("\n".join(lines)), start)
    shown = [line for example in examples for line in example_lines(example)]
    lacking = tuple(verdict for verdict in _SHOWN if verdict not in {example.expect for example in examples})
    lines += ["# 例（pass、fail、open、not_applicable を一つ以上）/ examples, at least one of each"]
    lines += ["examples:", *(f"  {line}" for line in shown)] if shown else ["examples: []"]
    return Draft(id_, (NewFile(place.path, "\n".join(lines) + "\n"), *place.title()), lacking)


def replacement(folder: Path, family: str, id_: str) -> Draft:
    """A shipped rule's own text, to be changed, which takes its place. Raises TenkenError."""
    place = _Place(folder, family, id_)
    rule = place.policy.rules.get(id_)
    if rule is None:
        raise TenkenError(
            text(f"置き換えるルール「{id_}」はありません。", f"there is no rule '{id_}' to be replaced"),
            remedy=did_you_mean(id_, place.policy.rules),
        )
    if Path(rule.file).is_relative_to(folder):
        raise already_there(Path(rule.file))
    written = read_tests(rule).doc.content
    content = re.sub(r"^(id:.*)$", rf"\1\nreplaces: {id_}", written, count=1, flags=re.MULTILINE)
    place.with_rule(content)
    return Draft(id_, (NewFile(place.path, content), *place.title()))


class _Place:
    """Where a rule's file goes, and the policy that it joins. Raises TenkenError where it cannot go there."""

    def __init__(self, folder: Path, family: str, id_: str):
        _styled("分野", "family", family)
        _styled("ルール", "rule", id_)
        if family in DATA_FOLDERS:
            raise TenkenError(
                text(f"「{family}」はルールのフォルダではありません。", f"'{family}' is no folder of rules"),
                remedy=text("分野の名前を書いてください。", "give the name of a family"),
            )
        self.folder, self.family = folder, family
        self.path = folder / family / f"{id_}.yaml"
        if self.path.exists():
            raise already_there(self.path)
        begun = any(folder.glob("*/*.yaml"))
        self.folders = layers(folder if begun else None)
        self.layer = len(self.folders) - 1 if begun else 1
        self.sources = read_sources(self.folders)
        self.policy = assemble(self.sources, self.folders)

    def with_rule(self, content: str) -> tuple[Tenken, Document]:
        """The policy with the rule in it, and the rule's document. Raises PolicyError where it does not load."""
        data = parse_yaml(content, str(self.path))
        doc = Document(str(self.path), self.path.stem, content, data, self.family, self.layer)
        sources = Sources([*self.sources.documents, doc], self.sources.digest)
        return Tenken(assemble(sources, self.folders)), doc

    def title(self) -> Iterator[NewFile]:
        """A file that names the family, where nothing does."""
        path = self.folder / "families" / f"{self.family}.yaml"
        if self.family not in self.policy.families and not path.exists():
            ja, en = f"TODO: 分野「{self.family}」の名前を書く", f"TODO: name the family {self.family}"
            yield NewFile(path, f'{self.family}:\n  title: {{ja: "{ja}", en: "{en}"}}\n')


def _examples(tenken: Tenken, doc: Document, start: Skeleton) -> list[Example]:
    """Examples of the verdicts, as the rule really judges them, and whatever else shows all that it tests.

    First a case that the rule concerns and that says no more: all others differ from it by little. Of a verdict
    that is not to be had there is none.
    """
    empty = _dated(start.provision)
    concerned = _search(tenken, doc, empty).for_outcome("open")
    search = _search(tenken, doc, concerned.trial.example if concerned else empty)
    found = {verdict: search.for_outcome(verdict) for verdict in _SHOWN if verdict != "open"} | {"open": concerned}
    shown = [
        replace(one.trial, example=replace(one.trial.example, name=name))
        for verdict, name in _SHOWN.items()
        if (one := found[verdict]) is not None
    ]
    subject = subject_of(tenken.policy.rules[doc.stem], rule_tests(doc), shown, tenken.policy)
    return [*(trial.example for trial in shown), *completing(tenken, subject, mutate=True)]


def _search(tenken: Tenken, doc: Document, base: Example) -> Search:
    """Looks for examples that differ a little from this one."""
    trial = Trial(base, 0, tenken.situation(example_case(tenken, base)))
    return Search(tenken, subject_of(tenken.policy.rules[doc.stem], rule_tests(doc), [trial], tenken.policy))


def _dated(provision: Provision) -> Example:
    """An example without facts, on a day on which the provision is in force: the usual one if it can be."""
    usual = Example(**ExampleFile(name="—", facts={}, expect="open").model_dump())
    if usual.starts_on and provision.period_on(date.fromisoformat(usual.starts_on)):
        return usual
    latest = provision.periods[-1]
    day = str(latest.first if latest.first > EARLIEST else latest.last)
    return replace(usual, consulted_on=day, starts_on=day)


def _styled(kind_ja: str, kind_en: str, name: str) -> None:
    if not styled(name):
        shown = shortened(name)
        raise TenkenError(
            text(f"{kind_ja}の名前「{shown}」は使えません。", f"'{shown}' cannot name a {kind_en}"),
            remedy=text(
                f"英小文字、数字、- で{LONGEST_ID}字以内にします。例: log-review",
                f"use lower-case letters, digits and -, {LONGEST_ID} at most, such as log-review",
            ),
        )


def _taken(rule: Rule, folder: Path) -> TenkenError:
    """A rule of that id stands elsewhere: in the same folder, or in the policies below."""
    if Path(rule.file).is_relative_to(folder):
        return already_there(Path(rule.file))
    return TenkenError(
        text(f"ルール「{rule.id}」は付属のポリシーにあります。", f"the shipped policies have a rule '{rule.id}'"),
        remedy=text(
            "置き換えるなら --replaces を付け、そうでなければ別の名前にしてください。",
            "to replace it, add --replaces; if not, choose another name",
        ),
    )
