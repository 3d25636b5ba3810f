"""CSV files that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from quellenkritik.grading.classbook import Line, number

_FORMULA = tuple("=+-@\t\r|＝＋－＠")  # the wide signs, too: some spreadsheets take them
GRADES = (
    "student", "assignment", "exercise", "verdict", "points", "max_points", "machine_points", "machine_max",
    "manual_points", "manual_max", "late_points", "cells_waiting", "misconceptions", "notes", "file", "sha256",
)  # fmt: skip
MARKS = ("student", "exercise", "cell", "points", "max_points", "comment")
CRITERIA = ("student", "exercise", "criterion", "points", "max_points", "misconceptions")


def defused(value: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula; one line."""
    text = " ".join(value.splitlines())
    return f"'{text}" if text.lstrip().startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return (
        text.removeprefix("-").replace(".", "", 1).isascii()
        and text.removeprefix("-").replace(".", "", 1).isdigit()
    )


def text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a CSV of these rows, every cell defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue()


def grades(lines: Iterable[Line]) -> str:
    """Return one row for each student and exercise."""
    return text(GRADES, (_grade_row(line) for line in lines))


def criteria(lines: Iterable[Line]) -> str:
    """Return one row for each student, exercise and criterion."""
    return text(
        CRITERIA,
        (
            (
                line.student,
                line.exercise,
                c["id"],
                number(c["points"]),
                number(c["max_points"]),
                " ".join(c["codes"]),
            )
            for line in lines
            for c in line.result["criteria"]
        ),
    )


def marks(lines: Iterable[Line]) -> str:
    """Return one row for each answer that a person marks; without points where it waits."""
    rows = (
        (line.student, line.exercise, m.cell, "" if m.points is None else number(m.points), number(m.max_points), m.comment)
        for line in lines
        for m in line.manual
    )  # fmt: skip
    return text(MARKS, rows)


def _grade_row(line: Line) -> tuple[str, ...]:
    given = [m.points for m in line.manual if m.points is not None]
    return (
        line.student,
        line.topic,
        line.exercise,
        line.verdict,
        number(line.points),
        number(line.max_points),
        number(line.auto),
        number(line.auto_max),
        number(sum(given)) if given else "",
        number(sum(m.max_points for m in line.manual)),
        number(line.late) if line.late else "",
        str(line.waiting),
        " ".join(line.result["codes"]),
        "; ".join(line.result["notes"]),
        line.result["file"],
        line.result["sha256"],
    )
