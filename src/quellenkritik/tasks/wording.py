"""The words that students read, kept as data: ``tasks/words/<exercise>.yml``, ready for other languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quellenkritik.tasks.core import CriterionSpec, Misconception


@cache
def words(exercise: str) -> Mapping[str, Any]:
    """Return everything in the word file of an exercise."""
    text = files("quellenkritik.tasks").joinpath("words", f"{exercise}.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def criteria(exercise: str) -> tuple[CriterionSpec, ...]:
    """Return the criteria with their points and their three hints."""
    return tuple(
        CriterionSpec(c["id"], c["title"], float(c["points"]), _three(c["hints"]))
        for c in words(exercise)["criteria"]
    )


def misconceptions(exercise: str) -> tuple[Misconception, ...]:
    """Return the named misunderstandings with the feedback that a student reads."""
    return tuple(
        Misconception(m["code"], m["title"], m["feedback"]) for m in words(exercise)["misconceptions"]
    )


def _three(hints: list[str]) -> tuple[str, str, str]:
    first, second, third = hints
    return first, second, third
