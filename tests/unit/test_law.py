"""Provisions by period: which article said it on the day, how strong it can make a rule, and when it is in force."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tenken import Tenken
from tenken.policy.law import (
    EARLIEST,
    LATEST,
    Edition,
    Period,
    Provision,
    article_in_english,
    cite,
    in_force,
    stronger,
    weaker,
)
from tenken.texts import text
from tenken.truth import Truth
from tenken.values import DateSpan, parse_date

F, T, U = Truth.FALSE, Truth.TRUE, Truth.UNKNOWN


def day(written: str) -> date:
    return date.fromisoformat(written)


def provision(
    *periods: tuple[str | None, str | None], kind: Any = "statute", evidence: Any = "V", editions: Any = ()
) -> Provision:
    return Provision(
        id="law.one",
        title=text("題", "title"),
        law_name=text("正式な法", "Whole Act"),
        law_short=text("法", "Act"),
        kind=kind,
        source="made up",
        periods=tuple(
            Period(day(first) if first else EARLIEST, day(last) if last else LATEST, f"第{number}条", evidence)
            for number, (first, last) in enumerate(periods, 1)
        ),
        editions=tuple(Edition(text("版", "edition"), day(first), day(last)) for first, last in editions),
    )


@pytest.mark.parametrize(
    ("name", "on", "article"),
    [
        ("impact-assessment", "2015-06-22", "番号法第27条"),
        ("impact-assessment", "2017-05-29", "番号法第27条"),
        ("impact-assessment", "2017-05-30", "番号法第28条"),
        ("impact-assessment", "2018-02-02", "番号法第28条"),
        ("assessment-guideline-duty", "2017-05-29", "番号法第26条"),
        ("assessment-guideline-duty", "2017-05-30", "番号法第27条"),
        ("file-creation", "2017-05-29", "番号法第28条"),
        ("file-creation", "2017-05-30", "番号法第29条"),
        ("provision-network", "2021-08-31", "番号法第19条第7号"),
        ("provision-network", "2021-09-01", "番号法第19条第8号"),
        ("provision-network-ordinance", "2021-08-31", "番号法第19条第8号"),
        ("provision-network-ordinance", "2021-09-01", "番号法第19条第9号"),
        ("re-entrustment-consent", "2016-01-01", "番号法第10条第1項"),
        ("training", "2017-05-29", "番号法第28条の2"),
        ("training", "2017-05-30", "番号法第29条の2"),
        ("breach-report", "2022-03-31", "番号法第29条の4"),
        ("breach-report", "2022-04-01", "番号法第29条の4第1項"),
    ],
)
def test_the_article_of_the_day(tenken: Tenken, name: str, on: str, article: str) -> None:
    cited = cite(tenken.policy.provisions[f"my-number-act.{name}"], day(on))
    assert cited is not None
    assert cited.text.ja == article
    assert cited.verified


@pytest.mark.parametrize(
    ("id_", "on"),
    [
        ("my-number-act.re-entrustment-consent", "2015-12-31"),
        ("my-number-act.re-entrustment-consent", "2015-06-22"),
        ("my-number-act.provision-network", "2017-05-29"),
        ("my-number-act.quasi-statutory-use", "2024-05-26"),
        ("ordinance.online-link-consultation", "2023-04-01"),
        ("personal-information-act.safety-management", "2023-03-31"),
        ("breach-report-rules.deadlines", "2022-03-31"),
    ],
)
def test_not_in_force_is_not_cited(tenken: Tenken, id_: str, on: str) -> None:
    one = tenken.policy.provisions[id_]
    assert cite(one, day(on)) is None
    assert in_force([one], parse_date(on)) is F
    assert one.cap(day(on)) == "practice"


@pytest.mark.parametrize(
    ("id_", "on"),
    [
        ("my-number-act.re-entrustment-consent", "2016-01-01"),
        ("ordinance.online-link-consultation", "2023-03-31"),
        ("personal-information-act.safety-management", "2023-04-01"),
    ],
)
def test_in_force_from_the_first_to_the_last_day(tenken: Tenken, id_: str, on: str) -> None:
    assert in_force([tenken.policy.provisions[id_]], parse_date(on)) is T


def test_every_shipped_provision_has_periods_in_order_without_overlap(tenken: Tenken) -> None:
    for one in tenken.policy.provisions.values():
        assert all(period.first <= period.last for period in one.periods), one.id
        assert all(a.last < b.first for a, b in zip(one.periods, one.periods[1:], strict=False)), one.id


@pytest.mark.parametrize(
    ("span", "truth"),
    [
        ("2015", F),
        ("2016", T),
        ("2016-01-01", T),
        ("2015-12-31", F),
        ("2018", T),
        ("2019", U),
        ("2019-06-30", T),
        ("2019-07-01", F),
        ("2020", F),
    ],
)
def test_in_force_on_all_some_or_no_days_of_a_span(span: str, truth: Truth) -> None:
    one = provision(("2016-01-01", "2017-05-29"), ("2017-05-30", "2019-06-30"))
    assert in_force([one], parse_date(span)) is truth


def test_a_gap_between_periods_leaves_a_span_across_it_open() -> None:
    one = provision(("2016-01-01", "2016-12-31"), ("2018-01-01", None))
    assert in_force([one], DateSpan(day("2016-06-01"), day("2018-06-01"), "..")) is U
    assert in_force([one], parse_date("2017")) is F
    assert in_force([one], parse_date("2018")) is T


def test_two_provisions_together_cover_what_neither_does() -> None:
    before, after = provision((None, "2023-03-31")), provision(("2023-04-01", None))
    assert in_force([before], parse_date("2023")) is U
    assert in_force([after], parse_date("2023")) is U
    assert in_force([after, before], parse_date("2023")) is T
    assert in_force([provision((None, "2023-03-30")), after], parse_date("2023")) is U
    assert in_force([], parse_date("2023")) is F


def test_in_force_for_ever() -> None:
    endless = DateSpan(day("2022-06-01"), LATEST, "2022-06-01..")
    assert in_force([provision((None, None))], endless) is T
    assert in_force([provision((None, None))], DateSpan(EARLIEST, LATEST, "..")) is T
    assert in_force([provision((None, "2023-03-31"))], endless) is U
    assert in_force([provision((None, "2022-05-31"))], endless) is F
    assert in_force([provision(("2030-01-01", None))], endless) is U


@pytest.mark.parametrize(
    ("kind", "evidence", "cap"),
    [
        ("statute", "V", "statute"),
        ("statute", "S", "statute"),
        ("statute", "D", "statute"),
        ("statute", "Vx", "principle"),
        ("statute", "M", "practice"),
        ("ordinance", "V", "ordinance"),
        ("guideline", "V", "guideline"),
        ("guideline", "Vx", "principle"),
        ("practice", "V", "practice"),
        ("practice", "Vx", "practice"),
    ],
)
def test_evidence_caps_force(kind: str, evidence: str, cap: str) -> None:
    one = provision(("2016-01-01", None), kind=kind, evidence=evidence)
    assert one.cap(day("2016-01-01")) == cap
    assert one.cap(day("2015-12-31")) == "practice"
    assert one.strongest_cap() == cap


def test_an_unread_text_is_not_verified() -> None:
    for evidence, verified in (("V", True), ("Vx", True), ("S", True), ("D", True), ("M", False)):
        cited = cite(provision((None, None), evidence=evidence), day("2020-01-01"))
        assert cited is not None
        assert cited.verified is verified


def test_a_guideline_binds_only_in_the_editions_read() -> None:
    one = provision(
        (None, None), kind="guideline", editions=[("2018-01-01", "2018-12-31"), ("2025-07-01", "9999-12-31")]
    )
    for on, cap, verified in (
        ("2017-12-31", "practice", False),
        ("2018-01-01", "guideline", True),
        ("2018-12-31", "guideline", True),
        ("2020-01-01", "practice", False),
        ("2025-07-01", "guideline", True),
    ):
        cited = cite(one, day(on))
        assert cited is not None
        assert (one.cap(day(on)), cited.verified) == (cap, verified), on


def test_the_shipped_guideline_is_practice_outside_its_edition(tenken: Tenken) -> None:
    clauses = tenken.policy.provisions["my-number-guideline.contract-clauses"]
    assert clauses.cap(day("2018-02-02")) == "practice"
    assert clauses.cap(day("2025-07-01")) == "guideline"


def test_the_online_link_conditions_of_odawara_stay_practice(tenken: Tenken) -> None:
    city = tenken.policy.municipalities["odawara"]
    consultation = tenken.policy.provision_for(tenken.policy.provisions["ordinance.online-link-consultation"], city)
    conditions = tenken.policy.provision_for(tenken.policy.provisions["ordinance.online-link-conditions"], city)
    assert consultation.cap(day("2018-02-02")) == "ordinance"
    assert conditions.cap(day("2018-02-02")) == "practice"
    cited = cite(consultation, day("2018-02-02"))
    assert cited is not None
    assert cited.text.ja == "小田原市個人情報保護条例第10条第2項"
    assert cited.verified


def test_no_article_of_one_city_is_cited_for_another(tenken: Tenken) -> None:
    policy = tenken.policy
    for city in ("default", "ueda", "kitakyushu", "chiba"):
        one = policy.provision_for(policy.provisions["ordinance.online-link-consultation"], policy.municipalities[city])
        cited = cite(one, day("2018-02-02"))
        assert cited is not None
        assert "小田原" not in cited.text.ja
        own = policy.municipalities[city].provisions
        assert one.id in own or "第" not in cited.text.ja, f"{city} cites an article that nobody attested"


@pytest.mark.parametrize(
    ("article", "english"),
    [
        ("第28条", "art. 28"),
        ("第29条の4", "art. 29-4"),
        ("第29条の4第1項", "art. 29-4 (1)"),
        ("第19条第8号", "art. 19 item 8"),
        ("第66条第2項第5号", "art. 66 (2) item 5"),
        ("第9条の2の3第4項第5号", "art. 9-2-3 (4) item 5"),
        ("第4-2-(1)", "sec. 第4-2-(1)"),
        ("別添1 2Cb", "sec. 別添1 2Cb"),
        ("別表第一", "Appended Table 1"),
        ("別表", "Appended Table"),
        ("附則第6条第2項", "Supplementary art. 6 (2)"),
        ("第4条第9号・第10号", "art. 4 items 9 and 10"),
    ],
)
def test_articles_in_english(article: str, english: str) -> None:
    assert article_in_english(article) == english


def test_every_shipped_article_of_a_statute_is_rendered_in_english(tenken: Tenken) -> None:
    for one in tenken.policy.provisions.values():
        for period in one.periods:
            if one.kind == "statute" and period.article:
                shown = article_in_english(period.article)
                assert shown.startswith(("art. ", "Supplementary art. ", "Appended Table")), (one.id, period.article)


def test_a_provision_without_an_article_is_cited_by_its_title() -> None:
    periods = (Period(EARLIEST, LATEST, None, "S"),)
    one = Provision(
        "a.b", text("題", "title"), text("正式な法", "Whole Act"), text("法", "Act"), "practice", "", periods
    )
    cited = cite(one, day("2020-01-01"))
    assert cited is not None
    assert (cited.text.ja, cited.text.en) == ("法（題）", "Act (title)")


def test_stronger_and_weaker() -> None:
    assert stronger("guideline", "statute", "practice") == "statute"
    assert weaker("guideline", "ordinance", "principle") == "principle"
    assert weaker("statute") == stronger("statute") == "statute"
