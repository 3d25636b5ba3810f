"""Every grader keeps what all graders must keep; the checks and their reasons stand in ``graders.py``."""

import pytest

from quellenkritik.tasks.functions import is_function_task
from tests.tasks import graders

EXERCISES = graders.exercises()
each = pytest.mark.parametrize("exercise", EXERCISES)
each_seed = pytest.mark.parametrize("seed", graders.SEEDS, ids=lambda seed: seed.decode())


@each
@each_seed
@pytest.mark.parametrize(
    "check",
    [
        graders.solution_earns_everything,
        graders.nothing_earns_nothing,
        graders.documented_strategies_earn_nothing,
        graders.wrong_loci_earn_little,
        graders.dress_does_not_matter,
        graders.result_is_plain,
        graders.locators_resolve,
        graders.sheet_holds_no_key,
        graders.words_are_kept,
    ],
    ids=lambda check: check.__name__,
)
def test_grader(exercise, seed, check):
    check(graders.case(exercise, seed))


@each
def test_grader_gives_chance_nearly_nothing(exercise, record_property):
    """1,000 random draws; the 95th percentile is written into the report."""
    mean, high = graders.chance_earns_little(graders.case(exercise))

    record_property("mean share by chance", round(mean, 4))
    record_property("95th percentile by chance", round(high, 4))
    assert high <= 4 * graders.MEAN_OF_CHANCE


@each
def test_grader_gives_a_partners_answer_nearly_nothing(exercise):
    graders.partners_sheet_earns_little([graders.case(exercise, seed) for seed in graders.SEEDS])


@each
def test_grader_rewards_every_repair(exercise):
    graders.repair_never_lowers(graders.case(exercise))


@each
def test_grader_has_one_best_answer(exercise):
    graders.more_right_is_more(graders.case(exercise))


@each
def test_draw_is_the_same_each_time_and_other_by_seed(exercise):
    one, again, other = (graders.case(exercise, seed) for seed in (b"x", b"x", b"y"))

    assert (one.sheet, one.gold) == (again.sheet, again.gold)
    if is_function_task(one.task):  # the examples are the same for all; what is called is the class's own
        assert one.gold["calls"] != other.gold["calls"]
    else:
        assert one.sheet != other.sheet
