"""Correction for chance: what a thoughtless answer earns is worth nothing."""

from __future__ import annotations

from collections.abc import Iterable


def rescale(share: float, blind: float) -> float:
    """Return ``max(0, (share - blind) / (1 - blind))`` for two shares in [0, 1]; the result lies in [0, 1].

    The form is that of Cohen's kappa, with the best thoughtless strategy in the place of chance agreement.
    Where thoughtlessness earns everything (``blind`` = 1) nothing can be shown, and the result is 0.
    Reference: J. Cohen, A coefficient of agreement for nominal scales,
    Educational and Psychological Measurement 20 (1960) 37-46.
    """
    if not (0.0 <= share <= 1.0 and 0.0 <= blind <= 1.0):
        raise ValueError(f"shares lie in [0, 1]; came {share} and {blind}")
    return 0.0 if blind >= 1.0 else float(max(0.0, (share - blind) / (1.0 - blind)))


def best(shares: Iterable[float]) -> float:
    """Return the greatest share that any thoughtless strategy earned, 0.0 where there is none."""
    return float(max(shares, default=0.0))
