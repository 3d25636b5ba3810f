"""What a field of a record may hold: its meaning for people and the check that reads it.

The data files are read as plain text, lists and mappings (no date, no number, no ``no`` for Norwegian is guessed),
so each check gets what stands in the file and returns the value of the right type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, get_type_hints

from quellenkritik.register import edtf
from quellenkritik.register.missing import Missing
from quellenkritik.register.vocabularies import Vocabulary

Check = Callable[[object], Any]

MAX_WORDS = 40
"""The most words that one quotation may have, counted between white space."""


class Refused(ValueError):
    """The value does not fit; the text says what was expected."""


def near(name: str, known: Iterable[str]) -> str:
    """Return what was expected in the place of an unknown name: those that look alike, or all."""
    known = list(known)
    alike = get_close_matches(name, known, n=2)
    return "no such field" + (
        f" (did you mean {' or '.join(alike)}?)" if alike else "; known are " + ", ".join(known)
    )


@dataclass(frozen=True)
class Column:
    """The meaning of a field, the check that reads it, and the vocabulary where it is closed."""

    about: str
    check: Check | None = None
    vocabulary: Vocabulary | None = None


def text(value: object) -> str:
    """Text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise Refused("a text")
    return value


def note(value: object) -> str:
    """Text that may be empty."""
    if not isinstance(value, str):
        raise Refused("a text")
    return value


def word_of(vocabulary: Vocabulary) -> Check:
    """One word of a closed vocabulary."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in vocabulary:
            raise Refused("one of " + ", ".join(vocabulary))
        return value

    return check


def or_missing(check: Check, *allowed: Missing) -> Check:
    """A value of the check, or one of the named missing values."""

    def either(value: object) -> Any:  # noqa: ANN401 (whatever the inner check returns)
        named = {missing.value: missing for missing in allowed}
        if isinstance(value, str) and value in named:
            return named[value]
        try:
            return check(value)
        except Refused as refused:
            raise Refused(f"{refused} or {' or '.join(named)}") from None

    return either


def matching(pattern: str, expected: str) -> Check:
    """Text of a fixed shape."""
    shape = re.compile(pattern)

    def check(value: object) -> str:
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise Refused(expected)
        return value

    return check


_SOURCE = r"[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
source_id = matching(_SOURCE, "the id of a source, such as W-ria")
quotation_id = matching(_SOURCE + r"#q\d+", "the id of a quotation, such as W-ria#q2")


def edtf_date(value: object) -> str:
    """A date of the EDTF subset, kept as text."""
    if not isinstance(value, str) or not edtf.check(value):
        raise Refused("an EDTF date such as 2025-08-22, 2025-08, 2025-08-22? or 2000-06-03/2000-06-05")
    return value


def checked_on(value: object) -> str:
    """The day of the last comparison with the page, or the words that it was not found again."""
    return "not_found_again" if value == "not_found_again" else str(edtf_date(value))


def flag(value: object) -> bool:
    """``true`` or ``false``."""
    if value not in ("true", "false"):
        raise Refused("true or false")
    return value == "true"


def step(value: object) -> int:
    """A step of the ladder of verbs."""
    if not isinstance(value, str) or not re.fullmatch(r"\d", value):
        raise Refused("a step from 0 to 7")
    return int(value)


def list_of(check: Check) -> Check:
    """A list whose entries pass the check, as a tuple."""

    def each(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Refused("a list")
        return tuple(check(entry) for entry in value)

    return each


def notes(value: object) -> MappingProxyType[str, str]:
    """A mapping of short names to texts."""
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        raise Refused("a mapping of names to texts")
    return MappingProxyType(dict(value))


def quotation_text(value: object) -> str:
    """The words of a quotation: not empty and at most 40 of them."""
    words = len(text(value).split())
    if words > MAX_WORDS:
        raise Refused(f"at most {MAX_WORDS} words, not {words}; split it at the end of a sentence")
    return str(value)


def gloss(value: object) -> str:
    """An English gloss that is written, not promised."""
    if text(value).strip().lower() == "todo":
        raise Refused("an English gloss")
    return str(value)


def columns(record: type) -> dict[str, Column]:
    """Return the columns of a record class by field name, in the order of the fields."""
    hints = get_type_hints(record, include_extras=True)
    marked = {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
    return {name: extra[0] for name, extra in marked.items() if extra and isinstance(extra[0], Column)}
