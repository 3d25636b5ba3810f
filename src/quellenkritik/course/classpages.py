"""The book of one class: the same pages, but their forms and their given material are the class's own sheets.

The extensions of the book ask here which sheets they show. A key is drawn only to count the origins of stemma, of which
readers are shown the number; it is written nowhere.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from quellenkritik.course import bank, config, release
from quellenkritik.course.bank import Drawn
from quellenkritik.course.config import CourseConfig
from quellenkritik.course.project import Project
from quellenkritik.course.registry import Exercise
from quellenkritik.errors import Mistake

COURSE = "QK_COURSE"
"""The variable that names the ``course.yml`` to the build of the pages."""


@dataclass(frozen=True)
class Handed:
    """What the pages hand out: the choices of the class, and the folder with its notebooks and sheets."""

    choices: CourseConfig
    folder: Path

    @property
    def name(self) -> str:
        """The name of the class; nothing for the public practice sheets."""
        return "" if self.choices.is_practice else self.choices.name


def load(path: Path) -> CourseConfig:
    """Return the choices of a class that has sheets of its own; refuse the practice seed."""
    choices = config.load(path)
    if choices.is_practice:
        hint = "For the practice sheets, leave --config out: qk book"
        raise Mistake(str(path), "the practice seed", "a class with a seed of its own", hint)
    return choices


def home(project: Project, choices: CourseConfig) -> Path:
    """Return the folder of the class's pages below ``_build``."""
    slug = re.sub(r"[^\w-]+", "-", choices.name).strip("-")
    return project.build / "class" / (slug or "class")


def hand_out(project: Project, choices: CourseConfig) -> Path:
    """Write the class's notebooks and sheets, from which its pages are made; return their folder."""
    folder = home(project, choices) / "exercises"
    release.write(release.handed_out(project, release.draw_all(project, choices), folder))
    return folder


def handed(project: Project) -> Handed:
    """Return what the running build hands out: the practice sheets, unless :data:`COURSE` names a class."""
    named = os.environ.get(COURSE)
    if not named:
        return Handed(CourseConfig(), project.exercises)
    choices = load(Path(named))
    return Handed(choices, home(project, choices) / "exercises")


def draw(project: Project, exercise: Exercise) -> Drawn:
    """Draw the sheet that the running build shows, with its key."""
    return bank.draw(project, exercise, handed(project).choices)
