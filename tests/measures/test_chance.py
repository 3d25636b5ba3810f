"""Rescaling: the thoughtless answer earns 0, the right one 1, and between them the order is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.measures.chance import best, rescale

SHARE = st.floats(0, 1)


@pytest.mark.parametrize(
    ("share", "blind", "expected"),
    [(0.5, 0.5, 0.0), (1.0, 0.5, 1.0), (0.75, 0.5, 0.5), (0.2, 0.5, 0.0), (0.9, 0.0, 0.9), (1.0, 1.0, 0.0)],
)
def test_rescale(share, blind, expected):
    assert expected == pytest.approx(rescale(share, blind))


@given(SHARE, SHARE, SHARE)
def test_rescale_stays_within_bounds_and_never_turns_the_order(a, b, blind):
    low, high = sorted((a, b))

    assert 0.0 <= rescale(low, blind) <= rescale(high, blind) <= 1.0
    assert type(rescale(a, blind)) is float


@pytest.mark.parametrize(("share", "blind"), [(1.1, 0.0), (0.5, -0.1), (float("nan"), 0.0)])
def test_what_is_no_share_is_refused(share, blind):
    with pytest.raises(ValueError, match="shares lie"):
        rescale(share, blind)


def test_best_of_none_is_nothing():
    assert (0.0, 0.4) == (best([]), best([0.1, 0.4]))
