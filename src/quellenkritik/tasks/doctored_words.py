"""The vocabularies of the exercise doctored; what students read stands in ``words/doctored.yml`` and with the rules."""

from __future__ import annotations

from collections.abc import Mapping

from quellenkritik.specimens.rules import rules
from quellenkritik.tasks import wording

CRITERIA = wording.criteria("doctored")
MISCONCEPTIONS = wording.misconceptions("doctored")
WHERE: Mapping[str, str] = wording.words("doctored")["where"]
"""The places of a paper, each with its meaning in a few words."""

NOTES: Mapping[str, str] = wording.words("doctored")["notes"]
DIAGRAM: Mapping[str, str] = wording.words("doctored")["diagram"]
NONE = "none"
TELLS = tuple(rules())
"""The signs that can betray a paper: the codes of the rules."""

ROUNDS: Mapping[int, str] = {1: "round_1", 2: "round_2", 3: "round_3"}
"""Number of a round -> its section of the answer."""

WEIGHTS: Mapping[int, float] = {1: 0.0, 2: 0.5, 3: 1.0}
"""What the rounds count. Round 1 is for learning: its key is public. Round 3 shows what was learnt.

Round 2 counts half. Twelve papers alone measure badly: in a simulation of 4,000 students whose skill in round 3 is known,
the rank correlation of that skill with the score is .77 to .79 if round 2 counts nothing, .83 to .86 if it counts half,
and .79 to .88 if it counts fully; a full weight is best only where nobody learns between the rounds and worst of the two
where they learn much. Half is never far from the best.
"""

SURE_ENOUGH = 0.5
"""A sign counts only on a paper that is held for altered: from this probability on."""
