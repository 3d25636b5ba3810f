"""chrF: how many runs of characters two sentences share. It says how alike the words are, not how good a translation is.

Reference: M. Popović, chrF: character n-gram F-score for automatic MT evaluation, Proceedings of the Tenth Workshop on
Statistical Machine Translation (2015) 392-395. Precision and recall are averaged over the orders 1 to 6 and then
combined; white space does not count; recall weighs ``beta`` times as much as precision.
"""

from __future__ import annotations

from collections import Counter

ORDERS = 6


def chrf(candidate: str, reference: str, *, beta: float = 2.0, orders: int = ORDERS) -> float:
    """Return the chrF of one sentence against one reference, in [0, 1]; 0.0 where either is empty.

    Orders for which both sentences are too short are left out of the means.
    """
    one, other = "".join(candidate.split()), "".join(reference.split())
    pairs = [
        (_grams(one, n), _grams(other, n)) for n in range(1, orders + 1) if n <= max(len(one), len(other))
    ]
    if not one or not other:
        return 0.0
    precision = sum(_share(mine & theirs, mine) for mine, theirs in pairs) / len(pairs)
    recall = sum(_share(mine & theirs, theirs) for mine, theirs in pairs) / len(pairs)
    if not precision and not recall:
        return 0.0
    return float((1 + beta**2) * precision * recall / (beta**2 * precision + recall))


def _grams(text: str, n: int) -> Counter[str]:
    return Counter(text[at : at + n] for at in range(len(text) - n + 1))


def _share(common: Counter[str], of: Counter[str]) -> float:
    return common.total() / of.total() if of else 0.0
