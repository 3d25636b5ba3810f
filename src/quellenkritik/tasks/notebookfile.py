"""Finding answers in a notebook file without running it: by the grade id of the cell, else by the variable's name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quellenkritik.errors import Mistake
from quellenkritik.tasks import MODULES, task
from quellenkritik.tasks.functions import is_function_task
from quellenkritik.tasks.literal import literal

NO_LITERAL = object()
"""The answer cell is there, and no text stands in it."""


def answers_in(path: Path) -> dict[str, object]:
    """Return the answers of a notebook by exercise id; ``NO_LITERAL`` where a cell holds none.

    Of an exercise that asks for functions the answer is the text of the cell.
    """
    cells = list(_code_cells(_load(path)))
    found: dict[str, object] = {}
    for exercise in MODULES:
        own = [source for grade_id, source in cells if grade_id == f"{exercise}-answer"]
        others = [source for grade_id, source in cells if grade_id != f"{exercise}-answer"]
        if own and is_function_task(task(exercise)):
            found[exercise] = own[-1]
            continue
        value = literal(exercise, own)
        value = value if value is not None else literal(exercise, others)
        if value is not None or own:
            found[exercise] = NO_LITERAL if value is None else value
    return found


def _load(path: Path) -> Any:  # noqa: ANN401 (whatever the file holds)
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError, RecursionError) as error:
        hint = "Save the notebook again, and check the file that you saved."
        raise Mistake(
            str(path), "a file that cannot be read as a notebook", "a notebook (.ipynb)", hint
        ) from error


def _code_cells(data: object) -> Iterator[tuple[str, str]]:
    """Yield grade id and source of each code cell; odd cells are passed over."""
    cells = data.get("cells") if isinstance(data, dict) else None
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source", "")
            text = "".join(map(str, source)) if isinstance(source, list) else str(source)
            yield _grade_id(cell), text


def _grade_id(cell: dict[str, Any]) -> str:
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return str(nbgrader.get("grade_id", "")) if isinstance(nbgrader, dict) else ""
