"""The exercise limits: the draw, the bands, the interval, the evidence, alternatives, each misunderstanding."""

import copy
import random
import re
import statistics
from collections import Counter
from html import escape

import pytest

from quellenkritik.register import load
from quellenkritik.register.tongues import marked
from quellenkritik.tasks import limits_score as scored
from quellenkritik.tasks import limits_words as w
from quellenkritik.tasks.given import Given
from quellenkritik.tasks.limits import TASK
from quellenkritik.text import tokens
from tests.support import ROOT
from tests.tasks import graders

BANK = graders.bank("limits")
WHOLE = graders.Case(TASK, BANK, *TASK.draw({**BANK, "size": len(BANK["items"])}, b"whole"))
each_seed = pytest.mark.parametrize("seed", graders.SEEDS, ids=lambda seed: seed.decode())


def _changed(one, change):
    """Return the solution with each entry changed by a function of item and key."""
    answer = copy.deepcopy(one.solution)
    for item in one.sheet["items"]:
        answer["items"][item["id"]].update(change(item, one.gold["items"][item["id"]]) or {})
    return answer


def _result(one, answer):
    return TASK.score(answer, one.sheet, one.gold)


def _raw(one, answer):
    return {c.id: c.raw for c in _result(one, answer).criteria}


# --- the draw and the bank -----------------------------------------------------------------------------------------


@each_seed
def test_sheet_has_six_statements_of_each_step(seed):
    keys = graders.case("limits", seed).gold["items"].values()

    assert dict.fromkeys(w.STEPS, 6) == Counter(key["step"] for key in keys)


@each_seed
def test_sheet_has_places_for_every_misunderstanding(seed):
    one = graders.case("limits", seed)
    traps = Counter(key["trap"] for key in one.gold["items"].values())

    for traps_of_code, _ in scored._SIGNS.values():
        assert scored.FEW <= sum(traps[name] for name in traps_of_code)


def test_bank_keeps_evidence_in_the_students_hands():
    """Rule 4: what carries a step is a quotation of the statement's own record; the step none has no evidence."""
    known = scored.locators(WHOLE.sheet)
    for item in WHOLE.sheet["items"]:
        key = WHOLE.gold["items"][item["id"]]
        assert {*key["locator"], *key["accept"]["locator"]} <= known[item["record"]]
        assert bool(key["locator"]) == (key["step"] != "none")


def test_words_in_quotation_marks_stand_in_the_record():
    """No statement puts words into anybody's mouth: they are words of a quotation or of its gloss."""
    records = {record["id"]: record["quotes"] for record in WHOLE.sheet["records"]}
    for item in WHOLE.sheet["items"]:
        for words in re.findall("\u201c(.*?)\u201d", item["statement"]):
            wanted = tokens(words.casefold())
            texts = [
                tokens(q[name].casefold()) for q in records[item["record"]] for name in ("text", "gloss")
            ]
            assert any(wanted == t[i : i + len(wanted)] for t in texts for i in range(len(t))), words


def test_every_foreign_quotation_has_a_gloss():
    quotes = [quote for record in WHOLE.sheet["records"] for quote in record["quotes"]]

    assert all(quote["gloss"] for quote in quotes if quote["lang"] != "en")


def test_same_statement_cannot_be_judged_by_its_look_alone():
    """Denials, wishes and quotation marks stand at several steps each."""
    looks = {
        "denial": r"\bnot\b|nobody|neither",
        "wish": r"\b(meant|wanted|planned|wished|wish)\b",
        "marks": "\u201c",
    }
    for pattern in looks.values():
        steps = Counter(
            i["gold"]["step"] for i in BANK["items"] if re.search(pattern, i["given"]["statement"])
        )
        assert len(steps) >= 4
        assert max(steps.values()) <= 0.6 * sum(steps.values())


# --- the agreement -------------------------------------------------------------------------------------------------


def test_bands_on_the_page_are_those_of_the_grader():
    page = (ROOT / "book/authenticity/limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (0\.\d+) \| (all|\d+ %) \|$", page, re.MULTILINE)

    assert [(least, 1.0 if share == "all" else int(share[:-2]) / 100) for least, share in rows] == [
        (f"{least:.2f}" if round(least, 2) == least else f"{least:g}", share) for least, share in w.BANDS
    ]


@pytest.mark.parametrize(
    ("value", "share"),
    [(1.0, 1.0), (0.98, 1.0), (0.9799, 0.8), (0.8, 0.4), (0.667, 0.2), (0.666, 0.0), (-0.4, 0.0)],
)
def test_band_begins_at_its_least_value(value, share):
    assert share == scored.banded(value)


def test_interval_is_shown_and_holds_alpha():
    one = graders.case("limits")
    answer = _changed(one, lambda item, key: {"step": "gist"} if key["step"] == "wording" else None)
    units = scored.pairs(scored.coded(answer, one.sheet), one.gold["items"])
    value, low, high = scored.agreement(units)
    told = _result(one, answer).criteria[0].notes["agreement"]

    assert -1.0 <= low < value < high <= 1.0
    assert all(f"{figure:.2f}" in told for figure in (value, low, high))
    assert "agreement" in TASK.told


def test_note_of_the_agreement_names_no_statement_and_no_quotation():
    one = graders.case("limits")
    told = _result(one, _changed(one, lambda item, key: {"step": "gist"})).criteria[0].notes["agreement"]

    assert not graders.LOCATOR.search(told)
    assert not any(item["id"] in told for item in one.sheet["items"])


def test_one_step_off_costs_less_than_four():
    one = graders.case("limits")
    ids = [i for i, key in one.gold["items"].items() if key["step"] == "intention"][:3]
    near = _changed(one, lambda item, key: {"step": "wording"} if item["id"] in ids else None)
    far = _changed(one, lambda item, key: {"step": "meeting"} if item["id"] in ids else None)

    assert _raw(one, far)["step"] < _raw(one, near)["step"]


def test_leaving_out_does_not_raise_the_agreement():
    """A statement without an answer counts as the step furthest from the key."""
    one = graders.case("limits")
    answer = copy.deepcopy(one.solution)
    for ident in list(answer["items"])[12:]:
        del answer["items"][ident]

    assert _raw(one, answer)["step"] == 0.0
    assert _raw(one, answer)["evidence"] == pytest.approx(12 / 36)


def test_a_coder_with_noise_lands_in_a_band_and_not_at_the_top():
    """One step in five by chance: full marks are the exception, and so is nothing."""
    one, rnd, shares = graders.case("limits"), random.Random(1), []
    for _ in range(200):
        noisy = _changed(
            one, lambda item, key: {"step": rnd.choice(list(w.STEPS))} if rnd.random() < 0.2 else None
        )
        shares.append(_raw(one, noisy)["step"])

    assert 0.2 <= statistics.mean(shares) <= 0.8
    assert sum(share == 1.0 for share in shares) <= 20


def test_alpha_does_not_depend_on_the_order_of_the_answers():
    one = graders.case("limits")
    answer = _changed(one, lambda item, key: {"step": "topic"} if key["step"] == "gist" else None)
    turned = {"items": dict(reversed(answer["items"].items()))}

    assert _raw(one, answer) == _raw(one, turned)


# --- the evidence --------------------------------------------------------------------------------------------------


def test_step_without_its_quotation_counts_for_the_agreement_only():
    one = graders.case("limits")
    bare = _changed(one, lambda item, key: {"locator": ""})
    nones = sum(key["step"] == "none" for key in one.gold["items"].values())

    assert _raw(one, bare) == {"step": 1.0, "evidence": pytest.approx(nones / 36)}


def test_quotation_of_another_record_carries_nothing():
    one = graders.case("limits")
    other = {
        r["id"]: next(q["id"] for o in one.sheet["records"] if o is not r for q in o["quotes"])
        for r in one.sheet["records"]
    }
    answer = _changed(one, lambda item, key: {"locator": other[item["record"]]})
    nones = sum(key["step"] == "none" for key in one.gold["items"].values())

    assert _raw(one, answer)["evidence"] == pytest.approx(nones / 36)


def test_head_of_a_record_does_not_carry_what_was_said():
    one = graders.case("limits")
    first = {r["id"]: r["quotes"][0]["id"] for r in one.sheet["records"]}
    answer = _changed(one, lambda item, key: {"locator": first[item["record"]]})

    assert _raw(one, answer)["evidence"] < 0.5


def _alternatives():
    """Yield every accepted alternative of the bank: the item's place and the entry that takes it."""
    solution = WHOLE.solution["items"]
    for ident, key in WHOLE.gold["items"].items():
        for name in key["accept"]["step"]:
            for locator in (*key["locator"], *key["accept"]["locator"]) or ("none",):
                yield pytest.param(ident, {"step": name, "locator": locator}, id=f"{ident}-{name}-{locator}")
        for locator in key["locator"][1:]:
            yield pytest.param(ident, {**solution[ident], "locator": locator}, id=f"{ident}-{locator}")


@pytest.mark.parametrize(("ident", "entry"), list(_alternatives()))
def test_accepted_alternative_is_accepted(ident, entry):
    answer = copy.deepcopy(WHOLE.solution)
    answer["items"][ident] = entry

    assert _raw(WHOLE, answer) == {"step": 1.0, "evidence": 1.0}


def test_what_carries_an_accepted_step_only_does_not_carry_the_key():
    """Where the meeting is accepted for the topic, the head of the record carries the meeting and no topic."""
    narrow = {i: k for i, k in WHOLE.gold["items"].items() if k["accept"]["locator"]}
    answer = copy.deepcopy(WHOLE.solution)
    for ident, key in narrow.items():
        answer["items"][ident]["locator"] = key["accept"]["locator"][0]

    assert narrow
    assert _raw(WHOLE, answer) == {
        "step": 1.0,
        "evidence": pytest.approx(1 - len(narrow) / len(BANK["items"])),
    }


# --- misunderstandings ---------------------------------------------------------------------------------------------


def _at(*traps):
    """Return a change that puts the step at the places of these traps and leaves all others right."""
    return lambda step: lambda item, key: {"step": step} if key["trap"] in traps else None


def _marked(item, key):
    inviting = key["trap"] in ("marks", "later", "occasion") and "\u201c" in item["statement"]
    return {"step": "wording"} if inviting else None


MISUNDERSTANDINGS = {
    "record-is-transcript": _at("record")("wording"),
    "marks-prove-wording": _marked,
    "translation-keeps-words": _at("translation")("wording"),
    "wish-told-is-wish": _at("wish")("intention"),
    "release-proves": _at("release")("gist"),
    "silence-is-denial": _at("silence")("topic"),
    "memory-is-record": _at("later")("gist"),
    "any-record-will-do": _at("occasion", "plan")("meeting"),
    "nothing-is-certain": _at("open")("gist"),
}


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_misunderstanding_gets_its_own_code(code):
    """On each sheet its own code comes first; others only where quotation marks stand in a later telling as well."""
    told = set()
    for seed in (*graders.SEEDS, b"four", b"five"):
        one = graders.case("limits", seed)
        told.add(_result(one, _changed(one, MISUNDERSTANDINGS[code])).codes)

    assert (code,) in told or (code, "memory-is-record") in told
    assert told <= {
        (code,),
        (),
        (code, "memory-is-record"),
        (code, "any-record-will-do"),
        ("any-record-will-do",),
        ("memory-is-record",),
    }


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == set(MISUNDERSTANDINGS) == set(scored._SIGNS)


def test_one_slip_is_no_misunderstanding():
    one = graders.case("limits")
    ident = next(i for i, key in one.gold["items"].items() if key["trap"] == "record")
    answer = copy.deepcopy(one.solution)
    answer["items"][ident]["step"] = "wording"

    assert _result(one, answer).codes == ()


# --- the form and the picture --------------------------------------------------------------------------------------


def test_check_names_a_quotation_of_another_record_and_a_step_without_one():
    one = graders.case("limits")
    first, second = one.sheet["items"][:2]
    theirs = next(r for r in one.sheet["records"] if r["id"] != first["record"])["quotes"][0]["id"]
    answer = copy.deepcopy(one.solution)
    answer["items"][first["id"]] |= {"step": "topic", "locator": theirs}
    answer["items"][second["id"]] |= {"step": "gist", "locator": "none"}

    found = {p.where: p.came for p in TASK.check(answer, one.sheet)}

    assert found == {
        f"items {first['id']}, locator": f"'{theirs}' of another record",
        f"items {second['id']}, locator": "'none' for the step 'gist'",
    }


def test_shown_sheet_has_every_text_and_escapes_it():
    one = graders.case("limits")
    sheet = copy.deepcopy(one.sheet)
    sheet["items"][0]["statement"] = "<script>alert(1)</script>"

    html = TASK.show(sheet)

    assert "<script>" not in html
    assert all(item["id"] in html for item in sheet["items"])
    assert all(quote["id"] in html for record in sheet["records"] for quote in record["quotes"])
    assert marked(TASK.show(one.sheet)) in Given(one.sheet)._repr_html_()


def test_sheet_shows_as_many_rules_as_the_codebook_has():
    """Rationales name rules of the codebook by number; a student reads the same numbers."""
    codebook = (ROOT / "solutions/authenticity/limits.codebook.md").read_text(encoding="utf-8")
    numbers = re.findall(r"^(\d+)\. ", codebook, re.MULTILINE)

    assert [str(n) for n in range(1, len(w.RULES) + 1)] == numbers
    assert all(escape(rule) in TASK.show(WHOLE.sheet) for rule in w.RULES)


def test_private_bank_may_give_its_own_words():
    quote = {"id": "X-own#q1", "lang": "en", "text": "The council met on Monday."}
    bank = {
        **BANK,
        "size": 2,
        "records": {"own": {"title": "Minutes", "made": "Made from notes.", "quotes": [quote]}},
        "items": [
            {
                "id": "a",
                "given": {"record": "own", "statement": "The council met."},
                "gold": {"step": "meeting", "locator": ["X-own#q1"]},
                "trap": "plain",
            },
            {
                "id": "b",
                "given": {"record": "own", "statement": "The court met."},
                "gold": {"step": "none", "locator": []},
                "trap": "occasion",
            },
        ],
    }
    one = graders.Case(TASK, bank, *TASK.draw(bank, b"x"))

    assert "X-own#q1" not in load().quotations
    assert _raw(one, one.solution) == {"step": 1.0, "evidence": 1.0}
