"""Dates: what is uncertain stays uncertain, and what does not exist is refused."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.register.edtf import check, check_moment, interval, is_uncertain, moments


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2000", date(2000, 1, 1), date(2000, 12, 31)),
        ("2000-06", date(2000, 6, 1), date(2000, 6, 30)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2000-06-04", date(2000, 6, 4), date(2000, 6, 4)),
        ("2025-08?", date(2025, 8, 1), date(2025, 8, 31)),
        ("2000-06-09~", date(2000, 6, 9), date(2000, 6, 9)),
        ("2000-06-03/2000-06-05", date(2000, 6, 3), date(2000, 6, 5)),
        ("2000/2000-06", date(2000, 1, 1), date(2000, 6, 30)),
        ("2000-06-09/..", date(2000, 6, 9), date.max),
        ("../2000-06?", date.min, date(2000, 6, 30)),
        ("2000-06-09/", date(2000, 6, 9), date.max),
    ],
)
def test_interval(text, first, last):
    assert check(text)
    assert (first, last) == interval(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "/",
        "../..",
        "June 2000",
        "2000-6-4",
        "2000-13",
        "2000-00",
        "2000-00-29",
        "2000-06-00",
        "2000-06-31",
        "2001-02-29",
        "0000",
        "00-06-04",
        "2000-06-04T20:10",
        "2000-06-05/2000-06-03",
        "2000/2001/2002",
        "2000-06-04?~",
        "200X",
        "２０００",
        "2000-06-04\n",
    ],
)
def test_refused(text):
    assert not check(text)
    with pytest.raises(ValueError, match=r"date|month|day|year|ends before"):
        interval(text)


@given(st.dates())
def test_every_day_is_its_own_interval(day):
    assert (day, day) == interval(day.isoformat())


def test_marks_of_doubt():
    assert [True, True, True, False] == [
        is_uncertain(text) for text in ("2000?", "2000~/2001", "2000%", "2000-06-04")
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2000-06-03T20:10:00", datetime(2000, 6, 3, 20, 10), datetime(2000, 6, 3, 20, 10)),
        ("2000-06-03", datetime(2000, 6, 3), datetime(2000, 6, 3, 23, 59, 59)),
        ("2000-06-03/2000-06-05", datetime(2000, 6, 3), datetime(2000, 6, 5, 23, 59, 59)),
        ("2000-06-05/..", datetime(2000, 6, 5), datetime(9999, 12, 31, 23, 59, 59)),
        ("../2017-06-03", datetime(1, 1, 1), datetime(2017, 6, 3, 23, 59, 59)),
    ],
)
def test_moments(text, first, last):
    assert check_moment(text)
    assert (first, last) == moments(text)


@pytest.mark.parametrize(
    "text",
    [
        "2000-06-03T20:10",  # the standard wants complete representations: with seconds
        "2000-06-03T20",
        "2000-06T20:10:00",
        "2000-06-03 20:10:00",
        "2000-06-03T20:10:00Z",
        "2000-06-03T20:10:00+04:00",
        "2000-06-03T20:10:00?",
        "2000-06-03T24:10:00",
        "2000-06-31T20:10:00",
        "2000-06-03T20:10:00/2000-06-03T22:50:00",  # "time of day is excluded" from intervals
        "2000-06-03/2000-06-03T22:50:00",
        "T",
        "2000-06-03t20:10:00",
        "2000-06-03T２０:10:00",
        "June",
    ],
)
def test_moment_refused(text):
    assert not check_moment(text)
    with pytest.raises(ValueError, match=r"date|month|day|hour|minute|second"):
        moments(text)


def test_time_of_day_is_no_day():
    """Fields that hold days go on refusing hours."""
    assert not check("2000-06-03T20:10:00")
