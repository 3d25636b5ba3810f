"""Random answers to function exercises: a value of the right shape for each call, by the exercise and its function."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold
from quellenkritik.tasks.functions import AGAIN, CALLS, Call, FunctionTask, entry

GUESSES: Mapping[str, Callable[[Call, random.Random], Any]] = {}
"""Exercise id -> what its functions might give back by chance, for one call."""


def returned_at_random(task: FunctionTask, gold: Gold, rnd: random.Random) -> Tree:
    """Return a random answer; a call that is made again gets the same."""
    guess = GUESSES[task.id]
    entries: dict[str, Tree] = {}
    for call in task.calls(gold):
        first = call.id.removesuffix(AGAIN)
        entries[call.id] = entries[first] if first in entries else entry(guess(call, rnd))
    return {CALLS: entries}
