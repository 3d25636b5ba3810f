"""The form of an exercise on its page: the declared form as data, and the script that makes a form of it.

Directive: ``{exercise-form} ID``. Without the script the page still has the notebook and its sheet to take away.
"""

from __future__ import annotations

import html
import itertools
import json
import shutil
from pathlib import Path
from typing import Any

import mistune
import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quellenkritik import tasks
from quellenkritik.course import classpages, notebook, registry, vendor
from quellenkritik.course.project import Project
from quellenkritik.tasks import form_spec

SCRIPTS = ("form-fields.js", "form-beside.js", "form-keep.js", "form-checks.js", "form-rules.js", "form.js")
STYLE = "form.css"
LIBRARY = "lib/js-yaml/js-yaml.min.js"
"""Reads the file that is loaded; it is fetched when a reader loads one, and not before."""

VIEWS = {"stemma": ("workbench.js", "edges"), "custody": ("chain.js", "gaps")}
"""Exercises whose page draws the answer as it grows, and the part of the form beside which the drawing stands."""


def spec_of(root: Path, ident: str) -> tuple[dict[str, Any], Path]:
    """Return the form of the sheet that is handed out as data, and the file that the page depends on."""
    project = Project(root)
    exercises = registry.load(project).exercises
    exercise = next(e for e in exercises if e.id == ident)
    handed = classpages.handed(project)
    path = handed.folder / f"{exercise.stem}.sheet.yml"
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    spec = form_spec.spec(tasks.task(ident).form(sheet), sheet)
    spec["written"] = written(handed.folder / f"{exercise.stem}.ipynb")
    spec["unwritten"], spec["library"] = notebook.UNWRITTEN, LIBRARY
    spec["others"] = {e.id: list(e.manual) for e in exercises if e.id != ident}
    if handed.name:
        spec["course"] = handed.name
    if ident in VIEWS:
        spec["view"] = VIEWS[ident][1]
    if ident == "stemma":
        drawn = classpages.draw(project, exercise)
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
    names = [VIEWS[ident][0]] if ident in VIEWS else []
    scripts = "".join(f'<script defer src="{static}/{name}"></script>' for name in [*names, *SCRIPTS])
    words = "The form needs JavaScript. Without it, take the notebook or fill in the YAML text."
    return (
        f'<link rel="stylesheet" href="{static}/{STYLE}"><p>{html.escape(_whose(spec))}</p>'
        f'<div class="qk-page-form" data-exercise="{html.escape(ident)}" data-static="{static}">'
        f'<script type="application/json">{data}</script><noscript><p>{words}</p></noscript>{questions}</div>{scripts}'
    )


def _whose(spec: dict[str, Any]) -> str:
    """Return whose sheet the form asks, in a sentence."""
    if spec.get("course"):
        whose = f"This form asks the sheet of the class {spec['course']}."
        return f"{whose} What you hand in is graded with the key of this class."
    own = "If your class has a sheet of its own, use the notebook or the pages that you got."
    return f"This form asks the public practice sheet. {own}"


def copy_library(app: Sphinx, failed: Exception | None) -> None:
    """Put the reader of YAML files beside the scripts, with its licence; no page loads it by itself."""
    if failed or app.builder.format != "html":
        return
    package = vendor.fetch(Project(Path(app.srcdir).parent), "js-yaml")
    target = Path(app.outdir) / "_static" / LIBRARY
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(package / "dist" / target.name, target)
    shutil.copyfile(package / "LICENSE", target.with_name("LICENSE"))


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
    app.connect("build-finished", copy_library)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
