"""Where our engine's time goes, stage by stage: one sandbox, one submission after the other, nothing at the same time.

Run as a program: ``python -m benchmarks.grading.stages COURSE SUBMITTED`` prints one line of JSON.
"""

from __future__ import annotations

import functools
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from quellenkritik import tasks
from quellenkritik.grading import engine, intake, jobs, verdict
from quellenkritik.grading.autograded import Builder
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.master import Course
from quellenkritik.grading.run import Pool
from quellenkritik.grading.sandbox.probe import probe

ORDER = ("read", "fork", "run", "codec", "parse", "score", "check", "notebook", "files", "SQL", "rest")
"""``fork`` is the fork with its walls going up and coming down; ``rest`` is what no other stage holds."""

_TIMED = (
    (verdict.Judge, "_tree", "parse"),
    (verdict.Judge, "_score", "score"),
    (verdict.Judge, "_problems", "check"),
    (Builder, "build", "notebook"),
    (engine, "write_whole", "files"),
    (Gradebook, "write", "SQL"),
)

Stages = defaultdict[str, float]


class Stamps:
    """The moments at which the first cell began, the last ended, and the values were there."""

    def __init__(self) -> None:
        self.moments: dict[str, float] = {}

    def watch(self, take: Callable[..., str]) -> Callable[..., str]:
        """Return the reader of the sandbox's report, with the moments noted."""

        @functools.wraps(take)
        def noted(report: jobs.Report, line: bytes) -> str:
            arrived = time.perf_counter()
            letter = take(report, line)
            self.moments.setdefault(f"first {letter}", arrived)
            self.moments[f"last {letter}"] = arrived
            return letter

        return noted

    def share_out(self, started: float, over: float, stages: Stages) -> None:
        """Add the time of one run to its stages and forget the moments."""
        began, ended = self.moments.get("first B", over), self.moments.get("last E", over)
        there = self.moments.get("last V", ended)
        stages["fork"] += (began - started) + (over - there)
        stages["run"] += ended - began
        stages["codec"] += there - ended
        self.moments.clear()


def add_timers(stages: Stages) -> None:
    """Let the engine's own functions add up what they take."""
    for owner, name, stage in _TIMED:
        setattr(owner, name, _timed(getattr(owner, name), stages, stage))


def _timed(function: Callable[..., Any], stages: Stages, stage: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*args: object, **kwargs: object) -> Any:  # noqa: ANN401 (whatever the function returns)
        started = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            stages[stage] += time.perf_counter() - started

    return timed


def measure(root: Path, submitted: Path) -> tuple[int, Stages]:
    """Grade a class one by one; return how many, and the seconds by stage."""
    course, stages, stamps = Course(root), Stages(float), Stamps()
    gradebook = Gradebook(f"sqlite:///{root / 'gradebook.db'}", course)
    plan = engine.prepared(probe().plan(), course, [submitted])
    grader = engine.Engine(course, tasks.task, gradebook, plan, workers=1)
    add_timers(stages)
    jobs.Report.take = stamps.watch(jobs.Report.take)  # type: ignore[method-assign] # the point of this module
    with Pool[Any](plan, 1) as pool:
        started = time.perf_counter()
        number = sum(
            1 for _ in _one_by_one(grader, pool, intake.listing([submitted], course), stages, stamps)
        )
        whole = time.perf_counter() - started
    gradebook.close()
    stages["rest"] = whole - sum(stages.values())
    return number, stages


def _one_by_one(
    grader: engine.Engine, pool: Pool[Any], listed: list[Any], stages: Stages, stamps: Stamps
) -> Iterator[None]:
    """Yield once for each submission that has been run, settled and, in batches, recorded."""
    batch: list[Any] = []
    todo = iter(grader._to_run(intake.read(listed, grader.course), {}, batch))
    read = _timed(next, stages, "read")
    while job := read(todo, None):
        started = time.perf_counter()
        submission, outcome = next(iter(pool.run([job])))
        stamps.share_out(started, time.perf_counter(), stages)
        grader._settle(submission, outcome, batch)
        if len(batch) >= engine.BATCH:
            grader._flush(batch)
        yield
    grader._flush(batch)


def main(course: str, submitted: str) -> None:
    """Measure and print ``{"number", "stages"}``."""
    number, stages = measure(Path(course), Path(submitted))
    print(json.dumps({"number": number, "stages": stages}))


if __name__ == "__main__":
    main(*sys.argv[1:])
