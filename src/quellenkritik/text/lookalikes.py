"""Letters that look alike: a Latin letter inside a Cyrillic word, taken for its twin, as one named step.

A machine that reads a page, or a person at a foreign keyboard, writes a Latin *c* where a Cyrillic one stands; nobody
sees it, and a search misses the word. :func:`normalise` never touches letters. This step does, so it is asked for by
name, says where it changed what, and can be undone; only words that have letters of both scripts are changed.
Reference for the pairs: Unicode Technical Standard 39 (Unicode Security Mechanisms), its data of confusables.
"""

from __future__ import annotations

import re

from quellenkritik.text.normalise import Edit, Normalised, Step, replay

NAME = "look-alike letters"
_TWINS = str.maketrans("aceijopsxyABCEHIJKMOPSTXY", "асеіјорѕхуАВСЕНІЈКМОРЅТХУ")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def fold(text: str) -> Normalised:
    """Return the text with the Latin look-alikes in mixed words made Cyrillic, and the step that did it."""
    edits = []
    for word in _WORD.finditer(text):
        before = word.group()
        after = before.translate(_TWINS)
        if after != before and _CYRILLIC.search(before):
            edits.append(Edit(word.start(), before, after))
    steps = (Step(NAME, tuple(edits)),) if edits else ()
    return Normalised(replay(text, steps), steps)
