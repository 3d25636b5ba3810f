"""The exercise stemma: who copied whom?

The student reads some cells of the variant table (which class, original or changed) and then names for each text its
parent with the ground of the claim. A step counts by its proof: a change that child and parent share and that is not
likely to arise twice, or a printed credit. Only steps that the key holds for certain or high are scored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.measures.graphs import ancestors
from quellenkritik.tasks import stemma_form, stemma_origins, stemma_sheet, stemma_table, stemma_view
from quellenkritik.tasks import stemma_score as scoring
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Form, Problem
from quellenkritik.tasks.scoring import ScoredTask, Share
from quellenkritik.tasks.stemma_blind import strategies
from quellenkritik.tasks.stemma_words import CREDIT, CRITERIA, GAPS, MISCONCEPTIONS


class Stemma(ScoredTask):
    """Who copied whom?"""

    id = stemma_sheet.EXERCISE
    topic = "narrative"
    title = "Stemma"
    criteria = CRITERIA
    misconceptions = MISCONCEPTIONS
    told = ("tree", "origins")

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet of sixteen witnesses and twelve asked cells, and its key."""
        return stemma_sheet.drawn(bank, seed)

    def show(self, sheet: Sheet) -> str:
        """Return the given material as HTML, for the notebook."""
        return stemma_table.html(sheet)

    def picture(self, answer: Tree, sheet: Sheet) -> stemma_view.View:
        """Return the student's own tree as it stands, to be shown beside the form."""
        return stemma_view.View(answer, sheet)

    def page_data(self, sheet: Sheet, gold: Gold) -> dict[str, Any]:
        """Return what the page of the exercise needs to draw the tree by itself."""
        return stemma_view.page_data(sheet, gold)

    def form(self, sheet: Sheet) -> Form:
        """Return the form of the answer."""
        return stemma_form.form(sheet)

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems of an answer."""
        return stemma_form.check(answer, sheet)

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion; what is formally wrong counts as not answered."""
        given = scoring.rows(answer, sheet)
        silence = scoring.took_cut_for_silence(answer, gold)
        return {
            "readings": Share(scoring.readings_share(answer, gold), ("cut-is-absence",) if silence else ()),
            "edges": Share(
                scoring.edges_share(given, sheet, gold),
                scoring.edge_codes(given, sheet, gold),
                {
                    "tree": scoring.tree_note(given, gold),
                    "origins": stemma_origins.note(given, sheet, gold),
                },
            ),
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return an answer that earns every machine point; steps that are not scored are given as far as they are known."""
        answer: dict[str, Tree] = {}
        for ident, key in gold["readings"].items():
            name = str(key["classes"][0])
            cell: Tree = {"class": name, "kind": scoring.kind_of(gold, str(key["locus"]), name)}
            part = answer.setdefault(str(key["locus"]), {})
            assert isinstance(part, dict)
            part[ident] = cell
        ordered = {s.name: answer[s.name] for s in self.form(sheet).sections if s.name in answer}
        edges: list[Tree] = [row for child in scoring.child_ids(sheet) for row in _solved(child, sheet, gold)]
        return {**ordered, "edges": edges}

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the documented thoughtless strategies."""
        return strategies(sheet)


def _solved(child: str, sheet: Sheet, gold: Gold) -> list[Tree]:
    """Return the rows of one child: its scored parents with their proof, else the likely ones, else a gap."""
    parents = gold["parents"][child]
    named = [p for p in parents if p["parent"] not in GAPS and p["confidence"] != "low"]
    chosen = sorted(named, key=lambda p: not p["scored"])[: scoring.MOST]
    above = ancestors(scoring.sure_edges(gold))
    near = [p for p in chosen if not any((q["parent"], p["parent"]) in above for q in chosen)]
    if not near:
        return [{"child": child, "parent": "unseen" if parents else "undetermined", "confidence": "low"}]
    return [_solved_row(child, p, sheet, gold) for p in near]


def _solved_row(child: str, parent: Mapping[str, Any], sheet: Sheet, gold: Gold) -> Tree:
    row: dict[str, Tree] = {"child": child, "parent": parent["parent"]}
    credit = sorted(scoring.credit_quotes(sheet, child))
    if parent["credit"] and credit:
        row |= {"ground": CREDIT, "quotes": [credit[0]]}
    elif parent["scored"]:
        row |= _proof(child, parent, sheet, gold)
    return {**row, "confidence": parent["confidence"] if parent["scored"] else "medium"}


def _proof(child: str, parent: Mapping[str, Any], sheet: Sheet, gold: Gold) -> dict[str, Tree]:
    """Return ground, locus and quotations of both at the first locus of the key where both have words."""
    for locus in parent["loci"]:
        both = [sorted(scoring.cell_quotes(sheet, who, locus)) for who in (child, parent["parent"])]
        if all(both):
            same = gold["classes"][child][locus] == gold["classes"][parent["parent"]][locus]
            ground = "shared_reading" if same else "translation"
            return {"ground": ground, "locus": locus, "quotes": [quotes[0] for quotes in both]}
    return {}


TASK = Stemma()
