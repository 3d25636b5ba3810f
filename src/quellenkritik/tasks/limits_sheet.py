"""Drawing a sheet of the exercise limits: 36 statements, six of each step, and the records that they are put to.

A record names quotations of the register; a private bank may give the words themselves instead
(``{id, text, lang, gloss, speaker}``). The sheet carries everything that a student needs, and no key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.sheet_quotation import quotation

EXERCISE = "limits"
QUOTED = ("id", "lang", "speaker", "text", "gloss")
_APART = frozenset({"release", "occasion", "added", "silence", "later", "record", "translation"})
"""The traps that a sheet keeps apart within a step; the rarer ones share a place."""


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key; every step of the ladder is on it equally often."""
    items = draw.stratified(
        bank["items"],
        exercise=EXERCISE,
        seed=seed,
        size=bank["size"],
        stratum=lambda item: item["gold"]["step"],
        vary=lambda item: item["trap"] if item["trap"] in _APART else "other",
    )
    ids = draw.opaque_ids(items, exercise=EXERCISE, seed=seed, prefix="l")
    here = {item["given"]["record"] for item in items}
    sheet = {
        "exercise": EXERCISE,
        "genre": [quotation(entry, *QUOTED) for entry in bank["genre"]],
        "records": [_record(name, given) for name, given in bank["records"].items() if name in here],
        "items": [{"id": ids[item["id"]], **item["given"]} for item in items],
    }
    return sheet, {"exercise": EXERCISE, "items": {ids[item["id"]]: _key(item) for item in items}}


def _record(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "title": given["title"],
        "made": given["made"],
        "quotes": [quotation(entry, *QUOTED) for entry in given["quotes"]],
    }


def _key(item: Mapping[str, Any]) -> dict[str, Any]:
    accept = item.get("accept", {})
    return {
        "step": item["gold"]["step"],
        "locator": list(item["gold"]["locator"]),
        "trap": item["trap"],
        "accept": {name: list(accept.get(name, [])) for name in ("step", "locator")},
    }
