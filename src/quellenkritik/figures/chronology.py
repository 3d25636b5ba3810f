"""A timeline that draws what is not known: an hour is a mark, a day is a span, an open end runs out of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quellenkritik.figures.svg import Figure, element, figure, lines_of, text, wrap
from quellenkritik.register import edtf

WIDE, NARROW = 760, 390
MARGIN, LABEL, ROW, SMALL = 20, 262, 30, 6


@dataclass(frozen=True)
class Event:
    """One event: its name and its date in EDTF, with the time of day where it is known."""

    label: str
    when: str


@dataclass(frozen=True)
class Panel:
    """A part of the figure with its own scale: from one moment to another, with marked moments."""

    name: str
    first: datetime
    last: datetime
    ticks: tuple[tuple[datetime, str], ...]
    events: tuple[Event, ...]


def chronology(
    panels: Sequence[Panel],
    *,
    title: str,
    caveat: str,
    legend: Sequence[tuple[str, str]],
    name: str = "chronology",
    narrow: bool = False,
) -> Figure:
    """Return the figure, 760 pixels wide or, with ``narrow``, 390 with the labels above the marks."""
    width = NARROW if narrow else WIDE
    head = wrap(title, int((width - 2 * MARGIN) / 10))
    body, y = lines_of(MARGIN, 38, head, "title"), 50.0 + 20 * len(head)
    for kind, words in legend:
        at = MARGIN + (13 if kind == "hour" else 0)
        body += [*_mark(kind, at, MARGIN + 26, y - 5), text(MARGIN + 40, y, words, "soft")]
        y += 20
    for panel in panels:
        drawn, y = _panel(panel, y + 10, width, narrow)
        body += drawn
    foot = wrap(caveat, int((width - 2 * MARGIN) / 6.6))
    body += lines_of(MARGIN, y + 22, foot, "soft")
    return figure(name, width, y + 22 + 18 * len(foot), title, body, [*_in_words(panels), caveat])


def _panel(panel: Panel, y: float, width: int, narrow: bool) -> tuple[list[str], float]:
    """Return one panel and the y below it."""
    left = MARGIN if narrow else MARGIN + LABEL
    scale = _Scale(panel, left, width - MARGIN - 14)
    body = [text(MARGIN, y + 18, panel.name, "head")]
    top, y = y + 46, y + 50
    step = ROW + (14 if narrow else 0)
    bottom = y + step * len(panel.events)
    for moment, words in panel.ticks:
        x = scale.at(moment)
        body.append(element("path", class_="line unsure", d=f"M{x:g} {top:g}V{bottom:g}", opacity="0.5"))
        body.append(text(x + 2, top - 4, words, "soft"))
    for event in panel.events:
        middle = y + (24 if narrow else 14)
        body.append(text(MARGIN, y + (12 if narrow else 18), event.label, "note"))
        body += _event(event, scale, middle)
        y += step
    return body, y


class _Scale:
    """From moments to pixels; what lies outside is cut at the edge."""

    def __init__(self, panel: Panel, left: float, right: float) -> None:
        self.first, self.last, self.left, self.right = panel.first, panel.last, left, right

    def at(self, moment: datetime) -> float:
        span = (self.last - self.first).total_seconds()
        share = (max(self.first, min(self.last, moment)) - self.first).total_seconds() / span
        return round(self.left + share * (self.right - self.left), 1)


def _event(event: Event, scale: _Scale, y: float) -> list[str]:
    """Return the mark of an event; a printed hour stands beside it."""
    first, last = edtf.moments(event.when)
    x, end = scale.at(first), scale.at(last)
    body = _mark(kind_of(event.when), x, end, y)
    if first == last:
        body.append(text(x + 9, y + 4, f"{first:%H:%M}", "soft"))
    elif end - x < SMALL:  # too small a mark on this scale to be read off
        body.append(text(x - 6, y + 4, f"{first.day} {first:%B %Y}", "soft", text_anchor="end"))
    elif kind_of(event.when) == "before":
        body.append(text(end - 8, y - 5, f"{last.day} {last:%B %Y}", "soft", text_anchor="end"))
    return body


def kind_of(when: str) -> str:
    """Return how a date is drawn: ``hour``, ``day``, ``doubtful``, ``after``, ``before`` or ``span``."""
    first, last = edtf.moments(when)
    if first == last:
        return "hour"
    if last.date() == date.max:
        return "after"
    if first.date() == date.min:
        return "before"
    if edtf.is_uncertain(when):
        return "doubtful"
    return "day" if first.date() == last.date() else "span"


def _mark(kind: str, x: float, end: float, y: float) -> list[str]:
    """Return the mark: a diamond for an hour, a bar for a day or a span, dashes for doubt, an arrow for an open end."""
    if kind == "hour":
        return [element("path", class_="warm-bar", d=f"M{x:g} {y - 6:g}l6 6l-6 6l-6 -6z")]
    size = max(6.0, end - x)
    if kind in ("day", "span"):
        return [element("rect", class_="agency", x=x, y=y - 6, width=size, height=12, rx=6)]
    if kind == "doubtful":
        return [element("rect", class_="unseen", x=x, y=y - 6, width=size, height=12, rx=6)]
    line = element("path", class_="line unsure", d=f"M{x:g} {y:g}H{end:g}")
    stop, tip, way = (x, end, -1) if kind == "after" else (end, x, 1)
    return [
        line,
        element("path", class_="line", d=f"M{stop:g} {y - 6:g}v12"),
        element("path", class_="tip", d=f"M{tip:g} {y:g}l{8 * way} -5v10z"),
    ]


def _in_words(panels: Sequence[Panel]) -> Iterator[str]:
    for panel in panels:
        for event in panel.events:
            yield f"{event.label}: {in_words(event.when)}."


def in_words(when: str) -> str:
    """Return a date in words that keep what is not known."""
    first, last = edtf.moments(when)
    kind = kind_of(when)
    day = f"{first.day} {first:%B %Y}"
    if kind == "hour":
        return f"{day}, {first:%H:%M}"
    if kind == "before":
        return f"not after {last.day} {last:%B %Y}"
    if kind == "span":
        return f"some time from {day} to {last.day} {last:%B %Y}"
    return {
        "after": f"not before {day}",
        "doubtful": f"perhaps {day}",
        "day": f"{day}, hour not known",
    }[kind]


def days(first: date, last: date) -> tuple[tuple[datetime, str], ...]:
    """Return a mark for each day of a span, with its number and the month where it begins."""
    count = (last - first).days + 1
    marks = [first + timedelta(days=at) for at in range(count)]
    return tuple(
        (datetime(day.year, day.month, day.day), f"{day.day}" if at else f"{day.day} {day:%B}")
        for at, day in enumerate(marks)
    )


def years(marked: Sequence[int]) -> tuple[tuple[datetime, str], ...]:
    """Return a mark for each of these years."""
    return tuple((datetime(year, 1, 1), str(year)) for year in marked)
