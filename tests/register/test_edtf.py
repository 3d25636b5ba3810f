"""Dates: what is uncertain stays uncertain, and what does not exist is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.register.edtf import check, interval, is_uncertain


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
