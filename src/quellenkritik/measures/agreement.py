"""Agreement between codings: Cohen's kappa, Krippendorff's alpha, and how sure the figure is.

Where the values do not vary at all, nothing is shown above chance; both coefficients are then 0.0 by convention here
(the formulas divide nought by nought).
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import permutations
from statistics import NormalDist
from typing import Literal, TypeVar

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)
Unit = Sequence[Hashable | None]
"""What the coders gave one unit, in the order of the coders; ``None`` where a coder gave nothing."""

Level = Literal["nominal", "ordinal"]


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return Cohen's kappa of two codings of the same units: ``(observed - expected) / (1 - expected)``.

    Both sequences have one value a unit, in the same order. The result lies in [-1, 1].
    Reference: J. Cohen, Educational and Psychological Measurement 20 (1960) 37-46.
    """
    if len(first) != len(second) or not first:
        raise ValueError(f"two codings of the same units; came {len(first)} and {len(second)} values")
    n = len(first)
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    left, right = Counter(first), Counter(second)
    expected = sum(left[value] * right[value] for value in left) / n**2
    return 0.0 if expected == 1.0 else float((observed - expected) / (1.0 - expected))


def krippendorff_alpha(
    units: Sequence[Unit], level: Level = "nominal", order: Sequence[Hashable] = ()
) -> float:
    """Return Krippendorff's alpha, ``1 - observed / expected disagreement``, for any number of coders and gaps.

    ``order`` lists the values from low to high and is needed for the ordinal level. Units with fewer than two values
    say nothing and are left out. The result is at most 1.
    Reference: K. Krippendorff, Content Analysis (2nd ed., Sage 2004), chapter 11; the same with worked figures:
    Computing Krippendorff's Alpha-Reliability (University of Pennsylvania, 2011).
    """
    coincidences = _coincidences(units)
    totals: Counter[Hashable] = Counter()
    for (value, _), weight in coincidences.items():
        totals[value] += weight  # type: ignore[assignment]  # fractions of counts are floats
    n = sum(totals.values())
    distance = _ordinal(order, totals) if level == "ordinal" else _nominal
    observed = sum(weight * distance(a, b) for (a, b), weight in coincidences.items())
    expected = sum(totals[a] * totals[b] * distance(a, b) for a in totals for b in totals)
    return 0.0 if not expected else float(1.0 - (n - 1) * observed / expected)


def _coincidences(units: Sequence[Unit]) -> dict[tuple[Hashable, Hashable], float]:
    """Return the coincidence matrix: each unit of m values adds ``1 / (m - 1)`` for every ordered pair in it."""
    matrix: dict[tuple[Hashable, Hashable], float] = {}
    for unit in units:
        values = [value for value in unit if value is not None]
        for pair in permutations(values, 2):
            matrix[pair] = matrix.get(pair, 0.0) + 1.0 / (len(values) - 1)
    return matrix


def _nominal(a: Hashable, b: Hashable) -> float:
    return float(a != b)


def _ordinal(order: Sequence[Hashable], totals: Counter[Hashable]) -> Callable[[Hashable, Hashable], float]:
    """Return the ordinal distance: the squared number of values between two ranks, the ends counted half."""
    missing = [value for value in totals if value not in order]
    if missing:
        raise ValueError(f"the order of the scale does not name {missing}")

    def distance(a: Hashable, b: Hashable) -> float:
        low, high = sorted((order.index(a), order.index(b)))
        between = sum(totals[value] for value in order[low : high + 1])
        return float((between - (totals[a] + totals[b]) / 2) ** 2)

    return distance


def bootstrap_interval(
    units: Sequence[T],
    statistic: Callable[[Sequence[T]], float],
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 2000,
) -> tuple[float, float]:
    """Return the percentile interval of a statistic over units drawn again with replacement; same seed, same result.

    Reference: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (Chapman & Hall 1993), chapter 13.
    """
    if not units:
        raise ValueError("an interval needs at least one unit")
    source = random.Random(seed)
    values = sorted(statistic(source.choices(units, k=len(units))) for _ in range(draws))
    tail = (1.0 - level) / 2.0
    return _percentile(values, tail), _percentile(values, 1.0 - tail)


def jackknife_interval(
    units: Sequence[H], statistic: Callable[[Sequence[H]], float], level: float = 0.95
) -> tuple[float, float]:
    """Return the normal interval of a statistic, its spread measured by leaving out one unit at a time.

    Cheaper than drawing again, since equal units are left out only once: for showing how sure one answer's figure is.
    The bounds are not cut to the range of the statistic. Raises ``ValueError`` for fewer than two units.
    Reference: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (Chapman & Hall 1993), chapter 11.
    """
    n = len(units)
    if n < 2:
        raise ValueError(f"an interval needs at least two units; came {n}")
    held = list(units)
    without = {unit: statistic(_less(held, unit)) for unit in dict.fromkeys(held)}
    values = [without[unit] for unit in held]
    mean = sum(values) / n
    spread = math.sqrt((n - 1) / n * sum((value - mean) ** 2 for value in values))
    reach = NormalDist().inv_cdf((1.0 + level) / 2.0) * spread
    whole = statistic(held)
    return float(whole - reach), float(whole + reach)


def _less(units: Sequence[H], unit: H) -> list[H]:
    at = units.index(unit)
    return [*units[:at], *units[at + 1 :]]


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value at a share of the way through an ordered list, linear between neighbours."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (ordered[high] - ordered[low]) * (place - low))


def weighted_kappa(first: Sequence[float], second: Sequence[float]) -> float:
    """Return Cohen's kappa with quadratic weights: ``1 - observed / expected`` squared difference of two markers.

    Both sequences have one number a unit (points), in the same order; the result is at most 1. Where neither marker
    varies, nothing is shown above chance: 0.0.
    Reference: J. Cohen, Psychological Bulletin 70 (1968) 213-220.
    """
    if len(first) != len(second) or not first:
        raise ValueError(f"two markings of the same units; came {len(first)} and {len(second)} values")
    n = len(first)
    observed = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) / n
    expected = sum((a - b) ** 2 for a in first for b in second) / n**2
    return 0.0 if expected == 0.0 else float(1.0 - observed / expected)
