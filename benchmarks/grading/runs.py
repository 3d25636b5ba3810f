"""One timed run of a program, and what is read from the gradebook that it leaves behind."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

Key = tuple[str, str]
"""Student and exercise."""

_GRADES = """
select s.student_id, n.name, g.auto_score
from grade g
join base_cell b on b.id = g.cell_id
join submitted_notebook sn on sn.id = g.notebook_id
join submitted_assignment s on s.id = sn.assignment_id
join notebook n on n.id = sn.notebook_id
where b.name = n.name || '-auto'
"""


class Failed(Exception):
    """A program that did not do its work; the text is what it said last."""


@dataclass(frozen=True)
class Run:
    """One measured run: who, how many submissions, seconds of wall time, the machine's load before it."""

    who: str
    number: int
    seconds: float
    load: float
    grades: Mapping[Key, float] = field(default_factory=dict)

    @property
    def each(self) -> float:
        """Seconds for one submission, start included."""
        return self.seconds / self.number

    def line(self) -> str:
        """Return the run as one line of the list of raw runs."""
        rate = f"{60 / self.each:8.0f} a minute"
        return (
            f"{self.who:<28}{self.number:>6} submissions {self.seconds:9.2f} s {rate}   load {self.load:.2f}"
        )


def load() -> float:
    """Return how many processes the machine was busy with during the last minute."""
    return os.getloadavg()[0]


def timed(command: Sequence[str], cwd: Path, log: Path, *, fine: tuple[int, ...] = (0,), home: Path) -> float:
    """Run a program with a home of its own and return the seconds; raise :class:`Failed` on a strange exit code."""
    home.mkdir(parents=True, exist_ok=True)
    os.sync()  # what the run before has written is not paid for by this one
    with log.open("a", encoding="utf-8") as said:
        started = time.perf_counter()
        done = subprocess.run(
            command,
            cwd=cwd,
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
        )
        seconds = time.perf_counter() - started
    if done.returncode not in fine:
        raise Failed(f"{command[-1]}: exit code {done.returncode}; {last_words(log)}")
    return seconds


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a measured program: its own home, no settings of the person who measures."""
    kept = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ}
    own_programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return (
        kept
        | {"PATH": own_programs}
        | {"HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "1", "PYTHONWARNINGS": "ignore"}
        | more
    )


def last_words(log: Path) -> str:
    """Return the last lines of a log."""
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return " / ".join(lines[-3:])


def machine_grades(gradebook: Path) -> dict[Key, float]:
    """Return the machine's points by student and exercise; nbgrader and we keep them in the same tables."""
    with closing(sqlite3.connect(f"file:{gradebook}?mode=ro", uri=True)) as db:
        return {(s, n): float(points) for s, n, points in db.execute(_GRADES) if points is not None}


def fresh(pristine: Path, folder: Path) -> Path:
    """Put a copy of a course that nobody has handed in to in place of whatever is there; return the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pristine, folder)
    return folder
