"""The records of the register. Each field carries its meaning and its check; the data dictionary is made from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from quellenkritik.register import vocabularies as v
from quellenkritik.register.columns import (
    Column,
    checked_on,
    edtf_date,
    flag,
    gloss,
    list_of,
    matching,
    note,
    notes,
    or_missing,
    quotation_id,
    quotation_text,
    source_id,
    step,
    text,
    word_of,
)
from quellenkritik.register.missing import Missing
from quellenkritik.register.statements import Record, Telling

_unit_id = matching(r"v\d+", "the id of a unit, such as v1")


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """A few words of a source, copied exactly, with what is needed to check them."""

    id: Annotated[str, Column("stable id: the source, then #q and a number", quotation_id)]
    source: str
    """The id of the source that it belongs to; follows from where it stands in the file."""
    lang: Annotated[str, Column("language of the words", word_of(v.LANGUAGE), v.LANGUAGE)]
    text: Annotated[str, Column("the words, exactly as the page has them; at most 40", quotation_text)]
    page: Annotated[str, Column("whether the page was seen", word_of(v.PAGE), v.PAGE)]
    known: Annotated[str, Column("how we know the words", word_of(v.KNOWN), v.KNOWN)]
    gloss: Annotated[str | None, Column("English gloss, our own; none for English words", gloss)] = None
    speaker: Annotated[str | None, Column("who says it, as the source has it", text)] = None
    locator: Annotated[str | None, Column("where on the page", text)] = None
    form: Annotated[str, Column("how the words were taken", word_of(v.FORM), v.FORM)] = "as_printed"
    via: Annotated[tuple[str, ...], Column("the witnesses through which we know it", list_of(source_id))] = ()
    continues: Annotated[str | None, Column("the quotation that it goes on from", quotation_id)] = None

    @property
    def words(self) -> int:
        """The number of words between white space."""
        return len(self.text.split())

    @property
    def right_to_left(self) -> bool:
        """Whether the script runs from right to left."""
        return self.lang in v.RIGHT_TO_LEFT


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One of the ways in which witnesses have a passage."""

    id: str
    unit: str
    reading_class: Annotated[str, Column("readings of one class say the same, in whatever language", text)]
    secondary: Annotated[bool, Column("cannot be the reading of the English record", flag)]
    polygenetic: Annotated[bool, Column("two hands may arrive at it independently", flag)] = False
    note: Annotated[str, Column("the wording, or a remark", note)] = ""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A variation unit (locus): one place in the story at which the witnesses differ."""

    id: Annotated[str, Column("v and a number", _unit_id)]
    lemma: Annotated[str, Column("the words or the matter", text)]
    question: Annotated[str, Column("what is asked of each witness", text)]
    readings: Mapping[str, Reading]
    use: Annotated[str, Column("what it is good for", text)] = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one witness has at one unit, and on what ground we say so."""

    unit: str
    reading: Annotated[
        str | Missing,
        Column(
            "a reading of the unit, absent, or not_seen", or_missing(text, Missing.ABSENT, Missing.NOT_SEEN)
        ),
    ]
    basis: Annotated[str | None, Column("ground; none for not_seen", word_of(v.BASIS), v.BASIS)] = None
    quotes: Annotated[
        tuple[str, ...], Column("quotations of this witness that show it", list_of(quotation_id))
    ] = ()
    note: Annotated[str, Column("remark", note)] = ""

    @property
    def shown(self) -> bool:
        """Whether the evidence is in the reader's hands: a registered quotation, or the silence of a text seen whole."""
        return self.basis in ("quotation", "whole_text")


@dataclass(frozen=True, kw_only=True)
class Parent:
    """A text that this one was made from: a hypothesis with its confidence and its ground."""

    confidence: Annotated[str, Column("how sure", word_of(v.CONFIDENCE), v.CONFIDENCE)]
    ground: Annotated[str, Column("why", word_of(v.GROUND), v.GROUND)]
    id: Annotated[str | None, Column("the parent, where it is registered", source_id)] = None
    unseen: Annotated[str | None, Column("description of a parent that we have not seen", text)] = None
    units: Annotated[tuple[str, ...], Column("the units that show it", list_of(_unit_id))] = ()
    note: Annotated[str, Column("one sentence", note)] = ""


@dataclass(frozen=True, kw_only=True)
class VerbCode:
    """How strong is what Clinton is said to have done, at one place of the text."""

    place: str
    step: Annotated[
        int | Missing,
        Column(
            "step of the ladder, absent (no such element), or not_seen",
            or_missing(step, Missing.ABSENT, Missing.NOT_SEEN),
        ),
    ]
    text: Annotated[str, Column("the words that were coded", note)] = ""
    quote: Annotated[str | None, Column("the quotation that has them", quotation_id)] = None
    note: Annotated[str, Column("remark", note)] = ""


@dataclass(frozen=True, kw_only=True)
class VerbStep:
    """One step of the ladder of verbs."""

    step: Annotated[int, Column("0 to 7", step)]
    label: Annotated[str, Column("what the verbs of this step say", text)]


@dataclass(frozen=True, kw_only=True)
class Source:
    """One text, seen or known through others; without the editors' codings, what they conclude is empty."""

    id: Annotated[str, Column("stable id; the first letter tells the part: P, C, W, T", source_id)]
    role: Annotated[str, Column("what it is for us", word_of(v.ROLE), v.ROLE)]
    kind: Annotated[str, Column("what kind of text", word_of(v.KIND), v.KIND)] = ""
    kind_note: Annotated[str, Column("the kind in the editors' words", text)] = ""
    outlet: Annotated[str, Column("who published it", text)]
    title: Annotated[str, Column("title, or our description", text)]
    title_basis: Annotated[str, Column("where the title is from", word_of(v.TITLE_BASIS), v.TITLE_BASIS)]
    author: Annotated[
        str | Missing,
        Column(
            "author, not_stated or not_seen",
            or_missing(text, Missing.NOT_STATED, Missing.NOT_SEEN, Missing.UNKNOWN),
        ),
    ]
    date: Annotated[str | Missing, Column("EDTF date, or unknown", or_missing(edtf_date, Missing.UNKNOWN))]
    language: Annotated[str, Column("language of the text", word_of(v.LANGUAGE), v.LANGUAGE)]
    url: Annotated[
        str | Missing,
        Column(
            "address, or not_seen", or_missing(matching(r"https?://\S+", "an http address"), Missing.NOT_SEEN)
        ),
    ]
    seen: Annotated[str, Column("how much of it we saw", word_of(v.SEEN), v.SEEN)]
    rights: Annotated[str, Column("what may be printed", word_of(v.RIGHTS), v.RIGHTS)]
    quotes: tuple[Quotation, ...]
    date_note: Annotated[str, Column("remark on the date", note)] = ""
    rights_note: Annotated[str, Column("remark on the rights", note)] = ""
    url_note: Annotated[str, Column("remark on the address", note)] = ""
    siglum: Annotated[str | None, Column("short sign in the stemma", text)] = None
    family: Annotated[str | None, Column("branch of the tradition", text)] = None
    checked: Annotated[
        str | None, Column("day on which the page was compared again, or not_found_again", checked_on)
    ] = None
    checked_note: Annotated[str, Column("remark on the comparison", note)] = ""
    record: Record | None = None
    telling: Telling | None = None
    seed: Annotated[bool, Column("the article with which the book begins", flag)] = False
    parents: tuple[Parent, ...] = ()
    cells: Mapping[str, Cell]
    verbs: Mapping[str, VerbCode]
    claims: Annotated[Mapping[str, str], Column("the editors' notes on what it claims", notes)]
    notes: Annotated[str, Column("remark", note)] = ""

    @property
    def label(self) -> str:
        """Outlet and date, for a list or an attribution."""
        return self.outlet if isinstance(self.date, Missing) else f"{self.outlet}, {self.date}"

    @property
    def families(self) -> tuple[str, ...]:
        """The branches that it belongs to, without the marks of doubt."""
        return tuple(
            part.strip(" ?") for part in (self.family or "").replace("/", "+").split("+") if part.strip(" ?")
        )
