"""The plan of marking by hand: every written answer, what it is worth, its criteria, and the minutes for a class.

Directive: ``{marking-plan}``. The minutes are a planning figure from ``solutions/rubric.yml``, multiplied here.
"""

from __future__ import annotations

import html
from math import ceil
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

HEAD = ("written answer", "exercise", "points", "criteria", "minutes")


def rows(registry: dict[str, Any], rubric: dict[str, Any]) -> list[tuple[str, str, str, str, int]]:
    """Return a row for each written answer, in the order of the registry: minutes are rounded up."""
    plan = rubric["marking"]
    found = []
    for entry in registry["exercises"]:
        for cell, said in entry["manual"].items():
            seconds = plan["seconds_per_criterion"] * len(said["rubric"]) * plan["submissions"]
            criteria = ", ".join(said["rubric"])
            found.append((cell, entry["title"], f"{said['points']:g}", criteria, ceil(seconds / 60)))
    return found


def table(registry: dict[str, Any], rubric: dict[str, Any]) -> str:
    """Return the plan as an HTML table with its sum."""
    found = rows(registry, rubric)
    head = "".join(f"<th scope='col'>{name}</th>" for name in HEAD)
    body = "".join(
        f"<tr><th scope='row'><code>{html.escape(row[0])}</code></th>"
        + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row[1:])
        + "</tr>"
        for row in found
    )
    points = sum(float(row[2]) for row in found)
    foot = f"<tr><th scope='row'>sum</th><td></td><td>{points:g}</td><td></td><td>{sum(r[4] for r in found)}</td></tr>"
    return f"<table class='qk-table'><thead><tr>{head}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table>"


class MarkingDirective(SphinxDirective):
    """``{marking-plan}``: the table, and in words what it assumes."""

    def run(self) -> list[nodes.Node]:
        """Return a sentence and the table."""
        folder = Path(self.env.app.srcdir).parent / "solutions"
        data = []
        for name in ("exercises.yml", "rubric.yml"):
            self.env.note_dependency(str(folder / name))
            data.append(yaml.safe_load((folder / name).read_text(encoding="utf-8")))
        plan = data[1]["marking"]
        said = (
            f"Minutes for {plan['submissions']} submissions at {plan['seconds_per_criterion']} seconds a criterion: "
            "a planning figure that nobody has measured; time your own first ten."
        )
        box = f"<div class='table-scroll' tabindex='0' role='region' aria-label='Plan of marking'>{table(*data)}</div>"
        return [nodes.paragraph("", said), nodes.raw("", box, format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("marking-plan", MarkingDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
