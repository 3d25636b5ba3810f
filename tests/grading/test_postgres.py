"""The gradebook on a real PostgreSQL server: the same content as in a file, with the trail and what guards it."""

from __future__ import annotations

import sys
import threading

import pytest
import sqlalchemy as sa

from quellenkritik.errors import Mistake
from quellenkritik.grading import database
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.policy import Policy
from tests.grading import postgres
from tests.grading.disturbed import Ground, held, missing
from tests.grading.test_gradebook import verdict


@pytest.fixture(scope="module")
def server():
    postgres.demand()
    with postgres.server() as running:
        yield running


@pytest.fixture
def url(server, request):
    return server.database(request.node.name[:60])


@pytest.fixture
def stored(url, course):
    opened = Gradebook(url, course)
    yield opened
    opened.close()


def by_hand(gradebook, points):
    """Give points as the formgrader does: in the table, by another program."""
    with gradebook._engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE grade SET manual_score = %s, needs_manual_grade = false WHERE cell_id IN "
            "(SELECT id FROM base_cell WHERE name = 'hands-reason' AND type = 'GradeCell')",
            (points,),
        )


@pytest.mark.slow
def test_a_graded_class_is_the_same_as_in_a_file(tmp_path, url, full):
    ground = Ground(tmp_path)
    root = ground.fresh("postgres")

    assert 0 == ground.start(root, "db", url).wait(120)

    found = held(root, url)
    assert (0, 0) == (missing(ground.expected, found), missing(found, ground.expected))
    assert 0 == ground.start(root, "db", url).wait(120)
    assert found == held(root, url)  # a second run finds everything there


def test_a_person_s_points_stay_and_leave_a_line(stored, course):
    stored.write([verdict(course)])
    by_hand(stored, 1.5)
    stored.write([verdict(course, right=4, sha="2")])

    assert 1.5 == stored.grades()["ann", "hands"]["hands-reason"]["points"]
    kinds = [(line["kind"], line["before"], line["after"]) for line in stored.trail("ann")]
    assert [("first grading", None, 2.0), ("manual", None, 1.5), ("regrade", 2.0, 4.0)] == kinds


@pytest.mark.parametrize(
    "statement",
    ['UPDATE qk_trail SET "after" = 4', "DELETE FROM qk_trail", "TRUNCATE qk_trail"],
    ids=["update", "delete", "truncate"],
)
def test_a_line_of_the_trail_is_never_changed(statement, stored, course):
    stored.write([verdict(course)])

    with (
        pytest.raises(sa.exc.DBAPIError, match="a line of the trail is never changed"),
        stored._engine.begin() as connection,
    ):
        connection.exec_driver_sql(statement)

    assert 1 == len(stored.trail("ann"))


def test_results_come_in_the_same_order_as_from_a_file(stored, gradebook, course):
    names = ["Zoe", "adam", "Ärnst", "bob-2", "bob_1", "яна"]
    for book in (stored, gradebook):
        book.write([verdict(course, student=name) for name in names])

    assert [r["student"] for r in gradebook.results()] == [r["student"] for r in stored.results()]


def test_lateness_is_settled(stored, course):
    stored.write([verdict(course)])

    assert 0 == stored.settle(Policy())
    assert {} == stored.deductions()


def test_many_may_open_a_new_one_at_once(url, course):
    errors = []

    def opening():
        try:
            Gradebook(url, course).close()
        except Mistake as mistake:
            errors.append(str(mistake))

    threads = [threading.Thread(target=opening) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == errors
    again = Gradebook(url, course)
    with again._engine.connect() as connection:
        assert 1 == connection.exec_driver_sql("SELECT count(*) FROM course").scalar()
        assert 1 == connection.exec_driver_sql("SELECT count(*) FROM assignment").scalar()
    again.close()


def test_nbgrader_opens_it(url, stored, course):
    from nbgrader.api import Gradebook as Theirs

    stored.write([verdict(course)])

    with Theirs(url.replace("postgresql://", "postgresql+psycopg://")) as theirs:
        assert 2.0 == theirs.find_submission_notebook("hands", "letters", "ann").score


class TestWrongUse:
    """What is wrong is said without the password."""

    def test_a_server_that_does_not_answer(self, course):
        with pytest.raises(Mistake) as caught:
            Gradebook("postgresql://qk:hushhush@127.0.0.1:1/qk", course)

        assert "hushhush" not in str(caught.value)
        assert "a database that can be written (postgresql://qk:***@127.0.0.1:1/qk)" in str(caught.value)

    @pytest.mark.parametrize("url", ["nonsense", "oracle9://x/y"])
    def test_an_address_of_no_known_kind(self, url):
        with pytest.raises(Mistake, match="expected sqlite:///FILE or postgresql://"):
            database.connect(url)

    def test_without_the_package(self, monkeypatch):
        for name in [name for name in sys.modules if name.split(".")[0] == "psycopg"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "psycopg", None)

        with pytest.raises(Mistake, match=r"pip install 'quellenkritik\[postgres\]'"):
            database.connect("postgresql://qk@/qk")
