"""Numbers for the prose, computed from the register: no figure in the book is typed by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quellenkritik.errors import Mistake
from quellenkritik.register import Register, Source, load
from quellenkritik.register.missing import Missing


def readings_of(register: Register, unit: str, reading_class: str) -> tuple[Source, ...]:
    """Return the coded texts that have a reading of this class at the unit."""
    return tuple(source for source in register.coded() if class_of(register, source, unit) == reading_class)


def class_of(register: Register, source: Source, unit: str) -> str | None:
    """Return the class of a text's reading at a unit; None where there is none."""
    if unit not in source.cells:
        return None
    reading = register.reading(source.id, unit)
    return None if isinstance(reading, Missing) else reading.reading_class


def naming(register: Register, sources: Iterable[Source], word: str) -> int:
    """Return how many of the texts name somebody (``talbott``, ``white-house``) as the maker of the record (v3)."""
    return sum((class_of(register, source, "v3") or "").startswith(word) for source in sources)


def _class_count(unit: str, reading_class: str) -> Callable[[Register], int]:
    return lambda register: len(readings_of(register, unit, reading_class))


def _naming_count(reading_class: str, word: str) -> Callable[[Register], int]:
    return lambda register: naming(register, readings_of(register, "v1", reading_class), word)


def verb_steps(source: Source) -> tuple[int | None, int | None]:
    """Return the steps of headline and lead on the ladder of verbs; None where one was not seen or does not exist."""
    steps = (source.verbs[place].step if place in source.verbs else None for place in ("headline", "lead"))
    head, lead = (None if isinstance(step, Missing) else step for step in steps)
    return head, lead


def _verbs_count(fits: Callable[[int, int], bool]) -> Callable[[Register], int]:
    """Return a count of the texts of which headline and lead were both seen, and whose steps fit."""

    def count(register: Register) -> int:
        steps = [verb_steps(source) for source in register.witnesses()]
        return sum(head is not None and lead is not None and fits(head, lead) for head, lead in steps)

    return count


NUMBERS: dict[str, Callable[[Register], int]] = {
    "sources": lambda register: len(register.sources),
    "quotations": lambda register: len(register.quotations),
    "languages": lambda register: len({quote.lang for quote in register.quotations.values()}),
    "press_witnesses": lambda register: len(register.witnesses()),
    "coded_witnesses": lambda register: len(register.coded()),
    "loci": lambda register: len(register.units),
    "tellings": lambda register: len(register.tellings()),
    "passage_clauses": lambda register: len(next(iter(register.corpus.values())).clauses),
    "passage_retellings": lambda register: len(register.corpus) - 1,
    "passage_languages": lambda register: len({version.lang for version in register.corpus.values()}),
    "readings_v1_sensitive": _class_count("v1", "sensitive"),
    "readings_v1_understanding": _class_count("v1", "understanding"),
    "readings_v1_serious": _class_count("v1", "serious"),
    "understanding_naming_talbott": _naming_count("understanding", "talbott"),
    "understanding_naming_white_house": _naming_count("understanding", "white-house"),
    "serious_naming_talbott": _naming_count("serious", "talbott"),
    "serious_naming_white_house": _naming_count("serious", "white-house"),
    "next_day_witnesses": _class_count("v5", "next-day-reserved"),
    "verbs_both_seen": _verbs_count(lambda head, lead: True),
    "verbs_headline_stronger": _verbs_count(lambda head, lead: head > lead),
    "verbs_headline_equal": _verbs_count(lambda head, lead: head == lead),
    "verbs_headline_weaker": _verbs_count(lambda head, lead: head < lead),
}


def value(name: str) -> int:
    """Return one number by its name; a :class:`Mistake` lists the names there are."""
    if name not in NUMBERS:
        raise Mistake("number", f"'{name}'", "one of " + ", ".join(NUMBERS))
    return NUMBERS[name](load())
