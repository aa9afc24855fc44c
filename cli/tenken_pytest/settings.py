"""What a run is asked to do: which cases, under which policies, on the law of which day."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from tenken.errors import Fault, Place, TenkenError, shortened
from tenken.texts import Lang, text
from tenken.values import DateSpan, parse_date
from tenken_cli.inputs import case_files
from tenken_pytest.plugin import AS_OF, CASES, LANG, POLICIES

SNAPSHOTS = "__snapshots__"


@dataclass(frozen=True)
class Settings:
    """The options, from the command line or else from pytest.ini, as paths that can be opened."""

    cases: tuple[Path, ...]
    policies: Path | None
    as_of: DateSpan | None
    lang: Lang
    options: tuple[str, ...]
    """What was said on the command line of policies, date and language."""
    configured: bool
    """The cases are named in pytest.ini, not on the command line."""

    def holds(self, path: Path) -> bool:
        """Is this file one of the cases?"""
        if path in self.cases:
            return True
        inside = (path.relative_to(folder) for folder in self.cases if path.is_relative_to(folder))
        return path.suffix == ".json" and any(SNAPSHOTS not in one.parts for one in inside)

    def accept(self, case: Path) -> str:
        """The command that accepts the findings of one case, and of no other."""
        parts = ("pytest", "--tenken-cases", str(short(case)), *self.options, "--snapshot-update")
        return " ".join(map(_quoted, parts))


def read(config: pytest.Config) -> Settings:
    """The settings of a run. Raises UsageError where they cannot be followed."""
    lang = _lang(config)
    try:
        named: Sequence[str] = config.getoption(CASES) or ()
        cases = [absolute(one, config.invocation_params.dir) for one in named] or [*config.getini(CASES)]
        for path in cases:
            case_files(short(path))
        return Settings(
            cases=tuple(dict.fromkeys(cases)),
            policies=_policies(config),
            as_of=_as_of(config),
            lang=lang,
            options=_options(config),
            configured=not named,
        )
    except TenkenError as problem:
        raise pytest.UsageError(problem.render(lang)) from None


def absolute(given: str, folder: Path) -> Path:
    """A path as pytest names its nodes: links are not followed."""
    return Path(os.path.abspath(folder / given))  # noqa: PTH100 - resolve would follow them


def short(path: Path) -> Path:
    """The path as people know it: from the folder they are in, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def covered(path: Path, args: Iterable[str], config: pytest.Config) -> bool:
    """Does one of the paths given to pytest hold this one, or choose from it?"""
    named = [absolute(arg.split("::")[0], config.invocation_params.dir) for arg in args]
    return any(path.is_relative_to(one) or one.is_relative_to(path) for one in named)


def _policies(config: pytest.Config) -> Path | None:
    """From the command line relative to where one stands, from pytest.ini relative to that file."""
    here = config.invocation_params.dir
    if given := config.getoption(POLICIES):
        return short(absolute(given, here))
    configured = config.getini(POLICIES)
    return short(absolute(configured, config.inipath.parent if config.inipath else here)) if configured else None


def _setting(config: pytest.Config, name: str) -> Any:
    return config.getoption(name) or config.getini(name) or None


def _lang(config: pytest.Config) -> Lang:
    given = _setting(config, LANG) or "ja"
    if given not in ("ja", "en"):
        raise pytest.UsageError(f"--tenken-lang: ja か en / ja or en, not '{shortened(given)}'")
    return cast(Lang, given)


def _as_of(config: pytest.Config) -> DateSpan | None:
    given = _setting(config, AS_OF)
    try:
        return parse_date(given) if given else None
    except Fault as fault:
        remedy = fault.remedy or text("2023-04-01 のように書いてください。", "write it as 2023-04-01")
        raise TenkenError(fault.message, Place("--tenken-as-of"), remedy) from None


def _options(config: pytest.Config) -> tuple[str, ...]:
    given = ((f"--{name.replace('_', '-')}", config.getoption(name)) for name in (POLICIES, AS_OF, LANG))
    return tuple(part for option, value in given if value for part in (option, value))


def _quoted(part: str) -> str:
    return f'"{part}"' if " " in part or "\u3000" in part else part
