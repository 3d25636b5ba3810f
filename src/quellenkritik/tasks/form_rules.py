"""What belongs together in an answer, as plain data for the page of an exercise: the checks of a task beyond its form.

The package checks with each task's own ``check``; ``book/_static/form-rules.js`` looks at these rules. A test compares
the two on many wrong answers. What cannot be told as data is named in :data:`ONLY_CHECK`; the page leaves it to ``qk
check``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from quellenkritik.tasks import (
    align_words,
    capstone,
    custody_score,
    custody_words,
    doctored_words,
    justify_entry,
    justify_words,
    limits_score,
    limits_words,
    pivot_words,
    shifts_words,
    stemma_score,
    stemma_words,
)
from quellenkritik.tasks.align_sheet import ADDED
from quellenkritik.tasks.coding_words import QUESTIONS, at
from quellenkritik.tasks.core import Sheet
from quellenkritik.text.match import MINIMUM

Rule = dict[str, Any]
Item = Mapping[str, Any]

COPIED = "Copy and paste them."
ONLY_CHECK: Mapping[str, str] = {
    "justify": "whether a text is a rendering in the class language, and whether a decision can be found again in it",
}
"""Exercise id -> what ``qk check`` sees beyond the page."""


def rules(exercise: str, sheet: Sheet) -> list[Rule]:
    """Return the rules of an exercise for one sheet; none where the form says all."""
    return _RULES[exercise](sheet) if exercise in _RULES else []


def _ids(quotes: Iterable[Item]) -> list[str]:
    return [str(quote["id"]) for quote in quotes]


def _texts(items: Iterable[Item]) -> dict[str, str]:
    return {item["id"]: item["text"] for item in items}


def _own(section: str, field: str, own: Mapping[str, list[str]], expected: str) -> Rule:
    return {"rule": "own", "section": section, "field": field, "own": dict(own), "expected": expected}


def _pivot(sheet: Sheet) -> list[Rule]:
    panels = {g: _ids(t for t in sheet["panel"] if t["group"] == g) for g in sheet["groups"]}
    own = {item["id"]: panels.get(item["group"], []) for item in sheet["items"]}
    most = pivot_words.MOST_WORDS
    word = {"rule": "run", "section": "items", "field": "word", "texts": _texts(sheet["items"]), "most": most}
    word |= {"expected": f"one to {most} words in a row from this quotation, or none", "hint": COPIED}
    return [word, _own("items", "against", own, "a text of the panel for this quotation")]


def _limits(sheet: Sheet) -> list[Rule]:
    known = limits_score.locators(sheet)
    own = {item["id"]: sorted(known[item["record"]]) for item in sheet["items"]}
    bare: Rule = {"rule": "clash", "section": "items", "if": "step", "field": "locator"}
    bare["value"] = limits_words.NONE
    bare["when"] = [step for step in limits_words.STEPS if step != limits_words.NONE]
    bare |= {"expected": "the id of the quotation that carries the step"}
    bare |= {"hint": "Without a quotation the step is none."}
    return [bare, _own("items", "locator", own, "a quotation of this statement's record")]


def _sourcing(sheet: Sheet) -> list[Rule]:
    helps = _ids(sheet["help"])
    names = dict.fromkeys(name for item in sheet["items"] for name in item["asks"])
    return [
        _own(
            name,
            "locator",
            {item["id"]: _ids(item["quotes"]) + helps for item in sheet["items"] if name in item["asks"]},
            "a quotation of this source or of the help",
        )
        for name in names
    ]


def _coding(sheet: Sheet) -> list[Rule]:
    own = {item["id"]: _ids(item["quotes"]) for item in sheet["items"]}
    return [_own("items", at(name), own, "a quotation of this telling") for name in QUESTIONS]


def _timeline(sheet: Sheet) -> list[Rule]:
    own = {item["id"]: _ids(item["quotes"]) for item in sheet["items"] if item["kind"] == "event"}
    return [_own("events", "at", own, "a quotation of this event")]


def _argument(sheet: Sheet) -> list[Rule]:
    rule = {"rule": "exact", "section": "cards", "texts": _texts(sheet["quotations"]), "least": MINIMUM}
    rule["expected"] = f"at least {MINIMUM} words in a row of {{}}, exactly as they stand"
    return [
        {**rule, "at": "evidence", "field": "words"},
        {**rule, "at": "counter", "field": "counter_words"},
    ]


def _capstone(sheet: Sheet) -> list[Rule]:
    most = capstone.MOST
    return [
        {
            "rule": "most",
            "section": "claims",
            "field": "evidence",
            "most": most,
            "expected": f"at most {most}",
        }
    ]


def _shifts(sheet: Sheet) -> list[Rule]:
    sizes = {item["id"]: len(item["tokens"]) for item in sheet["items"]}
    rule = {"rule": "within", "section": "marks", "field": "span", "by": "item", "sizes": sizes}
    return [
        rule
        | {
            "most": shifts_words.MOST_MARKS,
            "expected": "numbers of words of this text",
            "first": "The first ones count.",
        }
    ]


def _align(sheet: Sheet) -> list[Rule]:
    words = [align_words.NONE, align_words.NOT_SEEN]
    return [
        {
            "rule": "alone",
            "section": [pair["id"] for pair in sheet["items"]],
            "field": "to",
            "words": words,
            "alone": {ADDED: words[:1], "": words},
            "expected": "target pieces, or {} alone",
        }
    ]


def _doctored(sheet: Sheet) -> list[Rule]:
    least = doctored_words.SURE_ENOUGH
    return [
        {
            "rule": "sign",
            "section": list(doctored_words.ROUNDS.values()),
            "least": least,
            "none": doctored_words.NONE,
            "expected": f"a probability from {least:g} on, or no sign",
            "hint": "A sign counts only on a paper that you hold for altered.",
            "place": "the place of the sign",
        }
    ]


def _custody(sheet: Sheet) -> list[Rule]:
    ends, most = ["child", "parent"], custody_words.MOST_WORDS
    words = {"rule": "run", "section": "marks", "field": "words", "most": most, "hint": COPIED}
    words |= {"texts": _texts(custody_score.marks_of(sheet))}
    words |= {"expected": f"one to {most} words in a row from this mark, or none"}
    both = {"rule": "cross", "section": "gaps", "other": "steps", "ends": ends}
    circle = {"rule": "circle", "section": "steps", "ends": ends}
    return [
        {"rule": "pairs", "section": "steps", "ends": ends},
        {"rule": "pairs", "section": "gaps", "ends": ends},
        both | {"expected": "a step or a gap, not both"},
        circle | {"expected": "nothing comes from itself, by no way round"},
        words,
    ]


def _stemma(sheet: Sheet) -> list[Rule]:
    ends, names = ["child", "parent"], stemma_score.witness_ids(sheet)
    loci = [locus["id"] for locus in sheet["loci"]]
    cells = {w: {x: sorted(stemma_score.cell_quotes(sheet, w, x)) for x in loci} for w in names}
    credit = {w: sorted(stemma_score.credit_quotes(sheet, w)) for w in stemma_score.child_ids(sheet)}
    grounds = {"rule": "grounds", "section": "edges", "credit": credit, "cells": cells}
    grounds |= {"unless": [*stemma_words.GAPS, *stemma_words.DOCUMENTS], "line": stemma_words.CREDIT}
    grounds |= {"proofs": list(stemma_words.PROOFS), "unsure": list(stemma_words.CONFIDENCE[2:])}
    grounds |= {"expected": "a ground", "hint": "A step without a ground can only be medium or low."}
    circle = {"rule": "circle", "section": "edges", "ends": ends, "unless": list(stemma_words.GAPS)}
    return [
        grounds,
        {"rule": "parents", "section": "edges", "ends": ends, "most": stemma_score.MOST},
        circle | {"expected": "a tree: no text descends from itself"},
    ]


def _justify(sheet: Sheet) -> list[Rule]:
    most, sizes = justify_words.MOST_WORDS, {}
    for item in sheet["items"]:
        source = len(justify_entry.lower(item["text"]))
        low, high = justify_entry.SHORTEST * source, justify_entry.LONGEST * source
        sizes[item["id"]] = [low, high, f"a whole rendering, of {low:.0f} to {high:.0f} words"]
    phrase = {"rule": "run", "section": "log", "field": "phrase", "by": "item", "most": most}
    phrase |= {
        "texts": _texts(sheet["items"]),
        "whole": ["item", "phrase", "first", "second", "choice", "loss"],
    }
    phrase |= {"expected": f"one to {most} words in a row from this sentence"}
    return [{"rule": "length", "section": "renderings", "field": "rendering", "words": sizes}, phrase]


_RULES: Mapping[str, Callable[[Sheet], list[Rule]]] = {
    "pivot": _pivot,
    "limits": _limits,
    "sourcing": _sourcing,
    "coding": _coding,
    "timeline": _timeline,
    "argument": _argument,
    "capstone": _capstone,
    "shifts": _shifts,
    "align": _align,
    "doctored": _doctored,
    "custody": _custody,
    "stemma": _stemma,
    "justify": _justify,
}
