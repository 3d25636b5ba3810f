"""Quotations, sources and numbers come into the book from the register by id, never by hand.

Roles: ``{q}`ID``` a short quotation in its language with its gloss on demand, ``{w}`ID|words``` some exact words of a
registered quotation, ``{src}`ID[, ID]``` the sources of a statement, ``{n}`name``` a number computed from the register.
Directive: ``{quotation} ID [ID ...]`` a block with original, gloss, attribution and how it is known.

What names its sources in running text is one ``span.cite``: a bracket where it stands, or, where the window is wide, a
numbered note in the margin. Only the style decides which. The text is there once, in its place, so that a screen reader
reads it once; the number is made by the style and hidden from readers that do not see the margin.
"""

from __future__ import annotations

import html
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from quellenkritik import register
from quellenkritik.register import Quotation, numbers
from quellenkritik.text import is_exact_run


def _href(role: SphinxRole | SphinxDirective, source_id: str) -> str:
    here = role.env.docname
    builder = role.env.app.builder
    return builder.get_relative_uri(here, f"sources/{source_id}")


def _link(role: SphinxRole | SphinxDirective, source_id: str, text: str) -> nodes.reference:
    node = nodes.reference("", text, refuri=_href(role, source_id), internal=True, classes=["source-ref"])
    node["reftitle"] = register.load().source(source_id).label
    return node


def _cite(role: SphinxRole, places: list[tuple[str, str]]) -> nodes.inline:
    """Return the bracket with a link for each ``(source, text)``; the space before it belongs to the bracket."""
    notes: list[nodes.Node] = [nodes.inline("", " [", classes=["bracket"])]
    for number, (source_id, text) in enumerate(places):
        notes += [nodes.inline("", ", ", classes=["bracket"])] if number else []
        notes.append(_link(role, source_id, text))
        outlet = register.load().source(source_id).outlet.partition(" (")[0]
        notes.append(nodes.inline("", f" {outlet}", classes=["outlet"]))
    notes.append(nodes.inline("", "]", classes=["bracket"]))
    mark = nodes.raw("", '<span class="cite-mark" aria-hidden="true"></span>', format="html")
    return nodes.inline("", "", mark, nodes.inline("", "", *notes, classes=["sources"]), classes=["cite"])


def close_up(app: Sphinx, doctree: nodes.document) -> None:
    """Take the space before each bracket away, so that the mark of a margin note stands at its word, on the same line.

    A bracket that follows another at once is marked, so that the numbers of the two notes can be told apart.
    """
    for cite in list(doctree.findall(_is_cite)):
        place = cite.parent.index(cite)
        before = cite.parent[place - 1] if place else None
        if isinstance(before, nodes.Text):
            cite.parent[place - 1] = nodes.Text(before.rstrip())
            if not before.strip() and place > 1 and _is_cite(cite.parent[place - 2]):
                cite["classes"].append("next-cite")


def _is_cite(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and "cite" in node["classes"]


def _foreign(quotation: Quotation, words: str) -> nodes.raw:
    direction = ' dir="rtl"' if quotation.right_to_left else ""
    span = f'<span lang="{quotation.lang}"{direction} class="quoted">{html.escape(words)}</span>'
    return nodes.raw("", span, format="html")


class QuoteRole(SphinxRole):
    """``{q}`W-ria#q2```: the whole quotation in its language, marked, with a link to its source."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Insert the quotation."""
        quotation = register.load().quotation(self.text.strip())
        return self.render(quotation, quotation.text)

    def render(self, quotation: Quotation, words: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words between quotation marks and the link to the page of the source."""
        out: list[nodes.Node] = [nodes.Text("“"), _foreign(quotation, words), nodes.Text("”")]
        if quotation.gloss and words == quotation.text:
            out += [nodes.Text(" ("), nodes.emphasis("", quotation.gloss), nodes.Text(")")]
        return [*out, _cite(self, [(quotation.source, quotation.id)])], []


class WordsRole(QuoteRole):
    """``{w}`W-ria#q2|с пониманием```: some exact words of a registered quotation."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Insert the words, having made sure that the quotation has them as one run of tokens."""
        ident, _, words = self.text.partition("|")
        quotation = register.load().quotation(ident.strip())
        if not is_exact_run(words, quotation.text, minimum=1):
            raise ValueError(f"{self.env.docname}: '{words}' is not a run of words of {quotation.id}")
        return self.render(quotation, words.strip())


class SourceRole(SphinxRole):
    """``{src}`W-ria, W-tass-ru```: the sources that show the statement before it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Insert one bracket with a link for each source."""
        idents = [part.strip() for part in self.text.split(",")]
        return [_cite(self, [(ident, ident) for ident in idents])], []


class NumberRole(SphinxRole):
    """``{n}`sources```: a number computed from the register."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Insert the number in figures."""
        return [nodes.Text(str(numbers.value(self.text.strip())))], []


class QuotationDirective(SphinxDirective):
    """A block quotation: original, gloss, attribution, and how the words are known."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Insert one block for each id (adjacent parts of one passage stay separate blocks)."""
        return [self.block(register.load().quotation(ident)) for ident in self.arguments[0].split()]

    def block(self, quotation: Quotation) -> nodes.Node:
        """Return the block of one quotation."""
        box = nodes.container(classes=["quotation"])
        box += nodes.paragraph("", "", _foreign(quotation, quotation.text))
        if quotation.gloss:
            box += nodes.paragraph("", "", nodes.emphasis("", quotation.gloss), classes=["gloss"])
        line = nodes.paragraph("", "", classes=["attribution"])
        line += nodes.Text(
            ", ".join(
                part for part in (quotation.speaker, register.load().sources[quotation.source].label) if part
            )
        )
        line += nodes.Text(" ")
        line += _link(self, quotation.source, f"[{quotation.id}]")
        if quotation.via:
            line += nodes.Text(" · not seen itself; known through ")
            for number, witness in enumerate(quotation.via):
                line += nodes.Text(", " if number else "")
                line += _link(self, witness, witness)
        box += line
        return box


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the roles and the directive."""
    for name, role in {"q": QuoteRole(), "w": WordsRole(), "src": SourceRole(), "n": NumberRole()}.items():
        app.add_role(name, role)
    app.add_directive("quotation", QuotationDirective)
    app.connect("doctree-read", close_up)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
