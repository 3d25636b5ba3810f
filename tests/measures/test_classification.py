"""Macro F1: rare classes count as much as common ones, and a constant answer earns nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.measures.classification import (
    accuracy,
    class_f1,
    constant_macro_f1,
    corrected_macro_f1,
    macro_f1,
)

GOLD = ["a", "a", "a", "b", "b", "c"]
LABELS = st.lists(st.sampled_from("abcd"), min_size=2, max_size=20)


def test_by_hand():
    """a: 2 of 3 found, 2 given, F1 .8; b: 2 found, 3 given, F1 .8; c: found, F1 1."""
    answer = ["a", "a", "b", "b", "b", "c"]

    assert [0.8, 0.8, 1.0] == pytest.approx([class_f1(GOLD, answer, label) for label in "abc"])
    assert pytest.approx(2.6 / 3) == macro_f1(GOLD, answer)
    assert pytest.approx(5 / 6) == accuracy(GOLD, answer)


def test_always_the_commonest_class():
    """F1 of a is 2 * 3 / (6 + 3); the other two are 0."""
    assert pytest.approx(2 / 9) == constant_macro_f1(GOLD)
    assert corrected_macro_f1(GOLD, ["a"] * 6) == 0.0


def test_unanswered_items_are_misses_and_no_class_of_their_own():
    assert pytest.approx(0.8 / 3) == macro_f1(GOLD, ["a", "a", "", "", "", ""])


@given(LABELS)
def test_gold_earns_everything_and_a_constant_nothing(gold):
    varied = len(set(gold)) > 1

    assert corrected_macro_f1(gold, gold) == pytest.approx(1.0 if varied else 0.0)
    assert all(corrected_macro_f1(gold, [label] * len(gold)) == 0.0 for label in "abcd")


def test_one_answer_an_item():
    with pytest.raises(ValueError, match="one answer an item"):
        macro_f1(["a"], [])
