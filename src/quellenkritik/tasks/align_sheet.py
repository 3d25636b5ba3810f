"""Drawing a sheet of the exercise align: pairs of texts, one from each group of the bank, in numbered pieces.

An item names two versions of the corpus and the clauses; a private bank may give a text itself instead
(``source: {lang, title, words: ["Wort = word", ...]}``, with ``cut: true`` where our copy ends after the last piece).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from quellenkritik import register
from quellenkritik.register import Piece, Rendering, Version
from quellenkritik.register.corpus import pieces
from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.text.transliterate import scheme, transliterate

EXERCISE = "align"
ADDED = "added"


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key; every group of the bank is on it."""
    items = draw.stratified(
        bank["items"],
        exercise=EXERCISE,
        seed=seed,
        size=bank["size"],
        stratum=lambda item: item["given"]["group"],
    )
    ids = draw.opaque_ids(items, exercise=EXERCISE, seed=seed, prefix="a")
    sheet = {"exercise": EXERCISE, "items": [{"id": ids[i["id"]], **_given(i["given"])} for i in items]}
    return sheet, {"exercise": EXERCISE, "items": {ids[item["id"]]: _key(item) for item in items}}


def _given(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "source": _text(given["source"], given.get("clauses", ()), "s"),
        "target": _text(given["target"], given.get("clauses", ()), "t"),
    }


def _text(text: str | Mapping[str, Any], clauses: Iterable[str], prefix: str) -> dict[str, Any]:
    """Return what a student sees of one text: language, name, where it is from, its pieces, and where it ends."""
    if not isinstance(text, str):
        found = _numbered(pieces(list(text["words"])), text["lang"], prefix)
        facts = {name: text[name] for name in ("lang", "title")}
        return {**facts, "from": [], "pieces": found, "cut": bool(text.get("cut", False))}
    version = register.load().version(text)
    parts = [version.clauses[name] for name in clauses if name in version.clauses]
    words = [piece for part in parts for piece in part.words]
    return {
        "lang": version.lang,
        "title": version.title,
        "from": _origins(parts),
        "pieces": _numbered(words, version.lang, prefix),
        "cut": _ends_early(version, parts),
    }


def _origins(parts: Iterable[Rendering]) -> list[str]:
    """Return the quotations and their pages, each once."""
    quotes = dict.fromkeys(part.quote for part in parts if part.quote)
    known = register.load()
    return [f"{quote}, {known.source(known.quotation(quote).source).label}" for quote in quotes]


def _ends_early(version: Version, parts: Iterable[Rendering]) -> bool:
    """Return whether our copy ends inside or before one of the clauses."""
    return any(part.cut or part.gap is register.Missing.NOT_SEEN for part in parts)


def _numbered(words: Iterable[Piece], lang: str, prefix: str) -> list[dict[str, str]]:
    """Return the pieces with their ids; a mark of a cut is shown in a target, and no piece of a source."""
    shown = [piece for piece in words if prefix == "t" or not piece.marks_a_cut]
    return [
        {"id": f"{prefix}{number}", "text": piece.text, "gloss": piece.gloss, "latin": _latin(piece.text)}
        for number, piece in enumerate(shown, start=1)
    ]


def _latin(text: str) -> str:
    return transliterate(text) if scheme(text) else ""


def _key(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the key of one pair: for each source piece and for what was added, the sure and the possible values."""
    return {
        name: {"sure": list(row["sure"]), "possible": list(row.get("possible", []))}
        for name, row in item["gold"].items()
    }
