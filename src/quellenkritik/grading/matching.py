"""Laying a student's cells over the master's: which is whose, what is missing, doubled, foreign or changed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quellenkritik.grading.master import Course, Master, MasterCell
from quellenkritik.grading.notebook import RawCell
from quellenkritik.grading.submission import Extra, Refusal

MAX_EXTRAS = 200


def exercise_of(cells: list[RawCell], file_stem: str, course: Course) -> str:
    """Return the exercise that a notebook belongs to: by the grade ids it carries, else by an answer, else by its name."""
    votes: dict[str, int] = {}
    for cell in cells:
        if owner := course.owner_of.get(cell.grade_id):
            votes[owner] = votes.get(owner, 0) + 1
    named = named_exercise(file_stem, course.masters)
    if votes:
        return named if named in votes else max(votes, key=lambda name: (votes[name], name))
    assigned = [name for name in course.masters if any(_assigns(cell, name) for cell in cells)]
    if len(assigned) == 1:
        return assigned[0]
    if named:
        return named
    raise Refusal("a notebook of no exercise of this course; expected one of " + ", ".join(course.masters))


def named_exercise(stem: str, masters: Mapping[str, Master]) -> str:
    """Return the exercise that a file's name speaks of, or an empty text: ``pivot (2)`` and ``x_pivot-1`` are pivot."""
    words = re.findall(r"[a-z]+(?:_code)?", stem.lower())
    return next((word for word in reversed(words) if word in masters), "")


def _assigns(cell: RawCell, name: str) -> bool:
    return (
        cell.kind == "code" and re.search(rf"^{re.escape(name)}\s*=", cell.source, re.MULTILINE) is not None
    )


class Overlay:
    """The student's cells in the master's places."""

    def __init__(self, master: Master) -> None:
        self._master = master
        self._by_id = {cell.id: cell for cell in master.cells}
        self._given = {(cell.kind, cell.source.strip()): cell for cell in master.cells if not cell.solution}
        self.cells: dict[str, str] = {}
        self.extras: list[Extra] = []
        self.notes: list[str] = []
        self._seen: set[str] = set()
        self._last = ""

    def lay(self, cells: list[RawCell]) -> Overlay:
        """Take the cells in the student's order."""
        for cell in cells:
            self._take(cell)
        missing = [c.grade_id for c in self._master.cells if c.solution and c.grade_id not in self.cells]
        self.notes += [f"the cell '{grade_id}' is missing; counted as not answered" for grade_id in missing]
        if len(self.extras) > MAX_EXTRAS:
            self.notes.append(f"{len(self.extras)} cells of the student's own; only {MAX_EXTRAS} are kept")
            del self.extras[MAX_EXTRAS:]
        return self

    def _take(self, cell: RawCell) -> None:
        known = self._master.by_grade_id.get(cell.grade_id) or self._same(cell)
        if known is None:
            if cell.grade_id:
                self.notes.append(
                    f"a cell with the foreign id '{cell.grade_id[:40]}' is treated as the student's own"
                )
            self._add_extra(cell)
            return
        if known.solution:
            self._answer(known, cell)
        elif cell.source.strip() != known.source.strip():
            self.notes.append(f"the given cell '{known.id}' was changed; the instructor's is used")
        if cell.points is not None and cell.points != known.points:
            self.notes.append(
                f"the cell '{known.grade_id}' claims {cell.points:g} points; it has {known.points:g}"
            )
        self._last = known.id

    def _same(self, cell: RawCell) -> MasterCell | None:
        """Return the given cell that this is by its id or its text, though it carries no grade id."""
        if not cell.grade_id and (known := self._by_id.get(cell.id)) and not known.locked:
            return known
        return self._given.get((cell.kind, cell.source.strip()))

    def _answer(self, known: MasterCell, cell: RawCell) -> None:
        """Take an answer; of several copies the last that differs from the empty cell counts, the others stay as extras."""
        source = cell.source
        if known.grade_id in self._seen:
            self.notes.append(
                f"the cell '{known.grade_id}' stands more than once; the last filled one counts"
            )
            if source.strip() == known.source.strip() or not source.strip():
                return
            if (before := self.cells[known.grade_id]).strip() not in (known.source.strip(), source.strip()):
                self.extras.append(Extra(self._last, known.kind, before))
        self._seen.add(known.grade_id)
        self.cells[known.grade_id] = source

    def _add_extra(self, cell: RawCell) -> None:
        if cell.source.strip():
            self.extras.append(Extra(self._last, cell.kind, cell.source))
