"""A paper as a page of HTML that looks like its genre: typewriter face, struck-through word, stamps, a pencil mark.

The page is real text that can be selected, read aloud and enlarged; nothing is fetched. The notice TEACHING FACSIMILE
stands in the text, in the heading and in the data of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from quellenkritik.specimens import material
from quellenkritik.specimens.layout import Block, plain
from quellenkritik.specimens.model import NOTICE, NOTICE_LINE

_PENCIL = (
    '<svg class="qk-pencil" viewBox="0 0 10 60" aria-hidden="true" preserveAspectRatio="none">'
    '<path d="M8 2C4 12 2 24 3 34c1 8 3 16 6 24" fill="none"/></svg>'
)


def page(blocks: Sequence[Block], name: str) -> str:
    """Return one paper as an article; ``name`` is its opaque id and tells nothing."""
    body = "".join(_html(block) for block in blocks)
    return _article(name, "qk-paper", body) + _as_text(plain(blocks))


def machine_page(text: str, name: str) -> str:
    """Return the reading of a machine as an article."""
    return _article(name, "qk-paper qk-machine", f"<p>{escape(text)}</p>")


def document(articles: Iterable[str], title: str) -> str:
    """Return a whole HTML document around some papers, with the notice in its title and its metadata."""
    heading = escape(f"{NOTICE}: {title}")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="description" content="{escape(NOTICE_LINE)}"><title>{heading}</title>{style()}</head>'
        f"<body><main><h1>{heading}</h1>{''.join(articles)}</main></body></html>"
    )


def style() -> str:
    """Return the style sheet of the papers (``data/page.css``); it touches nothing else on a page."""
    return f"<style>{material.text('page.css')}</style>"


def _article(name: str, class_: str, body: str) -> str:
    label = f"{NOTICE}, paper {escape(name)}"
    return (
        f'<article class="{class_}" id="paper-{escape(name)}" aria-label="{label}" title="{NOTICE}" '
        f'data-notice="{escape(NOTICE_LINE)}">{body}</article>'
    )


def _as_text(text: str) -> str:
    return f'<details class="qk-as-text"><summary>The same as plain text</summary><pre>{escape(text)}</pre></details>'


def _html(block: Block) -> str:
    lines = [escape(line) for line in block.lines]
    if block.kind in ("row", "foot"):
        cells = "".join(f"<dd>{line}</dd>" for line in lines)
        return f'<dl class="qk-{block.kind}"><dt>{escape(block.label)}:</dt>{cells}</dl>'
    if block.kind == "para":
        pencil = _PENCIL if lines[0].startswith("Agreed") else ""
        return "".join(f'<p class="qk-para">{pencil}{line}</p>' for line in lines)
    if block.kind == "struck":
        return f'<p class="qk-struck"><s>{"<br>".join(lines)}</s></p>'
    if block.kind == "stamp":
        return f'<p class="qk-stamp"><span>{"<br>".join(lines)}</span></p>'
    if block.kind == "release":
        return f'<p class="qk-release">{" &nbsp; ".join(f"<span>{line}</span>" for line in lines)}</p>'
    return f'<p class="qk-{block.kind}">{"<br>".join(lines)}</p>'
