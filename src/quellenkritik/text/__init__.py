"""Text: normalisation whose every step is named and can be replayed, tokens, and the exact match of quotations."""

from __future__ import annotations

from quellenkritik.text.match import is_exact_quotation, is_exact_run
from quellenkritik.text.normalise import Edit, Normalised, Step, normalise, replay, undo
from quellenkritik.text.tokens import ELLIPSIS, tokens, words

__all__ = [
    "ELLIPSIS",
    "Edit",
    "Normalised",
    "Step",
    "is_exact_quotation",
    "is_exact_run",
    "normalise",
    "replay",
    "tokens",
    "undo",
    "words",
]
