"""The exercise pivot: the draw, the evidence, the routes, the accepted alternatives, each misunderstanding."""

import copy

import pytest

from quellenkritik.tasks import pivot_words as w
from quellenkritik.tasks.given import Given
from quellenkritik.tasks.pivot import TASK
from quellenkritik.tasks.scoring import is_run
from tests.tasks import graders

BANK = graders.bank("pivot")
WHOLE = graders.Case(TASK, BANK, *TASK.draw({**BANK, "size": len(BANK["items"])}, b"whole"))
each_seed = pytest.mark.parametrize("seed", graders.SEEDS, ids=lambda seed: seed.decode())


def _changed(one, change):
    """Return the solution with each entry changed by a function of item, key and entry."""
    answer = copy.deepcopy(one.solution)
    for item in one.sheet["items"]:
        key = one.gold["items"][item["id"]]
        answer["items"][item["id"]].update(change(item, key) or {})
    return answer


def _result(one, answer):
    return TASK.score(answer, one.sheet, one.gold)


def _raw(one, answer):
    return {c.id: c.raw for c in _result(one, answer).criteria}


@each_seed
def test_sheet_has_sixteen_quotations_of_all_classes_in_english_and_not(seed):
    one = graders.case("pivot", seed)

    classes = {key["class"] for key in one.gold["items"].values()}
    assert (len(one.sheet["items"]), classes) == (16, set(w.CLASSES))
    assert {item["lang"] == "en" for item in one.sheet["items"]} == {True, False}


def test_bank_shows_every_diagnostic_word_and_its_evidence():
    """Rule 4: what is scored stands in the student's hands."""
    panel = {text["id"]: text["group"] for text in WHOLE.sheet["panel"]}
    for item in WHOLE.sheet["items"]:
        key = WHOLE.gold["items"][item["id"]]
        assert all(is_run(word, item["text"], w.MOST_WORDS) for word in key["word"]), item["text"]
        assert all(panel[i] == item["group"] for i in (*key["against"], *key["accept"]["against"]))
        assert bool(key["word"]) == bool(key["against"]) == (key["class"] != "undetermined")
        assert (key["through"] != "none") == (key["class"] == "relay")


def test_bank_gives_glosses_and_a_word_list_for_everything_foreign():
    for item in WHOLE.sheet["items"]:
        assert item["lang"] == "en" or (item["gloss"] and item["words"]), item["text"]
        assert all(word.casefold() in item["text"].casefold() for word in item["words"])
    assert all(text["lang"] == "en" or text["gloss"] for text in WHOLE.sheet["panel"])


def _alternatives():
    """Yield every accepted alternative of the bank: the item's place and the entry that takes it."""
    solution = WHOLE.solution["items"]
    for ident, key in WHOLE.gold["items"].items():
        for name in key["accept"]["class"]:
            entry = {**solution[ident], "class": name, "through": "none"}
            if name == "relay":
                entry["through"] = (key["accept"]["through"] or [key["through"]])[0]
            if name == "undetermined":
                entry |= {"word": "none", "against": "none"}
            yield pytest.param(ident, entry, id=f"{ident}-{name}")
        if key["class"] == "relay":
            for language in key["accept"]["through"]:
                if language != "none":
                    yield pytest.param(
                        ident, {**solution[ident], "through": language}, id=f"{ident}-{language}"
                    )
        for text in key["accept"]["against"]:
            yield pytest.param(ident, {**solution[ident], "against": text}, id=f"{ident}-{text}")
        for word in key["word"][1:]:
            yield pytest.param(ident, {**solution[ident], "word": word}, id=f"{ident}-{word}")


@pytest.mark.parametrize(("ident", "entry"), list(_alternatives()))
def test_accepted_alternative_is_accepted(ident, entry):
    answer = copy.deepcopy(WHOLE.solution)
    answer["items"][ident] = entry

    assert _raw(WHOLE, answer) == {"class": 1.0, "word": 1.0, "route": 1.0}


def _english_original(item, key):
    if item["lang"] == "en" and key["class"] in ("relay", "reworded", "direct"):
        return {"class": "original", "through": "none", "against": "none"}
    return None


def _foreign_relay(item, key):
    if key["class"] == "direct" and item["lang"] != "en" and "relay" not in key["accept"]["class"]:
        return {"class": "relay", "through": "mk"}
    return None


MISUNDERSTANDINGS = {
    "english-is-original": _english_original,
    "relay-is-error": lambda item, key: {"class": "reworded"} if key["class"] == "relay" else None,
    "marks-mean-exact": lambda item, key: {"class": "direct"} if key["class"] == "paraphrase" else None,
    "foreign-is-relay": _foreign_relay,
    "sure-without-evidence": lambda item, key: (
        {"class": "reworded"} if key["class"] == "undetermined" else None
    ),
}


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_misunderstanding_gets_its_own_code(code):
    """On each sheet it gets its code or, where accepted answers leave too few places for a habit, none."""
    told = set()
    for seed in graders.SEEDS:
        one = graders.case("pivot", seed)
        told.add(_result(one, _changed(one, MISUNDERSTANDINGS[code])).codes)

    assert (code,) in told and told <= {(code,), ()}


def test_original_proved_by_a_translation_gets_its_own_code():
    told = set()
    for seed in graders.SEEDS:
        one = graders.case("pivot", seed)
        told.add(_result(one, _changed(one, _crossed(one))).codes)

    assert ("translation-as-proof",) in told and told <= {("translation-as-proof",), ()}


def _crossed(one):
    """Return a change that proves each original by a text of the panel in another language."""

    def change(item, key):
        texts = [t for t in one.sheet["panel"] if t["group"] == item["group"] and t["lang"] != item["lang"]]
        return {"against": texts[0]["id"]} if key["class"] == "original" and texts else None

    return change


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == {*MISUNDERSTANDINGS, "translation-as-proof"}


def test_one_slip_is_no_misunderstanding():
    one = graders.case("pivot")
    relays = [i for i, key in one.gold["items"].items() if key["class"] == "relay"]
    answer = copy.deepcopy(one.solution)
    answer["items"][relays[0]]["class"] = "reworded"

    assert len(relays) > 2
    assert _result(one, answer).codes == ()


def test_false_certainty_costs_more_than_a_gap():
    one = graders.case("pivot")
    gap = _changed(one, lambda item, key: {"class": ""} if key["class"] == "undetermined" else None)
    sure = _changed(one, lambda item, key: {"class": "original"} if key["class"] == "undetermined" else None)

    assert _raw(one, sure)["class"] < _raw(one, gap)["class"] < 1.0


def test_right_class_without_its_word_earns_nothing_for_word_and_route():
    one = graders.case("pivot")
    answer = _changed(one, lambda item, key: {"word": "", "against": ""})

    assert _raw(one, answer) == {"class": 1.0, "word": 0.0, "route": 0.0}


def test_right_word_without_its_text_earns_half():
    one = graders.case("pivot")
    answer = _changed(one, lambda item, key: {"against": "none"})

    assert _raw(one, answer) == {"class": 1.0, "word": 0.5, "route": 1.0}


def test_whole_sentence_is_no_diagnostic_word():
    one = graders.case("pivot")
    answer = _changed(
        one, lambda item, key: {"word": item["text"]} if len(item["text"].split()) > 8 else None
    )

    assert _raw(one, answer)["word"] < 0.5


def test_relay_everywhere_is_no_way_to_the_routes():
    one = graders.case("pivot")
    wrong = {
        i for i, key in one.gold["items"].items() if "relay" not in (key["class"], *key["accept"]["class"])
    }
    relays = sum(key["class"] == "relay" for key in one.gold["items"].values())
    answer = _changed(one, lambda item, key: {"class": "relay"})

    assert _raw(one, answer)["route"] == pytest.approx(relays / (relays + len(wrong)))


def test_check_names_words_that_are_not_there_and_texts_of_another_panel():
    one = graders.case("pivot")
    groups = {text["id"]: text["group"] for text in one.sheet["panel"]}
    item = one.sheet["items"][0]
    other = next(i for i, group in groups.items() if group != item["group"])
    answer = copy.deepcopy(one.solution)
    answer["items"][item["id"]] |= {"word": "xylophone", "against": other}

    places = [(p.where, p.came) for p in TASK.check(answer, one.sheet)]

    assert (f"items {item['id']}, word", "'xylophone'") in places
    assert any(where == f"items {item['id']}, against" for where, _ in places)


def test_shown_sheet_has_every_text_and_escapes_it():
    one = graders.case("pivot")
    sheet = copy.deepcopy(one.sheet)
    sheet["items"][0]["text"] = "<script>alert(1)</script>"

    html = TASK.show(sheet)

    assert "<script>" not in html
    assert all(item["id"] in html for item in sheet["items"]) and all(t["id"] in html for t in sheet["panel"])


def test_notebook_shows_the_picture_of_the_exercise_with_its_classes():
    given = Given(graders.case("pivot").sheet)

    assert TASK.show(given) in given._repr_html_()
    assert all(
        meaning.split(",")[0] in given._repr_html_() for meaning in w.CLASSES.values() if "'" not in meaning
    )


def test_sheet_cut_by_hand_is_still_shown():
    assert "<table" in Given({"exercise": "pivot", "items": [{"id": "p-1", "text": "words"}]})._repr_html_()
