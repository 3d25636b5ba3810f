"""The class at a glance: its numbers, its page, one student's trail, and two markers compared."""

import re

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.grading import classview
from quellenkritik.grading.classbook import Line
from quellenkritik.grading.commands import report
from quellenkritik.measures.agreement import weighted_kappa
from quellenkritik.measures.items import analyse, correlation
from tests.grading.test_commands import klass, qk  # noqa: F401 (a fixture)
from tests.grading.test_pages import NASTY


def line(student, share, other=0.5, stated="[]", codes=("first",)):
    criteria = [
        {"id": "a", "points": 2 * share, "max_points": 2.0, "codes": [], "notes": {"stated": stated}},
        {"id": "b", "points": other, "max_points": 1.0, "codes": [], "notes": {}},
    ]
    points = 2 * share + other
    return Line(student, "t", "e", "graded", points, 3.0, (), {"criteria": criteria, "codes": list(codes)})


def test_difficulty_and_discrimination_of_each_criterion():
    found = {
        one.name: one
        for one in classview.items([line("x", 1.0, 1.0), line("y", 0.5, 0.5), line("z", 0.0, 0.0)])
    }

    assert (3, 0.5) == (found["e: a"].students, found["e: a"].difficulty)
    assert pytest.approx(1.0) == found["e: a"].discrimination


def test_what_does_not_vary_discriminates_nothing():
    (one,) = analyse({"a": {"x": 1.0, "y": 1.0, "z": 1.0}}, {"a": 2.0})

    assert (1.0, None) == (one.difficulty, one.discrimination)
    assert correlation([1.0, 2.0], [2.0, 1.0]) is None
    assert pytest.approx(-1.0) == correlation([1.0, 2.0, 3.0], [3.0, 2.0, 1.0])


def test_the_distribution_counts_students_once():
    found = dict(classview.distribution([line("x", 1.0, 1.0), line("x", 1.0, 1.0), line("y", 0.0, 0.0)]))

    assert (1, 1, 2) == (found["0 to 10 %"], found["90 to 100 %"], sum(found.values()))


def test_the_page_stands_alone_and_says_its_figures_in_words():
    text = classview.page(NASTY, [line(NASTY, 0.5, stated="[[0.9, 1], [0.1, 0]]", codes=(NASTY,))])

    assert "default-src 'none'" in text
    assert not re.search(r"<(script|img|iframe|link)|https?://(?!www\.w3\.org/2000/svg)", text)
    assert 3 == text.count('role="img"') == text.count("The figure in words")
    assert "Stated 90% on average: 1 items, 100% of them so." in text


def test_without_probabilities_there_is_no_reliability_diagram():
    assert 2 == classview.page("x", [line("x", 0.5)]).count('role="img"')


def test_the_command_writes_the_page_and_prints_the_trail(klass, capsys):  # noqa: F811
    root, inbox = klass
    qk(root, "grade", inbox)
    qk(root, "report")
    qk(root, "report", "--student", "ann")

    said = capsys.readouterr().out
    assert (root / "report.html").is_file()
    # Two workers may finish in either order; the trail keeps the order in which they were recorded.
    lines = sorted((t for t in said.splitlines() if "first grading" in t), key=lambda t: "dates" not in t)
    assert 2 == len(lines)
    assert re.search(
        r"dates  - -> 4  verdict: graded; sha256 [0-9a-f]{64}, release [0-9a-f]{16}, grader \S+", lines[0]
    )


def test_a_student_who_is_not_there(klass, capsys):  # noqa: F811
    root, inbox = klass
    qk(root, "grade", inbox)

    assert 2 == qk(root, "report", "--student", "eve")
    assert "one of ann, bob" in capsys.readouterr().err


def test_weighted_kappa():
    assert pytest.approx(1.0) == weighted_kappa([0, 1, 2, 3], [0, 1, 2, 3])
    assert pytest.approx(2 / 3) == weighted_kappa([0, 1, 2, 3], [1, 1, 2, 2])
    assert weighted_kappa([0, 3, 0, 3], [0, 2, 0, 2]) > weighted_kappa([0, 3, 0, 3], [0, 0, 3, 3])
    assert 0.0 == weighted_kappa([1, 1], [1, 1])
    with pytest.raises(ValueError, match="same units"):
        weighted_kappa([1], [1, 2])


def test_a_double_marked_sample(tmp_path):
    head = "student,exercise,cell,points,max_points,comment\n"
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text(head + "x,e,e-why,0,3,\ny,e,e-why,1,3,\nz,e,e-why,2,3,\nu,e,e-why,3,3,\nv,e,e-why,,3,\n")
    other.write_text(
        head + "x,e,e-why,1,3,\ny,e,e-why,1,3,\nz,e,e-why,2,3,\nu,e,e-why,2,3,\nw,e,e-why,3,3,\n"
    )

    (said,) = report.compared(report._marks(one), report._marks(other))

    assert "e-why: 4 answers marked twice, the same points for 2, weighted kappa 0.67" in said
    with pytest.raises(Mistake, match=r"marks\.csv"):
        report._marks(tmp_path / "none.csv")
