"""Runs in the sandbox: what comes back, what is bounded, and what happens when a sandbox goes down.

Only cells that mean no harm run here; the others are in ``tests/attacks``.
"""

import os
import signal
import time

import pytest

from quellenkritik.grading import jobs
from quellenkritik.grading.engine import prepared
from quellenkritik.grading.limits import Limits
from quellenkritik.grading.run import Job, Pool
from quellenkritik.grading.sandbox.inside import landlock, seccomp
from quellenkritik.grading.sandbox.probe import Isolation, unsafe
from quellenkritik.grading.submission import Extra, Submission


@pytest.fixture(params=["full", "reduced"])
def plan(request, course, full):
    """The plan of each kind of sandbox that this machine has."""
    isolation = full
    if request.param == "reduced":
        if not (landlock.version() and seccomp.available()):
            pytest.skip("no Landlock on this machine")
        isolation = Isolation("reduced", seccomp=True)
    made = prepared(isolation.plan(), course, [])
    made.modules = ("yaml", "quellenkritik")
    made.limits = Limits(cell_seconds=1.0, total_seconds=4.0)
    return made


def outcomes(plan, course, *cells, calls=()):
    """Run one submission with each of the cells as its own extra cell and return what came of them."""
    master = course.masters["dates"]
    work = []
    for cell in cells:
        submission = Submission(
            "ann", "dates", "x", "y", {"dates-answer": "dates = 'a: 1'"}, [Extra("dates-sheet", "code", cell)]
        )
        work.append(Job(len(work), jobs.encode(master, submission, calls), tuple(calls)))
    with Pool(plan, 1) as pool:
        return [outcome for _, outcome in sorted(pool.run(work), key=lambda pair: pair[0])]


def shown(outcome):
    return outcome.outputs.get("extra-0", [])


def test_cells_run_as_in_a_notebook(plan, course):
    cells = [
        "print('a'); import sys; print('b', file=sys.stderr)\n1 + 1",
        "1 / 0",
        "%matplotlib inline\n!ls\nprint('kept')",
        "%%bash\nls",
        "2 + 2;",
        "display([1])",
        "given[:8]",
        "raise SystemExit",
        "input()",
    ]
    found = outcomes(plan, course, *cells)

    assert [("stdout", "a\n"), ("stderr", "b\n"), ("value", "2")] == shown(found[0])
    assert shown(found[1])[0][1].endswith("ZeroDivisionError: division by zero\n")
    assert [("note", "lines beginning with %, ! or ? are not run"), ("stdout", "kept\n")] == shown(found[2])
    assert [("note", "a cell magic (%%) is not run")] == shown(found[3])
    assert [] == shown(found[4])
    assert [("display", "[1]")] == shown(found[5])
    assert [("value", "'exercise'")] == shown(found[6])
    assert ["error"] == [kind for kind, _ in shown(found[7])]
    assert "EOFError" in shown(found[8])[0][1]
    assert {("done", "a: 1")} == {(outcome.end, outcome.values["dates"]) for outcome in found}


def test_each_submission_starts_clean(plan, course):
    first, second = outcomes(
        plan,
        course,
        "import os, builtins; builtins.left = open('left', 'w')",
        "import os; os.listdir('.'), 'left' in dir(__builtins__)",
    )

    assert "done" == first.end
    assert [("value", "(['dates.sheet.yml'], False)")] == shown(second)


def test_the_walls_hold_against_the_curious(plan, course):
    looks = [
        "open('/etc/passwd').read()",
        "open('/proc/self/environ').read()",
        "open('/usr/new', 'w')",
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.fork()",
        "import os; os.kill(1 if os.getpid() != 1 else 2, 0)",
        f"open({str(course.root / 'keys' / 'dates.key.yml')!r}).read()",
    ]

    for look, outcome in zip(looks, outcomes(plan, course, *looks), strict=True):
        assert ["error"] == [kind for kind, _ in shown(outcome)], look


LOCKS = """
import fcntl, os, struct
file = open(os.__file__, "rb")
def refused(ask):
    try:
        ask()
    except PermissionError:
        return True
whole = struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 0, 0, 0)
[refused(lambda: fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)),
 refused(lambda: fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)),
 *(refused(lambda: fcntl.fcntl(file, how, whole)) for how in (fcntl.F_GETLK, fcntl.F_SETLK, 36, 37))]
"""
USES = """
import fcntl, os, sqlite3, tempfile
with tempfile.TemporaryFile() as file:
    copy = os.dup(file.fileno())
    os.set_blocking(copy, False)
    flags = fcntl.fcntl(copy, fcntl.F_GETFL)
    fcntl.fcntl(copy, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
table = sqlite3.connect(":memory:")
table.execute("create table t (n)")
table.execute("insert into t values (7)")
table.execute("select n from t").fetchall()
"""


def test_no_lock_on_a_file_tells_a_neighbour_anything(plan, course):
    locks, uses = outcomes(plan, course, LOCKS, USES)

    assert [("value", str([True] * 6))] == shown(locks)
    assert [("value", "[(7,)]")] == shown(uses)


def test_the_environment_is_the_sandboxs_own(plan, course, monkeypatch):
    monkeypatch.setenv("QK_TEST_SECRET", "x")
    (outcome,) = outcomes(plan, course, "import os; sorted(os.environ)")

    assert "QK_TEST_SECRET" not in shown(outcome)[0][1]


def test_a_cell_that_takes_too_long_is_ended_and_what_came_before_is_kept(plan, course):
    (outcome,) = outcomes(plan, course, "import time; time.sleep(30)")

    assert ("timed_out", "extra-0", {}) == (outcome.end, outcome.running, outcome.values)
    assert [("stdout", "True\n")] == outcome.outputs["dates-sheet"]
    assert outcome.seconds < 3


def test_values_that_are_not_plain_are_named(plan, course):
    master = course.masters["dates"]
    submission = Submission("ann", "dates", "x", "y", {"dates-answer": "dates = object()"})
    with Pool(plan, 1) as pool:
        ((_, outcome),) = pool.run([Job(0, jobs.encode(master, submission))])

    assert {"dates": "a value of type object"} == outcome.refusals


def test_functions_are_called_on_inputs_that_come_after_the_cells(plan, course):
    calls = (
        jobs.Call("double", (2,)),
        jobs.Call("double", ("ab",)),
        jobs.Call("missing", ()),
        jobs.Call("wrong", (1,)),
    )
    cell = "def double(x):\n    return x * 2\ndef wrong(x):\n    return object()"

    (outcome,) = outcomes(plan, course, cell, calls=calls)

    assert {0: (True, 4), 1: (True, "abab"), 2: (False, "missing"), 3: (False, "odd")} == outcome.calls
    assert "done" == outcome.end


def test_time_in_which_the_grader_is_busy_counts_against_nobody(plan, course):
    """The first outcome is scored for longer than the second may run, with all its calls still to come."""
    calls = tuple(jobs.Call("twice", (n,)) for n in range(5))
    cell = Extra("dates-sheet", "code", "def twice(x):\n    return x * 2")
    handed_in = Submission("ann", "dates", "x", "y", {"dates-answer": "dates = 'a'"}, [cell])
    line = jobs.encode(course.masters["dates"], handed_in, calls)
    found = []
    with Pool(plan, 1) as pool:
        for number, outcome in pool.run(Job(n, line, calls) for n in range(2)):
            found.append((number, outcome.end, len(outcome.calls), outcome.seconds < 2))
            time.sleep(plan.limits.total_seconds + 0.5)

    assert [(0, "done", 5, True), (1, "done", 5, True)] == found


def test_a_run_that_keeps_the_grader_reading_comes_to_its_end_in_time(plan, course):
    plan.limits = Limits(cell_seconds=1.0, total_seconds=1.5)
    began = time.monotonic()
    (outcome,) = outcomes(plan, course, "import os\nwhile True:\n    os.write(3, b'[')")

    assert outcome.end in ("timed_out", "output")
    assert time.monotonic() - began < 12


@pytest.mark.parametrize(
    ("writes", "shown_of_it"),
    [
        ("os.write(3, b'[\"C\"]\\n')", False),
        ('os.write(3, b\'["E", "extra-0", []]\\n["C"]\\n\')', False),
        ("pass", True),
    ],
    ids=["calls asked for too early", "some of the cells said to be over", "nothing"],
)
def test_no_input_comes_before_all_cells_are_over(plan, course, writes, shown_of_it):
    look = f"import os, select\n{writes}\nif select.select([3], [], [], 0.4)[0]:\n    print('EARLY', os.read(3, 99))"
    (outcome,) = outcomes(plan, course, f"{look}\ndef f(x):\n    return x", calls=[jobs.Call("f", (45450,))])

    assert "45450" not in str(outcome.outputs)
    assert shown_of_it == (outcome.end == "done")


def test_the_next_call_comes_when_the_last_is_answered(plan, course):
    look = "import select\ndef waiting(_):\n    return bool(select.select([3], [], [], 0.1)[0])"
    (outcome,) = outcomes(plan, course, look, calls=[jobs.Call("waiting", (n,)) for n in range(3)])

    assert dict.fromkeys(range(3), (True, False)) == outcome.calls


def test_once_calls_may_come_no_output_is_taken(plan, course):
    record = '["E", "extra-0", [["stdout", "\' + str(x) + \'"]]]'
    tell = f"import os\ndef f(x):\n    os.write(3, ('{record}' + chr(10)).encode())\n    return x"
    (outcome,) = outcomes(plan, course, tell, calls=[jobs.Call("f", (45450,))])

    assert "45450" not in str(outcome.outputs)
    assert "crashed" == outcome.end


def test_a_sandbox_that_goes_down_is_replaced_and_nobody_is_lost(full, course):
    plan = prepared(full.plan(), course, [])
    plan.modules = ("yaml", "quellenkritik")
    master = course.masters["dates"]
    line = jobs.encode(master, Submission("ann", "dates", "x", "y", {"dates-answer": "dates = 'a'"}))
    seen = []
    with Pool(plan, 2) as pool:
        for number, outcome in pool.run(Job(n, line) for n in range(20)):
            seen.append((number, outcome.end, outcome.values))
            if len(seen) in (3, 8):
                os.killpg(pool._seats[0].zygote._process.pid, signal.SIGKILL)

    assert [(n, "done", {"dates": "a"}) for n in range(20)] == sorted(seen)


def test_without_walls_only_by_name(course):
    plan = prepared(unsafe(), course, [])
    plan.modules = ("yaml",)

    (outcome,) = outcomes(plan, course, "'here'")

    assert [("value", "'here'")] == shown(outcome)
