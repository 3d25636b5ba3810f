"""Normalisation without a silent change: each pass is named, each edit says where and what, all can be replayed.

Only the dress of a text is made even: invisible characters, Unicode composition, quotation marks, apostrophes,
dashes, ellipses, white space. Letters are never touched: no case folding, no ё/е, no ß/ss, no Arabic or Persian
letter variants, no OCR repair. What this leaves undone on purpose stands in tests/cases/normalise.yml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple


class Edit(NamedTuple):
    """One change: at this offset (in characters, in the text as the step finds it) ``before`` becomes ``after``."""

    at: int
    before: str
    after: str


class Step(NamedTuple):
    """One named pass over the text and the edits that it made, from left to right."""

    name: str
    edits: tuple[Edit, ...]


class Normalised(NamedTuple):
    """The even text and the steps that lead to it; unpacks as ``text, steps``."""

    text: str
    steps: tuple[Step, ...]

    @property
    def raw(self) -> str:
        """The text as it came, won back by undoing the steps."""
        return undo(self.text, self.steps)


# Soft hyphen, zero-width space, word joiner, byte order mark, and the marks that steer writing direction.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")
# The zero-width non-joiner is spelling between Arabic letters (Persian می‌شود) and stray everywhere else.
_STRAY_JOINER = re.compile("(?<![\u0600-\u06ff\u200c])\u200c+|\u200c+(?![\u0600-\u06ff\u200c])")
_DOUBLE = re.compile("[“”„‟«»″＂〝〞「」『』]")
_SINGLE = re.compile("[‘’‚‛‹›′`´ʼ＇]")
_DASH = re.compile("[‐‑‒–—―−﹘﹣－]")
_SPACE = re.compile(r"\s+")
_PIECE = re.compile(r"\s+|\S+")


def _by_pattern(pattern: re.Pattern[str], after: Callable[[str], str]) -> Callable[[str], Iterator[Edit]]:
    """Return a pass that rewrites every match of the pattern and leaves alone what is even already."""

    def find(text: str) -> Iterator[Edit]:
        for match in pattern.finditer(text):
            new = after(match.group())
            if new != match.group():
                yield Edit(match.start(), match.group(), new)

    return find


def _compose(text: str) -> Iterator[Edit]:
    """Unicode NFC, one edit a word. White space never composes, so words can be composed one by one."""
    for match in _PIECE.finditer(text):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group():
            yield Edit(match.start(), match.group(), composed)


def _trim(text: str) -> Iterator[Edit]:
    """White space at both ends goes; one edit an end."""
    inner = text.strip()
    if not inner:
        return iter([Edit(0, text, "")] if text else [])
    start = text.index(inner)
    ends = [Edit(0, text[:start], ""), Edit(start + len(inner), text[start + len(inner) :], "")]
    return iter([edit for edit in ends if edit.before])


# The order matters: what is invisible may part a letter from its accent, so it goes before Unicode is composed;
# the ellipsis is read before white space is made even and after it nothing makes new dots.
_PASSES: tuple[tuple[str, Callable[[str], Iterator[Edit]]], ...] = (
    ("invisible characters", _by_pattern(_INVISIBLE, lambda _: "")),
    ("stray joiners", _by_pattern(_STRAY_JOINER, lambda _: "")),
    ("unicode nfc", _compose),
    ("white space", _by_pattern(_SPACE, lambda _: " ")),
    ("ends", _trim),
    ("ellipsis sign", _by_pattern(re.compile("…"), lambda _: "...")),
    ("spaced ellipsis", _by_pattern(re.compile(r"\.(?: \.){2,}"), lambda dots: dots.replace(" ", ""))),
    ("quotation marks", _by_pattern(_DOUBLE, lambda _: '"')),
    ("apostrophes", _by_pattern(_SINGLE, lambda _: "'")),
    ("dashes", _by_pattern(_DASH, lambda _: "-")),
)


def normalise(raw: str) -> Normalised:
    """Return the even text and the steps; ``replay(raw, steps) == text`` and ``undo(text, steps) == raw``."""
    text, steps = raw, []
    for name, find in _PASSES:
        edits = tuple(find(text))
        if edits:
            steps.append(Step(name, edits))
            text = _apply(text, edits)
    return Normalised(text, tuple(steps))


def replay(raw: str, steps: Iterable[Step]) -> str:
    """Carry out recorded steps on the raw text; raise ``ValueError`` where the text is not the one they were made on."""
    for step in steps:
        raw = _apply(raw, step.edits)
    return raw


def undo(text: str, steps: Iterable[Step]) -> str:
    """Return the raw text from which the steps led to this one; raise ``ValueError`` where they do not fit."""
    for step in reversed(list(steps)):
        text = _apply(text, _inverse(step.edits))
    return text


def _inverse(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Turn the edits round: offsets count in the text after the step."""
    turned, shift = [], 0
    for at, before, after in edits:
        turned.append(Edit(at + shift, after, before))
        shift += len(after) - len(before)
    return tuple(turned)


def _apply(text: str, edits: tuple[Edit, ...]) -> str:
    parts, done = [], 0
    for at, before, after in edits:
        if at < done or text[at : at + len(before)] != before:
            raise ValueError(f"at {at}: came {text[at : at + len(before)]!r}, expected {before!r}")
        parts += [text[done:at], after]
        done = at + len(before)
    return "".join([*parts, text[done:]])
