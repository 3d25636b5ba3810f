"""Every measured figure of the book stands in the file that the measurement wrote, and none is typed by hand."""

from __future__ import annotations

import re
import sys

from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import measured

PAGE = ROOT / "book" / "instructor" / "sizing.md"
ROLE = re.compile(r"\{measured\}`([^`]+)`")


def test_every_figure_of_the_book_was_measured():
    used = {name for path in (ROOT / "book").rglob("*.md") for name in ROLE.findall(path.read_text("utf-8"))}

    for place, name in map(measured.meant, used):
        assert name in measured.figures(ROOT / place), (place, name)
    assert len(used) > 20


def test_no_figure_is_typed_by_hand():
    """The size of the class, ports and addresses are no results; everything else with digits is."""
    prose = re.sub(r"```.*?```|`[^`]*`", "", PAGE.read_text("utf-8"), flags=re.DOTALL)

    assert {"100,000"} >= set(re.findall(r"\d[\d,.]*\d|\d", prose))


def test_the_kept_measurement_found_no_difference():
    assert (
        "dask_equal=yes worker_kill_lost=0 postgres_equal=yes"
        == measured.figures(ROOT / measured.PLACE)["verdict"]
    )


def test_what_follows_from_the_figures_follows_from_them():
    """The hours and gigabytes of the class are the measured figures, multiplied."""
    found = {name: value.replace(",", "") for name, value in measured.figures(ROOT / measured.PLACE).items()}
    number = {name: float(value) for name, value in found.items() if name not in ("when", "verdict")}

    for way in ("local", "dask"):
        assert_near(100_000 / number[f"{way}_per_minute"], number[f"{way}_100000_minutes"])
    assert_near(100_000 / number["most_per_minute"], number["least_100000_minutes"])
    assert_near(60_000 / max(number["grader_ms"], number["scheduler_ms"]), number["most_per_minute"])
    assert_near(number["worker_ms"] / max(number["grader_ms"], number["scheduler_ms"]), number["cores_fed"])
    assert_near(100_000 * (number["task_kb"] + number["answer_kb"]) / 1024**2, number["wire_100000_gb"])


def assert_near(expected, actual):
    assert abs(expected - actual) <= 0.02 * expected


def test_a_figure_of_another_file_is_named_with_it():
    assert (measured.FOLDER / "pages.txt", "axe_violations") == measured.meant("pages: axe_violations")
    assert (measured.PLACE, "local_per_minute") == measured.meant("local_per_minute")


def test_the_kept_run_asked_all_pages_and_they_asked_nobody():
    """What it found by axe-core is told as it is; the run itself fails on it, and so do the tests."""
    found = measured.figures(ROOT / measured.FOLDER / "pages.txt")

    assert "0" == found["page_foreign_requests"]
    assert int(found["pages"]) > 200
