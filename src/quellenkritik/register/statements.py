"""What the editors state about a record or a telling, each statement with the quotations that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated

from quellenkritik.register import vocabularies as v
from quellenkritik.register.columns import (
    Check,
    Column,
    edtf_date,
    flag,
    list_of,
    note,
    or_missing,
    quotation_id,
    text,
    word_of,
)
from quellenkritik.register.missing import Missing


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One value, or why there is none, and where it stands."""

    value: str | Missing
    quotes: Annotated[tuple[str, ...], Column("quotations that show it", list_of(quotation_id))] = ()
    note: Annotated[str, Column("remark", note)] = ""


def _or_any_missing(check: Check) -> Check:
    return or_missing(check, *Missing)


_words = Column("in the editors' words", _or_any_missing(text))
_date = Column("EDTF date", _or_any_missing(edtf_date))


def _code(about: str, vocabulary: v.Vocabulary) -> Column:
    return Column(about, _or_any_missing(word_of(vocabulary)), vocabulary)


@dataclass(frozen=True, kw_only=True)
class Record:
    """How a document came to be: what each field of a source criticism can say, and what it cannot."""

    creator: Annotated[Statement, _words]
    role: Annotated[Statement, _words]
    event_date: Annotated[Statement, _date]
    writing_date: Annotated[Statement, _date]
    release_date: Annotated[Statement, _date]
    genre: Annotated[Statement, _words]
    addressee: Annotated[Statement, _words]
    releasing_authority: Annotated[Statement, _words]
    case_number: Annotated[Statement, _words]
    custody: Annotated[Statement, _code("remnant or tradition", v.CUSTODY)]


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One telling of the talk: who tells whom, and what became of question, answer and reason."""

    teller: Annotated[str, Column("who tells", word_of(v.TELLER), v.TELLER)]
    occasion: Annotated[str, Column("on what occasion", text)]
    told: Annotated[
        str | Missing, Column("when it was told, EDTF, or unknown", or_missing(edtf_date, Missing.UNKNOWN))
    ]
    event_named: Annotated[bool, Column("whether the talk of June 2000 is named", flag)]
    raised_by: Annotated[Statement, _code("who raised membership", v.RAISED_BY)]
    answer: Annotated[Statement, _code("Clinton's answer", v.ANSWER)]
    reversal: Annotated[Statement, _code("when the answer was taken back", v.REVERSAL)]
    reason: Annotated[Statement, _code("the reason given", v.REASON)]
    audience: Annotated[Statement, _code("who was to hear or read it", v.AUDIENCE)]
    certainty: Annotated[Statement, _code("how it is stated", v.CERTAINTY)]
    note: Annotated[str, Column("remark", note)] = ""


def statements(part: Record | Telling) -> Mapping[str, Statement]:
    """Return the statements of a record or a telling by field name."""
    pairs = ((f.name, getattr(part, f.name)) for f in fields(part))
    return {name: value for name, value in pairs if isinstance(value, Statement)}
