"""From raw runs to figures: what was not measured is not made up, and medians are taken of ratios within a round."""

import dataclasses
import sys

import pytest
from benchmarks.grading import memory, report, runs, scale
from benchmarks.grading.report import Round
from benchmarks.grading.runs import Run


def _run(number, seconds, who="x"):
    return Run(who, number, seconds, 0.0)


@pytest.fixture
def one():
    """Ours: 600 in 10 s. Stock: 3 in 9 s and 60 in 66 s, so a second each and six for the start."""
    return Round(
        small=_run(60, 2.0),
        large=_run(600, 10.0),
        bare=_run(600, 4.0),
        start=_run(3, 9.0),
        stock=_run(60, 66.0),
    )


def test_stock_at_600_is_what_was_measured_and_a_flat_cost_for_the_rest(one):
    assert 606.0 == one.stock_at_large
    assert 60.6 == one.ratio_stock
    assert 33.0 == one.ratio_stock_small
    assert 2.5 == one.times_bare


def test_a_full_run_of_stock_is_taken_as_it_is(one):
    full = dataclasses.replace(one, stock=_run(600, 650.0))

    assert 650.0 == full.stock_at_large
    assert None is full.ratio_stock_small


def test_otter_is_compared_by_the_submission(one):
    assert None is one.ratio_otter
    assert 120.0 == dataclasses.replace(one, otter=_run(12, 24.0)).ratio_otter


def test_the_last_line_has_the_medians_and_says_what_was_not_measured(one):
    slow = dataclasses.replace(one, large=_run(600, 20.0))
    fast = dataclasses.replace(one, large=_run(600, 5.0))

    assert (
        "ratio_nbgrader=60.6 ratio_otter=not_measured times_bare=2.5 per_minute=3600 "
        "peak_mb_10000=not_measured flat_60_to_10000=not_measured"
    ) == report.last_line([slow, one, fast], None)


def test_grades_are_compared_one_by_one():
    keys = [("a", "pivot"), ("b", "pivot"), ("c", "pivot"), ("d", "pivot")]
    ours = {("a", "pivot"): 1.5, ("b", "pivot"): 2.0, ("c", "pivot"): 0.0}
    theirs = {("a", "pivot"): 1.5, ("b", "pivot"): 2.5, ("d", "pivot"): 1.0}

    found = report.compare("nbgrader", keys, ours, theirs)
    assert (1, 2, 1) == (found.equal, len(found.unequal), found.missing)
    assert "ours 2.0, theirs 2.5" in found.line()


def _used(seconds, peak=100.0):
    return memory.Used(seconds, seconds / 2, peak, peak)


def _disturbed(seconds):
    """The same work on a machine that had twice as much to do."""
    return dataclasses.replace(_used(seconds), seconds=2 * seconds)


def test_a_cost_that_is_the_same_in_large_classes_is_flat():
    used = {3: [_used(1.0)], 60: [_used(1.57)], 10_000: [_used(100.97, 150.0)]}
    curve = scale.Curve(used)

    assert 1.0 == pytest.approx(curve.flat)
    assert 150.0 == curve.peak_mb
    assert 4 == len(list(curve.lines()))


def test_a_cost_that_grows_is_seen():
    curve = scale.Curve({3: [_used(1.0)], 60: [_used(1.57)], 10_000: [_used(300.91)]})

    assert 3.0 == pytest.approx(curve.flat)


def test_a_busy_machine_is_no_growth():
    curve = scale.Curve({3: [_used(1.0)], 60: [_used(1.57)], 10_000: [_disturbed(100.97)]})

    assert 1.0 == pytest.approx(curve.flat)
    assert 2.0 < curve.flat_by_the_clock


def test_small_classes_are_measured_before_and_after_the_large_one():
    order = scale.order((60, 600, 2_500, 10_000))

    assert 1 == order.count(10_000)
    assert [3, 60, 600] == order[:3]
    assert [600, 60, 3] == order[-3:]


def test_the_memory_of_a_program_and_of_what_it_starts_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "SELDOM", 1)
    child = "import time; kept = b'x' * 40_000_000; time.sleep(0.6)"
    parent = (
        f"import subprocess, sys; kept = b'x' * 60_000_000; subprocess.run([sys.executable, '-c', {child!r}])"
    )
    used = memory.watched([sys.executable, "-c", parent], tmp_path, tmp_path / "log", tmp_path)

    assert 60 < used.own_mb < 95 < used.all_mb < 200


def test_a_program_that_fails_is_named_with_its_last_words(tmp_path):
    with pytest.raises(runs.Failed, match="exit code 3; gone"):
        runs.timed(
            [sys.executable, "-c", "print('gone'); raise SystemExit(3)"],
            tmp_path,
            tmp_path / "log",
            home=tmp_path,
        )


def test_the_work_of_what_is_ended_without_a_word_is_counted(tmp_path, monkeypatch):
    """A sandbox is killed at the end, so the system tells nobody what its processes took."""
    monkeypatch.setattr(memory, "SELDOM", 1)
    busy = (
        "import time; end = time.process_time() + 0.5\nwhile time.process_time() < end: pass\ntime.sleep(60)"
    )
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    program = (
        "import os, subprocess, sys, time\n"
        f"p = subprocess.Popen([sys.executable, '-c', {outer!r}], start_new_session=True)\n"
        "time.sleep(3); os.killpg(p.pid, 9); p.wait()"
    )
    used = memory.watched([sys.executable, "-c", program], tmp_path, tmp_path / "log", tmp_path)

    assert 0.4 < used.cpu < 1.5
