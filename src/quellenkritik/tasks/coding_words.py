"""The vocabularies of the exercise coding; what students read stands in ``words/coding.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from quellenkritik.tasks import wording

EXERCISE = "coding"
CRITERIA = wording.criteria(EXERCISE)
MISCONCEPTIONS = wording.misconceptions(EXERCISE)
QUESTIONS: Mapping[str, str] = wording.words(EXERCISE)["questions"]
"""The six questions by field name."""

VALUES: Mapping[str, Mapping[str, str]] = wording.words(EXERCISE)["values"]
"""For each question its definite values with their meanings."""

GAP_WORDS: Mapping[str, str] = wording.words(EXERCISE)["gaps"]
GAPS = tuple(GAP_WORDS)
NOTES: Mapping[str, str] = wording.words(EXERCISE)["notes"]
SEEN: Mapping[str, str] = wording.words(EXERCISE)["seen"]
BANDS: tuple[Mapping[str, object], ...] = tuple(wording.words(EXERCISE)["bands"])
"""The published table, best first: an agreement of at least ``from`` earns ``share`` of the criterion."""

NONE, HEADLINE = "none", "headline"


def at(question: str) -> str:
    """Return the name of the field that holds the locator of a question."""
    return f"{question}_at"
