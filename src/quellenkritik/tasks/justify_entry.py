"""Telling an entry from a filler in the exercise justify: what is looked at is the form, never how good a rendering is.

A rendering counts if it is about as long as the English, has the small words of the class language, repeats itself little,
keeps the names and terms that no rendering of this sentence can do without, and is neither the English nor like another
of the student's own. A decision counts if its English words stand in the sentence, its alternatives differ, the chosen
one can be found again in the rendering and the rejected one cannot, and its loss is a sentence that names one of the words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from quellenkritik.tasks import justify_words as w
from quellenkritik.tasks.form import text_of
from quellenkritik.tasks.scoring import is_run
from quellenkritik.text import words

Item = Mapping[str, Any]
SHORTEST, LONGEST = 0.5, 1.8
"""Words of a rendering for each word of the English: at least, at most."""

SMALL_WORDS, REPEATED, ENGLISH_LEFT, ALIKE = 0.2, 0.55, 0.5, 0.6
"""Least share of small words, least share of different words, most words left in English, most words shared by two."""

LEAST_LOSS = 5
STEM = 4


def lower(text: str) -> list[str]:
    """Return the words of a text, whatever their case."""
    return words(text.casefold())


def rendering_fault(text: str, item: Item, language: str) -> str:
    """Return in words why a text is no rendering of a sentence, or an empty text where it may be one."""
    found, source = lower(text), lower(item["text"])
    if not SHORTEST * len(source) <= len(found) <= LONGEST * len(source):
        return f"a whole rendering, of {SHORTEST * len(source):.0f} to {LONGEST * len(source):.0f} words"
    if sum(word in set(source) for word in found) > ENGLISH_LEFT * len(found):
        return "words of the class language and not the English"
    if len(set(found)) < REPEATED * len(found) or not _is_prose(found, language):
        return f"sentences in {w.LANGUAGES[language]['name']}"
    lost = [group for group in _kept(item, language) if not any(stem in text.casefold() for stem in group)]
    return f"a rendering of this very sentence, with its {lost[0][0].upper()}..." if lost else ""


def _is_prose(found: Collection[str], language: str) -> bool:
    """Return whether the small words of the language are there, and more than one of them."""
    small = [word for word in found if word in w.common(language)]
    return len(small) >= SMALL_WORDS * len(found) and len(set(small)) > 1


def _kept(item: Item, language: str) -> list[list[str]]:
    """Return the stems that a rendering keeps; they are German, so other class languages are not asked for them."""
    return list(item["keep"]) if language == "de" else []


def alike(one: str, other: str) -> bool:
    """Return whether two renderings are mostly the same words."""
    mine, theirs = set(lower(one)), set(lower(other))
    return bool(mine and theirs) and len(mine & theirs) >= ALIKE * min(len(mine), len(theirs))


def is_copied(text: str, printed: Collection[str]) -> bool:
    """Return whether nearly the whole rendering, eight words or more, is one run of a printed one."""
    found = lower(text)
    return any(_longest_run(found, lower(other)) >= max(8, 0.8 * len(found)) for other in printed)


def _longest_run(one: list[str], other: list[str]) -> int:
    """Return the length of the longest run of words that two texts share."""
    best, before = 0, [0] * (len(other) + 1)
    for word in one:
        now = [0] * (len(other) + 1)
        for at, match in enumerate(other, start=1):
            if word == match:
                now[at] = before[at - 1] + 1
        best, before = max(best, *now), now
    return best


def decision_fault(row: Mapping[str, Any], item: Item, rendering: str, language: str) -> str:
    """Return in words why a row is no decision on this sentence, or an empty text where it may be one."""
    first, second = text_of(row, "first"), text_of(row, "second")
    chosen, other = (first, second) if text_of(row, "choice") == "first" else (second, first)
    if not is_run(text_of(row, "phrase"), item["text"], w.MOST_WORDS):
        return f"one to {w.MOST_WORDS} words in a row from this sentence"
    if not lower(first) or not lower(second) or set(lower(first)) == set(lower(second)):
        return "two alternatives that differ"
    if text_of(row, "choice") not in w.CHOICES or not _stands(chosen, rendering):
        return "a chosen alternative that can be found again in your rendering"
    if is_run(other, rendering, len(lower(other))):
        return "a rejected alternative that is not in your rendering"
    loss = text_of(row, "loss")
    if not any(_stands(part, loss) for part in (text_of(row, "phrase"), chosen)):
        return "a loss that names a word of the English or of what you took"
    return loss_fault(loss, language)


def _stands(alternative: str, text: str) -> bool:
    """Return whether a word of the alternative stands in a text, if need be with another ending."""
    there = lower(text)
    long = [word for word in lower(alternative) if len(word) >= STEM]
    return any(word[:STEM] == other[:STEM] for word in long or lower(alternative) for other in there)


def loss_fault(text: str, language: str) -> str:
    """Return in words why a text does not tell a loss, or an empty text where it may."""
    found = lower(text)
    small = w.common(language) | w.ENGLISH
    if len(found) < LEAST_LOSS or len(set(found)) < 0.6 * len(found) or not set(found) & small:
        return f"a sentence of at least {LEAST_LOSS} words on what is lost"
    return ""


def says_nothing(text: str) -> bool:
    """Return whether a loss is denied: a few words, and one of them is nothing or none."""
    found = lower(text)
    return 0 < len(found) < LEAST_LOSS + 2 and bool(set(found) & w.NOTHING)
