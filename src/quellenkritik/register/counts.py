"""The numbers of the register, in a fixed order: pinned by a test, printed by ``qk sources verify --counts``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from quellenkritik.register.collection import Register

Counts = dict[str, int | dict[str, int]]


def counts(register: Register) -> Counts:
    """Return totals, and the parts of those that the book speaks of; keys are words, so that a text can name them.

    Without the editors' codings, the texts alone are counted.
    """
    return _texts(register) | (_codings(register) if register.has_codings else {})


def _texts(register: Register) -> Counts:
    sources = register.sources.values()
    quotes = register.quotations.values()
    return {
        "sources": len(register.sources),
        "sources by role": _tally(source.role for source in sources),
        "sources seen": _tally(source.seen for source in sources),
        "quotations": len(register.quotations),
        "quotations known": _tally(quote.known for quote in quotes),
        "languages": len({quote.lang for quote in quotes}),
        "units": len(register.units),
    }


def _codings(register: Register) -> Counts:
    sources = register.sources.values()
    return {
        "readings": sum(len(unit.readings) for unit in register.units.values()),
        "witnesses coded": len(register.coded()),
        "cells": sum(len(source.cells) for source in sources),
        "cells by basis": _tally(
            cell.basis or "not_seen" for source in sources for cell in source.cells.values()
        ),
        "parents": sum(len(source.parents) for source in sources),
        "parents by confidence": _tally(p.confidence for source in sources for p in source.parents),
        "parents unseen": sum(parent.id is None for source in sources for parent in source.parents),
        "tellings": len(register.tellings()),
        "records": len(register.records()),
    }


def _tally(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
