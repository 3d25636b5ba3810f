"""The rows of nbgrader's gradebook that describe a release: assignments, notebooks, cells. Written once, then compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbgrader
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from nbgrader import api
from sqlalchemy.orm import Session

from quellenkritik.grading.master import Course, Master, MasterCell


class Rows:
    """Ids of the rows of one exercise: its notebook, its graded cells and its solution cells by grade id."""

    def __init__(self, notebook: Any) -> None:  # noqa: ANN401 (nbgrader's model)
        self.assignment_id: str = notebook.assignment_id
        self.notebook_id: str = notebook.id
        self.grades: dict[str, str] = {cell.name: cell.id for cell in notebook.grade_cells}
        self.solutions: dict[str, str] = {cell.name: cell.id for cell in notebook.solution_cells}


def open_database(url: str, course_id: str) -> sa.Engine:
    """Return the engine of an nbgrader database, made where it does not exist, with the version that nbgrader expects.

    nbgrader would start the program ``alembic`` by name for this; here its own migration scripts are asked directly.
    """
    engine = sa.create_engine(url)
    fresh = not sa.inspect(engine).has_table("alembic_version")
    api.Base.metadata.create_all(engine)
    with engine.begin() as connection:
        if fresh:
            scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
            connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            connection.execute(
                sa.text("INSERT INTO alembic_version VALUES (:head)"), {"head": scripts.get_current_head()}
            )
        course = api.Course.__table__
        if connection.execute(sa.select(course.c.id).where(course.c.id == course_id)).first() is None:
            connection.execute(sa.insert(course), [{"id": course_id}])
    return engine


def ensure(session: Session, course: Course, course_id: str) -> dict[str, Rows]:
    """Bring assignments, notebooks and cells into the gradebook as the release has them; return ids by exercise."""
    found: dict[str, Rows] = {}
    for topic in course.topics:
        assignment = session.query(api.Assignment).filter_by(name=topic).one_or_none()
        if assignment is None:
            assignment = api.Assignment(name=topic, course_id=course_id)
            session.add(assignment)
        for master in course.of(topic):
            notebook = _notebook(session, assignment, master)
            session.flush()
            found[master.exercise] = Rows(notebook)
    session.commit()
    return found


def _notebook(session: Session, assignment: Any, master: Master) -> Any:  # noqa: ANN401
    notebook = next((n for n in assignment.notebooks if n.name == master.exercise), None)
    if notebook is None:
        kernel = master.metadata.get("kernelspec") or {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        notebook = api.Notebook(name=master.exercise, assignment=assignment, kernelspec=json.dumps(kernel))
        session.add(notebook)
        session.flush()
    known = {(cell.type, cell.name): cell for cell in notebook._base_cells}
    sources = {cell.name: cell for cell in notebook.source_cells}
    for cell in master.cells:
        if cell.grade_id:
            _cells(session, notebook, cell, known)
            _source(session, notebook, cell, sources)
    session.flush()
    session.refresh(notebook)
    return notebook


def _cells(session: Session, notebook: Any, cell: MasterCell, known: dict[tuple[str, str], Any]) -> None:  # noqa: ANN401
    kind = "code" if cell.kind == "code" else "markdown"
    if cell.grade:
        row = known.get(("GradeCell", cell.grade_id))
        if row is None:
            row = api.GradeCell(name=cell.grade_id, notebook=notebook, max_score=cell.points, cell_type=kind)
            session.add(row)
        row.max_score, row.cell_type = cell.points, kind
    if cell.solution and ("SolutionCell", cell.grade_id) not in known:
        session.add(api.SolutionCell(name=cell.grade_id, notebook=notebook))


def _source(session: Session, notebook: Any, cell: MasterCell, sources: dict[str, Any]) -> None:  # noqa: ANN401
    row = sources.get(cell.grade_id)
    if row is None:
        row = api.SourceCell(name=cell.grade_id, notebook=notebook, cell_type=cell.kind, locked=False)
        session.add(row)
    row.cell_type, row.source, row.checksum = cell.kind, cell.source, cell.checksum
    row.locked = (cell.locked or cell.grade) and not cell.solution
