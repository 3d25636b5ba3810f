"""The exercise rules: what a program earns, that the reference is within reach, and what each misunderstanding is told."""

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quellenkritik as qk
from quellenkritik.errors import Mistake
from quellenkritik.specimens import layout, ocr, rounds, rules
from quellenkritik.specimens.stream import Stream
from quellenkritik.tasks import draw, function_check, rules_score, rules_sheet, try_out
from quellenkritik.tasks.functions import AGAIN, CALLS
from quellenkritik.tasks.rules import TASK
from tests.support import ROOT
from tests.tasks import graders

BANK = graders.bank("rules")
REFERENCE = (ROOT / "solutions" / "authenticity" / "rules.reference.py").read_text(encoding="utf-8")
SHEET, GOLD = TASK.draw(BANK, draw.PRACTICE_SEED)
SEEDS = [hashlib.sha256(b"class %d" % n).digest()[:16] for n in range(40)]


def result(program, gold=GOLD):
    return TASK.score(TASK.answer_of(program, gold), SHEET, gold)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.hex()[:4])
def test_the_reference_earns_everything_in_any_class(seed):
    """It reads the fields, the card and three helpers: nothing that a student has not."""
    _, gold = TASK.draw(BANK, seed)

    assert (3.0, ()) == ((found := result(REFERENCE, gold)).points, found.codes)


def test_the_reference_uses_nothing_but_the_helpers_of_the_notebook():
    imports = re.findall(r"^(?:from|import) (\S+)", REFERENCE, flags=re.MULTILINE)

    assert ["re", "datetime", "quellenkritik.specimens.periods"] == imports


@given(st.binary(min_size=16, max_size=16), st.integers(20, 60))
@settings(max_examples=60, deadline=None)
def test_a_machine_that_misreads_words_leaves_every_sign_where_it_is(seed, number):
    for one in rounds.make(seed, number):
        garbled = ocr.misread(one.paper, Stream(seed, one.slot))
        assert [(f.code, f.where) for f in rules.find(one.paper)] == [
            (f.code, f.where) for f in rules.find(garbled)
        ]


def test_the_key_is_what_the_checks_find():
    """The generator says what it altered, the checks what they see; a hidden paper has no sign beyond these."""
    for seed in SEEDS[:20]:
        _, gold = TASK.draw(BANK, seed)
        made = {
            (tuple(sorted({f.code for f in rules.find(one.paper)})))
            for number in rules_sheet.UNSEEN
            for one in rounds.make(seed, number)
        }
        assert made == {tuple(sorted(key["tells"])) for key in gold["items"].values()}


def test_no_paper_of_doctored_is_called_and_no_example_either():
    """The numbers of the rounds differ, so the same seed makes other papers."""
    doctored = graders.case("doctored").sheet["items"]
    seen = {layout.plain(layout.from_data(item["page"])) for item in doctored if "page" in item}
    shown = {_paper(item) for item in SHEET["items"]}

    assert not {_paper(call) for call in GOLD["calls"]} & (seen | shown)


def test_guessed_seeds_do_not_make_a_paper_of_a_class():
    guessed = [draw.PRACTICE_SEED, b"", bytes(16), b"rules", *(n.to_bytes(16, "big") for n in range(1, 15))]
    known = {_paper(call) for seed in guessed for call in TASK.draw(BANK, seed)[1]["calls"]}

    assert not known & {_paper(call) for seed in SEEDS[:5] for call in TASK.draw(BANK, seed)[1]["calls"]}


def _paper(call):
    return call["arguments"][0]["text"]


def test_what_is_called_says_nothing_about_the_key():
    """A call has a number, the function and the paper; each paper says that it is a facsimile, also in its text."""
    for call in GOLD["calls"]:
        assert {"id", "function", "arguments"} == set(call)
        (paper,) = call["arguments"]
        assert {"notice", "form", "fields", "text"} == set(paper)
        assert 2 <= paper["text"].count("TEACHING FACSIMILE")
    assert [f"s-{n:02d}" for n in range(1, 37)] == [call["id"] for call in GOLD["calls"]]


KEY = {
    "tells": {"two-tasks": ["participants"], "wrong-president": ["subject", "text"]},
    "also": {"wrong-length": ["text"]},
}


@pytest.mark.parametrize(
    ("returned", "signs", "places"),
    [
        ([], (0, 0, 2), (0, 0, 2)),
        ([["two-tasks", "participants"]], (1, 1, 2), (1, 1, 2)),
        ([["two-tasks", "text"]], (1, 1, 2), (0, 1, 2)),
        ([["two-tasks", "participants"], ["two-tasks", "text"]], (1, 1, 2), (1, 2, 2)),
        ([["two-tasks", "participants"], ["two-tasks", "participants"]], (1, 1, 2), (1, 1, 2)),
        ([["wrong-president", "subject"], ["wrong-president", "text"]], (1, 1, 2), (1, 1, 2)),
        ([["wrong-length", "text"]], (0, 0, 2), (0, 0, 2)),
        ([["no-such-code", "text"]], (0, 1, 2), (0, 1, 2)),
    ],
)
def test_findings_are_counted(returned, signs, places):
    """A sign that shows at several places counts once, one that follows from another neither counts nor harms."""
    found = rules_score.claims(returned)

    assert rules_score.Count(*signs) == rules_score.signs(found, KEY)
    assert rules_score.Count(*places) == rules_score.places(found, KEY)


@pytest.mark.parametrize(
    "returned",
    [
        "",
        "two-tasks",
        {"two-tasks": "text"},
        [["two-tasks"]],
        ["two-tasks"],
        [[["a"], "b"]],
        [["a", "b"]] * 61,
    ],
)
def test_another_shape_is_no_answer(returned):
    assert TASK.misshapen("find_anachronisms", returned)


def test_an_unanswered_paper_counts_as_one_on_which_nothing_was_found():
    answer = TASK.solution(SHEET, GOLD)
    altered = next(i for i, key in GOLD["items"].items() if key["tells"])
    answer[CALLS][altered] = {"failed": "raised"}
    answer[CALLS].pop(altered + AGAIN, None)
    found = TASK.score(answer, SHEET, GOLD)

    assert ("function-raises",) == found.codes
    assert found.points < 3.0


def test_the_public_examples_can_be_tried(capsys):
    sheet = qk.sheet("rules")
    namespace = {}
    exec(REFERENCE, namespace)  # our own program
    tried = qk.try_out("rules", namespace["find_anachronisms"], sheet)
    qk.check("rules", namespace["find_anachronisms"], sheet)

    assert 12 == len(tried.rows())
    assert {"yes"} == {right for *_, right in tried.rows()}, "also where a sign shows at several places"
    assert "2.00 of 2 points" in repr(tried)
    assert tried._repr_html_().count("<tr>") == 13
    assert "complete and in order" in capsys.readouterr().out


def test_trying_out_something_else_is_told_kindly():
    with pytest.raises(Mistake, match="an exercise that asks for a function"):
        try_out.on_examples("pivot", len, {})


@pytest.mark.parametrize(
    ("answer", "came"),
    [
        ("", "nothing"),
        (TASK.skeleton, "nothing"),
        ("def find_anachronisms(specimen", "not Python"),
        ("def other(specimen):\n    return []", "nothing"),
        ("def find_anachronisms():\n    return []", "0 parameters"),
        (len, "nothing"),
    ],
)
def test_the_form_of_a_program_is_checked_without_running_its_text(answer, came):
    assert came in function_check.problems(TASK, answer, SHEET)[0].came


@pytest.mark.parametrize(
    ("returned", "came"),
    [("return None", "another shape"), ("return object()", "no plain data"), ("return 1 / 0", "an error")],
)
def test_a_function_is_checked_on_the_examples(returned, came):
    namespace = {}
    exec(f"def find_anachronisms(specimen):\n    {returned}", namespace)  # our own program
    (problem,) = function_check.problems(TASK, namespace["find_anachronisms"], SHEET)

    assert came in problem.came


@pytest.mark.parametrize("program", TASK.programs().values(), ids=TASK.programs())
def test_a_thoughtless_program_earns_nothing_and_the_same_in_every_class(program):
    assert [0.0] * 3 == [result(program, TASK.draw(BANK, seed)[1]).points for seed in SEEDS[:3]]


def test_the_sheet_is_shown_with_its_examples():
    shown = TASK.show(SHEET)

    assert 12 == shown.count("<details>")
    assert all(line["code"] in shown for line in SHEET["card"])
    assert Path(ROOT / "book" / "authenticity" / "rules.md").is_file()
