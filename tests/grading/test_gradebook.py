"""The gradebook is nbgrader's own, written in batches; a person's points stay, and nothing is recorded twice."""

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from quellenkritik.errors import Mistake
from quellenkritik.grading import nbtables
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.jobs import Outcome
from quellenkritik.grading.submission import Submission
from quellenkritik.grading.verdict import Judge
from tests.grading import letters


def ddl(tables, dialect):
    return {
        name: sorted(str(CreateTable(table).compile(dialect=dialect)).split(","))
        for name, table in tables.items()
    }


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])
def test_the_tables_are_nbgraders(dialect):
    from nbgrader import api

    theirs, ours = ddl(api.Base.metadata.tables, dialect), ddl(nbtables.METADATA.tables, dialect)

    assert theirs == ours


def test_the_version_is_the_head_of_nbgraders_migrations():
    from pathlib import Path

    import nbgrader
    from alembic.script import ScriptDirectory

    assert (
        ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic")).get_current_head()
        == nbtables.VERSION
    )


def verdict(course, exercise="hands", right=2, student="ann", prose="Because.", sha="1"):
    master = course.masters[exercise]
    cells = {"hands-reason": prose} if exercise == "hands" else {}
    outcome = Outcome(end="done", values={exercise: letters.answer_text(exercise, right)})
    return Judge(master, letters.TASKS[exercise], "test").judge(
        Submission(student, exercise, "x", sha, cells), outcome
    )


def test_machine_points_and_waiting_cells_are_there(course, gradebook):
    gradebook.write([verdict(course)])

    cells = gradebook.grades()["ann", "hands"]

    assert (2.0, False) == (cells["hands-auto"]["points"], cells["hands-auto"]["waiting"])
    assert (None, True) == (cells["hands-reason"]["points"], cells["hands-reason"]["waiting"])
    assert 1 == gradebook.waiting()


def test_an_exercise_not_handed_in_has_no_points_and_does_not_wait(course, gradebook):
    gradebook.write([verdict(course, "dates")])

    assert {"hands-auto": 0.0, "hands-reason": 0.0} == {
        name: c["points"] for name, c in gradebook.grades()["ann", "hands"].items()
    }
    assert 0 == gradebook.waiting()


def test_an_untouched_manual_cell_does_not_wait(course, gradebook):
    gradebook.write([verdict(course, prose="Your answer here.")])

    assert 0 == gradebook.waiting()


def graded_by_a_person(course, points=1.5):
    from nbgrader.api import Gradebook as Stock

    with Stock(f"sqlite:///{course.root / 'gradebook.db'}") as stock:
        grade = stock.find_grade("hands-reason", "hands", "letters", "ann")
        grade.manual_score, grade.needs_manual_grade = points, False
        stock.find_comment("hands-reason", "hands", "letters", "ann").manual_comment = "Well said."
        stock.db.commit()


@pytest.mark.parametrize(
    ("prose", "waits"), [("Because.", False), ("Because of this.", True)], ids=["same text", "new text"]
)
def test_a_regrade_keeps_manual_points_and_comments(course, gradebook, prose, waits):
    gradebook.write([verdict(course)])
    graded_by_a_person(course)
    gradebook.write([verdict(course, right=4, prose=prose, sha="2")])

    cells = gradebook.grades()["ann", "hands"]

    assert 4.0 == cells["hands-auto"]["points"]
    assert (1.5, waits, "Well said.") == tuple(
        cells["hands-reason"][k] for k in ("points", "waiting", "comment")
    )


def test_writing_the_same_twice_records_it_once(course, gradebook):
    for _ in range(2):
        gradebook.write([verdict(course), verdict(course, "dates"), verdict(course, student="bob")])

    with gradebook._engine.connect() as connection:
        counts = [
            connection.execute(sa.select(sa.func.count()).select_from(t)).scalar()
            for t in (nbtables.STUDENT, nbtables.SUBMITTED_NOTEBOOK, nbtables.GRADE, nbtables.COMMENT)
        ]
    assert [2, 4, 6, 6] == counts
    assert {("ann", "hands"), ("ann", "dates"), ("bob", "hands")} == set(gradebook.identities())


def test_a_batch_is_recorded_whole_or_not_at_all(course, gradebook):
    good, bad = verdict(course), verdict(course, student="bob")
    bad.sha256 = None

    with pytest.raises(sa.exc.IntegrityError):
        gradebook.write([good, bad])

    assert ({}, {}) == (gradebook.identities(), gradebook.grades())


def test_nbgrader_itself_reads_the_points(course, gradebook):
    from nbgrader.api import Gradebook as Stock

    gradebook.write([verdict(course), verdict(course, "dates", right=3)])

    with Stock(f"sqlite:///{course.root / 'gradebook.db'}") as stock:
        submission = stock.find_submission("letters", "ann")

        assert (5.0, 10.0, True) == (submission.score, submission.max_score, submission.needs_manual_grade)


def test_a_database_of_another_version_is_refused(course, gradebook):
    with gradebook._engine.begin() as connection:
        connection.execute(sa.update(nbtables.VERSION_TABLE).values(version_num="old"))

    with pytest.raises(Mistake, match="nbgrader db upgrade"):
        Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", course)


def test_a_database_that_cannot_be_written_is_named(course):
    with pytest.raises(Mistake, match="a database that can be written"):
        Gradebook("sqlite:////proc/no/such.db", course)


def test_a_changed_release_changes_the_most_that_can_be_had(course, gradebook, tmp_path):
    from quellenkritik.grading.master import Course

    path = course.root / "source" / "letters" / "hands.ipynb"
    path.write_text(path.read_text("utf-8").replace('"points": 2.0', '"points": 3.0'), "utf-8")
    changed = Course(course.root)
    again = Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", changed)
    again.write([verdict(changed)])

    assert 3.0 == again.grades()["ann", "hands"]["hands-reason"]["max_points"]
    again.close()


def test_half_a_letter_in_a_note_does_not_stop_the_batch(course, gradebook):
    odd, other = verdict(course), verdict(course, student="bob")
    odd.notes.append("a note with \ud83d in it")
    gradebook.write([odd, other])

    assert {"ann", "bob"} == {result["student"] for result in gradebook.results()}
    assert "a note with ? in it" in next(r["notes"] for r in gradebook.results() if r["student"] == "ann")
