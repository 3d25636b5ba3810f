"""The vocabularies of the exercise stemma; what students read stands in ``words/stemma.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.tasks import wording

CRITERIA = wording.criteria("stemma")
MISCONCEPTIONS = wording.misconceptions("stemma")

_WORDS = wording.words("stemma")
NO_WORDS: Mapping[str, str] = _WORDS["no_words"]
"""What a cell without words can be."""
KINDS: Mapping[str, str] = _WORDS["kinds"]
"""How a reading relates to what the record says."""
GROUNDS: Mapping[str, str] = _WORDS["grounds"]
"""How a step is argued. The last two are offered because people argue so; they prove no descent."""
GAPS: Mapping[str, str] = _WORDS["gaps"]
"""What stands in the place of a parent where none can be named."""
ORIGINS: Mapping[str, Any] = _WORDS["origins"]
"""The words of the count of origins."""
SHOWN: Mapping[str, str] = _WORDS["shown"]
"""The words of the tables."""

PROOFS = ("shared_reading", "translation")
CREDIT = "credit"
DOCUMENTS = ("memcon", "notes")
CONFIDENCE = ("certain", "high", "medium", "low")
SURE = ("certain", "high")
