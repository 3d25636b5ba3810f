"""nbgrader's own tools and its formgrader open what the engine wrote, and what a person gives there is exported."""

import csv
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from quellenkritik.course.classroom import CONFIG
from quellenkritik.grading import classbook, tables
from tests.grading import letters

pytestmark = pytest.mark.slow
TOKEN = "of-this-test"


@pytest.fixture
def graded(engine, inbox, course):
    for student, prose in (("ann", "Because <b onclick=a()>of</b> this."), ("bob", "Your answer here.")):
        for exercise in letters.KEYS:
            letters.hand_in(
                inbox,
                student,
                exercise,
                letters.answer_cell(exercise, letters.answer_text(exercise, 3)),
                prose=prose,
            )
    engine().grade([inbox])
    return course.root


def environment(home):
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    folders = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    return {**os.environ, "PATH": programs, "HOME": str(home), **folders}


def nbgrader(root, home, *words):
    """Run nbgrader in the course folder and return what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=root,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stderr


def test_export_and_feedback_find_everything(graded, tmp_path):
    said = nbgrader(graded, tmp_path, "export", "--to", str(tmp_path / "out.csv"))
    said += nbgrader(graded, tmp_path, "generate_feedback", "letters")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8").splitlines()))
    html = (graded / "feedback" / "ann" / "letters" / "hands.html").read_text("utf-8")

    assert [("ann", "6.0", "10.0"), ("bob", "6.0", "10.0")] == [
        (r["student_id"], r["score"], r["max_score"]) for r in rows
    ]
    assert "ERROR" not in said
    assert "onclick=a()&gt;" in html
    assert "<b onclick" not in html


LOADS = re.compile(
    r"""(?:src|href)\s*=\s*["']?(?:https?:)?//[^"'\s>]+|import\s+[^;]*["']https?://|url\(["']?https?:"""
)


@pytest.mark.parametrize(
    "configured", [True, False], ids=["as released", "stock, so that the look could fail"]
)
def test_nbgraders_own_feedback_pages_load_nothing_from_elsewhere(graded, tmp_path, configured):
    if configured:
        (graded / "nbgrader_config.py").write_text(CONFIG.format(name="default_course"), "utf-8")
    nbgrader(graded, tmp_path, "generate_feedback", "letters")

    html = (graded / "feedback" / "ann" / "letters" / "hands.html").read_text("utf-8")

    assert (not configured) == bool(LOADS.findall(html)), LOADS.findall(html)


@pytest.fixture
def formgrader(graded, tmp_path):
    """The address of a formgrader that serves the course on a loopback port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [
        "--allow-root",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={graded}",
        f"--IdentityProvider.token={TOKEN}",
        "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}",
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", *words],
        cwd=graded,
        env=environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                ask(address, "/api")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.5)
        yield address + "/formgrader"
    finally:
        server.terminate()
        server.wait(20)


def ask(address, path, data=None):
    """Return what the server answers to a request (PUT where there is data)."""
    request = urllib.request.Request(address + path, headers={"Authorization": f"token {TOKEN}"})
    if data is not None:
        request.data, request.method = json.dumps(data).encode(), "PUT"
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode("utf-8")


def test_the_formgrader_shows_the_answer_and_keeps_points_and_comment(formgrader, gradebook, engine, inbox):
    books = json.loads(ask(formgrader, "/api/submitted_notebooks/letters/hands"))
    ann = next(book for book in books if book["student"] == "ann")
    page = ask(formgrader, f"/submissions/{ann['id']}/")
    grades = json.loads(ask(formgrader, f"/api/grades?submission_id={ann['id']}"))
    comments = json.loads(ask(formgrader, f"/api/comments?submission_id={ann['id']}"))
    waiting = next(g for g in grades if g["name"] == "hands-reason")
    remark = next(c for c in comments if c["name"] == "hands-reason")
    ask(formgrader, f"/api/grade/{waiting['id']}", {"manual_score": 1.5, "extra_credit": None})
    ask(formgrader, f"/api/comment/{remark['id']}", {"manual_comment": "=Well said."})

    assert "Because" in page
    assert "<b onclick" not in page
    row = next(
        r
        for r in csv.DictReader(tables.grades(classbook.lines(gradebook)).splitlines())
        if (r["student"], r["exercise"]) == ("ann", "hands")
    )
    assert ("4.5", "1.5", "0") == (row["points"], row["manual_points"], row["cells_waiting"])

    engine(regrade=True).grade([inbox])
    kept = gradebook.grades()["ann", "hands"]["hands-reason"]
    assert (1.5, "=Well said.", False) == (kept["points"], kept["comment"], kept["waiting"])
