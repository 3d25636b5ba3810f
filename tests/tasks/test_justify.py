"""The exercise justify: what is told from a filler, what is copied, each misunderstanding, a figure for no points."""

import copy

import pytest
import yaml

from quellenkritik import register
from quellenkritik.tasks import justify_entry as entry
from quellenkritik.tasks import justify_score as scored
from quellenkritik.tasks import justify_words as w
from quellenkritik.tasks.justify import TASK
from tests.tasks import graders

BANK = graders.bank("justify")
WHOLE = graders.Case(TASK, BANK, *TASK.draw({**BANK, "size": len(BANK["items"])}, b"whole"))
ONE = graders.case("justify")
GROUPS = {"record", "memory", "report"}
HONEST = (
    # Another hand, other words: form checks must not ask for the sample's own.
    "Seit den Anfängen der Erweiterung der NATO war mir klar, dass das für Russland schwierig werden könnte. "
    "Ich habe das ernst genommen, und man soll begreifen, dass von einer größeren NATO keinerlei Gefahr ausgeht."
)


def _result(answer):
    return TASK.score(answer, ONE.sheet, ONE.gold)


def _raw(answer):
    return {c.id: c.raw for c in _result(answer).criteria}


def _with_rendering(text, at=1):
    """Return the solution with the rendering of one sentence exchanged."""
    answer = copy.deepcopy(ONE.solution)
    ident = ONE.sheet["items"][at]["id"]
    answer["renderings"][ident]["rendering"] = text
    return answer


def _with_log(**change):
    answer = copy.deepcopy(ONE.solution)
    for row in answer["log"]:
        row.update(change)
    return answer


def _outset():
    return next(item for item in WHOLE.sheet["items"] if item["text"].startswith("From the outset"))


@pytest.mark.parametrize("seed", graders.SEEDS, ids=lambda seed: seed.decode())
def test_sheet_has_one_sentence_of_each_group_and_no_printed_rendering(seed):
    one = graders.case("justify", seed)
    groups = {register.load().quotation(i["given"]["quote"]).text: i["group"] for i in BANK["items"]}

    assert {groups[item["text"]] for item in one.sheet["items"]} == GROUPS
    shown = yaml.safe_dump(one.sheet, allow_unicode=True)
    printed = [text for key in one.gold["items"].values() for text in key["printed"]]
    assert not any(text in shown for text in printed)


def test_every_sample_of_the_bank_passes_the_form_check():
    texts = scored.renderings(WHOLE.solution, WHOLE.sheet)

    assert set(scored.faults(texts, WHOLE.sheet).values()) == {""}
    assert all(rows == [""] for rows in scored.decided(WHOLE.solution, WHOLE.sheet).values())


def test_bank_asks_for_english_sentences_of_at_least_ten_words():
    assert len(BANK["items"]) >= 9
    for item in BANK["items"]:
        quote = register.load().quotation(item["given"]["quote"])
        assert quote.lang == "en" and len(quote.text.split()) >= 10
        assert all(stem == stem.casefold() for group in item["given"]["keep"] for stem in group), (
            "compared with folded text"
        )


def test_printed_renderings_are_registered_and_in_the_class_language():
    for item in BANK["items"]:
        for ident in item["gold"]["printed"]:
            assert register.load().quotation(ident).lang == BANK["language"]


def test_another_hand_is_an_entry_too():
    assert entry.rendering_fault(HONEST, _outset(), "de") == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "whole rendering"),
        ("NATO und Russland.", "whole rendering"),
        (
            "From the outset of the NATO enlargement process, I knew it could be a problem. I was sensitive to this.",
            "not the English",
        ),
        ("lorem ipsum dolor sit amet " * 6, "sentences in German"),
        ("NATO Russland Erweiterung " * 9, "sentences in German"),
        ("der die das und oder " * 6, "sentences in German"),
        ("Ich weiß leider gar nicht, was ich hier schreiben soll, und darum steht hier etwas, das mit dem Satz auf dem "
         "Blatt nichts zu tun hat und nur die Zeile füllt.", "this very sentence"),
    ],
)  # fmt: skip
def test_filler_is_no_entry(text, why):
    assert why in entry.rendering_fault(text, _outset(), "de")


def test_same_words_for_two_sentences_count_for_neither():
    first = ONE.solution["renderings"][ONE.sheet["items"][0]["id"]]["rendering"]
    texts = scored.renderings(_with_rendering(first), ONE.sheet)
    found = scored.faults(texts, ONE.sheet)

    assert [bool(found[item["id"]]) for item in ONE.sheet["items"]] == [True, True, False]


def test_a_rendering_without_its_step_is_not_counted():
    answer = copy.deepcopy(ONE.solution)
    answer["renderings"][ONE.sheet["items"][0]["id"]]["strength"] = "9"

    assert _raw(answer) == {"renderings": pytest.approx(2 / 3), "log": 1.0}


def test_copied_is_a_whole_run_and_not_a_shared_phrase():
    printed = [
        "Ich hatte Verständnis dafür und möchte, dass jeder versteht, dass die NATO-Erweiterung in keiner Weise droht"
    ]

    assert entry.is_copied(printed[0].upper(), printed)
    assert not entry.is_copied(
        "Mir war das bewusst, und klar ist, dass die NATO-Erweiterung in keiner Weise droht.", printed
    )
    assert not entry.is_copied("in keiner Weise droht", printed), "a few words are nobody's"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"phrase": "was delighted"}, "from this sentence"),
        ({"second": ""}, "two alternatives"),
        ({"second": "dafür ein Gespür hatte"}, "two alternatives"),
        ({"choice": "second"}, "found again"),
        ({"choice": "both"}, "found again"),
        ({"second": "in keiner Weise"}, "rejected alternative"),
        ({"loss": "Das klingt nicht ganz so schön wie gedacht."}, "names a word"),
        ({"loss": "Gespür Gespür Gespür Gespür Gespür"}, "at least 5 words"),
    ],
)
def test_what_is_no_decision(change, why):
    item = _outset()
    row = next(r for r in WHOLE.solution["log"] if r["item"] == item["id"])
    rendering = WHOLE.solution["renderings"][item["id"]]["rendering"]

    assert entry.decision_fault(row, item, rendering, "de") == ""
    assert why in entry.decision_fault({**row, **change}, item, rendering, "de")


def test_an_ending_more_or_less_does_not_matter():
    """German moves and bends its verbs: *bereit zu sprechen* is found again in *spreche ich bereitwillig*."""
    assert entry._stands("bereit zu sprechen", "Darüber spreche ich gern")
    assert not entry._stands("bereit zu sprechen", "Darüber rede ich gern")


def test_a_loss_counts_once():
    answer = copy.deepcopy(ONE.solution)
    for row in answer["log"]:
        row["loss"] = f"{answer['log'][0]['loss']}"

    assert _raw(answer)["log"] < 1.0


MISUNDERSTANDINGS = {
    "one-right-translation": lambda: _with_log(second=""),
    "nothing-is-lost": lambda: _with_log(loss="Es geht nichts verloren."),
    "print-is-authority": lambda: _with_rendering(register.load().quotation("W-pravda-de-2#q1").text),
    "english-will-do": lambda: TASK.blind(ONE.sheet)["the English"],
    "louder-than-the-original": lambda: {
        **ONE.solution,
        "renderings": {i: {**e, "strength": "6"} for i, e in ONE.solution["renderings"].items()},
    },
}


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_misunderstanding_gets_its_own_code(code):
    assert _result(MISUNDERSTANDINGS[code]()).codes == (code,)


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == set(MISUNDERSTANDINGS)


def test_likeness_is_told_and_gives_no_points():
    """The figure is among the notes that a student reads; with another rendering it changes and the points do not."""
    told = [
        _result(answer).criteria[0].notes["likeness"] for answer in (ONE.solution, _with_rendering(HONEST))
    ]

    assert TASK.told == ("likeness",)
    assert told[0] != told[1] and all("gives no points" in text for text in told)
    assert _result(_with_rendering(HONEST)).criteria[0].points == 1.0


def test_no_likeness_where_nothing_is_printed():
    gold = {"items": {i: {**key, "printed": []} for i, key in ONE.gold["items"].items()}}

    assert scored.likeness(ONE.solution, ONE.sheet, gold) == {}


@pytest.mark.parametrize("language", w.LANGUAGES)
def test_each_class_language_tells_its_prose_from_a_heap_of_words(language):
    assert len(w.common(language)) >= 30
    assert w.common(language).isdisjoint({"lorem", "ipsum", "dolor", "amet"})


def test_a_class_of_another_language_is_drawn_and_an_unknown_one_refused():
    sheet, _ = TASK.draw({**BANK, "language": "fr"}, b"x")

    assert sheet["language"] == "fr" and "in French" in TASK.show(sheet)
    with pytest.raises(ValueError, match="came the language 'xx'"):
        TASK.draw({**BANK, "language": "xx"}, b"x")


def test_check_says_why_an_entry_does_not_count():
    answer = _with_rendering("NATO und Russland")
    answer["log"][0]["phrase"] = "xylophone"

    problems = {p.where: p.expected for p in TASK.check(answer, ONE.sheet)}

    assert "whole rendering" in problems[f"renderings {ONE.sheet['items'][1]['id']}, rendering"]
    assert "from this sentence" in problems["log row 1"]


def test_shown_sheet_has_every_sentence_and_escapes_it():
    sheet = copy.deepcopy(ONE.sheet)
    sheet["items"][0]["text"] = "<script>alert(1)</script>"

    html = TASK.show(sheet)

    assert "<script>" not in html
    assert all(item["id"] in html for item in sheet["items"])
