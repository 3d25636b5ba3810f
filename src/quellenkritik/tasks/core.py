"""What every exercise shares: the specification of its criteria, the result of a scoring, the task itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.form import Form, Problem

Sheet = Mapping[str, Any]
"""One drawn sheet: ``{"exercise": id, "items": [{"id": opaque id, ...what the student is given}], ...}``."""

Gold = Mapping[str, Any]
"""The key of one sheet, by the same opaque ids. It never enters a student's process."""


@dataclass(frozen=True)
class CriterionSpec:
    """One criterion: its points, what it looks at, and three hints from general to specific (none gives the key)."""

    id: str
    title: str
    points: float
    hints: tuple[str, str, str]


@dataclass(frozen=True)
class Misconception:
    """A named misunderstanding: the text that a student sees names it and never the key."""

    code: str
    title: str
    feedback: str


@dataclass(frozen=True)
class CriterionResult:
    """The outcome of one criterion; ``points`` lies in [0, max_points]; ``raw`` and ``blind`` are shares in [0, 1]."""

    id: str
    points: float
    max_points: float
    raw: float
    blind: float
    codes: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """The outcome of one question: criteria, their sum, and the feedback codes in order of appearance."""

    exercise: str
    criteria: tuple[CriterionResult, ...]

    @property
    def points(self) -> float:
        """The sum of the criteria's points, a built-in float."""
        return float(sum(c.points for c in self.criteria))

    @property
    def max_points(self) -> float:
        """The most that can be had."""
        return float(sum(c.max_points for c in self.criteria))

    @property
    def codes(self) -> tuple[str, ...]:
        """All feedback codes, each once."""
        return tuple(dict.fromkeys(code for c in self.criteria for code in c.codes))


class Task(Protocol):
    """One exercise. All methods are pure; only the instructor's side holds a ``Gold``."""

    id: str
    topic: str
    title: str
    criteria: tuple[CriterionSpec, ...]
    misconceptions: tuple[Misconception, ...]

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key, drawn from the bank (the gold file) by the class seed."""

    def form(self, sheet: Sheet) -> Form:
        """Return the form of the answer: fields, vocabularies, items."""

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems of an answer, without any knowledge of the key."""

    def score(self, answer: Tree, sheet: Sheet, gold: Gold) -> Result:
        """Return the result; a formally wrong part counts as not answered and never raises."""

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return an answer that earns every machine point."""

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the documented thoughtless strategies as answers, by name; they use no gold."""
