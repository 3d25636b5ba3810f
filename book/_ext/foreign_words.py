"""Foreign words on a page get their language, whatever wrote them: prose, a sheet, the notes of the register."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from quellenkritik import register
from quellenkritik.register import tongues


def hint_of(page: str) -> str:
    """Return the language that decides a draw on a page: that of the source which it is about."""
    folder, _, name = page.rpartition("/")
    sources = register.load().sources
    return sources[name].language if folder == "sources" and name in sources else ""


def mark(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Mark the words in the body of a page."""
    if context.get("body"):
        context["body"] = tongues.marked(context["body"], hint_of(page))


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the marking, after whatever else writes into the body."""
    app.connect("html-page-context", mark, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
