"""The exact match of a quotation: a run of tokens, never a similarity.

A fuzzy measure gives a quotation with *not* inserted 94 of 100; here it does not count at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from quellenkritik.text.tokens import ELLIPSIS, tokens

MINIMUM = 5
"""The least number of words that makes a run long enough to be told from chance."""


def is_exact_run(candidate: str, source_text: str, minimum: int = MINIMUM) -> bool:
    """Return whether the candidate is an unbroken run of at least ``minimum`` words of the source text."""
    wanted = tokens(candidate)
    enough = sum(token != ELLIPSIS for token in wanted) >= max(1, minimum)
    return enough and _stands_in(wanted, tokens(source_text))


def is_exact_quotation(candidate: str, registered: str, minimum: int = MINIMUM) -> bool:
    """Return whether the candidate quotes a registered text: a run of ``minimum`` words, or the whole of it."""
    wanted = tokens(candidate)
    return bool(wanted) and (wanted == tokens(registered) or is_exact_run(candidate, registered, minimum))


def _stands_in(run: Sequence[str], text: Sequence[str]) -> bool:
    return any(text[at : at + len(run)] == run for at in range(len(text) - len(run) + 1))
