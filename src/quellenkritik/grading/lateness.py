"""Bringing lateness into the gradebook: the deductions that the policy asks for, each change with a line in the trail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from quellenkritik.grading import ledger, trail
from quellenkritik.grading.master import Course
from quellenkritik.grading.nbtables import ASSIGNMENT, NOTEBOOK, SUBMITTED_ASSIGNMENT, SUBMITTED_NOTEBOOK
from quellenkritik.grading.policy import Policy


def settle(connection: sa.Connection, course: Course, policy: Policy) -> int:
    """Write the deductions that differ from those that stand; return how many were changed."""
    lines: list[dict[str, Any]] = []
    for row in list(_records(connection)):
        if row.exercise not in course.masters:
            continue
        most = sum(cell.points for cell in course.masters[row.exercise].cells if cell.grade)
        noted = str(json.loads(row.result).get("received", ""))
        found = policy.deduction(row.student, row.topic, row.exercise, noted, most)
        before = float(row.late_submission_penalty or 0.0)
        if abs(before - found.points) < 1e-9:
            continue
        same = SUBMITTED_NOTEBOOK.c.id == row.notebook
        connection.execute(
            sa.update(SUBMITTED_NOTEBOOK).where(same).values(late_submission_penalty=found.points)
        )
        kind = "extension" if found.extended else "late"
        lines.append(_line(row, kind, before, found.points, found.why))
    trail.add(connection, lines)
    return len(lines)


def deductions(connection: sa.Connection) -> dict[tuple[str, str], float]:
    """Return the deductions that stand, by student and exercise."""
    s, h, n = SUBMITTED_NOTEBOOK, SUBMITTED_ASSIGNMENT, NOTEBOOK
    joined = s.join(h, h.c.id == s.c.assignment_id).join(n, n.c.id == s.c.notebook_id)
    query = sa.select(h.c.student_id, n.c.name, s.c.late_submission_penalty).select_from(joined)
    rows = connection.execute(query.where(s.c.late_submission_penalty > 0))
    return {(r.student_id, r.name): float(r.late_submission_penalty) for r in rows}


def _line(row: Any, kind: str, before: float, after: float, why: str) -> dict[str, Any]:  # noqa: ANN401
    identity = {name: getattr(row, name) for name in ("student", "exercise", "sha256", "release", "grader")}
    said = f"points taken off for lateness; {why}"
    return identity | {
        "at": trail.now(),
        "kind": kind,
        "cell": "",
        "before": before,
        "after": after,
        "said": said,
    }


def _records(connection: sa.Connection) -> Iterator[Any]:
    """Yield every recorded submission with the deduction that stands for it."""
    r, s, h, n, a = ledger.RECORDS, SUBMITTED_NOTEBOOK, SUBMITTED_ASSIGNMENT, NOTEBOOK, ASSIGNMENT
    joined = (
        r.join(h, h.c.student_id == r.c.student)
        .join(a, (a.c.id == h.c.assignment_id) & (a.c.name == r.c.topic))
        .join(s, s.c.assignment_id == h.c.id)
        .join(n, (n.c.id == s.c.notebook_id) & (n.c.name == r.c.exercise))
    )
    query = sa.select(
        *(r.c[name] for name in ("student", "exercise", "topic", "sha256", "release", "grader", "result")),
        s.c.id.label("notebook"),
        s.c.late_submission_penalty,
    )
    yield from connection.execute(query.select_from(joined))
