"""A function exercise through the engine: called in the sandbox, scored outside."""

import pytest

from quellenkritik.grading import pages
from quellenkritik.grading.classbook import lines
from quellenkritik.grading.engine import Engine, prepared
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.limits import Limits
from quellenkritik.grading.master import Course
from tests.grading import letters, programs

RIGHT = programs.SOLUTION
QUICK = Limits(cell_seconds=1.5, total_seconds=6.0, call_seconds=0.2)


@pytest.fixture
def course(tmp_path):
    return Course(programs.build(tmp_path / "course"))


@pytest.fixture
def grade(course, full, inbox):
    """Return a function that grades everything handed in and gives the line of one student."""
    gradebook = Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", course)

    def run(student="ann"):
        plan = prepared(full.plan(), course, [])
        plan.modules, plan.limits = ("yaml", "quellenkritik"), QUICK
        Engine(course, programs.task, gradebook, plan, workers=1).grade([inbox])
        return next(line for line in lines(gradebook) if line.student == student)

    yield run
    gradebook.close()


@pytest.mark.parametrize(
    ("program", "points", "codes"),
    [
        (RIGHT, 4.0, []),
        ("def count(text, letter):\n    return len(text)", 1.0, []),
        ("def other(text, letter):\n    return 1", 0.0, ["function-missing"]),
        ("def count(text):\n    return 1", 0.0, ["function-raises"]),
        (f"{RIGHT} if text != 'xyz' else 1 / 0", 3.5, ["function-raises"]),
        (f"{RIGHT} if text != 'xyz' else iter('0')", 3.5, ["function-returns-odd"]),
        (f"{RIGHT} if text != 'xyz' else 'none'", 3.5, ["function-returns-odd"]),
        (f"{RIGHT} if text != 'xyz' else [0] * 60_000", 3.5, ["function-returns-odd"]),
        (f"import time\n{RIGHT} if text != 'xyz' else time.sleep(9)", 3.5, ["function-too-slow"]),
        (f"N = []\n{RIGHT} + (N.append(1) or len(N) > 8)", 2.5, ["function-remembers"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_program_gets_its_points_and_its_faults_are_named(grade, inbox, program, points, codes):
    """The blind share is taken off: four of the eight counts are 1, so that only what is right beyond them counts."""
    programs.hand_in(inbox, "ann", program)
    line = grade()

    blind = 4 / 8
    raw = line.result["criteria"][0]["raw"]
    assert ("graded", codes) == (line.verdict, line.result["codes"])
    assert points / 4 == raw
    assert 4 * max(0.0, (raw - blind) / (1 - blind)) == pytest.approx(line.auto)


def test_a_bell_that_is_silenced_ends_the_run_and_what_came_before_counts(grade, inbox):
    quiet = "        signal.setitimer(signal.ITIMER_REAL, 0)\n        time.sleep(9)\n"
    wait = f"import signal, time\ndef count(text, letter):\n    if text == 'bat':\n{quiet}"
    programs.hand_in(inbox, "ann", f"{wait}    return text.count(letter)")
    line = grade()

    assert ("timed_out", ["function-too-slow"]) == (line.verdict, line.result["codes"])
    assert 4 / 8 == line.result["criteria"][0]["raw"]


def test_after_three_late_calls_no_further_one_is_made(grade, inbox):
    programs.hand_in(inbox, "ann", "import time\ndef count(text, letter):\n    time.sleep(0.4)\n    return 0")

    assert ("graded", 0.0) == ((line := grade()).verdict, line.auto)
    assert any("11 times" in problem for problem in line.result["problems"]), line.result["problems"]


def test_a_function_that_hangs_on_an_example_does_not_cost_the_calls(grade, inbox):
    """The check cell calls ``count('ab', 'b')``; it is for the student's eyes and passed over while grading."""
    hang = "def count(text, letter):\n    while text == 'ab':\n        pass\n    return text.count(letter)"
    programs.hand_in(inbox, "ann", hang)

    assert ("graded", 4.0) == ((line := grade()).verdict, line.auto)


def test_the_skeleton_is_blank_unless_code_stands_beside_it(grade, inbox):
    programs.hand_in(inbox, "ann", programs.SKELETON)
    programs.hand_in(inbox, "bea", "", RIGHT)

    assert ("blank", []) == ((line := grade()).verdict, line.result["codes"])
    assert ("graded", 4.0) == ((line := grade("bea")).verdict, line.auto)


def test_an_answer_file_is_refused_in_clear_words_and_its_other_answers_count(grade, inbox):
    (inbox / "ann").mkdir()
    dates = letters.answer_text("dates").replace("\n", "\n  ")
    (inbox / "ann" / "answers.yml").write_text(f"counts: 'def count'\ndates:\n  {dates.strip()}\n")
    grade()
    found = {line.exercise: line for line in _all(grade, inbox)}

    assert ("refused", "graded", 4.0) == (
        found["counts"].verdict,
        found["dates"].verdict,
        found["dates"].auto,
    )
    assert any("expected its notebook" in note for note in found["counts"].result["notes"])


def test_the_points_of_a_bonus_come_on_top(grade, inbox):
    """Four points of dates make the whole; with the bonus a student has eight of four."""
    programs.hand_in(inbox, "ann", RIGHT)
    letters.hand_in(inbox, "ann", "dates", letters.answer_cell("dates", letters.answer_text("dates")))
    grade()
    found = _all(grade, inbox)

    assert {"counts": (4.0, 0.0), "dates": (4.0, 4.0)} == {x.exercise: (x.max_points, x.asked) for x in found}
    assert "8 of 4" in pages.page("ann", found, programs.task)


def test_a_notebook_goes_before_an_answer_file(grade, inbox):
    programs.hand_in(inbox, "ann", RIGHT)
    (inbox / "ann" / "answers.yml").write_text("counts: nothing\n")

    assert ("graded", 4.0) == ((line := grade()).verdict, line.auto)


def _all(grade, inbox):
    course = Course(inbox.parent / "course")
    gradebook = Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", course)
    try:
        return lines(gradebook)
    finally:
        gradebook.close()
