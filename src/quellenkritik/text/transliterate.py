"""Foreign scripts in Latin letters, letter by letter, by schemes that need no dictionary.

Cyrillic follows ISO 9:1995, which gives each letter one sign of its own in whatever language. Arabic and Persian letters
have the values of DIN 31635, applied to the written letters alone: short vowels are not written in the press and so do not
appear, and one dot more or less is one letter more or less. Neither tells how a word is spoken.
"""

from __future__ import annotations

import unicodedata

SCHEMES = {
    "cyrillic": "ISO 9:1995, one sign for each letter",
    "arabic": "DIN 31635, the written letters only, without the vowels that are not written",
}

_CYRILLIC = dict(
    zip("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "abvgdežzijklmnoprstufhcčšŝʺyʹèûâë", strict=True)
) | {
    "ѓ": "ǵ",
    "ќ": "ḱ",
    "љ": "l̂",
    "њ": "n̂",
    "џ": "d̂",
    "ѕ": "ẑ",
    "ј": "ǰ",
    "ђ": "đ",
    "ћ": "ć",
    "і": "ì",
    "ї": "ï",
    "є": "ê",
    "ґ": "g̀",
}

_ARABIC = {
    "ا": "ā", "أ": "ʾ", "إ": "ʾ", "آ": "ʾā", "ء": "ʾ", "ؤ": "ʾ", "ئ": "ʾ", "ى": "ā", "ة": "h", "ب": "b", "ت": "t", "ث": "ṯ",
    "ج": "ǧ", "ح": "ḥ", "خ": "ḫ", "د": "d", "ذ": "ḏ", "ر": "r", "ز": "z", "س": "s", "ش": "š", "ص": "ṣ", "ض": "ḍ", "ط": "ṭ",
    "ظ": "ẓ", "ع": "ʿ", "غ": "ġ", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
    "پ": "p", "چ": "č", "ژ": "ž", "گ": "g", "ک": "k", "ی": "y", "ۀ": "h", "َ": "a", "ُ": "u", "ِ": "i", "ً": "an", "ٌ": "un",
    "ٍ": "in", "ْ": "", "ّ": "", "ـ": "", "،": ",", "؛": ";", "؟": "?", "\u200c": "-",
}  # fmt: skip


def scheme(text: str) -> str:
    """Return the name of the scheme for the script of a text, or nothing for a text in Latin letters."""
    return next(
        (SCHEMES[name] for name, letters in _TABLES.items() if any(c in letters for c in text.lower())), ""
    )


def transliterate(text: str) -> str:
    """Return the text with its Cyrillic and Arabic letters in Latin ones; all else stays, case is kept.

    A mark of doubling (shadda) doubles the letter before it.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(_letter(composed, at) for at in range(len(composed)))


def _letter(text: str, at: int) -> str:
    letter = text[at]
    if letter == "\u0651" and at:
        return _ALL.get(text[at - 1], "")
    value = _ALL.get(letter.lower(), letter)
    return value[:1].upper() + value[1:] if letter != letter.lower() and value != letter else value


_TABLES = {"cyrillic": _CYRILLIC, "arabic": _ARABIC}
_ALL = {**_CYRILLIC, **_ARABIC}
