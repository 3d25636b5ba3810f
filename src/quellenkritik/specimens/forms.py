"""The forms: an unaltered paper of a genre and a day, made after the comparanda of the register.

memcon      C1 (1997); its separate fields for note-takers and interpreter after C2 and C3 (1999)
telcon      C2, C3 (1999)
late_memcon C4 (2008); the functions in the list of participants also in C24 (2001)
notes       P1 (2000); release line of 2025 after P1, of 2021 after C5
note        C5 (1994); release line of 2021 after C5, of 2025 after P1
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta

from quellenkritik.specimens.body import compose
from quellenkritik.specimens.material import Matter
from quellenkritik.specimens.model import Genre, Specimen
from quellenkritik.specimens.periods import (
    PUTIN_EARLY,
    Clock,
    allowed,
    figures,
    hours,
    long_date,
    short_date,
)
from quellenkritik.specimens.stream import Stream

Fields = dict[str, tuple[str, ...]]
LETTERS = "ABCDEFGHKLMNPRST"
UNREADABLE = "oi5--o73i-Pi-Ck"
CAUTION = (
    "CAUTION: A Memorandum of a Meeting/Conversation (MEMCON) is not a verbatim transcript of a discussion."
)


def build(
    genre: Genre, day: date, matter: Matter, stream: Stream, oddities: Collection[str] = ()
) -> Specimen:
    """Return an unaltered paper. ``oddities`` are codes of harmless oddities; those that do not fit are not used.

    Raises ``ValueError`` for a day on which the register has no comparandum for the form.
    """
    if not allowed(genre, day):
        raise ValueError(f"the register has no comparandum for a {genre.value} of {day.isoformat()}")
    return Specimen(genre, _MAKERS[genre](day, matter, oddities, stream))


def president(day: date) -> str:
    """Return the Russian president of a day on which papers are made."""
    return "Putin" if day >= PUTIN_EARLY[0] else "Yeltsin"


def _memcon(day: date, matter: Matter, oddities: Collection[str], stream: Stream) -> Fields:
    name, staff = president(day), _staff(stream)
    clock = _clock(stream, 45, 150)
    place = stream.choice(("The Kremlin", "St. Catherine's Hall, The Kremlin"))
    tasks = {"notetakers": tuple(staff[1 : 1 + stream.between(1, 2)]), "interpreter": (staff[8],)}
    return {
        **_white_house("MEMORANDUM OF CONVERSATION", stream),
        "subject": (f"Meeting with Russian President {name}: {matter.subject}",),
        "participants": (
            f"U.S.: The President; {staff[0]}, NSC",
            f"Russia: President {name}; Foreign Policy Assistant; Deputy Foreign Minister",
        ),
        **({} if "no-note-takers" in oddities else tasks),
        "occasion": (f"{long_date(day)}, {hours(clock)}, {place}",),
        "body": compose(Genre.MEMCON, day, matter, clock, oddities, stream),
        **_early_marks(day, staff[9], oddities, stream),
    }


def _telcon(day: date, matter: Matter, oddities: Collection[str], stream: Stream) -> Fields:
    name, staff = president(day), _staff(stream)
    clock = _clock(stream, 17, 58)
    many = 6 if "many-note-takers" in oddities else stream.between(1, 3)
    return {
        **_white_house("MEMORANDUM OF TELEPHONE CONVERSATION", stream),
        "subject": (f"Telephone Conversation with Russian President {name}: {matter.subject}",),
        "participants": ("The President", f"President {name}"),
        "notetakers": tuple(staff[1 : 1 + many]),
        "interpreter": (staff[8],),
        "occasion": (f"{long_date(day)}, {hours(clock)}, OEOB",),
        "body": compose(Genre.TELCON, day, matter, clock, oddities, stream),
        **_early_marks(day, staff[9], oddities, stream),
    }


def _late_memcon(day: date, matter: Matter, oddities: Collection[str], stream: Stream) -> Fields:
    staff, clock = _staff(stream), _clock(stream, 45, 150)
    released = date(2025, 7, 1) + timedelta(stream.below(90))
    order = ", E.O. 12958, as amended" if stream.chance(1, 2) else ""
    fields: Fields = {
        "handling": ("EYES ONLY DO NOT COPY",),
        "log": (str(stream.between(1100, 9899)),),
        "title": ("MEMORANDUM OF CONVERSATION",),
        "subject": (f"Meeting with President of Russia: {matter.subject}",),
        "participants": ("The President", "Vladimir Putin, President of Russia", "Deputy Foreign Minister"),
        "notetakers": (staff[1],),
        "interpreter": tuple(staff[7 : 7 + stream.between(1, 2)]),
        "occasion": (f"{long_date(day)}, {hours(clock)}, State Residence of the President of Russia",),
        "body": compose(Genre.LATE_MEMCON, day, matter, clock, oddities, stream),
        "caution": (CAUTION,),
        "classified_by": (staff[9],),
        "reason": (stream.choice(("1.4(b)(d)", "1.4(d)")) + order,),
        "declassify": (figures(_years_on(day, 10), year_digits=2),),
        "stamp": (
            "DECLASSIFIED",
            f"Case: NW# {stream.between(101, 989):05d}",
            f"Date: {figures(released, mark='-')}",
        ),
    }
    left_out = {"handling": "eyes-only", "caution": "not-verbatim"}
    return {name: lines for name, lines in fields.items() if left_out.get(name, "") in ("", *oddities)}


def _notes(day: date, matter: Matter, oddities: Collection[str], stream: Stream) -> Fields:
    days = _three_days(day)
    clocks = [_clock(stream, 100, 170, 18 * 60 + 40), _clock(stream, 40, 90), _clock(stream, 40, 90)]
    written = days[2] + timedelta(stream.between(1, 6))
    places = ("working dinner, Kremlin private quarters", "Kremlin", "Kremlin")
    month = long_date(days[0]).split()[0]
    sessions = [
        f"{order} Session ({month} {at.day}): {place}, {hours(clock)}"
        for order, at, place, clock in zip(("First", "Second", "Third"), days, places, clocks, strict=True)
    ]
    return {
        "release": _release(stream),
        "heading": (f"CLINTON-{president(day).upper()} ONE-ON-ONES",),
        "matter": (f"{matter.heading}, {month.upper()} {days[0].day}-{days[2].day} {day.year}",),
        "notetakers": (_initials(stream),),
        "written": (short_date(written) if "short-date" in oddities else long_date(written),),
        "sessions": tuple(sessions),
        "body": compose(Genre.NOTES, days[0], matter, clocks[0], oddities, stream),
    }


def _note(day: date, matter: Matter, oddities: Collection[str], stream: Stream) -> Fields:
    staff = _staff(stream)
    first, *rest = compose(Genre.NOTE, day, matter, None, oddities, stream)
    opening = f"The office of President {president(day)} has written about the {matter.subject.lower()}."
    return {
        "release": _release(stream),
        "written": (long_date(day),),
        "addressee": ("NOTE FOR THE DEPUTY SECRETARY",),
        "sender": (f"FROM {staff[0].upper()}",),
        "body": (f"{opening} {first}", *rest),
        "reviewer": ("Declassification Authority: Senior Reviewer, A/GIS/IPS",),
    }


_Maker = Callable[[date, Matter, Collection[str], Stream], Fields]
_MAKERS: Mapping[Genre, _Maker] = {
    Genre.MEMCON: _memcon,
    Genre.TELCON: _telcon,
    Genre.LATE_MEMCON: _late_memcon,
    Genre.NOTES: _notes,
    Genre.NOTE: _note,
}


def _white_house(title: str, stream: Stream) -> Fields:
    return {
        "log": (str(stream.between(1100, 9899)),),
        "secrecy": (stream.choice(("CONFIDENTIAL", "SECRET")),),
        "letterhead": ("THE WHITE HOUSE", "WASHINGTON"),
        "title": (title,),
    }


def _early_marks(day: date, staff: str, oddities: Collection[str], stream: Stream) -> Fields:
    """Return the marks at the foot, and the release stamp or the stamp of the library's photocopy."""
    order = ", E.O. 12958" if stream.chance(1, 2) else ""
    until = f"X{stream.between(1, 8)}" if "x-mark" in oddities else figures(_years_on(day, 10), year_digits=2)
    marks = {
        "classified_by": (staff,),
        "reason": (stream.choice(("1.5(d)", "1.5(b)(d)")) + order,),
        "declassify": (until,),
    }
    dated = date(2012, 1, 2) + timedelta(stream.below(2900))
    has_day = stream.chance(2, 3)
    if "release-order" not in oddities:
        return {**marks, "library": ("CLINTON LIBRARY", "PHOTOCOPY")}
    stamp = ["DECLASSIFIED", "PER E.O. 13526"]
    stamp += [figures(dated)] if has_day else []
    stamp += [UNREADABLE] if "unreadable-number" in oddities else []
    return {**marks, "stamp": tuple(stamp)}


def _release(stream: Stream) -> tuple[str, ...]:
    """Return a release line of the State Department in one of its two forms."""
    case, number = f"{stream.between(2012, 2019)}-{stream.between(101, 989):05d}", stream.between(1001, 9989)
    day = stream.below(300)
    if stream.chance(1, 2):
        released = figures(date(2025, 1, 15) + timedelta(day))
        return (f"FL-{case}", f"B-{number:011d}", f"UNCLASSIFIED {released}", "Page 1")
    released = figures(date(2021, 2, 1) + timedelta(day))
    return ("U.S. Department of State", f"Case No. F-{case}", f"Doc No. C{number:08d}", f"Date: {released}")


def _staff(stream: Stream) -> list[str]:
    """Return ten members of staff, who have letters and no names."""
    return [f"Staff member {letter}" for letter in stream.sample(LETTERS, 10)]


def _initials(stream: Stream) -> str:
    letter = stream.choice(LETTERS)
    return letter * 2


def _clock(stream: Stream, shortest: int, longest: int, start: int | None = None) -> Clock:
    """Return hours between nine in the morning and eleven at night; never a full number of hours long."""
    begin = (9 * 60 if start is None else start) + stream.below(9 * 60 if start is None else 80)
    minutes = stream.between(shortest, longest)
    return Clock(begin, begin + minutes + (minutes % 60 == 0))


def _three_days(day: date) -> tuple[date, date, date]:
    """Return three days in a row inside one month, the first of them as near as can be to ``day``."""
    first = day
    while (first + timedelta(2)).month != first.month:
        first -= timedelta(1)
    return first, first + timedelta(1), first + timedelta(2)


def _years_on(day: date, years: int) -> date:
    return (day - timedelta(1) if (day.month, day.day) == (2, 29) else day).replace(year=day.year + years)
