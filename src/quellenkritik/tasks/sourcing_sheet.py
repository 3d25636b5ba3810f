"""Drawing a sheet of the exercise sourcing: three sources that are always there, and one each of three other kinds.

An item names a source of the register and the quotations that are shown of it; a private bank may give both in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik import register
from quellenkritik.tasks import draw
from quellenkritik.tasks import sourcing_words as w
from quellenkritik.tasks.core import Gold, Sheet

EXERCISE = "sourcing"


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key."""
    items = draw.stratified(
        bank["items"],
        exercise=EXERCISE,
        seed=seed,
        size=bank["size"],
        stratum=lambda item: item["stratum"],
        pinned=bank["pinned"],
    )
    ids = draw.opaque_ids(items, exercise=EXERCISE, seed=seed, prefix="s")
    sheet = {
        "exercise": EXERCISE,
        "help": [_quote(entry) for entry in bank["help"]],
        "items": [{"id": ids[item["id"]], **_given(item["given"])} for item in items],
    }
    return sheet, {"exercise": EXERCISE, "items": {ids[item["id"]]: _key(item) for item in items}}


def _given(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a student sees of one source."""
    return {
        **_head(given["source"]),
        "shown": given["shown"],
        "editors": given["editors"],
        "quotes": [_quote(entry) for entry in given["quotes"]],
        "asks": {name: text or w.QUESTIONS[name] for name, text in given["asks"].items()},
    }


def _head(source: str | Mapping[str, str]) -> dict[str, str]:
    """Return id, title, outlet, language and address of a source."""
    if not isinstance(source, str):
        return {name: source[name] for name in ("source", "title", "outlet", "lang", "url")}
    found = register.load().source(source)
    return {
        "source": found.id,
        "title": found.title,
        "outlet": found.outlet,
        "lang": found.language,
        "url": str(found.url),
    }


def _quote(entry: str | Mapping[str, str]) -> dict[str, str]:
    if not isinstance(entry, str):
        return {name: entry[name] for name in ("id", "lang", "text", "gloss")}
    found = register.load().quotation(entry)
    return {"id": found.id, "lang": found.lang, "text": found.text, "gloss": found.gloss or ""}


def _key(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the key of one source: value, locators and accepted values of each cell."""
    accept = item.get("accept", {})
    return {
        name: {
            "value": str(cell["value"]),
            "locator": list(cell["locator"]),
            "accept": list(accept.get(name, [])),
        }
        for name, cell in item["gold"].items()
    }
