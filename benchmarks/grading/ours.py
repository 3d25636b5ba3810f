"""Our engine as an instructor runs it: ``qk grade`` with the sandbox, autograded notebooks and gradebook written."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.grading import runs
from benchmarks.grading.runs import Run


def command(submitted: Path, course: Path) -> list[str]:
    """Return the command line."""
    cli = [sys.executable, "-m", "quellenkritik.cli", "grade"]
    return [*cli, str(submitted), "--course", str(course)]


def grade(number: int, submitted: Path, pristine: Path, work: Path) -> Run:
    """Grade a class into a fresh course; exit code 1 only says that something was refused."""
    course = runs.fresh(pristine, work / "ours")
    before = runs.load()
    words = command(submitted, course)
    seconds = runs.timed(words, work, work / "ours.log", fine=(0, 1), home=work / "home")
    return Run("qk grade", number, seconds, before, runs.machine_grades(course / "gradebook.db"))
