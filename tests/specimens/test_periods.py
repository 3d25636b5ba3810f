"""Dates and hours: printed and read back, and made only where the register has a comparandum."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.specimens import periods
from quellenkritik.specimens.model import Genre
from quellenkritik.specimens.periods import Clock
from quellenkritik.specimens.stream import Stream

days = st.dates(date(1995, 1, 1), date(2025, 12, 31))
teaching_days = st.dates(date(1997, 1, 1), date(2008, 12, 31))


@given(days)
def test_long_dates_are_read_back(day):
    assert day == periods.read_date(f"on {periods.long_date(day)}, in Moscow")


@given(days, st.sampled_from("/-"))
def test_figures_are_read_back(day, mark):
    assert day == periods.read_date(periods.figures(day, mark=mark))


@given(teaching_days)
def test_two_figures_of_a_year_are_read_back(day):
    assert day == periods.read_date(periods.short_date(day))
    assert day == periods.read_date(periods.figures(day, year_digits=2))


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_hours_are_read_back(start, end):
    assert Clock(start, end) == periods.read_hours(periods.hours(Clock(start, end)))


@given(st.integers(1, 600))
def test_lengths_are_read_back(minutes):
    assert minutes == periods.read_length(f"The call takes {periods.length(minutes)}.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:50 - 11:55 a.m.", Clock(590, 715)),  # as on C1, which prints the half of the day once
        ("11:42 a.m. - 12:21 p.m.", Clock(702, 741)),  # as on C3
        ("8:10 - 10:50 p.m.", Clock(1210, 1370)),  # as on P1
        ("11:55 - 9:50 a.m.", Clock(715, 590)),
        ("at noon", None),
    ],
)
def test_hours_of_the_comparanda(text, expected):
    assert expected == periods.read_hours(text)


def test_the_odd_date_of_the_notes():
    assert periods.short_date(date(2000, 6, 9)) == "June 9 00"
    assert periods.read_date("June 9 00") == date(2000, 6, 9)
    assert periods.read_date("no date, Page 1 of 2") is None
    assert periods.read_length("somebody takes a seat") is None


@pytest.mark.parametrize("genre", Genre)
def test_a_day_is_one_that_is_allowed(genre):
    stream = Stream(b"days", genre.value)
    chosen = [periods.some_day(genre, stream) for _ in range(300)]

    assert all(periods.allowed(genre, day) for day in chosen)
    assert all(1997 <= day.year <= 2008 for day in chosen)


@pytest.mark.parametrize(
    ("genre", "day"),
    [
        (Genre.MEMCON, date(1997, 3, 21)),  # C1: a real talk
        (Genre.TELCON, date(1999, 9, 8)),  # C2: a real call
        (Genre.MEMCON, date(2000, 6, 4)),  # P2: the real plenary
        (Genre.NOTES, date(2000, 9, 6)),  # P10: a real session
        (Genre.LATE_MEMCON, date(2008, 4, 6)),  # C4: a real talk
        (Genre.MEMCON, date(2002, 5, 1)),  # no comparandum
        (Genre.LATE_MEMCON, date(1998, 5, 1)),  # a form of another time
        (Genre.NOTES, date(1997, 5, 1)),
    ],
)
def test_no_paper_for_real_talks_and_forms_without_comparandum(genre, day):
    assert not periods.allowed(genre, day)
