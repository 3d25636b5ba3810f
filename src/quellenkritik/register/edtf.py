"""Dates as they are known: the part of EDTF (ISO 8601-2:2019) levels 0 and 1 that the module uses.

Year, year and month, day (``2000``, ``2000-06``, ``2000-06-04``), each with ``?`` (uncertain), ``~`` (approximate)
or ``%`` (both), and intervals ``a/b`` whose ends may be open (``..``) or unknown (nothing): :func:`interval`.

Where the hour matters, :func:`moments` also takes a date with a time of day (``2000-06-03T20:10:00``, level 0). The
standard wants it complete, with seconds, and keeps times of day out of intervals; so do we. Times are those of the
place, as printed: a shift from UTC, which the standard allows, is refused, since no source here gives one.
Reference: Library of Congress, Extended Date/Time Format (EDTF) Specification, 4 February 2019.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
_OPEN = ("..", "")


def check(text: str) -> bool:
    """Return whether the text is a date or an interval of the subset, and one that exists."""
    try:
        interval(text)
    except ValueError:
        return False
    return True


def interval(text: str) -> tuple[date, date]:
    """Return the earliest and the latest day that the text allows; an open end is ``date.min`` or ``date.max``.

    The marks ``?`` and ``~`` do not widen the span, since nobody says by how much. Raises ``ValueError``.
    """
    if "/" not in text:
        return _span(text)
    first, _, last = text.partition("/")
    if first in _OPEN and last in _OPEN:
        raise ValueError(f"'{text}' names no date at all")
    start = date.min if first in _OPEN else _span(first)[0]
    end = date.max if last in _OPEN else _span(last)[1]
    if start > end:
        raise ValueError(f"'{text}' ends before it begins")
    return start, end


def check_moment(text: str) -> bool:
    """Return whether the text is a date, an interval of dates, or a complete date with its time of day."""
    try:
        moments(text)
    except ValueError:
        return False
    return True


def moments(text: str) -> tuple[datetime, datetime]:
    """Return the earliest and the latest moment that the text allows, to the second; a date with a time is one moment.

    A date is as long as its day. Raises ``ValueError``.
    """
    if "T" not in text:
        first, last = interval(text)
        return datetime.combine(first, time.min), datetime.combine(last, time(23, 59, 59))
    if not text.isascii() or not _MOMENT.fullmatch(text):
        raise ValueError(f"'{text}' is not a date with its whole time such as 2000-06-03T20:10:00")
    return datetime.fromisoformat(text), datetime.fromisoformat(text)


def is_uncertain(text: str) -> bool:
    """Return whether a date carries one of the marks ``?``, ``~``, ``%``."""
    return any(mark in text for mark in "?~%")


def _span(text: str) -> tuple[date, date]:
    match = _DATE.fullmatch(text) if text.isascii() else None
    if not match:
        raise ValueError(f"'{text}' is not a date such as 2000, 2000-06, 2000-06-04 or 2000-06?")
    if "00" in match.groups()[1:3]:
        raise ValueError(f"'{text}' has a month or a day 00")
    year, month, day = (int(part) if part else 0 for part in match.groups()[:3])
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])
