"""The reliability diagram: how sure one was against how often one was right, with the line of perfect calibration."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Protocol

from quellenkritik.figures.svg import Figure, element, figure, lines_of, text, wrap

MARGIN, SIDE_ROOM, FOOT = 24, 46, 40
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
SMALLEST, GROWTH = 4.0, 2.2
"""Radius of a point: grows with the square root of its papers, so that the area shows their number."""


class Point(Protocol):
    """One point: mean probability stated, share that was so, number of items."""

    @property
    def forecast(self) -> float:
        """The mean probability stated, in [0, 1]."""

    @property
    def observed(self) -> float:
        """The share of the items that was so, in [0, 1]."""

    @property
    def items(self) -> int:
        """How many items the point stands for."""


def reliability(
    bins: Sequence[Point], *, title: str, caption: str = "", name: str = "reliability", width: int = 390
) -> Figure:
    """Return the diagram; each point carries the number of its items, and the text says the same in words.

    Reference: D. S. Wilks, Statistical Methods in the Atmospheric Sciences (3rd ed., 2011), section 8.4.4.
    """
    heads = wrap(title, int((width - 2 * MARGIN) / 8.4))
    top = 40.0 + 20 * len(heads)
    side = width - 2 * MARGIN - SIDE_ROOM
    plot = _Plot(MARGIN + SIDE_ROOM, top, side)
    body = [text(MARGIN, 32 + 20 * i, line, "head") for i, line in enumerate(heads)]
    body += [*plot.frame(), *(piece for one in bins for piece in plot.point(one))]
    foot = wrap(caption, int((width - 2 * MARGIN) / 6.4))
    body += lines_of(MARGIN, top + side + FOOT + 22, foot, "soft")
    height = top + side + FOOT + 22 + 18 * len(foot)
    return figure(name, width, height, title, body, in_words(bins, caption))


def in_words(bins: Sequence[Point], caption: str = "") -> list[str]:
    """Return one line a point: the mean probability stated, the number of items, the share that was so."""
    lines = [
        f"Stated {one.forecast:.0%} on average: {one.items} items, {one.observed:.0%} of them so."
        for one in bins
    ]
    return [*([caption] if caption else []), *(lines or ["No probability was stated."])]


class _Plot:
    """The square of the diagram: from probabilities to pixels."""

    def __init__(self, left: float, top: float, side: float) -> None:
        self.left, self.top, self.side = left, top, side

    def x(self, share: float) -> float:
        return self.left + share * self.side

    def y(self, share: float) -> float:
        return self.top + (1.0 - share) * self.side

    def frame(self) -> list[str]:
        """Return the square, the ticks with their numbers, the names of the axes, the line of perfect calibration."""
        low, high = self.y(0.0), self.y(1.0)
        parts = [
            element("rect", class_="card", x=self.left, y=self.top, width=self.side, height=self.side),
            element("path", class_="line unsure", d=f"M{self.left:g} {low:g}L{self.x(1.0):g} {high:g}"),
        ]
        for tick in TICKS:
            number = f"{tick:g}"
            parts.append(text(self.x(tick), low + 18, number, "soft", text_anchor="middle"))
            parts.append(text(self.left - 8, self.y(tick) + 4, number, "soft", text_anchor="end"))
        middle = self.top + self.side / 2
        turned = f"rotate(-90 {MARGIN - 4:g} {middle:g})"
        parts.append(
            text(MARGIN - 4, middle, "share that was so", "soft", text_anchor="middle", transform=turned)
        )
        parts.append(text(self.x(0.5), low + 36, "probability stated", "soft", text_anchor="middle"))
        return parts

    def point(self, one: Point) -> list[str]:
        """Return one point with the number of its items beside it."""
        x, y, radius = self.x(one.forecast), self.y(one.observed), SMALLEST + GROWTH * sqrt(one.items)
        over = x > self.left + self.side - 36
        label = text(
            x + (-radius - 5 if over else radius + 5),
            min(max(y + 4, self.top + 14), self.top + self.side - 5),
            str(one.items),
            "",
            text_anchor="end" if over else "start",
        )
        return [element("circle", class_="cool-bar", cx=x, cy=y, r=radius), label]
