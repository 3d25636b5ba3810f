"""A notebook in the browser by a student's own path: from the exercise's page to a graded file, and nothing from abroad."""

import re
import time

import pytest

from quellenkritik.course import project
from quellenkritik.grading.sandbox.probe import probe
from tests.book import browser_class, notebook_page
from tests.grading import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine"),
]
CASES = {
    "pivot": ("translation/pivot.html", "sample-pivot-average"),
    "stemma_code": ("narrative/stemma_code.html", "sample-stemma_code-first-steps"),
}
"""A form, and a program: each done once rightly and once in part."""


@pytest.fixture(scope="module")
def term(built_site, tmp_path_factory):
    """Two exercises done twice in one browser, which is closed and opened again; then graded."""
    if probe().level != "full":
        pytest.skip(f"no full sandbox on this machine: {probe().reason}")
    here, folder, works, kept = project.find(), tmp_path_factory.mktemp("term"), [], {}
    drawn = browser_class.all_drawn(here)
    desk = notebook_page.Desk(folder / "home")
    try:
        with notebook_page.served(built_site.parent) as there:
            base = f"{there.address}/{built_site.name}"  # not at the root of the host
            for exercise, (page, other) in CASES.items():
                right = browser_class.student(f"{exercise}-right", exercise, "solution")
                part = browser_class.sample(here, other)
                works += browser_class.go_through(
                    desk, f"{base}/{page}", built_site, drawn[exercise], [right, part], folder / "in"
                )
            kept["pivot"] = _closed_and_opened(desk, f"{base}/{CASES['pivot'][0]}", built_site)
    finally:
        desk.close()
    return works, browser_class.grade(here, drawn, works, folder), kept, notebook_page.foreign(desk.logs)


def _closed_and_opened(desk, page, site):
    """Write something, save nothing, close the browser, and return what the notebook holds when it is opened again."""
    cells = browser_class.Cells(site / "lite" / "files" / "pivot.ipynb", "pivot")
    desk.go_in(page)
    desk.write(cells.answer, 'pivot = "half a thought, not saved by hand"')
    time.sleep(10)  # the notebook saves itself every five seconds
    desk.close()
    desk.open()
    desk.go_in(page)
    return desk.text(cells.answer)


def test_what_is_done_in_the_browser_is_graded_as_what_is_done_on_a_machine(term):
    """One test, so that one worker does the work once; each point is looked at by name."""
    works, given, kept, (own, others) = term
    assert 4 == len(given)
    for work in works:
        browser, machine = given[work.student.name]
        assert browser is not None, work.student.name
        assert "graded" == browser["verdict"]
        assert browser == machine, work.student.name
    _points(given)
    _said({work.student.name: work.said for work in works})
    assert "half a thought, not saved by hand" in kept["pivot"], "work survives closing the browser"
    assert 400 < own, "the browser's log of the network was read"
    assert [] == others, "foreign hosts"


def _points(given):
    """The right answer earns everything, the other one a part."""
    shares = {name: ours["points"] / ours["max_points"] for name, (ours, _) in given.items()}
    assert [1.0, 1.0] == [share for name, share in shares.items() if name.endswith("-right")]
    assert all(0 < share < 1 for name, share in shares.items() if not name.endswith("-right")), shares


def _said(said):
    """The check in the notebook tells whether the form is in order."""
    assert "complete and in order" in said["pivot-right"]
    assert "complete and in order" not in said["sample-pivot-average"]
    assert "complete and in order" in said["stemma_code-right"]


def test_the_page_does_not_promise_less_than_is_loaded(built_site, tmp_path):
    seconds, sent = notebook_page.first_output(built_site, tmp_path / "home")
    page = (built_site / "translation" / "pivot.html").read_text(encoding="utf-8")
    (promised,) = re.findall(r'class="qk-browser-size">(\d+)<', page)

    assert sent <= int(promised) * 1e6 <= 1.6 * sent
    assert 0 < seconds
