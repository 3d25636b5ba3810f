"""Artificial traditions: texts that were copied from each other, with the tree that is known because it was made.

Every text comes from the original, from one earlier text, or (a mixed text) from two. It takes over the readings of its
parent, adds changes of its own, and we have lost the words at some places. At some loci two copyists hit upon the same
change by themselves. Comparing methods on artificial traditions with a known tree follows T. Roos and T. Heikkilä,
Literary and Linguistic Computing 24 (2009) 417-433.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quellenkritik.specimens.stream import Stream

ORIGINAL, UNCHANGED, LOST, TWIN = "original", "0", "", "9"
CONSONANTS, VOWELS = "BDFGHKLMNPRSTVZ", "aeiu"
OWN = 4
"""So many changes a copyist adds; at least two of them are at places where nothing is lost."""
DISTINCT = 2
"""A mixed text has at least so many changes that only the one parent has, and so many that only the other has."""


@dataclass(frozen=True)
class Plan:
    """What a tradition is to be like: ``gaps`` is the percentage of lost places, ``twins`` counts chance agreements."""

    texts: int
    mixed: int
    gaps: int
    twins: int


@dataclass
class Text:
    """One text: its parents (none: the original), its readings by locus, and which loci it changed itself."""

    name: str
    day: int
    parents: tuple[str, ...]
    readings: dict[str, str]
    own: list[str] = field(default_factory=list)


Table = dict[str, Any]
"""``{"loci": [...], "texts": [{"name", "day", "readings": {locus: reading}}, ...]}``, in the order of the days."""


def tradition(stream: Stream, plan: Plan) -> tuple[Table, dict[str, list[str]]]:
    """Return a table as students get it, and the parents of each text (``["original"]`` where it has none)."""
    loci = [f"v{n:02d}" for n in range(1, plan.texts * OWN + plan.twins + 1)]
    free = stream.shuffled(loci)
    texts: list[Text] = []
    mixed = set(stream.sample(range(4, plan.texts), plan.mixed))
    for number, name in enumerate(_names(stream, plan.texts)):
        parents = _pair(stream, texts) if number in mixed else _one(stream, texts)
        text = Text(name, number + 1, tuple(p.name for p in parents), _mixture(stream, parents, loci))
        for locus in (free.pop() for _ in range(OWN)):
            text.readings[locus] = str(stream.between(1, 9))
            text.own.append(locus)
        texts.append(text)
    _twins(stream, texts, free[: plan.twins])
    _lose(stream, texts, plan.gaps)
    return _table(loci, texts), {t.name: list(t.parents) or [ORIGINAL] for t in texts}


def _names(stream: Stream, size: int) -> list[str]:
    return stream.sample([c + v for c in CONSONANTS for v in VOWELS], size)


def _one(stream: Stream, texts: Sequence[Text]) -> list[Text]:
    """Return one earlier text, or none: the first two texts and one in six of the others come from the original."""
    return [] if len(texts) < 2 or stream.chance(1, 6) else [stream.choice(texts)]


def _pair(stream: Stream, texts: Sequence[Text]) -> list[Text]:
    """Return two earlier texts of which neither is above the other, as far as there are such."""
    pairs = [(a, b) for a in texts for b in texts if a.day < b.day and not _related(a, b, texts)]
    return list(stream.choice(pairs)) if pairs else _one(stream, texts)


def _related(one: Text, other: Text, texts: Sequence[Text]) -> bool:
    above = _above(other, {t.name: t for t in texts})
    return one.name in above or other.name in _above(one, {t.name: t for t in texts})


def _above(text: Text, by_name: Mapping[str, Text]) -> set[str]:
    found: set[str] = set()
    waiting = list(text.parents)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += by_name[name].parents
    return found


def _mixture(stream: Stream, parents: Sequence[Text], loci: Sequence[str]) -> dict[str, str]:
    """Return the readings that are taken over; a mixed text takes about half from each, and enough of each to show it."""
    if not parents:
        return dict.fromkeys(loci, UNCHANGED)
    first = parents[0]
    taken = dict(first.readings)
    for second in parents[1:]:
        differing = [locus for locus in loci if second.readings[locus] != first.readings[locus]]
        kept = {*stream.sample(first.own, DISTINCT + 1)}
        swapped = {*stream.sample(second.own, DISTINCT + 1)}
        for locus in differing:
            if locus in swapped or (locus not in kept and stream.chance(1, 2)):
                taken[locus] = second.readings[locus]
    return taken


def _twins(stream: Stream, texts: Sequence[Text], loci: Sequence[str]) -> None:
    """Let two texts have the same change at a locus by chance: each text once at most, and none that is mixed or copied."""
    able = stream.shuffled([t for t in texts if len(t.parents) < 2 and not _has_children(t, texts)])
    for locus, pair in zip(loci, zip(able[::2], able[1::2], strict=False), strict=False):
        for text in pair:
            text.readings[locus] = TWIN


def _has_children(text: Text, texts: Sequence[Text]) -> bool:
    return any(text.name in other.parents for other in texts)


def _lose(stream: Stream, texts: Sequence[Text], percent: int) -> None:
    """Take words away; what a text's place follows from stays legible (:func:`_legible`)."""
    for text in texts:
        kept = _legible(text, texts)
        for locus in text.readings:
            if locus not in kept and stream.chance(percent, 100):
                text.readings[locus] = LOST


def _legible(text: Text, texts: Sequence[Text]) -> set[str]:
    """Return the loci that are never lost: all changes of a text that was copied, else two own and its parents'."""
    if _has_children(text, texts):
        return {locus for locus, reading in text.readings.items() if reading != UNCHANGED}
    parents = [other for other in texts if other.name in text.parents]
    inherited = {
        locus for p in parents for locus in p.own if text.readings[locus] == p.readings[locus] != LOST
    }
    return {*text.own[:2]} | inherited


def _table(loci: Sequence[str], texts: Sequence[Text]) -> Table:
    return {
        "loci": list(loci),
        "texts": [{"name": t.name, "day": t.day, "readings": dict(t.readings)} for t in texts],
    }
