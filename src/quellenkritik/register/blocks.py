"""Quotations that may be printed together: never more than 40 words of one passage in one block."""

from __future__ import annotations

from collections.abc import Iterable

from quellenkritik.register.columns import MAX_WORDS
from quellenkritik.register.model import Quotation


def printable_blocks(quotations: Iterable[Quotation]) -> list[tuple[Quotation, ...]]:
    """Return the quotations in their order, in blocks; a part joins the part that it continues while 40 words allow.

    Two blocks may continue each other: what prints them puts words of its own between them.
    """
    blocks: list[tuple[Quotation, ...]] = []
    for quotation in quotations:
        last = blocks[-1] if blocks else ()
        follows = bool(last) and quotation.continues == last[-1].id
        if follows and sum(part.words for part in last) + quotation.words <= MAX_WORDS:
            blocks[-1] = (*last, quotation)
        else:
            blocks.append((quotation,))
    return blocks
