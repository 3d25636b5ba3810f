"""A chapter states its questions, objectives and key points in its front matter; the page shows them."""

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


def inline(text: str) -> list[nodes.Node]:
    """Return a text of the front matter as nodes; what stands between single asterisks is emphasised."""
    parts = text.split("*")
    return [nodes.emphasis("", part) if place % 2 else nodes.Text(part) for place, part in enumerate(parts)]


def _list(items: list[str]) -> nodes.bullet_list:
    entries = [nodes.list_item("", nodes.paragraph("", "", *inline(item))) for item in items]
    return nodes.bullet_list("", *entries)


def _title(words: str) -> nodes.rubric:
    """Return a title that is a heading for a screen reader, too, and stands in no list of contents."""
    return nodes.rubric("", words, level=2)


class ChapterHead(SphinxDirective):
    """The box at the head of a chapter: question and objectives; ``ways`` adds the three ways through it."""

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        matter = front_matter(Path(self.env.doc2path(self.env.docname)))
        box = nodes.container(classes=["chapter-head"])
        box += _title("The question" if len(matter["questions"]) == 1 else "The questions")
        box += _list(matter["questions"])
        box += _title("Afterwards you can")
        box += _list([f"{o['verb']} {o['text']}" for o in matter["objectives"]])
        return [box]


class KeyPoints(SphinxDirective):
    """The box at the foot of a chapter: what to keep."""

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        matter = front_matter(Path(self.env.doc2path(self.env.docname)))
        box = nodes.container(classes=["key-points"])
        box += _title("To keep")
        box += _list(matter["key_points"])
        return [box]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the two boxes."""
    app.add_directive("chapter-head", ChapterHead)
    app.add_directive("key-points", KeyPoints)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
