"""Agreement: figures worked by hand or printed in the reference."""

import random

import pytest

from quellenkritik.measures.agreement import (
    bootstrap_interval,
    cohen_kappa,
    jackknife_interval,
    krippendorff_alpha,
)

# The worked example of Krippendorff 2011 (four observers, twelve units): nominal .743, ordinal .815.
_ = None
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
UNITS = list(zip(*OBSERVERS, strict=True))


def test_kappa_by_hand():
    """20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed .7, expected .5 * .6 + .5 * .4 = .5, so .2 / .5."""
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15

    assert pytest.approx(0.4) == cohen_kappa(first, second)


def test_kappa_of_one_who_always_gives_the_commonest_value_is_nought():
    """Accuracy .44 looks like something; kappa says that it is nothing."""
    gold = ["a"] * 16 + ["b"] * 10 + ["c"] * 10
    answer = ["a"] * 36

    assert pytest.approx(0.44, abs=0.005) == sum(g == a for g, a in zip(gold, answer, strict=True)) / 36
    assert cohen_kappa(gold, answer) == 0.0


@pytest.mark.parametrize(("level", "expected"), [("nominal", 0.743), ("ordinal", 0.815)])
def test_alpha_of_the_printed_example(level, expected):
    assert pytest.approx(expected, abs=0.0005) == krippendorff_alpha(UNITS, level, order=[1, 2, 3, 4, 5])


def test_alpha_punishes_a_near_miss_less_on_an_ordered_scale():
    near = [(1, 1), (2, 2), (3, 3), (4, 4), (1, 2)]
    far = [(1, 1), (2, 2), (3, 3), (4, 4), (1, 4)]

    assert krippendorff_alpha(near, "ordinal", [1, 2, 3, 4]) > krippendorff_alpha(
        far, "ordinal", [1, 2, 3, 4]
    )


@pytest.mark.parametrize("coefficient", [lambda p: cohen_kappa(*zip(*p, strict=True)), krippendorff_alpha])
def test_no_variation_shows_nothing(coefficient):
    assert coefficient([("a", "a")] * 5) == 0.0


def test_a_value_outside_the_scale_is_refused():
    with pytest.raises(ValueError, match="does not name"):
        krippendorff_alpha([(1, 9)], "ordinal", [1, 2])


@pytest.mark.parametrize(("n", "low", "high"), [(12, 0.51, 1.00), (36, 0.64, 0.92)])
def test_twelve_units_say_little_and_thirty_six_say_more(n, low, high):
    """The measured band (5 to 95 %) of a coder who guesses every fifth unit among four values."""
    source = random.Random(1)
    gold = [0] * round(0.44 * n) + [1 + i % 3 for i in range(n - round(0.44 * n))]
    draws = sorted(
        cohen_kappa(gold, [source.randrange(4) if source.random() < 0.2 else g for g in gold])
        for _ in range(800)
    )

    assert (low, high) == pytest.approx((draws[40], draws[759]), abs=0.05)


def test_the_interval_is_the_same_each_time_and_holds_the_figure():
    pairs = [("a", "a")] * 14 + [("b", "b")] * 14 + [("a", "b")] * 8

    def kappa(sample):
        return cohen_kappa(*zip(*sample, strict=True))

    low, high = bootstrap_interval(pairs, kappa, draws=400)

    assert (low, high) == bootstrap_interval(pairs, kappa, draws=400)
    assert low < kappa(pairs) < high
    assert high - low > 0.2


def test_the_interval_of_a_mean_by_hand():
    """All units alike: every draw has the same mean."""
    assert bootstrap_interval([3.0] * 5, lambda x: sum(x) / len(x), draws=50) == (3.0, 3.0)


def _mean(units):
    return sum(units) / len(units)


def test_jackknife_of_a_mean_by_hand():
    """The values 1, 2, 3, 4: the spread of their mean is sqrt(5/3 / 4) = .6455, so 2.5 - 1.96 * .6455 to 2.5 + ... ."""
    low, high = jackknife_interval([1, 2, 3, 4], _mean)

    assert (pytest.approx(1.2348, abs=1e-4), pytest.approx(3.7652, abs=1e-4)) == (low, high)


def test_jackknife_leaves_equal_units_out_once():
    seen = []

    def counted(units):
        seen.append(units)
        return _mean(units)

    assert jackknife_interval([2] * 30, counted) == (2.0, 2.0)
    assert len(seen) == 2


def test_jackknife_needs_two_units():
    with pytest.raises(ValueError, match="at least two"):
        jackknife_interval([1], _mean)
