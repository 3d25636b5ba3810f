"""The trail: one line for every change of a grade, written once and never altered.

Gradings are written here together with the grade. Points that a person gives are written by a trigger of the database
at the moment they are given, whichever program gives them (the formgrader, nbgrader's own tools). Other triggers refuse
to change or delete a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from quellenkritik.grading import ledger

METADATA = sa.MetaData()
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite counts rows only in its own integer key
TRAIL = sa.Table(
    "qk_trail",
    METADATA,
    sa.Column("number", _NUMBER, primary_key=True, autoincrement=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("student", sa.String(128), nullable=False, index=True),
    sa.Column("exercise", sa.String(128), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("cell", sa.String(128), nullable=False),
    sa.Column("before", sa.Float),
    sa.Column("after", sa.Float),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("release", sa.String(64), nullable=False),
    sa.Column("grader", sa.String(64), nullable=False),
)

_COLUMNS = "at, student, exercise, kind, cell, before, after, said, sha256, release, grader"
_POINTS = "coalesce({0}.manual_score, {0}.auto_score) + coalesce({0}.extra_credit, 0)"
_INSERT = f"""INSERT INTO qk_trail ({_COLUMNS.replace("before, after", '"before", "after"')})
SELECT {{now}}, h.student_id, n.name, 'manual', b.name, {_POINTS.format("OLD")}, {_POINTS.format("NEW")},
 'points given by a person', coalesce(r.sha256, ''), coalesce(r.release, ''), coalesce(r.grader, '')
FROM submitted_notebook s JOIN submitted_assignment h ON h.id = s.assignment_id
JOIN notebook n ON n.id = s.notebook_id JOIN base_cell b ON b.id = NEW.cell_id
LEFT JOIN qk_record r ON r.student = h.student_id AND r.exercise = n.name WHERE s.id = NEW.notebook_id;"""

_CHANGED = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
_FIXED = "a line of the trail is never changed"


def open_trail(engine: sa.Engine) -> None:
    """Make table and triggers where they are missing."""
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for statement in _sqlite() if engine.dialect.name == "sqlite" else _missing(connection):
            connection.exec_driver_sql(statement)


def _missing(connection: sa.Connection) -> list[str]:
    """Return what makes the triggers in PostgreSQL, nothing where they are: making needs rights and a lock."""
    query = "SELECT count(*) FROM pg_trigger WHERE tgname IN ('qk_trail_by_hand', 'qk_trail_fixed', 'qk_trail_whole')"
    here = f"{query} AND tgrelid IN (to_regclass('grade'), to_regclass('qk_trail'))"
    return [] if connection.exec_driver_sql(here).scalar() == 3 else _postgresql()


def _when(dialect: str) -> str:
    differs = _CHANGED[dialect]
    return " OR ".join(f"(OLD.{name} {differs} NEW.{name})" for name in ("manual_score", "extra_credit"))


def _sqlite() -> list[str]:
    insert = _INSERT.format(now="strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')")
    by_hand = (
        "CREATE TRIGGER IF NOT EXISTS qk_trail_by_hand AFTER UPDATE OF manual_score, extra_credit ON grade "
        f"WHEN {_when('sqlite')} BEGIN {insert} END"
    )
    fixed = [
        f"CREATE TRIGGER IF NOT EXISTS qk_trail_no_{event.lower()} BEFORE {event} ON qk_trail "
        f"BEGIN SELECT RAISE(ABORT, '{_FIXED}'); END"
        for event in ("UPDATE", "DELETE")
    ]
    return [by_hand, *fixed]


def _postgresql() -> list[str]:
    insert = _INSERT.format(now="to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS') || '+00:00'")
    function = "CREATE OR REPLACE FUNCTION {0}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {1} END $$"
    trigger = "CREATE OR REPLACE TRIGGER {0} {1} FOR EACH ROW {2} EXECUTE FUNCTION {0}()"
    return [
        function.format("qk_trail_by_hand", f"{insert} RETURN NEW;"),
        trigger.format("qk_trail_by_hand", "AFTER UPDATE ON grade", f"WHEN ({_when('postgresql')})"),
        function.format("qk_trail_fixed", f"RAISE EXCEPTION '{_FIXED}';"),
        trigger.format("qk_trail_fixed", "BEFORE UPDATE OR DELETE ON qk_trail", ""),
        # Emptying a table is no change of a row: it has a trigger of its own.
        "CREATE OR REPLACE TRIGGER qk_trail_whole BEFORE TRUNCATE ON qk_trail "
        "FOR EACH STATEMENT EXECUTE FUNCTION qk_trail_fixed()",
    ]


def record_gradings(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    """Write a line for each row of the ledger that is about to be written and differs from the one that stands."""
    c = ledger.RECORDS.c
    students = sorted({row["student"] for row in rows})
    query = sa.select(c.student, c.exercise, c.points, c.verdict, c.sha256, c.release, c.grader)
    found = connection.execute(query.where(c.student.in_(students)))
    former = {(r.student, r.exercise): r for r in found}
    lines = [_grading(row, former.get((row["student"], row["exercise"]))) for row in rows]
    add(connection, [line for line in lines if line])


def _grading(row: dict[str, Any], former: Any) -> dict[str, Any] | None:  # noqa: ANN401 (a row of the database)
    same = ("points", "verdict", "sha256", "release", "grader")
    if former is not None and all(getattr(former, name) == row[name] for name in same):
        return None
    identity = {name: row[name] for name in ("student", "exercise", "sha256", "release", "grader")}
    return identity | {
        "at": row["recorded_at"],
        "kind": "first grading" if former is None else "regrade",
        "cell": "",
        "before": None if former is None else former.points,
        "after": row["points"],
        "said": f"verdict: {row['verdict'].replace('_', ' ')}",
    }


def add(connection: sa.Connection, lines: list[dict[str, Any]]) -> None:
    """Write lines; each holds every column but the number."""
    if lines:
        connection.execute(sa.insert(TRAIL), lines)


def now() -> str:
    """Return the time as the trail writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def of(connection: sa.Connection, student: str) -> list[dict[str, Any]]:
    """Return the lines of one student in the order they were written."""
    query = sa.select(TRAIL).where(TRAIL.c.student == student).order_by(TRAIL.c.number)
    return [dict(row) for row in connection.execute(query).mappings()]


def in_words(lines: Iterable[dict[str, Any]]) -> list[str]:
    """Return one printed line for each line of the trail, with the full hash of what was graded."""
    found = []
    for line in lines:
        where = " ".join(filter(None, (line["exercise"], line["cell"])))
        change = f"{_points(line['before'])} -> {_points(line['after'])}"
        source = f"sha256 {line['sha256'] or '-'}, release {line['release'] or '-'}, grader {line['grader'] or '-'}"
        found.append(f"{line['at']}  {line['kind']:<13}  {where}  {change}  {line['said']}; {source}")
    return found


def _points(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"
