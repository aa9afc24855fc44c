"""`tenken policy show`: whatever in a policy goes by a name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tenken.errors import TenkenError, did_you_mean
from tenken.texts import Lang, text
from tenken.values import DateSpan
from tenken_cli.options import Output, as_of_option, lang_option, load, output_option, policies_option, say
from tenken_cli.pages.entries import Entries
from tenken_cli.reports.deliver import Result, deliver


@click.command(
    "show",
    help=say(
        "ルール、概念、付帯意見、規定、法令、事実、自治体のどれかを、その日の条文とともに示します。",
        "Show a rule, concept, rider, provision, law, fact or municipality, with the article of the day.",
    ),
)
@click.argument("id_", metavar="ID")
@as_of_option
@output_option()
@policies_option
@lang_option
def command(id_: str, as_of: DateSpan | None, outputs: tuple[Output, ...], policies: Path | None, lang: Lang) -> None:
    """Everything that goes by an id: a rider and a rule may share one."""
    policy = load(policies).policy
    entries = Entries(policy, lang, as_of.first if as_of else date.today())
    if not entries.known(id_):
        raise _unknown(id_, entries)
    deliver(Result(data=lambda: entries.data(id_), page=lambda _: entries.page(id_)), outputs)


def _unknown(id_: str, entries: Entries) -> TenkenError:
    return TenkenError(
        text(
            f"「{id_}」という名のルール、概念、付帯意見、規定、法令、事実、自治体はありません。",
            f"no rule, concept, rider, provision, law, fact or municipality is called '{id_}'",
        ),
        remedy=did_you_mean(id_, entries.names())
        or text("`tenken policy list` で一覧を見られます。", "`tenken policy list` lists the rules"),
    )
