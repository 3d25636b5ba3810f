"""Agreement over several questions at once: units of one question are compared with units of that question only.

Pooling the values of different questions into one table would make chance look smaller than it is, for a value of one
question can never be drawn by chance at another.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[Hashable, Hashable]
"""What two coders gave one unit."""


@dataclass(frozen=True)
class Kappa:
    """A kappa with its approximate 95 % interval, over ``units``; ``low`` and ``high`` lie in [-1, 1]."""

    value: float
    low: float
    high: float
    units: int


def stratified_kappa(strata: Mapping[str, Sequence[Pair]]) -> Kappa:
    """Return the kappa of two codings over several questions: ``(observed - expected) / (1 - expected)``.

    ``strata`` gives for each question one pair of values a unit. The observed agreement is the mean over all units, the
    expected one is computed question by question and averaged in proportion to the units; the result is therefore the
    mean of the questions' kappas, weighted by ``units * (1 - expected)``. Where nothing varies, it is 0.0. The interval
    is the large-sample one: ``1.96 * sqrt(observed * (1 - observed) / units) / (1 - expected)``. Raises ``ValueError``
    where there is no unit.
    Reference: J. Cohen, Educational and Psychological Measurement 20 (1960) 37-46 (kappa and its standard error);
    W. Barlow, M.-Y. Lai and S. P. Azen, Statistics in Medicine 10 (1991) 1465-1472 (kappa over strata).
    """
    n = sum(len(pairs) for pairs in strata.values())
    if not n:
        raise ValueError("an agreement needs at least one unit")
    observed = sum(a == b for pairs in strata.values() for a, b in pairs) / n
    expected = sum(_expected(pairs) * len(pairs) for pairs in strata.values() if pairs) / n
    if expected >= 1.0:
        return Kappa(0.0, 0.0, 0.0, n)
    value = (observed - expected) / (1.0 - expected)
    error = 1.96 * math.sqrt(observed * (1.0 - observed) / n) / (1.0 - expected)
    return Kappa(value, max(-1.0, value - error), min(1.0, value + error), n)


def _expected(pairs: Sequence[Pair]) -> float:
    """Return the agreement of two coders who keep their own frequencies and throw dice."""
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return sum(left[value] * right[value] for value in left) / len(pairs) ** 2
