"""Grades one class in a process of its own, to be killed from outside: ``grade_once COURSE INBOX [WHAT VALUE]``.

``full NUMBER``: after so many files the disk is full. ``readonly NUMBER``: after so many batches the gradebook cannot be
written. ``cluster ADDRESS``: the notebooks run on the workers of that scheduler. ``db URL``: the gradebook is there.
"""

from __future__ import annotations

import errno
import sys
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from quellenkritik.errors import Mistake
from quellenkritik.grading import engine as module
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.master import Course
from quellenkritik.grading.sandbox.probe import probe
from tests.grading import letters


def full_disk(number: int) -> None:
    """Let no more than so many files be written."""
    write, numbers = module.write_whole, count()

    def full(path: Path, content: str | bytes) -> None:
        if next(numbers) >= number:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write(path, content)

    module.write_whole = full


def read_only(gradebook: Gradebook, number: int) -> None:
    """Have the database itself refuse every write after so many batches."""
    write, numbers = gradebook.write, count()

    def locked(verdicts) -> None:
        if next(numbers) == number:
            sa.event.listen(gradebook._engine, "begin", lambda c: c.exec_driver_sql("PRAGMA query_only = ON"))
        write(verdicts)

    gradebook.write = locked


def on_cluster(engine: module.Engine, address: str) -> None:
    """Have the notebooks run on the workers of a scheduler."""
    from quellenkritik.grading.cluster import client, roll

    roll.grader_version = module.grader_version
    engine.pool = client.Cluster(address).running


def main(root: str, inbox: str, what: str = "", value: str = "") -> None:
    """Grade the class with small batches, so that there are many moments between two records."""
    module.BATCH = 3
    module.grader_version = lambda: "one grader"  # also where its files are being edited meanwhile
    course = Course(Path(root))
    gradebook = Gradebook(value if what == "db" else f"sqlite:///{course.root / 'gradebook.db'}", course)
    plan = module.prepared(probe().plan(), course, [])
    plan.modules = ("yaml", "quellenkritik")
    engine = module.Engine(course, letters.task, gradebook, plan, workers=2)
    if what == "full":
        full_disk(int(value))
    elif what == "readonly":
        read_only(gradebook, int(value))
    elif what == "cluster":
        on_cluster(engine, value)
    try:
        engine.grade([Path(inbox)])
    except Mistake as mistake:
        sys.exit(f"qk: {mistake}")


if __name__ == "__main__":
    main(*sys.argv[1:])
