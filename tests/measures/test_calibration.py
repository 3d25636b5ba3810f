"""Brier score and its parts: the facts that the scoring of probabilities is built on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.measures.calibration import Bin, base_brier, brier, murphy, reliability_bins, skill

# Twelve items, seven of them so.
TWELVE = [True] * 7 + [False] * 5


def right(n, sure):
    """Forecasts that lean the right way on the first n items and the wrong way on the rest, all equally sure."""
    leaning = [o if i < n else not o for i, o in enumerate(TWELVE)]
    return [sure if lean else 1 - sure for lean in leaning]


@pytest.mark.parametrize(
    ("about", "forecasts", "expected"),
    [
        ("always a half", [0.5] * 12, 0.250),
        ("the base rate", [7 / 12] * 12, 0.243),
        ("10 of 12 right and certain", right(10, 1.0), 0.167),
        ("10 of 12 right at .8", right(10, 0.8), 0.140),
        ("all right at .85", right(12, 0.85), 0.023),
    ],
)
def test_the_measured_facts(about, forecasts, expected):
    assert expected == pytest.approx(brier(forecasts, TWELVE), abs=0.0006), about


def test_skill_is_nought_at_the_base_rate_and_below_it_for_a_half():
    assert pytest.approx(0.0) == skill([7 / 12] * 12, TWELVE)
    assert skill([0.5] * 12, TWELVE) < 0.0
    assert skill([float(o) for o in TWELVE], TWELVE) == 1.0
    assert skill([0.2, 0.9], [True, True]) == 0.0


def test_murphy_by_hand():
    """Forecast .8 four times (3 so), .2 four times (1 so): rate .5, each group .05 off and .25 from the rate."""
    forecasts, outcomes = [0.8] * 4 + [0.2] * 4, [True, True, True, False, True, False, False, False]

    assert (0.0025, 0.0625, 0.25) == pytest.approx(murphy(forecasts, outcomes))


@given(
    st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.5, 0.85, 1.0]), st.booleans()), min_size=1, max_size=40)
)
def test_the_parts_make_the_score(items):
    forecasts, outcomes = zip(*items, strict=True)
    parts = murphy(forecasts, outcomes)

    assert brier(forecasts, outcomes) == pytest.approx(
        parts.reliability - parts.resolution + parts.uncertainty
    )
    assert base_brier(outcomes) == parts.uncertainty


def test_bins():
    expected = [Bin(0.0, 0.5, 0.2, 0.0, 1), Bin(0.5, 1.0, pytest.approx(0.8), pytest.approx(2 / 3), 3)]

    assert expected == reliability_bins([0.5, 0.9, 0.2, 1.0], [False, True, False, True], bins=2)


@pytest.mark.parametrize(("forecasts", "message"), [([0.5], "one forecast"), ([0.5, 1.2], "probability")])
def test_what_is_no_forecast_is_refused(forecasts, message):
    with pytest.raises(ValueError, match=message):
        brier(forecasts, [True, False])
