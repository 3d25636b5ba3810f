"""Marks above and below a letter: Unicode's composing takes the square of a run of them, so a long run is refused first.

80,000 marks on one letter take ten seconds in C code that no signal interrupts. No writing needs more than a handful;
Unicode's own stream-safe format (Annex 15, section 13) allows 30.
"""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 30
# Only here can there be such a run: without a space, a full stop or any other sign of ASCII.
_LONG = re.compile(f"[^\\x00-\\xac]{{{MAX_MARKS + 1},}}")


def too_many_marks(text: str) -> bool:
    """Return whether more than ``MAX_MARKS`` marks follow one another, with or without invisible characters between."""
    return any(_longest_run(match.group()) > MAX_MARKS for match in _LONG.finditer(text))


def _longest_run(word: str) -> int:
    longest = run = 0
    for char in word:
        kind = unicodedata.category(char)
        if kind[0] == "M":  # some of them have the combining class 0 and still part into two marks
            run += 1
            longest = max(longest, run)
        elif kind != "Cf":  # what is invisible is taken out before letters are composed
            run = 0
    return longest
