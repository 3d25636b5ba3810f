"""Random answers to function exercises: a value of the right shape for each call, by the exercise and its function."""

import random
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from quellenkritik.specimens import rules
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold
from quellenkritik.tasks.functions import AGAIN, CALLS, Call, FunctionTask, entry


def _findings(call: Call, rnd: random.Random) -> list[tuple[str, str]]:
    """Return none to three findings, each with a place that the card allows for it."""
    chosen = rnd.sample(sorted(rules.rules()), rnd.randint(0, 3))
    return [(code, rnd.choice(rules.rules()[code].where)) for code in chosen]


def _tradition(call: Call, rnd: random.Random) -> Any:
    """Return a random distance, or for each text the original or one or two earlier texts."""
    if call.function == "distance":
        return rnd.random()
    names = [text["name"] for text in call.arguments[0]["texts"]]
    return {
        name: rnd.sample(names[:place], min(place, rnd.randint(1, 2))) or ["original"]
        for place, name in enumerate(names)
    }


def _links(call: Call, rnd: random.Random) -> list[tuple[int, int]]:
    """Return one random link for each clause of the source."""
    source, target, _ = call.arguments
    return [(i, rnd.randrange(len(target))) for i in range(len(source))]


GUESSES: Mapping[str, Callable[[Call, random.Random], Any]] = {
    "rules": _findings,
    "align_code": _links,
    "stemma_code": _tradition,
}
"""Exercise id -> what its functions might give back by chance, for one call."""


def returned_at_random(task: FunctionTask, gold: Gold, rnd: random.Random) -> Tree:
    """Return a random answer; a call that is made again gets the same."""
    guess = GUESSES[task.id]
    entries: dict[str, Tree] = {}
    for call in task.calls(gold):
        first = call.id.removesuffix(AGAIN)
        entries[call.id] = deepcopy(entries[first]) if first in entries else entry(guess(call, rnd))
    return {CALLS: entries}
