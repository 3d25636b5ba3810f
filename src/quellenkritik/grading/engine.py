"""From submissions to a written gradebook: intake, sandbox, verdict, files, gradebook, in one stream."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from quellenkritik.errors import Mistake
from quellenkritik.grading import intake
from quellenkritik.grading.autograded import Builder
from quellenkritik.grading.files import write_whole
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.jobs import Outcome, encode
from quellenkritik.grading.master import Course
from quellenkritik.grading.run import Job, Pool, Runs
from quellenkritik.grading.sandbox.plan import Plan
from quellenkritik.grading.sources import Found
from quellenkritik.grading.submission import Submission, printable
from quellenkritik.grading.verdict import Judge, Tasks, Verdict
from quellenkritik.grading.version import grader_version

BATCH = 64
GO_ON = "What was recorded stays; the same command goes on from there."
PREPARED = ("yaml", "quellenkritik", "quellenkritik.text", "quellenkritik.register", "quellenkritik.tasks")


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class Summary:
    """What a run of the engine did."""

    verdicts: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    noted: list[tuple[str, str, list[str]]] = field(default_factory=list)
    waiting: int = 0

    @property
    def graded(self) -> int:
        """How many submissions were graded in this run."""
        return sum(self.verdicts.values())


@dataclass
class Engine:
    """One grading run over one course.

    ``expect`` is told how many files there are, ``told`` is called after each submission (None: nothing to do for it).
    ``pool`` makes what runs the notebooks: sandboxes of this machine, or those of a cluster.
    """

    course: Course
    tasks: Tasks
    gradebook: Gradebook
    plan: Plan
    workers: int = 0
    regrade: bool = False
    expect: Callable[[int], None] = lambda _number: None
    told: Callable[[Verdict | None], None] = lambda _verdict: None
    summary: Summary = field(default_factory=Summary)
    pool: Callable[[Plan, int], Runs[Submission]] = Pool

    def __post_init__(self) -> None:
        masters = self.course.masters
        self._judges = {name: Judge(m, self.tasks(name), grader_version()) for name, m in masters.items()}
        self._builders = {name: Builder(master) for name, master in masters.items()}

    def grade(self, paths: list[Path]) -> Summary:
        """Grade everything under the paths and write it down; return what was done."""
        return self._grade_listed(intake.listing(paths, self.course))

    def grade_found(self, found: list[Found]) -> Summary:
        """Do the same for files whose place is already known."""
        return self._grade_listed(intake.owned(found, self.course))

    def _grade_listed(self, listed: list[tuple[str, Found]]) -> Summary:
        recorded = {} if self.regrade else self.gradebook.identities()
        batch: list[Verdict] = []
        self.expect(len(listed))
        todo = self._to_run(intake.read(listed, self.course), recorded, batch)
        with self.pool(self.plan, self.workers or cores()) as pool:
            for submission, outcome in pool.run(todo):
                self._settle(submission, outcome, batch)
                if len(batch) >= BATCH:
                    self._flush(batch)
        self._flush(batch)
        self.summary.waiting = self.gradebook.waiting()
        return self.summary

    def _to_run(
        self, submissions: Iterator[Submission], recorded: dict[Any, Any], batch: list[Verdict]
    ) -> Iterator[Job[Submission]]:
        """Yield jobs for notebooks; settle at once what needs no sandbox (refused, unchanged, bare answers)."""
        graded: set[tuple[str, str]] = set()
        refused: list[Submission] = []
        for submission in submissions:
            if submission.refused:
                self.summary.refused.append((submission.name, printable(submission.refused)))
                refused.append(submission)
                continue
            graded.add(submission.key)
            master = self.course.masters[submission.exercise]
            if recorded.get(submission.key) == (submission.sha256, master.release, grader_version()):
                self.summary.unchanged += 1
                self.told(None)
            elif submission.answer is not None:
                self._settle(submission, None, batch)
            else:
                calls = self._judges[submission.exercise].calls
                yield Job(submission, encode(master, submission, calls), calls)
        for submission in refused:
            # Written down only where nothing else of this student stands for the exercise.
            known = submission.key in graded or submission.key in recorded or submission.aside
            if submission.student and submission.exercise and not known:
                graded.add(submission.key)
                self._record(submission, None, self._judges[submission.exercise].refused(submission), batch)

    def _settle(self, submission: Submission, outcome: Outcome | None, batch: list[Verdict]) -> None:
        verdict = self._judges[submission.exercise].judge(submission, outcome)
        self._record(submission, outcome, verdict, batch)

    def _record(
        self, submission: Submission, outcome: Outcome | None, verdict: Verdict, batch: list[Verdict]
    ) -> None:
        """Write the files of a submission (before its record, which is what counts) and queue the record."""
        try:
            self._files(submission, outcome, verdict)
        except OSError as error:
            raise Mistake(
                str(error.filename), str(error.strerror), "room and the right to write", GO_ON
            ) from error
        self.summary.verdicts[verdict.verdict] += 1
        if verdict.notes:
            notes = [printable(note) for note in verdict.notes]
            self.summary.noted.append((verdict.student, verdict.exercise, notes))
        batch.append(verdict)
        submission.raw = b""
        self.told(verdict)

    def _files(self, submission: Submission, outcome: Outcome | None, verdict: Verdict) -> None:
        """Write autograded notebook, what was handed in, and result, each whole or not at all."""
        root, place = self.course.root, f"{verdict.student}/{verdict.topic}/{verdict.exercise}.ipynb"
        write_whole(root / "autograded" / place, self._builders[verdict.exercise].build(submission, outcome))
        if submission.raw:
            write_whole(root / "submitted" / place, submission.raw)
        write_whole(root / "results" / verdict.student / f"{verdict.exercise}.json", verdict.as_text())

    def _flush(self, batch: list[Verdict]) -> None:
        try:
            self.gradebook.write(batch)
        except DBAPIError as error:
            reason = str(error.orig or error).splitlines()[0]
            raise Mistake("gradebook", reason, "a database that can be written", GO_ON) from error
        batch.clear()


def prepared(plan: Plan, course: Course, hidden: list[Path]) -> Plan:
    """Return the plan with what its sandboxes may know of the course: public sheets and given cells."""
    plan.public = {name: master.public for name, master in course.masters.items()}
    plan.warm = {name: master.given_code() for name, master in course.masters.items()}
    tasks = tuple(f"quellenkritik.tasks.{name}" for name in course.masters)
    plan.modules = (*PREPARED, *tasks)
    plan.hidden = (course.root, *hidden)
    return plan
