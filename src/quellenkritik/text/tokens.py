"""Tokens: the words of a text in their order, and the marks of an omission.

A token is a run of letters and digits with its accents; an apostrophe inside a word belongs to it (*Russia's*,
*l'élargissement*), a hyphen parts two words. Each Han character is a token of its own. An ellipsis is a token too,
so that nobody can quote across an omission as if nothing were missing. Case counts; other punctuation does not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quellenkritik.text.normalise import normalise

ELLIPSIS = "..."

# Combining marks and the zero-width non-joiner are no "word characters" for Python, yet they belong to the word.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"(?:(?![{_HAN}_])[\w{_MARKS}])"
_TOKEN = re.compile(rf"\.{{3,}}|[{_HAN}]|{_LETTER}+(?:'{_LETTER}+)*")


# Quotations are asked for again and again; whole pages and hostile answers are not kept.
_KEPT = 2_000


def tokens(text: str) -> list[str]:
    """Return the tokens of the normalised text; a run of dots of any length is one ``ELLIPSIS``."""
    return list(_remembered(text) if len(text) <= _KEPT else _found(text))


def _found(text: str) -> tuple[str, ...]:
    found = _TOKEN.findall(normalise(text).text)
    return tuple(ELLIPSIS if token.startswith(ELLIPSIS) else token for token in found)


_remembered = lru_cache(maxsize=4_096)(_found)


def words(text: str) -> list[str]:
    """Return the tokens without the marks of omission."""
    return [token for token in tokens(text) if token != ELLIPSIS]
