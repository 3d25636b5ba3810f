"""The checks behind the rules: each reads the printed fields of a paper and yields ``(where, what stands there)``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from quellenkritik.specimens import material
from quellenkritik.specimens.model import WHERE, Genre, Specimen
from quellenkritik.specimens.periods import MONTHS, read_date, read_hours, read_length

Signs = Iterator[tuple[str, str]]
Check = Callable[[Specimen], Signs]

MARKING_CHANGE = date(2003, 9, 22)
ORDERS = {"12958": date(1995, 4, 15), "13292": date(2003, 3, 25), "13526": date(2009, 12, 29)}
"""Orders on classified information and when they were signed; of the first two the register has the month."""

BUSH_FROM = date(2003, 3, 25)
PRESIDENTS = {"Yeltsin": (date(1997, 1, 1), date(1999, 9, 8)), "Putin": (date(2000, 6, 3), date(2008, 4, 6))}
_NAME = r"(Yeltsin|Putin|YELTSIN|PUTIN)"
_TELEPHONE = re.compile(r"\b(telephone line|receiver|operator)\b")
_ROOM = re.compile(r"\b(table|shake hands|window|chairs|fire)\b")


def day_of(specimen: Specimen) -> date:
    """Return the day of the talk, or of the paper where it reports none."""
    for field in ("occasion", "matter", "written"):
        day = _talks(specimen.text(field)) if field == "matter" else read_date(specimen.text(field))
        if day:
            return day
    raise ValueError("a paper without a readable day")


def release_day(specimen: Specimen) -> date | None:
    """Return the day of the release stamp or line, or None where there is none."""
    return read_date(specimen.text("stamp")) or read_date(specimen.text("release"))


def reason_section(specimen: Specimen) -> Signs:
    """1.5 before 22 September 2003, 1.4 from then on."""
    wanted = "1.4" if day_of(specimen) >= MARKING_CHANGE else "1.5"
    found = re.match(r"1\.[45]", specimen.text("reason"))
    if found and found[0] != wanted:
        yield WHERE["reason"], f"Reason {specimen.text('reason')}"


def exemption_mark(specimen: Specimen) -> Signs:
    """X1 to X8 after 22 September 2003."""
    if re.fullmatch(r"X[1-8]", specimen.text("declassify")) and day_of(specimen) >= MARKING_CHANGE:
        yield WHERE["declassify"], f"Declassify On {specimen.text('declassify')}"


def order_too_new(specimen: Specimen) -> Signs:
    """An order that was signed after the talk."""
    for number in re.findall(r"E\.O\. (\d{5})", specimen.text("reason")):
        if ORDERS[number] > day_of(specimen):
            yield WHERE["reason"], f"E.O. {number}"


def declassify_past(specimen: Specimen) -> Signs:
    """A day of declassification before the talk."""
    until = read_date(specimen.text("declassify"))
    if until and until < day_of(specimen):
        yield WHERE["declassify"], f"Declassify On {specimen.text('declassify')}"


def stamp_before_order(specimen: Specimen) -> Signs:
    """A stamp that is older than the order that it names."""
    stamped = read_date(specimen.text("stamp"))
    if stamped and "13526" in specimen.text("stamp") and stamped < ORDERS["13526"]:
        yield WHERE["stamp"], specimen.text("stamp")


def stamp_of_two_forms(specimen: Specimen) -> Signs:
    """FL- goes with B-, F- with C0."""
    line = specimen.text("release")
    forms = {"2025" if found == "FL" else "2021" for found in re.findall(r"\b(FL|F)-\d{4}", line)}
    forms |= {"2025" if found == "B" else "2021" for found in re.findall(r"\b(B)-0|\bC0", line)}
    if len(forms) > 1:
        yield WHERE["release"], line


def release_before_paper(specimen: Specimen) -> Signs:
    """A release before the day of the paper; stamps that name E.O. 13526 have their own rule."""
    released = release_day(specimen)
    if released and "13526" not in specimen.text("stamp") and released < day_of(specimen):
        yield WHERE["stamp"], specimen.text("stamp") or specimen.text("release")


def case_after_release(specimen: Specimen) -> Signs:
    """A case number of a later year than the release."""
    released = release_day(specimen)
    year = re.search(r"\bFL?-(\d{4})-", specimen.text("release"))
    if released and year and int(year[1]) > released.year:
        yield WHERE["release"], specimen.text("release")


def wrong_library(specimen: Specimen) -> Signs:
    """The Clinton Library's stamp on a paper of the Bush years."""
    if "CLINTON LIBRARY" in specimen.text("library") and day_of(specimen) >= BUSH_FROM:
        yield WHERE["library"], specimen.text("library")


def wrong_president(specimen: Specimen) -> Signs:
    """A Russian president on a day on which he was not."""
    day, places = day_of(specimen), ("subject", "heading", "participants", "body")
    for field in places:
        for name in re.findall(_NAME, specimen.text(field)):
            first, last = PRESIDENTS[name.capitalize()]
            if not first <= day <= last:
                yield WHERE[field], name
                break


def wrong_office(specimen: Specimen) -> Signs:
    """Yeltsin or Putin as prime minister."""
    found = re.search(rf"Prime Minister {_NAME}|{_NAME}, Prime Minister", specimen.text("participants"))
    if found:
        yield WHERE["participants"], found[0]


def two_tasks(specimen: Specimen) -> Signs:
    """One person as note-taker and as interpreter."""
    for person in specimen.lines("notetakers"):
        if person in specimen.lines("interpreter"):
            yield WHERE["interpreter"], person


def written_before_talk(specimen: Specimen) -> Signs:
    """A sheet of notes that is older than its talks."""
    written = read_date(specimen.text("written"))
    if written and written < day_of(specimen):
        yield WHERE["written"], specimen.text("written")


def sessions_out_of_order(specimen: Specimen) -> Signs:
    """Sessions whose days do not rise."""
    days = [int(found[1]) for line in specimen.lines("sessions") if (found := re.search(r" (\d+)\):", line))]
    if days != sorted(set(days)):
        yield WHERE["sessions"], ", ".join(map(str, days))


def clock_runs_back(specimen: Specimen) -> Signs:
    """An end before the beginning."""
    for field in ("occasion", "sessions"):
        for line in specimen.lines(field):
            clock = read_hours(line)
            if clock and clock.minutes <= 0:
                yield WHERE[field], line


def wrong_length(specimen: Specimen) -> Signs:
    """A length in the text that the hours in the head do not allow (a quarter of an hour is allowed)."""
    clock = read_hours(specimen.text("occasion")) or read_hours(specimen.text("sessions"))
    stated = read_length(specimen.text("body"))
    if clock and stated and clock.minutes > 0 and abs(clock.minutes - stated) > 15:
        yield WHERE["body"], f"{stated} minutes in the text, {clock.minutes} by the clock"


def wrong_channel(specimen: Specimen) -> Signs:
    """A room in a telephone call, a telephone line in a meeting."""
    wrong = _ROOM if specimen.genre is Genre.TELCON else _TELEPHONE
    found = wrong.search(specimen.text("body"))
    if found:
        yield WHERE["body"], found[0]


def future_event(specimen: Specimen) -> Signs:
    """A month and year in the text that are later than the paper."""
    day = day_of(specimen)
    for month, year in re.findall(rf"\bof ({'|'.join(MONTHS)}) (\d{{4}})", specimen.text("body")):
        if (int(year), MONTHS.index(month) + 1) > (day.year, day.month):
            yield WHERE["body"], f"{month} {year}"


def added_stress(specimen: Specimen) -> Signs:
    """A strengthening word in what was agreed or in what is confirmed, and not in both."""
    for word in _unlike(specimen):
        if word in material.stress_words():
            yield WHERE["body"], word


def dropped_not(specimen: Specimen) -> Signs:
    """A "not" in what was agreed or in what is confirmed, and not in both."""
    if "not" in _unlike(specimen):
        yield WHERE["body"], "not"


def caution_turned(specimen: Specimen) -> Signs:
    """A caution without its "not"."""
    caution = specimen.text("caution")
    if caution and " not " not in caution:
        yield WHERE["caution"], caution


def _talks(text: str) -> date | None:
    """Return the first day of a heading such as ``BEAR CENSUS TALKS, JUNE 13-15 2000``."""
    found = re.search(r"([A-Z]+) (\d{1,2})-\d{1,2} (\d{4})", text)
    return date(int(found[3]), MONTHS.index(found[1].capitalize()) + 1, int(found[2])) if found else None


def _unlike(specimen: Specimen) -> set[str]:
    """Return the words that only one of the two sentences has: what was agreed, what is confirmed."""
    body = specimen.text("body")
    agreed = re.search(r"Agreed(?: by letter)?: ([^.]+)\.", body)
    confirmed = re.search(r"(?:Read back|Confirmed by letter): ([^.]+)\.", body)
    return set(agreed[1].split()) ^ set(confirmed[1].split()) if agreed and confirmed else set()


CHECKS: Mapping[str, Check] = {
    check.__name__.replace("_", "-"): check
    for check in (
        reason_section,
        exemption_mark,
        order_too_new,
        declassify_past,
        stamp_before_order,
        stamp_of_two_forms,
        release_before_paper,
        case_after_release,
        wrong_library,
        wrong_president,
        wrong_office,
        two_tasks,
        written_before_talk,
        sessions_out_of_order,
        clock_runs_back,
        wrong_length,
        wrong_channel,
        future_event,
        added_stress,
        dropped_not,
        caution_turned,
    )
}
