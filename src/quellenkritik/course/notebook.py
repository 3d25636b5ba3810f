"""From one percent script to its notebooks: the student's, and the solved one that nbgrader calls the source.

The script is the only source. Its answer cell is the single line ``pivot = r\"\"\"{answer}\"\"\"``; the text of a manually
graded cell stands between two ``<!-- sample answer -->`` marks. Cell ids follow from ``grade_id`` and position, so that
the same script gives the same bytes.
"""

from __future__ import annotations

import ast
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from quellenkritik.course.bank import Drawn
from quellenkritik.course.project import Project
from quellenkritik.course.registry import Exercise
from quellenkritik.errors import Mistake
from quellenkritik.tasks.functions import is_function_task

PLACEHOLDER = "{answer}"
FORM = '{} = r"""{{answer}}"""'
PROGRAM = "# {answer}"
"""The one line of the answer cell in a script: for a form, and for a program that takes the place of the whole line."""

SAMPLE_MARK = "<!-- sample answer -->"
UNWRITTEN = "Your answer here."
RELEASED = "released"
"""The key under ``metadata.quellenkritik`` of a solved cell that holds the text which students get."""

_DEFAULTS = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def answer_id(exercise: str) -> str:
    """Return the grade_id of the answer cell."""
    return f"{exercise}-answer"


def check_id(exercise: str) -> str:
    """Return the grade_id of the cell that carries the machine's points."""
    return f"{exercise}-auto"


def read_master(project: Project, exercise: Exercise) -> list[NotebookNode]:
    """Return the cells of the percent script, with full nbgrader metadata, and refuse a script that breaks the pattern."""
    path = exercise.master(project)
    if not path.is_file():
        raise Mistake(project.named(path), "no such file", f"the percent script of '{exercise.id}'")
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    cells = [cell for cell in notebook.cells if cell.cell_type != "raw"]
    for position, cell in enumerate(cells, start=1):
        _complete(cell, exercise, position)
    asks = is_function_task(project.task(exercise.id))
    _check_pattern(project.named(path), cells, exercise, PROGRAM if asks else FORM.format(exercise.id))
    return cells


def student(project: Project, drawn: Drawn) -> NotebookNode:
    """Return the notebook that students get: empty form, no sample answer, no key."""
    return _assemble(project, drawn.exercise, _cells(project, drawn, solved=False))


def solved(project: Project, drawn: Drawn) -> NotebookNode:
    """Return the notebook with the solution; each solved cell carries the text that students get instead."""
    return _assemble(project, drawn.exercise, _cells(project, drawn, solved=True))


def to_text(notebook: NotebookNode) -> str:
    """Return the notebook as JSON with sorted keys and a line end at the end: the same notebook, the same bytes."""
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook, version=4)}\n"


def answer_of(notebook: NotebookNode, exercise: str) -> object:
    """Return the value assigned in the answer cell, read without running anything."""
    assignment = ast.parse(answer_text(notebook, exercise)).body[0]
    assert isinstance(assignment, ast.Assign)
    return ast.literal_eval(assignment.value)


def answer_text(notebook: NotebookNode, exercise: str) -> str:
    """Return the text of the answer cell."""
    return str(next(c for c in notebook.cells if grade_id(c) == answer_id(exercise)).source)


def grade_id(cell: NotebookNode) -> str:
    """Return the grade_id of a cell, or an empty string."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _complete(cell: NotebookNode, exercise: Exercise, position: int) -> None:
    """Give the cell its id and fill in what nbgrader 0.9.6 wants to see (schema version 3)."""
    marks = cell.metadata.get("nbgrader")
    cell.metadata = NotebookNode()
    cell.id = f"{exercise.id}-{position:02d}"
    if marks is None:
        return
    cell.id = marks["grade_id"]
    cell.metadata["nbgrader"] = NotebookNode({**_DEFAULTS, **marks})
    if cell.id == check_id(exercise.id):
        cell.metadata.nbgrader["points"] = exercise.auto_points
    elif cell.id in exercise.manual:
        cell.metadata.nbgrader["points"] = exercise.manual[cell.id].points
    cell.metadata["deletable"] = False
    if not marks.get("solution"):
        cell.metadata["editable"] = False


def _check_pattern(where: str, cells: list[NotebookNode], exercise: Exercise, line: str) -> None:
    """Refuse a script whose answer cell, machine cell or manual cells are not the registry's."""
    by_id = {grade_id(c): c for c in cells if grade_id(c)}
    answer = by_id.get(answer_id(exercise.id))
    if answer is None or answer.source != line:
        raise Mistake(f"{where}, {answer_id(exercise.id)}", "another cell or none", line)
    graded = {i for i, c in by_id.items() if c.metadata.nbgrader.grade}
    expected = {check_id(exercise.id), *exercise.manual}
    if graded != expected:
        raise Mistake(
            f"{where}, graded cells", ", ".join(sorted(graded)) or "none", ", ".join(sorted(expected))
        )
    for ident in exercise.manual:
        if by_id[ident].source.count(SAMPLE_MARK) != 2:
            raise Mistake(f"{where}, {ident}", "no sample answer", f"a text between two {SAMPLE_MARK}")


def _cells(project: Project, drawn: Drawn, *, solved: bool) -> list[NotebookNode]:
    """Return the cells as students get them, or solved with the student's text kept beside."""
    cells = read_master(project, drawn.exercise)
    for cell in cells:
        given, full = _texts(cell, drawn)
        cell.source = given
        _sum_up(cell)
        if solved and full != given:
            cell.source = full
            cell.metadata["quellenkritik"] = NotebookNode({RELEASED: given})
    return cells


def _texts(cell: NotebookNode, drawn: Drawn) -> tuple[str, str]:
    """Return what students get in a cell and what the solution has there."""
    if grade_id(cell) == answer_id(drawn.exercise.id):
        return _put(cell.source, drawn.template), _put(cell.source, drawn.solution)
    if grade_id(cell) in drawn.exercise.manual:
        before, sample, after = cell.source.split(SAMPLE_MARK)
        return before + UNWRITTEN + after, before + sample.strip() + after
    return cell.source, cell.source


def _put(line: str, answer: str) -> str:
    if line == PROGRAM:
        return answer.strip()
    if '"""' in answer or answer.rstrip().endswith(("\\", '"')):
        raise Mistake(
            "answer", "text that ends a Python string too early", "YAML without three double quotes"
        )
    return line.replace(PLACEHOLDER, "\n" + answer)


def _sum_up(cell: NotebookNode) -> None:
    """Record nbgrader's checksum of what is released, by which it knows an untouched cell."""
    from nbgrader.utils import compute_checksum  # a second of imports, needed only here

    if "nbgrader" in cell.metadata:
        cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
        cell.metadata.nbgrader["cell_type"] = cell.cell_type


def _assemble(project: Project, exercise: Exercise, cells: list[NotebookNode]) -> NotebookNode:
    notebook: NotebookNode = new_notebook(cells=cells)
    notebook.metadata = NotebookNode(
        {
            "kernelspec": _KERNEL,
            "language_info": {"name": "python"},
            "quellenkritik": {"generated": generated_from(project, exercise), "exercise": exercise.id},
        }
    )
    return notebook


def generated_from(project: Project, exercise: Exercise) -> str:
    """Return the sentence that a generated file carries: its source and the command."""
    sources = f"{project.named(exercise.master(project))} and {project.named(exercise.gold(project))}"
    return f"Generated from {sources} by: qk release. Do not edit."


def write(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_text(notebook), encoding="utf-8")
