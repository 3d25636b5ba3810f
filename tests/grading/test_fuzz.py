"""Mutated notebooks and answer files through intake and scoring: the grader never falls over, each gets a verdict.

The code in the mutants is not run here. ``QK_MUTANTS`` sets how many there are (10,000 in the long run).
"""

import os
import random

import pytest

from quellenkritik.grading import verdict
from tests.grading.mutants import crashes, mutant

MUTANTS = int(os.environ.get("QK_MUTANTS", "300"))


@pytest.mark.parametrize("block", range(10))
def test_each_mutant_gets_a_verdict(block, inbox, course):
    assert [] == crashes(block, MUTANTS // 10, inbox, course)


def test_a_crash_would_be_seen(inbox, course, monkeypatch):
    def broken(*_):
        raise RuntimeError("a hole")

    monkeypatch.setattr(verdict.Judge, "judge", broken)

    assert "a hole" in " ".join(crashes(0, 10, inbox, course))


def test_the_mutants_differ_and_most_are_still_near_a_submission():
    rng = random.Random(1)
    made = [mutant(rng)[1] for _ in range(100)]

    assert len(set(made)) > 90
    assert sum(b"items:" in raw for raw in made) > 50
