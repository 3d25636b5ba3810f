"""The exercise sourcing: the draw, cells with locators, gaps and false certainty, alternatives, misunderstandings."""

import copy

import pytest

from quellenkritik.tasks import sourcing_words as w
from quellenkritik.tasks.sourcing import TASK
from quellenkritik.tasks.sourcing_score import same
from tests.tasks import graders

BANK = graders.bank("sourcing")
WHOLE = graders.Case(TASK, BANK, *TASK.draw({**BANK, "size": len(BANK["items"])}, b"whole"))
PINNED = ("P1-talbott-notes", "P2-memcon-plenary", "W-seed-kosmo")


def _cells(one):
    return [(name, item["id"]) for item in one.sheet["items"] for name in item["asks"]]


def _key(one, cell):
    name, ident = cell
    return one.gold["items"][ident][name]


def _changed(one, change):
    """Return the solution with each cell changed by a function of the cell and its key."""
    answer = copy.deepcopy(one.solution)
    for name, ident in _cells(one):
        answer[name][ident].update(change((name, ident), _key(one, (name, ident))) or {})
    return answer


def _of(one, source):
    """Return the id on the sheet of a source of the register."""
    return next(item["id"] for item in one.sheet["items"] if item["source"] == source)


def _result(one, answer):
    return TASK.score(answer, one.sheet, one.gold)


def _raw(one, answer):
    return {c.id: c.raw for c in _result(one, answer).criteria}


FULL = dict.fromkeys(w.ASKED_BY, 1.0)


@pytest.mark.parametrize("seed", [*graders.SEEDS, *(f"s{n}".encode() for n in range(20))])
def test_sheet_has_the_three_core_sources_and_about_forty_cells(seed):
    one = graders.case("sourcing", seed)

    sources = [item["source"] for item in one.sheet["items"]]
    assert len(sources) == 6 and set(PINNED) < set(sources)
    assert 34 <= len(_cells(one)) <= 40
    strata = {i["given"]["source"]: i["stratum"] for i in BANK["items"]}
    assert {strata[s] for s in sources} == {"core", "briefing", "public", "comparandum"}


def test_bank_shows_every_value():
    """Rule 4: a locator of the key stands on the sheet, with the source or with the help."""
    helps = {quote["id"] for quote in WHOLE.sheet["help"]}
    for item in WHOLE.sheet["items"]:
        own = {quote["id"] for quote in item["quotes"]} | helps | {w.NO_LOCATOR}
        for name in item["asks"]:
            assert set(_key(WHOLE, (name, item["id"]))["locator"]) <= own, (item["source"], name)


def test_every_gap_has_no_other_locator_than_silence():
    for cell in _cells(WHOLE):
        key = _key(WHOLE, cell)
        assert (key["value"] in w.GAPS) == (key["locator"][0] == w.NO_LOCATOR), cell


def test_everything_foreign_has_a_gloss():
    for item in WHOLE.sheet["items"]:
        assert all(quote["lang"] == "en" or quote["gloss"] for quote in item["quotes"])


ALTERNATIVES = [
    pytest.param(cell, {"value": value, "locator": locator}, id=f"{cell[0]}-{cell[1]}-{value}-{locator}")
    for cell in _cells(WHOLE)
    for value in (_key(WHOLE, cell)["value"], *_key(WHOLE, cell)["accept"])
    for locator in ([w.NO_LOCATOR] if value in w.GAPS else [])
    + [i for i in _key(WHOLE, cell)["locator"] if i != w.NO_LOCATOR]
]


@pytest.mark.parametrize(("cell", "entry"), ALTERNATIVES)
def test_accepted_alternative_is_accepted(cell, entry):
    answer = copy.deepcopy(WHOLE.solution)
    answer[cell[0]][cell[1]] = entry

    assert _raw(WHOLE, answer) == FULL


def test_right_values_without_locators_earn_nothing_but_the_gaps():
    one = graders.case("sourcing")
    answer = _changed(one, lambda cell, key: {"locator": ""})

    gaps = {
        name: [_key(one, cell)["value"] in w.GAPS for cell in _cells(one) if cell[0] in fields]
        for name, fields in w.ASKED_BY.items()
    }
    assert _raw(one, answer) == pytest.approx({name: sum(g) / len(g) for name, g in gaps.items()})
    assert "no-evidence" in _result(one, answer).codes


def test_false_certainty_costs_half_a_cell_and_a_gap_nothing():
    one = graders.case("sourcing")
    cell = ("case_number", _of(one, "P2-memcon-plenary"))
    scores = {}
    for value in ("not_seen", "", "not_stated", "2019-0001-F"):
        answer = copy.deepcopy(one.solution)
        answer[cell[0]][cell[1]] = {"value": value, "locator": "none"}
        scores[value] = _raw(one, answer)["custody"]
    whole = sum(name in w.ASKED_BY["custody"] for name, _ in _cells(one))

    assert scores["not_seen"] == 1.0
    assert scores[""] == scores["not_stated"] == pytest.approx(1 - 1 / whole)
    assert scores["2019-0001-F"] == pytest.approx(1 - 1.5 / whole)


@pytest.mark.parametrize(
    ("field", "came", "wanted", "expected"),
    [
        ("event_date", "2000-06-04", "2000-06-04", True),
        ("event_date", "2000-06-04?", "2000-06-04", True),
        ("event_date", "2000-06-04", "2000-06-04?", False),
        ("event_date", "2000-06", "2000-06-04", False),
        ("event_date", "2000-06-03?/2000-06-05", "2000-06-03/2000-06-05", True),
        ("event_date", "", "2000-06-04", False),
        ("case_number", "FL 2017-13804", "FL-2017-13804", True),
        ("case_number", "fl\N{NON-BREAKING HYPHEN}2017\N{EN DASH}13804", "FL-2017-13804", True),
        ("case_number", "F-2017-13804", "FL-2017-13804", False),
        ("case_number", "B-00002629421", "FL-2017-13804", False),
        ("case_number", "not_seen", "not_stated", False),
        ("role", "note_taker", "note_taker", True),
        ("role", "note_taker", "addressee", False),
    ],
)
def test_values_are_compared_by_what_they_mean(field, came, wanted, expected):
    assert same(field, came, wanted) == expected


def _set(one, name, source, **entry):
    answer = copy.deepcopy(one.solution)
    answer[name][_of(one, source)].update(entry)
    return answer


def _event_is_writing(one):
    answer = copy.deepcopy(one.solution)
    for name, ident in _cells(one):
        if name == "writing_date" and ident in answer["event_date"]:
            event = answer["event_date"][ident]
            answer[name][ident] = {"value": event["value"], "locator": event["locator"]}
    return answer


def _every(name, value, only=lambda key: True):
    def change(one):
        return _changed(one, lambda cell, key: {"value": value} if cell[0] == name and only(key) else None)

    return change


MISUNDERSTANDINGS = {
    "event-is-writing": _event_is_writing,
    "note-taker-is-interpreter": _every(
        "role", "interpreter_or_translator", lambda key: key["value"] in ("note_taker", "present_at_talk")
    ),
    "archive-is-author": _every("creator", "national_security_archive"),
    "one-archive-released-all": _every("authority", "national_security_archive"),
    "posting-is-release": _every("release_date", "2025-08-21"),
    "gap-filled": lambda one: _changed(one, lambda cell, key: _filled(cell, key)),
    "unseen-is-silent": lambda one: _changed(one, lambda cell, key: _swapped(key)),
    "no-evidence": lambda one: _changed(one, lambda cell, key: {"locator": ""}),
    "record-is-transcript": _every("good_for", "word_for_word"),
}


def _filled(cell, key):
    values = {"case_number": "2019-0001-F", "authority": "bush_library", "writing_date": "2000-07-01"}
    values |= {"creator": "lockhart", "release_date": "2019-08-29"}
    return {"value": values[cell[0]], "locator": "none"} if key["value"] in w.GAPS else None


def _swapped(key):
    other = {w.NOT_SEEN: w.NOT_STATED, w.NOT_STATED: w.NOT_SEEN}.get(key["value"])
    return {"value": other} if other and other not in key["accept"] else None


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_misunderstanding_gets_its_own_code(code):
    one = graders.case("sourcing")

    assert code in _result(one, MISUNDERSTANDINGS[code](one)).codes


@pytest.mark.parametrize(
    "code", sorted(set(MISUNDERSTANDINGS) - {"one-archive-released-all", "event-is-writing"})
)
def test_misunderstanding_gets_no_other_code(code):
    """Two of them fill gaps as well: a date or an office in the place of what was not seen."""
    one = graders.case("sourcing")

    assert _result(one, MISUNDERSTANDINGS[code](one)).codes == (code,)


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == set(MISUNDERSTANDINGS)


def test_check_names_a_locator_of_another_source_and_a_date_that_does_not_exist():
    one = graders.case("sourcing")
    notes, article = _of(one, "P1-talbott-notes"), _of(one, "W-seed-kosmo")
    answer = _set(one, "role", "P1-talbott-notes", locator="W-seed-kosmo#q5")
    answer["event_date"][notes]["value"] = "2000-06-31"

    said = {p.where: p.came for p in TASK.check(answer, one.sheet)}

    assert said == {
        f"role {notes}, locator": "'W-seed-kosmo#q5'",
        f"event_date {notes}, value": "'2000-06-31'",
    }
    assert article not in " ".join(said)


def test_shown_sheet_has_every_quotation_and_escapes_it():
    one = graders.case("sourcing")
    sheet = copy.deepcopy(one.sheet)
    sheet["items"][0]["quotes"][0]["text"] = "<script>alert(1)</script>"

    html = TASK.show(sheet)

    assert "<script>" not in html
    assert all(quote["id"] in html for item in sheet["items"] for quote in item["quotes"])
