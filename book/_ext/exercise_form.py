"""The form of an exercise on its page: the declared form as data, and the script that makes a form of it.

Directive: ``{exercise-form} ID``. Without the script the page still has the notebook and its sheet to take away.
"""

from __future__ import annotations

import html
import itertools
import json
from pathlib import Path
from typing import Any

import mistune
import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quellenkritik import tasks
from quellenkritik.course import bank, registry
from quellenkritik.course.project import Project
from quellenkritik.tasks import form_spec

SCRIPTS = ("form.js",)
VIEWS = {"stemma": "workbench.js"}
"""Exercises whose page draws the answer as it grows; the task gives the data of the drawing (``page_data``)."""


def spec_of(root: Path, ident: str) -> tuple[dict[str, Any], Path]:
    """Return the form of the public sheet as data, and the file that the page depends on."""
    project = Project(root)
    exercise = next(e for e in registry.load(project).exercises if e.id == ident)
    path = root / "exercises" / f"{exercise.stem}.sheet.yml"
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    spec = form_spec.spec(tasks.task(ident).form(sheet), sheet)
    spec["written"] = written(root / "exercises" / f"{exercise.stem}.ipynb")
    if ident in VIEWS:
        drawn = bank.draw(project, exercise)
        spec["extra"] = tasks.task(ident).page_data(drawn.sheet, drawn.gold)
    return spec, path


def written(notebook: Path) -> list[dict[str, str]]:
    """Return the written parts of a released notebook: the grade id, and the question, which stands in the cell before."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    found = []
    for before, cell in itertools.pairwise(cells):
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "markdown" and marks.get("grade") and marks.get("solution"):
            found.append({"id": marks["grade_id"], "question": str(mistune.html("".join(before["source"])))})
    return found


def markup(ident: str, spec: dict[str, Any], static: str) -> str:
    """Return the box with the data in it; ``<`` is written so that no text of the data can end the script."""
    questions = "".join(
        f'<div class="qk-question" data-cell="{html.escape(one["id"])}">{one["question"]}</div>'
        for one in spec.get("written", ())
    )
    spec = {**spec, "written": [one["id"] for one in spec.get("written", ())]}
    data = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")
    names = [VIEWS[ident]] if ident in VIEWS else []
    scripts = "".join(f'<script defer src="{static}/{name}"></script>' for name in [*names, *SCRIPTS])
    sheet = "This form asks the public practice sheet. If your class has a sheet of its own, use the notebook that you got."
    words = "The form needs JavaScript. Without it, take the notebook or fill in the YAML text."
    return (
        f'<p>{sheet}</p><div class="qk-page-form" data-exercise="{html.escape(ident)}">'
        f'<script type="application/json">{data}</script><noscript><p>{words}</p></noscript>{questions}</div>{scripts}'
    )


class FormDirective(SphinxDirective):
    """``{exercise-form} pivot``: a form that checks, keeps a draft in the browser and saves ``answers.yml``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the place of the form with its data; the scripts are loaded on this page only."""
        spec, path = spec_of(Path(self.env.app.srcdir).parent, self.arguments[0])
        self.env.note_dependency(str(path))
        static = "../" * self.env.docname.count("/") + "_static"
        return [nodes.raw("", markup(self.arguments[0], spec, static), format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("exercise-form", FormDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
