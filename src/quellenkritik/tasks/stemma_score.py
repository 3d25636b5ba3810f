"""Scoring the exercise stemma: cells by class and nature, descent child by child; the whole tree only for information."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from quellenkritik.measures.graphs import ancestor_score, ancestors, edge_score
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import entry_of, rows_of, text_of
from quellenkritik.tasks.stemma_words import CREDIT, DOCUMENTS, GAPS, NO_WORDS, PROOFS, SURE

HALF, BARE, OVERSURE = 0.5, 0.25, 0.25
"""The worth of a parent shown by a mark of the whole family, that of one without proof, the price of a wrong certainty."""
MOST = 2  # parents a child
STAR = 3  # so many steps at least before a shape can be seen


class Row(NamedTuple):
    """One row of the tree, formally sound."""

    child: str
    parent: str
    ground: str
    locus: str
    quotes: frozenset[str]
    sure: bool


class Judgement(NamedTuple):
    """What one row is worth, and the codes of what is wrong with it."""

    value: float
    false: bool
    codes: tuple[str, ...] = ()


def rows(answer: Tree, sheet: Sheet) -> dict[str, list[Row]]:
    """Return the sound rows by child; a child with more than two parents, or one twice, counts as not answered."""
    places = {*witness_ids(sheet), *DOCUMENTS, *GAPS}
    children = set(child_ids(sheet))
    found: dict[str, list[Row]] = {}
    for entry in rows_of(answer, "edges"):
        row = _row(entry)
        if row.child in children and row.parent in places and row.child != row.parent:
            found.setdefault(row.child, []).append(row)
    return {
        child: given
        for child, given in found.items()
        if len(given) <= MOST and len({r.parent for r in given}) == len(given)
    }


def witness_ids(sheet: Sheet) -> list[str]:
    """Return the sigla of the sheet, in its order."""
    return [item["id"] for item in sheet["items"] if item["kind"] == "witness"]


def child_ids(sheet: Sheet) -> list[str]:
    """Return the sigla whose parents are asked: all but the hubs, whose own sources are given."""
    return [item["id"] for item in sheet["items"] if item["kind"] == "witness" and not item["given"]]


def _row(entry: Mapping[str, Tree]) -> Row:
    quotes = entry.get("quotes", [])
    named = (
        frozenset(q.strip() for q in quotes if isinstance(q, str))
        if isinstance(quotes, list)
        else frozenset()
    )
    return Row(
        text_of(entry, "child"),
        text_of(entry, "parent"),
        text_of(entry, "ground"),
        text_of(entry, "locus"),
        named,
        text_of(entry, "confidence") in SURE,
    )


def readings_share(answer: Tree, gold: Gold) -> float:
    """Return the share of the asked cells, in [0, 1]: half for the class, the other half for its nature with it."""
    shares = [_reading(answer, ident, key, gold) for ident, key in gold["readings"].items()]
    return sum(shares) / len(shares)


def _reading(answer: Tree, ident: str, key: Mapping[str, Any], gold: Gold) -> float:
    entry = entry_of(answer, str(key["locus"]), ident)
    given = text_of(entry, "class")
    if given not in key["classes"]:
        return 0.0
    return 1.0 if text_of(entry, "kind") == kind_of(gold, str(key["locus"]), given) else 0.5


def kind_of(gold: Gold, locus: str, name: str) -> str:
    """Return whether a class is what the record says, a change, or no words at all."""
    if name in NO_WORDS:
        return "no_reading"
    secondary, _ = gold["traits"][locus][name]
    return "secondary" if secondary else "original"


def scored_children(gold: Gold) -> list[str]:
    """Return the children with at least one parent that is scored."""
    return [child for child, parents in gold["parents"].items() if any(p["scored"] for p in parents)]


def edges_share(given: Mapping[str, Sequence[Row]], sheet: Sheet, gold: Gold) -> float:
    """Return the share of the scored descent, in [0, 1]: the mean over the scored children, at least 0."""
    children = scored_children(gold)
    values = [child_value(given.get(child, ()), sheet, gold, child) for child in children]
    return max(0.0, sum(values) / len(values))


def child_value(given: Sequence[Row], sheet: Sheet, gold: Gold, child: str) -> float:
    """Return what the rows of one child are worth, from -0.25 to 1.

    The worth of the right rows is shared among as many rows as there are scored parents or claims, whichever is more;
    a wrong parent that is called certain or high costs a quarter, so that a gap is better than a false certainty.
    """
    scored = [p for p in gold["parents"][child] if p["scored"]]
    neutral = {p["parent"] for p in gold["parents"][child] if not p["scored"]} | set(GAPS)
    claims = [(row, judge(row, sheet, gold)) for row in given if row.parent not in neutral]
    right = sum(j.value for _, j in claims)
    oversure = any(j.false and row.sure for row, j in claims)
    return right / max(1, len(scored), len(claims)) - (OVERSURE if oversure else 0.0)


def judge(row: Row, sheet: Sheet, gold: Gold) -> Judgement:
    """Return the worth of one row: right parent and proof 1, a mark of the whole family 1/2, no proof 1/4, else 0."""
    codes = (*_reason_codes(row, gold), *_link_codes(row, gold))
    parents = {p["parent"]: p for p in gold["parents"][row.child]}
    parent = parents.get(row.parent)
    if parent is None:
        return Judgement(0.0, "skipped-link" not in codes, codes)
    if row.ground == CREDIT:
        return Judgement(1.0 if parent["credit"] and _cites_credit(row, sheet) else BARE, False, codes)
    if row.ground in PROOFS and _cites_both(row, sheet):
        return Judgement(_proof(row, parent, gold), False, codes)
    return Judgement(BARE, False, codes)


def _proof(row: Row, parent: Mapping[str, Any], gold: Gold) -> float:
    """Return the worth of a locus: full where the key names it or nobody above the parent shares the change."""
    if row.locus in parent["loci"]:
        return 1.0
    if not _shared_change(row, gold):
        return BARE
    own = gold["classes"][row.parent][row.locus]
    above = {a for node, a in ancestors(sure_edges(gold)) if node == row.parent}
    return HALF if any(gold["classes"].get(a, {}).get(row.locus) == own for a in above) else 1.0


def _shared_change(row: Row, gold: Gold) -> bool:
    """Return whether child and parent have one class at the locus that is secondary and not polygenetic."""
    pair = _pair(row, gold)
    if pair is None or pair[0] != pair[1]:
        return False
    secondary, polygenetic = gold["traits"][row.locus][pair[0]]
    return bool(secondary and not polygenetic)


def _pair(row: Row, gold: Gold) -> tuple[str, str] | None:
    """Return the classes of child and parent at the row's locus, or None where one of them has no words there."""
    child = gold["classes"].get(row.child, {}).get(row.locus)
    parent = gold["classes"].get(row.parent, {}).get(row.locus)
    return (child, parent) if child is not None and parent is not None else None


def cell_quotes(sheet: Sheet, siglum: str, locus: str) -> set[str]:
    """Return the ids of the quotations that a witness has at a locus."""
    for item in sheet["items"]:
        if item["kind"] == "witness" and item["id"] == siglum:
            return {q["id"] for q in item["cells"].get(locus, {}).get("quotes", [])}
    return set()


def credit_quotes(sheet: Sheet, siglum: str) -> set[str]:
    """Return the ids of the credit lines of a witness."""
    for item in sheet["items"]:
        if item["kind"] == "witness" and item["id"] == siglum:
            return {q["id"] for q in item["credit"]}
    return set()


def _cites_credit(row: Row, sheet: Sheet) -> bool:
    return bool(row.quotes & credit_quotes(sheet, row.child))


def _cites_both(row: Row, sheet: Sheet) -> bool:
    return all(row.quotes & cell_quotes(sheet, who, row.locus) for who in (row.child, row.parent))


def _reason_codes(row: Row, gold: Gold) -> Iterable[str]:
    """Return the codes of a reason that proves no descent, whether or not the parent is right."""
    if row.ground == "earlier":
        yield "date-order"
    if row.ground == "likeness":
        yield "likeness"
    pair = _pair(row, gold) if row.ground in PROOFS else None
    named = {u for p in gold["parents"][row.child] if p["parent"] == row.parent for u in p["loci"]}
    if pair and row.locus not in named:
        secondary, polygenetic = gold["traits"][row.locus][pair[0]]
        if pair[0] == pair[1] and not secondary:
            yield "likeness"
        if polygenetic:
            yield "polygenesis"


def _link_codes(row: Row, gold: Gold) -> Iterable[str]:
    """Return the code of a parent that is only a further ancestor of the child, by steps that are at least likely."""
    wanted = {p["parent"] for p in gold["parents"][row.child]}
    likely = {
        (child, p["parent"])
        for child, parents in gold["parents"].items()
        for p in parents
        if p["confidence"] != "low" and p["parent"] not in (*GAPS, *DOCUMENTS)
    }
    if row.parent not in wanted and (row.child, row.parent) in ancestors(likely):
        yield "skipped-link"


def sure_edges(gold: Gold) -> set[tuple[str, str]]:
    """Return the scored edges of the key as (child, parent)."""
    return {
        (child, p["parent"]) for child, parents in gold["parents"].items() for p in parents if p["scored"]
    }


def edge_codes(given: Mapping[str, Sequence[Row]], sheet: Sheet, gold: Gold) -> tuple[str, ...]:
    """Return the codes of the whole tree, each once."""
    every = [row for child in given for row in given[child]]
    codes = [code for row in every for code in judge(row, sheet, gold).codes]
    named = [row for row in every if row.parent not in GAPS]
    if len(named) >= STAR and sum(row.parent in DOCUMENTS for row in named) * 2 > len(named):
        codes.append("star")
    elif any(_one_parent_only(given[child], gold, child) for child in given):
        codes.append("one-parent")
    return tuple(dict.fromkeys(codes))


def _one_parent_only(given: Sequence[Row], gold: Gold, child: str) -> bool:
    """Return whether a child with two likely parents on the sheet, neither above the other, was given just one."""
    likely = {
        p["parent"] for p in gold["parents"][child] if p["confidence"] != "low" and p["parent"] not in GAPS
    }
    above = ancestors(sure_edges(gold))
    likely -= {p for p in likely if any((q, p) in above for q in likely)}
    return len(likely) >= MOST and len(given) == 1 and given[0].parent in likely


def took_cut_for_silence(answer: Tree, gold: Gold) -> bool:
    """Return whether a cell that our copy does not reach was called absent."""
    return any(
        key["classes"] == ["not_seen"]
        and text_of(entry_of(answer, str(key["locus"]), ident), "class") == "absent"
        for ident, key in gold["readings"].items()
    )


def tree_note(given: Mapping[str, Sequence[Row]], gold: Gold) -> str:
    """Return the two measures of the whole tree in words; they give no points."""
    wanted = sure_edges(gold)
    children = {child for child, _ in wanted}
    answer = {
        (row.child, row.parent)
        for child in children
        for row in given.get(child, ())
        if row.parent not in GAPS
    }
    edge, way = edge_score(wanted, answer), ancestor_score(wanted, answer)
    return f"For information, without points: edges F1 {edge.f1:.2f}, whole ways F1 {way.f1:.2f}."
