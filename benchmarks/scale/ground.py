"""The classes that are graded, each way of grading them, and what a way has left behind."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.grading.clusters import LocalCluster, kill
from tests.grading.disturbed import Held, held, missing

from benchmarks.grading import ours, runs
from benchmarks.grading.classwork import Class
from benchmarks.scale.watch import Watch
from quellenkritik.course import classroom, project, release

EXERCISES = ("sourcing", "pivot", "stemma")


@dataclass(frozen=True)
class Ran:
    """One run: seconds of wall time, the load before it, and by name processor seconds and megabytes at the peak."""

    way: str
    number: int
    seconds: float
    load: float
    cpu: dict[str, float] = field(default_factory=dict)
    mb: dict[str, float] = field(default_factory=dict)

    def line(self) -> str:
        """Return the run as one line of the list of raw runs."""
        rate = 60 * self.number / self.seconds
        spent = "  ".join(f"{name} {self.cpu[name]:.1f} s {self.mb[name]:.0f} MB" for name in self.cpu)
        head = f"{self.way:<10}{self.number:>7} submissions {self.seconds:8.2f} s {rate:8.0f} a minute"
        return f"{head}   load {self.load:4.1f}   {spent}"


class Ground:
    """A course without submissions, and classes of several sizes."""

    def __init__(self, work: Path) -> None:
        self.work = work
        here = project.find()
        self.pristine = classroom.build(here, work / "pristine")
        drawn = [one for one in release.draw_all(here) if one.exercise.id in EXERCISES]
        self._school = Class(drawn, self.pristine / "release")

    def submitted(self, number: int) -> Path:
        """Return the folder of a class, written the first time."""
        folder = self.work / f"in-{number}"
        if not folder.is_dir():
            self._school.write(number, folder)
        return folder

    def fresh(self) -> Path:
        """Return a course in which nothing has been handed in, always at the same place."""
        return runs.fresh(self.pristine, self.work / "course")

    def grade(
        self, way: str, number: int, options: Sequence[str] = (), others: dict[str, int] | None = None
    ) -> Ran:
        """Grade a class into a fresh course and watch the grader and the others that have a part in it."""
        words = [*ours.command(self.submitted(number), self.fresh()), *options]
        os.sync()
        before = runs.load()
        process, started = self.start(words), time.perf_counter()
        with Watch({"grader": process.pid} | (others or {})) as watch:
            code = process.wait()
            seconds = time.perf_counter() - started
        self.demand(code)
        return Ran(way, number, seconds, before, watch.cpu, watch.mb)

    def start(self, words: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a program with a home of its own."""
        (self.work / "home").mkdir(exist_ok=True)
        with (self.work / "log").open("ab") as log:
            return subprocess.Popen(
                words, cwd=self.work, env=runs.environment(self.work / "home"), stdout=log, stderr=log
            )

    def demand(self, code: int) -> None:
        """Raise :class:`runs.Failed` on an exit code that is not that of a graded class."""
        if code not in (0, 1):
            raise runs.Failed(f"exit code {code}; {runs.last_words(self.work / 'log')}")

    def held(self, url: str = "") -> Held:
        """Return what the last run has left."""
        return held(self.work / "course", url)


@contextmanager
def cluster(folder: Path, number: int) -> Iterator[tuple[LocalCluster, dict[str, int]]]:
    """Give a running cluster of so many workers with one thread each, and its processes by name."""
    with LocalCluster(folder) as running:
        pids = {f"worker-{at}": running.worker(f"worker-{at}", "").pid for at in range(number)}
        running.wait_for_workers(number)
        yield running, {"scheduler": running.scheduler.pid} | pids


def killed(ground: Ground, number: int, expected: Held, folder: Path) -> tuple[int, int]:
    """Grade on two workers, kill one in the middle; return how much was lost and how much came twice."""
    with LocalCluster(folder) as cluster:
        doomed = cluster.worker("doomed", "")
        cluster.worker("other", "")
        cluster.wait_for_workers(2)
        root, folder_in = ground.fresh(), ground.submitted(number)
        process = ground.start([*ours.command(folder_in, root), "--scheduler", cluster.address])
        while process.poll() is None and sum(1 for _ in root.glob("results/*/*")) < number // 3:
            time.sleep(0.02)
        kill(doomed)
        done = sum(1 for _ in root.glob("results/*/*"))
        ground.demand(process.wait())
    print(f"a worker was killed when {done} of {number} submissions were written", flush=True)
    found = ground.held()
    return missing(expected, found), missing(found, expected)


def kilobytes_of(folder: Path) -> float:
    """Return the size of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1024


def database_kilobytes(url: str) -> float:
    """Return the size of a database on a server."""
    import psycopg

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return float(row[0]) / 1024 if row else 0.0
