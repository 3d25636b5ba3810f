"""Order of events: Kendall's tau over the pairs whose order is known, and over no others.

Reference: M. G. Kendall, A new measure of rank correlation, Biometrika 30 (1938) 81-93; for orders with
undetermined pairs: R. Fagin and others, Comparing partial rankings, SIAM Journal on Discrete Mathematics 20 (2006)
628-648.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

Pair = tuple[str, str]
"""``(earlier, later)``."""


def determined_pairs(intervals: Mapping[str, tuple[Any, Any]]) -> set[Pair]:
    """Return the pairs whose order is certain: the one ends before the other begins.

    ``intervals`` gives each event its earliest and latest moment (any comparable values, such as dates).
    """
    return {
        (a, b)
        for a, (_, latest) in intervals.items()
        for b, (earliest, _) in intervals.items()
        if latest < earliest
    }


def tau(determined: Collection[Pair], places: Mapping[str, float]) -> float:
    """Return (pairs kept - pairs turned) / pairs, in [-1, 1], over the determined pairs only.

    ``places`` gives each event its place in the answer; an event left out or put in the same place as its partner
    neither keeps nor turns the pair. Points are ``max(0, tau)``.
    """
    if not determined:
        raise ValueError("no pair of events has a known order")
    balance = 0
    for earlier, later in determined:
        if earlier in places and later in places:
            balance += (places[earlier] < places[later]) - (places[earlier] > places[later])
    return balance / len(determined)
