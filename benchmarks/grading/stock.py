"""Stock nbgrader on the same notebooks: the test cell scores the answer in the student's kernel by hidden tests.

The hidden tests import the same scorer, hold the key as text, and end with the plain number of points, which is how
nbgrader takes partial credit. ``nbgrader autograde`` is run as released, one command an assignment.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.grading import runs
from benchmarks.grading.classwork import Work
from benchmarks.grading.runs import Run
from quellenkritik.course import notebook
from quellenkritik.course.bank import Drawn

_CONFIG = """\
from nbgrader import preprocessors as stock

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "stock"
# The notebooks are those of the release, so there is no solution to clear.
c.GenerateAssignment.preprocessors = [
    stock.LockCells,
    stock.ClearOutput,
    stock.CheckCellMetadata,
    stock.ComputeChecksums,
    stock.SaveCells,
    stock.ClearHiddenTests,
    stock.ComputeChecksums,
    stock.CheckCellMetadata,
]
"""
_HIDDEN = """
### BEGIN HIDDEN TESTS
import json
from quellenkritik.tasks import answers, task
gold = json.loads({gold!r})
task({ident!r}).score(answers.read({ident}), sheet, gold).points
### END HIDDEN TESTS"""


def course(drawn: Sequence[Drawn], release: Path, folder: Path, work: Path) -> Path:
    """Make the stock course root from the released notebooks, entered into its gradebook; return the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
    for one in drawn:
        _source(one, release, folder / "source")
    for topic in dict.fromkeys(one.exercise.topic for one in drawn):
        _nbgrader("generate_assignment", topic, folder, work)
    return folder


def _source(one: Drawn, release: Path, source: Path) -> None:
    """Write one notebook with its hidden tests, and the sheet beside it."""
    here, there = release / f"{one.exercise.stem}.ipynb", source / f"{one.exercise.stem}.ipynb"
    there.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(here.with_suffix(".sheet.yml"), there.with_suffix(".sheet.yml"))
    book = json.loads(here.read_text(encoding="utf-8"))
    there.write_text(json.dumps(with_hidden_tests(book, one.exercise.id, one.gold)), encoding="utf-8")


def with_hidden_tests(book: dict[str, Any], ident: str, gold: Mapping[str, Any]) -> dict[str, Any]:
    """Return the notebook whose test cell scores the answer."""
    for cell in book["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == notebook.check_id(ident):
            text = "".join(cell["source"])
            cell["source"] = text + _HIDDEN.format(gold=json.dumps(gold, ensure_ascii=False), ident=ident)
    return book


def _nbgrader(command: str, topic: str, root: Path, work: Path) -> float:
    """Run one of nbgrader's commands and return the seconds; autograde's exit code 1 says that one failed."""
    words = [sys.executable, "-m", "nbgrader", command, topic]
    fine = (0, 1) if command == "autograde" else (0,)
    return runs.timed(words, root, work / "stock.log", fine=fine, home=work / "home")


def grade(works: Iterable[Work], submitted: Path, pristine: Path, work: Path) -> Run:
    """Autograde the given submissions into a fresh course, one command an assignment."""
    root = runs.fresh(pristine, work / "stock")
    chosen = list(works)
    for one in chosen:
        place = one.place(root / "submitted")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(one.place(submitted), place)
    before, seconds = runs.load(), 0.0
    for topic in dict.fromkeys(one.topic for one in chosen):
        seconds += _nbgrader("autograde", topic, root, work)
    return Run("nbgrader autograde", len(chosen), seconds, before, runs.machine_grades(root / "gradebook.db"))
