"""The vocabularies of the exercise align_code; what students read stands in ``words/align_code.yml``."""

from __future__ import annotations

from quellenkritik.tasks import wording

CRITERIA = wording.criteria("align_code")
MISCONCEPTIONS = wording.misconceptions("align_code")
SKELETON: str = wording.words("align_code")["skeleton"]

MOST_LINKS = 400
"""More links than this for one pair are no answer."""
