"""Scoring the exercise align: links, what was left out and added, what was not seen, and the signs of misunderstandings.

The key parts *sure* from *possible* links. Precision is taken on the possible ones (a link that can be defended is no
mistake), recall on the sure ones (only a link that nobody would leave out can be missed). This is the idea of the
alignment error rate; see ``measures/alignment.py``. The share is the harmonic mean of the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from quellenkritik.measures.alignment import balanced
from quellenkritik.tasks import align_words as w
from quellenkritik.tasks.align_sheet import ADDED
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import entry_of
from quellenkritik.tasks.scoring import habit, in_turn
from quellenkritik.text import words as plain_words

Place = tuple[str, str, str]
"""Pair, row and value: a link ``(a-7f3a, s1, t2)``, a gap ``(a-7f3a, s1, none)``, an addition ``(a-7f3a, added, t2)``."""
Keys = Mapping[str, Mapping[str, Mapping[str, Collection[str]]]]
_SILENT = frozenset(
    {"a", "an", "the", "of", "to", "in", "on", "for", "that", "and", "with", "be", "is", "as", "it"}
)


@dataclass(frozen=True)
class Parts:
    """The statements of an answer or of a key, by kind."""

    links: set[Place] = field(default_factory=set)
    gaps: set[Place] = field(default_factory=set)
    unseen: set[Place] = field(default_factory=set)


def rows_of_pair(pair: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the rows of one pair: the source pieces, then what was added."""
    return (*(piece["id"] for piece in pair["source"]["pieces"]), ADDED)


def valid(values: Collection[str], row: str, targets: Collection[str]) -> bool:
    """Return whether the values of a row go together: target pieces, or one word that says there are none."""
    alone = (w.NONE,) if row == ADDED else (w.NONE, w.NOT_SEEN)
    if len(values) == 1 and set(values) <= set(alone):
        return True
    return bool(values) and set(values) <= set(targets)


def given(answer: Tree, sheet: Sheet) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the values of each row of the sheet; what is formally wrong is left empty."""
    found = {}
    for pair in sheet["items"]:
        targets = {piece["id"] for piece in pair["target"]["pieces"]}
        for row in rows_of_pair(pair):
            values = _values(entry_of(answer, pair["id"], row).get("to", ""))
            found[pair["id"], row] = values if valid(values, row, targets) else ()
    return found


def _values(came: Tree) -> tuple[str, ...]:
    listed = came if isinstance(came, list) else [came]
    texts = [entry.strip() for entry in listed if isinstance(entry, str)]
    return tuple(dict.fromkeys(texts)) if len(texts) == len(listed) else ()


def parted(rows: Iterable[tuple[str, str, Iterable[str]]]) -> Parts:
    """Return the statements of the rows by kind; that nothing was added is no statement of its own."""
    parts = Parts()
    for pair, row, values in rows:
        for value in values:
            place = (pair, row, value)
            if value == w.NOT_SEEN:
                parts.unseen.add(place)
            elif row == ADDED:
                parts.gaps.update({place} - {(pair, row, w.NONE)})
            else:
                (parts.gaps if value == w.NONE else parts.links).add(place)
    return parts


def of_answer(answer: Tree, sheet: Sheet) -> Parts:
    """Return the statements of an answer."""
    return parted((pair, row, values) for (pair, row), values in given(answer, sheet).items())


def of_key(keys: Keys) -> tuple[Parts, Parts]:
    """Return the sure statements of a key, and all that can be defended.

    Where a link and the lack of one can both be defended, nothing of the row is sure.
    """
    rows = [(pair, name, row) for pair, found in keys.items() for name, row in found.items()]
    sure = ((pair, name, row["sure"]) for pair, name, row in rows if not _open(row))
    either = ((pair, name, {*row["sure"], *row["possible"]}) for pair, name, row in rows)
    return parted(sure), parted(either)


def _open(row: Mapping[str, Collection[str]]) -> bool:
    both = {*row["sure"], *row["possible"]}
    return _links(both) and bool(both & {w.NONE, w.NOT_SEEN})


def asked(parts: Parts, settled: Collection[tuple[str, str]]) -> set[Place]:
    """Return the links of the rows that count: those that likeness of the glosses does not settle by itself."""
    return {place for place in parts.links if place[:2] not in settled}


def settled(sheet: Sheet, keys: Keys) -> set[tuple[str, str]]:
    """Return the rows on which whoever links what has the same English word is right without any thought."""
    alike = {
        (pair["id"], s["id"]): set(by_gloss(pair, s))
        for pair in sheet["items"]
        for s in pair["source"]["pieces"]
    }
    rows = {place: keys.get(place[0], {}).get(place[1]) for place in alike}
    return {
        place
        for place, row in rows.items()
        if row and set(row["sure"]) <= alike[place] <= {*row["sure"], *row["possible"]}
    }


def by_gloss(pair: Mapping[str, Any], piece: Mapping[str, str]) -> list[str]:
    """Return the target pieces whose English shares a word with the source piece's, or none."""
    wanted = content(piece)
    return [t["id"] for t in pair["target"]["pieces"] if wanted & content(t)] or [w.NONE]


def share(said: set[Place], sure: set[Place], possible: set[Place]) -> float:
    """Return how far the statements agree with the key; where the key has none of the kind, each one is a false alarm."""
    return balanced(said, sure, possible) if sure else float(not said - possible)


# --- misunderstandings -----------------------------------------------------------------------------------------------


def gap_codes(answer: Tree, sheet: Sheet, keys: Keys) -> tuple[str, ...]:
    """Return the misunderstandings about what was left out and added, each where it is a habit."""
    rows = given(answer, sheet)
    gone = [(p, s) for p, rs in keys.items() for s, row in rs.items() if s != ADDED and _only(row, w.NONE)]
    new = [(p, t) for p, rs in keys.items() for t in rs.get(ADDED, {}).get("sure", ()) if t != w.NONE]
    linked = {(p, value) for (p, s), values in rows.items() if s != ADDED for value in values}
    return in_turn(
        {
            "omissions-invisible": habit(sum(_links(rows.get(place, ())) for place in gone), len(gone)),
            "additions-invisible": habit(sum(place in linked for place in new), len(new)),
        }
    )


def seen_codes(answer: Tree, sheet: Sheet, keys: Keys) -> tuple[str, ...]:
    """Return the misunderstanding about copies that break off."""
    rows = given(answer, sheet)
    behind = [(p, s) for p, rs in keys.items() for s, row in rs.items() if w.NOT_SEEN in row["sure"]]
    wrong = sum(rows.get(place, ()) == (w.NONE,) for place in behind)
    return in_turn({"cut-is-omission": habit(wrong, len(behind))})


def link_codes(answer: Tree, sheet: Sheet, keys: Keys) -> tuple[str, ...]:
    """Return the misunderstandings that the links show."""
    rows = given(answer, sheet)
    changed = [place for place in _changed(sheet, keys) if w.NONE not in _all(keys, place)]
    several = {place: s for place, s in _sure_links(keys).items() if len(s) > 1}
    wrong = {p for p in of_answer(answer, sheet).links if p[2] not in _all(keys, p[:2])}
    by_place = sum(place in diagonal_links(sheet) for place in wrong)
    single = sum(len(rows.get(p, ())) == 1 and rows[p][0] in s for p, s in several.items())
    return in_turn(
        {
            "change-is-omission": habit(sum(rows.get(p, ()) == (w.NONE,) for p in changed), len(changed)),
            "place-by-place": len(wrong) >= 6 and habit(by_place, len(wrong)),
            "one-to-one": habit(single, len(several)),
        }
    )


def _only(row: Mapping[str, Collection[str]], value: str) -> bool:
    """Return whether nothing but this value can be defended."""
    return set(row["sure"]) == {value} and not set(row["possible"]) - {value}


def _links(values: Collection[str]) -> bool:
    return bool(set(values) - {w.NONE, w.NOT_SEEN})


def _all(keys: Keys, place: tuple[str, str]) -> set[str]:
    row = keys.get(place[0], {}).get(place[1], {})
    return {*row.get("sure", ()), *row.get("possible", ())}


def _sure_links(keys: Keys) -> dict[tuple[str, str], set[str]]:
    rows = {(p, s): set(row["sure"]) for p, rs in keys.items() for s, row in rs.items() if s != ADDED}
    return {place: values for place, values in rows.items() if _links(values)}


def _changed(sheet: Sheet, keys: Keys) -> list[tuple[str, str]]:
    """Return the rows with a sure link whose partners share no word of their English with the source piece."""
    pairs = {pair["id"]: pair for pair in sheet["items"]}
    found = []
    for (p, s), values in _sure_links(keys).items():
        english = {
            piece["id"]: content(piece) for side in ("source", "target") for piece in pairs[p][side]["pieces"]
        }
        if not any(english.get(s, set()) & english.get(t, set()) for t in values):
            found.append((p, s))
    return found


def content(piece: Mapping[str, str]) -> frozenset[str]:
    """Return the English words of a piece that are more than grammar."""
    return _content(piece["gloss"] or piece["text"])


@lru_cache(maxsize=2048)
def _content(english: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in plain_words(english)) - _SILENT


def diagonal_links(sheet: Sheet) -> set[Place]:
    """Return the links of whoever goes by the place alone: the piece at the same share of the way."""
    links: set[Place] = set()
    for pair in sheet["items"]:
        source, target = pair["source"]["pieces"], pair["target"]["pieces"]
        for at, piece in enumerate(source):
            partner = target[min(len(target) - 1, at * len(target) // len(source))]
            links.add((pair["id"], piece["id"], partner["id"]))
    return links
