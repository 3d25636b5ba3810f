"""The class as one table: for each student and exercise the machine's verdict and what a person has given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quellenkritik.grading.gradebook import Gradebook


@dataclass(frozen=True)
class ManualGrade:
    """One manually graded cell; ``points`` is None while it waits."""

    cell: str
    points: float | None
    max_points: float
    waiting: bool
    comment: str


@dataclass(frozen=True)
class Line:
    """One student's work on one exercise. ``result`` is the recorded verdict as plain data."""

    student: str
    topic: str
    exercise: str
    verdict: str
    auto: float
    auto_max: float
    manual: tuple[ManualGrade, ...]
    result: dict[str, Any]
    late: float = 0.0
    """Points taken off for lateness; never more than were earned."""

    @property
    def points(self) -> float:
        """Machine points and the points given so far, less what lateness costs."""
        return max(0.0, self.earned - self.late)

    @property
    def earned(self) -> float:
        """Machine points and the points given so far."""
        return self.auto + sum(m.points or 0.0 for m in self.manual)

    @property
    def max_points(self) -> float:
        """The most that can be had."""
        return self.auto_max + sum(m.max_points for m in self.manual)

    @property
    def asked(self) -> float:
        """What this exercise adds to the whole of 100 per cent: the points of a bonus come on top of it."""
        return 0.0 if self.result.get("bonus") else self.max_points

    @property
    def waiting(self) -> int:
        """How many cells wait for a person."""
        return sum(m.waiting for m in self.manual)


def lines(gradebook: Gradebook) -> list[Line]:
    """Return the class, sorted by student and exercise."""
    grades, late = gradebook.grades(), gradebook.deductions()
    return [
        _line(
            result,
            grades.get((result["student"], result["exercise"]), {}),
            late.get((result["student"], result["exercise"]), 0.0),
        )
        for result in gradebook.results()
    ]


def _line(result: dict[str, Any], cells: dict[str, dict[str, Any]], late: float) -> Line:
    manual = tuple(
        ManualGrade(name, None if c["waiting"] else c["points"], c["max_points"], c["waiting"], c["comment"])
        for name, c in sorted(cells.items())
        if c["manual"]
    )
    # A person may have set the machine's points aside in the formgrader; that counts.
    auto = [c["points"] for c in cells.values() if not c["manual"] and c["points"] is not None]
    return Line(
        result["student"],
        result["topic"],
        result["exercise"],
        result["verdict"],
        float(sum(auto)) if auto else float(result["points"]),
        float(result["max_points"]),
        manual,
        result,
        late,
    )


def number(value: float) -> str:
    """Return points for a person: at most two decimals, none where they are zero."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
