"""Tellings one below the other, question by question: what a teller keeps, what is new, and where a text says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quellenkritik.figures.svg import Figure, element, figure, lines_of, text, wrap

WIDE, NARROW = 760, 390
MARGIN, LABEL, GAP, ROW = 20, 184, 8, 40

Kind = Literal["first", "same", "new", "gap"]
SIGNS: dict[Kind, tuple[str, str]] = {
    "first": ("press", ""),
    "same": ("agency", "= "),
    "new": ("document", "\N{NOT EQUAL TO} "),
    "gap": ("unseen", ""),
}
"""Style and sign of a cell: told for the first time, told again, told otherwise, or not told. Sign and line tell as much
as the tint."""


@dataclass(frozen=True)
class Cell:
    """One telling under one question."""

    words: str
    kind: Kind


@dataclass(frozen=True)
class Row:
    """One telling: when and where, and its cells in the order of the questions."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """The tellings of one teller or one side, in the order of time."""

    name: str
    rows: tuple[Row, ...]


def tellings(
    groups: Sequence[Group],
    questions: Sequence[str],
    *,
    title: str,
    caveat: str,
    legend: Sequence[tuple[Kind, str]],
    name: str = "tellings",
    narrow: bool = False,
) -> Figure:
    """Return the table as a figure, 760 pixels wide or, with ``narrow``, 390 with the questions inside each block."""
    width = NARROW if narrow else WIDE
    head = wrap(title, int((width - 2 * MARGIN) / 10))
    body, y = lines_of(MARGIN, 38, head, "title"), 50.0 + 20 * len(head)
    key, y = _legend(legend, y, width)
    body += key
    if not narrow:
        body += [
            text(x + 6, y, question, "soft")
            for x, question in zip(_columns(questions), questions, strict=True)
        ]
        y += 10
    for group in groups:
        body.append(text(MARGIN, y + 24, group.name, "head"))
        y += 36
        for row in group.rows:
            drawn, y = _block(row, questions, y) if narrow else _line(row, questions, y)
            body += drawn
    foot = wrap(caveat, int((width - 2 * MARGIN) / 6.6))
    body += lines_of(MARGIN, y + 22, foot, "soft")
    return figure(name, width, y + 22 + 18 * len(foot), title, body, [*_in_words(groups, questions), caveat])


def _columns(questions: Sequence[str]) -> list[float]:
    room = (WIDE - 2 * MARGIN - LABEL) / len(questions)
    return [MARGIN + LABEL + room * at for at in range(len(questions))]


def _legend(legend: Sequence[tuple[Kind, str]], y: float, width: int) -> tuple[list[str], float]:
    """Return the legend, as many entries a line as there is room for, and the y below it."""
    body: list[str] = []
    x = float(MARGIN)
    for kind, words in legend:
        size = 34 + 6.7 * len(words)
        if x > MARGIN and x + size > width - MARGIN:
            x, y = float(MARGIN), y + 22
        class_, sign = SIGNS[kind]
        body.append(element("rect", class_=class_, x=x, y=y - 11, width=18, height=14, rx=3))
        body += [text(x + 4, y, sign.strip(), "soft")] if sign else []
        body.append(text(x + 24, y, words, "soft"))
        x += size
    return body, y + 26


def _line(row: Row, questions: Sequence[str], y: float) -> tuple[list[str], float]:
    """Return one telling as one line of the table."""
    label = wrap(row.label, int(LABEL / 6.6))
    body = [text(MARGIN, y + 15 + 16 * at, line, "note") for at, line in enumerate(label)]
    size = (WIDE - 2 * MARGIN - LABEL) / len(questions) - GAP
    for x, cell in zip(_columns(questions), row.cells, strict=True):
        body += _cell(cell, x, y, size)
    return body, y + max(ROW, 16 * len(label) + 10)


def _block(row: Row, questions: Sequence[str], y: float) -> tuple[list[str], float]:
    """Return one telling as a block, its questions two in a line."""
    label = wrap(row.label, int((NARROW - 2 * MARGIN) / 6.6))
    body = [text(MARGIN, y + 13 + 16 * at, line, "note") for at, line in enumerate(label)]
    y += 16 * len(label) + 4
    size = (NARROW - 2 * MARGIN - GAP) / 2
    for at, (question, cell) in enumerate(zip(questions, row.cells, strict=True)):
        x = MARGIN + (size + GAP) * (at % 2)
        top = y + (ROW + 14) * (at // 2)
        body.append(text(x, top + 12, question, "soft"))
        body += _cell(cell, x, top + 17, size)
    return body, y + (ROW + 14) * ((len(row.cells) + 1) // 2) + 14


def _cell(cell: Cell, x: float, y: float, width: float) -> list[str]:
    class_, sign = SIGNS[cell.kind]
    style = "soft" if cell.kind == "gap" else "note"
    return [
        element("rect", class_=class_, x=x, y=y, width=width, height=30, rx=5),
        text(x + 8, y + 20, sign + cell.words, style),
    ]


def _in_words(groups: Sequence[Group], questions: Sequence[str]) -> Iterator[str]:
    """Yield one line a telling."""
    said: dict[Kind, str] = {
        "first": "",
        "same": " (as before)",
        "new": " (otherwise than before)",
        "gap": "",
    }
    for group in groups:
        for row in group.rows:
            cells = "; ".join(
                f"{question.lower()}: {cell.words}{said[cell.kind]}"
                for question, cell in zip(questions, row.cells, strict=True)
            )
            yield f"{group.name}, {row.label}: {cells}."
