"""Answers to stemma that the tests try: made from the key of a sheet, or without it."""

from __future__ import annotations

import copy
import random
from typing import Any

from quellenkritik.tasks import stemma_score as scored
from quellenkritik.tasks import stemma_words as w
from quellenkritik.tasks.stemma import TASK


def solved(sheet: Any, gold: Any) -> dict[str, Any]:
    """Return a copy of the solution that may be changed."""
    answer: dict[str, Any] = copy.deepcopy(TASK.solution(sheet, gold))  # type: ignore[assignment]
    return answer


def step(sheet: Any, child: str, parent: str, locus: str, **fields: Any) -> dict[str, Any]:
    """Return a row with the quotations that child and parent have at a locus."""
    quotes = sorted(scored.cell_quotes(sheet, child, locus) | scored.cell_quotes(sheet, parent, locus))
    row = {"child": child, "parent": parent, "ground": "shared_reading", "locus": locus, "quotes": quotes}
    return {**row, "confidence": "high", **fields}


def named(sheet: Any, name: str) -> str:
    """Return the siglum of a text that keeps its name."""
    return next(i["id"] for i in sheet["items"] if i.get("name") == name)


def with_parent(answer: dict[str, Any], child: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """Return the answer with other rows for one child."""
    return {**answer, "edges": [r for r in answer["edges"] if r["child"] != child] + list(rows)}


def two_families(sheet: Any, gold: Any) -> dict[str, Any]:
    """Return the answer of somebody who sees the two families and hangs everything on their heads, with good proofs."""
    above = scored.ancestors(scored.sure_edges(gold))
    ria, tass = named(sheet, "RIA Novosti"), named(sheet, "TASS in Russian")
    answer = solved(sheet, gold)
    for child in scored.scored_children(gold):
        head = ria if (child, ria) in above else tass
        proofs = [step(sheet, child, head, locus) for locus in gold["traits"]]
        best = max(
            proofs,
            key=lambda row: scored.judge(scored.rows({"edges": [row]}, sheet)[child][0], sheet, gold).value,
        )
        if head not in [row["parent"] for row in answer["edges"] if row["child"] == child]:
            answer = with_parent(answer, child, best)
    return answer


def at_random(sheet: Any, source: random.Random) -> dict[str, Any]:
    """Return an answer in which every choice is drawn by lot, with real quotations."""
    answer: dict[str, Any] = {
        section.name: {
            item: {f.name: source.choice(f.choices) for f in section.fields} for item in section.items
        }
        for section in TASK.form(sheet).sections
        if section.items
    }
    places = [*scored.witness_ids(sheet), *w.DOCUMENTS, *w.GAPS]
    loci = [locus["id"] for locus in sheet["loci"] if locus["classes"]]
    answer["edges"] = [
        step(
            sheet,
            child,
            source.choice([p for p in places if p != child]),
            source.choice(loci),
            ground=source.choice(list(w.GROUNDS)),
            confidence=source.choice(w.CONFIDENCE),
        )
        for child in scored.child_ids(sheet)
    ]
    return answer
