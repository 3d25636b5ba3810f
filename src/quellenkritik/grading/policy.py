"""Dates and lateness of a class, from ``course.yml``: when work is due, what a late day costs, who has more time.

A deduction is a share of the points that can be had, so that it does not change while a person is still marking; it
never takes more than was earned. Times carry their offset from UTC: a time without one is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.errors import Mistake

FIELDS = ("due", "late", "extensions", "received")
"""The fields of ``course.yml`` that are read here; the release reads the others."""
_LATE = ("percent_per_day", "at_most", "grace_minutes")
_EXAMPLE = "a time with its offset, such as 2026-11-30T23:59:00+01:00"
_DAY = timedelta(days=1)

Times = Mapping[str, datetime]


@dataclass(frozen=True)
class Deduction:
    """What lateness costs one student in one exercise, and why in words."""

    points: float
    extended: bool
    why: str


@dataclass(frozen=True)
class Policy:
    """``due`` by topic or exercise; ``extensions`` and ``received`` by student, then by topic or exercise."""

    due: Times = field(default_factory=dict)
    percent_per_day: float = 0.0
    at_most: float = 100.0
    grace: timedelta = timedelta(0)
    extensions: Mapping[str, Times] = field(default_factory=dict)
    received: Mapping[str, Times] = field(default_factory=dict)

    def due_for(self, student: str, topic: str, exercise: str) -> tuple[datetime | None, bool]:
        """Return when work is due and whether the student was given that time as an extension."""
        own = _pick(self.extensions.get(student, {}), topic, exercise)
        return (own, True) if own else (_pick(self.due, topic, exercise), False)

    def received_at(self, student: str, topic: str, exercise: str, noted: str) -> datetime | None:
        """Return when work came in: what ``course.yml`` says, else what was noted at intake, else nothing."""
        return _pick(self.received.get(student, {}), topic, exercise) or (
            datetime.fromisoformat(noted) if noted else None
        )

    def deduction(self, student: str, topic: str, exercise: str, noted: str, most: float) -> Deduction:
        """Return the deduction from an exercise of ``most`` points; none where no date or no time is known."""
        due, extended = self.due_for(student, topic, exercise)
        came = self.received_at(student, topic, exercise, noted)
        if due is None or came is None:
            return Deduction(0.0, extended, "no date or no time of receipt is known")
        over = came - due
        until = f"due {_shown(due)}{' (extended)' if extended else ''}, received {_shown(came)}"
        if over <= self.grace:
            return Deduction(0.0, extended, f"in time: {until}")
        days = ceil(over / _DAY)
        percent = min(self.at_most, days * self.percent_per_day)
        why = f"{days} {'day' if days == 1 else 'days'} late, {percent:g} % off: {until}"
        return Deduction(round(most * percent / 100.0, 4), extended, why)


def load(path: Path) -> Policy:
    """Read the dates of a ``course.yml``; fields of the release are passed over."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
    except yaml.YAMLError as error:
        raise Mistake(str(path), str(error).splitlines()[0], "a course.yml in YAML") from error
    where = path.name
    late = _mapping(f"{where}, late", data.get("late"))
    if strange := [name for name in late if name not in _LATE]:
        raise Mistake(f"{where}, late", ", ".join(strange), ", ".join(_LATE))
    return Policy(
        due=_times(f"{where}, due", data.get("due")),
        percent_per_day=_number(f"{where}, late, percent_per_day", late.get("percent_per_day", "0"), 100.0),
        at_most=_number(f"{where}, late, at_most", late.get("at_most", "100"), 100.0),
        grace=timedelta(
            minutes=_number(f"{where}, late, grace_minutes", late.get("grace_minutes", "0"), 1e6)
        ),
        extensions=_by_student(f"{where}, extensions", data.get("extensions")),
        received=_by_student(f"{where}, received", data.get("received")),
    )


def check_names(policy: Policy, known: set[str], where: str) -> None:
    """Refuse a date for something that is neither a topic nor an exercise of the course: it would never be applied."""
    tables = {"due": policy.due}
    tables |= {f"extensions, {student}": times for student, times in policy.extensions.items()}
    tables |= {f"received, {student}": times for student, times in policy.received.items()}
    for name, times in tables.items():
        if strange := sorted(set(times) - known):
            raise Mistake(f"{where}, {name}", ", ".join(strange), "one of " + ", ".join(sorted(known)))


def _pick(times: Times, topic: str, exercise: str) -> datetime | None:
    return times.get(exercise) or times.get(topic)


def _mapping(where: str, came: object) -> dict[str, Any]:
    if came in (None, ""):
        return {}
    if not isinstance(came, dict):
        raise Mistake(where, f"a {type(came).__name__}", "a mapping")
    return came


def _by_student(where: str, came: object) -> dict[str, Times]:
    return {student: _times(f"{where}, {student}", times) for student, times in _mapping(where, came).items()}


def _times(where: str, came: object) -> Times:
    return {name: _time(f"{where}, {name}", text) for name, text in _mapping(where, came).items()}


def _time(where: str, came: object) -> datetime:
    try:
        time = datetime.fromisoformat(str(came))
    except ValueError:
        raise Mistake(where, f"'{came}'", _EXAMPLE) from None
    if time.tzinfo is None:
        raise Mistake(where, f"'{came}'", _EXAMPLE)
    return time.astimezone(UTC)


def _number(where: str, came: object, most: float) -> float:
    try:
        number = float(str(came))
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= most:
        raise Mistake(where, f"'{came}'", f"a number from 0 to {most:g}")
    return number


def _shown(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
