"""Small experiments on a page: a question, a few lines of code with their real output, and what it shows.

Directive: ``{experiment} NAME`` puts ``book/experiments/NAME.py`` on the page. The code is run when the book is made,
with the package that a student gets; a script adds an editor, and Python in the browser where the site has it.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quellenkritik.course import experiments
from quellenkritik.course.experiments import Experiment
from quellenkritik.course.project import Project
from quellenkritik.live import Outcome

NOSCRIPT = "With JavaScript you could change the code here and run it. It also runs in a notebook that has the package."


def given(outcome: Outcome) -> str:
    """Return what the code gave, as HTML, exactly as the page's script would write it."""
    text = f'<pre class="qk-live-text">{html.escape(outcome.text, quote=False)}</pre>' if outcome.text else ""
    return text + (f'<div class="qk-live-html">{outcome.html}</div>' if outcome.html else "")


class ExperimentDirective(SphinxDirective):
    """``{experiment} word-by-word``: one experiment with its output."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the parts of the box; an experiment that fails stops the build."""
        project, name = Project(Path(self.env.app.srcdir).parent), self.arguments[0]
        path = project.book / "experiments" / f"{name}.py"
        self.env.note_dependency(str(path))
        one = experiments.read(path)
        return box(
            name, one, _outcome(self.env, project, name, one), *(self.parsed(t, path) for t in one[1::2])
        )

    def parsed(self, text: str, path: Path) -> list[nodes.Node]:
        """Return the nodes of a piece of Markdown."""
        parent = nodes.Element()
        self.state.nested_parse(StringList(text.splitlines(), source=str(path)), 0, parent)
        return list(parent.children)


def box(
    name: str, one: Experiment, outcome: Outcome, before: list[nodes.Node], after: list[nodes.Node]
) -> list[nodes.Node]:
    """Return the whole box: title, question, code, what it gives, and the words after it."""
    code = nodes.literal_block(one.code, one.code, language="python")
    label = html.escape(f"Experiment: {one.title}")
    return [
        _raw(f'<section class="qk-live" id="experiment-{name}" aria-label="{label}">'),
        nodes.rubric("", f"Try it: {one.title}"),
        *before,
        nodes.container("", code, classes=["qk-live-code"]),
        _raw(f"<noscript><p>{NOSCRIPT}</p></noscript>"),
        _raw(f'<p class="qk-live-about">It gives</p><div class="qk-live-out" aria-live="polite">{given(outcome)}</div>'),
        *after,
        _raw("</section>"),
    ]  # fmt: skip


def _outcome(env: Any, project: Project, name: str, one: Experiment) -> Outcome:  # noqa: ANN401 (Sphinx's environment)
    """Return what the code gives; all experiments are run once for a build, and again when one has changed."""
    kept = getattr(env.app, "qk_experiments", None)
    if kept is None or kept[0].get(name) != one:
        kept = experiments.read_all(project), experiments.outcomes(project)
        env.app.qk_experiments = kept
    found: Outcome = kept[1][name]
    return found


def _raw(words: str) -> nodes.raw:
    return nodes.raw("", words, format="html")


def assets(
    app: Sphinx, page_name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the script and the style where an experiment stands, and nowhere else."""
    if doctree is not None and 'class="qk-live"' in context.get("body", ""):
        app.add_js_file("live.js", loading_method="defer")
        app.add_css_file("live.css")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("experiment", ExperimentDirective)
    app.connect("html-page-context", assets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
