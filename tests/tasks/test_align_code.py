"""The exercise align_code: the generator's promises, a reference within reach, and what each misunderstanding is told."""

import hashlib
import re
import subprocess
import sys

import pytest

from quellenkritik.tasks import align_code_made as made
from quellenkritik.tasks import align_code_score as scored
from quellenkritik.tasks import draw
from quellenkritik.tasks.align_code import TASK
from tests.support import ROOT
from tests.tasks import graders

BANK = graders.bank("align_code")
REFERENCE = (ROOT / "solutions" / "translation" / "align_code.reference.py").read_text(encoding="utf-8")
SHEET, GOLD = TASK.draw(BANK, draw.PRACTICE_SEED)
SEEDS = [hashlib.sha256(b"class %d" % n).digest()[:16] for n in range(8)]
LINE = "if shared(source, target, lexicon) >= 2"


def result(program, gold=GOLD):
    return TASK.score(TASK.answer_of(program, gold), SHEET, gold)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.hex()[:4])
def test_the_reference_earns_everything_in_any_class(seed):
    _, gold = TASK.draw(BANK, seed)

    assert (3.0, ()) == ((found := result(REFERENCE, gold)).points, found.codes)


def test_the_reference_needs_nothing_but_python():
    assert [] == re.findall(r"^(?:from|import) ", REFERENCE, flags=re.MULTILINE)


@pytest.mark.parametrize("seed", SEEDS[:6], ids=lambda seed: seed.hex()[:4])
def test_every_pair_keeps_the_promises_that_the_notebook_makes(seed):
    for number in range(20):
        pair = made.make(seed, f"try/{number}")
        forms = [form for several in pair.lexicon.values() for form in several]
        assert made.keeps_its_promises(pair)
        assert not [(a, b) for a in forms for b in forms if a != b and a.startswith(b)]
        assert all(set(clause) & set(made.COMMON) for clause in pair.source)


def test_the_pairs_of_a_class_hold_every_fate():
    pairs = [made.make(SEEDS[0], f"unseen/{n}") for n in range(1, 25)]
    counts = {"split": 0, "merged": 0, "left out": 0, "put in": 0, "moved": 0}
    for pair in pairs:
        sources, targets = [i for i, _ in pair.links], [j for _, j in pair.links]
        counts["split"] += len(sources) - len(set(sources))
        counts["merged"] += len(targets) - len(set(targets))
        counts["left out"] += len(pair.source) - len(set(sources))
        counts["put in"] += len(pair.target) - len(set(targets))
        counts["moved"] += pair.links != sorted(pair.links, key=lambda link: (link[1], link[0]))

    assert all(count >= 5 for count in counts.values()), counts


def test_guessed_seeds_do_not_make_a_pair_of_a_class_and_no_example_is_called():
    guessed = [draw.PRACTICE_SEED, b"", bytes(16), *(n.to_bytes(16, "big") for n in range(1, 8))]
    known = {str(c["arguments"]) for seed in guessed for c in TASK.draw(BANK, seed)[1]["calls"]}
    known |= {str(item["arguments"]) for item in SHEET["items"]}

    assert not known & {str(c["arguments"]) for s in SEEDS[:4] for c in TASK.draw(BANK, s)[1]["calls"]}


BEST = "max(range(len(target_clauses)), key=lambda k: shared(source, target_clauses[k], lexicon))"
FIRST = (
    "not any(shared(source, other, lexicon) >= 2 for other in target_clauses[:j])"
    " and not any(shared(other, target, lexicon) >= 2 for other in source_clauses[:i])"
)
CHANGES = {
    "place-by-place": {LINE: "if i == j"},
    "only-exact-forms": {"word.startswith(form)": "word == form"},
    "common-words": {" - COMMON": "", ">= 2": ">= 1"},
    "additions-invisible": {">= 2": ">= 1"},
    "omissions-invisible": {LINE: f"{LINE} or j == {BEST}"},
    "one-to-one": {LINE: f"{LINE} and {FIRST}"},
}


@pytest.mark.parametrize("code", CHANGES)
def test_misunderstanding_gets_its_code(code):
    program = REFERENCE
    for old, new in CHANGES[code].items():
        assert old in program
        program = program.replace(old, new)

    assert code in result(program).codes


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == set(CHANGES)


def test_an_honest_near_miss_is_told_of_no_misunderstanding():
    assert () == result(REFERENCE.replace(">= 2", ">= 3")).codes


def test_numbers_that_name_no_clause_are_left_out():
    key = {"links": [[0, 0]], "lengths": [1, 2], "weak": [], "tempting": []}

    assert {(0, 0)} == scored.links_of([["0", "0"], ["0", "7"], ["x", "0"], "junk"], key)
    assert {("target", 1)} == scored.gaps({(0, 0)}, key)


def test_the_sheet_shows_the_examples_and_escapes_them():
    html = TASK.show(SHEET)

    assert all(item["id"] in html for item in SHEET["items"])
    assert "<script" not in html


def test_the_generator_stays_out_of_a_students_task():
    """The module that knows what makes a link is loaded when a sheet is drawn, and not before."""
    code = (
        "import sys; from quellenkritik.tasks import task; task('align_code');"
        "print('quellenkritik.tasks.align_code_made' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.strip()
