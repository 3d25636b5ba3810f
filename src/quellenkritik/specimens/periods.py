"""The days for which a form may be made, and how a date or an hour is printed and read back.

A form is made only near its comparandum in the register, and never on a day of which the register knows a real talk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from quellenkritik.specimens.model import Genre
from quellenkritik.specimens.stream import Stream

YELTSIN = (date(1997, 1, 6), date(1999, 9, 1))
PUTIN_EARLY = (date(2000, 6, 12), date(2000, 11, 30))
PUTIN_LATE = (date(2003, 10, 1), date(2008, 4, 1))
REAL_TALKS = (date(1997, 3, 21), date(2000, 9, 6))
"""Days inside the spans on which the register has a real talk; the days around them are left out, too."""

SPANS: Mapping[Genre, tuple[tuple[date, date], ...]] = {
    Genre.MEMCON: (YELTSIN, PUTIN_EARLY),
    Genre.TELCON: (YELTSIN, PUTIN_EARLY),
    Genre.LATE_MEMCON: (PUTIN_LATE,),
    Genre.NOTES: ((date(1999, 1, 4), YELTSIN[1]), PUTIN_EARLY),
    Genre.NOTE: (YELTSIN, PUTIN_EARLY),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONG = re.compile(rf"({'|'.join(MONTHS)}) (\d{{1,2}}),? (\d{{4}})")
_SHORT = re.compile(r"\b([A-Z][a-z]{2,3})\.? (\d{1,2}) (\d{2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})(?: ([ap])\.m\.)? - (\d{1,2}):(\d{2}) ([ap])\.m\.")


def allowed(genre: Genre, day: date) -> bool:
    """Return whether the register has a comparandum for this form and day, and no real talk near it."""
    near_real = any(abs((day - real).days) <= 3 for real in REAL_TALKS)
    return not near_real and any(first <= day <= last for first, last in SPANS[genre])


def some_day(genre: Genre, stream: Stream) -> date:
    """Return a day on which a form may be made."""
    first, last = stream.choice(SPANS[genre])
    while not allowed(genre, day := first + timedelta(stream.below((last - first).days + 1))):
        continue
    return day


def long_date(day: date) -> str:
    """Return a date such as ``March 21, 1997``."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_date(day: date) -> str:
    """Return a date such as ``June 9 00``, an odd but right form (P1-talbott-notes#q1)."""
    month = MONTHS[day.month - 1]
    return f"{month if len(month) == 4 else month[:3]} {day.day} {day.year % 100:02d}"


def figures(day: date, *, year_digits: int = 4, mark: str = "/") -> str:
    """Return a date such as ``2/27/2025`` or ``11/19/09``."""
    year = str(day.year) if year_digits == 4 else f"{day.year % 100:02d}"
    return f"{day.month}{mark}{day.day}{mark}{year}"


def read_date(text: str) -> date | None:
    """Return the first date of a text in any of the printed forms, or None."""
    if found := _LONG.search(text):
        return date(int(found[3]), MONTHS.index(found[1]) + 1, int(found[2]))
    if found := _FIGURES.search(text):
        return date(_century(found[3]), int(found[1]), int(found[2]))
    if (found := _SHORT.search(text)) and (month := _month(found[1])):
        return date(_century(found[3]), month, int(found[2]))
    return None


class Clock(NamedTuple):
    """From when to when, in minutes after midnight."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """The length; negative where the end stands before the start."""
        return self.end - self.start


def hours(clock: Clock) -> str:
    """Return hours such as ``9:50 - 11:55 a.m.`` or ``11:42 a.m. - 12:21 p.m.``."""
    half = _half(clock.start)
    first = _hour(clock.start) + ("" if half == _half(clock.end) else f" {half}.m.")
    return f"{first} - {_hour(clock.end)} {_half(clock.end)}.m."


def read_hours(text: str) -> Clock | None:
    """Return the first hours of a text, or None."""
    found = _HOURS.search(text)
    if not found:
        return None
    start = _minutes(found[1], found[2], found[3] or found[6])
    return Clock(start, _minutes(found[4], found[5], found[6]))


def length(minutes: int) -> str:
    """Return a length such as ``39 minutes`` or ``2 hours and 5 minutes``."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{n} {unit}{'s' if n > 1 else ''}" for n, unit in ((whole, "hour"), (rest, "minute")) if n]
    return " and ".join(parts)


def read_length(text: str) -> int | None:
    """Return a length in minutes, or None where the text states none."""
    found = re.search(r"takes (?=\d)(?:(\d+) hours?)?(?: and )?(?:(\d+) minutes?)?", text)
    return int(found[1] or 0) * 60 + int(found[2] or 0) if found else None


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else (1900 if int(year) > 90 else 2000) + int(year)


def _month(short: str) -> int:
    return next((n for n, name in enumerate(MONTHS, start=1) if name.startswith(short)), 0)


def _half(minute: int) -> str:
    return "a" if minute < 12 * 60 else "p"


def _hour(minute: int) -> str:
    return f"{(minute // 60 - 1) % 12 + 1}:{minute % 60:02d}"


def _minutes(hour: str, minute: str, half: str) -> int:
    return (int(hour) % 12 + (12 if half == "p" else 0)) * 60 + int(minute)
