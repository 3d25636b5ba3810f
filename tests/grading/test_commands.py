"""The instructor's commands, as typed."""

import json

import pytest

from quellenkritik import cli, tasks
from tests.grading import letters


@pytest.fixture
def klass(tmp_path, monkeypatch, full):
    """A course and a class of two; the commands find the constructed tasks."""
    monkeypatch.setattr(tasks, "task", letters.task)
    monkeypatch.setattr("quellenkritik.grading.engine.PREPARED", ("yaml", "quellenkritik"))
    root = letters.build(tmp_path / "course")
    for student, right in (("ann", 4), ("bob", 1)):
        for exercise in letters.KEYS:
            letters.hand_in(
                tmp_path / "in",
                student,
                exercise,
                letters.answer_cell(exercise, letters.answer_text(exercise, right)),
                prose="So.",
            )
    return root, tmp_path / "in"


def qk(root, *words):
    return cli.main([words[0], *map(str, words[1:]), "--course", str(root)])


def test_grade_ends_by_saying_what_waits(klass, capsys):
    root, inbox = klass

    assert 0 == qk(root, "grade", inbox)

    said = capsys.readouterr().out.strip().splitlines()
    assert said[-2].startswith("4 submissions in")
    assert "2 cells wait for a person." == said[-1]


def test_grade_again_says_that_nothing_changed(klass, capsys):
    root, inbox = klass
    qk(root, "grade", inbox)
    qk(root, "grade", inbox)

    assert "4 were graded before and have not changed." in capsys.readouterr().out


def test_grade_for_machines(klass, capsys):
    root, inbox = klass
    (inbox / "odd.docx").write_text("x")

    assert 1 == qk(root, "grade", inbox, "--json")

    data = json.loads(capsys.readouterr().out)
    assert ({"graded": 4}, 2, "full") == (data["verdicts"], data["waiting_cells"], data["sandbox"]["level"])
    assert ["in/odd.docx"] == [entry["file"] for entry in data["refused"]]
    assert {"right": 1.0} == next(
        r["criteria"] for r in data["results"] if (r["student"], r["exercise"]) == ("bob", "dates")
    )


def test_export_feedback_and_report(klass, capsys):
    root, inbox = klass
    qk(root, "grade", inbox)
    assert [0, 0, 0] == [qk(root, "export"), qk(root, "feedback"), qk(root, "report")]

    table = capsys.readouterr().out.splitlines()
    assert any(line.split() == ["ann", "4/4", "4/6", "8", "1"] for line in table)
    assert "student,assignment,exercise,verdict" in (root / "grades.csv").read_text()
    assert "ann,dates,right,4,4," in (root / "criteria.csv").read_text()
    assert "8 of 10 points" in (root / "feedback" / "ann" / "index.html").read_text("utf-8")


def test_no_sandbox_is_said_aloud_each_time(klass, capsys):
    root, inbox = klass
    qk(root, "grade", inbox / "ann", "--unsafe-no-sandbox")

    assert "WARNING: --unsafe-no-sandbox" in capsys.readouterr().err


def test_wrong_use_is_told_in_one_sentence(tmp_path, capsys):
    assert 2 == qk(tmp_path, "grade", tmp_path / "none")

    assert "qk release --course" in capsys.readouterr().err


def test_a_path_that_is_not_there(klass, capsys):
    assert 2 == qk(klass[0], "grade", klass[1] / "none")

    assert "no such file or folder" in capsys.readouterr().err
