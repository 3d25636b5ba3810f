"""The figure of June 2000, drawn from the key of the exercise timeline: the one place where the dates are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.figures.chronology import Event, Panel, chronology, days, years
from quellenkritik.figures.svg import Figure

BANK = Path("solutions") / "narrative" / "timeline.gold.yml"
PLAN = Path("book") / "figures" / "chronology.yml"
"""Which events are shown, in which order and under which names; it holds no date."""


def june(*, narrow: bool = False) -> Figure:
    """Return the figure, from the root of the checkout that this file stands in."""
    plan = _yaml(PLAN)
    panels = [
        _panel(
            plan,
            "june",
            datetime(2000, 6, 2),
            datetime(2000, 6, 10),
            days(date(2000, 6, 2), date(2000, 6, 9)),
        ),
        _panel(
            plan,
            "later",
            datetime(2000, 1, 1),
            datetime(2026, 1, 1),
            years((2000, 2005, 2010, 2015, 2020, 2025)),
        ),
    ]
    return chronology(
        panels,
        title=plan["title"],
        caveat=plan["caveat"].strip(),
        legend=[(kind, words) for kind, words in plan["legend"].items()],
        name="days-of-june-narrow" if narrow else "days-of-june",
        narrow=narrow,
    )


def _panel(
    plan: Mapping[str, Any],
    part: str,
    first: datetime,
    last: datetime,
    ticks: tuple[tuple[datetime, str], ...],
) -> Panel:
    dates = {item["id"]: item["gold"]["when"] for item in _yaml(BANK)["items"] if item["kind"] == "event"}
    shown = plan["panels"][part]
    events = tuple(Event(label, dates[ident]) for ident, label in shown["events"].items())
    return Panel(shown["name"], first, last, ticks, events)


@cache
def _yaml(path: Path) -> dict[str, Any]:
    root = Path(__file__).resolve().parents[3]
    return dict(yaml.safe_load((root / path).read_text(encoding="utf-8")))
