"""What the machine can judge, computed from what is there when the book is built; no figure is typed.

Directives: ``{chance-levels}`` what thoughtless answers would reach before the correction, on the practice sheets;
``{gold-agreement}`` how far the two codings of each bank agree; ``{sample-scores}`` what the sample students earn.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from session import own_totals, spread, students_of, table
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quellenkritik.course import agreement, bank
from quellenkritik.course import registry as listed
from quellenkritik.course.project import Project
from quellenkritik.course.registry import Exercise
from quellenkritik.tasks.functions import is_function_task

DRAWS = 500
"""Draws of the bootstrap: fewer than the command's, so that the book is built quickly."""


def exercises(project: Project) -> tuple[Exercise, ...]:
    """Return the exercises in the order of the registry."""
    return listed.load(project).exercises


def chances(project: Project) -> Iterator[tuple[str, ...]]:
    """Yield for each criterion: its exercise and name, points, and the share that the best thoughtless answer reaches."""
    for exercise in exercises(project):
        drawn = bank.draw(project, exercise)
        if is_function_task(drawn.task):
            continue
        shares = drawn.task.blind_shares(drawn.sheet, drawn.gold)  # type: ignore[attr-defined] # scored tasks have it
        for spec in drawn.task.criteria:
            yield f"{exercise.title}: {spec.title}", f"{spec.points:g}", f"{shares[spec.id]:.0%}"


def agreements(project: Project, draws: int = DRAWS) -> Iterator[tuple[str, ...]]:
    """Yield for each coded field: its exercise and name, units, share of equal values, alpha, its interval."""
    for exercise in exercises(project):
        data = bank.load(project, exercise)
        if data.get("status") == "generated":
            continue
        for row in agreement.compare(*agreement.passes(data), agreement.scales(data), draws):
            units = f"{row.units} (few)" if row.few else f"{row.units}"
            interval = f"{row.low:.2f} to {row.high:.2f}"
            yield f"{exercise.title}: {row.field}", units, f"{row.share:.0%}", f"{row.alpha:.2f}", interval


def scores(project: Project) -> Iterator[tuple[str, ...]]:
    """Yield for each exercise: its own sample students, the lowest, quarter, middle, three-quarter, highest points."""
    students = students_of(project.root)
    for exercise in exercises(project):
        found = own_totals(students, exercise.id)
        if len(found) > 1:
            shown = (f"{mark:.1f}" for mark in spread(found))
            yield exercise.title, f"{exercise.auto_points:g}", str(len(found)), *shown


class _Judged(SphinxDirective):
    """A table that is computed from the project's files."""

    head: tuple[str, ...]
    label: str
    folders: tuple[str, ...] = ("solutions",)

    def rows(self, project: Project) -> Iterator[tuple[str, ...]]:
        """Yield the rows."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the table; the page is read anew when a file changes that it was computed from."""
        root = Path(self.env.app.srcdir).parent
        for path in (path for folder in self.folders for path in (root / folder).rglob("*.yml")):
            self.env.note_dependency(str(path))
        return [table(self.head, self.rows(Project(root)), self.label)]


class ChanceLevels(_Judged):
    """``{chance-levels}``."""

    head = ("exercise: criterion", "points", "best thoughtless answer")
    label = "What thoughtless answers would reach"

    def rows(self, project: Project) -> Iterator[tuple[str, ...]]:
        """Yield the rows."""
        return chances(project)


class GoldAgreement(_Judged):
    """``{gold-agreement}``."""

    head = ("exercise: field", "units", "equal", "alpha", "95 % interval")
    label = "Agreement of the two codings"

    def rows(self, project: Project) -> Iterator[tuple[str, ...]]:
        """Yield the rows."""
        return agreements(project)


class SampleScores(_Judged):
    """``{sample-scores}``."""

    head = (
        "exercise",
        "points",
        "sample students",
        "lowest",
        "quarter",
        "middle",
        "three quarters",
        "highest",
    )
    label = "What the sample students earn"
    folders = ("tests/cohort",)

    def rows(self, project: Project) -> Iterator[tuple[str, ...]]:
        """Yield the rows."""
        return scores(project)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("chance-levels", ChanceLevels)
    app.add_directive("gold-agreement", GoldAgreement)
    app.add_directive("sample-scores", SampleScores)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
