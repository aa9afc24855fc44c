"""Dates and numbers as spans, and what comparing spans says."""

from datetime import date

import pytest

from tenken.errors import Fault
from tenken.truth import Truth
from tenken.values import DateSpan, NumberSpan, at_least, at_most, days_between, equals, parse_date, parse_number

F, T, U = Truth.FALSE, Truth.TRUE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2018-07-01", date(2018, 7, 1), date(2018, 7, 1)),
        ("2018-07", date(2018, 7, 1), date(2018, 7, 31)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_is_the_span_of_its_days(written: str, first: date, last: date) -> None:
    span = parse_date(written)
    assert (span.first, span.last) == (first, last)
    assert str(span) == written


@pytest.mark.parametrize(
    "written", ["2018-02-30", "2019-02-29", "2018-13", "2018-00", "2018-04-31", "2018-01-00", "0000", "0000-01-01"]
)
def test_an_impossible_date_is_refused(written: str) -> None:
    with pytest.raises(Fault, match=written) as caught:
        parse_date(written)
    assert "実在" in caught.value.message.ja


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2018/07/01",
        "2018-7",
        "2018-7-1",
        "18-07-01",
        "平成30年7月",
        "2018-07-01T00:00",
        " 2018",
        "2018-",
        "2018-07-01\n",
        "20180701",
    ],
)
def test_another_shape_is_refused(written: str) -> None:
    with pytest.raises(Fault):
        parse_date(written)


@pytest.mark.parametrize(
    ("raw", "low", "high"),
    [
        (5, 5, 5),
        (0, 0, 0),
        (2.5, 2.5, 2.5),
        ({"about": 100}, 90, 110),
        ({"about": 0}, 0, 0),
        ({"about": -100}, -110, -90),
        ({"at_least": 3}, 3, float("inf")),
        ({"at_most": 3}, float("-inf"), 3),
        ({"at_least": 3, "at_most": 4}, 3, 4),
        ({"at_least": 3, "at_most": 3}, 3, 3),
    ],
)
def test_a_number_is_a_span(raw: object, low: float, high: float) -> None:
    span = parse_number(raw)
    assert (span.low, span.high) == pytest.approx((low, high))


def test_bounds_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(Fault, match="at_least 5 is above at_most 4"):
        parse_number({"at_least": 5, "at_most": 4})


@pytest.mark.parametrize(
    ("value", "bound", "reached"),
    [
        (5, 5, T),
        (5, 6, F),
        (6, 5, T),
        ({"about": 100}, 90, T),
        ({"about": 100}, 91, U),
        ({"about": 100}, 110, U),
        ({"about": 100}, 111, F),
        ({"at_least": 30}, 30, T),
        ({"at_least": 29}, 30, U),
        ({"at_most": 29}, 30, F),
        ({"at_most": 30}, 30, U),
        (30, {"at_most": 30}, T),
        (29, {"at_least": 30}, F),
        ({"at_least": 1, "at_most": 9}, {"at_least": 5, "at_most": 6}, U),
    ],
)
def test_at_least_on_spans(value: object, bound: object, reached: Truth) -> None:
    assert at_least(parse_number(value), parse_number(bound)) is reached


@pytest.mark.parametrize(
    ("value", "bound", "kept"),
    [
        (5, 5, T),
        (6, 5, F),
        ({"about": 100}, 110, T),
        ({"about": 100}, 109, U),
        ({"about": 100}, 89, F),
        ({"at_most": 30}, 30, T),
        ({"at_least": 30}, 30, U),
        ({"at_least": 31}, 30, F),
    ],
)
def test_at_most_on_spans(value: object, bound: object, kept: Truth) -> None:
    assert at_most(parse_number(value), parse_number(bound)) is kept


@pytest.mark.parametrize(
    ("value", "bound", "after"),
    [
        ("2018-07-01", "2018-07-01", T),
        ("2018-06-30", "2018-07-01", F),
        ("2018-07", "2018-07-01", T),
        ("2018-07", "2018-07-02", U),
        ("2018-07", "2018-07-31", U),
        ("2018-07", "2018-08-01", F),
        ("2018", "2018-07-01", U),
        ("2019", "2018", T),
        ("2018", "2018", U),
        ("2018-08", "2018-07", T),
    ],
)
def test_on_or_after(value: str, bound: str, after: Truth) -> None:
    assert at_least(parse_date(value), parse_date(bound)) is after


@pytest.mark.parametrize(
    ("value", "wanted", "same"),
    [
        (5, 5, T),
        (5, 6, F),
        ({"about": 5}, 5, U),
        ({"about": 5}, 6, F),
        ({"at_least": 5, "at_most": 5}, 5, T),
        ({"at_least": 6}, 5, F),
        ({"at_least": 5}, 5, U),
    ],
)
def test_equality_of_numbers(value: object, wanted: object, same: Truth) -> None:
    assert equals(parse_number(value), parse_number(wanted)) is same


def test_equality_of_dates() -> None:
    assert equals(parse_date("2018-07-01"), parse_date("2018-07-01")) is T
    assert equals(parse_date("2018-07"), parse_date("2018-07-01")) is U
    assert equals(parse_date("2018-07"), parse_date("2018-07")) is U
    assert equals(parse_date("2018-07"), parse_date("2018-08-01")) is F


@pytest.mark.parametrize(("value", "wanted", "same"), [("a", "a", T), ("a", "b", F), (True, True, T), (False, True, F)])
def test_equality_of_plain_values(value: object, wanted: object, same: Truth) -> None:
    assert equals(value, wanted) is same


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2021-09-10", "2021-10-08", 29),
        ("2015-06-22", "2015-07-21", 30),
        ("2022-02-01", "2022-03-01", 29),
        ("2020-02-01", "2020-03-01", 30),
        ("2021-12-31", "2022-01-01", 2),
        ("2021-09-10", "2021-09-10", 1),
    ],
)
def test_days_count_both_ends(start: str, end: str, days: int) -> None:
    span = days_between(parse_date(start), parse_date(end))
    assert (span.low, span.high) == (days, days)
    assert str(span) == str(days)


def test_days_between_imprecise_dates_are_a_span() -> None:
    span = days_between(parse_date("2022-04"), parse_date("2022-05-15"))
    assert (span.low, span.high) == (16, 45)


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (NumberSpan(3, 3), "3"),
        (NumberSpan(2.5, 2.5), "2.5"),
        (NumberSpan(90, 110), "90..110"),
        (NumberSpan(3, float("inf")), "3.."),
        (NumberSpan(float("-inf"), 3), "..3"),
    ],
)
def test_numbers_are_shown_plainly(span: NumberSpan, shown: str) -> None:
    assert str(span) == shown


def test_spans_are_values() -> None:
    assert parse_date("2018-07") == DateSpan(date(2018, 7, 1), date(2018, 7, 31), "2018-07")
    assert hash(parse_number(5)) == hash(parse_number(5.0))
