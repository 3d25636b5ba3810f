"""The whole book as a PDF to take away, where it has been made: a link on the first page and at the foot of every page.

``qk pdf`` makes it, ``qk book`` copies it into the pages. Where it is not there, no page speaks of it. Directive:
``{book-pdf}``, a sentence with the link.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quellenkritik.course import pdf
from quellenkritik.course.project import Project


def made(root: Path) -> Path | None:
    """Return the PDF, or none where it has not been made."""
    path = pdf.target(Project(root))
    return path if path.is_file() else None


def words(path: Path) -> str:
    """Return what the link says: what it is, and how big."""
    return f"The whole book as PDF ({path.stat().st_size / 1e6:.0f} MB)"


class BookPdf(SphinxDirective):
    """``{book-pdf}``: the link to the PDF, or nothing."""

    def run(self) -> list[nodes.Node]:
        """Return a paragraph, unless the book is built without the PDF, or as the page that it is printed from."""
        path = made(Path(self.env.app.srcdir).parent)
        if path is None or self.env.app.builder.name != "html":
            return []
        link = nodes.reference("", words(path), refuri=f"{'../' * self.env.docname.count('/')}{path.name}")
        return [nodes.paragraph("", "", link)]


def add_to_foot(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Put the link at the foot of a page."""
    path = made(Path(app.srcdir).parent)
    if path is not None:
        link = f'<p><a href="{"../" * page.count("/")}{path.name}">{words(path)}</a></p>'
        context["theme_extra_footer"] = context.get("theme_extra_footer", "") + link


def copy(app: Sphinx, error: Exception | None) -> None:
    """Put the PDF beside the first page."""
    path = made(Path(app.srcdir).parent)
    if error is None and path is not None and app.builder.name == "html":
        shutil.copyfile(path, Path(app.outdir) / path.name)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive and connect foot and copy."""
    app.add_directive("book-pdf", BookPdf)
    app.connect("html-page-context", add_to_foot)
    app.connect("build-finished", copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
