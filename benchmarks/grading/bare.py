"""The bare limit: the same student code and the same scorer in warm forked interpreters, and nothing else.

No sandbox, no limits, no repairs, no autograded notebook, no gradebook: for each submission the file is read, a fork
runs its cells, the answer comes back through a pipe, is parsed and scored. It runs our own generated notebooks only.
Run as a program: ``python -m benchmarks.grading.bare COURSE SUBMITTED WORKERS`` prints one line of JSON.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from quellenkritik import tasks
from quellenkritik.errors import Mistake
from quellenkritik.grading.master import Course, Master, interactive
from quellenkritik.tasks import answers

Stages = defaultdict[str, float]
"""Seconds by stage."""


class Bare:
    """One course, warm: keys loaded, and each released notebook run and scored once in this very process."""

    def __init__(self, root: Path) -> None:
        self._course = Course(root)
        self._tasks = {name: tasks.task(name) for name in self._course.masters}
        for name, master in self._course.masters.items():
            folder = root / "release" / master.topic
            released = run(code((folder / f"{name}.ipynb").read_bytes()), folder)
            self._points(master, released[name], Stages(float))
        gc.collect()
        gc.freeze()

    def grade(self, paths: list[Path], stages: Stages) -> dict[str, float]:
        """Return the points by student and exercise, and add up what each stage took."""
        return {f"{path.parts[-3]}/{path.stem}": self._one(path, stages) for path in paths}

    def _one(self, path: Path, stages: Stages) -> float:
        master, started = self._course.masters[path.stem], time.perf_counter()
        cells = code(path.read_bytes())
        stages["read"] += time.perf_counter() - started
        answer = self._forked(cells, master, stages) if cells else ""
        return self._points(master, answer, stages)

    def _forked(self, cells: list[str], master: Master, stages: Stages) -> Any:  # noqa: ANN401
        """Run the cells in a fork and return the answer."""
        ours, theirs = os.pipe()
        started = time.perf_counter()
        pid = os.fork()
        if pid == 0:
            _become(cells, master, self._course.root / "release" / master.topic, theirs)
        os.close(theirs)
        with open(ours, "rb") as pipe:  # noqa: PTH123 (a descriptor)
            said = pipe.read()
        arrived = time.perf_counter()
        os.waitpid(pid, 0)
        over = time.perf_counter()
        value, began, done = json.loads(said)
        stages["codec"] += time.perf_counter() - over + arrived - done
        stages["fork"] += (began - started) + (over - arrived)
        stages["run"] += done - began
        return value

    def _points(self, master: Master, answer: object, stages: Stages) -> float:
        started = time.perf_counter()
        try:
            tree = answers.read(answer)
        except Mistake:
            tree = ""
        read = time.perf_counter()
        points = self._tasks[master.exercise].score(tree, master.sheet, master.gold).points
        stages["parse"] += read - started
        stages["score"] += time.perf_counter() - read
        return points


def code(raw: bytes) -> list[str]:
    """Return the code cells of a notebook; none of a file that cannot be read."""
    try:
        cells = json.loads(raw)["cells"]
    except ValueError:
        return []
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return [source for source in sources if not interactive(source)]


def _become(cells: list[str], master: Master, folder: Path, pipe: int) -> None:
    """Be the student's process: run the cells, send the answer, never return."""
    began = time.perf_counter()
    names = run(cells, folder)
    done = time.perf_counter()
    with open(pipe, "wb") as file:
        file.write(json.dumps([names.get(master.exercise, ""), began, done]).encode())
    os._exit(0)


def run(cells: list[str], folder: Path) -> dict[str, Any]:
    """Run code cells in a folder and return the names that they leave; an error ends its cell only."""
    os.chdir(folder)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for source in cells:
            with contextlib.suppress(Exception):
                exec(compile(source, "cell", "exec"), names)
    return names


def spread(bare: Bare, paths: list[Path], workers: int) -> tuple[float, Stages, dict[str, float]]:
    """Grade with so many processes; return seconds of wall time, seconds by stage over all of them, and points."""
    started, pipes = time.perf_counter(), []
    for number in range(workers):
        ours, theirs = os.pipe()
        if os.fork() == 0:
            _work(bare, paths[number::workers], theirs)
        os.close(theirs)
        pipes.append(ours)
    stages = Stages(float)
    points: dict[str, float] = {}
    for pipe in pipes:
        with open(pipe, "rb") as file:  # noqa: PTH123 (a descriptor)
            own_stages, own_points = json.loads(file.read())
        for name, own in own_stages.items():
            stages[name] += own
        points.update(own_points)
        os.wait()
    return time.perf_counter() - started, stages, points


def _work(bare: Bare, paths: list[Path], pipe: int) -> None:
    """Grade a share of the class in a process of its own; never return."""
    stages = Stages(float)
    points = bare.grade(paths, stages)
    with open(pipe, "wb") as file:
        file.write(json.dumps([stages, points]).encode())
    os._exit(0)


def main(course: str, submitted: str, workers: str) -> None:
    """Measure and print ``{"seconds", "number", "stages", "points"}``."""
    paths = sorted(Path(submitted).glob("*/*/*.ipynb"))
    seconds, stages, points = spread(Bare(Path(course)), paths, int(workers))
    print(json.dumps({"seconds": seconds, "number": len(paths), "stages": stages, "points": points}))


if __name__ == "__main__":
    main(*sys.argv[1:])
