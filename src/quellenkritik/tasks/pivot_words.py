"""The vocabularies of the exercise pivot; what students read stands in ``words/pivot.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from quellenkritik.tasks import wording

CRITERIA = wording.criteria("pivot")
MISCONCEPTIONS = wording.misconceptions("pivot")
CLASSES: Mapping[str, str] = wording.words("pivot")["classes"]
"""The classes, each with its meaning in a few words."""

NONE = "none"
UNDETERMINED = "undetermined"
LANGUAGES = ("ru", "en", "sr", "mk", "tr", "vi", "uk", "ar")
THROUGH = (NONE, *LANGUAGES, UNDETERMINED)
"""What may stand in ``through``: no detour, a language of the way, or a detour whose language cannot be seen."""

MOST_WORDS = 5
"""A diagnostic word is a run of at most so many tokens."""
