"""Drawing a sheet of the exercise coding: one telling of each of twelve kinds, from March 2000 to 2025.

An item names a source of the register and some of its quotations; a private bank may give the words themselves instead
(``quotes: [{id, text, lang, gloss}]`` with ``page``, ``date`` and ``seen``). What the editors conclude is in the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik import register
from quellenkritik.tasks import draw
from quellenkritik.tasks.coding_words import EXERCISE, QUESTIONS
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.sheet_quotation import plain_speaker, quotation

Item = Mapping[str, Any]


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key; every kind of telling is on it."""
    items = draw.stratified(
        bank["items"], exercise=EXERCISE, seed=seed, size=bank["size"], stratum=lambda item: item["kind"]
    )
    ids = draw.opaque_ids(items, exercise=EXERCISE, seed=seed, prefix="t")
    sheet = {
        "exercise": EXERCISE,
        "items": [{"id": ids[item["id"]], **_given(item["given"])} for item in items],
    }
    return sheet, {"exercise": EXERCISE, "items": {ids[item["id"]]: _key(item) for item in items}}


def _given(given: Item) -> dict[str, Any]:
    """Return what a student sees of one telling; what the editors put in brackets behind a page's name is left out."""
    headline = {"headline": dict(given["headline"])} if "headline" in given else {}
    return {
        "coded": given["coded"],
        **_page(given),
        **headline,
        "quotes": [_quote(quote) for quote in given["quotes"]],
    }


def _page(given: Item) -> dict[str, str]:
    """Return the facts of the page, from the register or from a private bank."""
    if "page" in given:
        return {name: given[name] for name in ("page", "date", "seen")}
    source = register.load().source(given["source"])
    return {"page": source.outlet.partition(" (")[0], "date": str(source.date), "seen": source.seen}


def _quote(quote: str | Item) -> dict[str, str]:
    return quotation(quote, "id", "text", "lang", "gloss", speaker=plain_speaker)


def _key(item: Item) -> dict[str, Any]:
    """Return the key of one telling: six units, the year, the traps of its headline, whether it is another talk."""
    accept = item.get("accept", {})
    return {
        "units": {
            name: {
                "value": item["gold"][name]["value"],
                "at": list(item["gold"][name].get("at", [])),
                "accept": list(accept.get(name, [])),
            }
            for name in QUESTIONS
        },
        "told": str(item["told"]),
        "headline": dict(item.get("headline", {})),
        "other_talk": bool(item.get("other_talk", False)),
    }
