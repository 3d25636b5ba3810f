"""The exercises: answer form, formal check, score, feedback codes."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from quellenkritik.errors import Mistake
from quellenkritik.tasks.core import Task

MODULES = {
    "sourcing": "sourcing",
    "custody": "custody",
    "doctored": "doctored",
    "limits": "limits",
    "rules": "rules",
    "align": "align",
    "shifts": "shifts",
    "pivot": "pivot",
    "justify": "justify",
    "align_code": "align_code",
    "stemma": "stemma",
    "coding": "coding",
    "timeline": "timeline",
    "argument": "argument",
    "stemma_code": "stemma_code",
    "capstone": "capstone",
}
"""Exercise id -> module of this package that holds it as ``TASK``; a module is loaded when it is asked for."""


@cache
def task(exercise: str) -> Task:
    """Return the task of an exercise; a :class:`Mistake` names those there are."""
    if exercise not in MODULES:
        raise Mistake("exercise", f"'{exercise}'", "one of " + ", ".join(MODULES))
    return cast(Task, import_module(f"{__name__}.{MODULES[exercise]}").TASK)
