"""The material of the exercise doctored to look at: the card of rules, the places, the papers of a round."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from quellenkritik.specimens import gallery
from quellenkritik.specimens.page import style
from quellenkritik.tasks import doctored_words as w
from quellenkritik.tasks import page
from quellenkritik.tasks.core import Sheet


class Card:
    """The rules that students work with, as tables in a notebook and as plain text elsewhere."""

    def __init__(self, sheet: Sheet) -> None:
        self.lines: list[Mapping[str, Any]] = list(sheet["card"])
        self.places: Mapping[str, str] = dict(sheet["where"])

    def _repr_html_(self) -> str:
        rows = [
            (page.code(line["tell"]), escape(line["genuine"]), escape(line["betrays"]), _ground(line))
            for line in self.lines
        ]
        head = ("write", "genuine", "what betrays", "what it rests on")
        return page.table("The card", head, rows) + page.vocabulary("Places", self.places)

    def __repr__(self) -> str:
        return "\n".join(self._plain())

    def _plain(self) -> Iterator[str]:
        for line in self.lines:
            yield f"{line['tell']}  ({', '.join(line['evidence'])})"
            for name in ("genuine", "betrays", "rests_on"):
                yield from textwrap.wrap(
                    f"{name.replace('_', ' ')}: {line[name]}",
                    100,
                    initial_indent="    ",
                    subsequent_indent="      ",
                )
        yield "places: " + "; ".join(f"{name} = {meaning}" for name, meaning in self.places.items())


def _ground(line: Mapping[str, Any]) -> str:
    ids = ", ".join(page.code(quote) for quote in line["evidence"])
    return f"{escape(line['rests_on'])}<br><small>{ids}</small>"


def whole(sheet: Sheet) -> str:
    """Return the whole sheet as HTML: the card, and the papers folded round by round."""
    parts = [style(), Card(sheet)._repr_html_()]
    for number in w.ROUNDS:
        inside = "".join(map(gallery.html, gallery.papers(sheet, number).items))
        parts.append(f"<details><summary>Round {number}: twelve papers</summary>{inside}</details>")
    return "".join(parts)
