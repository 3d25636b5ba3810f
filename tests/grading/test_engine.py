"""From submissions to a gradebook: every student gets a verdict, a second run resumes, a kill loses nothing."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from quellenkritik.grading.classbook import lines
from tests.grading import letters


def klass(inbox, size=6):
    """Hand in for a small class: both exercises each, with one to four right answers."""
    for number in range(size):
        for exercise in letters.KEYS:
            answer = letters.answer_cell(exercise, letters.answer_text(exercise, number % 5))
            letters.hand_in(inbox, f"s{number}", exercise, answer, prose=f"Reason {number}.")


def points(gradebook):
    return {
        (line.student, line.exercise): (line.verdict, line.auto, line.waiting) for line in lines(gradebook)
    }


EXPECTED = {(f"s{n}", e): ("graded", float(n % 5), int(e == "hands")) for n in range(6) for e in letters.KEYS}


def test_a_class_is_graded(engine, inbox, gradebook):
    klass(inbox)

    summary = engine().grade([inbox])

    assert {"graded": 12} == dict(summary.verdicts)
    assert EXPECTED == points(gradebook)
    assert 6 == summary.waiting


def test_a_second_run_grades_only_what_changed(engine, inbox, gradebook):
    klass(inbox)
    engine().grade([inbox])
    letters.hand_in(inbox, "s1", "dates", letters.answer_cell("dates", letters.answer_text("dates", 4)))

    summary = engine().grade([inbox])

    assert ({"graded": 1}, 11) == (dict(summary.verdicts), summary.unchanged)
    assert ("graded", 4.0, 0) == points(gradebook)["s1", "dates"]
    assert {"graded": 12} == dict(engine(regrade=True).grade([inbox]).verdicts)


def test_a_bare_answer_file_scores_the_same_as_the_notebook(engine, inbox, gradebook):
    klass(inbox, 1)
    (inbox / "bare").mkdir()
    bare = f"dates:\n{indented('dates', 0)}hands:\n{indented('hands', 0)}hands-reason: Reason 0.\n"
    (inbox / "bare" / "answers.yml").write_text(bare, "utf-8")

    engine().grade([inbox])

    found = points(gradebook)
    assert [found["s0", e] for e in letters.KEYS] == [found["bare", e] for e in letters.KEYS]


def indented(exercise, right):
    return "".join(f"  {line}\n" for line in letters.answer_text(exercise, right).splitlines())


def test_what_was_graded_is_written_down(engine, inbox, course):
    klass(inbox, 1)
    engine().grade([inbox])

    result = json.loads((course.root / "results" / "s0" / "hands.json").read_text("utf-8"))
    raw = (inbox / "s0" / "letters" / "hands.ipynb").read_bytes()

    assert course.masters["hands"].release == result["release"]
    assert 64 == len(result["sha256"])
    assert raw == (course.root / "submitted" / "s0" / "letters" / "hands.ipynb").read_bytes()


def test_the_autograded_notebook_is_valid_and_holds_no_solution(engine, inbox, course):
    from nbgrader.nbgraderformat import MetadataValidator

    letters.hand_in(
        inbox, "ann", "hands", letters.answer_cell("hands", "items: {}\n"), extra="print('own')\n1/0"
    )
    (inbox / "bob").mkdir()
    (inbox / "bob" / "answers.yml").write_text("hands: {items: {h-1: {value: clerk}}}", "utf-8")
    engine().grade([inbox])

    for path in sorted((course.root / "autograded").rglob("*.ipynb")):
        book = nbformat.read(path, as_version=4)
        nbformat.validate(book)
        MetadataValidator().validate_nb(book)

        assert letters.SEEDED_SECRET not in path.read_text("utf-8")
    assert "value: clerk" in (course.root / "autograded" / "bob" / "letters" / "hands.ipynb").read_text(
        "utf-8"
    )


def test_a_refused_file_leaves_a_result_but_never_replaces_a_graded_one(engine, inbox, gradebook):
    klass(inbox, 1)
    engine().grade([inbox])
    (inbox / "s0" / "letters" / "dates.ipynb").write_text("broken")
    (inbox / "ann" / "letters").mkdir(parents=True)
    (inbox / "ann" / "letters" / "dates.ipynb").write_text("broken")

    summary = engine().grade([inbox])

    assert ("graded", 0.0, 0) == points(gradebook)["s0", "dates"]
    assert ("refused", 0.0, 0) == points(gradebook)["ann", "dates"]
    assert 2 == len(summary.refused)


def test_a_fault_of_the_scorer_stops_nobody(engine, inbox, gradebook):
    klass(inbox, 2)
    bad = letters.answer_cell("dates", "items: {l-1: {value: break-the-scorer}}\n")
    letters.hand_in(inbox, "s0", "dates", bad)

    engine().grade([inbox])

    assert ("not_scored", "graded") == tuple(points(gradebook)[s, "dates"][0] for s in ("s0", "s1"))
    assert gradebook.grades()["s0", "dates"]["dates-auto"]["waiting"]


CHILD = """
import sys
from pathlib import Path
from tests.grading import letters
from quellenkritik.grading import engine
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.master import Course
from quellenkritik.grading.sandbox.probe import probe
engine.BATCH = 3
course = Course(Path(sys.argv[1]))
plan = engine.prepared(probe().plan(), course, [])
plan.modules = ("yaml", "quellenkritik")
book = Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", course)
engine.Engine(course, letters.task, book, plan, workers=2).grade([Path(sys.argv[2])])
"""


def graded_by_a_child(course, inbox, seconds=None):
    """Grade in a process of its own; after so many seconds kill it and everything it started."""
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(course.root), str(inbox)], cwd=root, start_new_session=True
    )
    if seconds is not None:
        time.sleep(seconds)
        os.killpg(child.pid, signal.SIGKILL)
    assert child.wait(60) == (0 if seconds is None else -signal.SIGKILL) or seconds is not None


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_or_doubled(full, course, gradebook, inbox):
    klass(inbox, 30)
    for seconds in (0.5, 0.7, 0.9):
        graded_by_a_child(course, inbox, seconds)
    graded_by_a_child(course, inbox)

    expected = {
        (f"s{n}", e): ("graded", float(n % 5), int(e == "hands")) for n in range(30) for e in letters.KEYS
    }
    assert expected == points(gradebook)
    assert 30 == gradebook.waiting()
    assert not list(course.root.rglob("*.new"))[1:]
