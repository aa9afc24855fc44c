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
from tenken.texts import Lang, Text, text
from tenken.values import DateSpan, parse_date
from tenken_cli.reports.page import printable

_LANG = "tenken.lang"
_Command = TypeVar("_Command", bound=Callable[..., Any])

READABLE = ("table", "json", "markdown")
"""The formats of every command that shows something to people."""

PIPELINES = ("sarif", "junit")
"""The formats of the commands that other programs act on."""

DOCUMENTS = ("html", "docx", "xlsx")
"""The formats of what is read away from the terminal, printed and handed on."""

BINARY = frozenset({"docx", "xlsx"})
"""Those of them that no screen can show."""


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


def complain(message: str) -> None:
    """Say on stderr what is wrong."""
    click.echo(printable(message), err=True)


class PathName(click.Path):
    """The name of a file or folder, as a Path. An empty one is refused: it would mean the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; fails where there is no name."""
        if value == "":
            self.fail(say("名前が空です。", "the name is empty"), param, ctx)
        return super().convert(value, param, ctx)


@dataclass(frozen=True)
class Output:
    """A format and where it goes; None is standard output."""

    format: str
    path: Path | None = None


def _in(ctx: click.Context, ja: str, en: str) -> str:
    return ja if lang_of(ctx) == "ja" else en


def _wrong(
    ctx: click.Context, param: click.Parameter, ja: str, en: str, remedy: Text | None = None
) -> click.BadParameter:
    """A usage error in the reader's language."""
    hint = " " + remedy.get(lang_of(ctx)) if remedy else ""
    return click.BadParameter(_in(ctx, ja, en) + hint, ctx=ctx, param=param)


def _choose_language(ctx: click.Context, _param: click.Parameter, value: str | None) -> Lang:
    ctx.meta[_LANG] = value or locale_language()
    return lang_of(ctx)


def _as_date(ctx: click.Context, param: click.Parameter, value: str | None) -> DateSpan | None:
    if value is None:
        return None
    try:
        return parse_date(value)
    except Fault as fault:
        raise _wrong(ctx, param, fault.message.ja, fault.message.en) from None


def _as_outputs(
    formats: Sequence[str],
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[Output, ...]]:
    """Reads `FORMAT` and `FORMAT=PATH`; the first format is what a run without `-o` gives."""

    def read(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[Output, ...]:
        outputs = tuple(_output(one, formats, ctx, param) for one in given or formats[:1])
        if sum(output.path is None for output in outputs) > 1:
            raise _wrong(
                ctx,
                param,
                "画面に出せる形式は一つだけです。ほかは -o 形式=ファイル名 で指定してください。",
                "only one output can go to the screen: give the others a file with -o FORMAT=PATH",
            )
        named = [output.path.resolve() for output in outputs if output.path is not None]
        if len(set(named)) < len(named):
            raise _wrong(ctx, param, "同じファイルに二つの形式は書けません。", "two outputs name the same file")
        return outputs

    return read


def _output(given: str, formats: Sequence[str], ctx: click.Context, param: click.Parameter) -> Output:
    format_, has_path, path = given.partition("=")
    if format_ not in formats:
        known = ", ".join(formats)
        raise _wrong(
            ctx,
            param,
            f"形式「{format_}」はありません。使えるのは {known} です。",
            f"unknown format '{format_}'; known are {known}.",
            did_you_mean(format_, formats),
        )
    if has_path and not path:
        raise _wrong(
            ctx, param, f"{format_}= の後にファイル名が要ります。", f"a file name is needed after '{format_}='"
        )
    if format_ in BINARY and path in ("", "-"):
        raise _wrong(
            ctx,
            param,
            f"{format_} にはファイル名が要ります。-o {format_}=ファイル名.{format_} と書いてください。",
            f"a file name is needed: write -o {format_}=NAME.{format_}",
        )
    if path == "-":
        raise _wrong(
            ctx, param, f"画面に出すには -o {format_} とだけ書きます。", f"for the screen write just -o {format_}"
        )
    return Output(format_, Path(path) if path else None)


def lang_option(command: _Command) -> _Command:
    """`--lang`; read first, so that every message is in the language asked for."""
    return click.option(
        "--lang",
        type=click.Choice(["ja", "en"]),
        callback=_choose_language,
        is_eager=True,
        help=say(
            "表示の言語（既定はロケール、なければ ja）", "language of what is shown (default: the locale, else ja)"
        ),
    )(command)


def policies_option(command: _Command) -> _Command:
    """`--policies`."""
    return click.option(
        "--policies",
        type=PathName(),
        metavar=say("フォルダ", "DIR"),
        help=say(
            "付属のポリシーに重ねる、自治体などのポリシー",
            "a municipality's own policies, layered over those shipped",
        ),
    )(command)


def output_option(formats: Sequence[str] = READABLE) -> Callable[[_Command], _Command]:
    """`-o`, repeatable."""
    return click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        callback=_as_outputs(formats),
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
        callback=_as_date,
        metavar=say("日付", "DATE"),
        help=say(
            "この日の法令で判定する（案件の日付は変えない）", "judge under the law of this date; the case's dates stay"
        ),
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
