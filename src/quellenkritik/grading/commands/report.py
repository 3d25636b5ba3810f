"""``qk report``: the class at a glance, as plain text or JSON."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence

from quellenkritik.grading.classbook import Line, lines, number
from quellenkritik.grading.commands.shared import add_course_options, open_course


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_course_options(parser)
    parser.add_argument("--json", action="store_true", help="print the table as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the table."""
    _, gradebook = open_course(args)
    found = lines(gradebook)
    gradebook.close()
    print(json.dumps(data(found), ensure_ascii=False, indent=1) if args.json else "\n".join(table(found)))
    return 0


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
