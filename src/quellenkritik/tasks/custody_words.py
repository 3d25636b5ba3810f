"""The vocabularies of the exercise custody; what students read stands in ``words/custody.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from quellenkritik.tasks import wording

CRITERIA = wording.criteria("custody")
MISCONCEPTIONS = wording.misconceptions("custody")

_WORDS = wording.words("custody")
AGENTS: Mapping[str, str] = _WORDS["agents"]
"""Who may have taken a step; the last two say that it cannot be told."""
LOOK_IN: Mapping[str, str] = _WORDS["look_in"]
"""Where one would have to look to close a gap; the last is a misunderstanding that people hold."""
STEPS_OF_LIFE: Mapping[str, str] = _WORDS["steps_of_life"]
"""At which step of a paper's life a mark came to be."""
WARRANTS: Mapping[str, str] = _WORDS["warrants"]
"""For which kind of authenticity a mark speaks."""
SHOWN: Mapping[str, str] = _WORDS["shown"]
"""The captions of the tables."""

GAPS = ("not_stated", "not_seen")
FORGERY = "forgery"
NONE = "none"
MOST_WORDS = 6
"""The words that show a warrant are a run of at most so many tokens."""
