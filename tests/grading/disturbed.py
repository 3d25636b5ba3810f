"""A class whose grading is cut off at a random moment and then resumed, and what the gradebook holds after that."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.grading import letters

ROOT = Path(__file__).resolve().parents[2]
STUDENTS = 20
PAUSE = "import time; time.sleep(0.04)"
"""In every notebook, so that the grading has a middle in which it can be cut off."""
KINDS = ("grader", "worker", "group", "grader", "worker", "group", "full", "readonly")
RECORDS = "select student, exercise, verdict, points, sha256 from qk_record"
GRADES = """select a.student_id, n.name, b.name, g.auto_score, g.manual_score, g.needs_manual_grade from grade g
join submitted_notebook s on s.id = g.notebook_id join submitted_assignment a on a.id = s.assignment_id
join notebook n on n.id = s.notebook_id join base_cell b on b.id = g.cell_id"""
TRAIL = "select student, exercise, sha256, grader from qk_trail"


@dataclass(frozen=True)
class Held:
    """What a gradebook and its folders hold; a thing that is there twice counts twice."""

    records: Counter[Any]
    grades: Counter[Any]
    trail: Counter[Any]
    files: dict[str, bytes]


class Ground:
    """One class and the course that it is graded in, undisturbed once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inbox = folder / "in"
        letters.build(folder / "template")
        for number in range(STUDENTS):
            answer = letters.answer_cell("dates", letters.answer_text("dates", number % 5))
            letters.hand_in(self.inbox, f"s{number}", "dates", answer, extra=PAUSE)
        self.expected = self._undisturbed()

    def _undisturbed(self) -> Held:
        root = self.fresh("undisturbed")
        process = self.start(root)
        if process.wait(120):
            raise RuntimeError("the undisturbed run failed: " + self.said())
        return held(root)

    def fresh(self, name: str) -> Path:
        """Return a new copy of the course, in which nothing has been handed in."""
        return shutil.copytree(self.folder / "template", self.folder / name)

    def start(self, root: Path, *fault: object) -> subprocess.Popen[bytes]:
        """Begin to grade in a process group of its own."""
        words = [
            sys.executable,
            "-m",
            "tests.grading.grade_once",
            str(root),
            str(self.inbox),
            *map(str, fault),
        ]
        with (self.folder / "said.txt").open("wb") as said:
            return subprocess.Popen(
                words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
            )

    def said(self) -> str:
        """Return the end of what the last run has said."""
        return (self.folder / "said.txt").read_text("utf-8", "replace")[-1000:]

    def trial(self, seed: int) -> tuple[int, int]:
        """Cut one run off and resume it; return how many grades were lost and how many doubled."""
        rng = random.Random(seed)
        kind, root = KINDS[seed % len(KINDS)], self.fresh(f"trial-{seed}")
        if kind in ("full", "readonly"):
            process = self.start(
                root, kind, rng.randrange(1, STUDENTS * 3 if kind == "full" else STUDENTS // 3)
            )
            if not process.wait(120):
                raise RuntimeError(f"a run with a fault of kind '{kind}' did not notice it")
        else:
            process = self.start(root)
            wait_for(root, rng.randrange(STUDENTS), process)
            time.sleep(rng.uniform(0, 0.06))
            strike(process, kind, rng)
            process.wait(120)
        again = self.start(root)
        if again.wait(120):
            raise RuntimeError(f"seed {seed}: the resumed run failed: " + self.said())
        found = held(root)
        shutil.rmtree(root)
        return missing(self.expected, found), missing(found, self.expected)


def wait_for(root: Path, number: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until so many notebooks of the class are written, or the run is over."""
    while process.poll() is None and sum(1 for _ in root.glob("autograded/*")) < number:
        time.sleep(0.002)


def strike(process: subprocess.Popen[bytes], kind: str, rng: random.Random) -> None:
    """Kill the grader, one of its workers, or all of them together, each with SIGKILL."""
    children = _children(process.pid)
    with suppress(ProcessLookupError):
        if kind == "worker":
            if children:
                os.killpg(rng.choice(children), signal.SIGKILL)
            return
        os.kill(process.pid, signal.SIGKILL)
        for child in children if kind == "group" else []:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    """Return the sandboxes of a grader; each leads a process group of its own."""
    try:
        pids = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
        return [child for child in pids if os.getpgid(child) == child]
    except (OSError, ValueError):
        return []


def held(root: Path, url: str = "") -> Held:
    """Read the gradebook (in the course, or at an address) with nothing of the grader's own, and the files it names."""
    rows = _rows_there(url) if url else _rows_of(root / "gradebook.db")
    folders = [path for name in ("autograded", "results", "submitted") for path in (root / name).rglob("*")]
    files = [path for path in folders if path.is_file() and not path.name.endswith(".new")]
    return Held(*rows, {str(path.relative_to(root)): path.read_bytes() for path in files})


def _rows_of(path: Path) -> list[Counter[Any]]:
    with closing(sqlite3.connect(path)) as database:
        if database.execute("pragma integrity_check").fetchone() != ("ok",):
            raise RuntimeError("the database is damaged")
        return [Counter(database.execute(query).fetchall()) for query in (RECORDS, GRADES, TRAIL)]


def _rows_there(url: str) -> list[Counter[Any]]:
    import psycopg

    with psycopg.connect(url) as database:
        return [Counter(database.execute(query).fetchall()) for query in (RECORDS, GRADES, TRAIL)]


def missing(expected: Held, found: Held) -> int:
    """Return how many records, grades, lines of the trail and files of the one are not in the other."""
    rows = (
        (expected.records - found.records) + (expected.grades - found.grades) + (expected.trail - found.trail)
    )
    files = [name for name, content in expected.files.items() if found.files.get(name) != content]
    return rows.total() + len(files)
