"""chrF: by hand for short words, its bounds, and what it does not see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.measures.chrf import chrf

WORDS = st.text(st.sampled_from("abcdef äß"), max_size=30)


def test_by_hand():
    """abc against abx: precision and recall are 2/3, 1/2 and 0 for the orders 1 to 3, so 7/18 in the mean."""
    assert pytest.approx(7 / 18) == chrf("abc", "abx")


def test_recall_weighs_more_than_precision():
    """ab in abcd: precision 1, 1, nothing, nothing; recall 1/2, 1/3, 0, 0; in the mean 1/2 and 5/24."""
    precision, recall = 1 / 2, 5 / 24

    assert pytest.approx(5 * precision * recall / (4 * precision + recall)) == chrf("ab", "abcd")
    assert chrf("ab", "abcd") < chrf("abcd", "ab")


def test_with_equal_weights_it_is_f1():
    assert chrf("ab", "abcd", beta=1) == pytest.approx(chrf("abcd", "ab", beta=1))


@given(WORDS)
def test_the_same_sentence_has_one(text):
    assert (1.0 if text.strip() else 0.0) == pytest.approx(chrf(text, text))


@given(WORDS, WORDS)
def test_it_lies_between_nothing_and_one(one, other):
    assert 0.0 <= chrf(one, other) <= 1.0


def test_white_space_does_not_count():
    assert 1.0 == pytest.approx(chrf("in keiner Weise", "inkeinerWeise"))


def test_nothing_shared_and_nothing_said():
    assert 0.0 == chrf("xyz", "abc") == chrf("", "abc") == chrf("abc", " ")


def test_it_does_not_see_a_negation():
    """The reason why it gives no points: one word turns the sense and the figure hardly moves."""
    right = "Die Erweiterung der NATO bedroht Russland in keiner Weise"
    wrong = "Die Erweiterung der NATO bedroht Russland in einer Weise"

    assert chrf(wrong, right) > 0.9
