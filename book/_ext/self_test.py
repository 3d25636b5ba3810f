"""The self-test before and after the course: questions from ``book/self-test.yml``, levels from the rubric.

Directive: ``{self-test}``. The page has questions, quotations and levels without the script; the script adds the places to
write in, keeps them in the browser, and shows both rounds side by side.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from register_roles import QuotationDirective
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from quellenkritik import register

NO_SCRIPT = (
    "The places to write in need JavaScript. Without it, write on paper, put the paper away, "
    "and take it out again at the end of the course."
)
SAMPLES = "The samples answer another question: does the German article come from the Serbian daily?"


def questions(root: Path) -> list[dict[str, Any]]:
    """Return the questions, each with its criterion from the rubric."""
    asked = yaml.safe_load((root / "book" / "self-test.yml").read_text(encoding="utf-8"))["questions"]
    rubric = yaml.safe_load((root / "solutions" / "rubric.yml").read_text(encoding="utf-8"))
    known = {one["id"]: one for one in rubric["criteria"]}
    if unknown := [one["criterion"] for one in asked if one["criterion"] not in known]:
        raise ExtensionError(f"book/self-test.yml: the rubric has no criterion {unknown}")
    return [{**one, "criterion": known[one["criterion"]]} for one in asked]


def levels(criterion: Mapping[str, Any]) -> str:
    """Return the levels of a criterion as HTML, each with its sample, which answers another question."""
    items = "".join(
        f"<li><strong>Level {one['level']}.</strong> {html.escape(one['descriptor'])}"
        f"<br><span class='qk-sample'>{html.escape(one['sample'])}</span></li>"
        for one in criterion["levels"]
    )
    return (
        f"<details class='qk-levels'><summary>The levels: {html.escape(criterion['title'])}</summary>"
        f"<p>{html.escape(criterion['question'])} {SAMPLES}</p>"
        f"<ul>{items}</ul></details>"
    )


def place(one: Mapping[str, Any], number: int) -> str:
    """Return the place of a question's answers, which the script fills, with its levels."""
    return (
        f"<div class='qk-self' data-question='{html.escape(one['id'])}' data-number='{number}'"
        f" data-title='{html.escape(one['title'])}'></div>{levels(one['criterion'])}"
    )


class SelfTest(QuotationDirective):
    """``{self-test}``: the questions with their quotations, and the places for the answers."""

    required_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the head of the form and a section for each question."""
        root = Path(self.env.app.srcdir).parent
        for name in ("book/self-test.yml", "solutions/rubric.yml"):
            self.env.note_dependency(str(root / name))
        static = "../" * self.env.docname.count("/") + "_static"
        top = f"<link rel='stylesheet' href='{static}/self-test.css'><noscript><p>{NO_SCRIPT}</p></noscript>"
        foot = f"<div class='qk-self-foot'></div><script defer src='{static}/self-test.js'></script>"
        asked = [self.question(one, number) for number, one in enumerate(questions(root), 1)]
        return [
            nodes.raw("", top, format="html"),
            *asked,
            nodes.raw("", foot, format="html"),
        ]

    def question(self, one: Mapping[str, Any], number: int) -> nodes.section:
        """Return the section of a question."""
        section = nodes.section(ids=[f"question-{one['id']}"], names=[])
        section += nodes.title("", f"{number}. {one['title']}")
        section += [self.block(register.load().quotation(ident)) for ident in one["quotations"]]
        section += nodes.paragraph("", one["ask"], classes=["qk-ask"])
        section += nodes.raw("", place(one, number), format="html")
        return section


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("self-test", SelfTest)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
