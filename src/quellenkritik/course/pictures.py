"""The committed figures of the book: drawn from the register, the same bytes each time, compared by a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quellenkritik.course.chronology import june
from quellenkritik.figures import Figure
from quellenkritik.figures.claims import claims
from quellenkritik.figures.custody import paper_timeline, two_papers
from quellenkritik.figures.moving import moving
from quellenkritik.figures.opening import cover, opening
from quellenkritik.figures.tradition import chosen_stemma, verb_ladder
from quellenkritik.figures.warrants import ladder_of_steps, stamps

MARK = "<!-- generated from the register and src/quellenkritik/figures/data by `qk book`; edit these instead -->\n"
FIGURES: dict[str, Callable[..., Figure]] = {
    "cover": cover,
    "four-languages": opening,
    "paper-timeline": paper_timeline,
    "two-papers": two_papers,
    "who-copied-whom": chosen_stemma,
    "verb-ladder": verb_ladder,
    "what-marks-warrant": stamps,
    "ladder-of-steps": ladder_of_steps,
    "what-moves": moving,
    "days-of-june": june,
    "claims": claims,
}
"""Name of a figure below ``book/figures`` -> what draws it; each has a narrow variant for telephones."""


def drawn() -> dict[str, str]:
    """Return the text of every figure file by its name."""
    return {
        f"{name}{'-narrow' if narrow else ''}.svg": MARK + draw(narrow=narrow).svg + "\n"
        for name, draw in FIGURES.items()
        for narrow in (False, True)
    }


def write(book: Path) -> int:
    """Write the figures that differ from what is there, and return how many there are."""
    files = drawn()
    folder = book / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        target = folder / name
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
    return len(files)
