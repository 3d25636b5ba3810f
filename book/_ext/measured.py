"""Measured figures come into the book from the file that the measurement has written, never by hand.

Role: ``{measured}`name``` a figure of ``benchmarks/results/scale.txt``, which ``make bench-scale`` writes; ``when`` is its
first line (date, machine), ``verdict`` its last. ``{measured}`pages: name``` is one of ``pages.txt``, from ``make soak``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

FOLDER = Path("benchmarks") / "results"
PLACE = FOLDER / "scale.txt"


def figures(path: Path) -> dict[str, str]:
    """Return the figures of a result by name."""
    head, *lines, last = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines)
    return {"when": head, "verdict": last} | {name: value for name, _, value in pairs}


def meant(text: str) -> tuple[Path, str]:
    """Return the file and the name of a figure as the role names it."""
    file, colon, name = text.partition(":")
    return (FOLDER / f"{file.strip()}.txt", name.strip()) if colon else (PLACE, text.strip())


class MeasuredRole(SphinxRole):
    """``{measured}`local_per_minute```: one figure as it was written down."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Insert the figure; a name that the measurement does not have stops the build."""
        place, name = meant(self.text)
        path = Path(self.env.app.srcdir).parent / place
        self.env.note_dependency(str(path))
        found = figures(path)
        if name not in found:
            raise ValueError(f"{self.env.docname}: no figure '{name}' in {place}")
        return [nodes.Text(found[name])], []


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the role."""
    app.add_role("measured", MeasuredRole())
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
