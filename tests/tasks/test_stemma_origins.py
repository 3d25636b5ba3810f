"""Origins are counted on documents: copies add nothing, what nobody has seen makes the number a range."""

import pytest

from quellenkritik.measures.graphs import origins as ends
from quellenkritik.tasks import stemma_origins as origins
from quellenkritik.tasks import task
from quellenkritik.tasks.answers import read
from quellenkritik.tasks.stemma_score import rows
from tests.tasks.drawn import practice, solution

TEXTS = ("Aa", "Bo", "Cu")


def sheet(**more):
    items = [
        {"id": name, "kind": "witness", "given": "", "credit": [], "cells": {"v1": {"status": "quoted"}}}
        for name in TEXTS
    ]
    return {"items": items, "loci": [{"id": "v1", "classes": {"x": "x"}}], **more}


def count(*edges, on=None):
    on = on or sheet()
    rows_ = [{"child": child, "parent": parent, "confidence": "low"} for child, parent in edges]
    (found,) = origins.counts(origins.answered(rows({"edges": rows_}, on), on), on)
    return found.texts, found.fewest, found.most


def test_ten_copies_of_one_report_are_one_witness():
    assert (3, 1, 1) == count(("Aa", "memcon"), ("Bo", "Aa"), ("Cu", "Bo"))


def test_two_documents_are_two():
    assert (3, 2, 2) == count(("Aa", "memcon"), ("Bo", "Aa"), ("Cu", "Bo"), ("Cu", "notes"))


def test_texts_that_nobody_traced_may_be_one_or_many():
    assert (3, 1, 3) == count()
    assert (3, 1, 3) == count(("Aa", "unseen"), ("Bo", "unseen"), ("Cu", "memcon"))


def test_a_text_without_words_at_the_locus_is_not_counted():
    here = sheet()
    here["items"][0]["cells"]["v1"]["status"] = "not_seen"

    assert (2, 1, 2) == count(on=here)


def test_what_the_sheet_gives_of_an_agency_counts():
    here = sheet()
    here["items"][0] |= {"given": "quotes the record", "documents": ["memcon"]}

    assert (3, 1, 1) == count(("Bo", "Aa"), ("Cu", "Aa"), on=here)


@pytest.mark.parametrize(
    ("edges", "nodes", "found"),
    [
        ([("b", "a"), ("c", "b")], ["b", "c"], {"a"}),
        ([("c", "a"), ("c", "b")], ["c"], {"a", "b"}),
        ([], ["x"], {"x"}),
        ([("a", "b"), ("b", "a")], ["a"], set()),
    ],
)
def test_ends_of_the_ways_up(edges, nodes, found):
    assert found == ends(edges, nodes)


def test_the_key_has_fewer_origins_than_a_blank_tree():
    given, gold = practice("stemma")
    blank = origins.counts(origins.given_edges(given), given)
    editors = origins.counts(origins.editors(given, gold), given)

    assert all(b.most > e.most for b, e in zip(blank, editors, strict=True))
    assert {locus["id"] for locus in given["loci"]} == {c.locus for c in editors}


def test_the_view_draws_every_sound_row_and_says_it_in_words():
    given, _ = practice("stemma")
    answer = read(solution("stemma"))
    steps = sum(len(found) for found in rows(answer, given).values())

    html = task("stemma").picture(answer, given)._repr_html_()

    assert steps + len(origins.given_edges(given)) == html.count("<li>")
    assert html.count("<rect") > len(origins.carriers(given, "v1"))
