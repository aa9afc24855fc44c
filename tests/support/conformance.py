"""Writes the conformance file: what any reading of the portable policy must say of thousands of cases.

One JSON document a line. The first is `{"policy": …}` (see `tenken.portable.policy_data`); each that follows is
`{"name", "lang", "case", "expected"}`, where `expected` is the assessment in one language, as this program's Python judges it.

    python tests/support/conformance.py > conformance.jsonl
"""

from __future__ import annotations

import gc
import itertools
import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from random_cases import SHARES, Facts, head

from tenken import Tenken
from tenken.assessment import Assessment
from tenken.data import layers
from tenken.policy.examples import concept_tests, rule_tests
from tenken.policy.folders import DATA_FOLDERS, read_sources
from tenken.policy.load import assemble
from tenken.portable.policy_data import Portable
from tenken.texts import Lang, Text
from tenken.workbench.trials import as_case

RANDOM = 2000
LANGS: tuple[Lang, ...] = ("ja", "en")
CASES = Path(__file__).resolve().parents[2] / "cases"


def expected(one: Assessment, lang: Lang) -> dict[str, Any]:
    """What a reading has to say: the assessment without what only repeats the case, in one language."""
    return {
        "opinion": one.opinion,
        "opinion_because": list(one.opinion_because),
        "readiness": one.readiness,
        "counts": one.counts.model_dump(by_alias=True),
        "concepts": {id_: concept.value for id_, concept in one.concepts.items()},
        "findings": [
            {
                **_in(lang, finding.__dict__),
                "citations": [
                    {
                        "text": cited.text if lang == "ja" else cited.en,
                        "provision": cited.provision,
                        "evidence": cited.evidence,
                        "verified": cited.verified,
                    }
                    for cited in finding.citations
                ],
                "facts": [_in(lang, fact.__dict__) for fact in finding.facts],
            }
            for finding in one.findings
        ],
        "riders": [_in(lang, rider.__dict__) for rider in one.riders],
        "questions": [_in(lang, question.__dict__) for question in one.questions],
        "follow_ups": [_in(lang, promise.__dict__) for promise in one.follow_ups],
    }


def _in(lang: Lang, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields with their texts in one language."""
    return {name: value.get(lang) if isinstance(value, Text) else value for name, value in fields.items()}


def cases(tenken: Tenken, random_cases: int, one_in: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The precedents and examples, some of what rules and concepts are tested on (the same once), random cases."""
    for file in sorted(CASES.rglob("*.json")):
        yield f"{file.parent.name}/{file.stem}", tenken.read(file).raw
    yield from itertools.islice(_of_rules(), 0, None, one_in)
    for seed in range(random_cases):
        make = Facts(random.Random(seed))
        given = head(tenken.policy, make)
        stage = make.rng.choice(["final", "preliminary"])
        facts = make.case(tenken.policy.vocabulary, make.rng.choice(SHARES))
        yield f"random/{seed}", {"id": "random", "title": "random", "stage": stage, **given, "facts": facts}


def _of_rules() -> Iterator[tuple[str, Mapping[str, Any]]]:
    sources = read_sources(layers(None))
    tests = [(str(doc.data["id"]), rule_tests(doc)) for doc in sources.documents if doc.folder not in DATA_FOLDERS]
    tests += [one for doc in sources.of("concepts") for one in concept_tests(doc)]
    seen = set[str]()
    for id_, written in tests:
        for example in written.examples:
            case = {**as_case(example), "title": "example"}
            key = json.dumps(case, sort_keys=True)
            if key not in seen:
                seen.add(key)
                yield f"{id_}: {example.name}", case


@dataclass(frozen=True)
class Part:
    """Every `of`-th case, from the one of this number on: a file in parts can be worked on side by side."""

    number: int = 0
    of: int = 1


def lines(part: Part = Part(), random_cases: int = RANDOM, every_example: bool = True) -> Iterator[str]:
    """The lines of the file. Without `every_example`, one in five of the examples of rules and concepts."""
    folders = layers(None)
    tenken = Tenken(assemble(read_sources(folders), folders))
    gc.freeze()  # what a policy is made of stays: looking for garbage in it takes as long as judging
    told = cases(tenken, random_cases, 1 if every_example else 5)
    yield from judged(tenken, (one for number, one in enumerate(told) if number % part.of == part.number))


def judged(tenken: Tenken, told: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """The policy's line, and one for each case."""
    yield json.dumps({"policy": Portable(tenken.policy).data()}, ensure_ascii=False)
    for number, (name, raw) in enumerate(told):
        lang = LANGS[number % 2]
        said = expected(tenken.judge(tenken.case(raw)), lang)
        yield json.dumps({"name": name, "lang": lang, "case": raw, "expected": said}, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())
