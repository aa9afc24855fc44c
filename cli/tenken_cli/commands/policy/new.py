"""`tenken policy new`: the file of a new rule, to be filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tenken.errors import TenkenError
from tenken.policy.law import FORCES, Force
from tenken.texts import Lang, text
from tenken.workbench.new_rule import Draft, new_rule, replacement
from tenken.workbench.skeleton import Wishes
from tenken_cli.options import Output, lang_option, output_option, policies_option, say
from tenken_cli.reports import words
from tenken_cli.reports.deliver import Result, deliver
from tenken_cli.reports.page import Block, Heading, Item, Items, Page, Paragraph, code, line
from tenken_cli.reports.words import pick

OWN = Path("policies")
"""The folder for the rule where none is named."""


@click.command(
    "new",
    help=say(
        "新しいルールのひな形を FOLDER/分野/ID.yaml に書きます。ひな形は読み込め、例は初めから期待どおりに判定されます。"
        "TODO を書き換えて仕上げます。FOLDER は --policies、省けばいまのフォルダの policies です。",
        "Write FOLDER/FAMILY/ID.yaml, a rule to be filled in: it loads, its examples judge as they expect from the "
        "start, and TODO marks what is to be written. FOLDER is --policies, else policies in the current folder.",
    ),
)
@click.argument("name", metavar=say("分野/ID", "FAMILY/ID"))
@click.option("--fact", metavar=say("パス", "PATH"), help=say("求める事実", "the fact that it requires"))
@click.option(
    "--when",
    metavar=say("概念かパス", "CONCEPT|PATH"),
    help=say("どの案件に関わるか（概念か事実）", "which cases it concerns (a concept or a fact)"),
)
@click.option("--provision", metavar="ID", help=say("根拠の規定", "the provision it rests on"))
@click.option(
    "--force",
    type=click.Choice(FORCES),
    help=say("強さ（既定は規定が許す最も強いもの）", "its force (default: the strongest that the provision allows)"),
)
@click.option(
    "--replaces",
    is_flag=True,
    help=say("付属の同じ名のルールを写し、それに代える", "copy the shipped rule of this name, and take its place"),
)
@output_option()
@policies_option
@lang_option
def command(
    name: str,
    fact: str | None,
    when: str | None,
    provision: str | None,
    force: Force | None,
    replaces: bool,
    outputs: tuple[Output, ...],
    policies: Path | None,
    lang: Lang,
) -> None:
    """Write the rule's files, and say what to do next."""
    family, slash, id_ = name.partition("/")
    if not slash:
        raise TenkenError(
            text(f"「{name}」に分野がありません。", f"'{name}' names no family"),
            remedy=text(f"分野/{name} のように書いてください。", f"write it as FAMILY/{name}"),
        )
    wishes = Wishes(fact, when, provision, force)
    if replaces and wishes != Wishes():
        raise TenkenError(
            text(
                "--replaces は元のルールを写すので、ほかの指定とは使えません。",
                "--replaces copies the rule as it is, and takes no other choice",
            )
        )
    folder = _folder(policies)
    draft = replacement(folder, family, id_) if replaces else new_rule(folder, family, id_, wishes, date.today())
    draft.write()
    deliver(Result(data=lambda: _data(draft), page=lambda _: _page(draft, folder, replaces, lang)), outputs)


def _folder(policies: Path | None) -> Path:
    if policies is not None:
        return policies
    if OWN.is_dir():
        return OWN
    raise TenkenError(
        text("ルールを書くフォルダが分かりません。", "it is not clear which folder the rule goes to"),
        remedy=text(
            f"--policies で指定するか、{OWN} のあるフォルダで実行してください。",
            f"name one with --policies, or run this where there is a folder {OWN}",
        ),
    )


def _data(draft: Draft) -> dict[str, Any]:
    return {
        "rule": draft.rule,
        "files": [file.path.as_posix() for file in draft.files],
        "lacking": list(draft.lacking),
    }


def _page(draft: Draft, folder: Path, replaced: bool, lang: Lang) -> Page:
    rule, *others = [file.path.as_posix() for file in draft.files]
    blocks: list[Block] = [Heading(1, line(pick(lang, "ルールを書きました: ", "Wrote the rule "), code(rule)))]
    blocks += [
        Paragraph(line(pick(lang, "分野の名前のファイルも書きました: ", "Wrote the family's name, too: "), code(path)))
        for path in others
    ]
    if draft.lacking:
        verdicts = words.joined([words.VERDICTS[one].get(lang) for one in draft.lacking], lang)
        blocks.append(
            Paragraph(line(pick(lang, f"次の例は作れませんでした: {verdicts}", f"No example found for: {verdicts}")))
        )
    edit = (
        pick(
            lang,
            "変えたいところを直し、合わなくなった例を改める",
            "Change what you want, and the examples that no longer fit",
        )
        if replaced
        else pick(lang, "書き換える（TODO をすべて）", "Edit it: replace every TODO")
    )
    steps = (
        (edit, rule),
        (pick(lang, "書き方を調べる", "Look for what is wrong or weak"), f"tenken policy lint --policies {folder}"),
        (pick(lang, "例で試す", "Run its examples"), f"tenken policy test --policies {folder} --mutate --suggest"),
    )
    blocks.append(Heading(2, line(pick(lang, "次にすること", "What to do next"))))
    blocks.append(Items(tuple(Item(line(what), (line(code(how)),)) for what, how in steps), numbered=True))
    return tuple(blocks)
