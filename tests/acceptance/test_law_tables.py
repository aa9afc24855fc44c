"""The law as tables, written down here apart from the policies: the threshold judgement, and articles by date."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tenken import Tenken
from tenken.policy.law import cite

KINDS = ("none", "basic", "key_items", "all_items")
"""The kinds of assessment, the least first."""

ORDINARY, HEIGHTENED = "ordinary", "heightened"
CELLS = {
    (0, 999): ("none", "none"),
    (1_000, 9_999): ("basic", "basic"),
    (10_000, 99_999): ("basic", "key_items"),
    (100_000, 299_999): ("key_items", "all_items"),
    (300_000, 9_000_000): ("all_items", "all_items"),
}
"""規則4条3号・8号、6条1項、7条1項: by the number of people, the kind with fewer than 500 handlers and no serious
incident in the past year, and the kind with either."""

HANDLING = {
    "499 handlers, no incident": (499, False, ORDINARY),
    "500 handlers, no incident": (500, False, HEIGHTENED),
    "499 handlers, an incident": (499, True, HEIGHTENED),
    "500 handlers, an incident": (500, True, HEIGHTENED),
}
ON_EVERY_BOUNDARY = [
    (subjects, how, ordinary if level == ORDINARY else heightened)
    for (first, last), (ordinary, heightened) in CELLS.items()
    for subjects in (first, last)
    for how, (_, _, level) in HANDLING.items()
]


def failing(tenken: Tenken, **assessment: Any) -> set[str]:
    """The threshold rules that a case fails."""
    case = {
        "id": "cell", "title": "cell", "municipality": "default", "consulted_on": "2024-07-01",
        "starts_on": "2024-10-01", "stage": "final",
        "facts": {"number_use": {"uses_number": True}, "assessment": assessment},
    }  # fmt: skip
    found = tenken.judge(tenken.case(case)).findings
    return {one.rule for one in found if one.rule.startswith("threshold-") and one.verdict == "fail"}


@pytest.mark.parametrize(("subjects", "how", "kind"), ON_EVERY_BOUNDARY)
def test_the_threshold_judgement(tenken: Tenken, subjects: int, how: str, kind: str) -> None:
    """The kind that the table calls for is enough, and so is any above it; the one below is not."""
    handlers, incident, _ = HANDLING[how]
    facts = {"subjects": subjects, "handlers": handlers, "serious_incident": incident, "exclusion": "none"}
    enough = [one for one in KINDS if not failing(tenken, kind=one, **facts)]
    assert enough == list(KINDS[KINDS.index(kind) :])


def test_the_table_has_ten_cells_and_leaves_no_gap() -> None:
    bands = list(CELLS)
    assert sum(map(len, CELLS.values())) == 10
    assert all(later[0] == earlier[1] + 1 for earlier, later in pairwise(bands))


@pytest.mark.parametrize("reason", ["staff_records", "manual_only", "health_insurance_society", "audit_office"])
def test_an_excluded_file_needs_no_assessment(tenken: Tenken, reason: str) -> None:
    facts = {"subjects": 300_000, "handlers": 500, "serious_incident": True}
    assert failing(tenken, kind="none", exclusion=reason, **facts) == set()
    assert failing(tenken, kind="none", exclusion="none", **facts)


NUMBER, ORDER = "my-number-act", "my-number-order"
ARTICLES: dict[str, list[tuple[str, str | None]]] = {
    # 2条: a new paragraph 8 on 2025-04-01
    f"{NUMBER}.definition-of-personal-information": [("2014-04-20", "第2条第8項"), ("2025-04-01", "第2条第9項")],
    f"{NUMBER}.definition-of-file": [("2014-04-20", "第2条第9項"), ("2025-04-01", "第2条第10項")],
    f"{NUMBER}.definition-of-use-affairs": [("2014-04-20", "第2条第10項"), ("2025-04-01", "第2条第11項")],
    f"{NUMBER}.definition-of-related-affairs": [("2014-04-20", "第2条第11項"), ("2025-04-01", "第2条第12項")],
    f"{NUMBER}.definition-of-heads": [("2014-04-20", "第2条第14項"), ("2025-04-01", "第2条第15項")],
    f"{NUMBER}.definition-of-card-record": [("2025-04-01", "第2条第8項")],
    # 9条: in force on 2016-01-01; a new paragraph 3 on 2022-01-11; the field of own use opened on 2023-06-09
    f"{NUMBER}.statutory-use": [("2016-01-01", "第9条第1項")],
    f"{NUMBER}.quasi-statutory-use": [("2024-05-27", "第9条第1項")],
    f"{NUMBER}.appended-table-1": [("2016-01-01", "別表第一"), ("2024-05-27", None)],
    f"{NUMBER}.appended-table": [("2024-05-27", "別表")],
    f"{NUMBER}.ordinance-use-field": [("2016-01-01", "第9条第2項"), ("2023-06-09", None)],
    f"{NUMBER}.related-affairs": [("2016-01-01", "第9条第3項"), ("2022-01-11", "第9条第4項")],
    f"{NUMBER}.use-of-received-information": [("2016-01-01", "第9条第5項"), ("2022-01-11", "第9条第6項")],
    f"{NUMBER}.re-entrustment-consent": [("2016-01-01", "第10条第1項")],
    f"{NUMBER}.safety-management": [("2015-10-05", "第12条")],
    f"{NUMBER}.identity-verification": [("2016-01-01", "第16条")],
    f"{NUMBER}.card-making": [("2021-09-01", "第16条の2")],
    f"{NUMBER}.card-loss": [("2016-01-01", "第17条第5項"), ("2024-05-27", "第17条第8項"), ("2024-12-02", "第17条第9項")],
    # 19条: items of one day on 2017-05-29, a new item 8 on 2017-05-30, a new item 4 on 2021-09-01
    f"{NUMBER}.provision-by-user": [("2015-10-05", "第19条第1号")],
    f"{NUMBER}.provision-by-related": [("2015-10-05", "第19条第2号")],
    f"{NUMBER}.provision-by-person": [("2015-10-05", "第19条第3号")],
    f"{NUMBER}.provision-between-employers": [("2021-09-01", "第19条第4号")],
    f"{NUMBER}.provision-register-information": [("2015-10-05", "第19条第4号"), ("2021-09-01", "第19条第5号")],
    f"{NUMBER}.provision-entrustment": [("2015-10-05", "第19条第5号"), ("2021-09-01", "第19条第6号")],
    f"{NUMBER}.provision-resident-register-act": [("2015-10-05", "第19条第6号"), ("2021-09-01", "第19条第7号")],
    f"{NUMBER}.provision-network": [("2017-05-30", "第19条第7号"), ("2021-09-01", "第19条第8号")],
    f"{NUMBER}.provision-network-ordinance": [("2017-05-30", "第19条第8号"), ("2021-09-01", "第19条第9号")],
    f"{NUMBER}.provision-tax": [("2015-10-05", "第19条第8号"), ("2017-05-30", "第19条第9号"), ("2021-09-01", "第19条第10号")],
    f"{NUMBER}.provision-same-body": [
        ("2015-10-05", "第19条第9号"), ("2017-05-30", "第19条第10号"), ("2021-09-01", "第19条第11号"),
    ],
    f"{NUMBER}.provision-transfer-institution": [
        ("2015-10-05", "第19条第10号"), ("2017-05-30", "第19条第11号"), ("2021-09-01", "第19条第12号"),
    ],
    f"{NUMBER}.provision-commission": [
        ("2015-10-05", "第19条第11号"), ("2017-05-30", "第19条第12号"), ("2021-09-01", "第19条第13号"),
    ],
    f"{NUMBER}.provision-internal-affairs": [
        ("2017-05-29", "第19条第12号"), ("2017-05-30", "第19条第13号"), ("2021-09-01", "第19条第14号"),
    ],
    f"{NUMBER}.provision-public-interest": [
        ("2015-10-05", "第19条第12号"), ("2017-05-29", "第19条第13号"),
        ("2017-05-30", "第19条第14号"), ("2021-09-01", "第19条第15号"),
    ],
    f"{NUMBER}.provision-life-body-property": [
        ("2015-10-05", "第19条第13号"), ("2017-05-29", "第19条第14号"),
        ("2017-05-30", "第19条第15号"), ("2021-09-01", "第19条第16号"),
    ],
    f"{NUMBER}.provision-commission-rules": [
        ("2015-10-05", "第19条第14号"), ("2017-05-29", "第19条第15号"),
        ("2017-05-30", "第19条第16号"), ("2021-09-01", "第19条第17号"),
    ],
    # 26条 and after: one further on 2017-05-30
    f"{NUMBER}.network-ordinance-affairs": [("2017-05-30", "第26条")],
    f"{NUMBER}.assessment-guideline-duty": [("2014-04-20", "第26条"), ("2017-05-30", "第27条")],
    f"{NUMBER}.impact-assessment": [("2014-04-20", "第27条"), ("2017-05-30", "第28条")],
    f"{NUMBER}.unpublished-assessment": [("2014-04-20", "第27条第6項"), ("2017-05-30", "第28条第6項")],
    f"{NUMBER}.file-creation": [("2015-10-05", "第28条"), ("2017-05-30", "第29条")],
    f"{NUMBER}.training": [("2016-01-01", "第28条の2"), ("2017-05-30", "第29条の2")],
    f"{NUMBER}.regular-report": [("2016-01-01", "第28条の3第2項"), ("2017-05-30", "第29条の3第2項")],
    f"{NUMBER}.breach-report": [
        ("2016-01-01", "第28条の4"), ("2017-05-30", "第29条の4"), ("2022-04-01", "第29条の4第1項"),
    ],
    f"{NUMBER}.breach-notice": [("2022-04-01", "第29条の4第2項")],
    f"{NUMBER}.purpose-limits": [("2015-10-05", "第29条"), ("2017-05-30", "第30条")],
    f"{NUMBER}.local-measures": [("2015-10-05", "第31条"), ("2017-05-30", "第32条"), ("2023-04-01", None)],
    f"{NUMBER}.file-provision-crime": [("2016-01-01", "第51条"), ("2017-05-30", "第48条")],
    f"{NUMBER}.secrecy-crime": [("2016-01-01", "第53条"), ("2017-05-30", "第50条")],
    f"{ORDER}.network-record-period": [("2017-05-30", "第29条"), ("2024-05-27", "第30条")],
    f"{ORDER}.ordinance-record-period": [
        ("2018-04-01", "第29条の2"), ("2022-04-01", "第30条"), ("2024-05-27", "第31条"),
    ],
    f"{ORDER}.training": [("2016-01-01", "第30条の2"), ("2022-04-01", "第32条")],
    f"{ORDER}.tax-provision-measures": [("2017-04-01", "第23条"), ("2019-06-20", "第22条")],
    # 番号法施行規則: its 3条 took a paragraph on 2018-01-01 and moved forward on 2020-05-25
    "my-number-rules.telephone": [("2016-04-01", "第3条第4項"), ("2018-01-01", "第3条第5項"), ("2020-05-25", "第2条第5項")],
    "my-number-rules.online": [("2016-04-01", "第4条"), ("2020-05-25", "第3条")],
    "my-number-rules.mail": [("2016-04-01", "第11条")],
    "assessment-rules.publication-method": [("2024-04-01", "第9条の2")],
    "card-order.application-documents": [("2016-01-01", "第23条"), ("2021-09-01", None)],
    "card-order.application-documents-agency": [("2021-09-01", "第23条")],
    "card-order.reissue-documents": [("2016-01-01", "第28条第7項"), ("2021-09-01", None)],
    "card-order.reissue-documents-agency": [("2021-09-01", "第28条第7項"), ("2026-05-26", "第28条第8項")],
    "certification-rules.application-documents": [("2016-01-01", "第80条第1号"), ("2019-11-05", "第82条第1号")],
    "resident-register-order.notices": [
        ("2016-04-01", "第34条第4項"), ("2019-06-20", "第34条第3項"), ("2024-05-27", "第34条第4項"),
    ],
    "resident-register-order.removed-records": [("2019-06-20", "第34条第1項")],
    "personal-information-act.council": [("2023-04-01", "第129条")],
    "local-autonomy-act.security-policy": [("2026-04-01", "第244条の6")],
}  # fmt: skip
"""For each provision, the article from each day on which it began, moved or ended (None)."""

SIDES = [
    (provision, date.fromisoformat(first) - timedelta(days=1), before[1] if before else None, date.fromisoformat(first), article)
    for provision, steps in ARTICLES.items()
    for before, (first, article) in zip([None, *steps], steps, strict=False)
]  # fmt: skip


@pytest.mark.parametrize(("provision", "eve", "before", "day", "after"), SIDES)
def test_the_article_on_each_side(
    tenken: Tenken, provision: str, eve: date, before: str | None, day: date, after: str | None
) -> None:
    for on, article in ((eve, before), (day, after)):
        citation = cite(tenken.policy.provisions[provision], on)
        if article is None:
            assert citation is None, on
        else:
            assert citation is not None and citation.text.ja.endswith(article), on


def test_the_table_of_articles_leaves_out_no_renumbering(tenken: Tenken) -> None:
    """Every provision that ever moved is in the table, with each of its moves; forty of them at the least."""
    moved = {}
    for id_, provision in tenken.policy.provisions.items():
        steps = [(one.first.isoformat(), one.article) for one in provision.periods]
        kept = [step for place, step in enumerate(steps) if place == 0 or step[1] != steps[place - 1][1]]
        if len(kept) > 1:
            moved[id_] = kept
    assert len(ARTICLES) >= 40
    wanted = {id_: steps for id_, steps in moved.items() if id_ in ARTICLES}
    assert {id_: [step for step in ARTICLES[id_] if step[1]] for id_ in wanted} == wanted
    assert set(moved) - set(ARTICLES) <= PENAL


PENAL = {f"{NUMBER}.{name}" for name in ("employees-abuse", "number-misuse-crime", "number-fraud-crime", "inspection")}
"""Moved together with those in the table."""
