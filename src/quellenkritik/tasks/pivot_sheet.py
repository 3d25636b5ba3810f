"""Drawing a sheet of the exercise pivot: sixteen quotations of all classes, and the panel that they need.

An item names a quotation of the register; a private bank may give the words themselves instead
(``quote: {text, lang, gloss, page, date}``). The sheet carries everything that a student needs, and no key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik import register
from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet

EXERCISE = "pivot"
_FACTS = ("speaker", "spoken_in", "printed", "group")


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key; every class of the bank is on it, in English and not."""
    items = draw.stratified(
        bank["items"],
        exercise=EXERCISE,
        seed=seed,
        size=bank["size"],
        stratum=lambda item: item["gold"]["class"],
        vary=lambda item: _words(item["given"]["quote"])["lang"] == "en",
    )
    ids = draw.opaque_ids(items, exercise=EXERCISE, seed=seed, prefix="p")
    here = {item["given"]["group"] for item in items}
    groups = {name: group for name, group in bank["groups"].items() if name in here}
    sheet = {
        "exercise": EXERCISE,
        "groups": {name: group["topic"] for name, group in groups.items()},
        "panel": [_panel(entry, name) for name, group in groups.items() for entry in group["panel"]],
        "items": [{"id": ids[item["id"]], **_given(item["given"])} for item in items],
    }
    return sheet, {"exercise": EXERCISE, "items": {ids[item["id"]]: _key(item) for item in items}}


def _given(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a student sees of one item; what the editors put in brackets behind a page's name is left out."""
    facts = {name: given[name] for name in _FACTS}
    quote = _words(given["quote"])
    page = quote["page"].partition(" (")[0]
    return {**quote, "page": page, **facts, "words": dict(given.get("words", {}))}


def _panel(entry: str | Mapping[str, str], group: str) -> dict[str, str]:
    """Return one text of the panel, with the id that a student names as evidence."""
    ident = entry if isinstance(entry, str) else entry["id"]
    return {"id": ident, "group": group, **_words(entry)}


def _words(quote: str | Mapping[str, str]) -> dict[str, str]:
    """Return words, language, gloss, page and date of a quotation of the register or of a private bank."""
    if not isinstance(quote, str):
        return {name: quote[name] for name in ("text", "lang", "gloss", "page", "date")}
    found = register.load().quotation(quote)
    source = register.load().source(found.source)
    return {
        "text": found.text,
        "lang": found.lang,
        "gloss": found.gloss or "",
        "page": source.outlet,
        "date": str(source.date),
    }


def _key(item: Mapping[str, Any]) -> dict[str, Any]:
    accept = item.get("accept", {})
    return {
        **{name: item["gold"][name] for name in ("class", "through", "word", "against")},
        "accept": {name: list(accept.get(name, [])) for name in ("class", "through", "word", "against")},
    }
