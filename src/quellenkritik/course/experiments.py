"""The experiments of the book: small programs in ``book/experiments``, run with what a student gets.

An experiment is a percent script of three cells: the title with what is asked, the code, and what to change and what
it shows. All are run at once, in a process that has the student's wheel and no codings, so that the output on a page
is the one that the reader's browser gives.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import jupytext

from quellenkritik.course import browser_wheel
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from quellenkritik.live import Outcome

# Isolated, so that no checkout is found; the unpacked wheel stands before the installed packages.
_ALONE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from quellenkritik import live
codes = json.load(sys.stdin)
print(json.dumps({name: live.run_as_json(code) for name, code in codes.items()}))
"""


class Experiment(NamedTuple):
    """One experiment: its title, what is asked before, the code, and what is said after it."""

    title: str
    before: str
    code: str
    after: str


def read(path: Path) -> Experiment:
    """Return the experiment of a percent script; a :class:`Mistake` where it has not the three cells."""
    cells = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent").cells
    kinds = [cell.cell_type for cell in cells]
    if kinds != ["markdown", "code", "markdown"]:
        raise Mistake(path.name, f"the cells {', '.join(kinds)}", "three cells: words, code, words")
    first, code, last = (cell.source for cell in cells)
    title, _, before = first.partition("\n")
    return Experiment(title.removeprefix("# ").strip(), before.strip(), code, last)


def read_all(project: Project) -> dict[str, Experiment]:
    """Return all experiments by name."""
    return {path.stem: read(path) for path in sorted((project.book / "experiments").glob("*.py"))}


def outcomes(project: Project) -> dict[str, Outcome]:
    """Return what each experiment gives; one that stops with an error is refused."""
    found = run({name: one.code for name, one in read_all(project).items()}, project)
    for name, outcome in found.items():
        if outcome.error:
            raise Mistake(f"{name}.py, line {outcome.line} of its code", outcome.error, "code that runs")
    return found


def run(codes: Mapping[str, str], project: Project) -> dict[str, Outcome]:
    """Run pieces of code in one process with the student's wheel alone."""
    with tempfile.TemporaryDirectory() as scratch:
        wheel = browser_wheel.build(project, Path(scratch) / "wheel")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(Path(scratch) / "student")
        command = [sys.executable, "-I", "-c", _ALONE, str(Path(scratch) / "student")]
        done = subprocess.run(
            command, input=json.dumps(dict(codes)), capture_output=True, text=True, cwd=scratch, check=False
        )
    if done.returncode:
        raise Mistake("experiments", done.stderr.strip().splitlines()[-1], "a process that runs them")
    return {name: Outcome(**json.loads(one)) for name, one in json.loads(done.stdout).items()}
