"""The figure of claims by the certainty that their evidence allows, each with its origins and what stands against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quellenkritik import register
from quellenkritik.figures.svg import Figure, element, figure, lines_of, text, wrap

DATA = "claims.yml"
WIDE, NARROW = 760, 390
MARGIN, PAD, LINE = 24, 14, 18
BARS = ("document", "agency", "press", "press", "unseen")
"""The frame of each step, from the surest to the one below the ladder: tint and line go down together."""


def claims(*, narrow: bool = False) -> Figure:
    """Return the figure; a quotation that is not registered is refused by its id."""
    plan, width = data(), NARROW if narrow else WIDE
    heading = wrap(plan["title"], int((width - 2 * MARGIN) / 8.4))
    body, y = lines_of(MARGIN, 34, heading, "head"), 36.0 + LINE * len(heading)
    alternative = []
    for step, frame in zip(plan["steps"], BARS, strict=True):
        rows = [row for row in plan["claims"] if row["certainty"] == step["id"]]
        drawn, y = _step(y, step, frame, rows, width)
        body += drawn
        alternative += [f"{step['name']} ({step['asks']}): {_told(row)}" for row in rows]
    caveat = wrap(plan["caveat"].strip(), int((width - 2 * MARGIN) / 6.6))
    body += lines_of(MARGIN, y + 12, caveat, "soft")
    height = y + 18 + LINE * len(caveat)
    name = "claims-narrow" if narrow else "claims"
    return figure(name, width, height, plan["title"], body, [*alternative, plan["caveat"].strip()])


def _step(
    y: float, step: Mapping[str, str], frame: str, rows: Sequence[Mapping[str, Any]], width: int
) -> tuple[list[str], float]:
    """Return the card of one step with its claims, and the y below it."""
    body = [text(MARGIN + PAD, y + 24, step["name"], "title")]
    asks = wrap(step["asks"], int((width - 2 * (MARGIN + PAD)) / 6.6))
    body += lines_of(MARGIN + PAD, y + 43, asks, "soft")
    down = y + 50 + LINE * len(asks)
    for row in rows:
        added, down = _claim(down, row, width - 2 * (MARGIN + PAD))
        body += added
    card = element("rect", class_=frame, x=MARGIN, y=y, width=width - 2 * MARGIN, height=down - y - 4, rx=8)
    return [card, *body], down + 4


def _claim(y: float, row: Mapping[str, Any], room: float) -> tuple[list[str], float]:
    """Return one claim, below it its origins with quotations and what stands against it, and the y below."""
    lines = wrap(row["claim"], int((room - 14) / 8.2))
    body = [element("circle", class_="tip", cx=MARGIN + PAD + 3, cy=y - 4, r=2.5)]
    body += lines_of(MARGIN + PAD + 14, y, lines, "head")
    y += LINE * len(lines)
    for line in (_origins(row), _against(row)):
        told = wrap(line, int((room - 14) / 6.6))
        body += lines_of(MARGIN + PAD + 14, y, told, "note")
        y += LINE * len(told)
    return body, y + 8


def _origins(row: Mapping[str, Any]) -> str:
    plan = data()
    names = " and ".join(plan["origins"][origin] for origin in row["origins"])
    lead = plan["words"]["nearest"] + ", " if row.get("less") else ""
    return f"{lead}{plan['words']['origins']} {names} [{_ids(row.get('shown') or row['less'])}]"


def _against(row: Mapping[str, Any]) -> str:
    words = data()["words"]
    return f"{words['against']}: [{_ids(row['against'])}]" if row["against"] else words["no_against"]


def _told(row: Mapping[str, Any]) -> str:
    return f"{row['claim']}; {_origins(row)}; {_against(row)}."


def _ids(quotes: Sequence[str]) -> str:
    return ", ".join(register.load().quotation(quote).id for quote in quotes)


@cache
def data() -> dict[str, Any]:
    """Return what the figure shows, from its data file."""
    found = files("quellenkritik.figures").joinpath("data", DATA).read_text(encoding="utf-8")
    return dict(yaml.safe_load(found))
