"""Scoring the exercise custody: steps by F1 with their evidence, gaps by F1, marks one by one.

A step counts by the quotation that shows it: half of it for that, a quarter each for who took it and when. A step
drawn where the key has a gap costs half a step, and a definite agent or day where there is none to be had a quarter:
false certainty is dearer than a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quellenkritik.register import edtf
from quellenkritik.tasks import custody_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import entry_of, rows_of, text_of
from quellenkritik.tasks.scoring import holds_one, is_run

Key = Mapping[str, Any]
Pair = tuple[str, str]
SHOWN, PART, FALSE_STEP = 0.5, 0.25, 0.5
ATTESTED, GAP = "attested", "gap"


@dataclass(frozen=True)
class Row:
    """One row of an answer, its formally wrong fields left empty."""

    child: str
    parent: str
    agent: str = ""
    date: str = ""
    quote: str = ""
    look_in: str = ""

    @property
    def pair(self) -> Pair:
        """Child and parent."""
        return (self.child, self.parent)


def station_ids(sheet: Sheet) -> list[str]:
    """Return the stations of the sheet, in its order."""
    return [item["id"] for item in sheet["items"] if item["kind"] == "station"]


def marks_of(sheet: Sheet) -> list[Mapping[str, Any]]:
    """Return the marks of the sheet, in its order."""
    return [item for item in sheet["items"] if item["kind"] == "mark"]


def quote_ids(sheet: Sheet) -> list[str]:
    """Return the ids of the quotations that the sheet shows as evidence."""
    return [quote["id"] for paper in sheet["papers"] for quote in paper["quotes"]]


def rows(answer: Tree, section: str, sheet: Sheet) -> list[Row]:
    """Return the sound rows of a section, each pair of stations once."""
    stations, quotes = set(station_ids(sheet)), set(quote_ids(sheet))
    found: dict[Pair, Row] = {}
    for entry in rows_of(answer, section):
        row = _row(entry, quotes)
        if {*row.pair} <= stations and row.child != row.parent:
            found.setdefault(row.pair, row)
    return list(found.values())


def _row(entry: Mapping[str, Tree], quotes: set[str]) -> Row:
    agent, date, quote, look = (text_of(entry, name) for name in ("agent", "date", "quote", "look_in"))
    return Row(
        child=text_of(entry, "child"),
        parent=text_of(entry, "parent"),
        agent=agent if agent in w.AGENTS else "",
        date=date if date in w.GAPS or edtf.check(date) else "",
        quote=quote if quote in quotes else "",
        look_in=look if look in w.LOOK_IN else "",
    )


def keys(gold: Gold, status: str) -> dict[Pair, Key]:
    """Return the pairs of the key with a status."""
    return {(k["child"], k["parent"]): k for k in gold["steps"] if k["status"] == status}


def same_day(date: str, wanted: Iterable[str]) -> bool:
    """Return whether a date is one of those wanted; a mark of doubt more than wanted does no harm."""
    return bool(date) and any(date == day or date.rstrip("?~%") == day for day in wanted)


def step_value(row: Row, key: Key) -> float:
    """Return what an attested step is worth, from -0.5 to 1: nothing without its evidence."""
    if row.quote not in key["evidence"]:
        return 0.0
    return (
        SHOWN
        + _part(row.agent, key["agent"], row.agent in key["agent"])
        + _part(row.date, key["date"], same_day(row.date, key["date"]))
    )


def _part(given: str, wanted: Sequence[str], right: bool) -> float:
    """Return a quarter for a right field, minus a quarter for a definite value where there is none to be had."""
    if right:
        return PART
    false = given not in ("", *w.GAPS) and all(value in w.GAPS for value in wanted)
    return -PART if false else 0.0


def steps_share(given: Sequence[Row], gold: Gold) -> float:
    """Return F1 over the attested steps, in [0, 1]; steps that the key leaves open count on neither side."""
    wanted, gaps, left = keys(gold, ATTESTED), keys(gold, GAP), keys(gold, "open")
    claims = _once([row for row in given if row.pair not in left], wanted, step_value)
    worth = sum(step_value(row, wanted[row.pair]) for row in claims if row.pair in wanted)
    worth -= FALSE_STEP * sum(row.pair in gaps for row in claims)
    return max(0.0, 2.0 * worth / max(1, len(claims) + len(firsts(gold, ATTESTED))))


def gaps_share(given: Sequence[Row], gold: Gold) -> float:
    """Return F1 over the gaps, in [0, 1]: half for the place, half for where one would have to look."""
    wanted, left = keys(gold, GAP), keys(gold, "open")
    claims = _once([row for row in given if row.pair not in left], wanted, gap_value)
    worth = sum(gap_value(row, wanted[row.pair]) for row in claims if row.pair in wanted)
    return 2.0 * worth / max(1, len(claims) + len(firsts(gold, GAP)))


def gap_value(row: Row, key: Key) -> float:
    """Return what a gap is worth: half for the place, the other half for where to look."""
    return 0.5 + 0.5 * (row.look_in in key["look_in"])


def firsts(gold: Gold, status: str) -> list[Key]:
    """Return one key for each step or gap: of two pairs that name the same one, the first."""
    found: dict[frozenset[Pair], Key] = {}
    for key in keys(gold, status).values():
        found.setdefault(_group(key), key)
    return list(found.values())


def _group(key: Key) -> frozenset[Pair]:
    """Return the pairs that name one and the same step or gap: the pair itself and, where there is one, its twin."""
    twin = {tuple(key["twin"])} if key["twin"] else set()
    return frozenset({(key["child"], key["parent"]), *twin})


def _once(given: Sequence[Row], wanted: Mapping[Pair, Key], value: Callable[[Row, Key], float]) -> list[Row]:
    """Return the rows with each step or gap once, though it may be named by either of two pairs: the better row counts."""
    best: dict[object, Row] = {}
    for row in given:
        key = wanted.get(row.pair)
        group: object = _group(key) if key else row.pair
        before = best.get(group)
        if before is None or (key and value(row, key) > value(before, wanted[before.pair])):
            best[group] = row
    return list(best.values())


@dataclass(frozen=True)
class Coded:
    """What an answer gives for one mark, formally wrong fields left empty."""

    step: str
    warrants: str
    words: str


def coded(answer: Tree, sheet: Sheet) -> dict[str, Coded]:
    """Return the coding of each mark of the sheet."""
    return {item["id"]: _coded(entry_of(answer, "marks", item["id"]), item) for item in marks_of(sheet)}


def _coded(entry: Mapping[str, Tree], item: Mapping[str, Any]) -> Coded:
    step, warrants, words = (text_of(entry, name) for name in ("step", "warrants", "words"))
    return Coded(
        step if step in w.STEPS_OF_LIFE else "",
        warrants if warrants in w.WARRANTS else "",
        words if words == w.NONE or is_run(words, item["text"], w.MOST_WORDS) else "",
    )


def mark_value(answer: Coded, key: Key) -> float:
    """Return 1 for the right warrant with its step and its words, a half with one of them, else 0."""
    if answer.warrants not in key["warrants"]:
        return 0.0
    bare = answer.warrants == w.NONE or not key["words"]
    return 0.5 * (answer.step in key["step"]) + 0.5 * (bare or holds_one(answer.words, key["words"]))


def marks_share(answers: Mapping[str, Coded], gold: Gold) -> float:
    """Return the mean over the marks, in [0, 1]."""
    values = [mark_value(answers[ident], key) for ident, key in gold["marks"].items()]
    return sum(values) / max(1, len(values))
