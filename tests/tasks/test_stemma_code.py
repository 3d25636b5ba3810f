"""The exercise stemma_code: the trees can be found, in any class, and each misunderstanding is told by its own code."""

import hashlib
import re

import pytest

from quellenkritik.specimens.copies import LOST, ORIGINAL, Plan, tradition
from quellenkritik.specimens.stream import Stream
from quellenkritik.tasks import draw, stemma_code_score, stemma_code_sheet
from quellenkritik.tasks.stemma_code import TASK
from tests.support import ROOT
from tests.tasks import graders

BANK = graders.bank("stemma_code")
REFERENCE = (ROOT / "solutions" / "narrative" / "stemma_code.reference.py").read_text(encoding="utf-8")
SHEET, GOLD = TASK.draw(BANK, draw.PRACTICE_SEED)
SEEDS = [hashlib.sha256(b"class %d" % n).digest()[:16] for n in range(40)]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.hex()[:4])
def test_the_reference_finds_every_tree_of_any_class(seed):
    """It reads the table alone: nothing that a student has not."""
    _, gold = TASK.draw(BANK, seed)
    found = TASK.score(TASK.answer_of(REFERENCE, gold), SHEET, gold)

    assert (3.0, ()) == (found.points, found.codes)


def test_the_reference_imports_nothing():
    assert [] == re.findall(r"^(?:from|import) ", REFERENCE, flags=re.MULTILINE)


@pytest.mark.parametrize("plan", BANK["items"], ids=lambda plan: plan["id"])
def test_a_tradition_is_what_its_plan_says(plan):
    for number in range(20):
        table, parents = tradition(
            Stream(b"x%d" % number, plan["id"]),
            Plan(plan["texts"], plan["mixed"], plan["gaps"], plan["twins"]),
        )
        names = [text["name"] for text in table["texts"]]
        place = {name: n for n, name in enumerate(names)} | {ORIGINAL: -1}

        assert plan["texts"] == len(names) == len(set(names))
        assert list(parents) == names
        assert plan["mixed"] >= sum(len(found) == 2 for found in parents.values())
        assert all(place[p] < place[child] for child, found in parents.items() for p in found)
        assert {len(table["loci"])} == {len(text["readings"]) for text in table["texts"]}
        lost = sum(r == LOST for text in table["texts"] for r in text["readings"].values())
        assert (plan["gaps"] > 0) == (lost > 0)


def test_mixed_texts_are_among_the_calls_of_every_class():
    for seed in SEEDS[:10]:
        _, gold = TASK.draw(BANK, seed)
        trees = [key["parents"] for key in gold["items"].values() if "parents" in key]
        assert stemma_code_sheet.UNSEEN == len(trees)
        assert any(len(found) == 2 for tree in trees for found in tree.values())


def test_no_tradition_of_a_class_is_an_example_or_that_of_another_class():
    def tables(calls):
        return {str(call["arguments"]) for call in calls}

    shown = tables(SHEET["items"])
    classes = [tables(TASK.draw(BANK, seed)[1]["calls"]) for seed in SEEDS[:5]]

    assert all(not shown & found for found in classes)
    assert sum(map(len, classes)) == len(set.union(*classes))


def test_what_is_called_says_nothing_about_the_tree():
    for call in GOLD["calls"]:
        assert {"id", "function", "arguments"} == set(call)
        if call["function"] == "propose_parents":
            (table,) = call["arguments"]
            assert {"loci", "texts"} == set(table)
            assert all({"name", "day", "readings"} == set(text) for text in table["texts"])


@pytest.mark.parametrize(
    ("a", "b", "value", "silence"),
    [
        ({"v1": "0", "v2": "1"}, {"v1": "0", "v2": "1"}, 0.0, 0.0),
        ({"v1": "0", "v2": "1"}, {"v1": "0", "v2": "2"}, 0.5, 0.5),
        ({"v1": "0", "v2": ""}, {"v1": "0", "v2": "2"}, 0.0, 0.5),
        ({"v1": "", "v2": ""}, {"v1": "0", "v2": "2"}, 0.0, 1.0),
    ],
)
def test_the_right_distance(a, b, value, silence):
    assert {"value": value, "silence_counted": silence} == stemma_code_sheet.values(a, b)


@pytest.mark.parametrize(
    ("returned", "fits"),
    [("0", True), ("1.0", True), ("0.333333333333333314829616256247", True), ("1.01", False), ("-0.1", False),
     ("nan", False), ("inf", False), ("", False), (["0"], False)],
)  # fmt: skip
def test_what_a_distance_is(returned, fits):
    assert fits == (TASK.misshapen("distance", returned) is None)


@pytest.mark.parametrize(
    ("returned", "fits"),
    [({"Ka": ["original"]}, True), ({"Ka": ["Zi", "Ru"]}, True), ({}, True), ({"Ka": []}, False), ({"Ka": "Zi"}, False),
     ({"Ka": ["Zi", "Zi"]}, False), ({"Ka": ["a", "b", "c"]}, False), ("Zi", False), ({"Ka": [["Zi"]]}, False),
     ({f"t{n}": [f"t{n - 1}"] for n in range(3000)}, False), ({"Ka": ["x" * 100]}, False), ({"x" * 100: ["Ka"]}, False)],
)  # fmt: skip
def test_what_parents_are(returned, fits):
    assert fits == (TASK.misshapen("propose_parents", returned) is None)


def test_one_right_parent_of_a_mixed_text_earns_its_part():
    """Replacing one wrong edge by a right one raises the share, whole trees and single steps alike."""
    key = {"s": {"parents": {"Aa": ["original"], "Bo": ["original"], "Cu": ["Aa", "Bo"]}}}
    shares = [
        stemma_code_score.trees({"s": {"Aa": ["original"], "Bo": ["original"], "Cu": found}}, key)
        for found in (["original"], ["Aa"], ["Aa", "Bo"])
    ]

    assert sorted(shares) == shares
    assert 1.0 == shares[-1]
    assert 3 == len(set(shares))


def test_a_distance_rounded_to_two_digits_is_right():
    keys = {"s": {"value": 1 / 3, "silence_counted": 0.9}}

    assert 1.0 == stemma_code_score.right_distances({"s": "0.33"}, keys)
    assert 0.0 == stemma_code_score.right_distances({"s": "0.34"}, keys)
