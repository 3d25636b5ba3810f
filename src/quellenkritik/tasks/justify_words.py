"""The vocabularies of the exercise justify; what students read stands in ``words/justify.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from quellenkritik.tasks import wording

EXERCISE = "justify"
CRITERIA = wording.criteria(EXERCISE)
MISCONCEPTIONS = wording.misconceptions(EXERCISE)
LANGUAGES: Mapping[str, Mapping[str, str]] = wording.words(EXERCISE)["languages"]
"""The class languages that the form check knows: name, and the commonest small words."""

NOTHING = frozenset(wording.words(EXERCISE)["nothing"])
"""Words that say of a loss that there is none."""

CHOICES = ("first", "second")
SENTENCES = 3
MOST_DECISIONS = 12
MOST_WORDS = 6
"""The English words of a decision are a run of at most so many tokens."""


@cache
def common(language: str) -> frozenset[str]:
    """Return the commonest small words of a class language."""
    return frozenset(LANGUAGES[language]["common"].split())


ENGLISH = frozenset(wording.words(EXERCISE)["english"].split())
"""The commonest small words of English: a loss may be told in it."""
