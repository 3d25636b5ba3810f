import re
from datetime import date

from quellenkritik.specimens.periods import MONTHS, read_date, read_hours, read_length

CHANGE_OF_2003 = date(2003, 9, 22)
ORDERS = {"12958": date(1995, 4, 15), "13292": date(2003, 3, 25), "13526": date(2009, 12, 29)}
STRONGER = {"exclusively", "only", "solely"}
PRESIDENT = re.compile("yeltsin|putin", re.IGNORECASE)
ROOM = re.compile(r"\b(table|shake hands|window|chairs|fire)\b")
TELEPHONE = re.compile(r"\b(telephone line|receiver|operator)\b")


def find_anachronisms(specimen):
    """Return the findings of one paper, a list of pairs (code, place)."""
    fields = specimen["fields"]
    day = day_of(fields)
    return [
        *in_the_marks(fields, day),
        *in_the_stamp(fields, day),
        *in_the_head(fields, day),
        *in_the_clock(fields),
        *in_the_text(specimen["form"], fields, day),
    ]


def text(fields, name):
    """Return the lines of a field as one text, empty where the paper has no such field."""
    return " ".join(fields.get(name, []))


def day_of(fields):
    """Return the day of the talk: of its line, else of the first session, else of the paper itself."""
    found = re.search(r"([A-Z]+) (\d+)-\d+ (\d{4})", text(fields, "matter"))
    if found:
        return date(int(found[3]), MONTHS.index(found[1].capitalize()) + 1, int(found[2]))
    return read_date(text(fields, "occasion")) or read_date(text(fields, "written"))


def in_the_marks(fields, day):
    """Reason line and day of declassification."""
    reason, until = text(fields, "reason"), text(fields, "declassify")
    if reason.startswith("1.4" if day < CHANGE_OF_2003 else "1.5"):
        yield "reason-section", "marks"
    if any(number in reason and signed > day for number, signed in ORDERS.items()):
        yield "order-too-new", "marks"
    if re.fullmatch("X[1-8]", until) and day >= CHANGE_OF_2003:
        yield "exemption-mark", "marks"
    if read_date(until) and read_date(until) < day:
        yield "declassify-past", "marks"


def in_the_stamp(fields, day):
    """Release stamp, release line and the stamp of a photocopy."""
    stamp, line = text(fields, "stamp"), text(fields, "release")
    released = read_date(stamp) or read_date(line)
    if released and "13526" in stamp and released < ORDERS["13526"]:
        yield "stamp-before-order", "stamp"
    elif released and released < day:
        yield "release-before-paper", "stamp"
    new_form = "FL-" in line, "B-0" in line
    if line and new_form[0] != new_form[1]:
        yield "stamp-of-two-forms", "stamp"
    case = re.search(r"FL?-(\d{4})-", line)
    if released and case and int(case[1]) > released.year:
        yield "case-after-release", "stamp"
    if "CLINTON LIBRARY" in text(fields, "library") and day.year > 2000:
        yield "wrong-library", "stamp"


def in_the_head(fields, day):
    """Presidents, offices, tasks and the days of notes."""
    places = {"subject": "subject", "heading": "subject", "participants": "participants", "body": "text"}
    wrong = "yeltsin" if day.year >= 2000 else "putin"
    for name, place in places.items():
        if wrong in PRESIDENT.findall(text(fields, name).lower()):
            yield "wrong-president", place
    if "Prime Minister" in text(fields, "participants"):
        yield "wrong-office", "participants"
    if set(fields.get("notetakers", [])) & set(fields.get("interpreter", [])):
        yield "two-tasks", "participants"
    written = read_date(text(fields, "written"))
    if written and written < day:
        yield "written-before-talk", "date"
    days = [int(n) for line in fields.get("sessions", []) for n in re.findall(r" (\d+)\):", line)]
    if days != sorted(set(days)):
        yield "sessions-out-of-order", "date"


def in_the_clock(fields):
    """Hours that run back, and a length that does not fit them."""
    lines = [*fields.get("occasion", []), *fields.get("sessions", [])]
    clocks = [clock for clock in map(read_hours, lines) if clock]
    if any(clock.minutes <= 0 for clock in clocks):
        yield "clock-runs-back", "date"
    stated = read_length(text(fields, "body"))
    if clocks and stated and clocks[0].minutes > 0 and abs(clocks[0].minutes - stated) > 15:
        yield "wrong-length", "text"


def in_the_text(form, fields, day):
    """The scene, events that are mentioned, and what was agreed against what is confirmed."""
    body = text(fields, "body")
    if (ROOM if form == "telcon" else TELEPHONE).search(body):
        yield "wrong-channel", "text"
    mentioned = re.findall(rf"\bof ({'|'.join(MONTHS)}) (\d{{4}})", body)
    if any((int(year), MONTHS.index(month) + 1) > (day.year, day.month) for month, year in mentioned):
        yield "future-event", "text"
    agreed = re.search(r"Agreed(?: by letter)?: ([^.]+)\.", body)
    confirmed = re.search(r"(?:Read back|Confirmed by letter): ([^.]+)\.", body)
    unlike = set(agreed[1].split()) ^ set(confirmed[1].split()) if agreed and confirmed else set()
    if unlike & STRONGER:
        yield "added-stress", "text"
    if "not" in unlike:
        yield "dropped-not", "text"
    if "is a verbatim" in text(fields, "caution"):
        yield "caution-turned", "caution"
