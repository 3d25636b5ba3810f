"""A file that an LMS gave out, filled in: its own columns and rows, in which only the cells meant for it are touched."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.grading.classbook import Line, number
from quellenkritik.grading.master import Master
from quellenkritik.grading.submission import Refusal, student_id

_BOM = "\ufeff"


@dataclass(frozen=True)
class Mark:
    """What one student gets: points of ``most``, how many answers still wait for a person, and the parts in words."""

    student: str
    points: float
    most: float
    waiting: int
    said: str


@dataclass
class Filled:
    """What was done with a file: its new text, who was marked, and everybody who was not, with the reason."""

    text: str = ""
    marked: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    not_in_file: list[str] = field(default_factory=list)
    not_graded: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def whole(masters: Iterable[Master]) -> float:
    """Return the points of exercises together; a bonus comes on top, unless nothing else was chosen."""
    points = [(one.bonus, sum(cell.points for cell in one.cells if cell.grade)) for one in masters]
    return sum(most for bonus, most in points if not bonus) or sum(most for _, most in points)


def marks(lines: Iterable[Line], masters: Sequence[Master]) -> dict[str, Mark]:
    """Return the sum of each student over the chosen exercises; one that was not handed in counts as nothing."""
    chosen, most = {one.exercise for one in masters}, whole(masters)
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.exercise in chosen:
            found.setdefault(line.student, []).append(line)
    return {student: _mark(student, own, most) for student, own in found.items()}


def _mark(student: str, own: list[Line], most: float) -> Mark:
    said = "; ".join(_said(line) for line in own)
    points = sum(line.points for line in own)
    return Mark(student, points, most, sum(line.waiting for line in own), said)


def _said(line: Line) -> str:
    late = f", {number(line.late)} taken off for lateness" if line.late else ""
    return f"{line.exercise}: {number(line.points)} of {number(line.max_points)}{late}"


class Sheet:
    """The rows of a CSV file, with the way it was written."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise Mistake(
                str(path), error.strerror or "an error", "the file that the LMS gave out"
            ) from error
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Mistake(str(path), "a file that is not UTF-8", "the file as the LMS gave it out") from None
        self.mark = _BOM if text.startswith(_BOM) else ""
        self.before = text
        self.end = "\r\n" if "\r\n" in text else "\n"
        first = text.split("\n", 1)[0]
        self.delimiter = max(",;\t", key=first.count)
        reader = csv.reader(io.StringIO(text.removeprefix(_BOM), newline=""), delimiter=self.delimiter)
        self.rows = [row for row in reader if row]
        if not self.rows or any(len(row) != len(self.rows[0]) for row in self.rows):
            raise Mistake(str(path), "rows of different length or none", "a CSV file as the LMS gave it out")

    @property
    def head(self) -> list[str]:
        """The names of the columns."""
        return self.rows[0]

    def column(self, name: str, option: str) -> int:
        """Return the place of a column by its exact name."""
        places = [place for place, title in enumerate(self.head) if title.strip() == name.strip()]
        if len(places) != 1:
            raise Mistake(f"{self.name}, {option}", f"'{name}'", "one of " + " | ".join(self.head))
        return places[0]

    def text(self, rows: Sequence[Sequence[str]] | None = None) -> str:
        """Return the file as text again: the same delimiter, line ends and mark at the start."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.end)
        writer.writerows(self.rows if rows is None else rows)
        return self.mark + out.getvalue()

    def formulas(self, untouched: Iterable[int]) -> int:
        """Return how many of the LMS's own cells a spreadsheet would take for formulas; they are left as they are."""
        places = tuple(untouched)
        return sum(row[p].lstrip().startswith(("=", "+", "@")) for row in self.rows[1:] for p in places)


def find(found: Mapping[str, Mark], names: Iterable[str]) -> Mark | None:
    """Return the mark of the first of these names that is a student's id, as intake makes ids."""
    for name in names:
        try:
            if mark := found.get(student_id(name)):
                return mark
        except Refusal:
            continue
    return None


def once(sheet: Sheet, seen: set[str], mark: Mark | None) -> Mark | None:
    """Return the mark; a student who fits two rows is refused, for one of them is somebody else."""
    if mark and mark.student in seen:
        raise Mistake(
            sheet.name, f"two rows that fit '{mark.student}'", "one", "Tell who is who with --map FILE."
        )
    return mark


def read_map(path: Path | None) -> dict[str, str]:
    """Return ``{id in the LMS: student}`` from a CSV file of two columns, student and id, without a head."""
    if path is None:
        return {}
    rows = [row for row in csv.reader(path.read_text("utf-8-sig").splitlines()) if row]
    if any(len(row) != 2 for row in rows):
        raise Mistake(str(path), "a row without two cells", "student,id in the LMS")
    return {ident.strip(): student.strip() for student, ident in rows}


def scaled(mark: Mark, most: float, where: str, *, scale: bool) -> float:
    """Return the points in the LMS's measure; another maximum is refused unless they may be scaled."""
    if abs(mark.most - most) < 1e-6:
        return mark.points
    if not scale:
        raise Mistake(
            where,
            f"a maximum of {number(most)}",
            f"{number(mark.most)}, as the chosen exercises have",
            "Change it in the LMS, choose other exercises (--topic, --exercise), or give --scale.",
        )
    return mark.points / mark.most * most if mark.most else 0.0


def plain(text: str) -> float | None:
    """Return a number written with a point or a comma, or None."""
    text = text.strip()
    return float(text.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", text) else None


def diff(before: str, after: str, name: str) -> list[str]:
    """Return what changes, line by line."""
    old, new = (text.removeprefix(_BOM).splitlines() for text in (before, after))
    return list(
        difflib.unified_diff(old, new, f"{name} (as it is)", f"{name} (as it will be)", lineterm="", n=0)
    )


def report(filled: Filled) -> list[str]:
    """Return in words who was marked and who was not."""
    lines = [f"{len(filled.marked)} students marked.", *filled.said]
    for title, names in (
        ("Answers still wait for a person; not written (--partial writes what there is):", filled.waiting),
        ("Graded, but unknown in the file (--map FILE tells who they are):", filled.not_in_file),
        ("In the file, but nothing was handed in:", filled.not_graded),
    ):
        if names:
            lines += [title, *(f"  {name}" for name in names)]
    return lines
