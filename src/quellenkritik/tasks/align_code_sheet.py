"""Drawing the exercise align_code: public pairs to try a program on, and those that it is called with when it is graded.

All pairs are made by ``align_code_made``: the examples with the public practice seed for every class, the others with the
seed of the class. The bank says how many there are; no pair and no key stands in it. The module that makes the pairs
knows what makes a link, so it stays out of the student's package and is loaded here only when a sheet is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet

if TYPE_CHECKING:
    from quellenkritik.tasks.align_code_made import Made

EXERCISE, FUNCTION = "align_code", "align"


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key."""
    from quellenkritik.tasks.align_code_made import COMMON

    kinds = {str(item["id"]): item for item in bank["items"]}
    examples = [
        {**_call(f"x-{n}", one), "shows": _key(one)}
        for n, one in _pairs(kinds["examples"], draw.PRACTICE_SEED)
    ]
    unseen = [(_call(f"s-{n}", one), _key(one)) for n, one in _pairs(kinds["unseen"], seed)]
    sheet = {"exercise": EXERCISE, "common": list(COMMON), "items": examples}
    calls = [call for call, _ in unseen]
    return sheet, {
        "exercise": EXERCISE,
        "calls": calls,
        "items": {call["id"]: key for call, key in unseen},
    }


def _pairs(item: Mapping[str, Any], seed: bytes) -> list[tuple[str, Made]]:
    from quellenkritik.tasks.align_code_made import make

    return [(f"{n:02d}", make(seed, f"{item['id']}/{n}")) for n in range(1, int(item["pairs"]) + 1)]


def _call(ident: str, made: Made) -> dict[str, Any]:
    return {"id": ident, "function": FUNCTION, "arguments": [made.source, made.target, made.lexicon]}


def _key(made: Made) -> dict[str, Any]:
    """Return what is right, with what the feedback needs: how long the texts are, and which pairs lead astray.

    ``weak``: links that rest on endings, with fewer than two exact forms; ``tempting``: unlinked clauses that share a form.
    """
    from quellenkritik.tasks.align_code_made import shared, touch

    pairs = [(i, j) for i in range(len(made.source)) for j in range(len(made.target))]
    weak = [
        p for p in made.links if shared(made.source[p[0]], made.target[p[1]], made.lexicon, exact=True) < 2
    ]
    near = [
        p for p in pairs if p not in made.links and touch(made.source[p[0]], made.target[p[1]], made.lexicon)
    ]
    return {
        "links": [list(link) for link in made.links],
        "lengths": [len(made.source), len(made.target)],
        "weak": [list(link) for link in weak],
        "tempting": [list(pair) for pair in near],
    }
