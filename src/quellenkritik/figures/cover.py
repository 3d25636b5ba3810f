"""The cover: one sentence in its four languages, in large letters on one thread, and whose the sensitivity is in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenkritik.figures.sentence import Station, fit, marked
from quellenkritik.figures.svg import Figure, element, figure, text


@dataclass(frozen=True)
class _Sheet:
    """The measures of one variant: widths in pixels, ``room`` in characters of the sentence."""

    name: str
    width: int
    thread: int
    left: int
    letter: int
    room: int


WIDE = _Sheet("cover", 760, 56, 96, 30, 36)
NARROW = _Sheet("cover-narrow", 390, 30, 56, 23, 22)


def cover(stations: Sequence[Station], *, title: str, narrow: bool = False) -> Figure:
    """Return the cover, 760 pixels wide or, with ``narrow``, 390."""
    sheet = NARROW if narrow else WIDE
    body: list[str] = []
    nodes: list[float] = []
    y = 44.0
    for station in stations:
        nodes.append(y)
        parts, y = _station(y, station, sheet)
        body += parts
    thread = element("path", class_="line", d=f"M{sheet.thread} {nodes[0]:g}V{nodes[-1]:g}")
    knots = [_knot(sheet.thread, at, station) for at, station in zip(nodes, stations, strict=True)]
    return figure(sheet.name, sheet.width, y - 14, title, [thread, *knots, *body], _in_words(stations))


def _station(y: float, station: Station, sheet: _Sheet) -> tuple[list[str], float]:
    """Return one sentence with its language above and its owner below, and the y at which the next one begins."""
    lines = fit(station.runs, sheet.room)
    step = sheet.letter * 1.3
    parts = [text(sheet.left, y + 5, _language(station).upper(), "soft", letter_spacing="0.12em")]
    parts += [
        marked(sheet.left, y + 12 + step * (i + 1), line, False, style=f"font-size:{sheet.letter}px")
        for i, line in enumerate(lines)
    ]
    below = y + 12 + step * len(lines) + 28
    parts.append(text(sheet.left, below, _owner(station), "soft", style="font-size:15px"))
    return parts, below + 54


def _knot(x: float, y: float, station: Station) -> str:
    """Return the knot of a station: full where somebody is sensitive, open where nobody is."""
    full = any(mark == "warm" for _, mark in station.runs)
    return element(
        "circle", class_="document warm-bar" if full else "agency", cx=x, cy=y, r=7, stroke_width=2
    )


def _language(station: Station) -> str:
    return station.language.partition(",")[0]


def _owner(station: Station) -> str:
    said = station.facts[-1]
    return said[:1].upper() + said[1:]


def _in_words(stations: Sequence[Station]) -> list[str]:
    return [f"{_language(s)}: {s.words}{f' ({s.gloss})' if s.gloss else ''}. {_owner(s)}." for s in stations]
