"""The passage side by side on a page: ``{side-by-side}``; its script and its style are the book's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quellenkritik import register, tasks
from quellenkritik.tasks.side_by_side import page


class SideBySide(SphinxDirective):
    """``{side-by-side}``: all versions of the passage, clause by clause, with the controls to pick some."""

    def run(self) -> list[nodes.Node]:
        """Return the part as HTML."""
        builder = self.env.app.builder
        here = builder.get_relative_uri(self.env.docname, "sources/index").removesuffix("index.html")
        return [nodes.raw("", page(register.load(), here), format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, and put script and style on its pages."""
    app.add_directive("side-by-side", SideBySide)
    app.connect("html-page-context", _assets)
    app.connect("build-finished", _style)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _assets(
    app: Sphinx, page_name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the script and the style where the directive stands, and nowhere else."""
    if doctree is not None and 'class="qk-side"' in context.get("body", ""):
        app.add_js_file("side-by-side.js")
        app.add_css_file("side-by-side.css")


def _style(app: Sphinx, error: Exception | None) -> None:
    """Put the style beside the book's own; it is kept in the package, because the notebook uses it, too."""
    if error is None and app.builder.format == "html":
        text = files(tasks).joinpath("side_by_side.css").read_text(encoding="utf-8")
        (Path(app.outdir) / "_static" / "side-by-side.css").write_text(text, encoding="utf-8")
