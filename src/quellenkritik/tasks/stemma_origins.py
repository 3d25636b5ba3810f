"""How many origins do the texts of a sheet have, under one tree or another? Ten copies of one report are one witness.

A way up ends at a document, at a text that nobody here has, or at a text that the tree does not trace. Only documents
are counted for certain: two ends that nobody has seen may be one. So the count is a range, *fewest* to *most*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from quellenkritik.measures.graphs import Edge, origins
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.stemma_score import Row
from quellenkritik.tasks.stemma_words import DOCUMENTS, GAPS, ORIGINS

WITH_WORDS = ("quoted", "editors")


class Count(NamedTuple):
    """At one locus: so many texts have words there, and they have at least and at most so many origins."""

    locus: str
    texts: int
    fewest: int
    most: int

    def in_words(self) -> str:
        """Return the range of origins, as one number where both ends are the same."""
        return str(self.most) if self.fewest == self.most else f"{self.fewest} to {self.most}"


def counts(edges: Collection[Edge], sheet: Sheet) -> list[Count]:
    """Return a count for every locus, in the order of the sheet; loci where nobody has words are left out."""
    found = []
    for locus in sheet["loci"]:
        texts = carriers(sheet, locus["id"])
        ends = origins(edges, texts)
        sure = len(ends & set(DOCUMENTS))
        if texts:
            found.append(Count(locus["id"], len(texts), max(1, sure), max(1, len(ends))))
    return found


def carriers(sheet: Sheet, locus: str) -> list[str]:
    """Return the texts that have words at a locus, as far as the sheet tells."""
    texts = (item for item in sheet["items"] if item["kind"] == "witness")
    return [t["id"] for t in texts if t["cells"].get(locus, {}).get("status") in WITH_WORDS]


def given_edges(sheet: Sheet) -> set[Edge]:
    """Return the steps that the sheet itself gives: from the agencies to the documents they name."""
    texts = (item for item in sheet["items"] if item["kind"] == "witness")
    return {(text["id"], document) for text in texts for document in text.get("documents", ())}


def answered(rows: Mapping[str, Sequence[Row]], sheet: Sheet) -> set[Edge]:
    """Return the edges of an answer's sound rows, with those that are given."""
    return given_edges(sheet) | {_edge(row.child, row.parent) for found in rows.values() for row in found}


def editors(sheet: Sheet, gold: Gold) -> set[Edge]:
    """Return the edges of the key that are at least likely, with those that are given."""
    return given_edges(sheet) | {
        _edge(child, p["parent"])
        for child, parents in gold["parents"].items()
        for p in parents
        if p["confidence"] != "low"
    }


def note(rows: Mapping[str, Sequence[Row]], sheet: Sheet, gold: Gold) -> str:
    """Return the counts under the answer's tree beside those under the editors', in words; they give no points."""
    pairs = zip(counts(answered(rows, sheet), sheet), counts(editors(sheet, gold), sheet), strict=True)
    return f"{ORIGINS['note']}{'; '.join(_compared(pairs))}."


def _compared(pairs: Iterable[tuple[Count, Count]]) -> Iterable[str]:
    for own, theirs in pairs:
        yield ORIGINS["compared"].format(
            locus=own.locus, texts=own.texts, own=own.in_words(), theirs=theirs.in_words()
        )


def _edge(child: str, parent: str) -> Edge:
    """Return an edge; what stands in the place of an unnamed parent is another end for every child."""
    return child, f"{parent} above {child}" if parent in GAPS else parent
