"""A round of papers for a class: twelve papers, four to eight of them altered, and the key that stays behind.

Everything follows from the seed and the number of the round. Which papers are altered is drawn apart from what they are:
inside each group of three papers with the same kind of harmless oddity one or two are altered, so that the oddity, the
form, the length or the place on the sheet tell nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenkritik.specimens import alterations, forms, material, periods
from quellenkritik.specimens.model import Genre, Specimen
from quellenkritik.specimens.rules import Rule, rules
from quellenkritik.specimens.stream import Stream

SIZE, GROUP = 12, 3
FOCI = ("machine-reading", "release-order", "lively-remark", "misspelt-word")
"""The oddities that beginners take for forgery; each stands on three papers of a round, and on no other."""

STAMPED = (Genre.MEMCON, Genre.MEMCON, Genre.TELCON)
OTHERS = (
    Genre.MEMCON,
    Genre.TELCON,
    Genre.LATE_MEMCON,
    Genre.LATE_MEMCON,
    Genre.LATE_MEMCON,
    Genre.NOTES,
    Genre.NOTES,
    Genre.NOTE,
    Genre.NOTE,
)


@dataclass(frozen=True)
class Made:
    """One paper as it was made: the paper, its oddities, the alterations with the places where they show."""

    slot: str
    focus: str
    oddities: frozenset[str]
    tells: dict[str, tuple[str, ...]]
    paper: Specimen
    untouched: Specimen

    @property
    def altered(self) -> bool:
        """Whether anything was changed."""
        return bool(self.tells)


def make(seed: bytes, number: int, kinds: Sequence[str] | None = None) -> list[Made]:
    """Return the twelve papers of a round. ``kinds`` are the codes of the alterations in use, all where none are named."""
    codes = list(kinds if kinds is not None else rules())
    plan = Stream(seed, f"round-{number}/plan")
    genres, others = plan.shuffled(STAMPED), iter(plan.shuffled(OTHERS))
    matters = plan.shuffled(material.matters())
    used: dict[str, int] = dict.fromkeys(codes, 0)
    made = []
    for focus in FOCI:
        touched = _touched(plan)
        for place in range(GROUP):
            slot = f"round-{number}/{focus}/{place}"
            genre = genres[place] if focus == "release-order" else next(others)
            paper, odd = _paper(genre, focus, matters.pop(), Stream(seed, f"{slot}/paper"))
            tells = _choose(paper, used, Stream(seed, f"{slot}/choice")) if touched[place] else []
            changed = _altered(paper, tells, Stream(seed, f"{slot}/alter"))
            made.append(Made(slot, focus, odd, {c: _where(rules()[c], paper) for c in tells}, changed, paper))
    return made


def _touched(plan: Stream) -> list[bool]:
    """Return which of the three papers of a group are altered: one or two."""
    one = plan.chance(1, 2)
    return plan.shuffled([True, not one, False])


def _paper(
    genre: Genre, focus: str, matter: material.Matter, stream: Stream
) -> tuple[Specimen, frozenset[str]]:
    """Return an unaltered paper and the oddities that it has."""
    day = periods.some_day(genre, stream)
    wished = {focus, *(code for code in _side_oddities(genre, focus, day.year) if stream.chance(1, 2))}
    if genre in (Genre.MEMCON, Genre.TELCON) and focus != "release-order":
        wished.add("library-stamp")
    return forms.build(genre, day, matter, stream, wished), frozenset(wished)


def _side_oddities(genre: Genre, focus: str, year: int) -> list[str]:
    """Return the oddities that may come on top, for a form and a year."""
    early = ["x-mark", *(["unreadable-number"] if focus == "release-order" else [])]
    return {
        Genre.MEMCON: [*early, *(["no-note-takers"] if year < 1999 else [])],
        Genre.TELCON: [*early, "many-note-takers"],
        Genre.LATE_MEMCON: ["not-verbatim", "eyes-only"],
        Genre.NOTES: ["short-date"],
        Genre.NOTE: [],
    }[genre]


def _choose(paper: Specimen, used: dict[str, int], stream: Stream) -> list[str]:
    """Return one to three alterations that fit the paper, those first that the round has least of."""
    wanted = 1 + stream.chance(1, 2) + stream.chance(1, 4)
    chosen: list[str] = []
    while len(chosen) < wanted and (fit := alterations.possible(paper, list(used), chosen)):
        least = min(used[code] for code in fit)
        code = stream.choice([code for code in fit if used[code] == least])
        used[code] += 1
        chosen.append(code)
    return chosen


def _altered(paper: Specimen, codes: Sequence[str], stream: Stream) -> Specimen:
    for code in codes:
        paper = alterations.apply(paper, code, stream)
    return paper


def _where(rule: Rule, paper: Specimen) -> tuple[str, ...]:
    """Return the places at which an alteration shows on this paper."""
    if rule.code != "wrong-president":
        return rule.where
    shown = {
        Genre.MEMCON: ("subject", "participants"),
        Genre.TELCON: ("subject", "participants"),
        Genre.LATE_MEMCON: ("participants",),
        Genre.NOTES: ("subject",),
        Genre.NOTE: ("text",),
    }
    return shown[paper.genre]
