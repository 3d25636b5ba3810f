"""The sample class is graded for real, and everybody gets exactly what is written down; the demo tells it."""

import os
import subprocess
import sys
import threading
import urllib.request

import pytest

from quellenkritik.course import cohort, notebook, outer, project, release, sampleclass
from quellenkritik.course.cohort import Expected
from quellenkritik.course.commands import demo
from quellenkritik.course.sampleclass import Graded, Row
from quellenkritik.tasks.functions import FAULTS, is_function_task

ROW = Row("sample-a", "pivot", "graded", 2.0, 2.0, 1, ())
OTHER = Row("sample-b", "pivot", "blank", 0.0, 1.0, 0, ("word 0, expected 1",))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The class, graded once, in a folder whose name has a space in it."""
    folder = tmp_path_factory.mktemp("the class") / "in here"
    folder.mkdir()
    _demand_outer(folder)
    return sampleclass.grade(project.find(), folder)


def _demand_outer(folder):
    """Skip by name where there is no outer sandbox for hostile work; in CI that is a failure."""
    if reason := outer.refusal(folder):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no outer sandbox for hostile work: {reason}")


@pytest.mark.slow
def test_everybody_gets_what_is_written_down(graded):
    """Verdict, every criterion, the sum and, where they are named, the feedback codes."""
    assert [] == [(r.student, r.exercise, r.differences) for r in graded.rows if not r.as_expected]
    assert () == graded.left_out


@pytest.mark.slow
def test_written_parts_wait_for_a_person(graded):
    waiting = {(r.student, r.exercise): r.waiting for r in graded.rows}

    assert 1 == waiting["sample-perfect", "sourcing"]
    assert 0 == waiting["sample-empty", "sourcing"]


@pytest.fixture(scope="module")
def students():
    here = project.find()
    return here, cohort.load(here.cohort)


def test_the_class_has_all_that_it_must_have(students):
    """At least twelve; perfect, empty, average, blind, mangled, crashing, endless, looking for the key; three ways in."""
    _, everybody = students
    names = {student.name for student in everybody}

    assert 12 <= len(names)
    for part in ("perfect", "empty", "blind", "mangled", "crash", "endless", "gold-reader", "yaml-only"):
        assert f"sample-{part}" in names
    assert [name for name in names if name.endswith("average")]
    assert {"folder", "zip", "yaml"} == {student.handin for student in everybody}
    assert {"sample-crash", "sample-endless", "sample-gold-reader"} <= {
        s.name for s in everybody if s.hostile
    }


def test_every_misconception_has_its_student(students):
    """Each named misconception of each exercise is given by somebody in the class."""
    here, everybody = students
    named = {(ident, code) for s in everybody for ident, e in s.expected.items() for code in e.codes or ()}
    wanted = {(one.exercise.id, m.code) for one in release.draw_all(here) for m in one.task.misconceptions}

    assert set() == wanted - named


def test_every_fault_of_a_program_has_its_student(students):
    """How a function can fail is the same in every function exercise: each fault is shown by somebody, somewhere."""
    here, everybody = students
    named = {code for s in everybody for e in s.expected.values() for code in e.codes or ()}
    asked = any(is_function_task(one.task) for one in release.draw_all(here))

    assert not asked or {fault.code for fault in FAULTS} <= named


@pytest.mark.attack
def test_the_reader_of_gold_could_succeed(students, tmp_path):
    """Where a solved notebook lies beside it, its own cell finds the answer: the nought it gets is the sandbox's doing."""
    _demand_outer(tmp_path)
    here, everybody = students
    (reader,) = [student for student in everybody if student.name == "sample-gold-reader"]
    (tmp_path / "source" / "translation").mkdir(parents=True)
    (one,) = [one for one in release.draw_all(here) if one.exercise.id == "pivot"]
    release.write(
        {tmp_path / "source" / "translation" / "pivot.ipynb": notebook.to_text(notebook.solved(here, one))}
    )
    (tmp_path / "cell.py").write_text(reader.submissions["pivot"]["cells"][0] + "\nprint(pivot)\n")

    inner = [sys.executable, "cell.py"]
    done = subprocess.run(
        outer.command(tmp_path, inner),
        env=outer.environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert one.solution.strip() == done.stdout.strip(), done.stderr


@pytest.mark.attack
def test_the_outer_sandbox_closes_everything_but_its_folder(tmp_path):
    """Nothing else can be written, no process outside is seen, there is no network but loopback, and no capability."""
    folder, outside = tmp_path / "in here", tmp_path / "outside"
    folder.mkdir()
    _demand_outer(folder)
    look = f"""
import os, pathlib, socket
pathlib.Path("inside").write_text("x")
try:
    pathlib.Path({str(outside)!r}).write_text("x")
except OSError as error:
    print("closed", error.errno)
print("processes", len([name for name in os.listdir("/proc") if name.isdigit()]))
print("capabilities", [l.split()[1] for l in open("/proc/self/status") if l.startswith("CapEff")][0].strip("0") or "none")
print("networks", [name for _, name in socket.if_nameindex()])
"""
    done = subprocess.run(
        outer.command(folder, [sys.executable, "-c", look]),
        env=outer.environment(folder),
        capture_output=True,
        text=True,
        check=True,
    )

    assert ["closed 30", "processes 1", "capabilities none", "networks ['lo']"] == done.stdout.splitlines()
    assert (folder / "inside").is_file()
    assert not outside.exists()


def test_what_is_missing_for_an_outer_sandbox_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(outer.shutil, "which", lambda name: None)

    assert "not installed: unshare, setpriv, bwrap" == outer.refusal(tmp_path)


def test_hostile_work_is_left_out_by_name_where_it_cannot_be_fenced(monkeypatch, tmp_path):
    monkeypatch.setattr(outer, "refusal", lambda folder: "not installed: bwrap")
    taking_part, left_out, reason = sampleclass.prepare(project.find(), tmp_path / "class")

    assert {"sample-crash", "sample-endless", "sample-gold-reader"} <= set(left_out)
    assert not [s.name for s in taking_part if s.hostile]
    assert "not installed: bwrap" == reason


RIGHT = {"verdict": "graded", "criteria": [{"id": "word", "points": 1.5}], "codes": ["x"]}


@pytest.mark.parametrize(
    ("change", "differences"),
    [
        ({}, ()),
        ({"verdict": "blank"}, ("verdict blank, expected graded",)),
        ({"criteria": [{"id": "word", "points": 1.500001}]}, ("word 1.500001, expected 1.5",)),
        ({"criteria": []}, ("word nothing, expected 1.5",)),
        ({"criteria": [*RIGHT["criteria"], {"id": "new", "points": 0}]}, ("new 0, expected nothing",)),
        ({"codes": []}, ("codes none, expected x",)),
    ],
)
def test_every_difference_is_told(change, differences):
    expected = Expected("graded", {"word": 1.5}, 1.5, frozenset({"x"}))
    row = sampleclass._row("sample-a", "pivot", expected, {**RIGHT, **change})

    assert differences == row.differences


def test_the_table_tells_what_differs_and_who_was_left_out():
    said = demo.table(Graded((ROW, OTHER), ("sample-c",), "not installed: bwrap", ""))

    assert "NOT AS EXPECTED: word 0, expected 1" in said
    assert "sample-c: left out, for there is no outer sandbox here (not installed: bwrap)" in said


def test_the_last_line_is_for_machines():
    expected = "submissions=2 as_expected=1 waiting_cells=1 pages=200 seconds=42"

    assert expected == demo.last_line([ROW, OTHER], 200, 41.7)


def test_the_book_is_served_on_this_machine_alone(tmp_path):
    (tmp_path / "index.html").write_text("the book")
    with demo.server(tmp_path) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        host, port = http.server_address[:2]
        with urllib.request.urlopen(f"http://{host}:{port}/", timeout=10) as answer:
            said = answer.read()
        http.shutdown()

    assert ("127.0.0.1", b"the book") == (host, said)
