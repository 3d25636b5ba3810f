"""What nbgrader calls while it makes the student's version of an assignment."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor


class ReleaseText(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader ships no types
    """Put into each solved cell the text that students get, instead of nbgrader's one stub for all questions.

    It stands in the place of nbgrader's ``ClearSolutions``.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the cell as released, without the note that held its text."""
        note = cell.metadata.pop("quellenkritik", None)
        if note:
            cell.source = note["released"]
        return cell, resources
