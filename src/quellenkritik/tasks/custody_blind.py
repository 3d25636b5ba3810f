"""Thoughtless answers to custody: what somebody could write who has not read a single quotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from quellenkritik.tasks import custody_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.custody_score import marks_of
from quellenkritik.text import tokens

Pair = tuple[str, str]
USUAL = {"legal": "release", "diplomatic": "making", "historical": "then", "none": "later"}
"""The step that goes with each warrant as a rule."""


def strategies(sheet: Sheet) -> dict[str, Tree]:
    """Return the strategies by name.

    For the graph: all stations of a paper in one chain as the sheet has them, forwards or backwards, or all from its
    first station, each step with the first, the next or the last quotation of the paper; and the same pairs as gaps.
    For the marks: one warrant for all, each in turn, or by the place where the mark stands, without its words.
    """
    graphs = [
        {"steps": steps, "gaps": gaps}
        for pairs in (_chain(sheet), _backwards(sheet), _star(sheet))
        for place in (0, 1, -1)
        for steps, gaps in [(_steps(sheet, pairs, place), _gaps(pairs, LOOKS[place]))]
    ]
    names = ("chain", "backwards", "star")
    labels = [f"{name}, quotation {place}" for name in names for place in ("first", "next", "last")]
    marks = [_all(sheet, warrant) for warrant in w.WARRANTS] + [_in_turn(sheet), _by_place(sheet)]
    tried = {
        label: {**graph, "marks": marks[at % len(marks)]}
        for at, (label, graph) in enumerate(zip(labels, graphs, strict=True))
    }
    return {
        **tried,
        "all pairs are gaps": {"steps": [], "gaps": _gaps(_every(sheet), "paper_itself"), "marks": ""},
    }


LOOKS = {0: "paper_itself", 1: "office_records", -1: "working_notes"}


def _stations(sheet: Sheet) -> Iterator[tuple[list[str], list[str]]]:
    """Yield for each paper its stations and its quotations."""
    for paper in sheet["papers"]:
        own = [i["id"] for i in sheet["items"] if i["kind"] == "station" and i["paper"] == paper["paper"]]
        yield own, [quote["id"] for quote in paper["quotes"]]


def _chain(sheet: Sheet) -> list[Pair]:
    return [(b, a) for own, _ in _stations(sheet) for a, b in pairwise(own)]


def _backwards(sheet: Sheet) -> list[Pair]:
    return [(parent, child) for child, parent in _chain(sheet)]


def _star(sheet: Sheet) -> list[Pair]:
    return [(child, own[0]) for own, _ in _stations(sheet) for child in own[1:]]


def _every(sheet: Sheet) -> list[Pair]:
    """Return every pair of stations of one paper, as many as the form takes."""
    most = sum(item["kind"] == "station" for item in sheet["items"])
    pairs = [(b, a) for own, _ in _stations(sheet) for a in own for b in own if a != b]
    step = max(1, len(pairs) // most)
    return pairs[::step][:most]


def _steps(sheet: Sheet, pairs: Sequence[Pair], place: int) -> list[Tree]:
    """Return the pairs as steps; a paper's steps cite its first quotation, its next ones, or its last."""
    quotes = {station: quotes for own, quotes in _stations(sheet) for station in own}
    rows: list[Tree] = []
    for at, (child, parent) in enumerate(pairs):
        own = quotes[child]
        quote = own[at % len(own)] if place == 1 else own[place]
        rows.append(
            {"child": child, "parent": parent, "agent": "not_stated", "date": "not_stated", "quote": quote}
        )
    return rows


def _gaps(pairs: Sequence[Pair], look_in: str) -> list[Tree]:
    return [{"child": child, "parent": parent, "look_in": look_in} for child, parent in pairs]


def _mark(item: Mapping[str, Any], warrant: str) -> Tree:
    """Return a coding with the step that goes with the warrant, and the first words of the mark."""
    words = " ".join(tokens(item["text"])[: w.MOST_WORDS])
    return {"step": USUAL[warrant], "warrants": warrant, "words": w.NONE if warrant == w.NONE else words}


def _all(sheet: Sheet, warrant: str) -> Tree:
    return {item["id"]: _mark(item, warrant) for item in marks_of(sheet)}


def _in_turn(sheet: Sheet) -> Tree:
    names = tuple(w.WARRANTS)
    return {item["id"]: _mark(item, names[at % len(names)]) for at, item in enumerate(marks_of(sheet))}


def _by_place(sheet: Sheet) -> Tree:
    """Return the codings that the place alone suggests: in the head form, at the foot an act, elsewhere by the year."""
    return {item["id"]: _mark(item, suggested(item["stands"])) for item in marks_of(sheet)}


def suggested(stands: str) -> str:
    """Return the warrant that the place alone suggests."""
    if "on the paper" not in stands and "of the text" not in stands:
        return "historical" if "2000" in stands else "none"
    return "diplomatic" if "head" in stands else "legal"
