"""nbgrader's tables as of its schema ``e43177bfe90b`` (nbgrader 0.9.6); writing them must not cost importing nbgrader.

That import takes three to four seconds. These are the same definitions, and a test compares them with nbgrader's own.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa

VERSION = "e43177bfe90b"
"""The head of nbgrader's own migrations that these tables stand for."""

METADATA = sa.MetaData()


def new_id() -> str:
    """Return an id as nbgrader makes them."""
    return uuid.uuid4().hex


def _id(length: int = 32) -> sa.Column[str]:
    return sa.Column("id", sa.String(length), primary_key=True, nullable=False)


def _to(name: str, target: str, length: int = 32, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), sa.ForeignKey(f"{target}.id"), nullable=nullable)


def _kind(name: str) -> sa.Column[str]:
    return sa.Column(
        "cell_type", sa.Enum("code", "markdown", name=name, validate_strings=True), nullable=False
    )


COURSE = sa.Table("course", METADATA, _id(128), sa.UniqueConstraint("id"))
ASSIGNMENT = sa.Table(
    "assignment",
    METADATA,
    _id(),
    sa.Column("name", sa.String(128), nullable=False, unique=True),
    sa.Column("duedate", sa.DateTime),
    _to("course_id", "course", 128, nullable=False),
)
NOTEBOOK = sa.Table(
    "notebook",
    METADATA,
    _id(),
    sa.Column("name", sa.String(128), nullable=False),
    _to("assignment_id", "assignment"),
    sa.Column("kernelspec", sa.String(1024)),
    sa.UniqueConstraint("name", "assignment_id"),
)
BASE_CELL = sa.Table(
    "base_cell",
    METADATA,
    _id(),
    sa.Column("name", sa.String(128), nullable=False),
    _to("notebook_id", "notebook", nullable=False),
    sa.Column("type", sa.String(50)),
    sa.UniqueConstraint("name", "notebook_id", "type"),
)
GRADE_CELL = sa.Table(
    "grade_cells",
    METADATA,
    sa.Column("id", sa.String(32), sa.ForeignKey("base_cell.id"), primary_key=True, nullable=False),
    sa.Column("max_score", sa.Float, nullable=False),
    _kind("grade_cell_type"),
)
SOLUTION_CELL = sa.Table(
    "solution_cells",
    METADATA,
    sa.Column("id", sa.String(32), sa.ForeignKey("base_cell.id"), primary_key=True, nullable=False),
)
TASK_CELL = sa.Table(
    "task_cells",
    METADATA,
    sa.Column("id", sa.String(32), sa.ForeignKey("base_cell.id"), primary_key=True, nullable=False),
    sa.Column("max_score", sa.Float, nullable=False),
    _kind("grade_cell_type"),
)
SOURCE_CELL = sa.Table(
    "source_cell",
    METADATA,
    _id(),
    sa.Column("name", sa.String(128), nullable=False),
    _kind("source_cell_type"),
    sa.Column("locked", sa.Boolean, nullable=False),
    sa.Column("source", sa.Text),
    sa.Column("checksum", sa.String(128)),
    _to("notebook_id", "notebook"),
    sa.UniqueConstraint("name", "notebook_id"),
)
STUDENT = sa.Table(
    "student",
    METADATA,
    _id(128),
    sa.Column("first_name", sa.String(128)),
    sa.Column("last_name", sa.String(128)),
    sa.Column("email", sa.String(128)),
    sa.Column("lms_user_id", sa.String(128)),
)
SUBMITTED_ASSIGNMENT = sa.Table(
    "submitted_assignment",
    METADATA,
    _id(),
    _to("assignment_id", "assignment"),
    _to("student_id", "student", 128),
    sa.Column("timestamp", sa.DateTime),
    sa.Column("extension", sa.Interval),
    sa.UniqueConstraint("assignment_id", "student_id"),
)
SUBMITTED_NOTEBOOK = sa.Table(
    "submitted_notebook",
    METADATA,
    _id(),
    _to("assignment_id", "submitted_assignment"),
    _to("notebook_id", "notebook"),
    sa.Column("flagged", sa.Boolean),
    sa.Column("late_submission_penalty", sa.Float(0)),
    sa.UniqueConstraint("notebook_id", "assignment_id"),
)
GRADE = sa.Table(
    "grade",
    METADATA,
    _id(),
    _to("notebook_id", "submitted_notebook"),
    _to("cell_id", "base_cell"),
    sa.Column("auto_score", sa.Float),
    sa.Column("manual_score", sa.Float),
    sa.Column("extra_credit", sa.Float),
    sa.Column("needs_manual_grade", sa.Boolean, nullable=False),
    sa.UniqueConstraint("cell_id", "notebook_id"),
)
COMMENT = sa.Table(
    "comment",
    METADATA,
    _id(),
    _to("notebook_id", "submitted_notebook"),
    _to("cell_id", "base_cell"),
    sa.Column("auto_comment", sa.Text),
    sa.Column("manual_comment", sa.Text),
    sa.UniqueConstraint("cell_id", "notebook_id"),
)
VERSION_TABLE = sa.Table(
    "alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), nullable=False)
)
