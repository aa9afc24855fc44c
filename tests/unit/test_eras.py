"""Dates by the year of an era: the days on which eras change, and dates that are imprecise or none at all."""

from __future__ import annotations

from datetime import date

import pytest

from tenken.values import parse_date
from tenken_cli.eras import by_era, dates_by_era, era_of


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2018-02-02", "平成30年2月2日"),
        ("2018-07", "平成30年7月"),
        ("2018", "平成30年"),
        ("2019-04-30", "平成31年4月30日"),
        ("2019-05-01", "令和元年5月1日"),
        ("2019-04", "平成31年4月"),
        ("2019-05", "令和元年5月"),
        ("2019", "平成31年・令和元年"),
        ("2020", "令和2年"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1989-01-08", "平成元年1月8日"),
        ("1989-01", "昭和64年1月・平成元年1月"),
        ("1926-12-24", "大正15年12月24日"),
        ("1926-12-25", "昭和元年12月25日"),
        ("1912-07-30", "大正元年7月30日"),
        ("1873-01-01", "明治6年1月1日"),
        ("1872-12-31", "1872年12月31日"),
    ],
)
def test_a_date_is_as_precise_by_era_as_it_was_written(written: str, shown: str) -> None:
    assert by_era(parse_date(written)) == shown


def test_only_dates_in_a_text_change() -> None:
    said = "2018-07 から2018-07-31まで。a-2018-07、120-2018-07、2018-13、2018-07-315、2018年"
    assert (
        dates_by_era(said)
        == "平成30年7月 から平成30年7月31日まで。a-2018-07、120-2018-07、2018-13、2018-07-315、2018年"
    )


def test_the_era_of_a_day() -> None:
    assert [era_of(date(2019, 4, 30)), era_of(date(2019, 5, 1)), era_of(date(1800, 1, 1))] == ["平成", "令和", ""]
