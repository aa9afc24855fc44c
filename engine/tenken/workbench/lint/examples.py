"""Lints on examples: that they are cases, and that they show every verdict and every boundary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tenken.texts import text
from tenken.workbench.lint.bounds import bounds_of, shown
from tenken.workbench.lint.model import Context, Flaw, Lint


def _example_valid(context: Context) -> Iterator[Flaw]:
    for tests in context.tested:
        for place, example in enumerate(tests.examples):
            for fault in context.faults(example):
                at = (*tests.base, "examples", place, *fault.at)
                message = text(
                    f"例「{example.name}」: {fault.message.ja}", f"example '{example.name}': {fault.message.en}"
                )
                yield Flaw(tests.doc, at, message, fault.remedy)


def _example_names(context: Context) -> Iterator[Flaw]:
    for tests in context.tested:
        seen: Counter[str] = Counter()
        for place, example in enumerate(tests.examples):
            seen[example.name] += 1
            if seen[example.name] == 2:
                yield Flaw(
                    tests.doc,
                    (*tests.base, "examples", place),
                    text(
                        f"「{example.name}」という名の例が二つあります。", f"two examples are called '{example.name}'"
                    ),
                )


def _verdict_examples(context: Context) -> Iterator[Flaw]:
    for one in context.rules:
        given = {example.expect for example in one.tests.examples}
        missing = [verdict for verdict in context.reach[one.rule.id].verdicts(one.rule) if verdict not in given]
        if missing:
            named = ", ".join(missing)
            yield Flaw(
                one.doc,
                ("examples",),
                text(f"次の判定を示す例がありません: {named}", f"there is no example for: {named}"),
            )


def _boundary_examples(context: Context) -> Iterator[Flaw]:
    for one in context.rules:
        examples = [example for example in one.tests.examples if not context.faults(example)]
        for bound in bounds_of(one.rule, one.tests.raw):
            given = {step for example in examples for step in shown(bound, example, context.policy)}
            missing = bound.steps - given
            if missing:
                at = text("ちょうどの値", "the bound itself") if 0 in missing else None
                beyond = (
                    text(f"一つ{bound.beyond.ja}の値", f"the value just {bound.beyond.en} it") if 1 in missing else None
                )
                named = [words for words in (at, beyond) if words]
                yield Flaw(
                    one.doc,
                    bound.at,
                    text(
                        f"境目 {bound.written} の例がありません: {'、'.join(words.ja for words in named)}",
                        f"no example for the boundary {bound.written}: {', '.join(words.en for words in named)}",
                    ),
                )


LINTS = (
    Lint(
        "example-valid",
        text("例が案件として正しい", "An example is a valid case"),
        text(
            "例の事実は、案件と同じ語彙で検査する。綴りの違う項目は、書かなかったのと同じになる。",
            "An example's facts are held against the vocabulary like a case's. A misspelt item would count as never stated.",
        ),
        text("語彙にあるパスと値に直してください。", "use a path and a value of the vocabulary"),
        _example_valid,
    ),
    Lint(
        "example-names",
        text("例の名前が重ならない", "Examples have names of their own"),
        text("同じ名の例が二つあると、どちらが失敗したのかが分からない。", "Of two examples with one name nobody can tell which one failed."),
        text("何を試す例かが分かる名前にしてください。", "name each by what it tries"),
        _example_names,
    ),
    Lint(
        "verdict-examples",
        text("判定ごとに例がある", "There is an example for each verdict"),
        text(
            "例は、ルールの意味を法務担当が確かめる所である。適合・不適合・未記載・非該当のどれかが欠けると、その判定は誰も確かめていない。",
            "Examples are where a legal officer sees what a rule means. A verdict without an example is one that nobody has checked.",
        ),
        text(
            "足りない判定（council の判断によるルールでは pass の代わりに review）の例を examples に加えてください。",
            "add an example for each missing verdict (a rule judged by the council has review instead of pass)",
        ),
        _verdict_examples,
    ),
    Lint(
        "boundary-examples",
        text("数と日付の境目に例がある", "There are examples at each bound"),
        text(
            "「以上」と「超える」の取り違えは、境目の値でしか現れない。",
            "Mixing up `at least` and `more than` shows only at the bound.",
        ),
        text(
            "境目ちょうどの値の例と、1（日付は1日）だけ外れた値の例を加えてください。",
            "add an example with the bound itself, and one that is off by 1 (a date: by one day)",
        ),
        _boundary_examples,
    ),
)  # fmt: skip
