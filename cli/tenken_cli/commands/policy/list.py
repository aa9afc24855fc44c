"""`tenken policy list`: the rules by family."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tenken.policy.model import Policy, Rule
from tenken.policy.uses import verified
from tenken.texts import Lang
from tenken_cli.options import Output, lang_option, load, need_known, output_option, policies_option, say
from tenken_cli.pages.origin import mark, origin_data
from tenken_cli.reports import words
from tenken_cli.reports.deliver import Result, deliver
from tenken_cli.reports.page import Block, Grid, Heading, Page, code, line, muted
from tenken_cli.reports.words import pick


@click.command("list", help=say("ルールの一覧を出します。", "List the rules."))
@click.option("--family", metavar=say("分野", "FAMILY"), help=say("この分野だけ", "only this family"))
@output_option()
@policies_option
@lang_option
def command(family: str | None, outputs: tuple[Output, ...], policies: Path | None, lang: Lang) -> None:
    """All rules, by family."""
    policy = load(policies).policy
    families = list(dict.fromkeys(rule.family for rule in policy.rules.values()))
    if family is not None:
        need_known("分野", "family", family, families)
    rules = [rule for rule in policy.rules.values() if family in (None, rule.family)]
    deliver(
        Result(data=lambda: {"rules": [_listed(rule) for rule in rules]}, page=lambda _: _page(rules, policy, lang)),
        outputs,
    )


def _listed(rule: Rule) -> dict[str, Any]:
    named = [provision.id for provision in rule.provisions]
    return {
        "id": rule.id,
        "family": rule.family,
        "force": rule.force,
        "provision": named[0] if len(named) == 1 else named,
        "title": rule.title.model_dump(),
        "verified": verified(rule, date.today()),
        **origin_data(rule),
    }


def _page(rules: list[Rule], policy: Policy, lang: Lang) -> Page:
    blocks: list[Block] = [Heading(1, line(pick(lang, f"ルール {len(rules)}件", f"{len(rules)} rules")))]
    header = (
        pick(lang, "ルール", "Rule"),
        pick(lang, "強さ", "Force"),
        pick(lang, "題名と根拠", "Title and provision"),
    )
    for family in dict.fromkeys(rule.family for rule in rules):
        of_family = [rule for rule in rules if rule.family == family]
        blocks.append(Heading(2, line(policy.family(family).get(lang), " ", muted(f"{family} ({len(of_family)})"))))
        rows = []
        for rule in of_family:
            unread = "" if verified(rule, date.today()) else words.UNVERIFIED.get(lang)
            grounds = ", ".join(provision.id for provision in rule.provisions)
            title = line(rule.title.get(lang), mark(rule, lang), " ", muted(grounds), unread)
            rows.append((line(code(rule.id)), line(words.FORCES[rule.force].get(lang)), title))
        blocks.append(Grid(header, tuple(rows)))
    return tuple(blocks)
