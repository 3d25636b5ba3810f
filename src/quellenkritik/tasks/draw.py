"""Drawing a sheet from a bank: the same seed gives the same items, order and opaque ids; another seed gives others.

Everything follows from ``HMAC-SHA256(seed, "<exercise>/<item id>")``: its first eight bytes rank an item inside its
stratum, the next eight set its place on the sheet, the rest makes its opaque id. No random generator is involved, so
a sheet can be made again on any machine and in the browser.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]
"""One item of a bank: at least ``{"id": ...}``."""

PRACTICE_SEED = b"practice"
"""The public seed of the committed exercises."""


def digest(seed: bytes, exercise: str, item: str) -> bytes:
    """Return the 32 bytes that decide rank, place and opaque id of an item under a seed."""
    return hmac.digest(seed, f"{exercise}/{item}".encode(), "sha256")


def stratified(
    items: Sequence[Item],
    *,
    exercise: str,
    seed: bytes,
    size: int,
    stratum: Callable[[Item], Hashable],
    pinned: Collection[str] = (),
    vary: Callable[[Item], Hashable] = lambda item: None,
) -> list[Item]:
    """Return ``size`` items in sheet order: all pinned ones, then one from each stratum in turn.

    ``stratum`` tells the class of an item; within a stratum, items with another ``vary`` follow each other as long as
    there are any. Strata that the pinned items fill already wait their turn, so every
    stratum of the bank is on the sheet as long as ``size`` allows it. Raises ``ValueError`` where the bank is too small.
    """
    chosen = [item for item in items if item["id"] in pinned]
    rest = [item for item in items if item["id"] not in pinned]
    if len(chosen) != len(set(pinned)) or not len(chosen) <= size <= len(items):
        raise ValueError(
            f"{exercise}: {size} items with {len(pinned)} pinned cannot be drawn from {len(items)}"
        )
    queues = _queues(rest, exercise, seed, stratum, vary)
    counts = {name: sum(stratum(item) == name for item in chosen) for name in queues}
    while len(chosen) < size:
        # The poorest stratum is served next; ties fall to the one whose next item ranks first under the seed.
        name = min(
            (n for n in queues if queues[n]),
            key=lambda n: (counts[n], digest(seed, exercise, queues[n][0]["id"])[:8]),
        )
        chosen.append(queues[name].pop(0))
        counts[name] += 1
    return in_order(chosen, exercise=exercise, seed=seed)


def in_order(items: Iterable[Item], *, exercise: str, seed: bytes) -> list[Item]:
    """Return the items in the order of the sheet, which says nothing about their classes."""
    return sorted(items, key=lambda item: digest(seed, exercise, item["id"])[8:16])


def opaque_ids(items: Iterable[Item], *, exercise: str, seed: bytes, prefix: str) -> dict[str, str]:
    """Return ``{bank id: opaque id}`` such as ``{"w-ria-q2": "p-7f3a"}``; the ids of one sheet never collide."""
    codes = {item["id"]: digest(seed, exercise, item["id"])[16:].hex() for item in items}
    length = 4
    while len({code[:length] for code in codes.values()}) < len(codes):
        length += 1
    return {item: f"{prefix}-{code[:length]}" for item, code in codes.items()}


def _queues(
    items: Sequence[Item],
    exercise: str,
    seed: bytes,
    stratum: Callable[[Item], Hashable],
    vary: Callable[[Item], Hashable],
) -> dict[Hashable, list[Item]]:
    """Return the items of each stratum, best rank first, those of one trait after those of another."""
    queues: dict[Hashable, dict[Hashable, list[Item]]] = {}
    for item in sorted(items, key=lambda entry: digest(seed, exercise, entry["id"])[:8]):
        queues.setdefault(stratum(item), {}).setdefault(vary(item), []).append(item)
    return {name: _alternating(list(traits.values())) for name, traits in queues.items()}


def _alternating(groups: Sequence[list[Item]]) -> list[Item]:
    """Return the first of each group, then the second of each, and so on."""
    longest = max(len(group) for group in groups)
    return [group[at] for at in range(longest) for group in groups if at < len(group)]
