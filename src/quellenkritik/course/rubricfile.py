"""The rubric of a class as the marking page shows it: for each manually graded cell its points and its criteria."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from quellenkritik.course.project import Project
from quellenkritik.course.registry import Exercise, ManualCell

FILE = "rubric.json"
EMPTY: dict[str, Any] = {"rounding": 0.25, "cells": {}}


def text(project: Project, exercises: Iterable[Exercise]) -> str:
    """Return the file that lies in the course; it is empty of cells where a project has no rubric."""
    path = project.solutions / "rubric.yml"
    cells = {ident: cell for exercise in exercises for ident, cell in exercise.manual.items()}
    found = by_cell(yaml.safe_load(path.read_text("utf-8")), cells) if path.is_file() else EMPTY
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def by_cell(rubric: Mapping[str, Any], cells: Mapping[str, ManualCell]) -> dict[str, Any]:
    """Return the rubric by the grade id of a cell."""
    criteria = {c["id"]: _criterion(c, rubric["comments"].get(c["id"], ())) for c in rubric["criteria"]}
    return {
        "rounding": float(rubric["points"]["rounding"]),
        "cells": {
            ident: {"points": cell.points, "criteria": [criteria[name] for name in cell.rubric]}
            for ident, cell in cells.items()
        },
    }


def _criterion(entry: Mapping[str, Any], comments: Any) -> dict[str, Any]:  # noqa: ANN401 (a list of YAML)
    return {
        "id": str(entry["id"]),
        "title": str(entry["title"]),
        "question": str(entry["question"]),
        "levels": [
            {
                "level": int(one["level"]),
                "descriptor": str(one["descriptor"]),
                "sample": str(one["sample"]),
            }
            for one in entry["levels"]
        ],
        "comments": [str(text) for text in comments],
    }
