"""Scoring the exercise stemma_code: right distances, and how near the proposed trees come to those that were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.measures.graphs import Edge, mean_f1
from quellenkritik.specimens.copies import ORIGINAL
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.scoring import habit, in_turn

MOST_TEXTS, LONGEST_NAME = 100, 40
"""A value that names more texts, or longer names, is no answer: comparing whole ways up grows with their square."""

NEAR = 0.005
"""So far a distance may be off, so that rounding to two digits does no harm."""

Parents = Mapping[str, Sequence[str]]


def is_distance(returned: Tree) -> bool:
    """Return whether a value is a number from 0 to 1."""
    try:
        return isinstance(returned, str) and 0.0 <= float(returned) <= 1.0
    except ValueError:
        return False


def is_parents(returned: Tree) -> bool:
    """Return whether a value names for each text one or two parents, each once."""
    if (
        not isinstance(returned, dict)
        or len(returned) > MOST_TEXTS
        or max(map(len, returned), default=0) > LONGEST_NAME
    ):
        return False
    return all(isinstance(found, list) and _is_pair(found) for found in returned.values())


def _is_pair(found: Sequence[Tree]) -> bool:
    """Return whether a list holds one name or two different ones."""
    names = [name for name in found[:3] if isinstance(name, str) and len(name) <= LONGEST_NAME]
    return 1 <= len(found) <= 2 and len(names) == len(found) == len(set(names))


def right_distances(values: Mapping[str, Tree], keys: Mapping[str, Any]) -> float:
    """Return the share of the distances that are right, in [0, 1]."""
    right = [_near(values.get(ident, ""), key["value"]) for ident, key in keys.items()]
    return sum(right) / len(right)


def distance_codes(values: Mapping[str, Tree], keys: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the misunderstanding that the distances show."""
    telling = {i: k for i, k in keys.items() if abs(k["value"] - k["silence_counted"]) > 2 * NEAR}
    silent = sum(_near(values.get(ident, ""), key["silence_counted"]) for ident, key in telling.items())
    return in_turn({"silence-is-difference": habit(silent, len(telling))})


def _near(returned: Tree, wanted: float) -> bool:
    return isinstance(returned, str) and is_distance(returned) and abs(float(returned) - wanted) <= NEAR


def trees(values: Mapping[str, Tree], keys: Mapping[str, Any]) -> float:
    """Return the mean over the traditions of the mean F1 over edges and over whole ways up, in [0, 1]."""
    scores = [mean_f1(edges(key["parents"]), edges(values.get(i, ""))) for i, key in keys.items()]
    return sum(scores) / len(scores)


def edges(parents: Tree | Parents) -> set[Edge]:
    """Return the edges ``(child, parent)`` of a value of the right shape; none where there is no value."""
    found = parents if isinstance(parents, Mapping) else {}
    return {(child, str(parent)) for child, names in found.items() for parent in names if parent != child}


def tree_codes(values: Mapping[str, Tree], keys: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the misunderstandings that the trees show, over all traditions together."""
    given = {(i, *edge) for i in keys for edge in edges(values.get(i, ""))}
    gold = {(i, *edge) for i, key in keys.items() for edge in edges(key["parents"])}
    return in_turn(
        {
            "everybody-from-original": _star(given, gold),
            "just-before": _just_before(given, gold, keys),
            "child-for-parent": habit(len({(i, p, c) for i, c, p in given - gold} & gold), len(given - gold)),
            "one-parent": _one_parent(given, gold),
        }
    )


Edges = set[tuple[str, str, str]]
"""Edges of all traditions, ``(call, child, parent)``."""


def _star(given: Edges, gold: Edges) -> bool:
    counts = [sum(parent == ORIGINAL for _, _, parent in found) for found in (given, gold)]
    return 2 * counts[0] > len(given) and counts[0] >= 2 * counts[1]


def _just_before(given: Edges, gold: Edges, keys: Mapping[str, Any]) -> bool:
    """Return whether most wrong parents are simply the text before; the key lists the texts in the order of their days."""
    before = {
        (i, text, earlier)
        for i, key in keys.items()
        for earlier, text in zip([*key["parents"]][:-1], [*key["parents"]][1:], strict=True)
    }
    return len(given - gold) >= 5 and habit(len((given - gold) & before), len(given - gold))


def _one_parent(given: Edges, gold: Edges) -> bool:
    """Return whether every mixed text was given one of its parents, and no text at all two."""
    mixed = [child for child, count in _numbers(gold).items() if count > 1]
    found = _numbers(given & gold)
    return bool(mixed) and max(_numbers(given).values(), default=0) == 1 and any(c in found for c in mixed)


def _numbers(found: Edges) -> dict[tuple[str, str], int]:
    numbers: dict[tuple[str, str], int] = {}
    for call, child, _ in found:
        numbers[call, child] = numbers.get((call, child), 0) + 1
    return numbers
