"""A small course for the engine's tests: two constructed exercises about invented letters, one with a manual cell.

``dates`` asks for the year of each letter, ``hands`` for its writer and a reason. Both are tasks as the real ones are,
but need nothing of the register.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import CriterionResult, CriterionSpec, Misconception, Result
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of, text_of

KEYS = {
    "dates": {"l-1": "1801", "l-2": "1802", "l-3": "1803", "l-4": "1804"},
    "hands": {"h-1": "clerk", "h-2": "clerk", "h-3": "owner", "h-4": "copyist"},
}
TOPICS = {"dates": "letters", "hands": "letters"}
MANUAL = {"dates": (), "hands": ("hands-reason",)}
SEEDED_SECRET = "the-key-of-this-class"


class LetterTask:
    """One constructed exercise: a field per letter, a point per right field."""

    topic = "letters"

    def __init__(self, exercise: str) -> None:
        self.id = exercise
        self.title = exercise.title()
        self.criteria = (
            CriterionSpec("right", "The right value", 4.0, ("Look.", "Look again.", "Look at the head.")),
        )
        self.misconceptions = (
            Misconception("always-first", "Always the first", "Each letter has a value of its own."),
        )

    def form(self, sheet: Mapping[str, Any]) -> Form:
        items = {item["id"]: item["id"] for item in sheet["items"]}
        return Form(self.id, (Section("items", "The letters", (Field("value", "words", "Value"),), items),))

    def check(self, answer: Tree, sheet: Mapping[str, Any]) -> list[Problem]:
        return self.form(sheet).check(answer)

    def score(self, answer: Tree, sheet: Mapping[str, Any], gold: Mapping[str, Any]) -> Result:
        given = {item: text_of(entry_of(answer, "items", item), "value") for item in gold["items"]}
        if "break-the-scorer" in given.values():
            raise RuntimeError("a fault of the scorer")
        right = sum(given[item] == value for item, value in gold["items"].items())
        codes = ("always-first",) if len(set(given.values())) == 1 and any(given.values()) else ()
        return Result(self.id, (CriterionResult("right", float(right), 4.0, right / 4, 0.0, codes),))

    def solution(self, sheet: Mapping[str, Any], gold: Mapping[str, Any]) -> Tree:
        return {"items": {item: {"value": value} for item, value in gold["items"].items()}}

    def blind(self, sheet: Mapping[str, Any]) -> Mapping[str, Tree]:
        return {}

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        raise NotImplementedError


TASKS = {exercise: LetterTask(exercise) for exercise in KEYS}


def task(exercise: str) -> LetterTask:
    """Return the constructed task, as ``quellenkritik.tasks.task`` does for the real ones."""
    return TASKS[exercise]


def answer_text(exercise: str, right: int = 4) -> str:
    """Return an answer in YAML of which so many fields are right."""
    lines = ["items:"]
    for number, (item, value) in enumerate(KEYS[exercise].items()):
        lines += [f"  {item}:", f"    value: {value if number < right else 'wrong-' + str(number)}"]
    return "\n".join(lines) + "\n"


def answer_cell(exercise: str, text: str) -> str:
    """Return the source of an answer cell."""
    return f'{exercise} = r"""\n{text}"""'


def cells(exercise: str, answer: str) -> list[dict[str, Any]]:
    """Return the cells of a notebook with this answer in it."""
    found = [
        _cell("markdown", f"{exercise}-question", f"# {exercise.title()}\nWho, when?", locked=True),
        _cell(
            "code",
            f"{exercise}-sheet",
            f'given = open("{exercise}.sheet.yml").read()\nprint(len(given) > 0)',
            locked=True,
        ),
        _cell("code", f"{exercise}-answer", answer, solution=True),
        _cell("code", f"{exercise}-auto", f"print(len({exercise}) > 0)", grade=True, locked=True, points=4.0),
    ]
    for manual in MANUAL[exercise]:
        found.append(_cell("markdown", manual, "Your answer here.", solution=True, grade=True, points=2.0))
    return found


def _cell(
    kind: str, grade_id: str, source: str, points: float | None = None, **flags: bool
) -> dict[str, Any]:
    claims: dict[str, Any] = {"grade_id": grade_id, "schema_version": 3, "task": False}
    claims |= {name: flags.get(name, False) for name in ("grade", "solution", "locked")}
    if points is not None:
        claims["points"] = points
    body: dict[str, Any] = {
        "cell_type": kind,
        "id": grade_id,
        "metadata": {"nbgrader": claims},
        "source": source,
    }
    return body | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook(cell_list: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Return a notebook of these cells."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cell_list, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5} | more


def template(exercise: str) -> str:
    """Return the answer cell as released."""
    sheet = {"items": [{"id": item} for item in KEYS[exercise]]}
    return answer_cell(exercise, TASKS[exercise].form(sheet).template())


def build(root: Path) -> Path:
    """Write the release of the course as the course part does: source, release and keys."""
    for exercise, key in KEYS.items():
        topic = TOPICS[exercise]
        sheet = {"exercise": exercise, "items": [{"id": item, "text": f"Letter {item}"} for item in key]}
        solved = cells(exercise, answer_cell(exercise, answer_text(exercise) + f"# {SEEDED_SECRET}\n"))
        write(root / "source" / topic / f"{exercise}.ipynb", notebook(solved))
        write(root / "release" / topic / f"{exercise}.ipynb", notebook(cells(exercise, template(exercise))))
        (root / "release" / topic / f"{exercise}.sheet.yml").write_text(yaml.safe_dump(sheet), "utf-8")
        content = {"exercise": exercise, "sheet": sheet, "gold": {"items": key, "note": SEEDED_SECRET}}
        path = root / "keys" / f"{exercise}.key.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content), "utf-8")
    return root


def write(path: Path, data: dict[str, Any]) -> Path:
    """Write a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), "utf-8")
    return path


def hand_in(folder: Path, student: str, exercise: str, answer: str, **more: Any) -> Path:
    """Write a submission into an nbgrader tree; ``extra`` is code before the answer, ``prose`` the manual answer."""
    found = cells(exercise, answer)
    if extra := more.get("extra"):
        found.insert(
            2,
            {
                "cell_type": "code",
                "id": "own",
                "metadata": {},
                "source": extra,
                "outputs": [],
                "execution_count": None,
            },
        )
    for cell in found:
        if cell["id"] in MANUAL[exercise] and "prose" in more:
            cell["source"] = more["prose"]
    return write(folder / student / TOPICS[exercise] / f"{exercise}.ipynb", notebook(found))
