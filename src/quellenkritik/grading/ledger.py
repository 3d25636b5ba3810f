"""The grader's own table beside nbgrader's: what was graded, from which bytes, for which release, by which grader.

One row for each student and exercise. It makes a second run resume, and it is what feedback, export and report read.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from quellenkritik.grading.verdict import Verdict

METADATA = sa.MetaData()
RECORDS = sa.Table(
    "qk_record",
    METADATA,
    sa.Column("student", sa.String(128), primary_key=True),
    sa.Column("exercise", sa.String(128), primary_key=True),
    sa.Column("topic", sa.String(128), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("release", sa.String(64), nullable=False),
    sa.Column("grader", sa.String(64), nullable=False),
    sa.Column("verdict", sa.String(32), nullable=False),
    sa.Column("points", sa.Float, nullable=False),
    sa.Column("result", sa.Text, nullable=False),
    sa.Column("recorded_at", sa.String(32), nullable=False),
)

Identity = tuple[str, str, str]
"""SHA-256 of the submission, release, grader."""


def identities(connection: sa.Connection) -> dict[tuple[str, str], Identity]:
    """Return what has been recorded, by student and exercise."""
    c = RECORDS.c
    rows = connection.execute(sa.select(c.student, c.exercise, c.sha256, c.release, c.grader))
    return {(row.student, row.exercise): (row.sha256, row.release, row.grader) for row in rows}


def storable(text: str) -> str:
    """Return the text with halves of letters (lone surrogates) replaced: one of them would stop a whole batch.

    Notes are made printable where they are written; this is the second wall, at the one door into the database.
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def row(verdict: Verdict) -> dict[str, Any]:
    """Return the row of a verdict."""
    return {
        "student": verdict.student,
        "exercise": verdict.exercise,
        "topic": verdict.topic,
        "sha256": verdict.sha256,
        "release": verdict.release,
        "grader": verdict.grader,
        "verdict": verdict.verdict,
        "points": verdict.points,
        "result": storable(json.dumps(verdict.as_data(), ensure_ascii=False)),
        "recorded_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def save(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    """Write rows in place of the ones that stand for the same students and exercises."""
    names = sorted({entry["student"] for entry in rows})
    c = RECORDS.c
    present = {
        (r.student, r.exercise)
        for r in connection.execute(sa.select(c.student, c.exercise).where(c.student.in_(names)))
    }
    fresh = [entry for entry in rows if (entry["student"], entry["exercise"]) not in present]
    again = [
        {"_s": e["student"], "_e": e["exercise"], **e}
        for e in rows
        if (e["student"], e["exercise"]) in present
    ]
    if fresh:
        connection.execute(sa.insert(RECORDS), fresh)
    if again:
        same = (c.student == sa.bindparam("_s")) & (c.exercise == sa.bindparam("_e"))
        values: dict[str, Any] = {
            name: sa.bindparam(name) for name in rows[0] if name not in ("student", "exercise")
        }
        connection.execute(sa.update(RECORDS).where(same).values(values), again)


def results(connection: sa.Connection) -> list[dict[str, Any]]:
    """Return every recorded verdict as plain data, by student and exercise."""
    rows = connection.execute(sa.select(RECORDS.c.student, RECORDS.c.exercise, RECORDS.c.result))
    ordered = sorted(tuple(row) for row in rows)  # not by the database: each has an alphabet of its own
    return [json.loads(text) for _, _, text in ordered]
