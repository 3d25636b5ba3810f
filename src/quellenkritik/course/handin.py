"""What the sample class hands in: folders, zips and bare answer files, written from the students' files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from quellenkritik.course import notebook
from quellenkritik.course.bank import Drawn, to_yaml
from quellenkritik.course.cohort import Student
from quellenkritik.course.project import Project
from quellenkritik.course.sample_answers import answer_text
from quellenkritik.errors import Mistake
from quellenkritik.tasks import answers
from quellenkritik.tasks.functions import is_function_task

_ZIP_DATE = (2026, 1, 1, 0, 0, 0)  # fixed, so that the same class gives the same bytes


def build(project: Project, drawn: list[Drawn], students: list[Student], folder: Path) -> list[Path]:
    """Write the submissions of the students below ``folder``; return one path a student."""
    by_id = {one.exercise.id: one for one in drawn}
    return [_hand_in(project, by_id, student, folder) for student in students]


def _hand_in(project: Project, drawn: Mapping[str, Drawn], student: Student, folder: Path) -> Path:
    if student.handin == "yaml":
        return _answers_file(drawn, student, folder / student.name / "answers.yml")
    files = {
        f"{drawn[ident].exercise.stem}.ipynb": notebook_text(project, drawn[ident], student, ident)
        for ident in student.submissions
    }
    if student.handin == "zip":
        return _zip(files, folder / f"{student.name}.zip")
    for name, text in files.items():
        path = folder / student.name / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / student.name


def _answers_file(drawn: Mapping[str, Drawn], student: Student, path: Path) -> Path:
    """Write the answers of all exercises as one mapping from exercise id to answer."""
    texts = {i: answer_text(f"{student.name}, {i}", s, drawn[i]) for i, s in student.submissions.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    trees = {i: t if is_function_task(drawn[i].task) else answers.parse(t) for i, t in texts.items() if t}
    path.write_text(to_yaml(trees), encoding="utf-8")
    return path


def _zip(files: Mapping[str, str], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), text)
    return path


def notebook_text(project: Project, drawn: Drawn, student: Student, ident: str) -> str:
    """Return the notebook that a student hands in for one exercise, damage included."""
    submission, where = student.submissions[ident], f"{student.name}, {ident}"
    book = notebook.student(project, drawn)
    answer, program = answer_text(where, submission, drawn), is_function_task(drawn.task)
    _fill_in(book, ident, answer, submission.get("prose", {}), program=program)
    place = next(i for i, c in enumerate(book.cells) if notebook.grade_id(c) == notebook.answer_id(ident))
    book.cells[place:place] = [
        new_code_cell(source, id=f"own-{number:02d}")
        for number, source in enumerate(submission.get("cells", []), start=1)
    ]
    text = notebook.to_text(book)
    for damage in submission.get("mangle", []):
        text = _mangle(where, book, text, damage)
    return text


def _fill_in(book: NotebookNode, ident: str, answer: str, prose: Mapping[str, str], *, program: bool) -> None:
    """Put the student's answer (a form, or a program as it is) and texts into the cells; no answer leaves it empty."""
    for cell in book.cells:
        own = notebook.grade_id(cell)
        if own == notebook.answer_id(ident):
            form = f'{ident} = r"""\n{answer}"""' if answer else ""
            cell.source = answer.strip() if program else form
        elif own in prose:
            cell.source = cell.source.replace(notebook.UNWRITTEN, prose[own])


def _mangle(where: str, book: NotebookNode, text: str, damage: Mapping[str, Any]) -> str:
    """Apply one damage to the notebook and return its new text."""
    kind = next(iter(damage))
    if kind == "truncate":
        return text[: int(damage["truncate"])]
    if kind == "shuffle":
        book.cells.reverse()
    elif kind in _DAMAGES:
        at = [i for i, cell in enumerate(book.cells) if notebook.grade_id(cell) == damage[kind]]
        if not at:
            raise Mistake(f"{where}, mangle", f"'{damage[kind]}'", "the grade_id of a cell")
        _DAMAGES[kind](book, at[0], damage)
    else:
        raise Mistake(f"{where}, mangle", f"'{kind}'", "one of truncate, shuffle, " + ", ".join(_DAMAGES))
    return _raw(book)


def _delete(book: NotebookNode, at: int, damage: Mapping[str, Any]) -> None:
    del book.cells[at]


def _double(book: NotebookNode, at: int, damage: Mapping[str, Any]) -> None:
    book.cells.append(NotebookNode(book.cells[at]))


def _untag(book: NotebookNode, at: int, damage: Mapping[str, Any]) -> None:
    del book.cells[at].metadata["nbgrader"]


def _claim(book: NotebookNode, at: int, damage: Mapping[str, Any]) -> None:
    book.cells[at].metadata.nbgrader["points"] = damage["to"]


_DAMAGES = {"delete": _delete, "double": _double, "untag": _untag, "points": _claim}


def _raw(book: NotebookNode) -> str:
    """Return JSON without asking whether the notebook is still valid: a damaged one is not."""
    return json.dumps(book, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
