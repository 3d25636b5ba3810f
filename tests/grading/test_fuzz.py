"""Mutated notebooks and answer files through intake and scoring: the grader never falls over, each gets a verdict.

The code in the mutants is not run here. ``QK_MUTANTS`` sets how many there are (10,000 in the long run).
"""

import json
import os
import random

import pytest

from quellenkritik.grading import intake
from quellenkritik.grading.autograded import Builder
from quellenkritik.grading.jobs import Outcome
from quellenkritik.grading.verdict import Judge
from tests.grading import letters

MUTANTS = int(os.environ.get("QK_MUTANTS", "300"))
ODD = [
    None,
    True,
    -1,
    1e308,
    "",
    "\ud800",
    "\x00",
    "x" * 10_000,
    [],
    {},
    [[[[]]]],
    {"a": {"b": []}},
    "\u202e",
    "=1+1",
    "../..",
]
WORDS = {"graded", "rescued", "crashed", "refused", "blank", "not_scored", "timed_out"}


def places(data, path=()):
    """Yield the path of every value inside."""
    yield path
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield from places(value, (*path, key))


def changed(data, rng):
    """Return the data with one value replaced, deleted, doubled or moved."""
    path = rng.choice(list(places(data))[1:])
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    kind, key = rng.randrange(4), path[-1]
    if kind == 0:
        holder[key] = rng.choice(ODD)
    elif kind == 1:
        del holder[key]
    elif isinstance(holder, list):
        holder.insert(rng.randrange(len(holder) + 1), holder[key])
    else:
        holder[str(key) + rng.choice(["", "x", "\n"])] = holder[key]
    return data


def mutant(rng):
    """Return name and bytes of one file."""
    if rng.random() < 0.3:
        text = "student: ann\ndates:\n" + "".join(
            f"  {line}\n" for line in letters.answer_text("dates").splitlines()
        )
        raw = bytearray(text.encode())
        name = "answers.yml"
    else:
        book = letters.notebook(
            letters.cells("hands", letters.answer_cell("hands", letters.answer_text("hands", 2)))
        )
        for _ in range(rng.randrange(1, 6)):
            book = changed(book, rng)
        raw, name = (
            bytearray(json.dumps(book).encode()),
            rng.choice(["hands.ipynb", "x.ipynb", "hands (1).ipynb"]),
        )
    for _ in range(rng.choice([0, 0, 1, 3])):
        at = rng.randrange(len(raw) or 1)
        raw[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
    return name, bytes(raw)


@pytest.mark.parametrize("block", range(10))
def test_each_mutant_gets_a_verdict(block, inbox, course):
    judges = {name: Judge(master, letters.TASKS[name], "test") for name, master in course.masters.items()}
    builders = {name: Builder(master) for name, master in course.masters.items()}
    rng = random.Random(block)
    for number in range(MUTANTS // 10):
        name, raw = mutant(rng)
        (inbox / f"s{number}").mkdir()
        (inbox / f"s{number}" / name).write_bytes(raw)

    found = list(intake.read(intake.listing([inbox], course), course))

    assert {f"s{number}" for number in range(MUTANTS // 10)} == {submission.student for submission in found}
    for submission in found:
        if submission.refused:
            assert not submission.cells
            continue
        outcome = (
            None
            if submission.answer is not None
            else Outcome(end=rng.choice(["done", "crashed", "timed_out"]))
        )
        verdict = judges[submission.exercise].judge(submission, outcome)
        json.loads(builders[submission.exercise].build(submission, outcome))
        json.dumps(verdict.as_data()).encode()

        assert verdict.verdict in WORDS
        assert 0 <= verdict.points <= 4
