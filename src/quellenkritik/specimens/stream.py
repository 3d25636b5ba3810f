"""Chance that is the same everywhere: numbers out of HMAC-SHA256, decided by a seed and a label alone.

The standard library's ``random`` promises its sequences only in part from one Python to the next; a keyed hash does,
and without the seed nobody can tell what it will give.
"""

from __future__ import annotations

import hmac
from collections.abc import MutableSequence, Sequence
from typing import TypeVar

T = TypeVar("T")
_WORD = 8
_RANGE = 1 << (8 * _WORD)


class Stream:
    """Numbers for one purpose. Two labels under one seed have nothing to do with each other."""

    def __init__(self, seed: bytes, label: str) -> None:
        self._key = hmac.digest(seed, label.encode(), "sha256")
        self._blocks = 0
        self._left = b""

    def below(self, bound: int) -> int:
        """Return a whole number in [0, bound), each equally likely (what would tip the scale is thrown away)."""
        if bound < 1:
            raise ValueError(f"a bound is at least 1; came {bound}")
        fair = _RANGE - _RANGE % bound
        while (word := self._word()) >= fair:
            continue
        return word % bound

    def between(self, low: int, high: int) -> int:
        """Return a whole number in [low, high]."""
        return low + self.below(high - low + 1)

    def choice(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.below(len(options))]

    def chance(self, part: int, whole: int) -> bool:
        """Return True ``part`` times in ``whole``."""
        return self.below(whole) < part

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return the options in a new order (Fisher and Yates, as in D. E. Knuth, TAOCP 2, algorithm 3.4.2 P)."""
        order: MutableSequence[T] = list(options)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return list(order)

    def sample(self, options: Sequence[T], size: int) -> list[T]:
        """Return ``size`` different options."""
        return self.shuffled(options)[:size]

    def _word(self) -> int:
        if len(self._left) < _WORD:
            self._left += hmac.digest(self._key, self._blocks.to_bytes(8, "big"), "sha256")
            self._blocks += 1
        word, self._left = self._left[:_WORD], self._left[_WORD:]
        return int.from_bytes(word, "big")
