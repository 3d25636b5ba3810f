"""The key of one sheet of the exercise timeline, and which order of two events is known.

An order is known where the dates do not overlap, where a pair was coded, or where both together give it (what comes
before the earlier comes before the later).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.measures.order import Pair, determined_pairs
from quellenkritik.register import edtf
from quellenkritik.tasks.core import Gold
from quellenkritik.tasks.timeline_words import EXERCISE, FIRST, SECOND, UNDETERMINED

Item = Mapping[str, Any]


def key(
    bank: Mapping[str, Any],
    events: Sequence[Item],
    pairs: Sequence[Item],
    tensions: Sequence[Item],
    ids: Mapping[str, str],
    turned: Mapping[str, bool],
) -> Gold:
    """Return the key by opaque ids, those of the statements among them."""
    return {
        "exercise": EXERCISE,
        "events": {ids[event["id"]]: _event(event) for event in events},
        "pairs": {ids[pair["id"]]: _pair(pair, turned[pair["id"]]) for pair in pairs},
        "tensions": [_tension(tension, ids) for tension in tensions],
        "neutral": [[_here(side, ids) for side in sides] for sides in bank["draw"].get("neutral", [])],
        "determined": sorted([ids[a], ids[b]] for a, b in known_order(bank, events)),
    }


def known_order(bank: Mapping[str, Any], events: Sequence[Item]) -> set[Pair]:
    """Return the pairs ``(earlier, later)`` of one part whose order is known, by the ids of the bank."""
    here = {event["id"]: event["given"]["part"] for event in events}
    intervals = {event["id"]: edtf.moments(event["gold"]["when"]) for event in events}
    known = determined_pairs(intervals)
    for item in bank["items"]:
        if item["kind"] == "pair" and {item["given"]["first"], item["given"]["second"]} <= set(here):
            a, b = item["given"]["first"], item["given"]["second"]
            if item["gold"]["order"] == FIRST:
                known.add((a, b))
            elif item["gold"]["order"] == SECOND:
                known.add((b, a))
            else:
                known -= {(a, b), (b, a)}
    return {(a, b) for a, b in closed(known) if here[a] == here[b]}


def closed(known: set[Pair]) -> set[Pair]:
    """Return the pairs with everything that follows from them."""
    found = set(known)
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return found
        found |= more


def _event(event: Item) -> dict[str, Any]:
    accept = event.get("accept", {})
    return {
        "when": event["gold"]["when"],
        "at": list(event["gold"]["at"]),
        "accept": {name: list(accept.get(name, [])) for name in ("when", "at")},
        "traps": {name: list(event.get("traps", {}).get(name, [])) for name in ("writing", "release")},
    }


def _pair(pair: Item, turned: bool) -> dict[str, Any]:
    swap = {FIRST: SECOND, SECOND: FIRST, UNDETERMINED: UNDETERMINED} if turned else {}
    accept = pair.get("accept", {}).get("order", [])
    order = pair["gold"]["order"]
    return {"order": swap.get(order, order), "accept": [swap.get(a, a) for a in accept]}


def _here(statements: Sequence[str], ids: Mapping[str, str]) -> list[str]:
    """Return the ids of those statements that are on the sheet."""
    return [ids[statement] for statement in statements if statement in ids]


def _tension(tension: Item, ids: Mapping[str, str]) -> dict[str, Any]:
    accept = tension.get("accept", {})
    return {
        "one": _here(tension["given"]["one"], ids),
        "other": _here(tension["given"]["other"], ids),
        "verdict": tension["gold"]["verdict"],
        "condition": tension["gold"]["condition"],
        "accept": {name: list(accept.get(name, [])) for name in ("verdict", "condition")},
    }
