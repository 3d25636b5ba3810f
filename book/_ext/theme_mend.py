"""Mends what the stock theme leaves: scripts that name a foreign host, and names and roles that a screen reader needs.

The mends are made in the finished text of a page, since most of what they mend stands in no template of its own. One that
finds nothing on any page has outlived the theme that it was written for: the build then says so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

FOREIGN = ("thebe", "mathjax", "require.js", "unpkg", "jsdelivr", "cloudflare")
LOG = logging.getLogger(__name__)
MODES = {"light": "light", "dark": "dark", "auto": "as the system has them"}
_STATES = "".join(
    f'<span class="theme-switch visually-hidden" data-mode="{mode}">Colours: {words}</span>'
    for mode, words in MODES.items()
)
MENDS = {
    # What is read out must hold what is seen: both take their names from their words.
    "search field": (
        'search-button-field search-button__button pst-js-only" title="Search" aria-label="Search"',
        'search-button-field search-button__button pst-js-only"',
    ),
    "colour switch": (
        'theme-switch-button pst-js-only" aria-label="Color mode" data-bs-title="Color mode"',
        f'theme-switch-button pst-js-only" data-bs-title="Colours" data-states="{len(MODES)}"',
    ),
    "sun": (' data-mode="light" title="Light"></i>', ' data-mode="light" aria-hidden="true"></i>'),
    "moon": (' data-mode="dark"  title="Dark"></i>', ' data-mode="dark" aria-hidden="true"></i>'),
    "half": (
        ' data-mode="auto"  title="System Settings"></i>',
        f' data-mode="auto" aria-hidden="true"></i>{_STATES}',
    ),
    "list of the book": (
        'title="Toggle primary sidebar"',
        'title="List of pages" aria-label="List of pages" aria-controls="pst-primary-sidebar"',
    ),
    "list of the page": (
        'title="Toggle secondary sidebar"',
        'title="On this page" aria-label="On this page" aria-controls="pst-secondary-sidebar"',
    ),
    # All that is seen belongs to a named part of the page; a dialog has a name.
    "side": (
        '<div id="pst-primary-sidebar"',
        '<div id="pst-primary-sidebar" role="complementary" aria-label="The book"',
    ),
    "dialog of the book": (
        '<dialog id="pst-primary-sidebar-modal">',
        '<dialog id="pst-primary-sidebar-modal" aria-label="List of pages">',
    ),
    "dialog of the page": (
        '<dialog id="pst-secondary-sidebar-modal">',
        '<dialog id="pst-secondary-sidebar-modal" aria-label="On this page">',
    ),
    "dialog of the search": (
        '<dialog id="pst-search-dialog">',
        '<dialog id="pst-search-dialog" aria-label="Search">',
    ),
    # docutils gives a role that ARIA has given up, inside a list that wants list items.
    "bibliography": (' role="doc-biblioentry"', ' role="listitem"'),
    "code": ("<pre>", '<pre tabindex="0">'),  # scrolls sideways, so the keyboard must reach it
}
"""What is mended -> the theme's text, and ours."""
_TABLE = re.compile(
    r'<h[1-6][^>]*>(?P<head>.*?)<a class="headerlink"|<div class="pst-scrollable-table-container">'
)
_TAG = re.compile(r"<[^>]+>")


def mended(text: str, missed: set[str]) -> str:
    """Return a page with every mend that it needs; the names of those that found something leave ``missed``."""
    for name, (old, new) in MENDS.items():
        if old in text:
            missed.discard(name)
            text = text.replace(old, new)
    return named_tables(text)


def named_tables(text: str) -> str:
    """Let the keyboard reach each table that may scroll sideways, and name it after the heading above it."""
    head = "Table"

    def one(found: re.Match[str]) -> str:
        nonlocal head
        if found["head"] is not None:
            head = _TAG.sub("", found["head"])
            return found[0]
        label = html.escape(html.unescape(head))
        return f'<div class="pst-scrollable-table-container" tabindex="0" role="group" aria-label="Table: {label}">'

    return _TABLE.sub(one, text)


def drop_foreign_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Leave out scripts and styles of extensions that the book does not use and that name a CDN."""
    for kind in ("script_files", "css_files"):
        context[kind] = [
            entry for entry in context.get(kind, []) if not any(word in str(entry) for word in FOREIGN)
        ]


def mend_pages(app: Sphinx) -> None:
    """Mend each page as soon as its template is filled in, and say at the end which mend has found nothing."""
    if app.builder.format != "html":
        return
    missed = set(MENDS)
    render: Callable[[str, dict[str, Any]], str] = app.builder.templates.render

    def rendered(template: str, context: dict[str, Any]) -> str:
        text = render(template, context)
        return mended(text, missed) if "<html" in text else text

    def told(app: Sphinx, error: Exception | None) -> None:
        written = getattr(app.env, "found_docs", set())
        if error is None and missed and len(getattr(app.builder, "docwriting", written)) == len(written):
            LOG.warning("theme_mend: nothing to mend in: %s", ", ".join(sorted(missed)))

    app.builder.templates.render = rendered
    app.connect("build-finished", told)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the mends."""
    app.connect("builder-inited", mend_pages)
    app.connect("html-page-context", drop_foreign_scripts, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
