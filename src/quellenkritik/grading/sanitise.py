"""Making a student's Markdown safe to be opened by an instructor: rendered here, reduced to plain marks, no mathematics.

Raw HTML is shown as text. Links are kept where they lead to http(s); images become their text, so nothing is loaded from
elsewhere. The result is one block of HTML without blank lines, in which neither Markdown nor MathJax finds anything to do.
"""

from __future__ import annotations

import html
import re

import bleach  # type: ignore[import-untyped]
import mistune

from quellenkritik.grading.patience import within

_TEXT_TAGS = ("p", "br", "em", "strong", "code", "pre", "blockquote", "hr", "a")
_BLOCK_TAGS = ("ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6")
TAGS = frozenset((*_TEXT_TAGS, *_BLOCK_TAGS))
MAX_RENDERED = 50_000
RENDER_SECONDS = 2.0
_OPEN, _CLOSE = '<div class="student-text mathjax_ignore tex2jax_ignore">', "</div>"


class _Renderer(mistune.HTMLRenderer):
    """The standard renderer without images."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return html.escape(text or "")


_render = mistune.create_markdown(renderer=_Renderer(escape=True))
_cleaner = bleach.Cleaner(tags=TAGS, attributes={"a": ["href"]}, protocols=["http", "https"], strip=True)


def markdown(text: str) -> str:
    """Return the text as one safe block of HTML for a Markdown cell or a page."""
    try:
        if len(text) > MAX_RENDERED:
            raise ValueError("too long to be rendered")
        with within(RENDER_SECONDS):
            body = _cleaner.clean(str(_render(text)))
    except Exception:  # a text that defeats the renderer is shown as it is
        body = f"<pre>{html.escape(text)}</pre>"
    body = body.replace("<a ", '<a rel="noopener noreferrer nofollow" ')
    # A blank line would end the block for the next Markdown renderer; "$" and "\\" are marks of mathematics.
    body = re.sub(r"\n\s*\n", "\n&#8203;\n", body).replace("$", "&#36;").replace("\\", "&#92;")
    return f"{_OPEN}\n{body.strip()}\n{_CLOSE}"


def text(value: str) -> str:
    """Return plain text for a page."""
    return html.escape(value, quote=True)


def plain(block: str) -> str:
    """Return a safe block as plain text, for a table: its marks taken out, its entities resolved."""
    return html.unescape(bleach.clean(block, tags=frozenset(), strip=True)).strip()
