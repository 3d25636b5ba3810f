"""A verdict is made from plain data outside the sandbox; whatever is unclear counts as not answered."""

import json
import time

import pytest

from quellenkritik.grading.jobs import Outcome
from quellenkritik.grading.patience import within
from quellenkritik.grading.submission import Submission
from quellenkritik.grading.verdict import Judge
from tests.grading import letters


@pytest.fixture
def judge(course):
    return Judge(course.masters["dates"], letters.TASKS["dates"], "test")


def submission(source=None):
    cells = {} if source is None else {"dates-answer": source}
    return Submission("ann", "dates", "x.ipynb", "abc", cells)


def ended(value=None, end="done"):
    return Outcome(end=end, values={} if value is None else {"dates": value})


TEXT = letters.answer_text("dates", 3)
CELL = letters.answer_cell("dates", TEXT)


@pytest.mark.parametrize(
    ("source", "outcome", "word", "points"),
    [
        (CELL, ended(TEXT), "graded", 3),
        (CELL, ended({"items": {"l-1": {"value": 1801}}}), "graded", 1),
        (CELL, ended(end="timed_out"), "rescued", 3),
        (CELL, ended(end="crashed"), "rescued", 3),
        (CELL, ended(end="lost"), "rescued", 3),
        ("dates = make()", ended(end="timed_out"), "timed_out", 0),
        ("dates = make()", ended(end="memory"), "crashed", 0),
        (letters.template("dates"), ended(letters.template("dates").split('"""')[1]), "blank", 0),
        ("", ended(""), "blank", 0),
        (None, ended(), "blank", 0),
        ("x", ended("a: [1"), "graded", 0),
        ("x", ended([[[[[[[[[[[["deep"]]]]]]]]]]]]), "graded", 0),
    ],
)
def test_the_word_and_the_points(judge, source, outcome, word, points):
    verdict = judge.judge(submission(source), outcome)

    assert (word, points) == (verdict.verdict, verdict.points)


def test_a_rescue_says_so(judge):
    notes = judge.judge(submission(CELL), ended(end="timed_out")).notes

    assert [
        "the run took too long and was ended",
        "the answer was read from the text of the notebook",
    ] == notes


def test_values_of_a_run_that_did_not_end_are_not_used(judge):
    from quellenkritik.grading.jobs import Report

    report = Report()
    report.take(b'["V", {"dates": {"value": "x"}}]')

    assert {"dates": "x"} == report.outcome.values
    assert "blank" == judge.judge(submission(), Outcome(end="done")).verdict


@pytest.mark.parametrize("mark", ["\x1b", "\0", "\a", "\x9b", "\u202e", "\u2066"])
def test_notes_and_problems_are_printable_lines(judge, mark):
    """A name of a class, a key of the answer, what was odd in the file: all of it is the student's."""
    odd = submission(CELL)
    odd.notes.append(f"a version {mark}[2J")
    refusal = judge.judge(odd, Outcome(end="done", refusals={"dates": f"type {mark}]0;x\ny"}))
    strange = judge.judge(submission(CELL), ended({"items": {f"l-1{mark}": {"value": "1801"}}, f"{mark}": 1}))

    assert any("type �]0;x y" in note for note in refusal.notes)
    assert "a version �[2J" in refusal.notes
    assert strange.problems
    assert all(text.isprintable() for v in (refusal, strange) for text in v.notes + v.problems)


def test_what_a_criterion_says_holds_no_marks_that_a_terminal_obeys(judge, monkeypatch):
    from quellenkritik.tasks.core import CriterionResult, Result

    told = {"said": "a\x1b[2Jb\u202ec", "figure": "<svg>\n</svg>"}
    result = Result("dates", (CriterionResult("right", 1.0, 4.0, 1.0, 0.0, notes=told),))
    monkeypatch.setattr(judge.task, "score", lambda *_: result)

    (criterion,) = judge.judge(submission(CELL), ended(TEXT)).criteria
    assert {"said": "a�[2Jb�c", "figure": "<svg>\n</svg>"} == criterion["notes"]


def test_a_fault_of_the_scorer_is_a_verdict(judge):
    broken = "items: {l-1: {value: break-the-scorer}}"

    verdict = judge.judge(submission(CELL), ended(broken))

    assert ("not_scored", 0) == (verdict.verdict, verdict.points)
    assert verdict.notes[0].startswith("not scored: bug in grader (RuntimeError: a fault of the scorer)")


@pytest.mark.parametrize("points", [float("nan"), float("inf"), -1.0, 4.5, "4", True])
def test_points_that_are_none_are_not_scored(judge, monkeypatch, points):
    from quellenkritik.tasks.core import CriterionResult, Result

    result = Result("dates", (CriterionResult("right", points, 4.0, 1.0, 0.0),))
    monkeypatch.setattr(judge.task, "score", lambda *_: result)

    assert "not_scored" == judge.judge(submission(CELL), ended(TEXT)).verdict


def test_a_scorer_that_does_not_end_is_stopped():
    started = time.monotonic()
    with pytest.raises(TimeoutError), within(0.1):
        while time.monotonic() - started < 5:
            pass


def test_filled_manual_cells_wait(course):
    judge = Judge(course.masters["hands"], letters.TASKS["hands"], "test")
    filled = Submission("ann", "hands", "x", "y", {"hands-reason": "Because."})
    untouched = Submission("ann", "hands", "x", "y", {"hands-reason": "Your answer here."})

    assert ["hands-reason"] == list(judge.judge(filled, ended()).waiting)
    assert {} == judge.judge(untouched, ended()).waiting


def test_the_results_file_is_the_verdict_one_field_a_line(judge):
    verdict = judge.judge(submission(CELL), ended(TEXT))
    verdict.notes.append("two\nlines, “quoted”")

    assert verdict.as_data() == json.loads(verdict.as_text())
    assert len(verdict.as_data()) + 2 == len(verdict.as_text().splitlines())
