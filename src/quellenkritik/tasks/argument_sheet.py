"""Drawing a sheet of the exercise argument: some claims, and one pool of quotations for all of them.

The bank's items are claims; their key says which quotations show the claim, which come near it and say less, and which
stand against it. The pool of a sheet holds of each kind and origin a few, the pinned ones, and some that bear on none of
the claims drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.register import Quotation, Source
from quellenkritik.tasks import draw
from quellenkritik.tasks.argument_caps import cap, second
from quellenkritik.tasks.argument_words import CARRIES, EXERCISE, NONE, NOTHING, SAYS_LESS
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.sheet_quotation import FACTS, quotation

Item = Mapping[str, Any]
SIDES = ("shows", "less", "against")
OF_EACH = 2
"""So many quotations of one origin stand on the sheet for one side of a claim, at least."""


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key."""
    plan = bank["draw"]
    claims = draw.stratified(
        bank["items"],
        exercise=EXERCISE,
        seed=seed,
        size=plan["claims"],
        stratum=lambda item: bool(item["gold"]["shows"]),
        pinned=plan["pinned"],
        vary=lambda item: (item["gold"]["certainty"], bool(item["gold"]["against"])),
    )
    ids = draw.opaque_ids(claims, exercise=EXERCISE, seed=seed, prefix="c")
    pool = _pool(bank, claims, seed)
    sheet = {
        "exercise": EXERCISE,
        "items": [{"id": ids[item["id"]], "claim": item["given"]["claim"]} for item in claims],
        "quotations": [_quote(quote) | _noted(quote, plan.get("notes", {})) for quote in pool],
        "trees": list(plan["trees"]),
    }
    key = {
        "exercise": EXERCISE,
        "claims": {ids[item["id"]]: _key(item, pool, bank["origins"]) for item in claims},
        "origins": {quote: bank["origins"][quote] for quote in pool},
        "traps": {name: [q for q in plan["traps"][name] if q in pool] for name in ("release", "silence")},
    }
    return sheet, key


def _pool(bank: Mapping[str, Any], claims: Sequence[Item], seed: bytes) -> list[str]:
    """Return the quotations of the sheet, in an order that says nothing."""
    ranked = sorted(bank["origins"], key=lambda quote: draw.digest(seed, EXERCISE, quote)[:8])
    here = set(bank["draw"]["quotations"]["pinned"])
    for item in claims:
        for side in SIDES:
            here |= _some(item["gold"][side], ranked, bank["origins"])
    for quote in ranked:
        if len(here) >= bank["draw"]["quotations"]["least"]:
            break
        here.add(quote)
    return [entry["id"] for entry in draw.in_order([{"id": q} for q in here], exercise=EXERCISE, seed=seed)]


def _some(quotes: Sequence[str], ranked: Sequence[str], origins: Mapping[str, str]) -> set[str]:
    """Return the strongest quotation and a few of each origin."""
    chosen = set(quotes[:1])
    for quote in (q for q in ranked if q in quotes):
        if sum(origins[q] == origins[quote] for q in chosen) < OF_EACH:
            chosen.add(quote)
    return chosen


def _key(item: Item, pool: Sequence[str], origins: Mapping[str, str]) -> dict[str, Any]:
    """Return the key of one claim for the quotations that are on the sheet; origins and cap follow from them."""
    gold, accept = item["gold"], item.get("accept", {})
    sides: dict[str, Any] = {side: [q for q in gold[side] if q in pool] for side in SIDES}
    carrying = sides["shows"] or sides["less"]
    named = sorted({origins[quote] for quote in carrying}) or [NONE]
    return {
        **sides,
        "reach": CARRIES if sides["shows"] else SAYS_LESS if sides["less"] else NOTHING,
        "origins": named,
        "second": second(named),
        "certainty": cap(named, shown=bool(sides["shows"]), against=bool(sides["against"])),
        "accept": {
            **{side: [q for q in accept.get(side, []) if q in pool] for side in ("evidence", "counter")},
            "none_found": bool(accept.get("none_found", False)),
            **{name: list(accept.get(name, [])) for name in ("reach", "origins", "second", "certainty")},
        },
        "ready": bool(item.get("ready", False)),
    }


def _quote(quote: str | Item) -> dict[str, str]:
    """Return a quotation with the facts of its page."""
    return quotation(
        quote,
        *("id", "text", "lang", "gloss"),
        speaker=lambda quote, _: (quote.speaker or "").partition(" (")[0],
        page=FACTS["page"],
        dated=FACTS["dated"],
        place=_place,
    )


def _place(quote: Quotation, source: Source) -> str:
    """Return where on its page a quotation stands, or through whom we know it, where the page was not seen."""
    return "known through " + ", ".join(quote.via) if quote.via else quote.locator or ""


def _noted(quote: str | Item, notes: Mapping[str, str]) -> dict[str, str]:
    """Return the editors' note on how the words of a quotation are known, where they gave one."""
    return {"note": notes[quote]} if isinstance(quote, str) and quote in notes else {}
