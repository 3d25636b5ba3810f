"""Scoring the exercise align_code: links and gaps over all pairs of texts, and the signs of misunderstandings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from quellenkritik.measures.alignment import balanced
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.scoring import habit, in_turn

Key = Mapping[str, Any]
Link = tuple[int, int]
Side = tuple[str, int]
"""``("source", 3)``: a clause that was left out; ``("target", 3)``: one that was put in."""


def links_of(returned: Tree, key: Key) -> set[Link]:
    """Return the links of one answer; a pair that names no clause is left out."""
    rows = returned if isinstance(returned, list) else []
    found = {_link(row) for row in rows}
    return {link for link in found if link and link[0] < key["lengths"][0] and link[1] < key["lengths"][1]}


def _link(row: Tree) -> Link | None:
    if isinstance(row, list) and len(row) == 2 and all(isinstance(n, str) and n.isdecimal() for n in row):
        return int(str(row[0])), int(str(row[1]))
    return None


def right(key: Key) -> set[Link]:
    """Return the links of a key."""
    return _pairs(key, "links")


def _pairs(key: Key, name: str) -> set[Link]:
    return {(pair[0], pair[1]) for pair in key[name]}


def gaps(links: set[Link], key: Key) -> set[Side]:
    """Return the clauses of both sides that have no link."""
    sources, targets = {i for i, _ in links}, {j for _, j in links}
    return {("source", i) for i in range(key["lengths"][0]) if i not in sources} | {
        ("target", j) for j in range(key["lengths"][1]) if j not in targets
    }


def share(found: Mapping[str, set[Link]], keys: Mapping[str, Key]) -> float:
    """Return F1 of the links over all pairs of texts."""
    said = {(name, link) for name, links in found.items() for link in links}
    return balanced(said, {(name, link) for name, key in keys.items() for link in right(key)}, set())


def gap_share(found: Mapping[str, set[Link]], keys: Mapping[str, Key]) -> float:
    """Return F1 of the clauses without a link over all pairs of texts; an unanswered pair says nothing."""
    said = {(name, gap) for name, links in found.items() for gap in gaps(links, keys[name])}
    return balanced(said, {(name, gap) for name, key in keys.items() for gap in gaps(right(key), key)}, set())


# --- misunderstandings -----------------------------------------------------------------------------------------------


def link_codes(found: Mapping[str, set[Link]], keys: Mapping[str, Key]) -> tuple[str, ...]:
    """Return the misunderstandings that the links show, each where it is a habit."""
    both = [(links, keys[name]) for name, links in found.items() if links]
    return in_turn(
        {
            "place-by-place": _habit(_by_place(links, key) for links, key in both),
            "one-to-one": _habit(_single(links, key) for links, key in both),
            "common-words": _habit(_by_chance(links, key) for links, key in both),
            "only-exact-forms": _habit(_exact(links, key) for links, key in both),
        }
    )


def gap_codes(found: Mapping[str, set[Link]], keys: Mapping[str, Key]) -> tuple[str, ...]:
    """Return the misunderstandings about what was left out and put in."""
    both = [(links, keys[name]) for name, links in found.items() if links]
    return in_turn(
        {
            "omissions-invisible": _habit(_filled(links, key, "source") for links, key in both),
            "additions-invisible": _habit(_filled(links, key, "target") for links, key in both),
        }
    )


def _habit(counts: Iterable[tuple[int, int]]) -> bool:
    """Return whether a slip is a habit over all pairs; each count is (made, chances)."""
    pairs = list(counts)
    return habit(sum(made for made, _ in pairs), sum(chances for _, chances in pairs))


def _by_place(links: set[Link], key: Key) -> tuple[int, int]:
    """Count the clauses off the diagonal that a program links to the clause of their own number."""
    moved = {i for i, j in right(key) if i != j} & set(range(key["lengths"][1]))
    off = {i for i in moved if (i, i) not in right(key)}
    return sum((i, i) in links for i in off), len(off)


def _single(links: set[Link], key: Key) -> tuple[int, int]:
    """Count the clauses with several partners of which a program gives exactly one."""
    made = chances = 0
    for side in (0, 1):
        wanted = Counter(link[side] for link in right(key))
        for clause in (one for one, count in wanted.items() if count > 1):
            chances += 1
            made += sum(link[side] == clause for link in links & right(key)) == 1
    return made, chances


def _by_chance(links: set[Link], key: Key) -> tuple[int, int]:
    """Count the unlinked clauses sharing some form, of grammar too, that a program links."""
    tempting = _pairs(key, "tempting")
    return len(links & tempting), len(tempting)


def _exact(links: set[Link], key: Key) -> tuple[int, int]:
    """Count the links that rest on endings and that a program misses, where it does find others."""
    weak = _pairs(key, "weak")
    finds_others = bool(links & (right(key) - weak))
    return (len(weak - links) if finds_others else 0), len(weak)


def _filled(links: set[Link], key: Key, side: str) -> tuple[int, int]:
    """Count the clauses without a partner that a program gives one."""
    alone = {gap for gap in gaps(right(key), key) if gap[0] == side}
    return len(alone - gaps(links, key)), len(alone)
