"""What was measured, as a table and as one line; kept with the day and the machine."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

KEPT = Path(__file__).parent.parent / "results" / "site.txt"
KEYS = (
    "lighthouse_performance_min",
    "lighthouse_accessibility_min",
    "page_kb_max",
    "first_live_output_s",
    "cold_build_s",
    "one_page_build_s",
    "axe_violations",
    "foreign_requests",
    "pages",
)
Figures = dict[str, float | str]
"""A figure by its name; a text where it could not be measured (``failed``) or does not exist (``-``)."""


def text(name: str, value: float | str) -> str:
    """Return a figure as it is printed: shares with two digits, times with one, counts whole."""
    if isinstance(value, str):
        return value
    if name.startswith("lighthouse"):
        return f"{value:.2f}"
    return f"{value:.1f}" if name.endswith("_s") else f"{value:.0f}"


def line(found: Figures) -> str:
    """Return all figures in one line."""
    return " ".join(f"{key}={text(key, found.get(key, 'failed'))}" for key in KEYS)


def table(ours: Figures, stock: Figures) -> str:
    """Return the figures of both books beside each other."""
    rows = [("", "this book", "stock")]
    rows += [(key, text(key, ours.get(key, "failed")), text(key, stock.get(key, "-"))) for key in KEYS]
    return "\n".join(f"{name:<30}{one:>12}{other:>12}" for name, one, other in rows)


def keep(ours: Figures, stock: Figures, notes: list[str], seconds: float) -> None:
    """Write what was measured, with the day, the machine and how busy it was."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
    head = f"{now}, {machine}, Python {platform.python_version()}, {seconds:.0f} s, load {os.getloadavg()[2]:.1f}"
    lines = [head, *notes, "", table(ours, stock), "", f"stock: {line(stock)}", line(ours)]
    KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")
