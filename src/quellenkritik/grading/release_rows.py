"""The rows of nbgrader's gradebook that describe a release: assignments, notebooks, cells. Written once, then compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from quellenkritik.errors import Mistake
from quellenkritik.grading import nbtables as t
from quellenkritik.grading.master import Course, Master, MasterCell


@dataclass(frozen=True)
class Rows:
    """Ids of the rows of one exercise: its notebook, its graded cells and its solution cells by grade id."""

    assignment_id: str
    notebook_id: str
    grades: dict[str, str]
    solutions: dict[str, str]


def open_database(engine: sa.Engine, course_id: str) -> None:
    """Make nbgrader's tables and the course's row where they are missing; refuse another schema."""
    fresh = not sa.inspect(engine).has_table("alembic_version")
    t.METADATA.create_all(engine)
    with engine.begin() as connection:
        if fresh:
            t.VERSION_TABLE.create(connection)
            connection.execute(sa.insert(t.VERSION_TABLE), [{"version_num": t.VERSION}])
        version = connection.execute(sa.select(t.VERSION_TABLE.c.version_num)).scalar()
        if version != t.VERSION:
            raise Mistake(
                "gradebook",
                f"nbgrader's schema {version}",
                t.VERSION,
                "Bring it up to date: nbgrader db upgrade",
            )
        if connection.execute(sa.select(t.COURSE.c.id).where(t.COURSE.c.id == course_id)).first() is None:
            connection.execute(sa.insert(t.COURSE), [{"id": course_id}])


def ensure(connection: sa.Connection, course: Course) -> dict[str, Rows]:
    """Bring assignments, notebooks and cells into the gradebook as the release has them; return ids by exercise."""
    there = {r.name: r.id for r in connection.execute(sa.select(t.ASSIGNMENT.c.name, t.ASSIGNMENT.c.id))}
    found: dict[str, Rows] = {}
    for topic in course.topics:
        assignment = there.get(topic) or t.new_id()
        if topic not in there:
            values = {"id": assignment, "name": topic, "course_id": course.id}
            connection.execute(sa.insert(t.ASSIGNMENT), [values])
        for master in course.of(topic):
            found[master.exercise] = _exercise(connection, assignment, master)
    return found


def _exercise(connection: sa.Connection, assignment: str, master: Master) -> Rows:
    c = t.NOTEBOOK.c
    same = (c.assignment_id == assignment) & (c.name == master.exercise)
    notebook = connection.execute(sa.select(c.id).where(same)).scalar()
    if notebook is None:
        notebook = t.new_id()
        kernel = master.metadata.get("kernelspec") or {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        values = {
            "id": notebook,
            "name": master.exercise,
            "assignment_id": assignment,
            "kernelspec": json.dumps(kernel),
        }
        connection.execute(sa.insert(t.NOTEBOOK), [values])
    known = _known(connection, notebook)
    for cell in master.cells:
        if cell.grade:
            _grade_cell(connection, notebook, cell, known)
        if cell.solution and ("SolutionCell", cell.grade_id) not in known:
            known["SolutionCell", cell.grade_id] = _base(connection, notebook, cell, "SolutionCell")
            connection.execute(sa.insert(t.SOLUTION_CELL), [{"id": known["SolutionCell", cell.grade_id]}])
    _sources(connection, notebook, master)
    of = {
        kind: {name: ident for (k, name), ident in known.items() if k == kind}
        for kind in ("GradeCell", "SolutionCell")
    }
    return Rows(assignment, notebook, of["GradeCell"], of["SolutionCell"])


def _known(connection: sa.Connection, notebook: str) -> dict[tuple[str, str], str]:
    """Return the ids of a notebook's cells by type and name."""
    c = t.BASE_CELL.c
    rows = connection.execute(sa.select(c.type, c.name, c.id).where(c.notebook_id == notebook))
    return {(r.type, r.name): r.id for r in rows}


def _base(connection: sa.Connection, notebook: str, cell: MasterCell, kind: str) -> str:
    ident = t.new_id()
    values = {"id": ident, "name": cell.grade_id, "notebook_id": notebook, "type": kind}
    connection.execute(sa.insert(t.BASE_CELL), [values])
    return ident


def _grade_cell(
    connection: sa.Connection, notebook: str, cell: MasterCell, known: dict[tuple[str, str], str]
) -> None:
    values: dict[str, Any] = {"max_score": cell.points, "cell_type": _kind(cell)}
    ident = known.get(("GradeCell", cell.grade_id))
    if ident is None:
        ident = known["GradeCell", cell.grade_id] = _base(connection, notebook, cell, "GradeCell")
        connection.execute(sa.insert(t.GRADE_CELL), [{"id": ident, **values}])
    else:
        connection.execute(sa.update(t.GRADE_CELL).where(t.GRADE_CELL.c.id == ident).values(values))


def _sources(connection: sa.Connection, notebook: str, master: Master) -> None:
    """Write the texts as released, which nbgrader compares with a submission's."""
    c = t.SOURCE_CELL.c
    there = {
        r.name: r.id for r in connection.execute(sa.select(c.name, c.id).where(c.notebook_id == notebook))
    }
    for cell in master.cells:
        if not cell.grade_id:
            continue
        values: dict[str, Any] = {
            "cell_type": _kind(cell),
            "locked": (cell.locked or cell.grade) and not cell.solution,
            "source": cell.source,
            "checksum": cell.checksum,
        }
        if cell.grade_id in there:
            connection.execute(sa.update(t.SOURCE_CELL).where(c.id == there[cell.grade_id]).values(values))
        else:
            values |= {"id": t.new_id(), "name": cell.grade_id, "notebook_id": notebook}
            connection.execute(sa.insert(t.SOURCE_CELL), [values])


def _kind(cell: MasterCell) -> str:
    return "code" if cell.kind == "code" else "markdown"
