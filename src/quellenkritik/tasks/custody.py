"""The exercise custody: where has this paper been?

The student draws the way of some papers over a closed list of stations, names the gaps, and says of each mark on or about
a paper what it warrants. Three criteria: attested steps with their evidence, gaps, marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from quellenkritik.figures.provenance import Link, Station, provenance
from quellenkritik.figures.svg import Figure
from quellenkritik.tasks import custody_codes as codes
from quellenkritik.tasks import custody_form, custody_sheet, page
from quellenkritik.tasks import custody_score as scored
from quellenkritik.tasks import custody_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.custody_blind import strategies
from quellenkritik.tasks.form import Form, Problem
from quellenkritik.tasks.scoring import ScoredTask, Share


class Custody(ScoredTask):
    """Where has it been?"""

    id = custody_sheet.EXERCISE
    topic = "authenticity"
    title = "Custody"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return custody_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: rows of steps, rows of gaps, the marks."""
        return custody_form.form(sheet)

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them circles and pairs that are both step and gap."""
        return custody_form.check(answer, sheet)

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: paper by paper stations and quotations, then the marks and the vocabularies."""
        papers = "".join(_paper(paper, sheet) for paper in sheet["papers"])
        marks = [
            (page.code(m["id"]), page.quotation(m), escape(m["stands"]), escape(m["about"]))
            for m in scored.marks_of(sheet)
        ]
        heads = ("mark", "words", w.SHOWN["stands"], w.SHOWN["mark_of"])
        words = {"agent": w.AGENTS, "look_in": w.LOOK_IN, "step": w.STEPS_OF_LIFE, "warrants": w.WARRANTS}
        tables = "".join(page.vocabulary(name, words[name]) for name in words)
        return papers + page.table(w.SHOWN["marks"], heads, marks) + tables

    def picture(self, answer: Tree, sheet: Sheet) -> Figure:
        """Return the graph that an answer draws: stations, steps, gaps."""
        stations = [
            Station(i["id"], i["label"], i["paper"]) for i in sheet["items"] if i["kind"] == "station"
        ]
        steps = [Link(r.child, r.parent, False, _said(r)) for r in scored.rows(answer, "steps", sheet)]
        gaps = [Link(r.child, r.parent, True, r.look_in) for r in scored.rows(answer, "gaps", sheet)]
        return provenance(stations, steps + gaps, title="The way of the papers, as the answer has it")

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion."""
        steps, gaps = (scored.rows(answer, name, sheet) for name in ("steps", "gaps"))
        marks = scored.coded(answer, sheet)
        return {
            "steps": Share(scored.steps_share(steps, gold), codes.step_codes(steps, gold)),
            "gaps": Share(scored.gaps_share(gaps, gold), codes.gap_codes(gaps, gold)),
            "marks": Share(scored.marks_share(marks, gold), codes.mark_codes(marks, gold)),
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the key as an answer; what can be named by either of two pairs stands there once."""
        steps: list[Tree] = [_solved_step(k) for k in scored.firsts(gold, scored.ATTESTED)]
        gaps: list[Tree] = [_solved_gap(k) for k in scored.firsts(gold, scored.GAP)]
        marks: dict[str, Tree] = {
            m["id"]: _solved_mark(gold["marks"][m["id"]]) for m in scored.marks_of(sheet)
        }
        return {"steps": steps, "gaps": gaps, "marks": marks}

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the documented thoughtless strategies."""
        return strategies(sheet)


def _said(row: scored.Row) -> str:
    """Return who and when, as far as a row says it."""
    parts = [w.AGENTS[row.agent].partition(",")[0] if row.agent else "", row.date, row.quote]
    return ", ".join(part for part in parts if part)


def _paper(paper: Mapping[str, Any], sheet: Sheet) -> str:
    """Return one paper: its stations in no order, and what the quotations show."""
    stations = [
        (page.code(i["id"]), escape(i["label"]))
        for i in sheet["items"]
        if i["kind"] == "station" and i["paper"] == paper["paper"]
    ]
    quotes = [(page.code(q["id"]), page.quotation(q), escape(q["where"])) for q in paper["quotes"]]
    name = f"{paper['paper']}. {paper['title']}"
    return page.table(f"{name}. {w.SHOWN['stations']}", ("station", "what it is"), stations) + page.table(
        f"{name}. {w.SHOWN['papers']}", ("quotation", "words", "where"), quotes
    )


def _solved_step(key: Mapping[str, Any]) -> Tree:
    return {
        "child": key["child"],
        "parent": key["parent"],
        "agent": key["agent"][0],
        "date": key["date"][0],
        "quote": key["evidence"][0],
    }


def _solved_gap(key: Mapping[str, Any]) -> Tree:
    return {"child": key["child"], "parent": key["parent"], "look_in": key["look_in"][0]}


def _solved_mark(key: Mapping[str, Any]) -> Tree:
    warrant = key["warrants"][0]
    bare = warrant == w.NONE or not key["words"]
    return {"step": key["step"][0], "warrants": warrant, "words": w.NONE if bare else key["words"][0]}


TASK = Custody()
