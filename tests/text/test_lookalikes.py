"""Look-alike letters: only in words of both scripts, each with its place, and all of it can be undone."""

import unicodedata

import pytest

from quellenkritik.register import load
from quellenkritik.text import lookalikes, replay
from quellenkritik.text.lookalikes import fold


@pytest.mark.parametrize(
    ("raw", "even"),
    [
        ("Роccия", "Россия"),
        ("в НАТO и CCCР", "в НАТО и СССР"),
        ("Pосcия, Poссия", "Россия, Россия"),
    ],
)
def test_a_latin_letter_in_a_cyrillic_word_becomes_its_twin(raw, even):
    found = fold(raw)

    assert even == found.text
    assert raw == found.raw
    assert even == replay(raw, found.steps)
    assert ["look-alike letters"] == [step.name for step in found.steps]


@pytest.mark.parametrize(
    "raw", ["", "NATO", "Россия", "c НАТО", "co-автор", "Razumem tu osetljivost", "2000 г. NATO"]
)
def test_words_of_one_script_stay(raw):
    assert (raw, ()) == fold(raw)


def test_each_word_is_told_with_its_place():
    (step,) = fold("Роccия и Роccия").steps

    assert [(0, "Роccия", "Россия"), (9, "Роccия", "Россия")] == list(step.edits)


def test_a_letter_without_a_twin_stays():
    assert "Rоссия" == fold("Roсcия").text


def test_each_pair_is_a_latin_and_a_cyrillic_letter():
    for latin, cyrillic in lookalikes._TWINS.items():
        assert unicodedata.name(chr(latin)).startswith("LATIN")
        assert unicodedata.name(chr(cyrillic)).startswith("CYRILLIC")
        assert chr(latin).isupper() == chr(cyrillic).isupper()


def test_no_registered_quotation_has_a_mixed_word():
    """The book says so; a page that has one would be worth a look."""
    assert [] == [name for name, quotation in load().quotations.items() if fold(quotation.text).steps]
