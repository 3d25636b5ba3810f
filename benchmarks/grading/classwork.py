"""A class of any size: notebooks of the real exercises, filled in well or badly by a fixed seed.

One submission is one notebook. A student hands in every exercise; the first students of a large class are the students
of a small one. Every fifth student hands in one broken notebook.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenkritik.course import notebook
from quellenkritik.course.bank import Drawn, to_yaml
from quellenkritik.tasks import answers
from quellenkritik.tasks.answers import Tree

SEED = 20_260_612
BROKEN = ("torn", "no answer cell", "no Python")
BROKEN_EVERY = 5
_QUALITIES = ("solution", "template", "mixed", "mixed", "mixed", "mixed", "mixed", "mixed", "mixed", "mixed")
_OWN_CELLS = (
    "print(len(sheet))",
    "words = 'Who let this out, and when?'.split()\nsorted(words, key=len)",
    "sum(number * number for number in range(2_000))",
    "from collections import Counter\nCounter('my own scratch cell').most_common(3)",
)


@dataclass(frozen=True)
class Work:
    """One submission. ``broken`` names what is wrong with the file itself, and is empty for honest work."""

    student: str
    topic: str
    exercise: str
    text: str
    broken: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Student and exercise."""
        return self.student, self.exercise

    def place(self, folder: Path) -> Path:
        """Return where the notebook lies in an nbgrader ``submitted/`` tree."""
        return folder / self.student / self.topic / f"{self.exercise}.ipynb"


class Class:
    """A class of students who hand in the released notebooks of one course."""

    def __init__(self, drawn: list[Drawn], release: Path) -> None:
        self._drawn = drawn
        self._solutions = {one.exercise.id: answers.parse(one.solution) for one in drawn}
        self._blanks = {one.exercise.id: answers.parse(one.template) for one in drawn}
        self._blind = {one.exercise.id: list(one.task.blind(one.sheet).values()) for one in drawn}
        paths = {one.exercise.id: release / f"{one.exercise.stem}.ipynb" for one in drawn}
        self._books = {ident: path.read_text(encoding="utf-8") for ident, path in paths.items()}

    def works(self, number: int) -> Iterator[Work]:
        """Yield a number of submissions, student by student, the same for the same seed."""
        for at in range(number):
            student, exercise = divmod(at, len(self._drawn))
            yield self._work(student, exercise)

    def write(self, number: int, folder: Path) -> list[Work]:
        """Write the submissions as an nbgrader ``submitted/`` tree and return them without their texts."""
        return [_written(work, folder) for work in self.works(number)]

    def _work(self, student: int, exercise: int) -> Work:
        one = self._drawn[exercise]
        rng = random.Random(f"{SEED}/{student}/{exercise}")
        kind = broken(student) if student // BROKEN_EVERY % len(self._drawn) == exercise else ""
        book = json.loads(self._books[one.exercise.id])
        fill_in(book, one.exercise.id, self._answer(one, rng), rng)
        text = damaged(book, one.exercise.id, kind)
        return Work(f"sample-{student:05d}", one.exercise.topic, one.exercise.id, text, kind)

    def _answer(self, one: Drawn, rng: random.Random) -> str:
        """Return the YAML that a student hands in: the solution, the empty form, or something between."""
        quality, ident = rng.choice(_QUALITIES), one.exercise.id
        if quality != "mixed":
            return one.solution if quality == "solution" else one.template
        wrong = rng.choice([self._blanks[ident], *self._blind[ident]])
        return to_yaml(mixed(self._solutions[ident], wrong, rng.uniform(0.2, 0.95), rng))


def broken(student: int) -> str:
    """Return what is wrong with the student's broken notebook, or nothing for a student without one."""
    block, place = divmod(student, BROKEN_EVERY)
    return BROKEN[block % len(BROKEN)] if place == BROKEN_EVERY - 1 else ""


def mixed(right: Tree, wrong: Tree, share: float, rng: random.Random) -> Tree:
    """Return the right answer with each field kept in the given share of cases, else the wrong answer's field."""
    if isinstance(right, dict):
        other = wrong if isinstance(wrong, dict) else {}
        return {key: mixed(value, other.get(key, ""), share, rng) for key, value in right.items()}
    if isinstance(right, list):
        return [entry for entry in right if rng.random() < share]
    if isinstance(wrong, dict | list):
        wrong = ""
    return right if rng.random() < share else wrong


def fill_in(book: dict[str, Any], ident: str, answer: str, rng: random.Random) -> None:
    """Put an answer, a written answer and perhaps a cell of the student's own into a released notebook."""
    for cell in book["cells"]:
        own = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if own == notebook.answer_id(ident):
            cell["source"] = f'{ident} = r"""\n{answer}"""'
        elif cell["metadata"].get("nbgrader", {}).get("solution") and rng.random() < 0.7:
            said = "".join(cell["source"]).replace(
                notebook.UNWRITTEN, f"A sample text, number {rng.random()}."
            )
            cell["source"] = said
    if rng.random() < 0.5:
        own_cell: dict[str, Any] = {
            "cell_type": "code",
            "execution_count": None,
            "id": "own",
            "metadata": {},
            "outputs": [],
        }
        book["cells"].insert(
            _place(book, notebook.answer_id(ident)), own_cell | {"source": rng.choice(_OWN_CELLS)}
        )


def damaged(book: dict[str, Any], ident: str, kind: str) -> str:
    """Return the notebook's text, with the damage named."""
    at = _place(book, notebook.answer_id(ident))
    if kind == "no answer cell":
        del book["cells"][at]
    if kind == "no Python":
        book["cells"][at]["source"] = f'{ident} = r"""\nitems:\n'
    text = json.dumps(book, ensure_ascii=False, indent=1)
    return text[: len(text) // 2] if kind == "torn" else text


def _place(book: Mapping[str, Any], grade_id: str) -> int:
    ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in book["cells"]]
    return ids.index(grade_id)


def _written(work: Work, folder: Path) -> Work:
    path = work.place(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(work.text, encoding="utf-8")
    return Work(work.student, work.topic, work.exercise, "", work.broken)
