"""What a constructed paper is: a genre and its printed fields, and nothing about how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

NOTICE = "TEACHING FACSIMILE"
NOTICE_LINE = f"{NOTICE} - made for a class; not a historical record"


class Genre(StrEnum):
    """The forms for which the register has a comparandum."""

    MEMCON = "memcon"
    """Memorandum of conversation of the White House, as of 1997."""
    TELCON = "telcon"
    """Memorandum of telephone conversation of the White House, as of 1999."""
    LATE_MEMCON = "late_memcon"
    """Memorandum of conversation as of 2008: functions stand in the list of participants."""
    NOTES = "notes"
    """Sheet of notes of several sessions, as of 2000, with a release line of the State Department."""
    NOTE = "note"
    """Short note inside the State Department, as of 1994, with its release form."""


STATE = (Genre.NOTES, Genre.NOTE)

FIELDS = (
    "log",
    "secrecy",
    "handling",
    "letterhead",
    "title",
    "release",
    "heading",
    "matter",
    "addressee",
    "sender",
    "subject",
    "participants",
    "notetakers",
    "interpreter",
    "occasion",
    "written",
    "sessions",
    "body",
    "caution",
    "classified_by",
    "reason",
    "declassify",
    "stamp",
    "library",
    "reviewer",
)
"""The fields that a paper may have. The order says nothing; ``layout`` knows where they are printed."""

WHERE: Mapping[str, str] = {
    "subject": "subject",
    "heading": "subject",
    "participants": "participants",
    "notetakers": "participants",
    "interpreter": "participants",
    "occasion": "date",
    "written": "date",
    "sessions": "date",
    "body": "text",
    "caution": "caution",
    "reason": "marks",
    "declassify": "marks",
    "stamp": "stamp",
    "library": "stamp",
    "release": "stamp",
}
"""The places of a paper as students name them, by field."""


@dataclass(frozen=True)
class Specimen:
    """One paper: what is printed in each field, line by line. A field that is not there has no entry."""

    genre: Genre
    fields: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        unknown = sorted(set(self.fields) - set(FIELDS))
        if unknown:
            raise ValueError(f"unknown fields: {', '.join(unknown)}")

    def lines(self, field: str) -> tuple[str, ...]:
        """Return the lines of a field, none where the paper has no such field."""
        return self.fields.get(field, ())

    def text(self, field: str) -> str:
        """Return a field in one piece, empty where the paper has no such field."""
        return " ".join(self.lines(field))

    def having(self, field: str, *lines: str) -> Specimen:
        """Return the paper with other lines in one field."""
        return Specimen(self.genre, {**self.fields, field: lines})

    def replacing(self, field: str, old: str, new: str) -> Specimen:
        """Return the paper with words replaced in one field; raises ``ValueError`` where they do not stand there."""
        if not any(old in line for line in self.lines(field)):
            raise ValueError(f"'{old}' does not stand in {field}")
        return self.having(field, *(line.replace(old, new) for line in self.lines(field)))


@dataclass(frozen=True)
class Finding:
    """One thing in a paper that does not fit: the code of the rule, the place, and what stands there."""

    code: str
    where: str
    said: str
