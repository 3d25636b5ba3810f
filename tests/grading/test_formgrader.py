"""Marking by hand in a real Chromium: the rubric is there, keys do it, points and comment come out in the export."""

import csv
import json
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest
import yaml

from quellenkritik.course.registry import ManualCell
from quellenkritik.course.rubricfile import by_cell
from quellenkritik.grading import classbook, tables
from quellenkritik.grading.commands import formgrader
from quellenkritik.grading.master import Course
from tests.grading import chromium, letters
from tests.grading.test_nbgrader_opens import environment
from tests.support import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine"),
]
TOKEN = "of-this-test"
OUTSIDE = "http://198.51.100.7"
NASTY = f"""Because.
<script>alert(1)</script><img src=x onerror="alert(2)"><svg onload="alert(3)"></svg>
![x]({OUTSIDE}/a.png) [x](javascript:alert(4)) <iframe src="{OUTSIDE}"></iframe> <style>@import '{OUTSIDE}'</style>
"""
SHOWS = f"from IPython.display import HTML\nHTML('<script>alert(5)</script><img src={OUTSIDE}>')"
PRINTS = "print('<script>alert(6)</script><img src=x onerror=alert(7)>')"


@pytest.fixture
def course(tmp_path):
    """The constructed course, its written answer worth four points: 3 of 4 is what a marker types most."""
    root = letters.build(tmp_path / "course")
    path = root / "source" / "letters" / "hands.ipynb"
    path.write_text(path.read_text("utf-8").replace('"points": 2.0', '"points": 4.0'), "utf-8")
    return Course(root)


@pytest.fixture
def graded(engine, inbox, course):
    for student in ("ann", "bob"):
        answer = letters.answer_cell("hands", letters.answer_text("hands", 3))
        path = letters.hand_in(inbox, student, "hands", answer, prose=NASTY, extra=PRINTS)
        book = json.loads(path.read_text("utf-8"))
        for kind, source in (("raw", NASTY), ("markdown", NASTY), ("code", SHOWS)):
            cell = {"cell_type": kind, "id": f"own-{kind}", "metadata": {}, "source": source}
            if kind == "code":
                cell |= {"outputs": [_html_output()], "execution_count": 1}
            book["cells"].append(cell)
        letters.write(path, book)
    engine().grade([inbox])
    rubric = yaml.safe_load((ROOT / "solutions" / "rubric.yml").read_text("utf-8"))
    cells = {"hands-reason": ManualCell(4.0, ("evidence",))}
    (course.root / "rubric.json").write_text(json.dumps(by_cell(rubric, cells)), "utf-8")
    return course.root


def _html_output():
    data = {"text/html": f"<script>alert(8)</script><img src={OUTSIDE}/b.png>"}
    return {"output_type": "display_data", "data": data, "metadata": {}}


@pytest.fixture
def served(graded, tmp_path):
    """The address of ``qk formgrader`` on the course."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [*formgrader.command(graded, port, browser=False), f"--IdentityProvider.token={TOKEN}"]
    with (tmp_path / "server.log").open("w") as log:
        server = subprocess.Popen(words, cwd=graded, env=environment(tmp_path), stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/api", timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def browser(served, tmp_path):
    opened = chromium.Chromium(tmp_path / "chromium")
    opened.open(f"{served}/formgrader?token={TOKEN}")  # as the command prints it
    opened.until("location.pathname === '/formgrader/manage_assignments'")
    opened.until("document.readyState === 'complete'")
    yield opened
    opened.close()


def submissions(address):
    request = urllib.request.Request(
        f"{address}/formgrader/api/submitted_notebooks/letters/hands",
        headers={"Authorization": f"token {TOKEN}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return {book["student"]: book["id"] for book in json.load(answer)}


def row(gradebook, student):
    rows = csv.DictReader(tables.grades(classbook.lines(gradebook)).splitlines())
    return next(r for r in rows if (r["student"], r["exercise"]) == (student, "hands"))


READY = "document.body && document.body.dataset.qkRubric === 'ready' && formgrader.grades.loaded"


def test_points_and_a_comment_given_by_keyboard_are_in_the_export(served, browser, gradebook):
    ids = submissions(served)
    first, second = sorted(ids, key=lambda student: ids[student])
    browser.open(f"{served}/formgrader/submissions/{ids[first]}/")
    browser.until(READY)
    browser.until("formgrader.comments && formgrader.comments.loaded")

    shown = browser.run("document.querySelector('.qk-rubric').innerText")
    assert "Are the exact words given" in shown
    assert "Points to a text, not to its words." in shown
    assert first not in browser.run("document.querySelector('.breadcrumb').innerText")  # anonymous

    browser.key("3", "Digit3", alt=True, number=51)
    browser.until("document.getElementById('hands-reason').value === '4'")
    browser.key("2", "Digit2", alt=True, number=50)
    browser.until("document.getElementById('hands-reason').value === '2.75'")
    browser.run("document.querySelector('[data-comment=evidence]').click()")
    browser.key("c", "KeyC", alt=True, number=67)
    browser.until("document.activeElement.id === 'hands-reason-comment'")
    browser.run(
        "(function(){var e=document.activeElement; e.setSelectionRange(e.value.length, e.value.length)})()"
    )
    browser.type(" Well said.")
    browser.key(".", "Period", control=True, number=190)
    browser.until(f"location.href.indexOf('{ids[second]}') > 0")
    browser.until(READY)

    found = row(gradebook, first)
    assert ("5.75", "2.75", "0") == (found["points"], found["manual_points"], found["cells_waiting"])
    remark = gradebook.grades()[first, "hands"]["hands-reason"]["comment"]
    assert "Give the exact words and their id. Well said." == remark
    assert ("manual", 2.75) == [(t["kind"], t["after"]) for t in gradebook.trail(first)][-1]
    assert "1" == row(gradebook, second)["cells_waiting"]
    only_this_machine(browser, served)


def test_three_of_four_points_typed_with_a_comment_are_in_the_export(served, browser, gradebook):
    ids = submissions(served)
    browser.open(f"{served}/formgrader/submissions/{ids['ann']}/")
    browser.until(READY)
    browser.until("formgrader.comments && formgrader.comments.loaded")
    browser.run("document.getElementById('hands-reason').select()")
    browser.type("3")
    browser.key("c", "KeyC", alt=True, number=67)
    browser.until("document.activeElement.id === 'hands-reason-comment'")
    browser.type("Which words show it?")
    browser.key(".", "Period", control=True, number=190)
    browser.until(f"location.href.indexOf('{ids['ann']}') < 0")

    found = row(gradebook, "ann")
    assert ("3", "4", "6") == (found["manual_points"], found["manual_max"], found["points"])
    (said,) = next(m for m in classbook.lines(gradebook) if m.student == "ann").manual
    assert (3.0, "Which words show it?") == (said.points, said.comment)


def only_this_machine(browser, served):
    asked = [url for url in browser.asked if not url.startswith(("data:", "about:", "blob:", served))]
    assert [] == asked
    assert [] == browser.dialogs


def test_nothing_of_a_student_runs_or_loads_in_the_view(served, browser):
    for ident in submissions(served).values():
        browser.open(f"{served}/formgrader/submissions/{ident}/")
        browser.until(READY)
    browser.run("new Promise(function (done) { setTimeout(function () { done(1); }, 500); })")

    only_this_machine(browser, served)
    inside = (
        "#notebook .text_cell_render, #notebook .input_area, #notebook .output_wrapper, #notebook-container"
    )
    bad = f"""Array.from(document.querySelectorAll("{inside}")).flatMap(function (e) {{
        return Array.from(e.querySelectorAll('script, svg, img, iframe, style, object, embed, [onerror], [onload],' +
          ' a[href^="javascript"]')); }}).map(function (e) {{ return e.outerHTML; }})"""
    assert [] == browser.run(bad)


def test_no_raw_cell_of_a_student_is_in_the_view(graded):
    """Raw cells are passed through by the view, in whatever box; as Markdown the check above finds them."""
    text = (graded / "autograded" / "ann" / "letters" / "hands.ipynb").read_text("utf-8")
    submitted = (graded / "submitted" / "ann" / "letters" / "hands.ipynb").read_text("utf-8")

    assert "raw" not in {cell["cell_type"] for cell in json.loads(text)["cells"]}
    assert "raw" in {cell["cell_type"] for cell in json.loads(submitted)["cells"]}


def test_it_could_fail(served, browser, graded):
    """Where a notebook is put there as the student wrote it, the same look finds the outside address and the script."""
    ident = submissions(served)["ann"]
    raw = graded / "submitted" / "ann" / "letters" / "hands.ipynb"
    (graded / "autograded" / "ann" / "letters" / "hands.ipynb").write_bytes(raw.read_bytes())
    browser.open(f"{served}/formgrader/submissions/{ident}/")
    browser.until("document.readyState === 'complete'")

    assert browser.run("document.querySelectorAll('#notebook script, #notebook img').length") > 0
    assert browser.dialogs
