"""The signs of misunderstandings in an answer to custody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quellenkritik.measures.graphs import ancestors
from quellenkritik.tasks import custody_words as w
from quellenkritik.tasks.core import Gold
from quellenkritik.tasks.custody_score import ATTESTED, GAP, Coded, Key, Row, keys, same_day
from quellenkritik.tasks.scoring import habit, in_turn

FEW = 2
"""So many signs at least before a step or a gap shows a habit."""
POSTER, RELEASERS = "national_security_archive", ("state_department", "clinton_library")
POSTED = "2025-08"
"""Who posted the papers of June 2000, and in which month."""
Wrong = Callable[[Coded, Key], bool]


def step_codes(given: Sequence[Row], gold: Gold) -> tuple[str, ...]:
    """Return the misunderstandings that the steps show."""
    wanted, gaps = keys(gold, ATTESTED), keys(gold, GAP)
    right = [(row, wanted[row.pair]) for row in given if row.pair in wanted]
    above, left = ancestors(wanted), keys(gold, "open")
    skipped = [r for r in given if r.pair in above and r.pair not in wanted and r.pair not in left]
    dated = [(row, key) for row, key in right if key["day"]]
    filled = sum(row.pair in gaps for row in given)
    return in_turn(
        {
            "site-is-original": len(skipped) >= FEW,
            "release-is-posting": any(_mixed(row, key) for row, key in right),
            "talk-is-writing": habit(sum(_day_of_talk(row, key) for row, key in dated), len(dated)),
            "gap-filled": filled >= FEW and habit(filled, len(gaps)),
        }
    )


def _day_of_talk(row: Row, key: Key) -> bool:
    """Return whether a row gives the day of the event where the key has another day or none."""
    return not same_day(row.date, key["date"]) and same_day(row.date, [key["day"]])


def _mixed(row: Row, key: Key) -> bool:
    """Return whether a release has the maker or the day of a posting, or a posting the maker of a release."""
    if key["act"] == "release":
        return row.agent == POSTER or (row.date.startswith(POSTED) and not same_day(row.date, key["date"]))
    return key["act"] == "posting" and row.agent in RELEASERS and row.agent not in key["agent"]


def gap_codes(given: Sequence[Row], gold: Gold) -> tuple[str, ...]:
    """Return the misunderstandings that the gaps show."""
    wanted = keys(gold, ATTESTED)
    doubted = sum(row.pair in wanted for row in given)
    accused = sum(row.look_in == w.FORGERY for row in given)
    return in_turn(
        {
            "gap-everywhere": doubted >= FEW and habit(doubted, len(given)),
            "gap-is-forgery": accused >= FEW and habit(accused, len(given)),
        }
    )


def mark_codes(answers: Mapping[str, Coded], gold: Gold) -> tuple[str, ...]:
    """Return the misunderstandings that the marks show, each where it is a habit and not a slip."""
    marks: Mapping[str, Any] = gold["marks"]
    on_paper = _of(marks, lambda k: not k["own"] and k["warrants"][0] in ("legal", "diplomatic"))
    later = _of(marks, lambda k: not k["own"] and k["warrants"][0] == w.NONE)
    return in_turn(
        {
            "stamp-is-truth": _shows(answers, marks, on_paper, ("historical",)),
            "talk-is-warrant": _shows(answers, marks, later, ("legal", "diplomatic", "historical")),
            "maker-is-witness": _shows(answers, marks, _of(marks, lambda k: k["own"]), ("historical",)),
            "form-is-act": _shows(
                answers, marks, _of(marks, lambda k: k["warrants"][0] == "diplomatic"), ("legal",)
            ),
        }
    )


def _of(marks: Mapping[str, Key], test: Callable[[Key], bool]) -> list[str]:
    return [ident for ident, key in marks.items() if test(key)]


def _shows(
    answers: Mapping[str, Coded], marks: Mapping[str, Key], places: Sequence[str], signs: Sequence[str]
) -> bool:
    """Return whether one of the signs stands, wrongly, at half or more of the places."""
    found = sum(
        answers[i].warrants in signs and answers[i].warrants not in marks[i]["warrants"] for i in places
    )
    return habit(found, len(places))
