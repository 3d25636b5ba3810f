"""The live cells of the built book in a real Chromium with a closed network: run, edit, fail, stop, by keyboard, small."""

import json
import re
import sys

import pytest

from quellenkritik.course import browser_python, experiments
from quellenkritik.course.project import Project
from tests.book import live_pages
from tests.book.audit import Closed, foreign_requests
from tests.book.live_pages import Cell, opened
from tests.book.test_chapters import BOOK, EXPERIMENT, chapters
from tests.grading import chromium
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import live_cell

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine"),
]
PAGES = {
    path.relative_to(BOOK).with_suffix(".html").as_posix(): names
    for path in chapters()
    if (names := EXPERIMENT.findall(path.read_text(encoding="utf-8")))
}
PAGE, NAME = "narrative/who-copied-whom.html", "two-trees"


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    folder = tmp_path_factory.mktemp("python") / "pyodide"
    browser_python.lay_out(Project(ROOT), folder)
    return folder


@pytest.fixture(scope="module")
def outcomes():
    return experiments.outcomes(Project(ROOT))


@pytest.fixture(scope="module")
def site(built_book, python):
    with live_pages.served(built_book, python) as address:
        yield address


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened_one = Closed(tmp_path_factory.mktemp("chromium"))
    opened_one.call("Emulation.setFocusEmulationEnabled", enabled=True)
    yield opened_one
    opened_one.close()


@pytest.fixture(scope="module")
def page(site, browser):
    """One page whose Python runs already, for the tests that only need a cell."""
    opened(browser, f"{site}/{PAGE}")
    assert Cell(browser, NAME).run().endswith("The same output as printed here.")
    return browser


@pytest.fixture
def cell(page):
    found = Cell(page, NAME)
    found.press("Reset")
    return found


@pytest.mark.parametrize(("path", "name"), [(path, name) for path, names in PAGES.items() for name in names])
def test_the_browser_gives_what_the_page_prints(path, name, site, page, outcomes):
    """The code as it stands on each page, run in one Python: the same as on the page, and as here, to the letter."""
    code, printed = page.run(
        f"fetch('{site}/{path}').then(a => a.text()).then(t => new DOMParser().parseFromString(t, 'text/html')"
        f".getElementById('experiment-{name}')).then(e => [e.querySelector('.qk-live-code pre').textContent,"
        " e.querySelector('.qk-live-out').textContent])"
    )
    cell = Cell(page, NAME)
    cell.write(code)

    assert cell.run().startswith("Done")
    assert printed == cell.ask(".querySelector('.qk-live-out').textContent")
    assert live_cell.given(outcomes[name]) and same_markup(page, cell, live_cell.given(outcomes[name]))


def same_markup(browser, cell, html):
    """Whether the output of a cell is this HTML, as the browser itself would write it."""
    made = f"Object.assign(document.createElement('div'), {{innerHTML: {json.dumps(html)}}}).innerHTML"
    return browser.run(f"{made} === {cell.box}.querySelector('.qk-live-out').innerHTML")


def test_nothing_is_loaded_before_run_and_nothing_from_elsewhere_after_it(site, browser):
    del browser.asked[:]
    opened(browser, f"{site}/{PAGE}")
    before = [asked for asked in browser.asked if "pyodide" in asked or "live-worker" in asked]

    found = foreign_requests([f"{site}/{PAGE}"], act=lambda used: Cell(used, NAME).run(), browser=browser)

    assert [] == before
    assert [] == found


def test_what_is_fetched_is_said_with_its_size(site, browser):
    opened(browser, f"{site}/{PAGE}")
    browser.run(
        "window.heard = []; new MutationObserver(() => heard.push("
        f"document.querySelector('#experiment-{NAME} .qk-live-said').textContent)).observe("
        f"document.querySelector('#experiment-{NAME} .qk-live-said'), {{childList: true}})"
    )
    Cell(browser, NAME).run()

    heard = browser.run("heard")
    assert [w.split()[0] for w in heard] == ["Looking", "Fetching", "Running", "Done"]
    assert 5 < float(re.search(r"([\d.]+) MB, once", heard[1]).group(1)) < 30


def test_an_edit_changes_the_output_and_reset_brings_it_back(cell):
    printed = cell.output
    cell.write("print(6 * 7)")

    assert re.fullmatch(r"Done in (less than )?\d+\.\d s\.", cell.run())
    assert "42" == cell.output.strip()

    cell.press("Reset")
    assert printed == cell.output
    assert "daughter" in cell.ask(".querySelector('textarea').value")


def test_all_cells_of_a_page_share_one_python(cell, page):
    del page.asked[:]

    assert Cell(page, "origins").run().endswith("The same output as printed here.")
    assert [] == [asked for asked in page.asked if "pyodide" in asked]


def test_an_error_is_told_in_words_with_its_line(cell):
    cell.write("print('before')\nprint(nobody)")

    assert "It stopped with an error." == cell.run()
    assert cell.output.split("\n", 1)[0] == "before"
    assert "Line 2: Python does not know this name here (NameError" in cell.output
    assert "Traceback" not in cell.output


def test_what_a_cell_prints_is_text_and_no_markup(cell):
    cell.write("print('<img src=x onerror=alert(1)>')")
    cell.run()

    assert "<img src=x onerror=alert(1)>" == cell.output.strip()
    assert cell.ask(".querySelector('.qk-live-out img')") is None


def test_codings_and_keys_are_not_there(cell):
    cell.write("from quellenkritik.register import load\nprint(load().has_codings)\nload().coded()")
    cell.run()

    assert "False" in cell.output and "not part of the student's package" in cell.output


def test_an_endless_loop_can_be_stopped_and_python_starts_again(cell, page):
    cell.write("while True:\n    pass")
    cell.press("Run")
    page.until(f"{cell.box}.querySelector('.qk-live-said').textContent === 'Running …'")
    cell.ask("; document.activeElement.blur()")
    stop = f"[...{cell.box}.querySelectorAll('button')].find(b => b.textContent === 'Stop')"
    assert page.run(f"!{stop}.hidden")
    page.run(f"{stop}.focus()")
    page.key("Enter", "Enter", number=13, text="\r")

    assert "Stopped. The next Run starts Python afresh." == cell.ended(20)
    assert page.run(f"{stop}.hidden && document.activeElement.textContent") == "Run"
    cell.press("Reset")
    assert cell.run().endswith("The same output as printed here.")


def test_after_twenty_seconds_the_page_says_so(cell, page):
    cell.write("while True:\n    pass")
    cell.press("Run")
    said = f"{cell.box}.querySelector('.qk-live-said').textContent"
    page.until(f"{said}.startsWith('It has run for 20 seconds')", 60)

    cell.press("Stop")
    assert cell.said.startswith("Stopped")


def test_by_keyboard_alone(cell, page):
    """Into the editor, write, run with Ctrl+Enter, and out of it with Tab to the buttons."""
    cell.ask(".querySelector('textarea').focus()")
    cell.ask(".querySelector('textarea').select()")
    page.type("for n in range(2):")
    page.key("Enter", "Enter", number=13, text="\r")
    page.type("print(n)")
    assert "for n in range(2):\n    print(n)" == cell.ask(".querySelector('textarea').value")

    page.key("Enter", "Enter", control=True, number=13)
    assert cell.ended().startswith("Done")
    assert ["0", "1"] == cell.output.split()

    stops = []
    for _ in range(2):
        page.key("Tab", "Tab", number=9)
        stops.append(page.run("document.activeElement.textContent"))
    assert ["Run", "Reset"] == stops
    assert page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_what_a_screen_reader_needs(cell, page):
    assert cell.ask(".querySelector('textarea').labels.length") == 1
    assert cell.ask(".querySelector('.qk-live-out').getAttribute('aria-live')") == "polite"
    assert cell.ask(".querySelector('.qk-live-said').getAttribute('role')") == "status"
    assert str(cell.ask(".getAttribute('aria-label')")).startswith("Experiment: ")
    ids = page.run("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_nothing_overflows_on_a_phone(path, site, browser):
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=390, height=900, deviceScaleFactor=1, mobile=True
    )
    opened(browser, f"{site}/{path}")
    try:
        assert browser.run("document.documentElement.scrollWidth") <= 390
        shown = "[...document.querySelectorAll('.qk-live-bar button:not([hidden])')]"
        assert min(browser.run(f"{shown}.map(b => b.getBoundingClientRect().height)")) >= 24
    finally:
        browser.call("Emulation.clearDeviceMetricsOverride")


def test_a_copy_without_python_says_so_kindly_and_keeps_its_output(served_book, browser):
    opened(browser, f"{served_book}/{PAGE}")
    cell = Cell(browser, NAME)
    printed = cell.output

    assert cell.run().startswith("This copy of the book has no Python in it.")
    assert printed == cell.output
    assert cell.run().startswith("This copy")


def test_a_python_that_does_not_start_is_told_and_the_output_stays(built_book, python, tmp_path, browser):
    """As after a broken upload: the list of packages is there, a package is not."""
    for path in python.iterdir():
        if path.suffix != ".whl":
            (tmp_path / path.name).symlink_to(path)
    with live_pages.served(built_book, tmp_path) as address:
        opened(browser, f"{address}/{PAGE}")
        cell = Cell(browser, NAME)

        assert re.match(r"Python did not start: .*\.whl: 404", cell.run())
        assert "ancestors that agree" in cell.output
        assert cell.run().startswith("Python did not start")


def test_a_page_opened_as_a_file_says_what_to_do(built_book, browser):
    opened(browser, (built_book / PAGE).as_uri())

    assert Cell(browser, NAME).run().startswith("This page was opened as a file")


def test_without_a_script_code_and_output_are_there(served_book, browser):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(f"{served_book}/{PAGE}")
        browser.until("document.readyState === 'complete' && !!document.querySelector('.qk-live')")
        cell = Cell(browser, NAME)
        assert "ancestor_score" in str(cell.ask(".querySelector('.qk-live-code').innerText"))
        assert "ancestors that agree" in cell.output
        assert "With JavaScript" in str(cell.ask(".innerText"))
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_in_print_the_code_and_its_output_stand_and_the_buttons_do_not(site, browser):
    opened(browser, f"{site}/{PAGE}")
    browser.call("Emulation.setEmulatedMedia", media="print")
    try:
        cell = Cell(browser, NAME)
        shown = ".getBoundingClientRect().height > 0"
        assert cell.ask(f".querySelector('.qk-live-code'){shown}") and cell.ask(
            f".querySelector('.qk-live-out'){shown}"
        )
        assert not cell.ask(f".querySelector('textarea'){shown}") and not cell.ask(
            f".querySelector('.qk-live-bar'){shown}"
        )
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")


def test_the_first_output_can_be_measured(site, browser):
    seconds = live_pages.first_live_output_s(browser, f"{site}/{PAGE}")

    assert 0.5 < seconds < 120


def test_only_pages_with_an_experiment_load_its_script(built_book):
    with_one = {
        path.relative_to(built_book).as_posix()
        for path in built_book.rglob("*.html")
        if 'class="qk-live"' in path.read_text(encoding="utf-8")
    }

    assert set(PAGES) == with_one
    assert (built_book / "_static" / "live.js").stat().st_size < 15_000
