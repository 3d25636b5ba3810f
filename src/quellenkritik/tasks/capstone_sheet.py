"""Drawing the exercise capstone: eight claims of the article, and the evidence on which a correction can rest.

Claims and evidence name quotations of the register; a private bank may give the words themselves
(``{id, text, lang, gloss, speaker, source, date}``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik import register
from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet

EXERCISE, PREFIX = "capstone", "k"


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key; the central claim is always there, and every kind of finding that the bank has."""
    items = draw.stratified(
        bank["items"],
        exercise=EXERCISE,
        seed=seed,
        size=bank["size"],
        stratum=lambda item: item["gold"]["finding"],
        pinned=bank["pinned"],
    )
    ids = draw.opaque_ids(items, exercise=EXERCISE, seed=seed, prefix=PREFIX)
    sheet = {
        "exercise": EXERCISE,
        "article": dict(bank["article"]),
        "facts": list(bank["facts"]),
        "evidence": [_quotation(entry) for entry in bank["evidence"]],
        "items": [_claim(item, ids[item["id"]]) for item in items],
    }
    return sheet, {"exercise": EXERCISE, "items": {ids[item["id"]]: _key(item) for item in items}}


def _claim(item: Mapping[str, Any], ident: str) -> dict[str, Any]:
    given = item["given"]
    return {"id": ident, "claim": given["claim"], "words": _quotation(given["words"])}


def _quotation(entry: str | Mapping[str, str]) -> dict[str, str]:
    """Return a quotation as a sheet shows it, with its source and day."""
    if not isinstance(entry, str):
        names = ("id", "lang", "speaker", "text", "gloss", "source", "date")
        return {name: str(entry.get(name, "")) for name in names}
    here = register.load()
    found = here.quotation(entry)
    source = here.source(entry.partition("#")[0])
    return {
        "id": entry,
        "lang": found.lang,
        "speaker": found.speaker or "",
        "text": found.text,
        "gloss": found.gloss or "",
        "source": str(source.title),
        "date": str(source.date),
    }


def _key(item: Mapping[str, Any]) -> dict[str, Any]:
    accept = item.get("accept", {})
    return {
        "finding": [item["gold"]["finding"], *accept.get("finding", [])],
        "evidence": [*item["gold"]["evidence"], *accept.get("evidence", [])],
    }
