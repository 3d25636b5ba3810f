"""The parts of the editor: a section with a fold for each item, and a section of rows that can grow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from textwrap import shorten
from typing import Any

import ipywidgets

from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.form import Section, entry_of, rows_of
from quellenkritik.widgets import fields

Changed = Callable[[Any], None]
Line = Mapping[str, Any]
"""The widgets of one entry by field name."""


def _line(section: Section, changed: Changed) -> Line:
    return {field.name: fields.make(field, changed) for field in section.fields}


def _fill(line: Line, entry: Mapping[str, Tree], where: str) -> list[str]:
    """Take an entry over; return the places of values that the widgets cannot hold."""
    return [
        f"{where}, {name}" for name, widget in line.items() if not fields.put(widget, entry.get(name, ""))
    ]


def folded(title: str, widgets: Sequence[Any]) -> tuple[Any, Any]:
    """Return a button and a box that it opens: the heads of an accordion of ipywidgets cannot be reached by keyboard."""
    inside = ipywidgets.VBox(widgets, layout={"display": "none", "padding": "0 0 12px 12px"})
    head = ipywidgets.Button(description=f"Show {title}", icon="caret-right", layout={"width": "98%"})

    def turn(_: object) -> None:
        shut = inside.layout.display == "none"
        inside.layout.display = "flex" if shut else "none"
        head.icon = "caret-down" if shut else "caret-right"
        head.description = f"{'Hide' if shut else 'Show'} {title}"

    head.on_click(turn)
    return head, inside


class Items:
    """A section with the same fields for each item: a button for each, which shows them and hides them again."""

    def __init__(self, section: Section, changed: Changed) -> None:
        self.section = section
        self.lines = {item: _line(section, changed) for item in section.items}
        self.box = ipywidgets.VBox(
            [
                part
                for item, label in section.items.items()
                for part in folded(
                    shorten(f"{item}  {label}", 90, placeholder=" ..."), list(self.lines[item].values())
                )
            ]
        )

    def tree(self) -> Tree:
        """Return what has been filled in, item by item."""
        return {item: {name: fields.get(w) for name, w in line.items()} for item, line in self.lines.items()}

    def fill(self, answer: Tree) -> list[str]:
        """Take an answer over; return the places of what could not be taken."""
        name = self.section.name
        filled = (
            _fill(line, entry_of(answer, name, item), f"{name} {item}") for item, line in self.lines.items()
        )
        return [place for places in filled for place in places]


class Rows:
    """A section of rows: a button adds one, each row has a button that takes it away."""

    def __init__(self, section: Section, changed: Changed) -> None:
        self.section, self.changed = section, changed
        self.lines: list[Line] = []
        self.rows = ipywidgets.VBox()
        add = ipywidgets.Button(description="Add a row", icon="plus")
        add.on_click(lambda _: self.add())
        self.box = ipywidgets.VBox([self.rows, add])

    def add(self) -> Line | None:
        """Add an empty row, unless the form allows no more."""
        if len(self.lines) >= self.section.max_rows:
            return None
        line = _line(self.section, self.changed)
        self.lines.append(line)
        self._draw()
        return line

    def remove(self, line: Line) -> None:
        """Take a row away."""
        self.lines = [other for other in self.lines if other is not line]
        self._draw()

    def _draw(self) -> None:
        self.rows.children = [self._row(number, line) for number, line in enumerate(self.lines, start=1)]
        self.changed(None)

    def _row(self, number: int, line: Line) -> Any:  # noqa: ANN401
        away = ipywidgets.Button(description=f"Remove row {number}", icon="trash")
        away.on_click(lambda _: self.remove(line))
        return ipywidgets.VBox([*line.values(), away], layout={"border": "1px solid", "padding": "4px"})

    def tree(self) -> Tree:
        """Return the rows as they are filled in."""
        return [{name: fields.get(widget) for name, widget in line.items()} for line in self.lines]

    def fill(self, answer: Tree) -> list[str]:
        """Replace the rows by those of an answer; return the places of what could not be taken."""
        self.lines = []
        refused = []
        for number, entry in enumerate(rows_of(answer, self.section.name), start=1):
            where = f"{self.section.name} row {number}"
            line = self.add()
            refused += [where] if line is None else _fill(line, entry, where)
        self._draw()
        return refused
