"""The exercise stemma: draw, form, score, and what thoughtless or mistaken answers earn."""

from __future__ import annotations

import hashlib
import json
import random
import statistics

import pytest
import yaml

from quellenkritik import register
from quellenkritik.tasks import stemma_score as scored
from quellenkritik.tasks.draw import PRACTICE_SEED
from quellenkritik.tasks.stemma import TASK
from tests.support import ROOT
from tests.tasks import stemma_answers as make

BANK = yaml.safe_load((ROOT / "solutions/narrative/stemma.gold.yml").read_text(encoding="utf-8"))
SEEDS = [PRACTICE_SEED, *(hashlib.sha256(bytes([n])).digest()[:16] for n in range(7))]
DRAWN = {seed: TASK.draw(BANK, seed) for seed in SEEDS}
SHEET, GOLD = DRAWN[PRACTICE_SEED]


def points(answer, sheet=SHEET, gold=GOLD):
    return {c.id: c.points for c in TASK.score(answer, sheet, gold).criteria}


def codes(answer, sheet=SHEET, gold=GOLD):
    return TASK.score(answer, sheet, gold).codes


def child_of(name):
    """Return a child, its only scored parent that has this name, and a locus that shows it."""
    parent = make.named(SHEET, name)
    for child, parents in GOLD["parents"].items():
        for p in parents:
            if p["scored"] and p["parent"] == parent and p["loci"] and not p["credit"]:
                return child, parent, p["loci"][0]
    raise AssertionError(f"no child of {name} on the practice sheet")


# The sheet


@pytest.mark.parametrize("seed", SEEDS)
def test_sheet_has_the_pinned_numbers(seed):
    """Sixteen texts with the four agencies, twelve cells, at least eleven scored steps: whatever the class."""
    sheet, gold = DRAWN[seed]
    kinds = [item["kind"] for item in sheet["items"]]

    assert [16, 12] == [kinds.count("witness"), kinds.count("reading")]
    assert 13 == len(scored.child_ids(sheet))
    assert {"RIA Novosti", "TASS in Russian", "TASS in English", "RT (a copy)"} <= {
        item["name"] for item in sheet["items"] if item["kind"] == "witness"
    }
    assert 11 <= len(scored.sure_edges(gold))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_scored_step_can_be_proved_from_the_sheet(seed):
    """Gold only where the evidence is in the student's hands: a credit line, or words of both at a locus of the key."""
    sheet, gold = DRAWN[seed]
    rows = {(r["child"], r["parent"]): r for r in TASK.solution(sheet, gold)["edges"]}

    assert {} == {e: rows.get(e) for e in scored.sure_edges(gold) if not rows.get(e, {}).get("quotes")}


def test_both_kinds_of_silence_are_asked():
    asked = {key["classes"][0] for key in GOLD["readings"].values()}

    assert {"absent", "not_seen"} <= asked


def test_sheet_tells_neither_sources_nor_key():
    """No id of the register stands on a sheet, and an asked cell without words does not say which silence it is."""
    text = json.dumps(SHEET)
    cells = {i["id"]: i["cells"] for i in SHEET["items"] if i["kind"] == "witness"}
    silent = [r for r in SHEET["items"] if r["kind"] == "reading" and not r["quotes"]]

    assert "W-" not in text and "parents" not in text and "secondary" not in text and "(for:" not in text
    assert ["asked"] * 3 == [cells[r["witness"]][r["locus"]]["status"] for r in silent]


def test_another_class_has_other_sigla():
    one, other = (set(scored.witness_ids(DRAWN[seed][0])) for seed in SEEDS[:2])

    assert len(one & other) <= 6


def test_bank_shows_what_the_register_has():
    """The cells of the bank are those of the register: the same quotations, the same silence."""
    here = register.load()
    for item in (i for i in BANK["items"] if i["kind"] == "witness"):
        cells = here.source(item["given"]["source"]).cells
        for locus, cell in item["given"]["cells"].items():
            known = cells.get(locus)
            shown = (
                [q if isinstance(q, str) else q["quote"] for q in cell] if isinstance(cell, list) else cell
            )
            if isinstance(cell, list):
                assert known is not None and list(known.quotes) == shown, f"{item['id']} {locus}"
            elif isinstance(cell, str):
                assert known is None or str(known.reading) == cell, f"{item['id']} {locus}"


# What answers earn


@pytest.mark.parametrize("seed", SEEDS)
def test_solution_earns_everything(seed):
    sheet, gold = DRAWN[seed]
    answer = TASK.solution(sheet, gold)

    assert {"readings": 3.0, "edges": 6.0} == points(answer, sheet, gold)
    assert [] == TASK.check(answer, sheet)
    assert () == codes(answer, sheet, gold)


@pytest.mark.parametrize(
    "answer", ["", "text", [], {}, {"edges": "x", "v1": []}, {"edges": [[], "", {"child": ["Ke"]}]}]
)
def test_empty_and_broken_answers_earn_nothing(answer):
    assert {"readings": 0.0, "edges": 0.0} == points(answer)


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_thoughtless_answers_earn_nothing(seed):
    sheet, gold = DRAWN[seed]

    earned = {name: TASK.score(answer, sheet, gold).points for name, answer in TASK.blind(sheet).items()}

    assert dict.fromkeys(earned, 0.0) == earned
    assert {"star-memcon", "star-notes"} <= set(earned)


def test_a_star_has_no_step_right_even_before_the_correction():
    result = TASK.score(TASK.blind(SHEET)["star-memcon"], SHEET, GOLD)

    assert 0.0 == result.criteria[1].raw


def test_lots_earn_nothing():
    source = random.Random(2000)
    earned = [TASK.score(make.at_random(SHEET, source), SHEET, GOLD).points for _ in range(60)]

    assert statistics.mean(earned) <= 0.05 * 9


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_two_families_are_not_enough(seed):
    """Whoever sees the families, proves it, and hangs everything on their heads has less than half of the tree."""
    sheet, gold = DRAWN[seed]

    assert 0.5 <= points(make.two_families(sheet, gold), sheet, gold)["edges"] <= 3.0


def test_a_neighbours_sheet_is_worth_nothing():
    """The answer of another class earns nothing, for its sigla are others."""
    other = make.solved(*DRAWN[SEEDS[1]])

    assert {"readings": 0.0, "edges": 0.0} == points(other)


def test_parents_without_proof_earn_nothing():
    """All parents right and no proof: a quarter each, less than the best thoughtless answer."""
    answer = make.solved(SHEET, GOLD)
    for row in answer["edges"]:
        row.update(ground="", locus="", quotes=[])

    assert 0.0 == points(answer)["edges"]


def test_proof_at_a_wrong_locus_earns_nothing():
    """Right parents, real quotations, but at a place where everybody has the record's words."""
    answer = make.solved(SHEET, GOLD)
    answer["edges"] = [
        make.step(SHEET, r["child"], r["parent"], "v6") | {"locus": "v5"} for r in answer["edges"]
    ]

    assert 0.0 == points(answer)["edges"]


def test_a_mark_of_the_whole_family_is_half_a_proof():
    """What the parent's own parent has as well does not choose between the two."""
    ria, family = make.named(SHEET, "RIA Novosti"), scored.ancestors(scored.sure_edges(GOLD))
    child, parent = next(
        (c, p)
        for c, p in scored.sure_edges(GOLD)
        if (p, ria) in family
        and GOLD["classes"][c].get("v3") == GOLD["classes"][p].get("v3") == "talbott-translator"
    )
    row = scored.rows({"edges": [make.step(SHEET, child, parent, "v3")]}, SHEET)[child][0]

    assert 0.5 == scored.judge(row, SHEET, GOLD).value


def test_a_false_certainty_costs_more_than_a_gap():
    child, _, _ = child_of("TASS in English")
    wrong = make.step(SHEET, child, make.named(SHEET, "RIA Novosti"), "v1", confidence="certain")
    full = make.solved(SHEET, GOLD)
    gap = points(make.with_parent(full, child))["edges"]

    assert points(make.with_parent(full, child, wrong))["edges"] < gap
    assert points(make.with_parent(full, child, {**wrong, "confidence": "low"}))["edges"] == gap


def test_a_wrong_second_parent_halves_a_step():
    child, parent, locus = child_of("TASS in English")
    right = make.step(SHEET, child, parent, locus)
    wrong = make.step(SHEET, child, make.named(SHEET, "RIA Novosti"), "v1", confidence="low")
    rows = scored.rows({"edges": [right, wrong]}, SHEET)[child]

    assert 0.5 == scored.child_value(rows, SHEET, GOLD, child)


def test_neutral_parents_neither_earn_nor_cost():
    """A step that the key leaves open changes nothing, whatever is said about it."""
    child = next(c for c in scored.child_ids(SHEET) if not any(p["scored"] for p in GOLD["parents"][c]))
    answer = make.with_parent(make.solved(SHEET, GOLD), child, {"child": child, "parent": "undetermined"})

    assert 6.0 == points(answer)["edges"]


def test_three_parents_count_as_no_answer():
    child, parent, locus = child_of("TASS in English")
    others = [{"child": child, "parent": p} for p in ("memcon", "notes")]

    assert {} == scored.rows({"edges": [make.step(SHEET, child, parent, locus), *others]}, SHEET)


def test_repairing_an_answer_never_lowers_it():
    """From an answer by lot to the solution, child by child and cell by cell: the points never go down."""
    source = random.Random(4)
    answer, full = make.at_random(SHEET, source), make.solved(SHEET, GOLD)
    last = points(answer)
    for child in scored.child_ids(SHEET):
        answer = make.with_parent(answer, child, *(r for r in full["edges"] if r["child"] == child))
        now = points(answer)
        assert last["edges"] <= now["edges"]
        last = now
    for locus in (name for name in full if name != "edges"):
        for cell in full[locus]:
            answer[locus][cell] = full[locus][cell]
            now = points(answer)
            assert last["readings"] <= now["readings"]
            last = now

    assert {"readings": 3.0, "edges": 6.0} == last


def test_order_and_white_space_do_not_matter():
    answer = make.solved(SHEET, GOLD)
    turned = {name: answer[name] for name in reversed(list(answer))}
    turned["edges"] = [
        {k: f" {v} " if isinstance(v, str) else v for k, v in r.items()} for r in reversed(answer["edges"])
    ]

    assert points(answer) == points(turned)


# Misconceptions


def test_a_cut_taken_for_silence():
    answer = make.solved(SHEET, GOLD)
    ident, key = next((i, k) for i, k in GOLD["readings"].items() if k["classes"] == ["not_seen"])
    answer[key["locus"]][ident]["class"] = "absent"

    assert ("cut-is-absence",) == codes(answer)


@pytest.mark.parametrize(("ground", "code"), [("likeness", "likeness"), ("earlier", "date-order")])
def test_grounds_that_prove_nothing(ground, code):
    child, parent, locus = child_of("TASS in English")
    answer = make.with_parent(
        make.solved(SHEET, GOLD), child, make.step(SHEET, child, parent, locus, ground=ground)
    )

    assert (code,) == codes(answer)


def test_words_of_the_record_are_taken_for_a_link():
    """Child and parent both keep "sensitive": that is likeness."""
    tass = make.named(SHEET, "TASS in English")
    child = next(c for c in scored.child_ids(SHEET) if GOLD["classes"][c].get("v1") == "sensitive")
    row = make.step(SHEET, child, tass, "v1")

    assert "likeness" in codes({"edges": [row]})


def test_an_added_only_is_taken_for_a_link():
    """Three pages add "only" to the successors; none has it from another."""
    adders = [
        c
        for c, cells in GOLD["classes"].items()
        if cells.get("v2") in ("our-successors-only", "successors-exclusively")
    ]
    only = next(c for c in adders if GOLD["classes"][c]["v2"] == "our-successors-only")
    other = next(c for c in adders if c != only)

    assert "polygenesis" in codes({"edges": [make.step(SHEET, only, other, "v2")]})


def test_a_mixed_text_with_one_parent():
    """Al Mayadeen has the frame of RIA and words of the record."""
    answer = make.solved(SHEET, GOLD)
    child = next(r["child"] for r in answer["edges"] if r["parent"] == "memcon")
    answer["edges"] = [r for r in answer["edges"] if r["parent"] != "memcon"]

    assert 2 == len([p for p in GOLD["parents"][child] if p["parent"] != "unseen"])
    assert ("one-parent",) == codes(answer)


def test_a_link_that_is_left_out():
    assert "skipped-link" in codes(make.two_families(SHEET, GOLD))


def test_everybody_from_the_documents():
    assert {"star", "date-order"} <= set(codes(TASK.blind(SHEET)["star-memcon"]))


def test_every_code_is_reached_by_a_test_above():
    """Each misconception of the exercise has its own code, and no code is raised that has no text."""
    known = {m.code for m in TASK.misconceptions}

    assert known == {
        "likeness", "date-order", "star", "polygenesis", "one-parent", "skipped-link", "cut-is-absence",
    }  # fmt: skip


# The formal check


def test_check_names_a_step_whose_quotations_do_not_show_it():
    child, parent, locus = child_of("TASS in English")
    row = make.step(SHEET, child, parent, locus) | {"quotes": []}
    found = [str(p.where) for p in TASK.check({**make.solved(SHEET, GOLD), "edges": [row]}, SHEET)]

    assert ["edges row 1, quotes", "edges row 1, quotes"] == found


def test_check_names_a_circle_and_too_many_parents():
    one, other = scored.child_ids(SHEET)[:2]
    rows = [
        {"child": one, "parent": other, "confidence": "low"},
        {"child": other, "parent": one, "confidence": "low"},
        {"child": one, "parent": "memcon"},
        {"child": one, "parent": "notes"},
    ]
    found = {(p.where, p.came) for p in TASK.check({**make.solved(SHEET, GOLD), "edges": rows}, SHEET)}

    assert {(f"edges, {one}", "3 rows"), ("edges", "a circle: a text would descend from itself")} <= found


def test_page_shows_every_cell_and_the_asked_ids():
    page = TASK.show(SHEET)

    assert all(i["id"] in page for i in SHEET["items"])
    assert 'dir="rtl"' in page
