"""The student's own tree as it grows: drawn, as a list, and with the number of origins of each claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from quellenkritik.figures.stemma import Edge, Node, stemma
from quellenkritik.tasks import page
from quellenkritik.tasks import stemma_origins as origins
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.stemma_score import Row, child_ids, rows
from quellenkritik.tasks.stemma_words import DOCUMENTS, GAPS, GROUNDS, ORIGINS


@dataclass(frozen=True)
class View:
    """The drawing with its steps as a list, then the table of origins; only sound rows are drawn."""

    answer: Tree
    sheet: Sheet

    def _repr_html_(self) -> str:
        """Return the view as a notebook or an editor shows it."""
        found = rows(self.answer, self.sheet)
        nodes, edges = nodes_of(found, self.sheet), edges_of(found, self.sheet)
        figure = stemma(nodes, edges, title=ORIGINS["tree"], name="own-tree", width=760)
        lines = "".join(f"<li>{escape(line)}</li>" for line in figure.alternative)
        return f"{figure.svg}<ol>{lines}</ol>{_origins(found, self.sheet)}"


def page_data(sheet: Sheet, gold: Gold) -> dict[str, Any]:
    """Return what the page's own drawing needs, as JSON data; of the editors' tree only the counts are in it."""
    texts = [item["id"] for item in sheet["items"] if item["kind"] == "witness"]
    theirs = origins.counts(origins.editors(sheet, gold), sheet)
    return {
        "texts": texts,
        "children": child_ids(sheet),
        "documents": list(DOCUMENTS),
        "gaps": list(GAPS),
        "grounds": dict(GROUNDS),
        "given": sorted(origins.given_edges(sheet)),
        "carriers": {count.locus: origins.carriers(sheet, count.locus) for count in theirs},
        "editors": {count.locus: count.in_words() for count in theirs},
        "words": dict(ORIGINS),
    }


def nodes_of(found: Mapping[str, Sequence[Row]], sheet: Sheet) -> list[Node]:
    """Return the boxes: documents, texts, and one for every gap that the rows name."""
    texts = [item for item in sheet["items"] if item["kind"] == "witness"]
    gaps = [r for given in found.values() for r in given if r.parent in GAPS]
    return [
        *(Node(ident, ident, "document") for ident in DOCUMENTS),
        *(Node(t["id"], t["id"], "agency" if t["given"] else "press") for t in texts),
        *(Node(_gap(row), row.parent, "unseen") for row in gaps),
    ]


def edges_of(found: Mapping[str, Sequence[Row]], sheet: Sheet) -> list[Edge]:
    """Return the steps: those given on the sheet, then the student's with their grounds."""
    given = [
        Edge(parent, child, words=ORIGINS["given"]) for child, parent in sorted(origins.given_edges(sheet))
    ]
    return given + [
        Edge(_gap(row) if row.parent in GAPS else row.parent, row.child, row.sure, _why(row))
        for child in found
        for row in found[child]
    ]


def _why(row: Row) -> str:
    ground = GROUNDS.get(row.ground, "")
    return f"{ground}: {row.locus}" if ground and row.locus else ground


def _gap(row: Row) -> str:
    return f"{row.parent} above {row.child}"


def _origins(found: Mapping[str, Sequence[Row]], sheet: Sheet) -> str:
    table = [
        (page.code(count.locus), str(count.texts), count.in_words())
        for count in origins.counts(origins.answered(found, sheet), sheet)
    ]
    about = f"<p>{escape(ORIGINS['about'])}</p>"
    return page.table(ORIGINS["title"], tuple(ORIGINS["head"]), table) + about
