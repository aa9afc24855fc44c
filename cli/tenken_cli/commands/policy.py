"""`tenken policy`: the rules and what they rest on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tenken.errors import TenkenError, did_you_mean
from tenken.policy.model import Rule
from tenken.texts import Lang, text
from tenken.values import DateSpan
from tenken_cli.options import Output, as_of_option, lang_option, load, need_known, output_option, policies_option, say
from tenken_cli.pages.entries import Entries
from tenken_cli.reports import words
from tenken_cli.reports.deliver import Result, deliver
from tenken_cli.reports.page import Block, Grid, Heading, Page, code, line, muted
from tenken_cli.reports.words import pick


@click.group("policy", help=say("ルールの一覧と内容を見ます。", "List and show rules and what they rest on."))
def command() -> None:
    """The group itself does nothing."""


@command.command("list", help=say("ルールの一覧を出します。", "List the rules."))
@click.option("--family", metavar=say("分野", "FAMILY"), help=say("この分野だけ", "only this family"))
@output_option()
@policies_option
@lang_option
def list_(family: str | None, outputs: tuple[Output, ...], policies: Path | None, lang: Lang) -> None:
    """All rules, by family."""
    policy = load(policies).policy
    families = list(dict.fromkeys(rule.family for rule in policy.rules.values()))
    if family is not None:
        need_known("分野", "family", family, families)
    rules = [rule for rule in policy.rules.values() if family in (None, rule.family)]
    deliver(
        Result(data=lambda: {"rules": [_listed(rule) for rule in rules]}, page=lambda _: _list_page(rules, lang)),
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
        "verified": verified(rule),
    }


def verified(rule: Rule) -> bool:
    """Has the latest text of everything that the rule rests on been read, in any degree?"""
    return all(provision.periods[-1].evidence != "M" for provision in rule.provisions)


def _list_page(rules: list[Rule], lang: Lang) -> Page:
    blocks: list[Block] = [Heading(1, line(pick(lang, f"ルール {len(rules)}件", f"{len(rules)} rules")))]
    header = (
        pick(lang, "ルール", "Rule"),
        pick(lang, "強さ", "Force"),
        pick(lang, "題名と根拠", "Title and provision"),
    )
    for family in dict.fromkeys(rule.family for rule in rules):
        of_family = [rule for rule in rules if rule.family == family]
        blocks.append(Heading(2, line(words.family(family, lang), " ", muted(f"{family} ({len(of_family)})"))))
        rows = []
        for rule in of_family:
            mark = "" if verified(rule) else words.UNVERIFIED.get(lang)
            grounds = ", ".join(provision.id for provision in rule.provisions)
            title = line(rule.title.get(lang), " ", muted(grounds), mark)
            rows.append((line(code(rule.id)), line(words.FORCES[rule.force].get(lang)), title))
        blocks.append(Grid(header, tuple(rows)))
    return tuple(blocks)


@command.command(
    "show",
    help=say(
        "ルール、概念、付帯意見、規定、事実、自治体のどれかを、その日の条文とともに示します。",
        "Show a rule, concept, rider, provision, fact or municipality, with the article of the day.",
    ),
)
@click.argument("id_", metavar="ID")
@as_of_option
@output_option()
@policies_option
@lang_option
def show(id_: str, as_of: DateSpan | None, outputs: tuple[Output, ...], policies: Path | None, lang: Lang) -> None:
    """Everything that goes by an id: a rider and a rule may share one."""
    policy = load(policies).policy
    entries = Entries(policy, lang, as_of.first if as_of else date.today())
    if not entries.known(id_):
        raise _unknown(id_, entries)
    deliver(Result(data=lambda: entries.data(id_), page=lambda _: entries.page(id_)), outputs)


def _unknown(id_: str, entries: Entries) -> TenkenError:
    return TenkenError(
        text(
            f"「{id_}」という名のルール、概念、付帯意見、規定、事実、自治体はありません。",
            f"no rule, concept, rider, provision, fact or municipality is called '{id_}'",
        ),
        remedy=did_you_mean(id_, entries.names())
        or text("`tenken policy list` で一覧を見られます。", "`tenken policy list` lists the rules"),
    )
