"""Links against a key of sure and possible links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.measures.alignment import balanced, error_rate, precision, recall

LINKS = st.frozensets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8)


def test_error_rate_of_a_published_example():
    """The example in the documentation of NLTK's alignment_error_rate."""
    sure, said = {(0, 0), (1, 1), (2, 2)}, {(0, 0), (1, 2), (2, 1)}

    assert pytest.approx(2 / 3) == error_rate(said, sure, set())


def test_a_possible_link_is_neither_missed_nor_a_mistake():
    sure, possible = {(0, 0)}, {(1, 1)}

    assert (1.0, 1.0, 1.0) == tuple(balanced(said, sure, possible) for said in (sure, sure | possible, sure))
    assert 0.0 == error_rate(sure, sure, possible) == error_rate(sure | possible, sure, possible)


def test_precision_and_recall_part_the_two_mistakes():
    sure = {(0, 0), (1, 1)}

    assert (0.5, 1.0) == (
        precision(sure | {(0, 1), (1, 0)}, sure, set()),
        recall(sure | {(0, 1), (1, 0)}, sure),
    )
    assert (1.0, 0.5) == (precision({(0, 0)}, sure, set()), recall({(0, 0)}, sure))


def test_nothing_said_earns_nothing():
    assert (0.0, 1.0) == (balanced(set(), {(0, 0)}, set()), error_rate(set(), {(0, 0)}, set()))


@given(said=LINKS, sure=LINKS, possible=LINKS)
def test_all_values_lie_between_nothing_and_everything(said, sure, possible):
    for value in (balanced(said, sure, possible), error_rate(said, sure, possible)):
        assert 0.0 <= value <= 1.0


@given(sure=LINKS, possible=LINKS)
def test_the_sure_links_alone_are_a_full_answer(sure, possible):
    assert balanced(sure, sure, possible) == (1.0 if sure else 0.0)
    assert error_rate(sure, sure, possible) == 0.0
