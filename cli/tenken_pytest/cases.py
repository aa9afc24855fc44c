"""The tests: one for each case file, which holds its findings against those that were accepted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tenken.api import Tenken
from tenken.errors import TenkenError
from tenken_cli.reports.words import pick
from tenken_pytest import settings
from tenken_pytest.findings_text import INDENT, findings_text
from tenken_pytest.moved import Moved, wrapped

if TYPE_CHECKING:
    from syrupy.assertion import AssertionResult, SnapshotAssertion


class Cases:
    """The part of the plugin that is there only when cases are named."""

    def __init__(self, config: pytest.Config, chosen: settings.Settings):
        self.config, self.settings = config, chosen
        self._only = False

    @classmethod
    def of(cls, config: pytest.Config) -> Cases:
        """Take on the cases of a run. Raises UsageError where the options are wrong."""
        cases = cls(config, settings.read(config))
        config.stash[_KEY] = cases
        config.pluginmanager.register(cases, "tenken-cases")
        cases._join_args()
        return cases

    @cached_property
    def tenken(self) -> Tenken:
        """The engine, loaded once a process. Raises PolicyError."""
        return Tenken.load(self.settings.policies)

    def _join_args(self) -> None:
        """Have pytest collect the cases: alone where no path is given, else beside those paths.

        Cases of pytest.ini are there as `testpaths` is: with it, and only where no path is given. A path to a case on
        the command line chooses that one.
        """
        config, source, own = self.config, self.config.args_source, pytest.Config.ArgsSource
        beside = source is own.ARGS or (self.settings.configured and source is own.TESTPATHS)
        given = [*config.args] if beside else []
        if not (self.settings.configured and source is own.ARGS):
            new = [str(path) for path in self.settings.cases if not settings.covered(path, given, config)]
            config.args = [*given, *new]
        if source is own.ARGS:
            config.option.file_or_dir = config.args
        self._only = not given
        self._part_snapshots(config.option)

    def _part_snapshots(self, option: Any) -> None:
        """Keep other kinds of snapshots and ours apart: what syrupy meets without knowing its kind, it deletes."""
        if self._only and not option.default_extension:
            option.default_extension = "tenken_pytest.snapshots.FindingsExtension"
        option.ignore_file_extensions = [*(option.ignore_file_extensions or ()), "txt"]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Load the policies once, before any case. Raises UsageError where they are wrong."""
        if hasattr(self.config, "workerinput"):
            return
        try:
            _ = self.tenken
        except TenkenError as problem:
            raise pytest.UsageError(problem.render(self.settings.lang)) from None

    def pytest_report_header(self) -> str:
        """What is tested."""
        lang, policies = self.settings.lang, self.settings.policies
        cases = ", ".join(str(settings.short(path)) for path in self.settings.cases)
        own = pick(lang, f"、{policies} のポリシー", f", with the policies in {policies}") if policies else ""
        return pick(lang, f"点検: {cases} の案件{own}", f"tenken: cases in {cases}{own}")

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Where only cases are asked for, nothing else is collected."""
        return True if self._only and collection_path.is_file() and not self.settings.holds(collection_path) else None

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A case file."""
        return CaseFile.from_parent(parent, path=file_path) if self.settings.holds(file_path) else None

    def findings(self, path: Path) -> str:
        """The findings of a case as they are accepted. Raises TenkenError."""
        tenken, as_of = self.tenken, self.settings.as_of
        judged = tenken.judge(tenken.read(settings.short(path)), as_of)
        return findings_text(judged, tenken.policy, self.settings.lang, as_of)


_KEY = pytest.StashKey[Cases]()


class CaseFile(pytest.File):
    """A case, as pytest collects it: a file with one test."""

    def collect(self) -> Iterator[CaseItem]:
        """The test; the file is read when it runs."""
        yield CaseItem.from_parent(self, name=self.path.stem, callobj=as_accepted)


class CaseItem(pytest.Function):
    """The test of a case: a function, so that fixtures, syrupy and xdist treat it as any other."""

    def reportinfo(self) -> tuple[Path, None, str]:
        """The case is the place to look at, not this module."""
        return self.path, None, self.name


def as_accepted(request: pytest.FixtureRequest, snapshot: SnapshotAssertion) -> None:
    """The findings of the case are those that were accepted."""
    from tenken_pytest.snapshots import FindingsExtension  # noqa: PLC0415 - syrupy comes with the extra

    cases, path = request.config.stash[_KEY], request.path
    kept = snapshot.use_extension(FindingsExtension)
    if kept != (lambda: cases.findings(path)):
        result = kept.executions[kept.num_executions - 1]
        pytest.fail("\n".join(_Failure(cases.settings, path, result).lines()), pytrace=False)


class _Failure:
    """Why a case's findings are not those accepted, and what to do."""

    def __init__(self, chosen: settings.Settings, case: Path, result: AssertionResult):
        self.settings, self.case, self.result = chosen, case, result
        self.width = shutil.get_terminal_size().columns
        self.kept = settings.short(Path(result.snapshot_location))

    def lines(self) -> Iterator[str]:
        result = self.result
        if result.exception is not None:
            yield from self._error(result.exception)
        elif result.recalled_data is None:
            yield from self._missing(str(result.asserted_data))
        else:
            yield from self._moved(str(result.recalled_data), str(result.asserted_data))

    def _say(self, ja: str, en: str) -> str:
        return pick(self.settings.lang, ja, en)

    def _error(self, problem: Exception) -> Iterator[str]:
        """What a person can mend is told; anything else keeps its traceback."""
        if isinstance(problem, TenkenError):
            yield problem.render(self.settings.lang)
        elif isinstance(problem, (OSError, UnicodeError)):
            why = getattr(problem, "strerror", None) or self._say("UTF-8 ではありません", "not UTF-8")
            yield self._say(
                f"{self.kept}: 受け入れた結果を読み書きできません（{why}）。\n"
                "  対処: ファイルとフォルダの権限を確かめるか、このファイルを消して受け入れ直してください。",
                f"{self.kept}: the accepted findings cannot be read or written ({why})\n"
                "  remedy: see to the rights on the file and its folder, or delete the file and accept again",
            )
        else:
            raise problem

    def _missing(self, today: str) -> Iterator[str]:
        yield self._say("受け入れた結果がまだありません。今の結果:", "Nothing has been accepted yet. Today's findings:")
        for row in today.split("\n\n", maxsplit=1)[0].splitlines()[1:]:
            yield from wrapped("    " if row.startswith(INDENT) else INDENT, row.strip(), self.width)
        yield from self._remedy(self._say("確かめて受け入れるには", "To accept them"))

    def _moved(self, accepted: str, today: str) -> Iterator[str]:
        yield from Moved(self.settings.lang, self.width).lines(accepted, today)
        yield from self._remedy(self._say("この変化を受け入れるには", "To accept this"))

    def _remedy(self, how: str) -> Iterator[str]:
        yield f"{self._say('受け入れた結果', 'Accepted findings')}: {self.kept}"
        yield f"{how}: {self.settings.accept(self.case)}"
