"""A small function exercise for the engine's tests, beside the constructed letters: ``count(text, letter)``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import CriterionSpec, Misconception
from quellenkritik.tasks.functions import FunctionTask, Signature
from quellenkritik.tasks.scoring import Share
from tests.grading import letters

EXERCISE, TOPIC = "counts", "letters"
TEXTS = ("Anna", "banana", "a", "Ahab", "bat", "xyz", "aaaa", "cabaret")
SKELETON = "def count(text, letter):\n    return 0"
SOLUTION = "def count(text, letter):\n    return text.count(letter)"


class Counts(FunctionTask):
    """How often does a letter stand in a text? A point for each right count."""

    id, topic, title = EXERCISE, TOPIC, "Counts"
    criteria = (CriterionSpec("right", "The right count", 4.0, ("Count.", "Count all.", "Mind the case.")),)
    misconceptions = (Misconception("any-case", "Any case", "Capital letters are letters of their own."),)
    signatures = (Signature("count", ("text", "letter"), "a whole number"),)
    skeleton = SKELETON

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        raise NotImplementedError

    def show(self, sheet: Mapping[str, Any]) -> str:
        return ""

    def misshapen(self, function: str, returned: Tree) -> str | None:
        return None if isinstance(returned, str) and returned.isdigit() else "a whole number"

    def measured(self, values: Mapping[str, Tree], gold: Mapping[str, Any]) -> Mapping[str, Share]:
        right = sum(values.get(ident) == str(count) for ident, count in gold["items"].items())
        return {"right": Share(right / len(gold["items"]))}

    def right(self, gold: Mapping[str, Any]) -> Mapping[str, Any]:
        return dict(gold["items"])

    def programs(self) -> Mapping[str, str]:
        return {f"always {n}": f"def count(text, letter):\n    return {n}" for n in (0, 1, 2)}


TASK = Counts()


def task(exercise: str) -> Any:
    """Return the task of this exercise or of the constructed letters."""
    return TASK if exercise == EXERCISE else letters.task(exercise)


def key() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return sheet and key: public examples with ``b``, calls with ``a``."""
    asked = [(f"c-{n}", text, "a", text.count("a")) for n, text in enumerate(TEXTS, start=1)]
    items = [
        {"id": f"x-{n}", "function": "count", "arguments": [text, "b"], "shows": text.count("b")}
        for n, text in enumerate(TEXTS[:3], start=1)
    ]
    calls = [{"id": i, "function": "count", "arguments": [text, letter]} for i, text, letter, _ in asked]
    gold = {"exercise": EXERCISE, "calls": calls, "items": {i: count for i, _, _, count in asked}}
    return {"exercise": EXERCISE, "items": items}, gold


def cells(answer: str) -> list[dict[str, Any]]:
    """Return the cells of a notebook with this program in it."""
    return [
        letters._cell("markdown", f"{EXERCISE}-question", "# Counts\nHow often?", locked=True),
        letters._cell("code", f"{EXERCISE}-answer", answer, solution=True),
        letters._cell(
            "code", f"{EXERCISE}-auto", "print(count('ab', 'b'))", grade=True, locked=True, points=4.0
        ),
    ]


def build(root: Path) -> Path:
    """Write the release of the letters and of this exercise into one course."""
    letters.build(root)
    sheet, gold = key()
    letters.write(root / "source" / TOPIC / f"{EXERCISE}.ipynb", letters.notebook(cells(SOLUTION)))
    letters.write(root / "release" / TOPIC / f"{EXERCISE}.ipynb", letters.notebook(cells(SKELETON)))
    (root / "release" / TOPIC / f"{EXERCISE}.sheet.yml").write_text(yaml.safe_dump(sheet), "utf-8")
    (root / "keys" / f"{EXERCISE}.key.yml").write_text(
        yaml.safe_dump({"exercise": EXERCISE, "sheet": sheet, "gold": gold, "bonus": True}), "utf-8"
    )
    return root


def hand_in(folder: Path, student: str, answer: str, extra: str = "") -> Path:
    """Write a submission; ``extra`` is a cell of the student's own, before the answer."""
    found = cells(answer)
    if extra:
        own = {"id": "own", "cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
        found.insert(1, own | {"source": extra})
    return letters.write(folder / student / TOPIC / f"{EXERCISE}.ipynb", letters.notebook(found))
