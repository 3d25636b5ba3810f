"""``qk report``: the class at a glance; one student with the trail of changes; two markers compared."""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.grading import classview, secondmarker, trail
from quellenkritik.grading.classbook import Line, lines, number
from quellenkritik.grading.commands.shared import add_course_options, open_course
from quellenkritik.grading.files import write_whole
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.measures.agreement import bootstrap_interval, weighted_kappa


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_course_options(parser)
    add = parser.add_argument
    add("--json", action="store_true", help="print the table as JSON")
    add("--output", type=Path, metavar="FILE", help="the page (default: report.html in the course)")
    add("--student", metavar="ID", help="one student: the points, and every change of them")
    add(
        "--double-marked",
        nargs=2,
        type=Path,
        metavar=("A.csv", "B.csv"),
        help="two markers' files, marks.csv or one drawn by qk export --double-mark: their weighted kappa",
    )


def run(args: argparse.Namespace) -> int:
    """Print the table and write the page, or answer one of the narrower questions."""
    if args.double_marked:
        print("\n".join(compared(*(_marks(path) for path in args.double_marked))))
        return 0
    course, gradebook = open_course(args)
    found = lines(gradebook)
    if args.student:
        said = student(args.student, found, gradebook)
        gradebook.close()
        print("\n".join(said))
        return 0
    gradebook.close()
    if args.json:
        print(json.dumps(data(found), ensure_ascii=False, indent=1))
        return 0
    output: Path = args.output or course.root / "report.html"
    write_whole(output, classview.page(course.id, found))
    print("\n".join([*table(found), "", f"The page: {output}"]))
    return 0


def student(name: str, found: Sequence[Line], gradebook: Gradebook) -> list[str]:
    """Return a student's points as lines, and every line of the trail."""
    own = [line for line in found if line.student == name]
    changes = gradebook.trail(name)
    if not own and not changes:
        known = (
            ", ".join(dict.fromkeys(line.student for line in found)) or "nobody: nothing has been graded yet"
        )
        raise Mistake("--student", f"'{name}'", f"one of {known}")
    rows = [f"  {line.exercise}: {_cell(line)}, {line.waiting} waiting" for line in own]
    return [
        name,
        *rows,
        "Every change, the oldest first:",
        *(f"  {line}" for line in trail.in_words(changes)),
    ]


def _marks(path: Path) -> dict[tuple[str, str], float]:
    """Return the points of one marker by student and cell; cells without points are left out."""
    if secondmarker.codes_file(path).is_file():
        return secondmarker.read(path)
    try:
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
        return {(r["student"], r["cell"]): float(r["points"]) for r in rows if r["points"]}
    except (OSError, KeyError, ValueError) as error:
        expected = "a marks.csv with the columns student, cell, points"
        raise Mistake(
            str(path), f"{type(error).__name__}: {error}", expected, "qk export writes it."
        ) from error


def compared(first: dict[tuple[str, str], float], second: dict[tuple[str, str], float]) -> list[str]:
    """Return the agreement of two markers on each cell that both have marked, with a 95 % interval."""
    both = sorted(set(first) & set(second))
    said = []
    for cell in dict.fromkeys(cell for _, cell in both):
        pairs = [(first[key], second[key]) for key in both if key[1] == cell]
        kappa = _kappa(pairs)
        low, high = bootstrap_interval(pairs, _kappa)
        said.append(
            f"{cell}: {len(pairs)} answers marked twice, the same points for {sum(a == b for a, b in pairs)}, "
            f"weighted kappa {kappa:.2f} (95 % interval {low:.2f} to {high:.2f})"
        )
    return said or ["No answer was marked by both."]


def _kappa(pairs: Sequence[tuple[float, float]]) -> float:
    return weighted_kappa([a for a, _ in pairs], [b for _, b in pairs])


def data(found: Sequence[Line]) -> dict[str, object]:
    """Return the class as plain data."""
    rows = [
        {
            "student": line.student,
            "exercise": line.exercise,
            "verdict": line.verdict,
            "points": line.points,
            "max_points": line.max_points,
            "waiting_cells": line.waiting,
            "codes": line.result["codes"],
        }
        for line in found
    ]
    return {"rows": rows, "misconceptions": dict(_misconceptions(found))}


def table(found: Sequence[Line]) -> list[str]:
    """Return the class as aligned lines: a row a student, a column an exercise, what waits, and the sum."""
    if not found:
        return ["Nothing has been graded yet."]
    exercises = list(dict.fromkeys(line.exercise for line in found))
    cells = {(line.student, line.exercise): line for line in found}
    rows = [["student", *exercises, "sum", "waiting"]]
    for student in dict.fromkeys(line.student for line in found):
        own = [cells.get((student, exercise)) for exercise in exercises]
        total = sum(line.points for line in own if line)
        waiting = sum(line.waiting for line in own if line)
        rows.append([student, *map(_cell, own), number(total), str(waiting)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines_ = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    counted = _misconceptions(found).most_common(10)
    return (
        lines_
        + (["", "Most frequent misconceptions:"] if counted else [])
        + [f"  {n:4} {code}" for code, n in counted]
    )


def _cell(line: Line | None) -> str:
    if line is None:
        return "-"
    word = "" if line.verdict == "graded" else f" {line.verdict.replace('_', ' ')}"
    return f"{number(line.points)}/{number(line.max_points)}{word}"


def _misconceptions(found: Sequence[Line]) -> Counter[str]:
    return Counter(f"{line.exercise}: {code}" for line in found for code in line.result["codes"])
