"""The vocabularies of the exercise sourcing; what students read stands in ``words/sourcing.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from quellenkritik.tasks import wording

CRITERIA = wording.criteria("sourcing")
MISCONCEPTIONS = wording.misconceptions("sourcing")

QUESTIONS: Mapping[str, str] = wording.words("sourcing")["questions"]
"""The questions in the order of the form; the bank may put one more exactly for a source."""

CHOICES: Mapping[str, Mapping[str, str]] = wording.words("sourcing")["choices"]
"""The closed vocabularies with their meanings; the two gaps are added where a gap may be the answer."""

NOT_STATED, NOT_SEEN, NO_LOCATOR = "not_stated", "not_seen", "none"
GAP_WORDS: Mapping[str, str] = wording.words("sourcing")["gaps"]
GAPS = (NOT_STATED, NOT_SEEN)
WITHOUT_GAPS = ("remnant_or_tradition", "good_for")
DATES = ("event_date", "writing_date", "release_date")

ASKED_BY = {
    "who": ("creator", "role", "addressee", "genre"),
    "when": DATES,
    "custody": ("authority", "case_number"),
    "use": WITHOUT_GAPS,
}
"""Which questions belong to which criterion."""
