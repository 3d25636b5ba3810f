"""When work came in, where somebody other than the student has noted it: nbgrader's ``timestamp.txt`` beside the notebook.

The times of files are not used: copying changes them, and a student sets those inside a zip. What an LMS knows better is
entered under ``received`` in ``course.yml``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from quellenkritik.grading import sources
from quellenkritik.grading.sources import Found
from quellenkritik.grading.submission import Refusal

STAMP = "timestamp.txt"
_MOST = 200


def of(found: Found) -> str:
    """Return the time in UTC (ISO 8601), or an empty text where none is noted or it cannot be read."""
    if found.members or found.direct:
        return ""
    try:
        raw = sources.read_file(found.path.with_name(STAMP))
    except Refusal:
        return ""
    return parsed(raw[:_MOST].decode("utf-8", "replace"))


def parsed(text: str) -> str:
    """Return nbgrader's stamp, such as ``2026-11-30 22:59:00 UTC`` or with a zone's name, as ISO 8601 in UTC."""
    words = text.split()
    try:
        time = datetime.fromisoformat(" ".join(words[:2]))
        if time.tzinfo is None:
            time = time.replace(tzinfo=ZoneInfo(words[2]) if len(words) > 2 else UTC)
        return time.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OSError, OverflowError, KeyError):  # an unknown zone is a kind of KeyError
        return ""
