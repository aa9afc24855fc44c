"""What `tenken policy test` says to other programs: as data, and as outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tenken.policy.model import Example, Policy
from tenken.texts import Lang, Text, text
from tenken.workbench.clauses import sides
from tenken.workbench.coverage import Gap
from tenken.workbench.periods import MovedDay
from tenken.workbench.subjects import RuleSubject, Subject
from tenken.workbench.testing import PolicyResult, SubjectResult, Survivor
from tenken.workbench.written import example_lines
from tenken_cli.pages.places import Lines, outcome_word
from tenken_cli.pages.trials import lacking_words, written
from tenken_cli.reports.conditions import Names, sentence
from tenken_cli.reports.outcomes import Check, Outcome, Outcomes, Spot
from tenken_cli.reports.words import pick

_LANGS: tuple[Lang, Lang] = ("ja", "en")
EXAMPLES, COVERAGE, MUTANTS = "examples", "condition-coverage", "mutants"
_CHECKS = {
    EXAMPLES: (
        text("例が期待どおり", "Examples come out as expected"),
        text(
            "ルールや概念が、自分の例を expect のとおりに判定する。",
            "A rule or concept judges its examples as they say.",
        ),
        text("例の事実か expect を直すか、ルールを直す。", "Mend the example's facts or its expect, or the rule."),
    ),
    COVERAGE: (
        text("条件網羅", "Condition coverage"),
        text(
            "条件の各部分が真・偽・不明になる例があり、結論を左右する例がある。",
            "Each test is true, false and unknown in some example, and decides some outcome.",
        ),
        text("`tenken policy test --suggest` の示す例を足す。", "Add what `tenken policy test --suggest` shows."),
    ),
    MUTANTS: (
        text("変異に気づく", "Mutants are noticed"),
        text(
            "条件や法令の日を一歩変えると、どれかの例の判定が変わる。",
            "A condition or a day of the law that is changed by one step changes the outcome of some example.",
        ),
        text(
            "`tenken policy test --mutate --suggest` の示す例を足す。",
            "Add what `tenken policy test --mutate --suggest` shows.",
        ),
    ),
}


Suggested = Mapping[str, Sequence[Example]]
"""Examples to add, by rule or concept."""


def as_data(result: PolicyResult, policy: Policy, lines: Lines, suggested: Suggested) -> dict[str, Any]:
    """The totals, and each rule and concept."""
    return {
        "rules": result.rules,
        "examples": result.examples,
        "failed": result.failed,
        "coverage": round(result.coverage, 4),
        "mutation": {"killed": result.killed, "survived": result.survived, "score": round(result.score, 4)}
        if result.mutated
        else None,
        "subjects": [_subject(one, policy, lines, result.mutated, suggested) for one in result.results],
        "provisions": [
            {
                "id": one.provision.id,
                "mutation": {"killed": one.killed, "survived": len(one.survivors)},
                "survivors": [_moved(moved) for moved in one.survivors],
            }
            for one in result.periods
        ],
    }


def _subject(one: SubjectResult, policy: Policy, lines: Lines, mutated: bool, suggested: Suggested) -> dict[str, Any]:
    subject, tests = one.subject, one.subject.tests
    return {
        "kind": _kind(subject),
        "id": subject.id,
        "file": tests.doc.file,
        "examples": len(tests.examples),
        "failed": [
            *(
                {"line": error.place.line if error.place else None, "error": error.message.model_dump()}
                for error in one.errors
            ),
            *(
                {
                    "line": lines.place(tests, (*tests.base, "examples", failure.trial.place)).line,
                    "name": failure.trial.example.name,
                    "expected": failure.trial.example.expect,
                    "is": failure.outcome,
                }
                for failure in one.failures
            ),
        ],
        "coverage": round(1 - len(one.gaps) / one.owed, 4) if one.owed else 1.0,
        "gaps": [_gap(subject, gap, policy, lines) for gap in one.gaps],
        "mutation": {"killed": one.killed, "survived": len(one.survivors)} if mutated else None,
        "survivors": [_survivor(subject, survivor, policy, lines) for survivor in one.survivors],
        "stale": list(one.stale),
        "suggested": ["\n".join(example_lines(example)) for example in suggested.get(subject.id, ())],
    }


def _kind(subject: Subject) -> str:
    return "rule" if isinstance(subject, RuleSubject) else "concept"


def _gap(subject: Subject, gap: Gap, policy: Policy, lines: Lines) -> dict[str, Any]:
    return {
        "line": lines.place(subject.tests, gap.spot.at).line,
        "test": {
            lang: sentence(gap.spot.node, policy, Names(policy.vocabulary, lang, gap.spot.inside)) for lang in _LANGS
        },
        "lacking": "decides" if gap.lacking is None else gap.lacking.name.lower(),
    }


def _survivor(subject: Subject, survivor: Survivor, policy: Policy, lines: Lines) -> dict[str, Any]:
    mutant = survivor.mutant
    before, after = written(mutant)
    return {
        "id": mutant.id,
        "line": lines.place(subject.tests, mutant.at).line,
        "before": {"yaml": before, **_in_words(survivor, policy)["before"]},
        "after": None if after is None else {"yaml": after, **_in_words(survivor, policy)["after"]},
        "explained": survivor.explained.model_dump() if survivor.explained else None,
    }


def _in_words(survivor: Survivor, policy: Policy) -> dict[str, dict[str, str]]:
    before, after = sides(survivor.mutant, policy)
    named = {lang: Names(policy.vocabulary, lang, survivor.mutant.mutation.inside) for lang in _LANGS}
    return {
        side: {lang: sentence(node, policy, names) for lang, names in named.items()}
        for side, node in (("before", before), ("after", after))
        if node is not None
    }


def _moved(moved: MovedDay) -> dict[str, str]:
    return {"id": moved.id, "before": f"{moved.end}: {moved.before}", "after": f"{moved.end}: {moved.after}"}


def as_outcomes(result: PolicyResult, policy: Policy, lines: Lines, lang: Lang) -> Outcomes:
    """One outcome for each check of each rule and concept, and for the days of each provision."""
    checks = tuple(
        Check(id_, title.get(lang), told.get(lang), remedy.get(lang), level="error")
        for id_, (title, told, remedy) in _CHECKS.items()
        if result.mutated or id_ != MUTANTS
    )
    outcomes = [outcome for one in result.results for outcome in _outcomes(one, policy, lines, lang, result.mutated)]
    for period in result.periods:
        spots = tuple(Spot(message=f"{one.end}: {one.before} → {one.after}") for one in period.survivors)
        outcomes.append(_outcome(MUTANTS, period.provision.id, spots, lang, None))
    return Outcomes("policy test", checks, tuple(outcomes), lang)


def _outcomes(one: SubjectResult, policy: Policy, lines: Lines, lang: Lang, mutated: bool) -> Iterator[Outcome]:
    subject, tests = one.subject, one.subject.tests
    failed = [Spot(error.place, message=error.message.get(lang)) for error in one.errors]
    for failure in one.failures:
        expected, is_ = (outcome_word(word, lang) for word in (failure.trial.example.expect, failure.outcome))
        told = pick(lang, f"期待は「{expected}」、実際は「{is_}」", f"expected {expected}, is {is_}")
        place = lines.place(tests, (*tests.base, "examples", failure.trial.place))
        failed.append(Spot(place, message=f"{failure.trial.example.name}: {told}"))
    yield _outcome(EXAMPLES, subject.id, tuple(failed), lang, tests.doc.file)
    gaps = tuple(Spot(lines.place(tests, gap.spot.at), message=_gap_words(gap, policy, lang)) for gap in one.gaps)
    yield _outcome(COVERAGE, subject.id, gaps, lang, tests.doc.file)
    if mutated:
        left = [survivor.mutant for survivor in one.survivors if survivor.explained is None]
        spots = [Spot(lines.place(tests, mutant.at), message=mutant.id) for mutant in left]
        stale = [Spot(lines.place(tests, tests.explanation_at(id_)), message=id_) for id_ in one.stale]
        yield _outcome(MUTANTS, subject.id, (*spots, *stale), lang, tests.doc.file)


def _gap_words(gap: Gap, policy: Policy, lang: Lang) -> str:
    names = Names(policy.vocabulary, lang, gap.spot.inside)
    return f"{sentence(gap.spot.node, policy, names)}: {lacking_words(gap.lacking).get(lang)}"


def _outcome(check: str, subject: str, spots: tuple[Spot, ...], lang: Lang, file: str | None) -> Outcome:
    title = _CHECKS[check][0]
    if not spots:
        return Outcome(check, subject, "pass", "none", title.get(lang), file=file)
    told = tuple(spot.message for spot in spots if spot.message)
    lacking: Text = text(f"{title.ja}: {len(spots)}件が足りない", f"{title.en}: {len(spots)} lacking")
    message = told[0] if len(told) == 1 else lacking.get(lang)
    return Outcome(check, subject, "fail", "error", message, spots[0].place, spots, file=file, details=told)
