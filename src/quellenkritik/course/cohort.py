"""The sample class: invented students with the points they must get, read from ``tests/cohort/*.yml``.

The format is described in ``tests/cohort/README.md``. This module reads; ``handin`` writes the submission folders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.course.bank import Drawn
from quellenkritik.errors import Mistake

HANDINS = ("folder", "zip", "yaml")
EACH = {"strategy": "each"}
"""The answer of a file that stands for as many students as there are blind strategies."""
_STUDENT = {"student", "about", "handin", "hostile", "submissions", "expected"}
_SUBMISSION = {"answer", "patch", "cells", "mangle", "prose"}
_EXPECTED = {"verdict", "criteria", "total", "codes"}


@dataclass(frozen=True)
class Expected:
    """What one submission must get. ``codes`` is None where the file does not say which feedback codes come."""

    verdict: str
    criteria: Mapping[str, float]
    total: float
    codes: frozenset[str] | None


@dataclass(frozen=True)
class Student:
    """One invented student: how the work is handed in, what it is, and what it must get, by exercise.

    ``hostile`` work misbehaves on purpose and is run only inside an outer sandbox.
    """

    name: str
    about: str
    handin: str
    hostile: bool
    submissions: Mapping[str, Mapping[str, Any]]
    expected: Mapping[str, Expected]


def load(folder: Path) -> list[Student]:
    """Return the students of a folder in the order of their names."""
    return [read(path) for path in sorted(folder.glob("*.yml"))]


def expanded(students: list[Student], drawn: Mapping[str, Drawn]) -> list[Student]:
    """Return the class with one student a blind strategy in place of a file that hands in ``{strategy: each}``.

    The n-th such student hands in the n-th strategy of every exercise that has so many.
    """
    return [one for student in students for one in _each(student, drawn)]


def _each(student: Student, drawn: Mapping[str, Drawn]) -> list[Student]:
    named = {
        ident: list(drawn[ident].task.blind(drawn[ident].sheet))
        for ident, submission in student.submissions.items()
        if submission["answer"] == EACH
    }
    if not named:
        return [student]
    return [_one(student, named, number) for number in range(max(map(len, named.values())))]


def _one(student: Student, named: Mapping[str, list[str]], number: int) -> Student:
    """Return the student who hands in the strategies of one number."""
    own = {ident: names[number] for ident, names in named.items() if number < len(names)}
    return replace(
        student,
        name=f"{student.name}-{number + 1:02d}",
        about=f"{student.about} " + "; ".join(f"{ident}: {name}" for ident, name in own.items()),
        submissions={i: {**student.submissions[i], "answer": {"strategy": name}} for i, name in own.items()},
        expected={ident: student.expected[ident] for ident in own},
    )


def handing_in(folder: Path, exercise: str) -> list[str]:
    """Return the names of the students who hand in an exercise."""
    return [student.name for student in load(folder) if exercise in student.submissions]


def read(path: Path) -> Student:
    """Read one student; a wrong file is refused with the field, what came and what was expected."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    _fields(path.name, data, _STUDENT, {"handin", "hostile"})
    if data["student"] != path.stem or not path.stem.startswith("sample-"):
        raise Mistake(f"{path.name}, student", f"'{data['student']}'", "the name of the file, sample-...")
    if data.get("handin", "folder") not in HANDINS:
        raise Mistake(f"{path.name}, handin", f"'{data['handin']}'", "one of " + ", ".join(HANDINS))
    if set(data["submissions"]) != set(data["expected"]):
        raise Mistake(f"{path.name}, expected", ", ".join(data["expected"]), ", ".join(data["submissions"]))
    for ident, submission in data["submissions"].items():
        _fields(f"{path.name}, {ident}", submission, _SUBMISSION, _SUBMISSION - {"answer"})
    return Student(
        name=path.stem,
        about=str(data["about"]),
        handin=str(data.get("handin", "folder")),
        hostile=bool(data.get("hostile", False)),
        submissions=data["submissions"],
        expected={k: _expected(f"{path.name}, {k}", v) for k, v in data["expected"].items()},
    )


def _expected(where: str, data: Mapping[str, Any]) -> Expected:
    _fields(where, data, _EXPECTED, {"codes"})
    criteria = {str(k): points(f"{where}, {k}", v) for k, v in data["criteria"].items()}
    total = points(f"{where}, total", data["total"])
    if abs(total - sum(criteria.values())) > 1e-9:
        raise Mistake(f"{where}, total", f"{total:g}", f"the sum of the criteria, {sum(criteria.values()):g}")
    codes = frozenset(data["codes"]) if "codes" in data else None
    return Expected(str(data["verdict"]), criteria, total, codes)


def points(where: str, came: object) -> float:
    """Return points written as a number or as a fraction such as ``11/2``."""
    try:
        return float(Fraction(str(came)))
    except (ValueError, ZeroDivisionError):
        raise Mistake(where, f"'{came}'", "a number, or a fraction such as 11/2") from None


def _fields(where: str, data: Any, known: set[str], optional: set[str]) -> None:  # noqa: ANN401
    if not isinstance(data, dict):
        raise Mistake(where, f"a {type(data).__name__}", "the fields " + ", ".join(sorted(known)))
    wrong = sorted(set(data) - known) + [f"no {name}" for name in sorted(known - optional - set(data))]
    if wrong:
        raise Mistake(where, ", ".join(wrong), "the fields " + ", ".join(sorted(known)))
