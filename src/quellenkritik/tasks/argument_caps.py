"""The published table of the exercise argument: how much certainty a claim's evidence allows.

The table stands in ``words/argument.yml``, where students read it; its rows are chosen here by what shows the claim.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from quellenkritik.tasks import argument_words as w

TWO_OF_THE_TIME, ONE_OF_THE_TIME, TWO_LATER, ONE_LATER, NOTHING = range(5)
"""The rows of the table."""


def independent(origins: Collection[str]) -> bool:
    """Return whether two of the origins are independent: different, and not of one delegation."""
    return any(
        not any({one, other} <= set(party) for party in w.PARTIES)
        for one, other in combinations(sorted(set(origins) - {w.NONE}), 2)
    )


def cap(origins: Collection[str], *, shown: bool, against: bool) -> str:
    """Return the highest certainty that the table allows for the origins of what shows a claim."""
    row = w.CAPS[_row(origins) if shown else NOTHING]
    return row["against" if against else "alone"]


def second(origins: Collection[str]) -> str:
    """Return what there is to say of a second source."""
    named = set(origins) - {w.NONE}
    return w.INDEPENDENT if independent(named) else w.NO_SECOND if named else w.NO_SOURCE


def higher(one: str, other: str) -> bool:
    """Return whether one certainty is higher than another."""
    steps = list(w.CERTAINTY)
    return steps.index(one) > steps.index(other)


def _row(origins: Collection[str]) -> int:
    named = set(origins) - {w.NONE}
    of_the_time = named - w.LATER
    if of_the_time:
        return TWO_OF_THE_TIME if independent(of_the_time) else ONE_OF_THE_TIME
    if not named:
        return NOTHING
    return TWO_LATER if independent(named) else ONE_LATER
