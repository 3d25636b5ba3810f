"""On a cluster of separate processes the gradebook is the same; a dead worker loses nothing, a bare one gets nothing."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from quellenkritik import cli
from quellenkritik.grading.cluster import wire, worker
from quellenkritik.grading.jobs import Call, Outcome, encode
from quellenkritik.grading.run import Job, Pool
from quellenkritik.grading.submission import Submission
from tests.grading import letters
from tests.grading.clusters import LocalCluster, kill
from tests.grading.disturbed import STUDENTS, Ground, held, missing, wait_for

SECONDS = 60
SOURCE = "def double(value):\n    return value * 2\n"


@pytest.fixture(scope="module")
def ground(tmp_path_factory, full):
    return Ground(tmp_path_factory.mktemp("ground"))


@pytest.fixture
def cluster(tmp_path):
    with LocalCluster(tmp_path / "cluster") as running:
        yield running


def differences(ground, root) -> tuple[int, int]:
    """How much of an undisturbed run on this machine is lost, and how much there is besides."""
    found = held(root)
    return missing(ground.expected, found), missing(found, ground.expected)


@pytest.mark.slow
class TestCluster:
    """The workers are processes of their own; the grader is, too."""

    def test_the_gradebook_is_that_of_a_run_on_this_machine(self, ground, cluster, tmp_path):
        cluster.worker("a")
        cluster.worker("b")
        root = ground.fresh("same")

        assert 0 == ground.start(root, "cluster", cluster.address).wait(SECONDS)

        assert (0, 0) == differences(ground, root)

    def test_a_worker_killed_in_mid_task_loses_nothing(self, ground, cluster):
        doomed = cluster.worker("doomed")
        root = ground.fresh("killed")
        grader = ground.start(root, "cluster", cluster.address)
        wait_for(root, 4, grader)  # so the doomed one, the only one yet, is at work
        cluster.worker("other")
        wait_for(root, 8, grader)
        kill(doomed)
        done = sum(1 for _ in root.glob("autograded/*"))

        assert 0 == grader.wait(SECONDS)

        assert 8 <= done < STUDENTS
        assert (0, 0) == differences(ground, root)

    def test_a_worker_without_a_sandbox_gets_no_notebook(self, ground, cluster):
        cluster.worker("bare", "no_sandbox.py")
        cluster.worker("old", "old_release.py")
        cluster.wait_for_workers(2)
        root = ground.fresh("refused")

        assert 1 == ground.start(root, "cluster", cluster.address).wait(SECONDS)

        said = ground.said()
        assert "it has no sandbox: bubblewrap is not installed. Install bubblewrap: apt-get" in said
        assert "it has release 0.0.1+00000000, the grader one grader. Install the same release there." in said
        assert "no worker that can be used" in said.splitlines()[-1]

        cluster.worker("good")
        cluster.wait_for_workers(3)

        assert 0 == ground.start(root, "cluster", cluster.address).wait(SECONDS)
        assert 2 == ground.said().count("is not used")
        assert (0, 0) == differences(ground, root)

    def test_a_scheduler_that_goes_away_ends_the_run_and_loses_nothing(self, ground, cluster):
        cluster.worker("a")
        root = ground.fresh("unscheduled")
        grader = ground.start(root, "cluster", cluster.address)
        wait_for(root, 6, grader)
        kill(cluster.scheduler)

        assert 1 == grader.wait(SECONDS)
        assert "the same command goes on from there" in ground.said()
        assert 0 == ground.start(root).wait(SECONDS)
        assert (0, 0) == differences(ground, root)


class TestWrongUse:
    """Each ends with exit code 2 and the next step."""

    def test_an_address_where_nobody_answers(self, tmp_path):
        started = time.monotonic()
        words = [sys.executable, "-m", "quellenkritik.cli", "grade", str(tmp_path)]

        done = subprocess.run(
            [*words, "--scheduler", "tcp://127.0.0.1:1"], capture_output=True, text=True, check=False
        )

        assert (2, "") == (done.returncode, done.stdout)
        assert "tcp://127.0.0.1:1, where no scheduler answers" in done.stderr
        assert 1 == len(done.stderr.splitlines())
        assert time.monotonic() - started < 20

    def test_without_the_package(self, tmp_path, monkeypatch, capsys):
        monkeypatch.delitem(sys.modules, "quellenkritik.grading.cluster.client", raising=False)
        monkeypatch.setitem(sys.modules, "distributed", None)

        assert 2 == cli.main(["grade", str(tmp_path), "--scheduler", "tcp://127.0.0.1:1"])
        assert "pip install 'quellenkritik[cluster]'" in capsys.readouterr().err

    @pytest.mark.parametrize("other", [["--workers", "2"], ["--unsafe-no-sandbox"]])
    def test_with_what_a_cluster_has_itself(self, other, tmp_path, capsys):
        assert 2 == cli.main(["grade", str(tmp_path), "--scheduler", "tcp://127.0.0.1:1", *other])
        assert f"together with {other[0]}" in capsys.readouterr().err


class TestWire:
    """What crosses is bytes, and is read as strictly as what a sandbox here says."""

    def test_a_job_with_calls_comes_out_as_on_this_machine(self, course, full):
        cells = {"dates-answer": SOURCE + letters.answer_cell("dates", "items: {}")}
        calls = (Call("double", (21,)), Call("double", (("a", float("inf")),)), Call("absent", ()))
        line = encode(course.masters["dates"], Submission("ann", "dates", "x", "1", cells), calls)
        plan = full.plan(public={n: m.public for n, m in course.masters.items()})
        content = wire.course(plan)
        worker.enlist(content)

        answer = wire.answered(worker.grade(wire.key(content), line, wire.calls(calls)))
        worker.forget(wire.key(content))
        with Pool[None](plan, 1) as pool:
            [(_, expected)] = pool.run([Job(None, line, calls)])

        assert (True, 42) == answer.outcome.calls[0]
        for name in ("end", "outputs", "values", "literals", "refusals", "calls", "running"):
            assert getattr(expected, name) == getattr(answer.outcome, name), name

    def test_a_run_that_broke_off_has_no_values(self):
        lines = [b'["E", "c", [["stdout", "hello"]]]', b'["V", {"x": {"value": "kept back"}}]']

        outcome = wire.answered(wire.answer(Outcome(end="timed_out"), lines)).outcome

        assert ("timed_out", {}, {"c": [("stdout", "hello")]}) == (
            outcome.end,
            outcome.values,
            outcome.outputs,
        )

    @pytest.mark.parametrize(
        "content", [None, "text", b"", b"[]", b'{"end": "well"}', b'{"end": "done"}', b"\x80\x04pickle"]
    )
    def test_anything_else_is_no_answer(self, content):
        with pytest.raises((ValueError, KeyError)):
            wire.answered(content)

    def test_a_worker_that_does_not_know_the_course_says_so(self, monkeypatch):
        monkeypatch.setattr(worker, "here", lambda: "tcp://somewhere")

        answer = wire.answered(worker.grade("no-such-course", b"{}\n", b"[]"))

        assert (True, "tcp://somewhere", None) == (answer.unknown, answer.worker, answer.outcome)

    def test_nothing_of_the_key_goes_out(self, course, full):
        plan = full.plan(
            public={n: m.public for n, m in course.masters.items()},
            warm={n: m.given_code() for n, m in course.masters.items()},
        )

        assert letters.SEEDED_SECRET not in wire.course(plan).decode()
        assert all(value not in wire.course(plan).decode() for value in letters.KEYS["dates"].values())
