"""Order of events: only what is known can be kept or turned."""

import pytest

from quellenkritik.measures.order import determined_pairs, tau

# Seven events; two pairs fall on the same day, so 19 of the 21 pairs are determined.
DAYS = {"a": (1, 1), "b": (2, 2), "c": (3, 3), "d": (3, 3), "e": (4, 4), "f": (5, 6), "g": (6, 6)}
PAIRS = determined_pairs(DAYS)


def places(order):
    return {event: place for place, event in enumerate(order)}


def test_determined_pairs():
    assert len(PAIRS) == 19
    assert {("c", "d"), ("d", "c"), ("f", "g"), ("g", "f")}.isdisjoint(PAIRS)


@pytest.mark.parametrize(
    ("about", "order", "expected"),
    [
        ("right", "abcdefg", 1.0),
        ("two undetermined events swapped", "abdcegf", 1.0),
        ("one event moved past four", "bcdeafg", 0.58),
        ("reversed", "gfedcba", -1.0),
    ],
)
def test_tau(about, order, expected):
    assert expected == pytest.approx(tau(PAIRS, places(order)), abs=0.005), about


def test_events_left_out_or_put_together_neither_keep_nor_turn():
    assert tau(PAIRS, {}) == 0.0
    assert tau(PAIRS, dict.fromkeys(DAYS, 1.0)) == 0.0


def test_without_a_known_order_there_is_no_figure():
    with pytest.raises(ValueError, match="known order"):
        tau([], {"a": 1})
