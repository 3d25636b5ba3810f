"""Students who work in the browser, and the same answers done on a machine: both are handed in and graded."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenkritik import cli
from quellenkritik.course import classroom, cohort, handin, notebook, release
from quellenkritik.course.bank import Drawn
from quellenkritik.course.cohort import Student
from quellenkritik.course.project import Project
from quellenkritik.course.sample_answers import answer_text
from quellenkritik.tasks import answers
from quellenkritik.tasks.functions import is_function_task
from tests.book.notebook_page import Desk

KEPT = ("verdict", "points", "max_points", "criteria", "codes")
"""What must be the same. Of an empty entry the form writes every field, a hand leaves it out: said in other words."""


@dataclass(frozen=True)
class Work:
    """One piece of work: the exercise, the answer as it stands in a student's file, and what the check cell said."""

    student: Student
    exercise: str
    file: Path
    said: str


def student(name: str, exercise: str, answer: Any) -> Student:
    """Return a student with one answer; ``answer`` as in the files of the sample class."""
    return Student(name, "", "folder", hostile=False, submissions={exercise: {"answer": answer}}, expected={})


class Cells:
    """Where the cells stand that a student meets in an exercise's notebook."""

    def __init__(self, book: Path, exercise: str) -> None:
        cells = json.loads(book.read_text(encoding="utf-8"))["cells"]
        marks = [cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in cells]
        texts = ["".join(cell["source"]) for cell in cells]
        self.code = [at for at, cell in enumerate(cells) if cell["cell_type"] == "code"]
        self.sheet, self.answer = self.code[0], marks.index(notebook.answer_id(exercise))
        self.check = next(at for at in self.code if texts[at].startswith("qk.check("))
        self.form = next((at for at in self.code if texts[at].startswith("qk.widget(")), None)


def go_through(
    desk: Desk, page: str, site: Path, drawn: Drawn, students: list[Student], out: Path
) -> list[Work]:
    """Open an exercise from its page and do it once for each student, as a person does; return what was downloaded."""
    exercise = drawn.exercise.id
    cells = Cells(site / "lite" / "files" / f"{exercise}.ipynb", exercise)
    desk.go_in(page)
    desk.run_cell(cells.sheet)
    if cells.form is not None:
        desk.run_cell(cells.form)
    return [_one(desk, drawn, cells, who, out) for who in students]


def _one(desk: Desk, drawn: Drawn, cells: Cells, who: Student, out: Path) -> Work:
    """Fill in the form where it has no rows to add, paste the answer, run it and the check, save and download."""
    exercise = drawn.exercise.id
    text = answer_text(who.name, who.submissions[exercise], drawn)
    if not is_function_task(drawn.task):
        if values := in_order(drawn, text):
            desk.choose(values)
            text = desk.text_to_paste(answers.parse(text))
        text = f'{exercise} = r"""\n{text}"""'
    desk.write(cells.answer, text)
    desk.run_cell(cells.answer)
    said = desk.run_cell(cells.check)
    desk.save()
    came = desk.download(f"{exercise}.ipynb")
    file = out / who.name / f"{exercise}.ipynb"
    file.parent.mkdir(parents=True)
    shutil.move(came, file)
    return Work(who, exercise, file, said)


def in_order(drawn: Drawn, text: str) -> list[Any]:
    """Return the values of an answer in the order of the form's fields.

    None where the form has rows to add or lists of several words: there the answer is written into its cell by hand.
    """
    sections, tree = drawn.task.form(drawn.sheet).sections, answers.parse(text)
    by_hand = any(field.kind == "choices" for section in sections for field in section.fields)
    if by_hand or not all(section.items for section in sections):
        return []
    entries = [(tree[one.name].get(item) or {}, one.fields) for one in sections for item in one.items]
    return [entry.get(field.name, "") for entry, fields in entries for field in fields]


def grade(project: Project, drawn: dict[str, Drawn], works: list[Work], folder: Path) -> dict[str, list[Any]]:
    """Grade the downloaded notebooks beside the same answers done on a machine, in the sandbox.

    ``works`` lie in ``folder / "in"``. Return what was given, by student: of the browser, and of the machine.
    """
    classroom.build(project, folder / "course")
    for work in works:
        path = folder / "in" / f"{work.student.name}-machine" / f"{work.exercise}.ipynb"
        path.parent.mkdir(parents=True)
        text = handin.notebook_text(project, drawn[work.exercise], work.student, work.exercise)
        path.write_text(text, encoding="utf-8")
    cli.main(["grade", str(folder / "in"), "--course", str(folder / "course"), "--json"])
    found = (json.loads(path.read_text("utf-8")) for path in (folder / "course" / "results").rglob("*.json"))
    given = {(one["student"], one["exercise"]): {key: one[key] for key in KEPT} for one in found}
    return {
        work.student.name: [given.get((work.student.name + way, work.exercise)) for way in ("", "-machine")]
        for work in works
    }


def all_drawn(project: Project) -> dict[str, Drawn]:
    """Return the practice draw of every exercise."""
    return {one.exercise.id: one for one in release.draw_all(project)}


def sample(project: Project, name: str) -> Student:
    """Return one student of the sample class."""
    return cohort.read(project.cohort / f"{name}.yml")
