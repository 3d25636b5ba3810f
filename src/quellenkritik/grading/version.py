"""Which grader this is: the package's version, and a hash of all code that can change a grade."""

from __future__ import annotations

import hashlib
from functools import cache

import quellenkritik
from quellenkritik.grading.sandbox.reach import package

_GRADER_PARTS = ("text", "measures", "register", "specimens", "tasks", "grading")


@cache
def grader_version() -> str:
    """Return the version of the grader, the same wherever the same files are installed."""
    digest = hashlib.sha256()
    for part in _GRADER_PARTS:
        for path in sorted((package() / part).rglob("*.py")):
            digest.update(path.read_bytes())
    return f"{quellenkritik.__version__}+{digest.hexdigest()[:8]}"
