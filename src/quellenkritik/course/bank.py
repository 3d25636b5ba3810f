"""From the bank to one class's sheet and key: the gold file is read, a sheet is drawn, the answers are written out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.course.config import CourseConfig
from quellenkritik.course.project import Project
from quellenkritik.course.registry import Exercise
from quellenkritik.errors import Mistake
from quellenkritik.tasks import answers
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet, Task
from quellenkritik.tasks.functions import is_function_task


@dataclass(frozen=True)
class Drawn:
    """One sheet with its key, and the two answers that follow from it: the empty form and the solution, as YAML text.

    Where functions are asked for, these are the skeleton and the reference program.
    """

    exercise: Exercise
    task: Task
    bank: Mapping[str, Any]
    sheet: Sheet
    gold: Gold
    template: str
    solution: str


class _Plain(yaml.SafeDumper):
    """A dumper without aliases, so that every answer stands written out."""

    def ignore_aliases(self, data: object) -> bool:
        """Return True: nothing is shared."""
        return True


def to_yaml(data: object) -> str:
    """Return data as YAML text: its own order, Unicode as it is, no aliases, long lines unbroken."""
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


def gold_path(project: Project, exercise: Exercise, config: CourseConfig) -> Path:
    """Return the bank in force: the private one where the course has one for this exercise, else the public one."""
    private = config.private / f"{exercise.stem}.gold.yml" if config.private else None
    return private if private and private.is_file() else exercise.gold(project)


def load(project: Project, exercise: Exercise, config: CourseConfig | None = None) -> Mapping[str, Any]:
    """Return the bank of an exercise as plain data."""
    path = gold_path(project, exercise, config or CourseConfig())
    if not path.is_file():
        raise Mistake(project.named(path), "no such file", f"the bank of '{exercise.id}'")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or data.get("exercise") != exercise.id:
        raise Mistake(project.named(path), "another file", f"a mapping with 'exercise: {exercise.id}'")
    return data


def draw(project: Project, exercise: Exercise, config: CourseConfig | None = None) -> Drawn:
    """Draw the sheet of a class, with its key, its empty form and its solution."""
    config = config or CourseConfig()
    task, bank = project.task(exercise.id), load(project, exercise, config)
    sheet, gold = task.draw(bank, config.seed)
    if is_function_task(task):
        return Drawn(exercise, task, bank, sheet, gold, task.skeleton, _reference(project, exercise))
    solution: Tree = task.solution(sheet, gold)
    drawn = Drawn(exercise, task, bank, sheet, gold, task.form(sheet).template(), to_yaml(solution))
    if (path := gold_path(project, exercise, config)) != exercise.gold(project):
        _can_be_entered(project.named(path), drawn)
    return drawn


def _can_be_entered(name: str, drawn: Drawn) -> None:
    """Refuse a private bank whose key has a value that the form does not take: nobody could give the right answer.

    The public banks are tried by the tests.
    """
    for found in drawn.task.check(answers.read(drawn.solution), drawn.sheet):
        hint = "The key says that this is right, and no student could enter it."
        raise Mistake(f"{name}, {found.where}", found.came, found.expected, hint)


def _reference(project: Project, exercise: Exercise) -> str:
    path = exercise.reference(project)
    if not path.is_file():
        raise Mistake(project.named(path), "no such file", f"the program that solves '{exercise.id}'")
    return path.read_text(encoding="utf-8")
