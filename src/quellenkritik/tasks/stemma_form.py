"""The form of an answer to stemma, and the formal checks that know the sheet but not the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.measures.graphs import has_cycle
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, rows_of, text_of
from quellenkritik.tasks.stemma_score import MOST, cell_quotes, child_ids, credit_quotes, witness_ids
from quellenkritik.tasks.stemma_words import (
    CONFIDENCE,
    CREDIT,
    DOCUMENTS,
    GAPS,
    GROUNDS,
    KINDS,
    NO_WORDS,
    PROOFS,
)


def form(sheet: Sheet) -> Form:
    """Return the form of one sheet: a section for each locus with asked cells, and the rows of the tree."""
    asked = [item for item in sheet["items"] if item["kind"] == "reading"]
    loci = [locus for locus in sheet["loci"] if any(r["locus"] == locus["id"] for r in asked)]
    sections = [_cells(locus, [r for r in asked if r["locus"] == locus["id"]]) for locus in loci]
    known = _quotation_ids(sheet)
    return Form("stemma", (*sections, _edges(sheet)), {"locator": lambda q: _refusal(q, known)})


def check(answer: Tree, sheet: Sheet) -> list[Problem]:
    """Return the formal problems: those of the form, then those of single rows, then those of the tree."""
    problems = form(sheet).check(answer)
    rows = rows_of(answer, "edges")
    for number, row in enumerate(rows, start=1):
        problems += _row_problems(f"edges row {number}", row, sheet)
    return problems + _tree_problems(rows)


def _cells(locus: Mapping[str, Any], asked: Sequence[Mapping[str, Any]]) -> Section:
    classes = (*locus["classes"], *NO_WORDS)
    fields = (
        Field("class", "choice", "what it says", classes),
        Field("kind", "choice", "original or changed", tuple(KINDS), labels=KINDS),
    )
    items = {r["id"]: f"{r['witness']}: {_shown(r)}" for r in asked}
    return Section(locus["id"], f"{locus['id']}: {locus['question']}", fields, items)


def _shown(reading: Mapping[str, Any]) -> str:
    """Return the words of a cell in one line, or how much of the page we have where it has none."""
    words = "; ".join(q["text"] + (f" ({q['gloss']})" if q["gloss"] else "") for q in reading["quotes"])
    return words or f"no words shown; page seen: {reading['seen']}"


def _edges(sheet: Sheet) -> Section:
    sigla, children = witness_ids(sheet), child_ids(sheet)
    loci = tuple(locus["id"] for locus in sheet["loci"] if locus["classes"])
    fields = (
        Field("child", "choice", "text", tuple(children)),
        Field("parent", "choice", "copied from", (*sigla, *DOCUMENTS, *GAPS)),
        Field("ground", "choice", "ground", tuple(GROUNDS), required=False, labels=GROUNDS),
        Field("locus", "choice", "at locus", loci, required=False),
        Field("quotes", "locators", "quotations of both", required=False),
        Field("confidence", "choice", "how sure", CONFIDENCE, required=False),
    )
    title = f"Who copied whom: a row for each step, at most {MOST} for one text"
    return Section("edges", title, fields, min_rows=1, max_rows=MOST * len(children))


def _quotation_ids(sheet: Sheet) -> frozenset[str]:
    """Return every quotation id that the sheet shows."""
    ids = {q["id"] for locus in sheet["loci"] for q in locus["record"]}
    for item in sheet["items"]:
        if item["kind"] == "witness":
            ids |= credit_quotes(sheet, item["id"])
            for locus in item["cells"]:
                ids |= cell_quotes(sheet, item["id"], locus)
    return frozenset(ids)


def _refusal(quote: str, known: frozenset[str]) -> str | None:
    return None if quote in known else "the number of a quotation on this sheet, such as Ke2"


def _row_problems(where: str, row: Mapping[str, Tree], sheet: Sheet) -> list[Problem]:
    """Return what is wrong with the reason of one row; a row without a parent needs none."""
    child, parent, ground = (text_of(row, name) for name in ("child", "parent", "ground"))
    if parent in GAPS or parent in DOCUMENTS or child not in child_ids(sheet):
        return []
    if child == parent:
        return [Problem(where, f"'{child}' as its own parent", "two different texts")]
    if not ground and text_of(row, "confidence") not in CONFIDENCE[2:]:
        hint = "A step without a ground can only be medium or low."
        return [Problem(f"{where}, ground", "nothing", "one of " + ", ".join(GROUNDS), hint, missing=True)]
    if ground == CREDIT and not _quotes(row) & credit_quotes(sheet, child):
        return [Problem(f"{where}, quotes", "no credit line of the child", "the number of its credit line")]
    if ground in PROOFS:
        locus = text_of(row, "locus")
        return [
            Problem(
                f"{where}, quotes",
                f"none of {who} at {locus or 'a locus'}",
                "a quotation of both at the locus",
            )
            for who in (child, parent)
            if not _quotes(row) & cell_quotes(sheet, who, locus)
        ]
    return []


def _quotes(row: Mapping[str, Tree]) -> set[str]:
    quotes = row.get("quotes", [])
    return {q.strip() for q in quotes if isinstance(q, str)} if isinstance(quotes, list) else set()


def _tree_problems(rows: Sequence[Mapping[str, Tree]]) -> list[Problem]:
    """Return what is wrong with the tree as a whole: too many parents, a parent twice, a circle."""
    edges = [(text_of(row, "child"), text_of(row, "parent")) for row in rows]
    problems = []
    for child in dict.fromkeys(c for c, _ in edges if c):
        parents = [p for c, p in edges if c == child]
        if len(parents) > MOST:
            problems.append(Problem(f"edges, {child}", f"{len(parents)} rows", f"at most {MOST}"))
        elif len(set(parents)) < len(parents):
            problems.append(
                Problem(f"edges, {child}", f"the parent '{parents[0]}' twice", "each parent once")
            )
    if has_cycle((c, p) for c, p in edges if p not in GAPS and c and p and c != p):
        problems.append(Problem("edges", "a circle: a text would descend from itself", "a tree"))
    return problems
