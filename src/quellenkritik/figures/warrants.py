"""Two figures on proof, drawn from a data file with every word checked: what marks warrant, and the ladder of steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quellenkritik import register
from quellenkritik.errors import Mistake
from quellenkritik.figures.svg import Figure, element, figure, lines_of, text, wrap

DATA = "warrants.yml"
WIDE, NARROW = 760, 390
MARGIN, PAD, LINE = 24, 14, 18
STAIR = 34
"""Each step of the ladder begins so many pixels further to the right than the one below it."""


@dataclass(frozen=True)
class Mark:
    """Words of a registered quotation, and what they are."""

    quote: str
    words: str
    label: str


def stamps(*, narrow: bool = False) -> Figure:
    """Return the marks by the kind of authenticity that they warrant, with what each kind does not show."""
    plan, width = _data()["stamps"], NARROW if narrow else WIDE
    body, y = _heading(plan["title"], width)
    alternative = []
    for kind in plan["kinds"]:
        marks = [mark(entry) for entry in kind["marks"]]
        rows, y = _kind(y, kind, marks, width)
        body += rows
        shown = "; ".join(f"{m.words} ({m.label}, {m.quote})" for m in marks)
        alternative.append(f"{kind['name']}. {kind['asks']} {shown}. {kind['fails']}")
    return _ended("what-marks-warrant", plan, body, y, alternative, narrow=narrow)


def ladder_of_steps(*, narrow: bool = False) -> Figure:
    """Return the six steps as a stair, the highest on top, each with an example from the register."""
    plan, width = _data()["ladder"], NARROW if narrow else WIDE
    body, y = _heading(plan["title"], width)
    stair = 0 if narrow else STAIR
    alternative = []
    for at, step in enumerate(plan["steps"]):
        found = mark(step)
        rows, y = _step(y, stair * (len(plan["steps"]) - 1 - at), step, found, width)
        body += rows
        alternative.append(
            f"{step['name']}: {step['asks']}. Example: {found.words} ({found.label}, {found.quote})."
        )
    return _ended("ladder-of-steps", plan, body, y, alternative, narrow=narrow)


def mark(entry: Mapping[str, str]) -> Mark:
    """Return a mark; words that its quotation does not have are refused with id and words."""
    found = Mark(entry["quote"], entry["words"], entry["label"])
    if found.words not in register.load().quotation(found.quote).text:
        raise Mistake(f"{DATA}, {found.quote}", f"'{found.words}'", "words of this quotation")
    return found


def _heading(title: str, width: int) -> tuple[list[str], float]:
    lines = wrap(title, int((width - 2 * MARGIN) / 8.4))
    return lines_of(MARGIN, 34, lines, "head"), 34.0 + LINE * len(lines)


def _ended(
    name: str, plan: Mapping[str, Any], body: list[str], y: float, words: list[str], *, narrow: bool
) -> Figure:
    width = NARROW if narrow else WIDE
    caveat = wrap(plan["caveat"].strip(), int((width - 2 * MARGIN) / 6.6))
    body += lines_of(MARGIN, y + 12, caveat, "soft")
    height = y + 12 + LINE * len(caveat) + 6
    ident = f"{name}-narrow" if narrow else name
    return figure(ident, width, height, plan["title"], body, [*words, plan["caveat"].strip()])


def _kind(y: float, kind: Mapping[str, Any], marks: list[Mark], width: int) -> tuple[list[str], float]:
    """Return the card of one kind and the y below it."""
    rows = [text(MARGIN + PAD, y + 24, kind["name"], "title")]
    down = y + 46
    for line, class_ in ((kind["asks"], "note"), *((m, "mark") for m in marks), (kind["fails"], "soft")):
        if isinstance(line, Mark):
            added, down = _mark(MARGIN + PAD, down, line, width - 2 * (MARGIN + PAD))
            rows += added
        else:
            lines = wrap(line, int((width - 2 * (MARGIN + PAD)) / 6.6))
            rows += lines_of(MARGIN + PAD, down, lines, class_)
            down += LINE * len(lines) + 4
    card = element(
        "rect", class_=kind["style"], x=MARGIN, y=y, width=width - 2 * MARGIN, height=down - y - 6, rx=8
    )
    return [card, *rows], down + 8


def _mark(x: float, y: float, shown: Mark, room: float) -> tuple[list[str], float]:
    """Return the words of a mark, below them what it is, and the y below."""
    lines = wrap(f"\u201c{shown.words}\u201d", int((room - 14) / 8.9))
    rows = [element("circle", class_="tip", cx=x + 3, cy=y - 4, r=2.5)]
    rows += lines_of(x + 14, y, lines, "head")
    y += LINE * len(lines)
    labels = wrap(f"{shown.label} [{shown.quote}]", int((room - 14) / 6.7))
    rows += lines_of(x + 14, y - 1, labels, "soft")
    return rows, y + LINE * len(labels) + 5


def _step(
    y: float, shift: float, step: Mapping[str, str], shown: Mark, width: int
) -> tuple[list[str], float]:
    """Return the card of one step, ``shift`` pixels to the right, and the y below it."""
    left, room = MARGIN + shift, width - 2 * MARGIN - shift
    lines = wrap(f"{step['asks']}", int((room - 2 * PAD) / 6.8))
    rows = [text(left + PAD, y + 23, step["name"], "title")]
    rows += lines_of(left + PAD, y + 43, lines, "note")
    added, down = _mark(left + PAD, y + 43 + LINE * len(lines) + 2, shown, room - 2 * PAD)
    style = "unseen" if step["name"] == "none" else "press"
    return [
        element("rect", class_=style, x=left, y=y, width=room, height=down - y - 4, rx=6),
        *rows,
        *added,
    ], down + 4


@cache
def _data() -> dict[str, Any]:
    found = files("quellenkritik.figures").joinpath("data", DATA).read_text(encoding="utf-8")
    return dict(yaml.safe_load(found))
