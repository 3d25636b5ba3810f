"""Questions to try oneself, before the key points of a chapter: ``{quiz} NAME`` from ``book/quizzes/NAME.yml``.

The page has the questions as lists and the answers folded below each; ``quiz.js`` makes forms of them.
So nothing is lost without the script, on paper and in the PDF.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import quiz_data
from chapter import front_matter
from docutils import nodes
from quiz_data import Option, Question
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from quellenkritik.errors import Mistake

ABOUT = "Nothing here is recorded or sent, and you can try as often as you like."


class Quiz(SphinxDirective):
    """``{quiz} what-do-we-have``: the questions of a chapter, each with its answers."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the box of the questions; what is wrong in the file is told with the number of the question."""
        name, page = self.arguments[0], Path(self.env.doc2path(self.env.docname))
        path = Path(self.env.app.srcdir) / "quizzes" / f"{name}.yml"
        for used in (path, *sorted(quiz_data.WORDS.glob("*.yml"))):
            self.env.note_dependency(str(used))
        try:
            heads = quiz_data.headings(page.read_text(encoding="utf-8"))
            questions = quiz_data.load(path, front_matter(page)["objectives"], heads)
        except (Mistake, OSError) as wrong:
            raise self.error(f"quiz {name}: {wrong}") from wrong
        box = nodes.container(classes=["qk-quiz"])
        box += nodes.paragraph("", ABOUT, classes=["qk-quiz-about"])
        box += [self.question(one, at, len(questions)) for at, one in enumerate(questions, 1)]
        static = "../" * self.env.docname.count("/") + "_static"
        return [box, nodes.raw("", f'<script defer src="{static}/quiz.js"></script>', format="html")]

    def question(self, one: Question, at: int, among: int) -> nodes.Node:
        """Return a question: what is asked, what can be chosen, and the folded answers."""
        box = nodes.container(classes=["qk-quiz-question", f"qk-{one.kind}"])
        count = nodes.inline("", f"{at} of {among}", classes=["qk-count"])
        box += nodes.paragraph("", "", count, nodes.Text(" "), *self.inline(one.ask), classes=["qk-quiz-ask"])
        box += self.choices(one)
        box += nodes.raw(
            "", '<details class="qk-answer"><summary>Answers and reasons</summary>', format="html"
        )
        box += self.answers(one)
        box += nodes.raw("", "</details>", format="html")
        return box

    def inline(self, text: str) -> list[nodes.Node]:
        """Return the content of the one paragraph of a text, roles and all."""
        parsed = self.parse_text_to_nodes(text)
        if len(parsed) != 1 or not isinstance(parsed[0], nodes.paragraph):
            raise self.error(f"quiz {self.arguments[0]}: one paragraph was expected: {text}")
        return list(parsed[0].children)

    def choices(self, one: Question) -> list[nodes.Node]:
        """Return what can be chosen: lettered options, items in the order to begin with, or rows to match."""
        if one.kind == "match":
            names = ", ".join(option.text for option in one.rows[0][1])
            line = nodes.paragraph("", f"For each choose one of: {names}.", classes=["qk-names"])
            return [line, self.listed([self.inline(text) for text, _ in one.rows], "arabic", "qk-options")]
        if one.kind == "order":
            shown = [self.inline(one.options[at].text) for at in one.shown]
            found = self.listed(shown, "arabic", "qk-options")
            for item, at in zip(found.children, one.shown, strict=True):
                item["classes"].append(f"qk-place-{at}")
            return [found]
        return [self.listed([self.inline(o.text) for o in one.options], "upperalpha", "qk-options")]

    @staticmethod
    def listed(contents: list[list[nodes.Node]], kind: str, name: str) -> nodes.enumerated_list:
        """Return a numbered or lettered list with an item for each content."""
        items = [nodes.list_item("", nodes.paragraph("", "", *content)) for content in contents]
        return nodes.enumerated_list("", *items, enumtype=kind, prefix="", suffix=".", classes=[name])

    def answers(self, one: Question) -> list[nodes.Node]:
        """Return why each option is right or wrong; the order of the items is that of the choices."""
        if one.kind == "match":
            rows = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".", classes=["qk-reasons"])
            for _, options in one.rows:
                rows += nodes.list_item(
                    "", nodes.bullet_list("", *[self.said(o, named=True) for o in options])
                )
            return [rows]
        if one.kind == "order":
            right = nodes.paragraph("", "", *self.inline(one.right), classes=["qk-why"])
            items = [self.placed(option) for option in one.options]
            return [
                right,
                nodes.enumerated_list(
                    "", *items, enumtype="arabic", prefix="", suffix=".", classes=["qk-reasons"]
                ),
            ]
        said = [self.said(option) for option in one.options]
        return [
            nodes.enumerated_list(
                "", *said, enumtype="upperalpha", prefix="", suffix=".", classes=["qk-reasons"]
            )
        ]

    def placed(self, option: Option) -> nodes.list_item:
        """Return an item in its right place, and what is said to whoever puts it before the one above it."""
        name = nodes.paragraph("", "", *self.inline(option.text), classes=["qk-item"])
        if option.right:
            return nodes.list_item("", name)
        return nodes.list_item("", name, *self.said(option, verdict="Not before the one above. ").children)

    def said(self, option: Option, *, named: bool = False, verdict: str = "") -> nodes.list_item:
        """Return what is said about an option: verdict, reason, belief behind it, place to read again."""
        line = nodes.paragraph("")
        if named:
            line += [nodes.strong("", option.text), nodes.Text(": ")]
        verdict = verdict or ("Right. " if option.right else "Wrong. ")
        line += [nodes.inline("", verdict, classes=["qk-verdict"]), *self.inline(option.said)]
        if option.belief:
            line += [
                nodes.Text(" The mistaken idea behind it: "),
                nodes.emphasis("", "", *self.inline(option.belief)),
            ]
            line += nodes.Text("" if option.belief.endswith((".", "?")) else ".")
        if option.read:
            link = nodes.reference("", option.read, internal=True, classes=["qk-read"], heading=option.read)
            line += [nodes.Text(" Read again: "), link, nodes.Text("" if option.read.endswith("?") else ".")]
        return nodes.list_item("", line, classes=["qk-right" if option.right else "qk-wrong"])


def link_headings(app: Sphinx, doctree: nodes.document) -> None:
    """Give the links to headings their targets, which are known once the page is read."""
    places = {
        section.next_node(nodes.title).astext(): section["ids"][0]
        for section in reversed(list(doctree.findall(nodes.section)))
    }
    for link in doctree.findall(lambda node: isinstance(node, nodes.reference) and "heading" in node):
        if link["heading"] not in places:
            raise ExtensionError(f"{app.env.docname}: the page has no heading '{link['heading']}'")
        link["refid"] = places[link["heading"]]


def _assets(
    app: Sphinx, page_name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the style where questions stand; what the book loads on every page by itself is taken out again."""
    for kind in ("script_files", "css_files"):
        context[kind] = [entry for entry in context.get(kind, []) if "quiz." not in str(entry)]
    if doctree is not None and any("qk-quiz" in box["classes"] for box in doctree.findall(nodes.container)):
        context["css_files"].append("_static/quiz.css")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, and put script and style on its pages."""
    app.add_directive("quiz", Quiz)
    app.connect("doctree-read", link_headings)
    app.connect("html-page-context", _assets, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
