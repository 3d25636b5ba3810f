"""A chapter states its questions, objectives, minutes and key points in its front matter; the page shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


def front_matter(path: Path) -> dict[str, Any]:
    """Return the YAML front matter of a MyST page, or an empty mapping where there is none."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return {}
    head = text[4 : text.index("\n---\n", 4)]
    return dict(yaml.safe_load(head) or {})


def _list(items: list[str]) -> nodes.bullet_list:
    return nodes.bullet_list("", *[nodes.list_item("", nodes.paragraph("", item)) for item in items])


class ChapterHead(SphinxDirective):
    """The box at the head of a chapter: question, objectives, minutes."""

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        matter = front_matter(Path(self.env.doc2path(self.env.docname)))
        box = nodes.container(classes=["chapter-head"])
        box += nodes.rubric("", "The question" if len(matter["questions"]) == 1 else "The questions")
        box += _list(matter["questions"])
        box += nodes.rubric("", "Afterwards you can")
        box += _list([f"{o['verb']} {o['text']}" for o in matter["objectives"]])
        minutes = matter["minutes"]
        box += nodes.paragraph(
            "",
            f"Minutes: short form {minutes['S']}, session {minutes['M']}, long form {minutes['L']}.",
            classes=["minutes"],
        )
        return [box]


class KeyPoints(SphinxDirective):
    """The box at the foot of a chapter: what to keep."""

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        matter = front_matter(Path(self.env.doc2path(self.env.docname)))
        box = nodes.container(classes=["key-points"])
        box += nodes.rubric("", "To keep")
        box += _list(matter["key_points"])
        return [box]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the two boxes."""
    app.add_directive("chapter-head", ChapterHead)
    app.add_directive("key-points", KeyPoints)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
