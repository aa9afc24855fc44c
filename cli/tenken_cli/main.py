"""The entry point: `tenken`, its commands, and what happens when something goes wrong."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any, ClassVar, NoReturn

import click

from tenken.errors import Place, TenkenError
from tenken.texts import Lang, text
from tenken.version import VERSION
from tenken_cli.lazy import LazyGroup
from tenken_cli.options import complain, lang_of, locale_language, say
from tenken_cli.start import INTERRUPTED

WRONG_INPUT = 2
_SCREEN = text("標準出力", "standard output")
PIPE_CLOSED = 141
"""What a shell reports for a program that wrote to a closed pipe; 1 would say that a case failed."""


class Commands(LazyGroup):
    """The commands; every error ends in one message and an exit code."""

    package = "tenken_cli.commands"
    table: ClassVar = {
        "check": say("案件を点検する", "check cases against the law of their date"),
        "explain": say("なぜその判定になったかを説明する", "say why each verdict came out as it did"),
        "timeline": say("案件を法令の各時期で点検する", "judge a case under the law of each period"),
        "precedents": say(
            "実際の諮問事項を点検し、審議会の結論と比べる", "judge the real items and compare with their councils"
        ),
        "form": say("Excelの点検票を出す", "write the form in Excel"),
        "page": say("自己点検のページ（HTML）を書き出す", "write the self-check as one offline HTML page"),
        "policy": say("ルールを見る、書く、試す、比べる", "read, write, test and compare rules"),
        "schema": say("案件・ポリシー・報告のJSON Schemaを出す", "print the JSON Schema of cases, policies or reports"),
    }

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whatever goes wrong is told on stderr without a traceback."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            _leave_quietly(PIPE_CLOSED)
        except TenkenError as problem:
            complain(problem.render(lang_of(ctx)))
            ctx.exit(WRONG_INPUT)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except OSError as problem:
            _refused(problem, lang_of(ctx))
        except Exception as problem:
            if os.environ.get("TENKEN_DEBUG"):
                raise
            complain(_internal(problem))
            ctx.exit(WRONG_INPUT)


def _internal(problem: Exception) -> str:
    said = " ".join(str(problem).split())
    hint = say("TENKEN_DEBUG=1 で詳細を表示", "TENKEN_DEBUG=1 shows the details")
    return f"内部エラー / internal error: {type(problem).__name__}: {said} ({hint})"


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "点検（Tenken）: 個人情報の諮問事項を、審議会に諮る前に、その日の法令に照らして点検します。",
        "Tenken checks consultation items on personal information against the law of their date, "
        "before they go to the council.",
    ),
)
@click.version_option(VERSION, prog_name="tenken")
def tenken() -> None:
    """The group itself does nothing; its help is above, in the reader's language."""


def main() -> None:
    """Run the program. Output that the terminal cannot show is replaced, never a reason to stop."""
    _have_streams()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        try:
            tenken(prog_name="tenken", standalone_mode=True)
        finally:
            sys.stdout.flush()
    except SystemExit as ended:
        _leave_at_once(ended.code if isinstance(ended.code, int) else 0)
    except BrokenPipeError:
        _leave_quietly(PIPE_CLOSED)
    except OSError as problem:
        _refused(problem, locale_language())
    except KeyboardInterrupt:
        _leave_quietly(INTERRUPTED)


def _have_streams() -> None:
    """A closed output is one that nobody reads: the files asked for are written, and the exit code says the rest."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the program ends
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _refused(problem: OSError, lang: Lang) -> NoReturn:
    """What the system refused where nothing nearer told it: a full disk behind the screen, a folder nobody may enter."""
    said = text(f"読み書きできません（{problem.strerror}）。", f"cannot be read or written ({problem.strerror})")
    place = Place(str(problem.filename)) if problem.filename else Place(_SCREEN.get(lang))
    with contextlib.suppress(OSError):
        complain(TenkenError(said, place).render(lang))
    _leave_quietly(WRONG_INPUT)


def _leave_at_once(code: int) -> NoReturn:
    """Exit without taking a hundred thousand objects apart one by one, a seventh of a cold start; all is written."""
    sys.stderr.flush()
    os._exit(code)


def _leave_quietly(code: int) -> NoReturn:
    """Exit without the interpreter's own attempt, and complaint, at flushing a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


if __name__ == "__main__":
    main()
