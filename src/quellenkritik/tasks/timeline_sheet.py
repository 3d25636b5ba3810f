"""Drawing a sheet of the exercise timeline: events, pairs of them, and statements among which the tensions are.

The bank's items are of three kinds. An ``event`` names its quotations and has as gold its date; a ``pair`` names two
events and has as gold their order; a ``tension`` names two sets of statements and has as gold how they stand to each
other. ``bank["draw"]`` pins what is always there and says how many of the rest are drawn from which group.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.register import Quotation, Source, edtf
from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.sheet_quotation import FACTS, plain_speaker, quotation
from quellenkritik.tasks.timeline_key import key
from quellenkritik.tasks.timeline_words import EXERCISE, UNDETERMINED

Item = Mapping[str, Any]


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key."""
    events = _events(bank, seed)
    pairs = _pairs(bank, {event["id"] for event in events}, seed)
    tensions, fitting = _tensions(bank, seed)
    ids = {
        **draw.opaque_ids(events, exercise=EXERCISE, seed=seed, prefix="e"),
        **draw.opaque_ids(pairs, exercise=EXERCISE, seed=seed, prefix="p"),
    }
    turned = {pair["id"]: bool(draw.digest(seed, EXERCISE, pair["id"])[31] & 1) for pair in pairs}
    statements = _statements([*tensions, *fitting], seed)
    ids |= draw.opaque_ids([{"id": i} for i in statements], exercise=EXERCISE, seed=seed, prefix="s")
    sheet = {
        "exercise": EXERCISE,
        "items": [
            *(_event(event, ids[event["id"]]) for event in events),
            *(_pair(pair, ids, turned[pair["id"]]) for pair in pairs),
        ],
        "statements": [{**_quote(quote), "id": ids[quote]} for quote in statements],
        "tensions": len(tensions),
    }
    return sheet, key(bank, events, pairs, tensions, ids, turned)


def of_kind(bank: Mapping[str, Any], kind: str) -> list[Item]:
    """Return the items of one kind."""
    return [item for item in bank["items"] if item["kind"] == kind]


def _events(bank: Mapping[str, Any], seed: bytes) -> list[Item]:
    """Return the pinned events and so many of each group, in sheet order."""
    every = of_kind(bank, "event")
    here = set(bank["draw"]["pinned"])
    for group in bank["draw"]["groups"]:
        members = [event for event in every if event["id"] in group["of"]]
        ranked = sorted(members, key=lambda event: draw.digest(seed, EXERCISE, event["id"])[:8])
        here |= {event["id"] for event in ranked[: group["take"]]}
    return draw.in_order([e for e in every if e["id"] in here], exercise=EXERCISE, seed=seed)


def _pairs(bank: Mapping[str, Any], here: set[str], seed: bytes) -> list[Item]:
    """Return the pairs that are asked, both of whose events are on the sheet: open ones and others in turn."""
    free = [p for p in of_kind(bank, "pair") if {p["given"]["first"], p["given"]["second"]} <= here]
    return draw.stratified(
        free,
        exercise=EXERCISE,
        seed=seed,
        size=bank["draw"]["pairs"],
        stratum=lambda pair: pair["gold"]["order"] == UNDETERMINED,
    )


def _tensions(bank: Mapping[str, Any], seed: bytes) -> tuple[list[Item], list[Item]]:
    """Return the tensions of the sheet and the pairs of statements that fit and stand among them."""
    every = of_kind(bank, "tension")
    real = [t for t in every if t["gold"]["verdict"] != "compatible"]
    fitting = [t for t in every if t["gold"]["verdict"] == "compatible"]
    pins = bank["draw"]["tensions"]["pinned"]
    drawn_ones = draw.stratified(
        [t for t in real if t["id"] in pins or t["id"] in bank["draw"]["tensions"]["of"]],
        exercise=EXERCISE,
        seed=seed,
        size=bank["draw"]["tensions"]["take"],
        stratum=lambda tension: tension["gold"]["verdict"],
        pinned=pins,
    )
    others = draw.stratified(
        [t for t in fitting if t["id"] in bank["draw"]["fitting"]["of"]],
        exercise=EXERCISE,
        seed=seed,
        size=bank["draw"]["fitting"]["take"],
        stratum=lambda tension: tension["kind"],
    )
    return drawn_ones, others


def _statements(tensions: Sequence[Item], seed: bytes) -> list[str]:
    """Return the statements of all pairs, each once, in an order that says nothing."""
    every = {i for t in tensions for side in ("one", "other") for i in t["given"][side]}
    return [s["id"] for s in draw.in_order([{"id": i} for i in every], exercise=EXERCISE, seed=seed)]


def _event(event: Item, ident: str) -> dict[str, Any]:
    given = event["given"]
    return {
        "id": ident,
        "kind": "event",
        "part": given["part"],
        "what": given["what"],
        "quotes": [_quote(quote) for quote in given["quotes"]],
    }


def _pair(pair: Item, ids: Mapping[str, str], turned: bool) -> dict[str, Any]:
    first, second = pair["given"]["first"], pair["given"]["second"]
    if turned:
        first, second = second, first
    return {"id": ids[pair["id"]], "kind": "pair", "first": ids[first], "second": ids[second]}


def _quote(quote: str | Item) -> dict[str, str]:
    """Return a quotation with the facts of its page."""
    return quotation(
        quote, "id", "text", "lang", "gloss", speaker=plain_speaker, page=FACTS["page"], dated=_dated
    )


def _dated(quote: Quotation, source: Source) -> str:
    """Return the day of the page; when a document of those days was made is what the exercise asks."""
    return "" if source.role == "document" else _with_weekday(str(source.date))


def _with_weekday(text: str) -> str:
    """Return the date of a page with its day of the week, where it is a whole day."""
    if not edtf.check(text) or len(text) != len("2000-06-04"):
        return text
    return f"{text} ({datetime.date.fromisoformat(text):%A})"
