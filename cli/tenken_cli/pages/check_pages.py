"""What `tenken check` says, in the shape that each format shows: a terminal, a browser, paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tenken.assessment import Report
from tenken.errors import CaseError
from tenken.evaluate import Evaluated
from tenken.policy.model import Policy
from tenken.texts import Lang
from tenken_cli.pages.check import CheckPage
from tenken_cli.reports.page import Page, Paper, Screen


@dataclass(frozen=True)
class CheckPages:
    """Builds the pages of a report. `every` shows all that is cut otherwise, `rules` only some rules (empty: all).

    What only some formats say is imported for them: most runs write for a terminal.
    """

    policy: Policy
    lang: Lang
    every: bool = False
    rules: frozenset[str] = frozenset()

    def page(
        self, format_: str, report: Report, evaluated: Sequence[Evaluated], unread: Sequence[CaseError]
    ) -> Page | Screen | Paper:
        """The page for a format; `evaluated` are the report's cases with their trees, where the format shows them.

        `unread` are the files that could not be read: a page that is handed on must not pass over them.
        """
        match format_:
            case "html":
                from tenken_cli.pages.check_report import CheckReport  # noqa: PLC0415

                judged = list(zip(evaluated, report.cases, strict=True))
                return CheckReport(self.policy, self.lang, self.rules).page(judged, report.as_of, unread)
            case "docx":
                from tenken_cli.pages.check_paper import CheckPaper  # noqa: PLC0415

                return CheckPaper(self.policy, self.lang, self.every, self.rules).page(report)
            case _:
                return CheckPage(self.policy, self.lang, self.every, self.rules).page(report)
