"""The exercise argument: the draw, the table of caps, each criterion, the accepted alternatives, each misunderstanding."""

import copy
from itertools import combinations

import pytest

from quellenkritik.register import numbers
from quellenkritik.tasks import argument_caps as caps
from quellenkritik.tasks import argument_score as scored
from quellenkritik.tasks import argument_words as w
from quellenkritik.tasks.argument import TASK
from quellenkritik.tasks.argument_sheet import SIDES
from quellenkritik.tasks.argument_trees import Trees
from quellenkritik.tasks.given import Given
from tests.tasks import graders

BANK = graders.bank("argument")
CLAIMS = {item["id"]: item for item in BANK["items"]}
WHOLE = graders.Case(
    TASK, BANK, *TASK.draw({**BANK, "draw": {**BANK["draw"], "claims": len(CLAIMS)}}, b"whole")
)
"""A sheet with every claim of the bank."""

CASES = [graders.case("argument", seed) for seed in graders.SEEDS]
each = pytest.mark.parametrize("one", CASES, ids=[seed.decode() for seed in graders.SEEDS])
FULL = {"evidence": 1.0, "counter": 1.0, "origins": 1.0, "certainty": 1.0}


def _result(one, answer):
    return TASK.score(answer, one.sheet, one.gold)


def _raw(one, answer):
    return {c.id: c.raw for c in _result(one, answer).criteria}


def _on(one, ident, **fields):
    """Return the solution with other fields on one card."""
    answer = copy.deepcopy(one.solution)
    answer["cards"][ident] |= fields
    return answer


def _everywhere(one, **fields):
    answer = copy.deepcopy(one.solution)
    for card in answer["cards"].values():
        card |= copy.deepcopy(fields)
    return answer


def _card(text):
    """Return the id that a claim of the bank has on the whole sheet."""
    return next(
        item["id"] for item in WHOLE.sheet["items"] if item["claim"] == CLAIMS[text]["given"]["claim"]
    )


def _key(text):
    return WHOLE.gold["claims"][_card(text)]


def _text(quote):
    return next(q["text"] for q in WHOLE.sheet["quotations"] if q["id"] == quote)


# --- the draw and the key ------------------------------------------------------------------------------------------


@each
def test_sheet_has_six_claims_the_central_one_and_half_of_them_not_shown(one):
    claims = [item["claim"] for item in one.sheet["items"]]
    reach = [key["reach"] for key in one.gold["claims"].values()]

    assert 6 == len(claims) and CLAIMS["offered"]["given"]["claim"] in claims
    assert 3 == reach.count(w.CARRIES)


@each
def test_every_side_of_every_claim_has_its_words_on_the_sheet(one):
    known = {quote["id"] for quote in one.sheet["quotations"]}
    for item in one.sheet["items"]:
        key = one.gold["claims"][item["id"]]
        bank = next(i for i in BANK["items"] if i["given"]["claim"] == item["claim"])
        assert set().union(*(key[side] for side in SIDES)) <= known
        assert {side: bool(bank["gold"][side]) for side in SIDES} == {s: bool(key[s]) for s in SIDES}


@each
def test_key_of_a_sheet_has_the_origins_and_the_cap_of_the_bank(one):
    """Fewer quotations stand on a sheet than in the bank; no origin and no certainty is lost by that."""
    for item in one.sheet["items"]:
        key = one.gold["claims"][item["id"]]
        bank = next(i for i in BANK["items"] if i["given"]["claim"] == item["claim"])["gold"]
        assert {n: bank[n] for n in ("origins", "second", "certainty")} == {
            n: key[n] for n in ("origins", "second", "certainty")
        }


def test_bank_follows_the_published_table():
    for item in BANK["items"]:
        gold = item["gold"]
        named = sorted({BANK["origins"][q] for q in gold["shows"] or gold["less"]}) or [w.NONE]
        assert (named, caps.second(named)) == (gold["origins"], gold["second"]), item["id"]
        assert gold["certainty"] == caps.cap(named, shown=bool(gold["shows"]), against=bool(gold["against"]))
        assert not set(gold["shows"]) & set(gold["less"]) and not set(gold["less"]) & set(gold["against"])


def test_what_the_sources_cannot_settle_is_settled_by_no_key():
    assert w.NOT_SHOWN == CLAIMS["who-first"]["gold"]["certainty"]
    assert w.NOT_SHOWN == CLAIMS["no-on-fifth"]["gold"]["certainty"]
    assert w.NOT_SHOWN == CLAIMS["offered"]["gold"]["certainty"]
    assert w.OPEN == CLAIMS["yes-then-no"]["gold"]["certainty"], "in tension, never refuted"


def test_every_origin_is_named_in_the_words():
    assert set(BANK["origins"].values()) <= set(w.ORIGINS)


def test_editors_counts_are_those_of_the_register():
    names = ("next_day_witnesses", "readings_v1_understanding", "readings_v1_serious")

    assert [numbers.value(name) for name in names] == [tree["pages"] for tree in BANK["draw"]["trees"]]


# --- the table -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origins", "alone", "against"),
    [
        (["us_delegation_2000", "kremlin_2000"], w.WELL_ATTESTED, w.LIKELY),
        (["memcon"], w.LIKELY, w.POSSIBLE),
        (["memcon", "talbott_notes", "us_delegation_2000"], w.LIKELY, w.POSSIBLE),
        (["memcon", "putin_memory"], w.LIKELY, w.POSSIBLE),
        (["putin_memory", "clinton_memory"], w.LIKELY, w.POSSIBLE),
        (["putin_memory"], w.POSSIBLE, w.OPEN),
        ([w.NONE], w.NOT_SHOWN, w.NOT_SHOWN),
    ],
)
def test_cap_by_origins(origins, alone, against):
    assert alone == caps.cap(origins, shown=True, against=False)
    assert against == caps.cap(origins, shown=True, against=True)
    assert w.NOT_SHOWN == caps.cap(origins, shown=False, against=False)


def test_papers_of_one_delegation_are_not_independent():
    (party,) = w.PARTIES

    assert not any(caps.independent(pair) for pair in combinations(party, 2))
    assert caps.independent(["dpa_2000", "latimes_2000"]) and not caps.independent(["dpa_2000"])
    assert [w.NO_SOURCE, w.NO_SECOND] == [caps.second([w.NONE]), caps.second(["memcon"])]


# --- credits -------------------------------------------------------------------------------------------------------


def test_a_place_without_its_words_is_worth_half():
    bare = _everywhere(WHOLE, words="", counter_words="")

    assert 0.5 == _raw(WHOLE, bare)["evidence"]


def test_four_words_are_no_quotation_and_five_with_a_change_neither():
    card, text = _card("ready"), _text("P2-memcon-plenary#q2")
    whole = _raw(WHOLE, WHOLE.solution)["evidence"]

    for words in (" ".join(text.split()[:4]), text.replace("about being", "about not being")):
        assert whole > _raw(WHOLE, _on(WHOLE, card, words=words))["evidence"]
    assert whole == _raw(WHOLE, _on(WHOLE, card, words=" ".join(text.split()[2:7])))["evidence"]


def test_the_right_words_without_the_judgement_how_far_they_carry_are_worth_nothing():
    card = _card("offered")

    assert 19 / 20 == pytest.approx(_raw(WHOLE, _on(WHOLE, card, reach=w.CARRIES))["evidence"])


def test_certainty_counts_only_with_evidence():
    without = _everywhere(WHOLE, evidence="", words="")

    assert 0.0 == _raw(WHOLE, without)["certainty"]


def test_more_than_the_table_allows_costs_more_than_a_gap():
    card = _card("putin-asked")
    steps = [w.POSSIBLE, w.OPEN, "", w.LIKELY]
    shares = [_raw(WHOLE, _on(WHOLE, card, certainty=step))["certainty"] for step in steps]

    assert [1.0, 0.975, 0.95, 0.9375] == pytest.approx(shares)


def test_an_origin_too_many_costs_and_a_wrong_word_on_the_second_source_costs_half():
    card = _card("ready")
    few = _raw(WHOLE, _on(WHOLE, card, origins=["memcon", "press_later"]))["origins"]
    wrong = _raw(WHOLE, _on(WHOLE, card, second=w.INDEPENDENT))["origins"]

    assert 1.0 - 1 / 60 == pytest.approx(few)
    assert 1.0 - 1 / 40 == pytest.approx(wrong)


def _accepted():
    """Yield every accepted alternative, with the fields of a card that use it."""
    for text, item in CLAIMS.items():
        accept = _key(text)["accept"]
        for quote in accept["evidence"]:
            yield pytest.param(text, {"evidence": quote, "words": _text(quote)}, id=f"{text}-{quote}")
        for quote in accept["counter"]:
            yield pytest.param(
                text, {"counter": quote, "counter_words": _text(quote)}, id=f"{text}-against-{quote}"
            )
        for origins in accept["origins"]:
            yield pytest.param(text, {"origins": origins}, id=f"{text}-{'-'.join(origins)}")
        for name in ("second", "certainty", "reach"):
            for value in item.get("accept", {}).get(name, []):
                yield pytest.param(text, {name: value}, id=f"{text}-{value}")


@pytest.mark.parametrize(("text", "fields"), list(_accepted()))
def test_accepted_alternative_is_accepted(text, fields):
    assert FULL == _raw(WHOLE, _on(WHOLE, _card(text), **fields))


@pytest.mark.parametrize("text", CLAIMS)
def test_any_words_on_the_right_side_will_do(text):
    key, card = _key(text), _card(text)
    for quote in key["shows"] or key["less"]:
        assert FULL == _raw(WHOLE, _on(WHOLE, card, evidence=quote, words=_text(quote)))
    for quote in key["against"]:
        assert FULL == _raw(WHOLE, _on(WHOLE, card, counter=quote, counter_words=_text(quote)))


# --- misunderstandings ---------------------------------------------------------------------------------------------


def _quoting(quote):
    return {"evidence": quote, "words": _text(quote)}


SIGNS = {
    "ready-is-offered": lambda: _on(WHOLE, _card("offered"), reach=w.CARRIES, certainty=w.LIKELY),
    "copies-are-witnesses": lambda: _everywhere(WHOLE, second=w.INDEPENDENT),
    "one-delegation": lambda: _on(WHOLE, _card("dinner-length"), second=w.INDEPENDENT),
    "release-proves": lambda: _on(WHOLE, _card("offered"), **_quoting("W-seed-kosmo#q23")),
    "later-fills": lambda: _everywhere(WHOLE, **_quoting("T15b-valdai-5tv#q1")),
    "silence-refutes": lambda: _on(WHOLE, _card("dinner-nato"), counter="P6-kremlin-3june#q2"),
    "page-is-origin": lambda: _everywhere(WHOLE, origins=["press_later"]),
    "against-passed-over": lambda: _everywhere(WHOLE, counter=w.NONE_FOUND, counter_words=""),
    "tension-refutes": lambda: _everywhere(WHOLE, certainty=w.NOT_SHOWN),
    "beyond-own-card": lambda: _everywhere(WHOLE, certainty=w.WELL_ATTESTED),
}


def test_every_misunderstanding_has_a_sign():
    assert {m.code for m in TASK.misconceptions} == set(SIGNS)


@pytest.mark.parametrize("code", SIGNS)
def test_misunderstanding_gets_its_code(code):
    assert code in _result(WHOLE, SIGNS[code]()).codes


def test_one_slip_is_no_habit():
    slip = _on(WHOLE, _card("ready"), second=w.INDEPENDENT)

    assert () == _result(WHOLE, slip).codes


def test_silence_is_no_code_where_nobody_named_it():
    assert () == _result(WHOLE, _everywhere(WHOLE, counter="", counter_words="")).codes


# --- the form and the views ------------------------------------------------------------------------------------------


def test_check_tells_words_that_are_not_exact():
    card = _card("ready")
    problems = TASK.check(_on(WHOLE, card, words="I offer NATO membership to Russia"), WHOLE.sheet)

    assert [f"cards {card}, words"] == [p.where for p in problems]
    assert [True] == [p.missing for p in TASK.check(_on(WHOLE, card, words=""), WHOLE.sheet)]


def test_sheet_shows_claims_quotations_origins_and_the_table():
    shown = Given(CASES[0].sheet)._repr_html_()

    for words in (CASES[0].sheet["items"][0]["claim"], w.CAPS[0]["shown"], w.TREES["title"]):
        assert words in shown
    assert all(quote["id"] in shown for quote in CASES[0].sheet["quotations"])


def test_own_tree_is_shown_beside_the_editors_count(tmp_path):
    view = Trees(CASES[0].sheet, tmp_path)
    assert w.TREES["missing"] in view._repr_html_()

    (tmp_path / "answers.yml").write_text("stemma: {edges: []}\n", encoding="utf-8")
    assert w.TREES["own"] in view._repr_html_() and "<svg" in view._repr_html_()
    (tmp_path / "answers.yml").write_text("stemma: [\n", encoding="utf-8")
    assert w.TREES["missing"] in view._repr_html_(), "a file that cannot be read shows no tree"
    assert "origins 1" in repr(view)


def test_strange_origins_are_left_out():
    card = _card("ready")
    found = scored.cards(_on(WHOLE, card, origins=["memcon", "the internet", ["x"]]), WHOLE.sheet)

    assert ["memcon"] == found[card]["origins"]
