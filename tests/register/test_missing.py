"""Four different ways of not having a value; each is printed as it is read."""

from itertools import combinations

import pytest

from quellenkritik.register.missing import Missing, known, parse


@pytest.mark.parametrize("word", ["unknown", "not_stated", "not_seen", "absent"])
def test_round_trip(word):
    assert Missing(word) is parse(word)
    assert word == str(parse(word))


@pytest.mark.parametrize("text", ["", "Unknown", "not seen", "the White House", "none"])
def test_other_text_stays_text(text):
    assert text == parse(text)


def test_all_differ_in_word_and_meaning():
    assert all(a != b and a.meaning != b.meaning for a, b in combinations(Missing, 2))


def test_known():
    assert (None, "2000") == (known(Missing.ABSENT), known("2000"))
