"""The exercise doctored: rounds and weights, probabilities, signs at their places, each misunderstanding, round 1 told."""

import copy

import pytest

from quellenkritik.measures.calibration import Bin, reliability_bins
from quellenkritik.specimens.rules import rules
from quellenkritik.tasks import doctored_feedback as feedback
from quellenkritik.tasks import doctored_words as w
from quellenkritik.tasks.doctored import TASK, Card, papers, rehearsal
from quellenkritik.tasks.given import Given
from tests.tasks import graders

ONE = graders.case("doctored")
each_seed = pytest.mark.parametrize("seed", graders.SEEDS, ids=lambda seed: seed.decode())
NOBODYS = "sessions-out-of-order"
"""A sign that is put in the place of right ones below."""


def _entry(answer, ident, key):
    return answer[w.ROUNDS[key["round"]]][ident]


def _changed(one, change, rounds=(1, 2, 3)):
    """Return the solution with the entries of some rounds changed by a function of id, key and entry."""
    answer = copy.deepcopy(one.solution)
    for ident, key in one.gold["items"].items():
        if key["round"] in rounds:
            entry = _entry(answer, ident, key)
            entry.update(change(ident, key, entry) or {})
    return answer


def _stated(one, probability, tell=lambda i, k, e: {}):
    """Return an answer that states what a function of the key says."""
    return _changed(one, lambda i, k, e: {"altered": str(probability(k)), **tell(i, k, e)})


def _result(one, answer):
    result = TASK.score(answer, one.sheet, one.gold)
    return {c.id: c for c in result.criteria}, result


def _wrong_sign(ident, key, entry):
    """Return a sign that this paper does not have, where it has one."""
    if not key["altered"]:
        return {}
    codes = list(rules())
    codes = codes[int(ident[2:], 16) % len(codes) :] + codes
    other = next(code for code in codes if code not in {**key["tells"], **key["accept"]})
    return {"tell": other, "where": rules()[other].where[0]}


# --- what a sheet holds ------------------------------------------------------------------------------------------------


@each_seed
def test_sheet_has_three_rounds_of_twelve_and_the_whole_card(seed):
    one = graders.case("doctored", seed)

    assert [i["round"] for i in one.sheet["items"]] == [1] * 12 + [2] * 12 + [3] * 12
    assert [line["tell"] for line in one.sheet["card"]] == list(rules())
    assert len({i["id"] for i in one.sheet["items"]}) == 36


def test_round_1_is_the_same_for_every_class_and_the_others_are_not():
    sheets = [graders.case("doctored", seed).sheet["items"] for seed in (b"one", b"two")]

    first, rest = (
        [[i for i in items if (i["round"] == 1) is wanted] for items in sheets] for wanted in (True, False)
    )
    assert first[0] == first[1]
    assert not {i["id"] for i in rest[0]} & {i["id"] for i in rest[1]}


def test_a_private_bank_may_leave_out_kinds():
    kept = [i for i in ONE.bank["items"] if i["rule"] in ("dropped-not", "future-event")]
    sheet, gold = TASK.draw({**ONE.bank, "items": kept}, b"private")

    assert {code for key in gold["items"].values() for code in key["tells"]} == {
        "dropped-not",
        "future-event",
    }
    assert TASK.form(sheet).sections[0].fields[1].choices == ("none", "future-event", "dropped-not")


def test_bank_names_every_kind_and_every_oddity():
    named = {(i["kind"], i["rule"]) for i in ONE.bank["items"]}
    assert len(named) == len(ONE.bank["items"]) == 33


# --- probabilities -----------------------------------------------------------------------------------------------------


@each_seed
def test_always_a_half_earns_nothing(seed):
    one = graders.case("doctored", seed)
    points, result = _result(
        one, _stated(one, lambda key: 0.5, lambda i, k, e: {"tell": "none", "where": "none"})
    )

    assert (result.points, result.codes) == (0.0, ())
    assert points["verdict"].raw == 0.0


@each_seed
def test_a_right_verdict_with_the_wrong_sign_earns_at_most_a_third(seed):
    one = graders.case("doctored", seed)
    points, result = _result(one, _changed(one, _wrong_sign))

    assert points["verdict"].points == 2.5
    assert result.points <= one.most / 3
    assert result.codes == ("verdict-without-reason",)


def test_round_1_counts_nothing():
    _, result = _result(
        ONE, _changed(ONE, lambda i, k, e: {"altered": str(int(not k["altered"]))}, rounds=[1])
    )

    assert result.points == ONE.most


def test_round_2_counts_half_of_round_3():
    """A round of nothing but halves: its share of the weight is lost, and a little more, for .25 is above the base rate."""

    def lost(number):
        answer = _changed(ONE, lambda i, k, e: {"altered": "0.5", "tell": "", "where": ""}, rounds=[number])
        keys = ONE.gold["items"].values()
        shares = [sum(k["altered"] for k in keys if k["round"] == n) / 12 for n in (2, 3)]
        base = 0.5 * shares[0] * (1 - shares[0]) + shares[1] * (1 - shares[1])
        weight = {2: 0.5, 3: 1.0}[number]
        return _result(ONE, answer)[0]["verdict"].raw, max(0.0, 1 - weight * 0.25 / base)

    for number in (2, 3):
        came, expected = lost(number)
        assert expected == pytest.approx(came)
    assert lost(2)[0] > lost(3)[0]


def test_a_paper_without_a_probability_counts_as_a_half():
    some = [i for i, key in ONE.gold["items"].items() if key["round"] == 3][:4]
    left_out = _changed(ONE, lambda i, k, e: {"altered": ""} if i in some else {})
    halves = _changed(ONE, lambda i, k, e: {"altered": "0.5"} if i in some else {})
    odd = _changed(ONE, lambda i, k, e: {"altered": "very"} if i in some else {})

    raws = [_result(ONE, answer)[0]["verdict"].raw for answer in (left_out, halves, odd)]
    assert raws[0] == raws[1] == raws[2] < 1.0


def test_false_certainty_costs_more_than_doubt():
    wrong = [i for i, key in ONE.gold["items"].items() if key["round"] == 3 and not key["altered"]][:2]
    raws = [
        _result(ONE, _changed(ONE, lambda i, k, e, p=p: {"altered": p} if i in wrong else {}))[0][
            "verdict"
        ].raw
        for p in ("0.5", "0.8", "1")
    ]
    assert raws == sorted(raws, reverse=True) and len(set(raws)) == 3


# --- signs -------------------------------------------------------------------------------------------------------------


@each_seed
def test_every_sign_of_a_paper_is_right_at_each_of_its_places(seed):
    one = graders.case("doctored", seed)
    for ident, key in one.gold["items"].items():
        for tell, places in (*key["tells"].items(), *key["accept"].items()):
            for where in places:
                right = {"altered": "1", "tell": tell, "where": where}
                answer = _changed(one, lambda i, k, e, i0=ident, r=right: r if i == i0 else {})
                assert _result(one, answer)[1].points == one.most, (ident, tell, where)


def test_hours_that_run_back_do_not_fit_the_length_either():
    """The one accepted alternative: it stands in the key where, and only where, the hours of the told talk run back."""
    keys = [k for seed in graders.SEEDS for k in graders.case("doctored", seed).gold["items"].values()]

    assert any(key["accept"] for key in keys)
    assert all("clock-runs-back" in key["tells"] for key in keys if key["accept"])
    assert {code for key in keys for code in key["accept"]} == {"wrong-length"}


def test_a_sign_at_another_place_counts_half():
    counted = [i for i, key in ONE.gold["items"].items() if key["altered"] and key["round"] == 3]
    weights = sum(w.WEIGHTS[k["round"]] for k in ONE.gold["items"].values() if k["altered"])

    def moved(i, key, entry):
        if i != counted[0]:
            return {}
        places = key["tells"][entry["tell"]]
        return {"where": next(place for place in w.WHERE if place not in places)}

    raw = _result(ONE, _changed(ONE, moved))[0]["tell"].raw
    assert pytest.approx(1 - 0.5 / weights) == raw


def test_a_sign_counts_only_on_a_paper_held_for_altered():
    """Right signs at 0.4 are neither right nor false; at 0.5 they count."""
    answers = [
        _changed(ONE, lambda i, k, e, p=p: {"altered": p} if k["altered"] else {}) for p in ("0.4", "0.5")
    ]

    assert [_result(ONE, a)[0]["tell"].raw for a in answers] == [0.0, 1.0]


def test_a_false_sign_costs_as_much_as_a_missed_one():
    """With equal numbers of altered and unaltered papers touched, one false sign and one missing sign cost alike."""
    three = {i: k for i, k in ONE.gold["items"].items() if k["round"] == 3}
    altered, genuine = (
        next(i for i, k in three.items() if k["altered"] is wanted) for wanted in (True, False)
    )
    false = _changed(
        ONE, lambda i, k, e: {"altered": "1", "tell": NOBODYS, "where": "date"} if i == genuine else {}
    )
    missed = _changed(ONE, lambda i, k, e: {"tell": "none", "where": "none"} if i == altered else {})
    both = [_result(ONE, a)[0]["tell"].raw for a in (false, missed)]
    total = sum(w.WEIGHTS[k["round"]] for k in ONE.gold["items"].values() if k["altered"])

    assert both == pytest.approx([2 * total / (2 * total + 1), 2 * (total - 1) / (2 * total - 1)])


# --- misunderstandings -----------------------------------------------------------------------------------------------


def _suspecting(focus):
    """Return an answer that is right but for its suspicion of one oddity."""
    return lambda one: _stated(one, lambda k: 0.9 if k["altered"] or k["focus"] == focus else 0.1)


MISTAKEN = {
    "garble-is-forgery": _suspecting("machine-reading"),
    "release-stamp-is-forgery": _suspecting("release-order"),
    "exciting-is-false": _suspecting("lively-remark"),
    "spelling-betrays": _suspecting("misspelt-word"),
    "everything-is-suspect": lambda one: _stated(one, lambda k: 0.9 if k["altered"] else 0.7),
    "verdict-without-reason": lambda one: _changed(one, _wrong_sign),
}


@pytest.mark.parametrize("code", MISTAKEN)
@each_seed
def test_each_misunderstanding_has_its_own_code(code, seed):
    one = graders.case("doctored", seed)

    assert _result(one, MISTAKEN[code](one))[1].codes == (code,)


@each_seed
def test_certainty_that_is_wrong_twice_is_told(seed):
    one = graders.case("doctored", seed)
    genuine = [i for i, k in one.gold["items"].items() if k["round"] > 1 and not k["altered"]]
    slips = [
        _changed(one, lambda i, k, e, n=n: {"altered": "1"} if i in genuine[: n * 7 : 7] else {})
        for n in (1, 2)
    ]

    assert [_result(one, answer)[1].codes for answer in slips] == [(), ("certain-and-wrong",)]


@each_seed
def test_one_sign_on_most_papers_is_told(seed):
    one = graders.case("doctored", seed)

    def same(i, key, entry):
        return {"tell": "future-event", "where": "text"} if key["altered"] else {}

    assert "one-sign-fits-all" in _result(one, _changed(one, same))[1].codes


def test_every_named_misunderstanding_is_tested():
    tested = {*MISTAKEN, "certain-and-wrong", "one-sign-fits-all"}
    assert {m.code for m in TASK.misconceptions} == tested


# --- form --------------------------------------------------------------------------------------------------------------


def test_check_tells_what_does_not_go_together():
    ident = next(i["id"] for i in ONE.sheet["items"] if i["round"] == 2)
    entry = {"altered": "0.3", "tell": "dropped-not", "where": "text"}
    problems = [p for p in TASK.check({"round_2": {ident: entry}}, ONE.sheet) if ident in p.where]

    assert [(p.came, p.expected) for p in problems] == [
        ("the sign dropped-not at 0.3", "a probability from 0.5 on, or no sign")
    ]


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ({"altered": "1.2"}, "a number from 0 to 1"),
        ({"altered": "yes"}, "a number from 0 to 1"),
        ({"altered": "1", "tell": "forged"}, "one of none, reason-section"),
        ({"altered": "1", "tell": "dropped-not", "where": "foot"}, "one of none, subject"),
        ({"altered": "1", "tell": "dropped-not"}, "the place of the sign"),
    ],
)
def test_check_tells_formal_problems(entry, wanted):
    ident = next(i["id"] for i in ONE.sheet["items"] if i["round"] == 1)
    problems = [p for p in TASK.check({"round_1": {ident: entry}}, ONE.sheet) if ident in p.where]

    assert any(p.expected.startswith(wanted) for p in problems)


def test_a_genuine_paper_needs_a_probability_only():
    answer = {
        name: {i["id"]: {"altered": "0.1"} for i in ONE.sheet["items"] if w.ROUNDS[i["round"]] == name}
        for name in w.ROUNDS.values()
    }
    assert TASK.check(answer, ONE.sheet) == []


# --- what is told ------------------------------------------------------------------------------------------------------


def test_notes_tell_rounds_parts_and_diagram():
    points, _ = _result(ONE, _stated(ONE, lambda k: 0.9 if k["altered"] else 0.1))
    notes = points["verdict"].notes

    assert "round 1 0.010 against" in notes["rounds"] and "round 3 0.010 against" in notes["rounds"]
    assert "calibration error 0.010" in notes["parts"]
    assert (
        notes["diagram"].startswith("<svg") and "<title" in notes["diagram"] and "<desc" in notes["diagram"]
    )
    assert (
        points["tell"].notes["signs"].startswith("12 signs right")
        or "signs right" in points["tell"].notes["signs"]
    )


def test_notes_say_which_round_is_empty():
    points, _ = _result(ONE, {"round_3": ONE.solution["round_3"]})

    assert points["verdict"].notes["rounds"].count("empty: counted as 0.5") == 2


def test_notes_name_no_paper_and_no_sign():
    """Rule 7: what is told of the counting rounds are sums."""
    points, _ = _result(ONE, MISTAKEN["garble-is-forgery"](ONE))
    told = " ".join([*points["verdict"].notes.values(), *points["tell"].notes.values()])

    assert [i for i in ONE.gold["items"] if i in told] == []
    assert [code for code in rules() if code in told] == []


def test_no_point_of_the_diagram_stands_for_one_or_two_papers():
    """Else the diagram would tell which of two papers was altered."""
    forecasts = [0.05, 0.1, 0.3, 0.5, 0.55, 0.58, 0.7, 0.9, 0.95, 0.99, 1.0]
    points = feedback.merged(reliability_bins(forecasts, [p > 0.5 for p in forecasts]))

    assert [p.items for p in points] == [3, 4, 4]
    assert sum(p.items * p.forecast for p in points) == pytest.approx(sum(forecasts))
    assert feedback.merged([Bin(0, 0.2, 0.1, 0.0, 1)]) == [Bin(0, 0.2, 0.1, 0.0, 1)]


def test_rehearsal_tells_round_1_and_only_what_was_tried():
    """The key of round 1 is made from the public seed at the student's; rounds 2 and 3 are not told."""
    answer = _stated(ONE, lambda k: 0.9 if k["altered"] else 0.2)
    first = [i for i, k in ONE.gold["items"].items() if k["round"] == 1]
    answer["round_1"][first[0]] = {"altered": "", "tell": "", "where": ""}
    told = rehearsal(answer, ONE.sheet)

    assert len(told.lines) == 11
    assert [line.split(":")[0] for line in told.lines] == first[1:]
    for ident, line in zip(first[1:], told.lines, strict=True):
        key = ONE.gold["items"][ident]
        assert (". Altered. " in line) == key["altered"]
        assert all(code in line for code in key["tells"])
    assert "<svg" in told._repr_html_() and "Stated" in repr(told)


@pytest.mark.parametrize(
    ("answer", "words"),
    [("", "still empty"), (TASK.form(ONE.sheet).template(), "still empty"), ("round_1: [", "answer, line")],
)
def test_rehearsal_of_nothing_says_so(answer, words):
    told = rehearsal(answer, ONE.sheet)

    assert words in repr(told)
    assert "<svg" not in told._repr_html_()


def test_card_and_papers_can_be_looked_at_with_and_without_html():
    card = Card(ONE.sheet)
    assert all(code in repr(card) and code in card._repr_html_() for code in rules())
    assert all(i["id"] in repr(papers(ONE.sheet, 2)) for i in ONE.sheet["items"] if i["round"] == 2)
    whole = Given(ONE.sheet)
    assert all(f'id="paper-{i["id"]}"' in whole._repr_html_() for i in ONE.sheet["items"])
    assert TASK.show(ONE.sheet) in whole._repr_html_()
