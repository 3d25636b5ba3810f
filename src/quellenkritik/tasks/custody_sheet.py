"""Drawing a sheet of the exercise custody: the ways of some papers, their stations, and marks to be coded.

The bank has items of three kinds. A ``station`` is a state of a text on the way of a paper. A ``step`` joins two
stations: its key says whether it is attested, a gap, or no step at all; steps never stand on a sheet. A ``mark`` is a
stamp, a line or a sentence on or about a paper. Three ways are always there, others are drawn by the seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.register import Missing, Quotation, Source
from quellenkritik.tasks import custody_words as w
from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.sheet_quotation import quotation

EXERCISE = "custody"
UNDATED = ("document", "comparandum")
"""Roles whose dates are asked: of these the sheet gives none."""

Item = Mapping[str, Any]


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key."""
    ways = _ways(bank, seed)
    letters = {way: chr(ord("A") + at) for at, way in enumerate(ways)}
    stations = [i for i in _of_kind(bank, "station") if i["given"]["way"] in letters]
    stations = draw.in_order(stations, exercise=EXERCISE, seed=seed)
    stations.sort(key=lambda i: letters[i["given"]["way"]])
    marks = _marks(bank, seed)
    ids = draw.opaque_ids(stations, exercise=EXERCISE, seed=seed, prefix="k")
    ids |= draw.opaque_ids(marks, exercise=EXERCISE, seed=seed, prefix="m")
    sheet = {
        "exercise": EXERCISE,
        "papers": [_paper(letters[way], bank["ways"][way]) for way in ways],
        "items": [
            *(_station(i, ids[i["id"]], letters) for i in stations),
            *(_mark(i, ids[i["id"]]) for i in marks),
        ],
    }
    steps = [i for i in _of_kind(bank, "step") if i["given"]["way"] in letters]
    return sheet, {
        "exercise": EXERCISE,
        "steps": [_step_key(i, ids) for i in steps],
        "marks": {ids[i["id"]]: _mark_key(i) for i in marks},
    }


def _of_kind(bank: Mapping[str, Any], kind: str) -> list[Item]:
    return [item for item in bank["items"] if item["kind"] == kind]


def _ways(bank: Mapping[str, Any], seed: bytes) -> list[str]:
    """Return the ways of the sheet: the pinned ones as the bank has them, then those drawn, one of each stratum in turn."""
    pinned = list(bank["draw"]["pinned"])
    rest = [
        {"id": way, "stratum": plan["stratum"]} for way, plan in bank["ways"].items() if way not in pinned
    ]
    size = bank["draw"]["ways"]
    chosen = draw.stratified(
        rest, exercise=EXERCISE, seed=seed, size=size, stratum=lambda way: str(way["stratum"])
    )
    return [*pinned, *(str(way["id"]) for way in chosen)]


def _marks(bank: Mapping[str, Any], seed: bytes) -> list[Item]:
    """Return the marks of the sheet: every kind of warrant, with those that the place alone would get wrong."""
    return draw.stratified(
        _of_kind(bank, "mark"),
        exercise=EXERCISE,
        seed=seed,
        size=bank["draw"]["marks"],
        stratum=lambda item: str(item.get("stratum", item["gold"]["warrants"])),
        pinned=bank["draw"]["pinned_marks"],
        vary=lambda item: str(item["given"].get("vary", item["given"]["about"])),
    )


def _paper(letter: str, plan: Mapping[str, Any]) -> dict[str, Any]:
    return {"paper": letter, "title": plan["title"], "quotes": [_quote(entry) for entry in plan["quotes"]]}


def _station(item: Item, ident: str, letters: Mapping[str, str]) -> dict[str, str]:
    given = item["given"]
    return {"id": ident, "kind": "station", "paper": letters[given["way"]], "label": given["label"]}


def _mark(item: Item, ident: str) -> dict[str, str]:
    """Return a mark as shown: its words, the paper that it is asked about, and where it stands."""
    given = item["given"]
    whole = _quote(given["quote"])
    part = given.get("mark") or whole["text"]
    return {
        "id": ident,
        "kind": "mark",
        "lang": whole["lang"],
        "text": part,
        "gloss": "" if given.get("mark") else whole["gloss"],
        "about": given["about"],
        "stands": given["stands"],
    }


def _quote(entry: str | Mapping[str, str]) -> dict[str, str]:
    return quotation(entry, "id", "lang", "text", "gloss", where=_where)


def _where(quote: Quotation, source: Source) -> str:
    """Return page, date of a news page, speaker, and through whom we know the words."""
    parts = [source.outlet.partition(" (published")[0]]
    if source.role not in UNDATED:
        date = "date unknown" if isinstance(source.date, Missing) else source.date
        parts = [source.outlet.partition(" (")[0], date]
    parts += [quote.speaker] if quote.speaker else []
    parts += ["known through " + ", ".join(quote.via)] if quote.via else []
    return "; ".join(parts)


def _step_key(item: Item, ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the key of one pair of stations: what it is, and all values that are right for each field."""
    given, gold, accept = item["given"], item["gold"], item.get("accept", {})
    return {
        "child": ids[given["child"]],
        "parent": ids[given["parent"]],
        "status": gold["status"] if item.get("scored", True) else "open",
        **{name: _values(gold, accept, name) for name in ("agent", "date", "evidence", "look_in")},
        "twin": [ids[end] for end in item.get("twin", ())],
        "day": str(item.get("event_day", "")),
        "act": str(item.get("act", "")),
    }


def _mark_key(item: Item) -> dict[str, Any]:
    gold, accept = item["gold"], item.get("accept", {})
    return {name: _values(gold, accept, name) for name in ("step", "warrants", "words")} | {
        "own": bool(item.get("own", False))
    }


def _values(gold: Mapping[str, Any], accept: Mapping[str, Any], name: str) -> list[str]:
    """Return the right values of a field, the best first; words for no warrant are none."""
    best: Sequence[str] | str = gold.get(name, "")
    first = [best] if isinstance(best, str) else list(best)
    return [
        str(value)
        for value in (*first, *accept.get(name, ()))
        if (value and value != w.NONE) or name == "warrants"
    ]
