"""The exercise timeline: the draw, dates, orders, pairs, tensions, the accepted alternatives, each misunderstanding."""

import copy
import random
import statistics

import pytest

from quellenkritik.register import edtf
from quellenkritik.tasks import timeline_key, timeline_score
from quellenkritik.tasks import timeline_words as w
from quellenkritik.tasks.given import Given
from quellenkritik.tasks.timeline import TASK
from tests.tasks import graders

BANK = graders.bank("timeline")
ITEMS = {kind: [i for i in BANK["items"] if i["kind"] == kind] for kind in ("event", "pair", "tension")}
CASES = [graders.case("timeline", seed) for seed in graders.SEEDS]
FULL = {"when": 1.0, "order": 1.0, "pairs": 1.0, "tensions": 1.0}
each = pytest.mark.parametrize("one", CASES, ids=[seed.decode() for seed in graders.SEEDS])


def _result(one, answer):
    return TASK.score(answer, one.sheet, one.gold)


def _raw(one, answer):
    return {c.id: c.raw for c in _result(one, answer).criteria}


def _of(sheet, kind):
    return [item for item in sheet["items"] if item["kind"] == kind]


def _dated(one, choose):
    """Return the solution with other dates; ``choose`` gives the date for an event's key, or None."""
    answer = copy.deepcopy(one.solution)
    for ident, key in one.gold["events"].items():
        answer["events"][ident]["when"] = choose(key) or key["when"]
    return answer


# --- the draw ------------------------------------------------------------------------------------------------------


@each
def test_sheet_has_fifteen_events_eight_pairs_and_five_tensions(one):
    parts = [event["part"] for event in _of(one.sheet, "event")]
    orders = [key["order"] for key in one.gold["pairs"].values()]
    verdicts = {key["verdict"] for key in one.gold["tensions"]}

    assert (11, 4) == (parts.count("june"), parts.count("later"))
    assert (8, 4) == (len(orders), orders.count(w.UNDETERMINED))
    assert (5, 5, set(w.VERDICTS)) == (len(one.gold["tensions"]), one.sheet["tensions"], verdicts)


@each
def test_statements_of_every_tension_are_on_the_sheet_and_say_nothing_by_their_ids(one):
    known = {statement["id"] for statement in one.sheet["statements"]}

    assert all(
        key["one"] and key["other"] and {*key["one"], *key["other"]} <= known for key in one.gold["tensions"]
    )
    assert all(ident.startswith("s-") and "#" not in ident for ident in known)


def test_the_same_pair_stands_both_ways_round():
    """Which event is named first is decided by the seed, so that an order cannot be learnt by heart."""
    orders = {key["order"] for one in CASES for key in one.gold["pairs"].values()}

    assert {w.FIRST, w.SECOND, w.UNDETERMINED} == orders


def test_every_date_has_its_evidence_on_the_sheet():
    for item in ITEMS["event"]:
        own = {*item["given"]["quotes"], w.PAGE}
        accepted = item.get("accept", {}).get("when", [])
        assert edtf.check_moment(item["gold"]["when"]) and all(map(edtf.check_moment, accepted)), item["id"]
        assert item["gold"]["at"] and set(item["gold"]["at"]) <= own, item["id"]
        for trap in (date for dates in item.get("traps", {}).values() for date in dates):
            assert edtf.moments(trap) not in [edtf.moments(d) for d in (item["gold"]["when"], *accepted)], (
                item["id"]
            )


def test_coded_orders_and_dates_do_not_contradict_each_other():
    """What the dates decide, the coded pairs decide in the same way, and nothing comes before itself."""
    dates = {item["id"]: edtf.moments(item["gold"]["when"]) for item in ITEMS["event"]}
    for pair in ITEMS["pair"]:
        first, second = (dates[pair["given"][name]] for name in ("first", "second"))
        by_date = w.FIRST if first[1] < second[0] else w.SECOND if second[1] < first[0] else w.UNDETERMINED
        assert by_date in (pair["gold"]["order"], w.UNDETERMINED), pair["id"]
    known = timeline_key.known_order(BANK, ITEMS["event"])
    assert not {(a, b) for a, b in known if (b, a) in known or a == b}


def test_a_word_decides_where_the_dates_do_not():
    known = timeline_key.known_order(BANK, ITEMS["event"])

    assert ("ev-talk", "ev-dinner-begins") in known, "after the talk one on one"
    assert ("ev-third", "ev-duma") not in known and ("ev-duma", "ev-third") not in known
    assert not any(a == "ev-aachen" and b == "ev-posted" for a, b in known), "the two parts are counted apart"


def test_what_follows_from_two_orders_is_known():
    assert {("a", "b"), ("b", "c"), ("a", "c")} == timeline_key.closed({("a", "b"), ("b", "c")})


# --- dates ---------------------------------------------------------------------------------------------------------


def _accepted():
    """Yield every accepted alternative of the bank for dates and pairs, on a sheet that has it."""
    for one in CASES:
        for ident, key in one.gold["events"].items():
            for when in key["accept"]["when"]:
                yield pytest.param(one, "events", ident, "when", when, id=f"{ident}-{when}")
        for ident, key in one.gold["pairs"].items():
            for order in key["accept"]:
                yield pytest.param(one, "pairs", ident, "order", order, id=f"{ident}-{order}")


@pytest.mark.parametrize(("one", "section", "ident", "field", "value"), list(_accepted()))
def test_accepted_alternative_is_accepted(one, section, ident, field, value):
    answer = copy.deepcopy(one.solution)
    answer[section][ident][field] = value

    assert FULL == _raw(one, answer)


@each
def test_every_accepted_verdict_and_condition_is_accepted(one):
    for number, key in enumerate(one.gold["tensions"]):
        for condition in key["accept"]["condition"]:
            if key["verdict"] == w.IF:
                answer = copy.deepcopy(one.solution)
                answer["tensions"][number]["condition"] = condition
                assert FULL == _raw(one, answer)
        for verdict in key["accept"]["verdict"]:
            answer = copy.deepcopy(one.solution)
            condition = w.NONE if verdict == w.NOT else next(iter(key["accept"]["condition"]), "")
            if condition:
                answer["tensions"][number] |= {"verdict": verdict, "condition": condition}
                assert FULL == _raw(one, answer)


def test_a_mark_of_doubt_more_or_less_does_no_harm():
    one = CASES[0]
    marked = _dated(
        one,
        lambda key: key["when"] if "/" in key["when"] or "T" in key["when"] else key["when"].strip("?") + "?",
    )

    assert FULL == _raw(one, marked)


def test_a_wide_date_earns_half_and_a_narrow_one_costs():
    """The open end of the flight and the days without an hour, filled in with an hour each."""
    one = CASES[0]
    wide = _dated(one, lambda key: key["when"][:7] if key["when"].startswith("2000-06") else None)
    sharp = _dated(one, lambda key: "2000-06-05T11:00:00" if key["when"] == "2000-06-05/.." else None)
    gap = _dated(one, lambda key: None)
    for ident, key in one.gold["events"].items():
        if key["when"] == "2000-06-05/..":
            gap["events"][ident]["when"] = ""

    assert 0.3 < _raw(one, wide)["when"] < 0.75
    assert _raw(one, sharp)["when"] < _raw(one, gap)["when"] < 1.0


def test_a_date_without_its_quotation_earns_half():
    one = CASES[0]
    answer = copy.deepcopy(one.solution)
    for entry in answer["events"].values():
        entry["at"] = ""

    assert 0.5 == pytest.approx(_raw(one, answer)["when"])


# --- order ---------------------------------------------------------------------------------------------------------


def test_undetermined_events_may_change_places():
    """The third one-on-one and the speech in the Duma in either order, or on one place."""
    one = CASES[0]
    names = {item["what"]: item["id"] for item in _of(one.sheet, "event")}
    third, duma = names["the third one-on-one"], names["Clinton begins to speak in the Duma"]
    answer = copy.deepcopy(one.solution)
    places = sorted(float(answer["events"][i]["place"]) for i in (third, duma))
    answer["events"][third]["place"], answer["events"][duma]["place"] = str(places[0]), str(places[0] + 0.5)
    other = copy.deepcopy(answer)
    other["events"][third]["place"], other["events"][duma]["place"] = str(places[0] + 0.5), str(places[0])

    assert (1.0, 1.0) == (_raw(one, answer)["order"], _raw(one, other)["order"])


@each
def test_the_reverse_order_and_one_place_for_all_earn_nothing(one):
    back, same = copy.deepcopy(one.solution), copy.deepcopy(one.solution)
    for entry in back["events"].values():
        entry["place"] = str(16 - int(entry["place"]))
    for entry in same["events"].values():
        entry["place"] = "3"

    assert (0.0, 0.0) == (_raw(one, back)["order"], _raw(one, same)["order"])


def test_mean_order_rises_with_the_number_of_right_places():
    one = CASES[0]
    rnd = random.Random(6)

    def noisy(share):
        answer = copy.deepcopy(one.solution)
        for entry in answer["events"].values():
            if rnd.random() < share:
                entry["place"] = str(rnd.randint(1, 15))
        return _raw(one, answer)["order"]

    means = [statistics.mean(noisy(share) for _ in range(60)) for share in (1.0, 0.6, 0.3, 0.1)]
    assert means == sorted(means) and means[-1] > 0.8


@each
def test_one_turned_pair_costs_order(one):
    """The key's order is the only one that keeps all: whichever known pair is turned, something is lost."""
    for earlier, later in one.gold["determined"]:
        answer = copy.deepcopy(one.solution)
        events = answer["events"]
        events[earlier]["place"], events[later]["place"] = events[later]["place"], events[earlier]["place"]
        assert _raw(one, answer)["order"] < 1.0


# --- tensions ------------------------------------------------------------------------------------------------------


def test_a_tension_counts_found_judged_and_explained():
    one = CASES[0]
    number = next(
        n
        for n, key in enumerate(one.gold["tensions"])
        if key["verdict"] == w.IF and not key["accept"]["verdict"]
    )
    found, judged = copy.deepcopy(one.solution), copy.deepcopy(one.solution)
    found["tensions"][number] |= {"verdict": "", "condition": ""}
    judged["tensions"][number] |= {"condition": w.NONE}

    assert [1 - 0.6 / 5, 1 - 0.3 / 5] == pytest.approx([_raw(one, a)["tensions"] for a in (found, judged)])


def test_the_two_sides_may_stand_either_way_and_a_tension_counts_once():
    one = CASES[0]
    answer = copy.deepcopy(one.solution)
    for row in answer["tensions"]:
        row["one"], row["other"] = row["other"], row["one"]
    twice = {**one.solution, "tensions": one.solution["tensions"][:1] * 5}

    assert FULL == _raw(one, answer)
    assert _raw(one, twice)["tensions"] == pytest.approx(1 / 5)


def test_naming_every_pair_is_no_way_to_the_tensions():
    one = CASES[0]
    ids = [statement["id"] for statement in one.sheet["statements"]]
    rows = [{"one": a, "other": b, "verdict": w.NOT, "condition": w.NONE} for a in ids for b in ids if a < b]

    assert _raw(one, {**one.solution, "tensions": rows})["tensions"] < 0.4


@each
def test_a_tension_that_can_be_defended_costs_nothing(one):
    pairs = [(a, b) for sides in one.gold["neutral"] for a in sides[0] for b in sides[1] if a != b]
    keys = [(k["one"], k["other"]) for k in one.gold["tensions"]]
    free = [
        p for p in pairs if not any((p[0] in x and p[1] in y) or (p[0] in y and p[1] in x) for x, y in keys)
    ]
    for first, second in free[:5]:
        row = {"one": first, "other": second, "verdict": w.NOT, "condition": w.NONE}
        assert FULL == _raw(one, {**one.solution, "tensions": [*one.solution["tensions"], row]})


# --- misunderstandings ---------------------------------------------------------------------------------------------


def _verdicts(one, verdict, other):
    answer = copy.deepcopy(one.solution)
    for row in answer["tensions"]:
        if row["verdict"] == verdict:
            row |= {"verdict": other, "condition": w.NONE if other == w.NOT else "another_talk"}
    return answer


def _fitting(one):
    """Return rows that join statements which fit, or which speak of different things."""
    ids = [statement["id"] for statement in one.sheet["statements"]]
    rows = [
        {"one": a, "other": b, "verdict": w.IF, "condition": "other_clock"} for a in ids for b in ids if a < b
    ]
    rows = timeline_score.strays(rows, one.gold)[: w.MOST_ROWS]
    return {**one.solution, "tensions": rows}


def _guessed(one):
    answer = copy.deepcopy(one.solution)
    for ident, key in one.gold["pairs"].items():
        if key["order"] == w.UNDETERMINED:
            answer["pairs"][ident]["order"] = w.FIRST
    return answer


def _sharp(key):
    """Return an hour for a day, a day for an open end."""
    first, last = edtf.moments(key["when"])
    if first == last:
        return None
    day = last if first.year < 1990 else first
    return f"{day:%Y-%m-%d}T12:00:00"


MISUNDERSTANDINGS = {
    "writing-is-event": lambda one: _dated(one, lambda key: next(iter(key["traps"]["writing"]), None)),
    "release-is-event": lambda one: _dated(one, lambda key: next(iter(key["traps"]["release"]), None)),
    "false-precision": lambda one: _dated(one, _sharp),
    "order-guessed": _guessed,
    "contradiction-is-lie": lambda one: _verdicts(one, w.IF, w.NOT),
    "everything-reconciled": lambda one: _verdicts(one, w.NOT, w.IF),
    "no-tension-seen": _fitting,
}


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_misunderstanding_gets_its_own_code(code):
    """On each sheet, alone; where too many of a sheet's tensions accept both verdicts there is no habit to be seen."""
    told = [_result(one, MISUNDERSTANDINGS[code](one)).codes for one in CASES]

    assert (code,) in told and set(told) <= {(code,), ()}, told


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == set(MISUNDERSTANDINGS)


def test_one_slip_is_no_misunderstanding():
    one = CASES[0]
    answer = copy.deepcopy(one.solution)
    undetermined = [i for i, key in one.gold["pairs"].items() if key["order"] == w.UNDETERMINED]
    answer["pairs"][undetermined[0]]["order"] = w.FIRST

    assert len(undetermined) > 2 and () == _result(one, answer).codes


# --- the sheet -----------------------------------------------------------------------------------------------------


def test_check_names_dates_that_do_not_exist_hours_in_intervals_and_quotations_of_another_event():
    one = CASES[0]
    first, other = [e for e in _of(one.sheet, "event") if e["part"] == "june"][:2]
    strange = next(q["id"] for q in other["quotes"] if q["id"] not in {q["id"] for q in first["quotes"]})
    for when in ("2000-06-31", "2000-06-03T20:10", "2000-06-03T20:10:00/2000-06-03T22:50:00", "June"):
        answer = copy.deepcopy(one.solution)
        answer["events"][first["id"]] |= {"when": when, "at": strange}
        assert {f"events {first['id']}, when", f"events {first['id']}, at"} == {
            p.where for p in TASK.check(answer, one.sheet)
        }


def test_shown_sheet_has_everything_and_escapes_it():
    one = CASES[0]
    sheet = copy.deepcopy(one.sheet)
    sheet["statements"][0]["text"] = "<script>alert(1)</script>"
    html = TASK.show(sheet)

    assert "<script>" not in html and TASK.show(one.sheet) in Given(one.sheet)._repr_html_()
    assert all(item["id"] in html for item in (*sheet["items"], *sheet["statements"]))
    assert "dated 2025-08-22 (Friday)" in html
