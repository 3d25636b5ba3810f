"""A sample for a second marker: every mark is in it, no name is, and its points come back under the right ones."""

import csv
import json

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.grading import secondmarker
from quellenkritik.grading.classbook import Line, ManualGrade
from quellenkritik.grading.commands import report


def line(student, points, release="r1"):
    grade = ManualGrade("hands-reason", points, 4.0, points is None, "")
    return Line(student, "letters", "hands", "graded", 0.0, 0.0, (grade,), {"release": release})


@pytest.fixture
def root(tmp_path):
    for number in range(12):
        folder = tmp_path / "autograded" / f"student-{number}" / "letters"
        folder.mkdir(parents=True)
        source = f'<div class="student-text">\n<p>Because of <em>number</em> {number} &amp; more.</p>\n</div>'
        cell = {"metadata": {"nbgrader": {"grade_id": "hands-reason"}}, "source": source}
        (folder / "hands.ipynb").write_text(json.dumps({"cells": [{"metadata": {}, "source": "x"}, cell]}))
    return tmp_path


# Nine answers with 3 points, one each with 0, 1 and 2: a plain draw of four would often hold threes only.
CLASS = [line(f"student-{n}", 3.0 if n > 2 else float(n)) for n in range(12)]


def test_every_mark_is_in_the_sample(root):
    drawn = secondmarker.draw(CLASS, root, 4)

    points = {entry.student: entry.manual[0].points for entry in CLASS}
    assert [0.0, 1.0, 2.0, 3.0] == sorted(points[d.student] for d in drawn)
    assert drawn == secondmarker.draw(CLASS, root, 4)


def test_the_sheet_holds_the_answer_and_no_name_or_mark(root):
    drawn = secondmarker.draw(CLASS, root, 12)

    rows = list(csv.DictReader(secondmarker.sheet(drawn).splitlines()))

    assert 12 == len(rows)
    assert {"Because of number 7 & more."} < {row["answer"] for row in rows}
    assert {("", "4")} == {(row["points"], row["max_points"]) for row in rows}
    assert "student-" not in secondmarker.sheet(drawn)


def test_another_class_has_other_codes(root):
    other = [line(f"student-{n}", 3.0, release="r2") for n in range(12)]

    codes = [{d.code for d in secondmarker.draw(found, root, 12)} for found in (CLASS, other)]

    assert not codes[0] & codes[1]


def test_points_come_back_under_the_names(root):
    drawn = secondmarker.draw(CLASS, root, 4)
    path = root / "second-marker.csv"
    filled = secondmarker.sheet(drawn).replace(",,4\n", ',"2,5",4\n')  # as a German spreadsheet writes it
    path.write_text(filled)
    secondmarker.codes_file(path).write_text(secondmarker.codes(drawn))

    assert {(d.student, "hands-reason"): 2.5 for d in drawn} == report._marks(path)


def test_a_strange_code_is_named(root):
    path = root / "second-marker.csv"
    path.write_text("code,cell,answer,points,max_points\nffff,hands-reason,x,3,4\n")
    secondmarker.codes_file(path).write_text("code,cell,student\n")

    with pytest.raises(Mistake, match="ffff"):
        secondmarker.read(path)


def test_nothing_marked_yet(root):
    with pytest.raises(Mistake, match="a first person"):
        secondmarker.draw([line("student-1", None)], root, 4)
