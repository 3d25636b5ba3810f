"""The variant table of every coded text: what each says at each locus, in its own words with a gloss.

Directive: ``{variant-table}``. Words only: how the editors class them is the question of an exercise.
"""

from __future__ import annotations

import html
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quellenkritik import register
from quellenkritik.register import Source

RIGHT_TO_LEFT = ("ar", "fa")
SUMMARY = "{texts} coded texts, {cells} places with words"


def loci() -> list[str]:
    """Return the loci at which some text has words, in the register's order."""
    here = register.load()
    used = {unit for source in here.witnesses() for unit, cell in source.cells.items() if cell.quotes}
    return [unit for unit in here.units if unit in used]


def words(source: Source, locus: str) -> list[str]:
    """Return the quotations of a text at a locus as HTML; none where no words are registered."""
    cell = source.cells.get(locus)
    return [_words(register.load().quotation(ident)) for ident in (cell.quotes if cell else ())]


def _words(quotation: Any) -> str:  # noqa: ANN401 (a Quotation)
    direction = ' dir="rtl"' if quotation.lang in RIGHT_TO_LEFT else ""
    own = f'<span lang="{quotation.lang}"{direction} class="quoted">{html.escape(quotation.text)}</span>'
    return own + (f' <span class="gloss">({html.escape(quotation.gloss)})</span>' if quotation.gloss else "")


def table(locus: str) -> tuple[str, int]:
    """Return the table of one locus and how many cells it has; texts without words there are left out."""
    unit = register.load().units[locus]
    rows = [(source, found) for source in register.load().witnesses() if (found := words(source, locus))]
    body = "".join(
        f"<tr><th scope='row'><a href='../sources/{source.id}.html'>{source.id}</a></th><td>{'<br>'.join(found)}</td></tr>"
        for source, found in rows
    )
    caption = f"{locus}: {html.escape(unit.lemma)}"
    head = "<thead><tr><th scope='col'>text</th><th scope='col'>its words</th></tr></thead>"
    return f"<table class='qk-table'><caption>{caption}</caption>{head}<tbody>{body}</tbody></table>", len(
        rows
    )


class VariantTableDirective(SphinxDirective):
    """``{variant-table}``: all coded texts."""

    def run(self) -> list[nodes.Node]:
        """Return how much there is, and one table a locus."""
        made = [table(locus) for locus in loci()]
        texts = sum(any(words(s, u) for u in loci()) for s in register.load().witnesses())
        summary = SUMMARY.format(texts=texts, cells=sum(cells for _, cells in made))
        inside = "".join(part for part, _ in made)
        box = f"<div class='table-scroll' tabindex='0' role='region' aria-label='All coded texts'>{inside}</div>"
        return [nodes.paragraph("", f"{summary}."), nodes.raw("", box, format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("variant-table", VariantTableDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
