"""The alterations: each changes a paper in one thing that one rule forbids, and leaves the rest as it was.

What stands here knows how to falsify; what stands in ``checks`` knows how to see it. Neither calls the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from quellenkritik.specimens import material
from quellenkritik.specimens.model import Genre, Specimen
from quellenkritik.specimens.periods import (
    Clock,
    figures,
    hours,
    length,
    long_date,
    read_date,
    read_hours,
    read_length,
    short_date,
)
from quellenkritik.specimens.stream import Stream

Alter = Callable[[Specimen, Stream], Specimen]
Fits = Callable[[Specimen], bool]


class Alteration(NamedTuple):
    """How one rule is broken: by which change, on which papers, and in which part of the paper (one change a part)."""

    alter: Alter
    fits: Fits
    part: str


def possible(specimen: Specimen, codes: Collection[str], taken: Collection[str] = ()) -> list[str]:
    """Return those of the codes that fit the paper and touch no part that another one has taken."""
    parts = {ALTERATIONS[code].part for code in taken}
    return [
        code
        for code in codes
        if code not in taken and ALTERATIONS[code].part not in parts and ALTERATIONS[code].fits(specimen)
    ]


def apply(specimen: Specimen, code: str, stream: Stream) -> Specimen:
    """Return the paper altered in one way; raises ``ValueError`` where that does not fit it."""
    if not ALTERATIONS[code].fits(specimen):
        raise ValueError(f"{code} does not fit this {specimen.genre.value}")
    return ALTERATIONS[code].alter(specimen, stream)


def _reason_section(specimen: Specimen, stream: Stream) -> Specimen:
    old, new = ("1.4", "1.5") if _late(specimen) else ("1.5", "1.4")
    return specimen.replacing("reason", old, new)


def _exemption_mark(specimen: Specimen, stream: Stream) -> Specimen:
    return specimen.having("declassify", f"X{stream.between(1, 8)}")


def _order_too_new(specimen: Specimen, stream: Stream) -> Specimen:
    newer = ("13526",) if _late(specimen) else ("13526", "13292")
    bare = specimen.text("reason").removesuffix(", as amended")
    return specimen.having("reason", bare.replace("12958", stream.choice(newer)))


def _declassify_past(specimen: Specimen, stream: Stream) -> Specimen:
    until = read_date(specimen.text("declassify"))
    assert until is not None, "the paper fits, so the line holds a day"
    # The line lies ten years after the talk; the alteration takes it one to three years before it.
    past = _moved(until, -stream.between(11, 13))
    return specimen.having("declassify", figures(past, year_digits=2))


def _stamp_before_order(specimen: Specimen, stream: Stream) -> Specimen:
    stamped = figures(date(2004, 1, 5) + timedelta(stream.below(2000)))
    lines = [stamped if read_date(line) else line for line in specimen.lines("stamp")]
    return specimen.having("stamp", *lines)


def _stamp_of_two_forms(specimen: Specimen, stream: Stream) -> Specimen:
    old_form, by_prefix = "Case No." in specimen.text("release"), stream.chance(1, 2)
    changes = {
        (True, True): (" F-", " FL-"),
        (True, False): ("Doc No. C", "Doc No. B-000"),
        (False, True): ("FL-", "F-"),
        (False, False): ("B-000", "C"),
    }
    return specimen.replacing("release", *changes[old_form, by_prefix])


def _release_before_paper(specimen: Specimen, stream: Stream) -> Specimen:
    earlier = _moved(_paper_day(specimen), -stream.between(1, 2)) + timedelta(stream.below(300))
    if specimen.genre is Genre.LATE_MEMCON:
        lines = [_with_day(line, earlier, "-") for line in specimen.lines("stamp")]
        return specimen.having("stamp", *lines)
    return _dated_release(specimen, earlier, earlier.year - stream.between(0, 2))


def _case_after_release(specimen: Specimen, stream: Stream) -> Specimen:
    released = date(2011, 1, 10) + timedelta(stream.below(900))
    return _dated_release(specimen, released, released.year + stream.between(3, 5))


def _wrong_library(specimen: Specimen, stream: Stream) -> Specimen:
    return specimen.having("library", "CLINTON LIBRARY", "PHOTOCOPY")


def _wrong_president(specimen: Specimen, stream: Stream) -> Specimen:
    pairs = [("Yeltsin", "Putin"), ("YELTSIN", "PUTIN")]
    swaps = dict([("Vladimir Putin", "Boris Yeltsin"), *pairs, *((new, old) for old, new in pairs)])
    for field in ("subject", "heading", "participants", "body"):
        for old, new in swaps.items():
            if old in specimen.text(field):
                specimen = specimen.replacing(field, old, new)
                break
    return specimen


def _wrong_office(specimen: Specimen, stream: Stream) -> Specimen:
    if _late(specimen):
        return specimen.replacing("participants", "President of Russia", "Prime Minister of Russia")
    name = "Yeltsin" if "Yeltsin" in specimen.text("participants") else "Putin"
    return specimen.replacing("participants", f"President {name}", f"Prime Minister {name}")


def _two_tasks(specimen: Specimen, stream: Stream) -> Specimen:
    rest = specimen.lines("interpreter")[1:]
    return specimen.having("interpreter", stream.choice(specimen.lines("notetakers")), *rest)


def _written_before_talk(specimen: Specimen, stream: Stream) -> Specimen:
    written = read_date(specimen.text("written"))
    assert written is not None, "every sheet of notes has a day"
    earlier = written - timedelta(stream.between(12, 20))
    shape = long_date if "," in specimen.text("written") else short_date
    return specimen.having("written", shape(earlier))


def _sessions_out_of_order(specimen: Specimen, stream: Stream) -> Specimen:
    first, second, third = (_bracket(line) for line in specimen.lines("sessions"))
    days = stream.choice([(first, third, second), (second, first, third), (third, first, second)])
    lines = [
        line.replace(_bracket(line), new) for line, new in zip(specimen.lines("sessions"), days, strict=True)
    ]
    return specimen.having("sessions", *lines)


def _clock_runs_back(specimen: Specimen, stream: Stream) -> Specimen:
    field = "occasion" if specimen.lines("occasion") else "sessions"
    at = stream.below(len(specimen.lines(field)))
    lines = list(specimen.lines(field))
    clock = read_hours(lines[at])
    assert clock is not None, "every talk has its hours"
    lines[at] = lines[at].replace(hours(clock), hours(Clock(clock.end, clock.start)))
    return specimen.having(field, *lines)


def _wrong_length(specimen: Specimen, stream: Stream) -> Specimen:
    stated = read_length(specimen.text("body"))
    assert stated is not None, "every talk has its length"
    by = stream.between(35, 75)
    other = stated - by if stated > by + 20 and stream.chance(1, 2) else stated + by
    return specimen.replacing(
        "body", f"takes {length(stated)}.", f"takes {length(other + (other % 60 == 0))}."
    )


def _wrong_channel(specimen: Specimen, stream: Stream) -> Specimen:
    right, wrong = ("telephone", "face") if specimen.genre is Genre.TELCON else ("face", "telephone")
    scene = next(s for s in material.settings(right) if s in specimen.text("body"))
    return specimen.replacing("body", scene, stream.choice(material.settings(wrong)))


def _future_event(specimen: Specimen, stream: Stream) -> Specimen:
    mentioned = next(e for e in material.events() if e.phrase in specimen.text("body"))
    later = [e for e in material.events() if e.month > _paper_day(specimen)]
    return specimen.replacing("body", mentioned.phrase, stream.choice(later).phrase)


def _added_stress(specimen: Specimen, stream: Stream) -> Specimen:
    words = specimen.text("body")
    matter = next(m for m in material.matters() if m.agreed.format(only="", **{"not": "not "}) in words)
    stressed = matter.agreed.format(only=stream.choice(material.stress_words()) + " ", **{"not": "not "})
    return _in_one_place(specimen, matter.agreed.format(only="", **{"not": "not "}), stressed, stream)


def _dropped_not(specimen: Specimen, stream: Stream) -> Specimen:
    words = specimen.text("body")
    matter = next(m for m in material.matters() if m.agreed.format(only="", **{"not": "not "}) in words)
    bare = matter.agreed.format(only="", **{"not": ""})
    return _in_one_place(specimen, matter.agreed.format(only="", **{"not": "not "}), bare, stream)


def _caution_turned(specimen: Specimen, stream: Stream) -> Specimen:
    return specimen.replacing("caution", "is not a verbatim", "is a verbatim")


def _late(specimen: Specimen) -> bool:
    return specimen.genre is Genre.LATE_MEMCON


def _moved(day: date, years: int) -> date:
    """Return the day some years on or back; 29 February becomes the day before."""
    return (day - timedelta(1) if (day.month, day.day) == (2, 29) else day).replace(year=day.year + years)


def _paper_day(specimen: Specimen) -> date:
    """Return the day that the paper bears."""
    text = " ".join(specimen.text(field) for field in ("occasion", "written"))
    day = read_date(text)
    assert day is not None, "every paper has a day"
    return day


def _with_day(line: str, day: date, mark: str) -> str:
    old = read_date(line)
    return line.replace(figures(old, mark=mark), figures(day, mark=mark)) if old else line


def _dated_release(specimen: Specimen, released: date, case: int) -> Specimen:
    """Return the paper with another day and another year of the case in its release line."""
    lines = [_with_day(line, released, "/") for line in specimen.lines("release")]
    at = next(n for n, line in enumerate(lines) if "F-" in line or "FL-" in line)
    head, _, number = lines[at].rpartition("-")
    lines[at] = f"{head[:-4]}{case}-{number}"
    return specimen.having("release", *lines)


def _bracket(line: str) -> str:
    return line[line.index("(") : line.index(")") + 1]


def _in_one_place(specimen: Specimen, old: str, new: str, stream: Stream) -> Specimen:
    """Return the paper with the agreed words changed where they are agreed or where they are confirmed."""
    first = stream.chance(1, 2)
    lead = next(
        lead
        for lead in (
            ("Agreed: ", "Agreed by letter: ") if first else ("Read back: ", "Confirmed by letter: ")
        )
        if lead + old in specimen.text("body")
    )
    return specimen.replacing("body", lead + old, lead + new)


def _genres(*genres: Genre) -> Fits:
    return lambda specimen: specimen.genre in genres


def _has(field: str, words: str = "") -> Fits:
    return lambda specimen: bool(specimen.lines(field)) and words in specimen.text(field)


def _always(specimen: Specimen) -> bool:
    return True


def _dated(field: str) -> Fits:
    return lambda specimen: read_date(specimen.text(field)) is not None


ALTERATIONS: Mapping[str, Alteration] = {
    "reason-section": Alteration(_reason_section, _has("reason"), "reason"),
    "exemption-mark": Alteration(_exemption_mark, _genres(Genre.LATE_MEMCON), "declassify"),
    "order-too-new": Alteration(_order_too_new, _has("reason", "E.O."), "reason"),
    "declassify-past": Alteration(_declassify_past, _dated("declassify"), "declassify"),
    "stamp-before-order": Alteration(
        _stamp_before_order,
        lambda s: "13526" in s.text("stamp") and read_date(s.text("stamp")) is not None,
        "release",
    ),
    "stamp-of-two-forms": Alteration(_stamp_of_two_forms, _has("release"), "release"),
    "release-before-paper": Alteration(
        _release_before_paper, lambda s: _late(s) or bool(s.lines("release")), "release"
    ),
    "case-after-release": Alteration(_case_after_release, _has("release"), "release"),
    "wrong-library": Alteration(_wrong_library, _genres(Genre.LATE_MEMCON), "library"),
    "wrong-president": Alteration(_wrong_president, _always, "president"),
    "wrong-office": Alteration(_wrong_office, _has("participants"), "president"),
    "two-tasks": Alteration(
        _two_tasks, lambda s: bool(s.lines("notetakers") and s.lines("interpreter")), "tasks"
    ),
    "written-before-talk": Alteration(_written_before_talk, _genres(Genre.NOTES), "day"),
    "sessions-out-of-order": Alteration(_sessions_out_of_order, _genres(Genre.NOTES), "day"),
    "clock-runs-back": Alteration(
        _clock_runs_back, lambda s: bool(s.lines("occasion") or s.lines("sessions")), "clock"
    ),
    "wrong-length": Alteration(_wrong_length, _has("body", " takes "), "clock"),
    "wrong-channel": Alteration(
        _wrong_channel, lambda s: bool(s.lines("occasion") or s.lines("sessions")), "channel"
    ),
    "future-event": Alteration(_future_event, _has("body", "A word is said about"), "event"),
    "added-stress": Alteration(_added_stress, _always, "words"),
    "dropped-not": Alteration(_dropped_not, _always, "words"),
    "caution-turned": Alteration(_caution_turned, _has("caution"), "caution"),
}
