"""Graphs of descent: how many edges, and how many ancestors, an answer has right.

A graph is a set of edges ``(child, parent)``; a child may have two parents (contamination).
Comparing by shared ancestors goes back to the comparison of phylogenies; the use of both figures for manuscript
traditions follows T. Roos and T. Heikkilä, Evaluating methods for computer-assisted stemmatology using artificial
benchmark data sets, Literary and Linguistic Computing 24 (2009) 417-433.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from quellenkritik.measures.chance import best, rescale
from quellenkritik.measures.classification import f1

Edge = tuple[str, str]


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, each in [0, 1]."""

    precision: float
    recall: float
    f1: float


def edge_score(gold: Collection[Edge], answer: Collection[Edge]) -> Score:
    """Return precision, recall and F1 over edges."""
    return _score(set(gold), set(answer))


def ancestor_score(gold: Collection[Edge], answer: Collection[Edge]) -> Score:
    """Return precision, recall and F1 over pairs (node, ancestor), however far the ancestor is."""
    return _score(ancestors(gold), ancestors(answer))


def ancestors(edges: Iterable[Edge]) -> set[Edge]:
    """Return all pairs (node, ancestor); a cycle in an answer ends nowhere and makes no node its own ancestor."""
    parents: dict[str, set[str]] = {}
    for child, parent in edges:
        parents.setdefault(child, set()).add(parent)
    found: set[Edge] = set()
    for node in parents:
        waiting, seen = list(parents[node]), set()
        while waiting:
            ancestor = waiting.pop()
            if ancestor not in seen and ancestor != node:
                seen.add(ancestor)
                waiting += parents.get(ancestor, ())
        found |= {(node, ancestor) for ancestor in seen}
    return found


def origins(edges: Iterable[Edge], nodes: Iterable[str]) -> set[str]:
    """Return where the ways up from these nodes end: nodes without a parent; one that nobody traced is its own origin.

    Copies of one text are one witness: this is the count behind that rule. A circle in an answer ends nowhere and
    gives no origin.
    """
    edges = list(edges)
    children = {child for child, _ in edges}
    above: dict[str, set[str]] = {}
    for node, ancestor in ancestors(edges):
        above.setdefault(node, set()).add(ancestor)
    return {end for node in nodes for end in {node, *above.get(node, ())} if end not in children}


def has_cycle(edges: Iterable[Edge]) -> bool:
    """Return whether some node would descend from itself."""
    edges = list(edges)
    closure = ancestors(edges)
    return any(child == parent or (parent, child) in closure for child, parent in edges)


def mean_f1(gold: Collection[Edge], answer: Collection[Edge]) -> float:
    """Return the mean of edge F1 and ancestor F1: the nearest step and the whole way count the same."""
    return (edge_score(gold, answer).f1 + ancestor_score(gold, answer).f1) / 2.0


def corrected_f1(
    gold: Collection[Edge], answer: Collection[Edge], blind: Iterable[Collection[Edge]]
) -> float:
    """Return the mean F1 rescaled so that the best of the thoughtless graphs earns 0 and the gold earns 1."""
    return rescale(mean_f1(gold, answer), best(mean_f1(gold, graph) for graph in blind))


def star(nodes: Iterable[str], hub: str) -> set[Edge]:
    """Return the thoughtless graph in which everybody copied from one hub."""
    return {(node, hub) for node in nodes if node != hub}


def _score(gold: set[Edge], answer: set[Edge]) -> Score:
    right = len(gold & answer)
    precision = right / len(answer) if answer else 0.0
    recall = right / len(gold) if gold else 0.0
    return Score(precision, recall, f1(right, len(answer), len(gold)))
