"""Wherever the grading is cut off, the resumed one ends with the gradebook of an undisturbed run: none lost, none doubled.

``QK_KILLS`` sets how often it is cut off (100 in the long run).
"""

import os

import pytest

from tests.grading.disturbed import Ground

KILLS = int(os.environ.get("QK_KILLS", "10"))


@pytest.fixture(scope="module")
def ground(tmp_path_factory, full):
    return Ground(tmp_path_factory.mktemp("disturbed"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(KILLS))
def test_the_resumed_gradebook_is_that_of_an_undisturbed_run(seed, ground):
    assert (0, 0) == ground.trial(seed)
