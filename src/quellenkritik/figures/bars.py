"""Horizontal bars with their numbers: a distribution or a list of counts."""

from __future__ import annotations

from collections.abc import Sequence

from quellenkritik.figures.svg import Figure, element, figure, lines_of, text, wrap

MARGIN, ROW = 24, 26


def bars(
    counts: Sequence[tuple[str, int]],
    *,
    title: str,
    of: str,
    name: str = "bars",
    width: int = 640,
    room: int = 220,
) -> Figure:
    """Return one bar a label with its count beside it; ``of`` names what is counted, ``room`` is kept for labels."""
    head = wrap(title, int((width - 2 * MARGIN) / 8.4))
    body, y = lines_of(MARGIN, 34, head, "head"), 44.0 + 18 * len(head)
    unit = (width - 2 * MARGIN - room - 40) / max([1, *(count for _, count in counts)])
    for label, count in counts:
        short = label if len(label) * 7 <= room else label[: room // 7 - 1] + "…"
        body.append(text(MARGIN, y + 13, short, ""))
        if count:
            body.append(
                element("rect", class_="cool-bar", x=MARGIN + room, y=y, width=count * unit, height=16)
            )
        body.append(text(MARGIN + room + count * unit + 6, y + 13, str(count), "soft"))
        y += ROW
    words = [f"{label}: {count} {of}." for label, count in counts] or ["There is nothing to show."]
    return figure(name, width, y + 14, title, body, words)
