"""How many bytes a submission is on the wire, there and back."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from statistics import mean

from quellenkritik.grading import intake
from quellenkritik.grading.cluster import wire
from quellenkritik.grading.engine import prepared
from quellenkritik.grading.jobs import encode
from quellenkritik.grading.master import Course
from quellenkritik.grading.run import Job, Pool
from quellenkritik.grading.sandbox.probe import probe


def kilobytes(root: Path, submitted: Path, number: int = 60) -> dict[str, float]:
    """Return the mean size of a task and of an answer, and of what a worker is told once of the course."""
    course = Course(root)
    plan = prepared(probe().plan(), course, [])
    listed = intake.listing([submitted], course)
    taken = [one for one in intake.read(listed, course) if not one.refused]
    jobs = [Job(None, encode(course.masters[one.exercise], one)) for one in islice(taken, number)]
    out = mean(len(job.line) + len(wire.calls(job.calls)) for job in jobs)
    with Pool[None](plan, 1) as pool:
        back = mean(
            len(wire.answer(outcome, job.report.lines)) for job in jobs for _, outcome in pool.run([job])
        )
    return {"out": out / 1024, "back": back / 1024, "course": len(wire.course(plan)) / 1024}
