"""The five gates that every exercise passes before it is released. A gate returns its faults, one sentence each.

current    what is committed is what the sources make
solved     the solution is formally right and earns every machine point
untouched  the released notebook earns nothing, and no given cell breaks
silent     no answer stands anywhere under ``exercises/`` or in the package's sheets
same       registry, solutions, exercises, modules and the book's table of contents name the same things
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from nbformat import NotebookNode

from quellenkritik.course import naming, notebook, release, silence, trial
from quellenkritik.course.bank import Drawn
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from quellenkritik.tasks import answers
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.functions import is_function_task


def current(project: Project) -> list[str]:
    """Compare the committed files with what the sources make now."""
    return release.drift(project, release.committed(project))


def solved(project: Project) -> list[str]:
    """Score the answer that stands in each solved notebook."""
    return [fault for one in release.draw_all(project) for fault in _solved(project, one)]


def untouched(project: Project) -> list[str]:
    """Score each released notebook as it is, and run its given cells in a fresh kernel."""
    return [fault for one in release.draw_all(project) for fault in _untouched(project, one)]


def silent(project: Project) -> list[str]:
    """Look for answers in everything that students can see."""
    return [fault for one in release.draw_all(project) for fault in silence.faults(project, one)]


def same(project: Project) -> list[str]:
    """Compare the names and the pinned counts everywhere."""
    return naming.faults(project)


Gate = Callable[[Project], list[str]]
GATES: Mapping[str, Gate] = {gate.__name__: gate for gate in (current, solved, untouched, silent, same)}


def run(project: Project, names: Iterable[str] = tuple(GATES)) -> dict[str, list[str]]:
    """Return the faults of each gate; a source that cannot be read at all is a fault, too."""
    faults: dict[str, list[str]] = {}
    for name in names:
        try:
            faults[name] = GATES[name](project)
        except Mistake as mistake:
            faults[name] = [str(mistake)]
    return faults


def _answer(one: Drawn, book: NotebookNode) -> Tree:
    """Return the answer that stands in a notebook of ours; where functions are asked for, what they give back."""
    if is_function_task(one.task):
        return one.task.answer_of(notebook.answer_text(book, one.exercise.id), one.gold)
    return answers.read(notebook.answer_of(book, one.exercise.id))


def _solved(project: Project, one: Drawn) -> list[str]:
    ident = one.exercise.id
    answer = _answer(one, notebook.solved(project, one))
    problems = [
        f"{ident}, {p.where}: {p.came}; expected {p.expected}" for p in one.task.check(answer, one.sheet)
    ]
    result = one.task.score(answer, one.sheet, one.gold)
    short = [
        f"{ident}: the solution has {c.points:g} of {c.max_points:g} in {c.id}"
        for c in result.criteria
        if c.points != c.max_points
    ]
    if result.max_points != one.exercise.auto_points:
        short.append(
            f"{ident}: {result.max_points:g} points to be had; the registry has {one.exercise.auto_points:g}"
        )
    return problems + short


def _untouched(project: Project, one: Drawn) -> list[str]:
    ident, student = one.exercise.id, notebook.student(project, one)
    answer = _answer(one, student)
    result = one.task.score(answer, one.sheet, one.gold)
    gifts = [f"{ident}: the empty form has {c.points:g} in {c.id}" for c in result.criteria if c.points]
    return gifts + [
        f"{ident}, {fault}" for fault in trial.breaks(student, release.sheet_text(project, one), ident)
    ]
