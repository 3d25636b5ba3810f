"""Transliteration: one sign for each letter, in both scripts, and nothing that is not written."""

import pytest

from quellenkritik.text.transliterate import scheme, transliterate


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Я с пониманием относился к этому", "Â s ponimaniem otnosilsâ k ètomu"),
        ("преемники, жюри, щит, объём", "preemniki, žûri, ŝit, obʺëm"),
        ("чувствителен на ова прашање", "čuvstvitelen na ova prašan̂e"),
        ("Je l'ai compris", "Je l'ai compris"),
        ("НАТО", "NATO"),
    ],
)
def test_cyrillic_gets_the_letters_of_iso_9(written, expected):
    assert expected == transliterate(written)


def test_one_dot_is_one_letter():
    """Our allies and our successors differ by a dot in Arabic, and by one letter here."""
    allies, successors = transliterate("حلفاؤنا"), transliterate("خلفاؤنا")

    assert ("ḥlfāʾnā", "ḫlfāʾnā") == (allies, successors)


def test_a_doubled_letter_is_doubled_and_an_unwritten_vowel_is_not_guessed():
    assert ("yfwwtwn", "frṣh") == (transliterate("يفوّتون"), transliterate("فرصة"))


def test_persian_has_its_own_letters():
    assert "gstrš nātw" == transliterate("گسترش ناتو")


def test_no_two_cyrillic_letters_share_a_sign():
    letters = "абвгдежзийклмнопрстуфхцчшщъыьэюяёѓќљњџѕјђћіїєґ"

    assert len(letters) == len({transliterate(letter) for letter in letters})


def test_the_scheme_is_named_by_script():
    assert ("ISO 9", "DIN 3", "") == tuple(scheme(text)[:5] for text in ("как", "كما", "kako"))
