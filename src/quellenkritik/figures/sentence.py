"""The opening figure: one sentence on its way through four languages, with the words that change marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenkritik.figures.svg import Figure, element, escape, figure, lines_of, text, wrap

WIDE, NARROW = 760, 390
MARGIN, INSET = 16, 18
# Room per character of each style, a little generous because system fonts differ in width.
PER_CHARACTER = {"words": 13.9, "soft": 6.9, "head": 8.4}

Runs = Sequence[tuple[str, str]]
"""``(words, mark)`` pairs; a mark is ``"warm"`` (to be sensitive), ``"cool"`` (to understand) or ``""``."""


@dataclass(frozen=True)
class Station:
    """One text on the way: who, in which language, the marked words, their gloss, facts about them, the change before."""

    name: str
    language: str
    runs: tuple[tuple[str, str], ...]
    gloss: str
    facts: tuple[str, ...]
    change: str

    @property
    def words(self) -> str:
        """The quotation in one piece."""
        return "".join(words for words, _ in self.runs)


def sentence(
    stations: Sequence[Station], *, title: str, caveat: str, legend: Runs, narrow: bool = False
) -> Figure:
    """Return the figure, 760 pixels wide or, with ``narrow``, 390.

    ``legend`` explains the marks as ``(words, mark)``; ``caveat`` stands below the last station.
    """
    width = NARROW if narrow else WIDE
    body = [text(MARGIN + INSET, 40, title, "title"), _legend(legend)]
    y = 78.0
    for number, station in enumerate(stations):
        if number:
            arrow, y = _arrow(y, station.change, width)
            body += arrow
        card, y = _card(y, station, width)
        body += card
    foot = wrap(caveat, _room(width, "soft"))
    body += lines_of(MARGIN + INSET, y + 28, foot, "soft")
    name = "four-languages-narrow" if narrow else "four-languages"
    return figure(name, width, y + 28 + 18 * len(foot), title, body, _in_words(stations, caveat))


def _legend(legend: Runs) -> str:
    spans = [
        element("tspan", escape(words), class_=mark, **({"dx": 18} if number else {}))
        for number, (words, mark) in enumerate(legend)
    ]
    return element("text", *spans, x=MARGIN + INSET, y=62, class_="soft")


def _card(y: float, station: Station, width: int) -> tuple[list[str], float]:
    """Return one station and the y below its card: source, language, the words, gloss and facts."""
    x, narrow = MARGIN + INSET, width < WIDE
    words = fit(station.runs, _room(width, "words"))
    facts = wrap(" · ".join(station.facts), _room(width, "soft")) if narrow else []
    below = [*wrap(station.gloss, _room(width, "soft")), *facts]
    top = 46 if narrow else 28
    height = top + 12 + 30 * len(words) + 18 * max(1, len(below))
    parts = [
        element("rect", class_="card", x=MARGIN, y=y, width=width - 2 * MARGIN, height=height, rx=8),
        text(x, y + 26, station.name, "head"),
        text(x, y + 44, station.language, "soft")
        if narrow
        else text(width - x, y + 26, station.language, "soft", text_anchor="end"),
    ]
    parts += [marked(x, y + top + 28 + 30 * i, line, narrow) for i, line in enumerate(words)]
    parts += lines_of(x, y + top + 20 + 30 * len(words), below, "soft")
    if not narrow:
        parts += lines_of(width - x, y + top + 22, station.facts, "soft", text_anchor="end")
    return parts, y + height


def marked(x: float, y: float, line: Runs, narrow: bool, **attributes: str | float) -> str:
    """Return one line of a sentence with its marked words."""
    spans = [element("tspan", escape(words), class_=mark) if mark else escape(words) for words, mark in line]
    return element("text", *spans, class_="words small" if narrow else "words", x=x, y=y, **attributes)


def _arrow(y: float, change: str, width: int) -> tuple[list[str], float]:
    """Return the arrow to the next station with what happened on the way, and the y below it."""
    lines = wrap(change, _room(width, "soft") - 4)
    length = 18 * len(lines) + 20
    x = MARGIN + INSET + 6
    shaft = element("path", class_="line", d=f"M{x} {y + 5:g}V{y + length - 10:g}")
    tip = element("path", class_="tip", d=f"M{x - 5} {y + length - 12:g}h10l-5 8z")
    return [shaft, tip, *lines_of(x + 16, y + 23, lines, "note")], y + length


def _room(width: int, style: str) -> int:
    """Return how many characters of a style fit into a card."""
    return int((width - 2 * MARGIN - 2 * INSET) / PER_CHARACTER[style])


def fit(runs: Runs, width: int) -> list[list[tuple[str, str]]]:
    """Return the marked runs broken into lines of at most ``width`` characters, at spaces only."""
    lines: list[list[tuple[str, str]]] = [[]]
    length = 0
    for words, mark in runs:
        for piece in _pieces(words):
            if length and length + len(piece) > width:
                lines.append([])
                length, piece = 0, piece.lstrip()
            if piece:
                lines[-1].append((piece, mark))
                length += len(piece)
    return [line for line in lines if line]


def _pieces(words: str) -> list[str]:
    """Return the words, each with the space before it, so that they join to the same text."""
    first, *rest = words.split(" ")
    return [piece for piece in [first, *(" " + word for word in rest)] if piece]


def _in_words(stations: Sequence[Station], caveat: str) -> list[str]:
    lines = []
    for station in stations:
        gloss = f" ({station.gloss})" if station.gloss else ""
        facts = "; ".join(station.facts)
        lines.append(
            f"{station.change} {station.name}, {station.language}: {station.words}{gloss}: {facts}.".strip()
        )
    return [*lines, caveat]
