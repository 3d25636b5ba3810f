"""The vocabularies of the exercise shifts; what students read stands in ``words/shifts.yml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenkritik.tasks import wording

EXERCISE = "shifts"
CRITERIA = wording.criteria(EXERCISE)
MISCONCEPTIONS = wording.misconceptions(EXERCISE)
CATEGORIES: Mapping[str, str] = wording.words(EXERCISE)["categories"]
"""The categories of a shift, each with its meaning in a few words."""

SEVERITIES: Mapping[str, str] = wording.words(EXERCISE)["severities"]
"""The severities from low to high."""

STAGES: Mapping[str, str] = wording.words(EXERCISE)["stages"]
"""The steps of the way at which a shift can have entered."""

GAPS: Mapping[str, str] = wording.words(EXERCISE)["gaps"]
"""What is said of a text between that is not shown."""

UNDETERMINED = "undetermined"
MOST_MARKS = 4
"""At most so many marks on one text."""

_STEPS = {("en", "ru"): "en_ru", ("ru", "ru"): "ru_ru", ("ru", "sr"): "ru_sr", ("sr", "de"): "sr_de"}


def last_step(chain: Sequence[Mapping[str, str]], lang: str) -> str:
    """Return the stage of the step that leads from the last text of a chain to a text in a language."""
    return step(chain[-1]["lang"], lang) if chain else "article"


def step(one: str, other: str) -> str:
    """Return the stage between two languages; within a language other than Russian it is the page's own doing."""
    return _STEPS.get((one, other), "article" if one == other else "other_step")
