"""Where a student's sheet is found: beside the notebook, else among the practice sheets that travel with the package."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.errors import Mistake
from quellenkritik.tasks import MODULES
from quellenkritik.tasks.given import Given


def load(exercise: str, folder: Path | None = None) -> Given:
    """Return the sheet of an exercise; a :class:`Mistake` says where it was looked for."""
    if exercise not in MODULES:
        raise Mistake("exercise", f"'{exercise}'", "one of " + ", ".join(MODULES))
    name = f"{exercise}.sheet.yml"
    beside = (folder or Path.cwd()) / name
    file: Traversable = beside if beside.is_file() else files("quellenkritik.tasks") / "practice" / name
    try:
        data = _parsed(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "Put the sheet that came with the notebook into the same folder."
        raise Mistake(
            name, "no such file beside the notebook or in the package", "the sheet of the question", hint
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Mistake(
            str(file), " ".join(str(error).split())[:120], "the sheet as it was handed out"
        ) from error
    if not isinstance(data, dict) or data.get("exercise") != exercise:
        raise Mistake(str(file), "another file", f"the sheet of {exercise}")
    return Given(data)


@lru_cache(maxsize=32)
def _parsed(text: str) -> Any:  # noqa: ANN401 (whatever the file holds)
    """Return the data of a sheet's text; the same text comes again and again while a class is graded.

    In the browser a sheet is written as JSON, which is YAML, too, and is read in a moment there.
    """
    if text.startswith("{"):
        with suppress(ValueError):
            return json.loads(text)
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
