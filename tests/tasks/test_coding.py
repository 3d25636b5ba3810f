"""The exercise coding: the draw, the bands, the locators, the accepted alternatives, each misunderstanding."""

import copy
import random
import re
import statistics

import pytest

from quellenkritik.tasks import coding_score
from quellenkritik.tasks import coding_words as w
from quellenkritik.tasks.coding import TASK
from quellenkritik.tasks.given import Given
from tests.support import ROOT
from tests.tasks import graders

BANK = graders.bank("coding")
KINDS = {item["kind"] for item in BANK["items"]}
WHOLE = graders.Case(TASK, BANK, *TASK.draw({**BANK, "size": len(BANK["items"])}, b"whole"))
each_seed = pytest.mark.parametrize("seed", graders.SEEDS, ids=lambda seed: seed.decode())


def _changed(one, change):
    """Return the solution with each unit changed by a function of item, key, question and unit."""
    answer = copy.deepcopy(one.solution)
    for item in one.sheet["items"]:
        key = one.gold["items"][item["id"]]
        for name in w.QUESTIONS:
            value = change(item, key, name, key["units"][name])
            if value is not None:
                answer["items"][item["id"]][name] = value
                if value in w.GAPS:
                    answer["items"][item["id"]][w.at(name)] = w.NONE
                elif key["units"][name]["value"] in w.GAPS:
                    answer["items"][item["id"]][w.at(name)] = item["quotes"][0]["id"]
    return answer


def _result(one, answer):
    return TASK.score(answer, one.sheet, one.gold)


def _raw(one, answer):
    return {c.id: c.raw for c in _result(one, answer).criteria}


@each_seed
def test_sheet_has_one_telling_of_each_kind_and_seventy_two_units(seed):
    one = graders.case("coding", seed)
    kinds = {item["id"]: item["kind"] for item in BANK["items"]}
    ids = TASK.draw(BANK, seed)[1]["items"]

    assert (12, 12, 72) == (len(KINDS), len(ids), len(coding_score.units("", one.sheet, one.gold)))
    drawn_kinds = {kinds[item["id"]] for item in _bank_items(one)}
    assert KINDS == drawn_kinds


def _bank_items(one):
    """Return the items of the bank that are on a sheet, found by their quotations."""
    first = {tuple(item["given"]["quotes"]): item for item in BANK["items"]}
    return [first[tuple(quote["id"] for quote in item["quotes"])] for item in one.sheet["items"]]


def test_every_value_stands_in_the_students_hands():
    """Rule 4: a definite value has its quotation on the sheet; a gap fits how much of the page was seen."""
    for item in WHOLE.sheet["items"]:
        own = {quote["id"] for quote in item["quotes"]} | ({w.HEADLINE} if "headline" in item else set())
        for name, unit in WHOLE.gold["items"][item["id"]]["units"].items():
            place = (item["quotes"][0]["id"], name, unit)
            assert unit["value"] in (*w.VALUES[name], *w.GAPS), place
            assert set(unit["accept"]) <= {*w.VALUES[name], *w.GAPS} - {unit["value"]}, place
            assert set(unit["at"]) <= own and bool(unit["at"]) == (unit["value"] not in w.GAPS), place
            if unit["value"] in w.GAPS:
                assert (unit["value"] == "not_seen") == (item["seen"] != "whole"), place


def test_everything_foreign_has_a_gloss():
    for item in WHOLE.sheet["items"]:
        texts = [*item["quotes"], *([item["headline"]] if "headline" in item else [])]
        assert all(text["lang"] == "en" or text["gloss"] for text in texts), item["id"]


def _alternatives():
    """Yield every accepted alternative of the bank."""
    for item in WHOLE.sheet["items"]:
        for name, unit in WHOLE.gold["items"][item["id"]]["units"].items():
            for value in unit["accept"]:
                yield pytest.param(item, name, value, id=f"{item['quotes'][0]['id']}-{name}-{value}")


@pytest.mark.parametrize(("item", "name", "value"), list(_alternatives()))
def test_accepted_alternative_is_accepted(item, name, value):
    answer = copy.deepcopy(WHOLE.solution)
    locator = w.NONE if value in w.GAPS else item["quotes"][0]["id"]
    answer["items"][item["id"]] |= {name: value, w.at(name): locator}

    assert _raw(WHOLE, answer) == {"values": 1.0, "evidence": 1.0}


def _filled_from_2024(item, key, name, unit):
    early = key["told"] < "2024" and unit["value"] in w.GAPS
    return {"reversal": "same_day", "reason": "own_team"}.get(name) if early else None


def _from_headline(item, key, name, unit):
    return key["headline"].get(name)


def _one_meeting(item, key, name, unit):
    if key["other_talk"] and name == "answer" and unit["value"] in w.GAPS:
        return next(value for value in ("refused", "possible") if value not in unit["accept"])
    return None


def _silent(item, key, name, unit):
    if unit["value"] == "not_seen":
        return next((gap for gap in ("absent", "not_stated") if gap not in unit["accept"]), None)
    return None


def _guessed(item, key, name, unit):
    plain = {
        "raised_by": "journalist",
        "answer": "denied",
        "reversal": "later_deeds",
        "reason": "russian_domestic",
        "audience": "memoir",
        "certainty": "half_joking",
    }
    ok = unit["value"] in w.GAPS and not key["other_talk"] and plain[name] not in unit["accept"]
    return plain[name] if ok else None


MISUNDERSTANDINGS = {
    "later-fills-earlier": _filled_from_2024,
    "headline-is-speech": _from_headline,
    "unseen-is-silent": _silent,
    "one-meeting": _one_meeting,
    "gaps-filled": _guessed,
}


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_misunderstanding_gets_its_own_code(code):
    """On each sheet that invites it; guessing at many places may well look like a second habit, and is told as one."""
    told = []
    for one in (graders.case("coding", seed) for seed in graders.SEEDS):
        answer = _changed(one, MISUNDERSTANDINGS[code])
        if answer != one.solution:
            told.append(set(_result(one, answer).codes))

    assert len(told) >= 2 and all(code in codes for codes in told), told
    assert code == "gaps-filled" or all(codes <= {code, "gaps-filled"} for codes in told), told


def test_values_without_quotations_get_their_own_code():
    one = graders.case("coding")
    answer = copy.deepcopy(one.solution)
    for entry in answer["items"].values():
        entry |= {w.at(name): w.NONE for name in w.QUESTIONS}
    result = _result(one, answer)

    assert ("no-evidence",) == result.codes
    assert {"values": 1.0, "evidence": 0.0} == {c.id: c.raw for c in result.criteria}


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == {*MISUNDERSTANDINGS, "no-evidence"}


def test_one_slip_is_no_misunderstanding():
    """A slip at one unit of many is no habit; only a sheet that invites it once cannot tell the two apart."""
    one = graders.case("coding")
    item = next(
        i for i in one.sheet["items"] if one.gold["items"][i["id"]]["units"]["answer"]["value"] not in w.GAPS
    )
    answer = copy.deepcopy(one.solution)
    unit = one.gold["items"][item["id"]]["units"]["answer"]
    answer["items"][item["id"]]["answer"] = next(
        v for v in w.VALUES["answer"] if v not in (unit["value"], *unit["accept"])
    )

    assert () == tuple(c for c in _result(one, answer).codes if c != "headline-is-speech")


def test_false_certainty_costs_more_than_a_gap():
    one = graders.case("coding")
    sure = _changed(one, _guessed)
    gap = _changed(one, lambda i, k, n, u: "" if _guessed(i, k, n, u) else None)

    assert _raw(one, sure)["evidence"] < _raw(one, gap)["evidence"] == 1.0


# --- the agreement: not a sum over units ---------------------------------------------------------------------------


@each_seed
def test_the_key_alone_has_full_agreement(seed):
    """Any one wrong unit lowers the agreement and the points."""
    one = graders.case("coding", seed)
    rnd = random.Random(3)
    for item in one.sheet["items"]:
        name = rnd.choice(list(w.QUESTIONS))
        unit = one.gold["items"][item["id"]]["units"][name]
        answer = copy.deepcopy(one.solution)
        wrong = [v for v in (*w.VALUES[name], *w.GAPS) if v not in (unit["value"], *unit["accept"])]
        answer["items"][item["id"]][name] = rnd.choice(wrong)
        found = coding_score.units(answer, one.sheet, one.gold)
        assert coding_score.agreement(found).value < 1.0
        assert _result(one, answer).points < one.most


def test_mean_agreement_rises_with_the_number_of_right_units():
    one = graders.case("coding")
    rnd = random.Random(4)
    means = [
        statistics.mean(_noisy(one, share, rnd) for _ in range(40)) for share in (1.0, 0.75, 0.5, 0.25, 0.1)
    ]

    assert means == sorted(means) and abs(means[0]) < 0.1 and means[-1] > 0.8


def test_a_coder_who_errs_at_every_fifth_unit_lands_in_the_middle_bands():
    """The table rests on this: with a fifth of the units drawn by lot, the agreement lies from 0.6 to 0.95."""
    one = graders.case("coding")
    rnd = random.Random(5)
    values = sorted(_noisy(one, 0.2, rnd) for _ in range(200))

    assert 0.6 <= values[10] and values[-11] <= 0.95
    assert (
        0.35 <= coding_score.band(values[10])["share"] <= coding_score.band(values[-11])["share"] < 1.0 + 1e-9
    )


def _noisy(one, share, rnd):
    """Return the agreement of a coder who draws a share of the units by lot."""

    def change(item, key, name, unit):
        return rnd.choice([*w.VALUES[name], *w.GAPS]) if rnd.random() < share else None

    return coding_score.agreement(coding_score.units(_changed(one, change), one.sheet, one.gold)).value


def test_bands_go_up_and_are_published():
    """A better agreement never earns less, and the page of the exercise prints the table that is graded by."""
    shares = [float(str(row["share"])) for row in w.BANDS]
    page = (ROOT / "book/narrative/coding.md").read_text(encoding="utf-8")
    printed = re.findall(r"^\| ([01]\.\d\d) \| (?:(\d+) in 100|(all)) \|$", page, flags=re.M)

    assert shares == sorted(shares, reverse=True) and (shares[0], shares[-1]) == (1.0, 0.0)
    assert [(f"{row['from']:.2f}", round(100 * row["share"])) for row in w.BANDS[:-1]] == [
        (low, int(share or 100)) for low, share, _ in printed
    ]


@pytest.mark.parametrize(
    ("value", "share"),
    [(1.0, 1.0), (0.999, 0.95), (0.9, 0.95), (0.8999, 0.85), (0.4, 0.2), (0.39, 0.0), (-1.0, 0.0)],
)
def test_band(value, share):
    assert share == coding_score.band(value)["share"]


def test_agreement_is_told_with_its_interval():
    one = graders.case("coding")
    (values, _) = _result(one, one.solution).criteria

    assert "1.00 (95 % interval 1.00 to 1.00, 72 units)" in values.notes["agreement"]
    assert all(not c.notes for c in _result(one, "").criteria)


# --- the sheet -----------------------------------------------------------------------------------------------------


def test_check_names_quotations_of_another_telling():
    one = graders.case("coding")
    first, other = one.sheet["items"][:2]
    answer = copy.deepcopy(one.solution)
    answer["items"][first["id"]]["answer_at"] = other["quotes"][0]["id"]

    assert [f"items {first['id']}, answer_at"] == [p.where for p in TASK.check(answer, one.sheet)]


def test_shown_sheet_has_every_text_and_escapes_it():
    one = graders.case("coding")
    sheet = copy.deepcopy(one.sheet)
    sheet["items"][0]["quotes"][0]["text"] = "<script>alert(1)</script>"

    html = TASK.show(sheet)

    assert "<script>" not in html and TASK.show(one.sheet) in Given(one.sheet)._repr_html_()
    assert all(item["id"] in html and item["quotes"][0]["id"] in html for item in sheet["items"])


def _private(number, value):
    """Return an item of a private bank with the words in it: an answer, and nothing else."""
    quote = {"id": f"X-own#q{number}", "text": "I asked him, and he said: why not?", "lang": "en"}
    given = {
        "coded": "a minister",
        "page": "a paper",
        "date": "2001-01-01",
        "seen": "whole",
        "quotes": [quote],
    }
    gold = {name: {"value": "absent" if number == 1 else "not_stated"} for name in w.QUESTIONS}
    gold["answer"] = {"value": value, "at": [quote["id"]]}
    return {"id": f"own-{number}", "kind": number, "told": "2001", "given": given, "gold": gold}


def test_a_private_bank_may_give_the_words_themselves():
    bank = {"size": 2, "items": [_private(1, "not_against"), _private(2, "possible")]}
    one = graders.Case(TASK, bank, *TASK.draw(bank, b"x"))

    assert "a paper" in TASK.show(one.sheet) and one.points(one.solution) == one.most
