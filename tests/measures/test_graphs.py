"""Graphs of descent: near ancestors, far ancestors, and the star that looks better than it is."""

import random

import pytest

from quellenkritik.measures.graphs import (
    ancestor_score,
    ancestors,
    corrected_f1,
    edge_score,
    has_cycle,
    mean_f1,
    star,
)

# Seventeen witnesses under one root: four hubs, ten at the second step, three at the third.
HUBS = [(f"h{i}", "root") for i in range(4)]
SECOND = [(f"s{i}", f"h{i % 4}") for i in range(10)]
THIRD = [(f"t{i}", f"s{i}") for i in range(3)]
GOLD = {*HUBS, *SECOND, *THIRD}
NODES = [child for child, _ in sorted(GOLD)]
STAR = star(["root", *NODES], "root")
TO_HUBS = {*HUBS, *SECOND, *((child, f"h{int(parent[1:]) % 4}") for child, parent in THIRD)}


def test_edges_by_hand():
    """Two of three edges given are right, two of four wanted are found."""
    gold = {("b", "a"), ("c", "a"), ("d", "b"), ("d", "c")}

    assert (2 / 3, 0.5, 4 / 7) == pytest.approx(edge_score(gold, {("b", "a"), ("d", "b"), ("c", "b")}))


def test_ancestors_with_two_parents():
    """d descends from b and from c, so from a as well."""
    edges = {("b", "a"), ("c", "a"), ("d", "b"), ("d", "c")}

    assert {*edges, ("d", "a")} == ancestors(edges)


def test_a_cycle_ends_and_is_told():
    edges = [("a", "b"), ("b", "c"), ("c", "a")]

    assert has_cycle(edges)
    assert all(node != ancestor for node, ancestor in ancestors(edges))
    assert not has_cycle(GOLD)


def test_the_star_looks_better_than_it_is():
    """The measured fact: edge F1 .24, ancestor F1 .68, and nothing after the correction."""
    assert pytest.approx(0.24, abs=0.005) == edge_score(GOLD, STAR).f1
    assert pytest.approx(0.68, abs=0.005) == ancestor_score(GOLD, STAR).f1
    assert corrected_f1(GOLD, STAR, [STAR]) == 0.0


def test_gold_earns_one_families_alone_less():
    """Families only, by hand: edges 14 / 17, ancestors 60 / 63, mean .888, rescaled over .458: .79 (measured .78)."""
    assert corrected_f1(GOLD, GOLD, [STAR]) == 1.0
    assert pytest.approx(0.78, abs=0.02) == corrected_f1(GOLD, TO_HUBS, [STAR])


def test_random_parents_earn_nothing_on_average():
    source = random.Random(3)
    draws = [{(node, source.choice(["root", *NODES])) for node in NODES} for _ in range(300)]

    assert pytest.approx(0.0, abs=0.005) == sum(corrected_f1(GOLD, draw, [STAR]) for draw in draws) / 300


def test_nothing_given_earns_nothing():
    assert mean_f1(GOLD, set()) == 0.0
