"""How well the links between two texts agree with a key that parts sure from possible links.

Precision is taken on the possible links (one that can be defended is no mistake), recall on the sure ones (only one that
nobody would leave out can be missed). Reference: F. J. Och and H. Ney, A Systematic Comparison of Various Statistical
Alignment Models, Computational Linguistics 29 (2003) 19-51.
"""

from __future__ import annotations

from collections.abc import Hashable
from collections.abc import Set as AbstractSet

Links = AbstractSet[Hashable]


def precision(said: Links, sure: Links, possible: Links) -> float:
    """Return the share of the given links that are sure or possible, in [0, 1]; 0 where none is given."""
    return len(said & (sure | possible)) / len(said) if said else 0.0


def recall(said: Links, sure: Links) -> float:
    """Return the share of the sure links that are given, in [0, 1]; 1 where none is sure."""
    return len(said & sure) / len(sure) if sure else 1.0


def balanced(said: Links, sure: Links, possible: Links) -> float:
    """Return the harmonic mean of precision and recall, in [0, 1]; 0 where no link is given."""
    right, whole = precision(said, sure, possible), recall(said, sure)
    return 2 * right * whole / (right + whole) if right + whole else 0.0


def error_rate(said: Links, sure: Links, possible: Links) -> float:
    """Return the alignment error rate ``1 - (|A & S| + |A & P|) / (|A| + |S|)``, in [0, 1]; P holds S."""
    both = len(said) + len(sure)
    return 1.0 - (len(said & sure) + len(said & (sure | possible))) / both if both else 0.0
