"""Stated probabilities against what was the case: Brier score, its parts, skill, and the reliability diagram.

Forecasts are probabilities in [0, 1] that an item is so; outcomes say whether it was (``True``, 1) or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple


class Murphy(NamedTuple):
    """The parts of a Brier score: ``reliability - resolution + uncertainty`` is the score."""

    reliability: float
    resolution: float
    uncertainty: float


class Bin(NamedTuple):
    """One point of a reliability diagram: bounds, mean forecast, share that was so, number of items."""

    low: float
    high: float
    forecast: float
    observed: float
    items: int


def brier(forecasts: Sequence[float], outcomes: Sequence[bool]) -> float:
    """Return the mean squared difference between forecast and outcome, in [0, 1]; 0 is best.

    Reference: G. W. Brier, Verification of forecasts expressed in terms of probability,
    Monthly Weather Review 78 (1950) 1-3 (here for two classes, half of Brier's own sum).
    """
    _check(forecasts, outcomes)
    return sum((p - bool(o)) ** 2 for p, o in zip(forecasts, outcomes, strict=True)) / len(outcomes)


def base_brier(outcomes: Sequence[bool]) -> float:
    """Return the Brier score of always stating the base rate: ``rate * (1 - rate)``."""
    rate = sum(map(bool, outcomes)) / len(outcomes)
    return rate * (1.0 - rate)


def skill(forecasts: Sequence[float], outcomes: Sequence[bool]) -> float:
    """Return the Brier skill ``1 - score / base score``: 0 for always stating the base rate, 1 at best.

    It may be negative; points are ``max * max(0, skill)``. Where all outcomes are alike there is no base to beat: 0.0.
    Reference: D. S. Wilks, Statistical Methods in the Atmospheric Sciences (3rd ed., 2011), section 8.4.2.
    """
    base = base_brier(outcomes)
    return 0.0 if base == 0.0 else 1.0 - brier(forecasts, outcomes) / base


def murphy(forecasts: Sequence[float], outcomes: Sequence[bool]) -> Murphy:
    """Return the parts of the Brier score; items with the same forecast form a group, so that the sum is exact.

    Reference: A. H. Murphy, A new vector partition of the probability score,
    Journal of Applied Meteorology 12 (1973) 595-600.
    """
    _check(forecasts, outcomes)
    groups: defaultdict[float, list[bool]] = defaultdict(list)
    for p, outcome in zip(forecasts, outcomes, strict=True):
        groups[p].append(bool(outcome))
    n, rate = len(outcomes), sum(map(bool, outcomes)) / len(outcomes)
    shares = [(p, sum(group) / len(group), len(group)) for p, group in groups.items()]
    reliability = sum(k * (p - share) ** 2 for p, share, k in shares) / n
    resolution = sum(k * (share - rate) ** 2 for _, share, k in shares) / n
    return Murphy(reliability, resolution, rate * (1.0 - rate))


def reliability_bins(forecasts: Sequence[float], outcomes: Sequence[bool], bins: int = 5) -> list[Bin]:
    """Return the points of a reliability diagram over ``bins`` equal parts of [0, 1]; empty parts are left out.

    A forecast on a border belongs to the upper part, 1.0 to the last.
    """
    _check(forecasts, outcomes)
    filled: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for p, outcome in zip(forecasts, outcomes, strict=True):
        filled[min(int(p * bins), bins - 1)].append((p, bool(outcome)))
    return [_bin(index / bins, (index + 1) / bins, filled[index]) for index in sorted(filled)]


def _bin(low: float, high: float, items: Sequence[tuple[float, bool]]) -> Bin:
    n = len(items)
    return Bin(low, high, sum(p for p, _ in items) / n, sum(o for _, o in items) / n, n)


def _check(forecasts: Sequence[float], outcomes: Sequence[bool]) -> None:
    if len(forecasts) != len(outcomes) or not outcomes:
        raise ValueError(f"one forecast an item; came {len(forecasts)} for {len(outcomes)} items")
    if not all(0.0 <= p <= 1.0 for p in forecasts):
        raise ValueError("a forecast is a probability in [0, 1]")
