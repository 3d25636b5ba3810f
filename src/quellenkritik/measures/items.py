"""How an item works in a class: how hard it is, and whether those who do well elsewhere do well in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple


class Item(NamedTuple):
    """``difficulty`` is the mean share of its points (1: everybody has all); ``discrimination`` is None where unknown."""

    name: str
    students: int
    difficulty: float
    discrimination: float | None


def analyse(shares: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> list[Item]:
    """Return one row an item; ``shares`` maps item to student to the share reached, ``weights`` gives points by item.

    Discrimination is the correlation of an item with the rest of the points (corrected item-total correlation).
    Reference: F. M. Lord and M. R. Novick, Statistical Theories of Mental Test Scores (1968), chapter 15.
    """
    totals: dict[str, float] = {}
    for item, own in shares.items():
        for student, share in own.items():
            totals[student] = totals.get(student, 0.0) + weights[item] * share
    return [_item(name, own, totals, weights[name]) for name, own in shares.items() if own]


def _item(name: str, own: Mapping[str, float], totals: Mapping[str, float], weight: float) -> Item:
    rest = [totals[student] - weight * share for student, share in own.items()]
    return Item(name, len(own), sum(own.values()) / len(own), correlation(list(own.values()), rest))


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return Pearson's correlation, or None where one of the two does not vary or there are fewer than three pairs."""
    n = len(first)
    if n < 3:
        return None
    left, right = sum(first) / n, sum(second) / n
    spread = sqrt(sum((a - left) ** 2 for a in first) * sum((b - right) ** 2 for b in second))
    if spread < 1e-12:
        return None
    return sum((a - left) * (b - right) for a, b in zip(first, second, strict=True)) / spread
