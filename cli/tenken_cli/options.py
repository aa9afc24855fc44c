"""What the commands have in common on the command line: language, policies, outputs, dates."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from tenken.api import Tenken
from tenken.errors import Fault, TenkenError, did_you_mean
from tenken.texts import Lang, text
from tenken.values import DateSpan, parse_date

_LANG = "tenken.lang"
_Command = TypeVar("_Command", bound=Callable[..., Any])

READABLE = ("table", "json", "markdown")
"""The formats of every command that shows something to people."""


def locale_language() -> Lang:
    """English where the locale says so; Japanese everywhere else, an unset locale included."""
    given = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((value for value in given if value), "")
    return "en" if locale.lower().startswith("en") else "ja"


def say(ja: str, en: str) -> str:
    """A help text in the language of the locale; help is written before `--lang` is read."""
    return ja if locale_language() == "ja" else en


def lang_of(ctx: click.Context) -> Lang:
    """The language chosen with `--lang`, else the locale's."""
    return cast(Lang, ctx.meta.get(_LANG) or locale_language())


@dataclass(frozen=True)
class Output:
    """A format and where it goes; None is standard output."""

    format: str
    path: Path | None = None


class OutputType(click.ParamType):
    """`FORMAT` or `FORMAT=PATH`."""

    name = "FORMAT[=PATH]"

    def __init__(self, formats: Sequence[str]):
        self.formats = tuple(formats)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Output:
        """An Output; an unknown format is a usage error that lists the known ones."""
        if isinstance(value, Output):
            return value
        format_, has_path, path = str(value).partition("=")
        if format_ not in self.formats:
            near = did_you_mean(format_, self.formats)
            hint = f" {near.get(lang_of(ctx) if ctx else locale_language())}" if near else ""
            self.fail(_in(ctx, *_unknown_format(format_, self.formats)) + hint, param, ctx)
        if has_path and not path:
            self.fail(_in(ctx, f"{format_}= の後にファイル名が要ります。", f"a file name is needed after '{format_}='"), param, ctx)
        return Output(format_, Path(path) if path else None)


def _unknown_format(format_: str, formats: Sequence[str]) -> tuple[str, str]:
    known = ", ".join(formats)
    return f"形式「{format_}」はありません。使えるのは {known} です。", f"unknown format '{format_}'; known are {known}."


class DateType(click.ParamType):
    """A date as the cases write it: `2018-07-01`, `2018-07` or `2018`."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> DateSpan:
        """The span of its days; anything else is a usage error."""
        if isinstance(value, DateSpan):
            return value
        try:
            return parse_date(str(value))
        except Fault as fault:
            self.fail(fault.message.get(lang_of(ctx) if ctx else locale_language()), param, ctx)


def _in(ctx: click.Context | None, ja: str, en: str) -> str:
    return ja if (lang_of(ctx) if ctx else locale_language()) == "ja" else en


def _choose_language(ctx: click.Context, _param: click.Parameter, value: str | None) -> Lang:
    ctx.meta[_LANG] = value or locale_language()
    return lang_of(ctx)


def _one_to_stdout(ctx: click.Context, _param: click.Parameter, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    if sum(output.path is None for output in outputs) > 1:
        raise click.UsageError(
            _in(
                ctx,
                "画面に出せる形式は一つだけです。ほかは -o 形式=ファイル名 で指定してください。",
                "only one output can go to the screen: give the others a file with -o FORMAT=PATH",
            ),
            ctx,
        )
    named = [output.path.resolve() for output in outputs if output.path is not None]
    if len(set(named)) < len(named):
        raise click.UsageError(_in(ctx, "同じファイルに二つの形式は書けません。", "two outputs name the same file"), ctx)
    return outputs


def lang_option(command: _Command) -> _Command:
    """`--lang`; read first, so that every message is in the language asked for."""
    return click.option(
        "--lang",
        type=click.Choice(["ja", "en"]),
        callback=_choose_language,
        is_eager=True,
        help=say("表示の言語（既定はロケール、なければ ja）", "language of what is shown (default: the locale, else ja)"),
    )(command)


def policies_option(command: _Command) -> _Command:
    """`--policies`."""
    return click.option(
        "--policies",
        type=click.Path(path_type=Path),
        metavar=say("フォルダ", "DIR"),
        help=say("付属のものに代えて使うポリシー", "policies to use instead of those shipped"),
    )(command)


def output_option(formats: Sequence[str] = READABLE) -> Callable[[_Command], _Command]:
    """`-o`, repeatable; the first format is the default."""
    return click.option(
        "-o",
        "--output",
        "outputs",
        type=OutputType(formats),
        multiple=True,
        default=(formats[0],),
        callback=_one_to_stdout,
        metavar="FORMAT[=PATH]",
        help=say(
            f"出力の形式（{', '.join(formats)}）と行き先。何度でも指定できる",
            f"format ({', '.join(formats)}) and where it goes; may be repeated",
        ),
    )


def as_of_option(command: _Command) -> _Command:
    """`--as-of`."""
    return click.option(
        "--as-of",
        type=DateType(),
        metavar=say("日付", "DATE"),
        help=say("この日の法令で判定する（案件の日付は変えない）", "judge under the law of this date; the case's dates stay"),
    )(command)


def municipality_option(command: _Command) -> _Command:
    """`--municipality`."""
    return click.option(
        "--municipality",
        metavar="ID",
        help=say("案件の自治体に代えて使う", "use this city instead of the cases' own"),
    )(command)


def load(policies: Path | None) -> Tenken:
    """The engine with the chosen policies. Raises PolicyError."""
    return Tenken.load(policies)


def need_known(kind_ja: str, kind_en: str, wanted: str, known: Sequence[str]) -> None:
    """Raise TenkenError, with the nearest right name, where a name on the command line does not exist."""
    if wanted not in known:
        raise TenkenError(
            text(f"{kind_ja}「{wanted}」はありません。", f"there is no {kind_en} '{wanted}'"),
            remedy=did_you_mean(wanted, known),
        )
