"""Agreement over several questions: one question is Cohen's kappa, and no question lends another its chance."""

import math
import random

import pytest

from quellenkritik.measures.agreement import cohen_kappa
from quellenkritik.measures.strata import stratified_kappa

FIRST = [("a", "a"), ("a", "a"), ("b", "a"), ("b", "b")]
SECOND = [("x", "y"), ("y", "y"), ("x", "x")]


def test_one_question_is_cohens_kappa():
    expected = cohen_kappa([a for a, _ in FIRST], [b for _, b in FIRST])

    assert expected == pytest.approx(stratified_kappa({"q": FIRST}).value)


def test_two_questions_by_hand():
    """Observed 5 of 7; expected (1/2 * 4 + 4/9 * 3) / 7 = 10/21."""
    found = stratified_kappa({"one": FIRST, "two": SECOND})
    observed, expected = 5 / 7, 10 / 21

    assert (observed - expected) / (1 - expected) == pytest.approx(found.value)
    error = 1.96 * math.sqrt(observed * (1 - observed) / 7) / (1 - expected)
    assert (found.value - error, min(1.0, found.value + error), 7) == pytest.approx(
        (found.low, found.high, found.units)
    )


def test_is_the_weighted_mean_of_the_questions():
    parts = {name: stratified_kappa({name: pairs}).value for name, pairs in (("1", FIRST), ("2", SECOND))}
    weights = {"1": 4 * (1 - 1 / 2), "2": 3 * (1 - 4 / 9)}

    expected = sum(parts[k] * weights[k] for k in parts) / sum(weights.values())
    assert expected == pytest.approx(stratified_kappa({"1": FIRST, "2": SECOND}).value)


def test_full_agreement_is_one_and_surely_so():
    found = stratified_kappa({"q": [("a", "a"), ("b", "b")], "r": [("c", "c")]})

    assert (1.0, 1.0, 1.0) == (found.value, found.low, found.high)


@pytest.mark.parametrize(
    "pairs", [[("a", "a")] * 5, [("a", "b")] * 5], ids=["nothing varies", "one value each"]
)
def test_where_nothing_varies_nothing_is_shown(pairs):
    assert 0.0 == stratified_kappa({"q": pairs}).value


def test_always_the_same_value_shows_nothing():
    units = {"q": [("a", value) for value in "aaabbc"], "r": [("x", value) for value in "xyyy"]}

    assert 0.0 == pytest.approx(stratified_kappa(units).value)


def test_dice_show_nothing_in_the_mean():
    rnd = random.Random(1)
    values = [
        stratified_kappa(
            {q: [(rnd.choice("abc"), rnd.choice("aab")) for _ in range(12)] for q in "uvwxyz"}
        ).value
        for _ in range(300)
    ]

    assert abs(sum(values) / len(values)) < 0.02


def test_pooling_the_questions_would_flatter():
    """The reason for the strata: the same dice in one table look like agreement."""
    rnd = random.Random(2)
    units = {q: [(f"{q}{rnd.choice('ab')}", f"{q}{rnd.choice('ab')}") for _ in range(40)] for q in "uvwxyz"}
    pooled = [pair for pairs in units.values() for pair in pairs]

    assert cohen_kappa([a for a, _ in pooled], [b for _, b in pooled]) > 0.3
    assert abs(stratified_kappa(units).value) < 0.15


def test_no_unit_is_refused():
    with pytest.raises(ValueError, match="at least one unit"):
        stratified_kappa({"q": []})
