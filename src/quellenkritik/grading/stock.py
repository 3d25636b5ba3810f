"""``nbgrader autograde`` and the formgrader's button, led through the same sandbox and scorer as ``qk grade``.

The course's ``nbgrader_config.py`` names the exporter below. nbgrader asks it for the converted notebook twice: once for
the submitted file and once for what came of it. The first time the submission is graded as ``qk grade`` does it, the
second time there is nothing left to do. nbgrader itself neither reads nor runs the student's notebook.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter, NotebookExporter
from nbformat import NotebookNode

from quellenkritik import tasks
from quellenkritik.errors import Mistake
from quellenkritik.grading.commands.shared import apply_policy
from quellenkritik.grading.engine import Engine, prepared
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.master import Course
from quellenkritik.grading.sandbox.probe import probe
from quellenkritik.grading.sources import Found

SUBMITTED = "submitted"


class SandboxExporter(NotebookExporter):
    """Gives nbgrader the autograded notebook of a submission, graded on the way."""

    def from_filename(  # type: ignore[override] # nbconvert's own exporters return text, too
        self, filename: str, resources: dict[str, Any] | None = None, **_: object
    ) -> tuple[str, dict[str, Any]]:
        """Return the autograded notebook as text; ``filename`` is the submitted file or what was made of it."""
        path = Path(filename).absolute()
        root, place = _root_of(path), path.parts[-3:]
        if path.parts[-4] == SUBMITTED:
            grade_one(root, path, place, db=str(self.config.CourseDirectory.get("db_url", "")))
        graded = root / "autograded" / Path(*place)
        return graded.read_text("utf-8"), {**(resources or {}), "output_extension": self.file_extension}


class QuietFeedback(HTMLExporter):
    """nbgrader's feedback page without the scripts that it would load from elsewhere; it shows no mathematics."""

    _ELSEWHERE = re.compile(
        r"<script\b[^>]*\bsrc\s*=\s*[\"']?(?:https?:)?//[^>]*>\s*</script>", re.IGNORECASE
    )

    def from_notebook_node(  # type: ignore[override] # nbconvert's own exporters return text, too
        self,
        nb: NotebookNode,
        resources: dict[str, Any] | None = None,
        **more: object,
    ) -> tuple[str, dict[str, Any]]:
        """Return the page as text; what students wrote was made safe before it came here."""
        page, resources = super().from_notebook_node(nb, resources, **more)
        return self._ELSEWHERE.sub("", page), resources


def grade_one(root: Path, path: Path, place: tuple[str, ...], workers: int = 1, db: str = "") -> None:
    """Grade one submitted notebook at ``submitted/<student>/<topic>/<file>``; a person's points stay.

    ``db`` is the gradebook's address where nbgrader's configuration names one.
    """
    course = Course(root)
    found = Found(path, SUBMITTED, place, modified=path.lstat().st_mtime)
    gradebook = Gradebook(db or f"sqlite:///{root / 'gradebook.db'}", course)
    try:
        engine = Engine(
            course,
            tasks.task,
            gradebook,
            prepared(probe().plan(), course, [Path.cwd()]),
            workers,
            regrade=True,
        )
        summary = engine.grade_found([found])
        apply_policy(course, gradebook, None)
    finally:
        gradebook.close()
    if summary.refused:
        raise Mistake(*summary.refused[0], "a notebook or answers that can be read")


def _root_of(path: Path) -> Path:
    """Return the course's folder: the one above ``submitted`` or ``autograded``."""
    root = path.parents[3]
    if not (root / "keys").is_dir():
        raise Mistake(str(path), "a file outside a course", "<course>/submitted/<student>/<topic>/<notebook>")
    return root
