"""The vocabularies of the exercise timeline; what students read stands in ``words/timeline.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from quellenkritik.tasks import wording

EXERCISE = "timeline"
CRITERIA = wording.criteria(EXERCISE)
MISCONCEPTIONS = wording.misconceptions(EXERCISE)
PARTS: Mapping[str, str] = wording.words(EXERCISE)["parts"]
ORDERS: Mapping[str, str] = wording.words(EXERCISE)["orders"]
VERDICTS: Mapping[str, str] = wording.words(EXERCISE)["verdicts"]
CONDITIONS: Mapping[str, str] = wording.words(EXERCISE)["conditions"]

FIRST, SECOND, UNDETERMINED = "first", "second", "undetermined"
IF, NOT = "compatible_if", "not_compatible"
NONE, PAGE = "none", "page"
"""No condition; and the locator of a date that the page alone has."""

MOST_ROWS = 6
