"""Beside the claims: how many origins the editors' tree counts, and the student's own tree where there is one.

The own tree is the answer to the exercise stemma in ``answers.yml``, beside the notebook; without it a line says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.tasks import answerfile, argument, sheets, stemma_view
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.argument_words import TREES
from quellenkritik.tasks.core import Sheet


@dataclass(frozen=True)
class Trees:
    """The editors' count and the own tree; ``folder`` is the notebook's."""

    sheet: Sheet
    folder: Path | None = None

    def _repr_html_(self) -> str:
        """Return both as a notebook shows them."""
        return argument.trees(self.sheet) + self._own()

    def __repr__(self) -> str:
        rows = [f"{t['what']}: pages {t['pages']}, origins {t['origins']}" for t in self.sheet["trees"]]
        return "\n".join(rows)

    def _own(self) -> str:
        answer = own_tree(self.folder or Path.cwd())
        if answer == "":
            return f"<p>{escape(TREES['missing'])}</p>"
        view = stemma_view.View(answer, sheets.load("stemma", self.folder))
        about = f"<p>{escape(TREES['about'])}</p>"
        return f"<h4>{escape(TREES['own'])}</h4>{about}{view._repr_html_()}"


def own_tree(folder: Path) -> Tree:
    """Return the answer to the exercise stemma beside the notebook, or an empty text where none can be read."""
    try:
        return answerfile.read(folder / answerfile.NAME).get("stemma", "")
    except Mistake:
        return ""
