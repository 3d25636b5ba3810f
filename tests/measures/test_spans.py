"""Marked passages: enough overlap, one to one, and marking everything earns nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.measures.spans import best_overlap, labelled_f1, match, match_any, overlap, span_f1

GOLD = [(0, 4), (10, 14), (20, 30)]
SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1])), max_size=6
)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [((0, 4), (0, 4), 1.0), ((0, 4), (2, 4), 0.5), ((0, 4), (2, 6), 1 / 3), ((0, 4), (4, 8), 0.0)],
)
def test_overlap(a, b, expected):
    assert expected == pytest.approx(overlap(a, b))


def test_f1_by_hand():
    """Two of three found with three marks: (0, 4) exactly, (20, 30) by eight of ten, the third mark off."""
    assert pytest.approx(2 / 3) == span_f1(GOLD, [(0, 4), (22, 30), (40, 44)])


def test_marking_the_whole_text_scores_nothing():
    assert span_f1(GOLD, [(0, 60)]) == 0.0


def test_one_mark_cannot_serve_two_passages():
    """The mark (0, 4) is half of both; it counts once."""
    assert match([(0, 2), (2, 4)], [(0, 4)]) == {0: 0}


def test_the_greatest_matching_is_found():
    """The first passage fits both marks and the second only one: both can be served."""
    assert {0: 1, 1: 0} == match([(0, 4), (0, 6)], [(0, 5), (0, 3)], least=0.7)


def test_labels_multiply():
    gold = [((0, 4), "addition"), ((10, 14), "omission")]
    answer = [((0, 4), "addition"), ((10, 14), "addition")]

    assert pytest.approx(0.5) == labelled_f1(gold, answer)
    assert labelled_f1(gold, []) == 0.0


@given(SPANS, SPANS)
def test_one_to_one_and_enough_overlap_always(gold, answer):
    pairs = match(gold, answer)

    assert len(pairs) == len(set(pairs.values()))
    assert all(overlap(gold[g], answer[a]) >= 0.5 for g, a in pairs.items())
    assert len(pairs) == len(match(answer, gold))


@pytest.mark.parametrize("span", [(3, 3), (4, 2), (-1, 2)])
def test_what_is_no_span_is_refused(span):
    with pytest.raises(ValueError, match="a span is"):
        overlap(span, (0, 1))


def test_any_extent_that_can_be_defended_will_do():
    """The passage may be marked as one word or as three; two of ten words fit neither."""
    assert {0: 0} == match_any([[(4, 5), (3, 6)]], [(3, 6)]) == match_any([[(4, 5), (3, 6)]], [(4, 5)])
    assert {} == match_any([[(4, 5), (3, 6)]], [(4, 14)])
    assert 0.0 == best_overlap([], (1, 2))


def test_an_earlier_passage_keeps_its_mark():
    assert {0: 0} == match_any([[(0, 4)], [(0, 4), (0, 5)]], [(0, 4)])
