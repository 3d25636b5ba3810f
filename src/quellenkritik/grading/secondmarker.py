"""A sample of answers for a second marker: drawn evenly over the points, under codes, without the first marker's points.

Which answers are drawn follows from the release of the class, so the same command draws the same sample again. The
file for the second marker names no student; the list of the codes stays with the instructor.
"""

from __future__ import annotations

import csv
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.grading import sanitise, tables
from quellenkritik.grading.classbook import Line, ManualGrade, number

SHEET = ("code", "cell", "answer", "points", "max_points")
CODES = ("code", "cell", "student")


@dataclass(frozen=True)
class Drawn:
    """One answer to be marked again; ``code`` stands for the student in this cell."""

    code: str
    cell: str
    student: str
    answer: str
    max_points: float


def draw(lines: Sequence[Line], root: Path, number_each: int) -> list[Drawn]:
    """Return at most ``number_each`` marked answers of every cell, in the order of their codes.

    The ranks of points take turns (as in a stratified sample), since a sample from one end would say nothing about
    the other. Raises :class:`Mistake` where nothing has been marked yet.
    """
    marked = [(line, grade) for line in lines for grade in line.manual if grade.points is not None]
    if not marked:
        raise Mistake("--double-mark", "no marked answer", "answers that a first person has marked")
    cells = dict.fromkeys(grade.cell for _, grade in marked)
    chosen = [
        pair for cell in cells for pair in _spread([m for m in marked if m[1].cell == cell], number_each)
    ]
    drawn = [_drawn(line, grade, root) for line, grade in chosen]
    return sorted((entry for entry in drawn if entry.answer), key=lambda entry: (entry.cell, entry.code))


def sheet(drawn: Iterable[Drawn]) -> str:
    """Return the second marker's file: the column ``points`` is empty."""
    return tables.text(SHEET, ((d.code, d.cell, d.answer, "", number(d.max_points)) for d in drawn))


def codes(drawn: Iterable[Drawn]) -> str:
    """Return the list of the codes, for the instructor alone."""
    return tables.text(CODES, ((d.code, d.cell, d.student) for d in drawn))


def read(path: Path) -> dict[tuple[str, str], float]:
    """Return the second marker's points by student and cell, the codes looked up in the list beside the file.

    A code that the list does not know raises :class:`Mistake`: points under a wrong name are worse than none.
    """
    rows = _rows(path)
    names = {(row["code"], row["cell"]): row["student"] for row in _rows(codes_file(path))}
    if strange := [row["code"] for row in rows if (row["code"], row["cell"]) not in names]:
        raise Mistake(str(path), f"the code '{strange[0]}'", f"codes of {codes_file(path).name}")
    given = [row for row in rows if row["points"].strip()]
    return {(names[row["code"], row["cell"]], row["cell"]): _points(path, row["points"]) for row in given}


def codes_file(path: Path) -> Path:
    """Return where the list of the codes of a second marker's file lies."""
    return path.with_name(f"{path.stem}-codes.csv")


def _spread(marked: list[tuple[Line, ManualGrade]], wanted: int) -> list[tuple[Line, ManualGrade]]:
    """Return ``wanted`` of the answers, one from each mark in turn."""
    ranked: dict[float, list[tuple[Line, ManualGrade]]] = {}
    for line, grade in sorted(marked, key=lambda pair: _code(pair[0], pair[1])):
        ranked.setdefault(grade.points or 0.0, []).append((line, grade))
    turns = [pair for row in range(len(marked)) for queue in ranked.values() for pair in queue[row : row + 1]]
    return turns[:wanted]


def _drawn(line: Line, grade: ManualGrade, root: Path) -> Drawn:
    path = root / "autograded" / line.student / line.topic / f"{line.exercise}.ipynb"
    return Drawn(_code(line, grade), grade.cell, line.student, _answer(path, grade.cell), grade.max_points)


def _code(line: Line, grade: ManualGrade) -> str:
    key = line.result["release"].encode()
    return hmac.digest(key, f"{grade.cell}/{line.student}".encode(), "sha256").hex()[:8]


def _answer(path: Path, cell: str) -> str:
    """Return the plain text of a cell in an autograded notebook (our own file, made safe), or an empty text."""
    if not path.is_file():
        return ""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    named = (c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == cell)
    return next((sanitise.plain("".join(c["source"])) for c in named), "")


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        rows = [dict(row) for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())]
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake(str(path), str(error), "a file that qk export --double-mark has written") from error
    if rows and not {"code", "cell"} <= set(rows[0]):
        raise Mistake(str(path), ", ".join(rows[0]), "the columns code and cell")
    return rows


def _points(path: Path, text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError as error:
        raise Mistake(str(path), f"'{text}' for points", "a number") from error
