"""The vocabularies of the exercise rules; what students read stands in ``words/rules.yml`` and with the rules."""

from __future__ import annotations

from collections.abc import Mapping

from quellenkritik.specimens.rules import rules
from quellenkritik.tasks import wording

CRITERIA = wording.criteria("rules")
MISCONCEPTIONS = wording.misconceptions("rules")
SKELETON: str = wording.words("rules")["skeleton"]
FIELDS: Mapping[str, str] = wording.words("rules")["fields"]
"""The fields of a paper, each with its meaning in a few words."""

FORMS: Mapping[str, str] = wording.words("rules")["forms"]
WHERE: Mapping[str, str] = wording.words("doctored")["where"]
"""The places of a paper, as in the exercise doctored."""

CODES = tuple(rules())
MOST_FINDINGS = 60
"""More findings than this for one paper are no answer."""

DATED = (
    *("reason-section", "exemption-mark", "order-too-new", "wrong-library", "wrong-president"),
    *("wrong-office", "future-event"),
)
"""Signs that are signs only on some days: who names them without looking at the day finds them on genuine papers."""
