"""The release gives cells, points and key; what may go into the sandbox holds neither solution nor key."""

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.grading import jobs
from quellenkritik.grading.master import Course
from quellenkritik.grading.submission import Submission
from tests.grading import letters


def test_the_solution_is_not_even_kept(course):
    master = course.masters["dates"]

    assert letters.template("dates") == master.answer.source
    assert letters.SEEDED_SECRET not in repr(master.cells)


def test_what_goes_into_the_sandbox_holds_no_key(course):
    master = course.masters["hands"]
    sent = jobs.encode(master, Submission("ann", "hands", "x", "y")).decode()

    assert letters.SEEDED_SECRET not in sent + repr(master.public) + repr(master.given_code())


def test_points_and_parts_come_from_the_release(course):
    master = course.masters["hands"]

    assert ("hands-answer", "hands-auto", ["hands-reason"]) == (
        master.answer.grade_id,
        master.auto.grade_id,
        [cell.grade_id for cell in master.manual],
    )
    assert 4.0 == master.auto.points


def test_the_checksum_is_nbgraders_own(course):
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    for cell in course.masters["hands"].cells:
        claims = {
            "grade_id": cell.grade_id,
            "grade": cell.grade,
            "solution": cell.solution,
            "locked": cell.locked,
            "points": cell.points,
        }
        node = from_dict({"cell_type": cell.kind, "source": cell.source, "metadata": {"nbgrader": claims}})

        assert compute_checksum(node) == cell.checksum


def test_another_key_is_another_release(tmp_path):
    before = Course(letters.build(tmp_path)).masters["dates"].release
    key = tmp_path / "keys" / "dates.key.yml"
    key.write_text(key.read_text().replace("1801", "1899"))

    assert before != Course(tmp_path).masters["dates"].release


def test_a_folder_that_is_no_release_is_named(tmp_path):
    with pytest.raises(Mistake, match="qk release --course"):
        Course(tmp_path)


def test_given_cells_run_in_the_masters_order_with_the_students_own_between(course):
    submission = Submission("ann", "dates", "x", "y", cells={"dates-answer": "dates = 1"})

    assert ["dates-sheet", "dates-answer", "dates-auto"] == [
        ident for ident, _ in jobs.order(course.masters["dates"], submission)
    ]


def test_what_a_sandbox_runs_beforehand_is_what_students_were_given(course):
    """The empty form and its check, so that no submission has to load what they need; nothing of a solution."""
    master = course.masters["dates"]

    assert [cell.source for cell in master.cells if cell.kind == "code"] == master.given_code()
    assert letters.template("dates") in master.given_code()
