"""Where the project's files stand, and how the instructor's commands find them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from quellenkritik.errors import Mistake
from quellenkritik.tasks.core import Task

REGISTRY = Path("solutions") / "exercises.yml"


def _task(exercise: str) -> Task:
    tasks = importlib.import_module("quellenkritik.tasks")
    return cast(Task, tasks.task(exercise))


@dataclass(frozen=True)
class Project:
    """One checkout. ``task`` finds the module of an exercise by its id; tests put their own in its place."""

    root: Path
    task: Callable[[str], Task] = _task

    @property
    def solutions(self) -> Path:
        """The only sources: registry, percent scripts, gold."""
        return self.root / "solutions"

    @property
    def exercises(self) -> Path:
        """The generated student notebooks and sheets."""
        return self.root / "exercises"

    @property
    def practice(self) -> Path:
        """The generated practice sheets that travel inside the package."""
        return self.root / "src" / "quellenkritik" / "tasks" / "practice"

    @property
    def book(self) -> Path:
        """The chapters."""
        return self.root / "book"

    @property
    def build(self) -> Path:
        """Everything that may be deleted at any time, save a class's own gradebook."""
        return self.root / "_build"

    @property
    def cohort(self) -> Path:
        """The sample students."""
        return self.root / "tests" / "cohort"

    def named(self, path: Path) -> str:
        """Return a path as the reader knows it: from the root, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def find(start: Path | None = None) -> Project:
    """Return the project of the current folder, else of an editable installation, else raise :class:`Mistake`."""
    here = (start or Path.cwd()).resolve()
    package = Path(__file__).resolve().parents[3]
    for folder in (here, *here.parents, package):
        if (folder / REGISTRY).is_file():
            return Project(folder)
    raise Mistake(
        str(here),
        f"a folder without {REGISTRY.as_posix()}",
        "the folder of the project",
        "Change into it and try again.",
    )
