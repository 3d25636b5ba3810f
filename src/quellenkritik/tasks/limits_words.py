"""The vocabularies of the exercise limits; what students read stands in ``words/limits.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from quellenkritik.tasks import wording

_WORDS = wording.words("limits")
CRITERIA = wording.criteria("limits")
MISCONCEPTIONS = wording.misconceptions("limits")
STEPS: Mapping[str, str] = _WORDS["steps"]
"""The steps of the ladder from low to high, each with what a record that reaches it supports."""

RULES: tuple[str, ...] = tuple(_WORDS["rules"])
"""How high a record can carry at all, by the way in which it was made; numbered from 1 in the codebook too."""

NONE = "none"
BANDS: tuple[tuple[float, float], ...] = tuple((b["from"], b["share"]) for b in _WORDS["bands"])
"""The published table of grades, highest band first: the least alpha of a band, and the share that it earns."""

TOLD, BAND, BELOW = _WORDS["told"], _WORDS["band"], _WORDS["below"]
