"""Reading an answer out of a notebook that could not be run: the literal that stands in the source, never its value."""

from __future__ import annotations

from quellenkritik.tasks.literal import literal

__all__ = ["literal"]
