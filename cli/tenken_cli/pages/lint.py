"""What `tenken policy lint` says: problems by file, each with its place, its lint and its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from tenken.texts import Lang
from tenken.workbench.lint.model import Lint, Problem
from tenken.workbench.lint.run import LintReport
from tenken_cli.pages.places import shown_file
from tenken_cli.reports.outcomes import Check, Outcome, Outcomes
from tenken_cli.reports.page import Block, Heading, Item, Items, Line, Page, Paragraph, Span, code, line, muted, strong
from tenken_cli.reports.words import counted, pick


def page(report: LintReport, lang: Lang) -> Page:
    """The problems grouped by file, and how many there are."""
    return (*_by_file(report, lang), Paragraph(_counts(report, lang)))


def _by_file(report: LintReport, lang: Lang) -> Iterator[Block]:
    for file, problems in groupby(report.problems, key=lambda problem: problem.place.file):
        yield Heading(2, line(shown_file(file)))
        yield Items(tuple(_item(problem, lang) for problem in problems))


def _item(problem: Problem, lang: Lang) -> Item:
    place = problem.place
    where = ":".join(str(part) for part in (Path(place.file).name, place.line, place.column) if part is not None)
    remedy = line(muted(pick(lang, "対処: ", "remedy: ")), problem.remedy.get(lang))
    return Item(line(code(where), "  ", strong(problem.lint), "  ", problem.message.get(lang)), (remedy,))


def _counts(report: LintReport, lang: Lang) -> Line:
    files, lints = counted(report.files, lang, "file"), counted(len(report.lints), lang, "lint")
    looked = pick(lang, f"ファイル{files}を{lints}の項目で調べました。", f"Looked through {files} with {lints}: ")
    if not report.loaded:
        looked = pick(
            lang,
            f"ポリシー（ファイル{files}）が読み込めません。直すまで、ほかの項目は調べられません。",
            f"The policies ({files}) do not load; nothing else is looked for until they do: ",
        )
    if not report.problems:
        return line(looked, Span(pick(lang, "問題はありません。", "no problems."), "good"))
    found = counted(len(report.problems), lang, "problem")
    return line(looked, Span(pick(lang, f"問題が{found}あります。", f"{found}."), "bad"))


def data(report: LintReport) -> dict[str, Any]:
    """The problems as data."""
    return {
        "problems": [
            {
                "lint": problem.lint,
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "message": problem.message.model_dump(),
                "remedy": problem.remedy.model_dump(),
            }
            for problem in report.problems
        ],
        "lints": [lint.id for lint in report.lints],
        "files": report.files,
    }


def outcomes(report: LintReport, lang: Lang) -> Outcomes:
    """For pipelines: a failure for each problem, a pass for each lint that found none."""
    found = {problem.lint for problem in report.problems}
    passed = [_passed(lint, lang) for lint in report.lints if report.loaded and lint.id not in found]
    return Outcomes(
        "policy lint",
        tuple(_check(lint, lang) for lint in report.lints),
        (*(_failed(problem, lang) for problem in report.problems), *passed),
        lang,
    )


def _check(lint: Lint, lang: Lang) -> Check:
    return Check(lint.id, lint.title.get(lang), lint.why.get(lang), lint.remedy.get(lang), "error")


def _failed(problem: Problem, lang: Lang) -> Outcome:
    return Outcome(
        check=problem.lint,
        subject=shown_file(problem.place.file),
        kind="fail",
        level="error",
        message=problem.message.get(lang),
        place=problem.place,
        key=problem.key,
        details=(pick(lang, "対処: ", "remedy: ") + problem.remedy.get(lang),),
    )


def _passed(lint: Lint, lang: Lang) -> Outcome:
    return Outcome(lint.id, pick(lang, "ポリシー", "policies"), "pass", "none", lint.title.get(lang))
