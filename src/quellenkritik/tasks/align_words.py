"""The vocabularies of the exercise align; what students read stands in ``words/align.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from quellenkritik.tasks import wording

CRITERIA = wording.criteria("align")
MISCONCEPTIONS = wording.misconceptions("align")
ENDS: Mapping[str, str] = wording.words("align")["ends"]
"""What the sheet says about the end of a target: ``cut`` or ``whole``."""
VALUES: Mapping[str, str] = wording.words("align")["values"]
"""What may be written, each with its meaning."""
ADDED_LABEL: str = wording.words("align")["added"]

NONE = "none"
NOT_SEEN = "not_seen"
