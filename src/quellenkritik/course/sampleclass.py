"""Grading the sample class for real, and comparing what it was given with what it must get."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenkritik.course import classroom, cohort, handin, outer, release
from quellenkritik.course.cohort import Expected, Student
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

_EXACT = 1e-9


@dataclass(frozen=True)
class Row:
    """One submission: points given and expected, cells that wait for a person, and every difference in words."""

    student: str
    exercise: str
    verdict: str
    given: float
    expected: float
    waiting: int
    differences: tuple[str, ...]

    @property
    def as_expected(self) -> bool:
        """Whether verdict, every criterion, the sum and the feedback codes are the expected ones."""
        return not self.differences


@dataclass(frozen=True)
class Graded:
    """The graded class: one row a submission, the students left out, why, and how long the grading took."""

    rows: tuple[Row, ...]
    left_out: tuple[str, ...]
    reason: str
    said: str


def prepare(project: Project, folder: Path) -> tuple[list[Student], list[str], str]:
    """Make the class's course root and submissions below ``folder``; return the students, those left out, and why.

    Hostile work is left out where there can be no outer sandbox.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    classroom.build(project, folder / "course")
    drawn = release.draw_all(project)
    students = cohort.expanded(cohort.load(project.cohort), {one.exercise.id: one for one in drawn})
    reason = outer.refusal(folder)
    taking_part = [s for s in students if not (reason and s.hostile)]
    handin.build(project, drawn, taking_part, folder / "submitted")
    return taking_part, [s.name for s in students if s not in taking_part], reason


def grade(project: Project, folder: Path) -> Graded:
    """Grade the whole class as an instructor would, with ``qk grade``, and compare."""
    students, left_out, reason = prepare(project, folder)
    said = _qk_grade(folder, within=not reason)
    return Graded(tuple(compare(students, folder / "course" / "results")), tuple(left_out), reason, said)


def _qk_grade(folder: Path, *, within: bool) -> str:
    """Run the command in a process of its own, inside the outer sandbox where there is one; return what it said."""
    inner = [sys.executable, "-m", "quellenkritik.cli", "grade", "submitted", "--course", "course"]
    done = subprocess.run(
        outer.command(folder, inner) if within else inner,
        cwd=folder,
        env=outer.environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 2 or done.returncode < 0:  # 1 only says that something was refused
        raise Mistake("qk grade", done.stderr.strip() or f"exit code {done.returncode}", "a graded class")
    return done.stdout


def compare(students: Iterable[Student], results: Path) -> list[Row]:
    """Return one row for each submission that the students' files announce."""
    return [
        _row(student.name, ident, expected, _result(results / student.name / f"{ident}.json"))
        for student in students
        for ident, expected in student.expected.items()
    ]


def _result(path: Path) -> Mapping[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"verdict": "no result"}


def _row(student: str, ident: str, expected: Expected, result: Mapping[str, Any]) -> Row:
    given = {c["id"]: float(c["points"]) for c in result.get("criteria", [])}
    return Row(
        student=student,
        exercise=ident,
        verdict=result["verdict"],
        given=float(result.get("points", 0.0)),
        expected=expected.total,
        waiting=len(result.get("waiting", ())),
        differences=tuple(_differences(expected, result, given)),
    )


def _differences(expected: Expected, result: Mapping[str, Any], given: Mapping[str, float]) -> Iterable[str]:
    if result["verdict"] != expected.verdict:
        yield f"verdict {result['verdict']}, expected {expected.verdict}"
    for name in dict.fromkeys([*expected.criteria, *given]):
        came, wanted = given.get(name), expected.criteria.get(name)
        if came is None or wanted is None or abs(came - wanted) > _EXACT:
            yield f"{name} {_shown(came)}, expected {_shown(wanted)}"
    codes = set(result.get("codes", ()))
    if expected.codes is not None and codes != expected.codes:
        yield f"codes {', '.join(sorted(codes)) or 'none'}, expected {', '.join(sorted(expected.codes)) or 'none'}"


def _shown(points: float | None) -> str:
    return "nothing" if points is None else f"{points:.12g}"
