"""Drawing a sheet of the exercise justify: three English sentences, one from each group of the bank.

An item names a quotation of the register; a private bank may give the words themselves (``quote: {text, page, date}``),
and names its own class language. The registered renderings stay with the key: a student translates first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik import register
from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.justify_words import EXERCISE, LANGUAGES


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key; raises ``ValueError`` for a class language that the check does not know."""
    language = str(bank["language"])
    if language not in LANGUAGES:
        raise ValueError(
            f"{EXERCISE}: came the language '{language}'; expected one of {', '.join(LANGUAGES)}"
        )
    items = draw.stratified(
        bank["items"],
        exercise=EXERCISE,
        seed=seed,
        size=bank["size"],
        stratum=lambda item: item["group"],
    )
    ids = draw.opaque_ids(items, exercise=EXERCISE, seed=seed, prefix="j")
    sheet = {
        "exercise": EXERCISE,
        "language": language,
        "scale": {str(entry.step): entry.label for entry in register.load().scale},
        "items": [{"id": ids[item["id"]], **_given(item["given"])} for item in items],
    }
    return sheet, {"exercise": EXERCISE, "items": {ids[item["id"]]: _key(item["gold"]) for item in items}}


def _given(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a student sees of one sentence; ``keep`` lists the stems that any rendering of it has."""
    quote = given["quote"]
    if isinstance(quote, str):
        found = register.load().quotation(quote)
        source = register.load().source(found.source)
        quote = {"text": found.text, "page": source.outlet.partition(" (")[0], "date": str(source.date)}
    return {
        **quote,
        "lang": "en",
        "context": given["context"],
        "keep": [list(group) for group in given["keep"]],
    }


def _key(gold: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sample rendering with its decision, the strength of the English if any, the printed renderings."""
    return {
        "rendering": gold["rendering"],
        "strength": str(gold["strength"]),
        "english": gold.get("english"),
        "decision": {
            name: str(gold["decision"][name]) for name in ("phrase", "first", "second", "choice", "loss")
        },
        "printed": _texts(gold.get("printed", [])),
    }


def _texts(quotes: Sequence[str]) -> list[str]:
    """Return the words of registered quotations; a private bank may give the words themselves."""
    known = register.load().quotations
    return [known[quote].text if quote in known else quote for quote in quotes]
