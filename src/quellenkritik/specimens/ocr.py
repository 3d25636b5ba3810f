"""A page as a machine misreads it, after the registered raw readings (``data/noise.yml``).

What a reader needs to judge the paper stays legible: figures, short words, names of presidents, the notice. Marks between
figures are lost, as in all registered readings; the paper loses no evidence by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenkritik.specimens import material
from quellenkritik.specimens.layout import Block
from quellenkritik.specimens.model import NOTICE, Specimen
from quellenkritik.specimens.periods import MONTHS
from quellenkritik.specimens.stream import Stream

HEAD, TEXT = (1, 4), (1, 11)
"""How many words are misread, in heads and in running text: between P1 (6 of 19, 3 of about 60) and C4#q8 (4 of 22)."""

WORDY = ("subject", "heading", "participants", "body", "caution")
"""Fields in which words are misread, where a paper is given field by field; dates, names of staff and stamps stay clear."""

SPARED = frozenset(
    (
        *(
            "agreed",
            "read",
            "back",
            "confirmed",
            "by",
            "letter",
            "takes",
            "hour",
            "hours",
            "minute",
            "minutes",
        ),
        *("president", "prime", "minister", "telephone", "line", "receiver", "operator", "verbatim"),
        *("table", "shake", "hands", "window", "chairs", "fire"),
    )
) | {month.casefold() for month in MONTHS}
"""Words that stay legible there, beside figures, words of up to three letters, presidents and strengthening words."""

_KEPT = re.compile(r"\d|^.{1,3}$|Yeltsin|Putin|YELTSIN|PUTIN")


def read_by_machine(blocks: Sequence[Block], stream: Stream) -> str:
    """Return the page as one run of words with the errors of a machine; the notice stays whole."""
    return " ".join(_block(block, stream) for block in blocks)


def legible(word: str) -> bool:
    """Return whether a word is spared: figures, words of up to three letters, presidents, strengthening words."""
    return bool(_KEPT.search(word)) or word in material.stress_words()


def _block(block: Block, stream: Stream) -> str:
    if block.kind == "notice":
        return NOTICE
    if block.kind == "struck":
        readings = {entry["word"]: entry["read"] for entry in material.data("noise")["struck"]}
        return " ".join(readings[line] for line in block.lines)
    words = _without_marks(f"{block.label} {' '.join(block.lines)}", stream).split()
    rate = TEXT if block.kind == "para" else HEAD
    return _joined([_misread(w, rate, stream) for w in words], stream)


def _without_marks(text: str, stream: Stream) -> str:
    """Return the text without the marks that such readings lose; E.O. may become ``E 0``, 1.4 ``l 4``."""
    text = re.sub(r"E\.O\.", "E 0" if stream.chance(1, 2) else "E O", text)
    if stream.chance(1, 3):
        text = re.sub(r"\b1\.(?=[45])", "l ", text)
    return re.sub(r"[.,:;()/]+", " ", text)


def _misread(word: str, rate: tuple[int, int], stream: Stream) -> str:
    if legible(word) or not stream.chance(*rate):
        return word
    known = [c for c in material.data("noise")["confusions"] if c["old"] in word]
    if known and stream.chance(1, 2):
        chosen = stream.choice(known)
        return word.replace(str(chosen["old"]), str(chosen["new"]), 1)
    if stream.chance(1, 6):
        mark = stream.choice([str(speck["mark"]) for speck in material.data("noise")["specks"]])
        return word + mark if stream.chance(1, 2) else mark + word
    at = stream.between(1, len(word) - 1)
    return f"{word[:at]} {word[at:]}"


def misread(specimen: Specimen, stream: Stream) -> Specimen:
    """Return a paper whose words a machine has misread here and there, field by field, marks and figures as they are.

    Only fields of words are touched (:data:`WORDY`). What :func:`legible` spares stays, and so do the words that the
    rules speak of (:data:`SPARED`), so that a reader who knows what to look for finds the same things as before.
    """
    fields = {name: tuple(_misread_line(line, stream) for line in specimen.lines(name)) for name in WORDY}
    return Specimen(specimen.genre, {**specimen.fields, **{n: lines for n, lines in fields.items() if lines}})


def _misread_line(line: str, stream: Stream) -> str:
    words = [
        w if w.strip(".,:;").casefold() in SPARED else _misread(w, TEXT, stream) for w in line.split(" ")
    ]
    return " ".join(words)


def _joined(words: Sequence[str], stream: Stream) -> str:
    """Return the words in one line; here and there a space between two longer words is lost."""
    text = ""
    for word, after in zip(words, [*words[1:], ""], strict=True):
        both = word.isalpha() and after.isalpha() and not (legible(word) or legible(after))
        text += word if both and stream.chance(1, 24) else f"{word} "
    return text.strip()
