"""Drawing the exercise stemma_code: public traditions to try functions on, and those that they are called on when graded.

The bank holds plans of traditions; a class gets some of them, each made from its seed. The examples are made from the
public practice seed and are the same for every class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quellenkritik.specimens.copies import LOST, Plan, Table, tradition
from quellenkritik.specimens.stream import Stream
from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet

EXERCISE, DISTANCE, PARENTS = "stemma_code", "distance", "propose_parents"
EXAMPLES, UNSEEN, PAIRS = 3, 6, 2
"""Traditions that are shown, traditions that a program is called on, pairs of texts for each of them."""

Entry = tuple[dict[str, Any], Any]
"""A call and what is right for it."""


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key."""
    shown = [entry for plan in bank["items"][:EXAMPLES] for entry in _entries(plan, draw.PRACTICE_SEED, "x")]
    chosen = draw.stratified(
        bank["items"], exercise=EXERCISE, seed=seed, size=UNSEEN, stratum=lambda plan: plan["mixed"]
    )
    unseen = [entry for plan in chosen for entry in _entries(plan, seed, "s")]
    sheet = {
        "exercise": EXERCISE,
        "items": [{**call, "id": f"x-{n:02d}", "shows": key} for n, (call, key) in enumerate(shown, start=1)],
    }
    calls = [{**call, "id": f"s-{n:02d}"} for n, (call, _) in enumerate(unseen, start=1)]
    items = {call["id"]: key for call, (_, key) in zip(calls, unseen, strict=True)}
    return sheet, {"exercise": EXERCISE, "calls": calls, "items": items}


def _entries(plan: Mapping[str, Any], seed: bytes, label: str) -> Iterator[Entry]:
    """Yield the calls on one tradition: the tree, then the distance of a few pairs of its texts."""
    stream = Stream(seed, f"{EXERCISE}/{label}/{plan['id']}")
    wanted = Plan(int(plan["texts"]), int(plan["mixed"]), int(plan["gaps"]), int(plan["twins"]))
    table, parents = tradition(stream, wanted)
    yield {"function": PARENTS, "arguments": [table]}, {"parents": parents}
    for a, b in _pairs(stream, table):
        yield {"function": DISTANCE, "arguments": [a, b]}, values(a, b)


def _pairs(stream: Stream, table: Table) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Return pairs of texts of which the first has lost places, as far as there are such."""
    readings = [text["readings"] for text in table["texts"]]
    torn = [r for r in readings if LOST in r.values()] or readings
    firsts = stream.sample(torn, PAIRS)
    return [(a, stream.choice([r for r in readings if r is not a])) for a in firsts]


def values(a: Mapping[str, str], b: Mapping[str, str]) -> dict[str, float]:
    """Return the right distance of two texts, and the one that comes out where a lost place counts as a difference.

    The distance is the share of places at which they differ, among those where both have words (the complement of the
    relative Hamming similarity; R. W. Hamming, Bell System Technical Journal 29 (1950) 147-160).
    """
    both = [locus for locus in a if a[locus] != LOST and b[locus] != LOST]
    differ = sum(a[locus] != b[locus] for locus in both)
    unlike = sum(a[locus] != b[locus] for locus in a)
    return {"value": differ / len(both) if both else 0.0, "silence_counted": unlike / len(a)}


def order(table: Table) -> Sequence[str]:
    """Return the names of the texts in the order of their days."""
    return [text["name"] for text in table["texts"]]
