"""``nbgrader autograde`` in the course goes the way of ``qk grade``: the same points, nothing run outside."""

import json
from pathlib import Path

import pytest

from quellenkritik import tasks
from quellenkritik.course.classroom import CONFIG, _own_programs_first
from quellenkritik.grading.gradebook import Gradebook
from tests.grading import letters

# nbgrader's own way of adding a submission makes SQLAlchemy warn; it is not ours to mend.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Object of type <Submitted")]


@pytest.fixture
def autograde(course, gradebook, full, monkeypatch):
    """Return what presses the button: nbgrader's own interface with the course's own configuration."""
    monkeypatch.setattr(tasks, "task", letters.task)
    monkeypatch.setattr("quellenkritik.grading.engine.PREPARED", ("yaml", "quellenkritik"))
    monkeypatch.setattr("quellenkritik.grading.stock.prepared", prepared_for_letters)
    (course.root / "nbgrader_config.py").write_text(CONFIG.format(name="default_course"), "utf-8")

    def press(student):
        from nbgrader.apps import NbGraderAPI
        from traitlets.config.loader import PyFileConfigLoader

        with _own_programs_first():
            config = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
            return NbGraderAPI(config=config).autograde("letters", student)

    return press


def prepared_for_letters(plan, course, hidden):
    from quellenkritik.grading.engine import prepared

    made = prepared(plan, course, [])
    made.modules = ("yaml", "quellenkritik")
    return made


def hand_in(root, student, right=3, **more):
    for exercise in letters.KEYS:
        answer = letters.answer_cell(exercise, letters.answer_text(exercise, right))
        letters.hand_in(root / "submitted", student, exercise, answer, prose="Because.", **more)


def points(gradebook, student):
    return {
        (exercise, name): (cell["points"], cell["waiting"])
        for (who, exercise), cells in gradebook.grades().items()
        if who == student
        for name, cell in cells.items()
    }


def test_the_button_gives_the_same_points_as_the_command(autograde, course, gradebook, engine):
    hand_in(course.root, "ann")
    outcome = autograde("ann")
    by_button = points(gradebook, "ann")
    notebook = (course.root / "autograded" / "ann" / "letters" / "hands.ipynb").read_text("utf-8")

    engine(regrade=True).grade([course.root / "submitted"])

    assert outcome["success"], outcome
    assert 3.0 == by_button["hands", "hands-auto"][0]
    assert by_button == points(gradebook, "ann")
    assert ["first grading"] * 2 == [line["kind"] for line in gradebook.trail("ann")]
    again = (course.root / "autograded" / "ann" / "letters" / "hands.ipynb").read_text("utf-8")
    assert json.loads(again)["cells"] == json.loads(notebook)["cells"]


LOOKS = """
import pathlib
for place in ({outside!r}, "harmless-to-delete"):
    try:
        pathlib.Path(place).write_text("was here")
    except OSError as error:
        print("closed", type(error).__name__)
try:
    print(len(pathlib.Path({key!r}).read_text()))
except OSError as error:
    print("closed", type(error).__name__)
"""


def test_code_of_a_student_does_nothing_outside(autograde, course, gradebook, tmp_path):
    """It writes one harmless file where it can, and tries to read this test's own constructed key."""
    outside, key = tmp_path / "outside", course.root / "keys" / "dates.key.yml"
    hand_in(course.root, "bob", extra=LOOKS.format(outside=str(outside), key=str(key)))

    outcome = autograde("bob")

    assert outcome["success"], outcome
    assert not outside.exists()
    assert not Path("harmless-to-delete").exists()
    text = (course.root / "autograded" / "bob" / "letters" / "dates.ipynb").read_text("utf-8")
    assert 2 <= text.count("closed ")
    assert letters.SEEDED_SECRET not in text
    assert 3.0 == points(gradebook, "bob")["dates", "dates-auto"][0]


def test_a_broken_file_is_rescued_by_the_button_too(autograde, course, gradebook):
    hand_in(course.root, "cid")
    path = course.root / "submitted" / "cid" / "letters" / "dates.ipynb"
    path.write_text(path.read_text("utf-8")[:-200], "utf-8")

    assert autograde("cid")["success"]
    assert 3.0 == points(gradebook, "cid")["dates", "dates-auto"][0]


def test_without_a_sandbox_the_button_runs_nothing(autograde, course, gradebook, monkeypatch):
    from quellenkritik.errors import Mistake

    def none():
        raise Mistake("sandbox", "none", "bubblewrap")

    monkeypatch.setattr("quellenkritik.grading.stock.probe", none)
    hand_in(course.root, "dee")

    assert not autograde("dee")["success"]
    assert {} == Gradebook.identities(gradebook)
