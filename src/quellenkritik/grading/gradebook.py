"""The one writer of the gradebook: a real nbgrader database, filled in batches, each batch one transaction.

Grades and the ledger's row of a submission are written together, so a submission is either recorded whole or not at
all. Manual points, extra credit and comments are never touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from quellenkritik.errors import Mistake
from quellenkritik.grading import database, lateness, ledger, release_rows, trail
from quellenkritik.grading.master import Course
from quellenkritik.grading.nbtables import (
    BASE_CELL,
    COMMENT,
    GRADE,
    GRADE_CELL,
    NOTEBOOK,
    STUDENT,
    SUBMITTED_ASSIGNMENT,
    SUBMITTED_NOTEBOOK,
    new_id,
)
from quellenkritik.grading.policy import Policy
from quellenkritik.grading.verdict import Verdict

NO_RESPONSE = "No response."


@dataclass
class _Batch:
    """Rows to be written by table; ``new`` to insert, ``changed`` to update by id."""

    new: dict[sa.Table, list[dict[str, Any]]]
    changed: dict[sa.Table, list[dict[str, Any]]]


class Gradebook:
    """An open gradebook of one course."""

    def __init__(self, url: str, course: Course) -> None:
        self._course = course
        self._engine = database.connect(url)
        try:
            with database.alone(self._engine):
                self._open()
        except Mistake:
            self.close()  # nobody else will ever hold it
            raise
        except sa.exc.SQLAlchemyError as error:
            self.close()
            reason = str(error).splitlines()[0]
            place = database.shown(url)
            raise Mistake("gradebook", reason, f"a database that can be written ({place})") from error

    def _open(self) -> None:
        """Make what is missing: nbgrader's tables, ours, and the rows of the release."""
        release_rows.open_database(self._engine, self._course.id)
        ledger.METADATA.create_all(self._engine)
        trail.open_trail(self._engine)
        with self._engine.begin() as connection:
            self._rows = release_rows.ensure(connection, self._course)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def identities(self) -> dict[tuple[str, str], ledger.Identity]:
        """Return what has been recorded: SHA-256, release and grader by student and exercise."""
        with self._engine.connect() as connection:
            return ledger.identities(connection)

    def results(self) -> list[dict[str, Any]]:
        """Return every recorded verdict as plain data."""
        with self._engine.connect() as connection:
            return ledger.results(connection)

    def waiting(self) -> int:
        """Return how many cells wait for a person."""
        query = sa.select(sa.func.count()).select_from(GRADE).where(GRADE.c.needs_manual_grade.is_(True))
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def grades(self) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
        """Return every graded cell by student and exercise: points, most, manual or not, waiting, comment."""
        with self._engine.connect() as connection:
            return _all_grades(connection)

    def settle(self, policy: Policy) -> int:
        """Bring the deductions for lateness to what the policy says; return how many changed."""
        with self._engine.begin() as connection:
            return lateness.settle(connection, self._course, policy)

    def deductions(self) -> dict[tuple[str, str], float]:
        """Return the points taken off for lateness, by student and exercise."""
        with self._engine.connect() as connection:
            return lateness.deductions(connection)

    def trail(self, student: str) -> list[dict[str, Any]]:
        """Return every change of a student's grades, the oldest first."""
        with self._engine.connect() as connection:
            return trail.of(connection, student)

    def write(self, verdicts: Iterable[Verdict]) -> None:
        """Record verdicts in one transaction; what a person has graded stays."""
        batch = list({(v.student, v.exercise): v for v in verdicts}.values())
        if not batch:
            return
        with self._engine.begin() as connection:
            self._write(connection, batch)
            rows = [ledger.row(verdict) for verdict in batch]
            trail.record_gradings(connection, rows)
            ledger.save(connection, rows)

    def _write(self, connection: sa.Connection, batch: list[Verdict]) -> None:
        students = sorted({verdict.student for verdict in batch})
        known = set(connection.execute(sa.select(STUDENT.c.id).where(STUDENT.c.id.in_(students))).scalars())
        _insert(connection, STUDENT, [{"id": student} for student in students if student not in known])
        notebooks = self._notebooks(connection, batch, students)
        ids = sorted(set(notebooks.values()))
        grades = _by_pair(connection, GRADE, ids, GRADE.c.needs_manual_grade)
        comments = _by_pair(connection, COMMENT, ids, COMMENT.c.auto_comment)
        texts = self._former_texts(connection, students)
        rows = _Batch({GRADE: [], COMMENT: []}, {GRADE: [], COMMENT: []})
        for (student, exercise), notebook in notebooks.items():
            verdict = next((v for v in batch if (v.student, v.exercise) == (student, exercise)), None)
            self._grades(rows, exercise, notebook, verdict, grades, texts.get((student, exercise), {}))
            self._comments(rows, exercise, notebook, verdict, comments)
        for table in (GRADE, COMMENT):
            _insert(connection, table, rows.new[table])
            _update(connection, table, rows.changed[table])

    def _notebooks(
        self, connection: sa.Connection, batch: list[Verdict], students: list[str]
    ) -> dict[tuple[str, str], str]:
        """Make the submitted assignments and notebooks that are missing; return notebook ids by student and exercise.

        As in nbgrader, a submitted assignment has all notebooks of the assignment, handed in or not.
        """
        query = sa.select(
            SUBMITTED_ASSIGNMENT.c.student_id, SUBMITTED_ASSIGNMENT.c.assignment_id, SUBMITTED_ASSIGNMENT.c.id
        )
        there = {
            (r[0], r[1]): r[2]
            for r in connection.execute(query.where(SUBMITTED_ASSIGNMENT.c.student_id.in_(students)))
        }
        wanted = {(v.student, self._rows[v.exercise].assignment_id) for v in batch}
        fresh = {pair: new_id() for pair in sorted(wanted - there.keys())}
        _insert(
            connection,
            SUBMITTED_ASSIGNMENT,
            [{"id": i, "student_id": s, "assignment_id": a} for (s, a), i in fresh.items()],
        )
        submissions = {pair: (there | fresh)[pair] for pair in wanted}
        query = sa.select(
            SUBMITTED_NOTEBOOK.c.assignment_id, SUBMITTED_NOTEBOOK.c.notebook_id, SUBMITTED_NOTEBOOK.c.id
        )
        present = {
            (r[0], r[1]): r[2]
            for r in connection.execute(
                query.where(SUBMITTED_NOTEBOOK.c.assignment_id.in_(sorted(submissions.values())))
            )
        }
        found: dict[tuple[str, str], str] = {}
        missing: list[dict[str, Any]] = []
        for (student, assignment), submission in submissions.items():
            for exercise, rows in self._rows.items():
                if rows.assignment_id == assignment:
                    here = present.get((submission, rows.notebook_id)) or new_id()
                    if (submission, rows.notebook_id) not in present:
                        missing.append(
                            {
                                "id": here,
                                "assignment_id": submission,
                                "notebook_id": rows.notebook_id,
                                "flagged": False,
                            }
                        )
                    found[student, exercise] = here
        _insert(connection, SUBMITTED_NOTEBOOK, missing)
        return found

    def _former_texts(
        self, connection: sa.Connection, students: list[str]
    ) -> dict[tuple[str, str], dict[str, str]]:
        """Return the hashes of manual answers as last recorded, to know which a person has to look at again."""
        c = ledger.RECORDS.c
        query = sa.select(c.student, c.exercise, c.result).where(c.student.in_(students))
        return {(r.student, r.exercise): json.loads(r.result)["waiting"] for r in connection.execute(query)}

    def _grades(
        self,
        rows: _Batch,
        exercise: str,
        notebook: str,
        verdict: Verdict | None,
        present: dict[tuple[str, str], tuple[str, Any]],
        former: dict[str, str],
    ) -> None:
        master = self._course.masters[exercise]
        for grade_id, cell in self._rows[exercise].grades.items():
            here = present.get((notebook, cell))
            if verdict is None and here:
                continue
            known = master.by_grade_id.get(grade_id)
            score, waits = _grade(verdict, grade_id, manual=known is not None and known.manual)
            if here is None:
                rows.new[GRADE].append(_grade_row(notebook, cell, score, waits))
                continue
            if verdict and waits and former.get(grade_id) == verdict.waiting.get(grade_id):
                waits = bool(here[1])  # the same text as last time: a person's decision stands
            rows.changed[GRADE].append({"_id": here[0], "auto_score": score, "needs_manual_grade": waits})

    def _comments(
        self,
        rows: _Batch,
        exercise: str,
        notebook: str,
        verdict: Verdict | None,
        present: dict[tuple[str, str], tuple[str, Any]],
    ) -> None:
        manual = {cell.grade_id for cell in self._course.masters[exercise].manual}
        for grade_id, cell in self._rows[exercise].solutions.items():
            here = present.get((notebook, cell))
            if verdict is None and here:
                continue
            text = _comment(verdict, grade_id, grade_id in manual)
            if here is None:
                rows.new[COMMENT].append(
                    {"id": new_id(), "notebook_id": notebook, "cell_id": cell, "auto_comment": text}
                )
            elif here[1] != text:
                rows.changed[COMMENT].append({"_id": here[0], "auto_comment": text})


def _grade(verdict: Verdict | None, grade_id: str, *, manual: bool) -> tuple[float | None, bool]:
    """Return the machine's points of a cell and whether it waits for a person."""
    if verdict is None:
        return 0.0, False
    if manual:
        return (None, True) if grade_id in verdict.waiting else (0.0, False)
    if verdict.verdict == "not_scored":
        return None, True
    return verdict.points, False


def _comment(verdict: Verdict | None, grade_id: str, manual: bool) -> str | None:
    if verdict is None or (manual and grade_id not in verdict.waiting):
        return NO_RESPONSE
    return NO_RESPONSE if not manual and verdict.verdict == "blank" else None


def _grade_row(notebook: str, cell: str, score: float | None, waits: bool) -> dict[str, Any]:
    return {
        "id": new_id(),
        "notebook_id": notebook,
        "cell_id": cell,
        "auto_score": score,
        "needs_manual_grade": waits,
    }


def _by_pair(
    connection: sa.Connection, table: sa.Table, notebooks: list[str], more: sa.ColumnElement[Any]
) -> dict[tuple[str, str], tuple[str, Any]]:
    """Return ``{(notebook, cell): (id, value)}`` of the rows that belong to the notebooks."""
    query = sa.select(table.c.notebook_id, table.c.cell_id, table.c.id, more).where(
        table.c.notebook_id.in_(notebooks)
    )
    return {(r[0], r[1]): (r[2], r[3]) for r in connection.execute(query)}


def _insert(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def _update(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        values: dict[str, Any] = {name: sa.bindparam(name) for name in rows[0] if name != "_id"}
        connection.execute(sa.update(table).where(table.c.id == sa.bindparam("_id")).values(values), rows)


def _all_grades(connection: sa.Connection) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    cells, graded, books = BASE_CELL, GRADE_CELL, NOTEBOOK
    solution = sa.alias(cells)
    joined = (
        sa.join(GRADE, cells, GRADE.c.cell_id == cells.c.id)
        .join(graded, graded.c.id == cells.c.id)
        .join(SUBMITTED_NOTEBOOK, SUBMITTED_NOTEBOOK.c.id == GRADE.c.notebook_id)
        .join(books, books.c.id == SUBMITTED_NOTEBOOK.c.notebook_id)
        .join(SUBMITTED_ASSIGNMENT, SUBMITTED_ASSIGNMENT.c.id == SUBMITTED_NOTEBOOK.c.assignment_id)
        # A manually graded cell is a solution cell of the same name, too: that one carries the comment.
        .outerjoin(
            solution,
            (solution.c.notebook_id == cells.c.notebook_id)
            & (solution.c.name == cells.c.name)
            & (solution.c.type == "SolutionCell"),
        )
        .outerjoin(
            COMMENT, (COMMENT.c.cell_id == solution.c.id) & (COMMENT.c.notebook_id == SUBMITTED_NOTEBOOK.c.id)
        )
    )
    query = sa.select(
        SUBMITTED_ASSIGNMENT.c.student_id,
        books.c.name.label("exercise"),
        cells.c.name.label("cell"),
        graded.c.max_score,
        GRADE.c.auto_score,
        GRADE.c.manual_score,
        GRADE.c.extra_credit,
        GRADE.c.needs_manual_grade,
        solution.c.id.label("solution"),
        COMMENT.c.manual_comment,
    ).select_from(joined)
    found: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for r in connection.execute(query):
        given = r.manual_score if r.manual_score is not None else r.auto_score
        found.setdefault((r.student_id, r.exercise), {})[r.cell] = {
            "points": None if given is None else float(given) + float(r.extra_credit or 0),
            "max_points": float(r.max_score),
            "manual": r.solution is not None,
            "waiting": bool(r.needs_manual_grade),
            "comment": r.manual_comment or "",
        }
    return found
