"""The vocabularies of the exercise argument; what students read stands in ``words/argument.yml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenkritik.tasks import wording

EXERCISE = "argument"
_WORDS = wording.words(EXERCISE)
CRITERIA = wording.criteria(EXERCISE)
MISCONCEPTIONS = wording.misconceptions(EXERCISE)
ORIGINS: Mapping[str, str] = _WORDS["origins"]
LATER: frozenset[str] = frozenset(_WORDS["later"])
"""Origins that tell afterwards; the others are of the year 2000."""

PARTIES: Sequence[Sequence[str]] = _WORDS["parties"]
"""Origins that go back to one delegation: among themselves they are not independent."""

REACH: Mapping[str, str] = _WORDS["reach"]
"""How far the best words carry a claim."""

SECOND: Mapping[str, str] = _WORDS["second"]
CERTAINTY: Mapping[str, str] = _WORDS["certainty"]
"""The steps of certainty from low to high; ``not_shown`` lies below the ladder."""

CAPS: Sequence[Mapping[str, str]] = _WORDS["caps"]
"""The published table: what shows a claim, and the certainty that it allows, alone and with words against it."""

TREES: Mapping[str, str] = _WORDS["trees"]
RULES: Mapping[str, str] = _WORDS["rules"]
"""What counts as an origin, as independent, as shown, as against: by name."""

NONE, NONE_FOUND = "none", "none_found"
NOT_SHOWN, OPEN, POSSIBLE, LIKELY, WELL_ATTESTED = CERTAINTY
CARRIES, SAYS_LESS, NOTHING = REACH
INDEPENDENT, NO_SECOND, NO_SOURCE = SECOND
LATER_PRESS = "press_later"
