"""Chance out of a keyed hash: the same everywhere, fair, and another for every label."""

import hmac
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.specimens.stream import Stream


def test_first_number_is_the_hash_as_anybody_can_compute_it():
    """Two keyed hashes by hand: the key of the label, then the first block; so no Python can give another number."""
    key = hmac.digest(b"seed", b"label", "sha256")
    block = hmac.digest(key, bytes(8), "sha256")

    assert int.from_bytes(block[:8], "big") % 1000 == Stream(b"seed", "label").below(1000)


def test_pinned_numbers():
    """Written down once: a change of machine, of Python or of this module would show here."""
    stream = Stream(b"practice", "pinned")

    assert [stream.below(100) for _ in range(12)] == [3, 39, 80, 14, 53, 46, 49, 59, 64, 66, 96, 52]


@given(st.binary(max_size=16), st.text(max_size=8), st.integers(1, 2**64))
def test_a_number_lies_below_its_bound(seed, label, bound):
    assert 0 <= Stream(seed, label).below(bound) < bound


def test_labels_and_seeds_have_nothing_to_do_with_each_other():
    streams = [Stream(s, n) for s in (b"a", b"b") for n in ("x", "y")]
    rows = [tuple(stream.below(2**32) for _ in range(4)) for stream in streams]

    assert len(set(rows)) == 4


def test_it_is_fair():
    """6,000 throws of a die: each side within five standard deviations (29) of 1,000."""
    stream = Stream(b"fair", "die")
    sides = Counter(stream.below(6) for _ in range(6000))

    assert len(sides) == 6
    assert all(abs(count - 1000) < 145 for count in sides.values())


def test_shuffled_keeps_everything_and_reaches_every_order():
    stream = Stream(b"s", "orders")
    orders = {tuple(stream.shuffled("abc")) for _ in range(100)}

    assert len(orders) == 6
    assert {tuple(sorted(order)) for order in orders} == {("a", "b", "c")}


def test_sample_choice_and_chance():
    stream = Stream(b"s", "rest")
    assert len(set(stream.sample(range(10), 4))) == 4
    assert stream.choice(["only"]) == "only"
    assert [stream.chance(0, 5), stream.chance(5, 5)] == [False, True]
    assert {stream.between(3, 4) for _ in range(40)} == {3, 4}


def test_a_bound_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        Stream(b"s", "x").below(0)
