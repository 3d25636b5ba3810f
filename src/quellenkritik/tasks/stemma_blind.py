"""Thoughtless answers to stemma: what somebody could write who has not read a single quotation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.stemma_score import cell_quotes, child_ids, credit_quotes
from quellenkritik.tasks.stemma_words import DOCUMENTS, NO_WORDS

LONGEST = 8
"""More classes than any locus has."""


def strategies(sheet: Sheet) -> dict[str, Tree]:
    """Return the strategies by name.

    For the tree: everybody from one of the documents, everybody from one of the named texts on the ground of a locus
    where both have words, or of a credit line, or everybody from the first two agencies at once. For the cells: always
    the same place of the vocabulary, called original or changed, or always one of the two kinds of silence.
    """
    trees: dict[str, list[Tree]] = {f"star-{document}": _star(sheet, document) for document in DOCUMENTS}
    hubs = {
        item["id"]: _slug(item["name"])
        for item in sheet["items"]
        if item["kind"] == "witness" and item["name"]
    }
    coded = [locus["id"] for locus in sheet["loci"] if locus["classes"]]
    for hub, name in hubs.items():
        for locus in coded:
            trees[f"all-{name}-{locus}"] = [
                _row(sheet, child, hub, locus) for child in child_ids(sheet) if child != hub
            ]
    cells = [_cells(sheet, place, kind) for place in range(LONGEST) for kind in ("original", "secondary")]
    cells += [_silence(sheet, word) for word in NO_WORDS]
    named = list(trees.items())
    return {name: {**cells[i % len(cells)], "edges": rows} for i, (name, rows) in enumerate(named)}


def _slug(name: str) -> str:
    return "-".join(name.lower().replace("(", "").replace(")", "").split())


def _star(sheet: Sheet, document: str) -> list[Tree]:
    return [
        {"child": child, "parent": document, "ground": "earlier", "confidence": "low"}
        for child in child_ids(sheet)
    ]


def _row(sheet: Sheet, child: str, hub: str, locus: str) -> Tree:
    """Return a row with the credit line where there is one, else with the quotations at the locus."""
    credit = sorted(credit_quotes(sheet, child))
    row: dict[str, Tree] = {"child": child, "parent": hub, "confidence": "low"}
    if credit:
        return {**row, "ground": "credit", "quotes": [credit[0]]}
    both: list[Tree] = [q for who in (child, hub) for q in sorted(cell_quotes(sheet, who, locus))]
    return {**row, "ground": "shared_reading", "locus": locus, "quotes": both}


def _cells(sheet: Sheet, place: int, kind: str) -> dict[str, Tree]:
    """Return the class at one place of each vocabulary, the last where it is shorter."""
    classes = {locus["id"]: list(locus["classes"]) for locus in sheet["loci"] if locus["classes"]}
    return _all(
        sheet,
        {
            locus: {"class": names[min(place, len(names) - 1)], "kind": kind}
            for locus, names in classes.items()
        },
    )


def _silence(sheet: Sheet, word: str) -> dict[str, Tree]:
    loci = {locus["id"] for locus in sheet["loci"] if locus["classes"]}
    return _all(sheet, {locus: {"class": word, "kind": "no_reading"} for locus in loci})


def _all(sheet: Sheet, cell: Mapping[str, dict[str, Tree]]) -> dict[str, Tree]:
    """Return the same cell for every asked cell of a locus."""
    answer: dict[str, Any] = {}
    for item in sheet["items"]:
        if item["kind"] == "reading":
            answer.setdefault(item["locus"], {})[item["id"]] = dict(cell[item["locus"]])
    return answer
