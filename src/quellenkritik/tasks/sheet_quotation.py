"""A quotation as a sheet gives it: from the register by its id, or in a private bank's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from quellenkritik import register
from quellenkritik.register import Quotation, Source

Fact = Callable[[Quotation, Source], str]

FACTS: dict[str, Fact] = {
    "id": lambda quote, source: quote.id,
    "lang": lambda quote, source: quote.lang,
    "text": lambda quote, source: quote.text,
    "gloss": lambda quote, source: quote.gloss or "",
    "speaker": lambda quote, source: quote.speaker or "",
    "page": lambda quote, source: source.outlet.partition(" (")[0],
    "dated": lambda quote, source: str(source.date),
}
"""What a sheet may tell of a quotation, under the name that it has there; an exercise may tell a thing its own way."""


def quotation(entry: str | Mapping[str, Any], *names: str, **own: Fact) -> dict[str, str]:
    """Return the facts of ``names``, then those of ``own``, as texts in this order.

    A private bank gives the words itself: there each fact is what the entry says, and empty where it says nothing.
    """
    if not isinstance(entry, str):
        return {name: str(entry.get(name, "")) for name in (*names, *own)}
    found = register.load().quotation(entry)
    source = register.load().source(found.source)
    facts = {**{name: FACTS[name] for name in names}, **own}
    return {name: fact(found, source) for name, fact in facts.items()}


def plain_speaker(quote: Quotation, source: Source) -> str:
    """Return who speaks, without the office or the paper that the register adds."""
    return (quote.speaker or "").partition(" (")[0].partition(",")[0]
