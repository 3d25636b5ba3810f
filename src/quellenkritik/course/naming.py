"""One list of exercises, and everything else agrees with it: the fifth gate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.course import bank, cohort, registry
from quellenkritik.course.project import Project
from quellenkritik.course.registry import Exercise, Registry
from quellenkritik.tasks.functions import is_function_task

_CARD = re.compile(r"^```\{exercise-card\}\s+([\w-]+)", flags=re.MULTILINE)


def faults(project: Project) -> list[str]:
    """Return one sentence for each name or number that stands in one place and not in the other."""
    exercises = registry.load(project)
    found = [fault for exercise in exercises.exercises for fault in _exercise(project, exercise)]
    return found + _unlisted(project, exercises) + _contents(project, exercises)


def _exercise(project: Project, exercise: Exercise) -> Iterator[str]:
    """Compare one entry of the registry with its files, its module and its bank."""
    for path in _sources(project, exercise):
        if not path.is_file():
            yield f"{exercise.id}: {project.named(path)} is missing"
    for suffix in (".ipynb", ".sheet.yml"):
        path = project.exercises / f"{exercise.stem}{suffix}"
        if not path.is_file():
            yield f"{exercise.id}: {project.named(path)} is missing"
    yield from _module(project, exercise)
    yield from _counts(project, exercise)


def _sources(project: Project, exercise: Exercise) -> tuple[Path, ...]:
    """Return what an instructor has written for an exercise; a program that solves it where functions are asked for."""
    sources = (exercise.master(project), exercise.gold(project), exercise.codebook(project))
    asks = is_function_task(project.task(exercise.id))
    return (*sources, exercise.reference(project)) if asks else sources


def _module(project: Project, exercise: Exercise) -> Iterator[str]:
    task = project.task(exercise.id)
    for field in ("id", "topic", "title"):
        came, expected = getattr(task, field), getattr(exercise, field)
        if came != expected:
            yield f"{exercise.id}, {field}: the module has '{came}', the registry '{expected}'"
    criteria = {c.id: float(c.points) for c in task.criteria}
    if criteria != dict(exercise.criteria):
        yield f"{exercise.id}, criteria: the module has {criteria}, the registry {dict(exercise.criteria)}"


def counted(project: Project, exercise: Exercise) -> dict[str, int]:
    """Return the numbers that rule 10 pins, as they are."""
    task, drawn = project.task(exercise.id), bank.draw(project, exercise)
    return {
        "bank": len(drawn.bank["items"]),
        "sheet": len(drawn.sheet["items"]),
        "misconceptions": len({m.code for m in task.misconceptions}),
        "hints": min(len(set(c.hints)) for c in task.criteria),
        "samples": len(cohort.handing_in(project.cohort, exercise.id)),
    }


def _counts(project: Project, exercise: Exercise) -> Iterator[str]:
    for name, came in counted(project, exercise).items():
        if came != exercise.counts[name]:
            yield f"{exercise.id}, {name}: {came} counted, the registry has {exercise.counts[name]}"


def _unlisted(project: Project, exercises: Registry) -> list[str]:
    """Return the solutions that the registry does not list."""
    listed = {path for exercise in exercises.exercises for path in _sources(project, exercise)}
    found = [p for p in sorted(project.solutions.glob("*/*")) if p.is_file() and p not in listed]
    return [f"{project.named(p)}: not in the registry" for p in found if p.suffix != ".pyc"]


def _contents(project: Project, exercises: Registry) -> list[str]:
    """Compare the exercises with the book's table of contents."""
    path = project.book / "_toc.yml"
    pages = list(_pages(yaml.safe_load(path.read_text(encoding="utf-8"))))
    wanted = {page for e in exercises.exercises for page in (e.chapter, e.page)}
    found = [f"{project.named(path)}: the page {page} is missing" for page in sorted(wanted - set(pages))]
    listed = {e.id for e in exercises.exercises}
    for page in pages:
        strange = _shown(project.book / f"{page}.md") - listed
        found += [
            f"{project.named(path)}: {page} shows '{s}', which the registry does not list" for s in strange
        ]
    return found


def _pages(data: Any) -> Iterator[str]:  # noqa: ANN401 (a YAML tree)
    """Yield every page that a table of contents names."""
    if isinstance(data, dict):
        if "file" in data:
            yield str(data["file"])
        for value in data.values():
            yield from _pages(value)
    elif isinstance(data, list):
        for value in data:
            yield from _pages(value)


def _shown(page: Path) -> set[str]:
    """Return the ids of the exercises that a page shows."""
    return set(_CARD.findall(page.read_text(encoding="utf-8"))) if page.is_file() else set()
