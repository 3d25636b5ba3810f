"""The registry of exercises: ``solutions/exercises.yml``, read, checked and typed. It is the only list of exercises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.course.project import REGISTRY, Project
from quellenkritik.errors import Mistake

TRACKS = ("core", "bonus", "capstone")
IDS = ("opaque", "register")
MOST_BONUS = 10.0
"""Points that the bonus exercises may give together, on top of the others."""
COUNTS = ("bank", "sheet", "misconceptions", "hints", "samples")
_TEXTS = ("id", "topic", "track", "title", "question", "chapter", "ids")
_LISTS = ("prerequisites", "teaches", "does_not_teach", "outcomes")


@dataclass(frozen=True)
class ManualCell:
    """A cell that a person grades: its points and the criteria of the rubric that it is marked by."""

    points: float
    rubric: tuple[str, ...]


@dataclass(frozen=True)
class Exercise:
    """One entry of the registry. ``criteria`` and ``manual`` hold points; ``counts`` are the pinned numbers of rule 10."""

    id: str
    topic: str
    track: str
    title: str
    question: str
    chapter: str
    ids: str
    minutes: int
    auto_points: float
    manual_points: float
    criteria: Mapping[str, float]
    manual: Mapping[str, ManualCell]
    counts: Mapping[str, int]
    prerequisites: tuple[str, ...]
    teaches: tuple[str, ...]
    does_not_teach: tuple[str, ...]
    outcomes: tuple[Mapping[str, str], ...]

    @property
    def stem(self) -> str:
        """``topic/id``: what the files of the exercise are called."""
        return f"{self.topic}/{self.id}"

    @property
    def page(self) -> str:
        """The exercise's page in the book, as the table of contents names it."""
        return self.stem

    def master(self, project: Project) -> Path:
        """Return the percent script."""
        return project.solutions / f"{self.stem}.py"

    def gold(self, project: Project) -> Path:
        """Return the public bank with its key."""
        return project.solutions / f"{self.stem}.gold.yml"

    def reference(self, project: Project) -> Path:
        """Return the solution of an exercise that asks for functions: a program."""
        return project.solutions / f"{self.stem}.reference.py"

    def codebook(self, project: Project) -> Path:
        """Return the written rules by which the bank was coded."""
        return project.solutions / f"{self.stem}.codebook.md"


@dataclass(frozen=True)
class Registry:
    """Topics in the order of the course, with their titles, and the exercises."""

    topics: Mapping[str, str]
    exercises: tuple[Exercise, ...]

    def __getitem__(self, ident: str) -> Exercise:
        for exercise in self.exercises:
            if exercise.id == ident:
                return exercise
        raise Mistake("exercise", f"'{ident}'", "one of " + ", ".join(e.id for e in self.exercises))

    def chosen(self, idents: list[str]) -> tuple[Exercise, ...]:
        """Return the named exercises, or all where none is named."""
        return tuple(self[ident] for ident in idents) if idents else self.exercises

    def of(self, topic: str) -> tuple[Exercise, ...]:
        """Return the exercises of one topic."""
        return tuple(e for e in self.exercises if e.topic == topic)


def load(project: Project) -> Registry:
    """Read the registry; a wrong entry is refused with its id, the field, what came and what was expected."""
    data = yaml.safe_load((project.root / REGISTRY).read_text(encoding="utf-8"))
    topics = {str(t["id"]): str(t["title"]) for t in data["topics"]}
    exercises = tuple(_exercise(entry, topics) for entry in data["exercises"])
    idents = [e.id for e in exercises]
    for ident in set(idents):
        if idents.count(ident) > 1:
            raise Mistake(f"{REGISTRY.as_posix()}, {ident}", "the id twice", "each exercise once")
    bonus = sum(e.auto_points + e.manual_points for e in exercises if e.track == "bonus")
    if bonus > MOST_BONUS:
        raise Mistake(REGISTRY.as_posix(), f"{bonus:g} points of bonus", f"at most {MOST_BONUS:g}")
    return Registry(topics, exercises)


def _exercise(entry: Mapping[str, Any], topics: Mapping[str, str]) -> Exercise:
    where = f"{REGISTRY.as_posix()}, {entry.get('id', 'an entry without id')}"
    missing = [
        f
        for f in (*_TEXTS, *_LISTS, "minutes", "points", "criteria", "manual", "counts")
        if entry.get(f) is None
    ]
    if missing:
        raise Mistake(where, "no " + ", ".join(missing), "all fields of an exercise")
    _one_of(where, "topic", entry["topic"], tuple(topics))
    _one_of(where, "track", entry["track"], TRACKS)
    _one_of(where, "ids", entry["ids"], IDS)
    if sorted(entry["counts"]) != sorted(COUNTS):
        raise Mistake(f"{where}, counts", ", ".join(entry["counts"]), ", ".join(COUNTS))
    manual = {
        k: ManualCell(float(v["points"]), tuple(v["rubric"])) for k, v in (entry["manual"] or {}).items()
    }
    texts: dict[str, Any] = {field: str(entry[field]) for field in _TEXTS}
    lists: dict[str, Any] = {field: tuple(entry[field]) for field in _LISTS}
    exercise = Exercise(
        **texts,
        **lists,
        minutes=int(entry["minutes"]),
        auto_points=float(entry["points"]["auto"]),
        manual_points=float(entry["points"]["manual"]),
        criteria={k: float(v) for k, v in (entry["criteria"] or {}).items()},
        manual=manual,
        counts=dict(entry["counts"]),
    )
    _sums(where, exercise)
    return exercise


def _one_of(where: str, field: str, came: str, expected: tuple[str, ...]) -> None:
    if came not in expected:
        raise Mistake(f"{where}, {field}", f"'{came}'", "one of " + ", ".join(expected))


def _sums(where: str, exercise: Exercise) -> None:
    """Refuse points that do not add up."""
    by_hand = sum(cell.points for cell in exercise.manual.values())
    if by_hand != exercise.manual_points:
        raise Mistake(f"{where}, manual", f"{by_hand:g} points", f"{exercise.manual_points:g}")
    by_machine = sum(exercise.criteria.values())
    if abs(by_machine - exercise.auto_points) > 1e-9:
        raise Mistake(f"{where}, criteria", f"{by_machine:g} points", f"{exercise.auto_points:g}")
