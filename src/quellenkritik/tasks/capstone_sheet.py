"""Drawing the exercise capstone: eight claims of the article, and the evidence on which a correction can rest.

Claims and evidence name quotations of the register; a private bank may give the words themselves
(``{id, text, lang, gloss, speaker, source, date}``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.sheet_quotation import FACTS, quotation

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
        "evidence": [_quoted(entry) for entry in bank["evidence"]],
        "items": [_claim(item, ids[item["id"]]) for item in items],
    }
    return sheet, {"exercise": EXERCISE, "items": {ids[item["id"]]: _key(item) for item in items}}


def _claim(item: Mapping[str, Any], ident: str) -> dict[str, Any]:
    given = item["given"]
    return {"id": ident, "claim": given["claim"], "words": _quoted(given["words"])}


def _quoted(entry: str | Mapping[str, str]) -> dict[str, str]:
    """Return a quotation with its source and day."""
    return quotation(
        entry,
        "id",
        "lang",
        "speaker",
        "text",
        "gloss",
        source=lambda _, source: source.title,
        date=FACTS["dated"],
    )


def _key(item: Mapping[str, Any]) -> dict[str, Any]:
    accept = item.get("accept", {})
    return {
        "finding": [item["gold"]["finding"], *accept.get("finding", [])],
        "evidence": [*item["gold"]["evidence"], *accept.get("evidence", [])],
    }
