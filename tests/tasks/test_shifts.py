"""The exercise shifts: the draw, the evidence in the student's hands, marks, stages, severities, each misunderstanding."""

import copy
from itertools import pairwise

import pytest

from quellenkritik.tasks import shifts_score as scored
from quellenkritik.tasks import shifts_sheet as sheets
from quellenkritik.tasks import shifts_words as w
from quellenkritik.tasks.form import span_of
from quellenkritik.tasks.shifts import TASK
from quellenkritik.text import tokens
from tests.tasks import graders

BANK = graders.bank("shifts")
WHOLE = graders.Case(TASK, BANK, *TASK.draw({**BANK, "size": len(BANK["items"])}, b"whole"))
ONE = graders.case("shifts")
MANY = [graders.case("shifts", b"class %d" % n) for n in range(12)]
each_seed = pytest.mark.parametrize("seed", graders.SEEDS, ids=lambda seed: seed.decode())
GOLD_MARKS = [(item, mark) for item in BANK["items"] for mark in item["gold"]["marks"]]


def _result(one, answer):
    return TASK.score(answer, one.sheet, one.gold)


def _raw(one, answer):
    return {c.id: c.raw for c in _result(one, answer).criteria}


def _key(one, row):
    return next(
        key
        for key in one.gold["marks"]
        if key["item"] == row["item"] and tuple(key["spans"][0]) == span_of(row["span"])
    )


def _changed(one, change):
    """Return the solution with each row changed by a function of its key; where it gives None, the row is left out."""
    rows = [(row, change(_key(one, row))) for row in copy.deepcopy(one.solution["marks"])]
    return {"marks": [{**row, **new} for row, new in rows if new is not None]}


@each_seed
def test_sheet_has_twelve_texts_of_all_strata_and_four_stages_or_more(seed):
    one = graders.case("shifts", seed)
    by_words = {tuple(i["tokens"]): sheets.stratum(item) for item, i in _paired()}

    assert len(one.sheet["items"]) == 12
    strata = {by_words[tuple(item["tokens"])] for item in one.sheet["items"]}
    assert strata == {sheets.FAITHFUL, sheets.INHERITED, sheets.OPEN, sheets.OWN, sheets.TRANSLATED}
    assert len({key["stage"][0] for key in one.gold["marks"] if not key["open"]}) >= 4


def _paired():
    """Return bank items with what a student sees of them."""
    return [(item, sheets._given(item["given"], BANK["glosses"])) for item in BANK["items"]]


def test_bank_has_the_articles_own_quotations_and_serbian_dailies_and_agencies():
    quoted = [item["given"]["quote"].partition("#")[0] for item in BANK["items"]]

    assert len(BANK["items"]) >= 24
    assert quoted.count("W-seed-kosmo") >= 8
    assert {"W-ria", "W-tass-ru", "W-novosti-rs", "W-24sedam", "W-tanjug", "W-sputnik-ar"} <= set(quoted)


def test_every_category_severity_and_stage_is_in_the_bank():
    scored_marks = [mark for _, mark in GOLD_MARKS if not mark.get("open")]

    assert {mark["category"] for mark in scored_marks} == set(w.CATEGORIES)
    assert {mark["severity"] for mark in scored_marks} == set(w.SEVERITIES)
    assert {mark["stage"] for mark in scored_marks} >= set(w.STAGES) - {"sr_de"}


@pytest.mark.parametrize(
    ("item", "mark"), GOLD_MARKS, ids=lambda x: x.get("id", "") if isinstance(x, dict) else ""
)
def test_mark_of_the_bank_lies_in_its_text_and_has_known_words(item, mark):
    size = len(sheets._given(item["given"], BANK["glosses"])["tokens"])
    accept = mark.get("accept", {})

    assert all(
        span_of(str(s)) and span_of(str(s))[1] <= size for s in (mark["span"], *accept.get("span", []))
    )
    assert {mark["category"], *accept.get("category", [])} <= set(w.CATEGORIES)
    assert {mark["severity"], *accept.get("severity", [])} <= set(w.SEVERITIES)
    assert {mark["stage"], *accept.get("stage", [])} <= set(w.STAGES)
    assert mark["rationale"] and mark["adjudicated"]


def test_scored_marks_of_one_text_do_not_overlap():
    for item in BANK["items"]:
        spans = sorted(span_of(str(m["span"])) for m in item["gold"]["marks"] if not m.get("open"))
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), item["id"]
        assert len(spans) <= w.MOST_MARKS


def test_a_stage_lies_on_the_way_that_is_shown():
    """Rule 4: a step is asked for only where both of its texts, or the gap between, are in the student's hands."""
    pairs = {"en_ru": ("en", "ru"), "ru_ru": ("ru", "ru"), "ru_sr": ("ru", "sr"), "sr_de": ("sr", "de")}
    for item, shown in _paired():
        way = [text["lang"] for text in shown["chain"]] + [shown["lang"]]
        for mark in item["gold"]["marks"]:
            if mark["stage"] in pairs and not mark.get("open"):
                assert pairs[mark["stage"]] in set(pairwise(way)), item["id"]


def test_undetermined_is_asked_only_where_a_text_is_not_shown_or_cut():
    for item, shown in _paired():
        gaps = any(text.get("gap") == "not_shown" for text in shown["chain"])
        if any(m["stage"] == w.UNDETERMINED and not m.get("open") for m in item["gold"]["marks"]):
            assert gaps or "..." in shown["tokens"], item["id"]


def test_everything_foreign_is_glossed_word_by_word():
    for _, shown in _paired():
        assert shown["tokens"] == tokens(shown["text"])
        assert (shown["lang"] == "en") or (shown["gloss"] and len(shown["words"]) == len(shown["tokens"]))
        assert all("gap" in t or t["lang"] == "en" or t["gloss"] for t in shown["chain"])


def test_glosses_do_not_name_what_is_to_be_found():
    shown = " ".join(t.get("gloss", "") for _, i in _paired() for t in (i, *i["chain"]))

    assert not any(word in shown for word in ("tense)", "(no ", "one dot", "feminine"))


def test_words_of_the_gloss_that_do_not_fit_are_refused():
    item = copy.deepcopy(BANK["items"][0])
    item["given"]["words"] = "one|two"

    with pytest.raises(ValueError, match="2 words of the gloss for"):
        TASK.draw({**BANK, "items": [item], "size": 1}, b"x")


def test_private_items_may_give_their_own_words():
    words = {"text": "It was so.", "lang": "en", "gloss": "", "page": "A page", "date": "2025"}
    chain = [{"id": "first", **words, "text": "It is so."}, {"lang": "fr", "gap": "not_shown"}]
    mark = {"span": "2", "category": "tense_modality", "severity": "minor", "stage": "undetermined"}
    item = {
        "id": "own",
        "given": {"quote": words, "printed": "as a title", "chain": chain},
        "gold": {"marks": [mark]},
    }
    sheet, gold = TASK.draw({"exercise": "shifts", "size": 1, "items": [item]}, b"x")

    assert sheet["items"][0]["tokens"] == ["It", "was", "so"]
    assert gold["marks"][0]["spans"] == [[1, 2]] and gold["marks"][0]["last"] == "other_step"


def _alternatives():
    for key in WHOLE.gold["marks"]:
        if not key["open"]:
            for at, span in enumerate(key["spans"][1:], start=1):
                yield pytest.param(key, {"span": f"{span[0] + 1}-{span[1]}"}, id=f"{key['item']}-span-{at}")
            for name in ("category", "severity", "stage"):
                for value in key[name][1:]:
                    yield pytest.param(key, {name: value}, id=f"{key['item']}-{name}-{value}")


@pytest.mark.parametrize(("key", "change"), list(_alternatives()))
def test_accepted_alternative_is_accepted(key, change):
    """Alone, and laid against the rest of the solution: nothing is lost."""
    answer = _changed(WHOLE, lambda k: change if k is key else {})

    assert _raw(WHOLE, answer) == {"marks": 1.0, "stage": 1.0, "severity": 1.0}


def test_a_mark_on_an_open_one_counts_neither_for_nor_against():
    key = next(key for key in ONE.gold["marks"] if key["open"])
    first, end = key["spans"][0]
    row = {
        "item": key["item"],
        "span": f"{first + 1}-{end}",
        "category": "omission",
        "severity": "critical",
        "stage": "sr_de",
    }
    answer = {"marks": [*ONE.solution["marks"], row]}

    assert _raw(ONE, answer) == {"marks": 1.0, "stage": 1.0, "severity": 1.0}


def test_f1_times_labels_by_hand():
    """Half of the marks found, all with the right category: F1 is 2/3; half of the categories wrong halves it."""
    rows = ONE.solution["marks"]
    half = {"marks": rows[: len(rows) // 2]}
    wrong = {
        "marks": [{**r, "category": "omission" if at % 2 else r["category"]} for at, r in enumerate(rows)]
    }

    assert _raw(ONE, half)["marks"] == pytest.approx(2 / 3, abs=0.02)
    assert 0.4 < _raw(ONE, wrong)["marks"] < 0.65


def test_marking_the_whole_texts_earns_nothing():
    rows = [{**row, "span": "1-40"} for row in ONE.solution["marks"]]
    fitting = {i["id"]: len(i["tokens"]) for i in ONE.sheet["items"]}
    whole = {"marks": [{**row, "span": f"1-{fitting[row['item']]}"} for row in ONE.solution["marks"]]}

    assert _result(ONE, {"marks": rows}).points == 0.0, "outside the text"
    assert _result(ONE, whole).points < 0.5


def test_more_than_four_marks_on_a_text_do_not_count():
    item = ONE.sheet["items"][0]
    rows = [{"item": item["id"], "span": str(at)} for at in range(1, 9)]

    assert len(scored.marks_of({"marks": rows}, ONE.sheet)) == w.MOST_MARKS
    assert any("at most 4" in p.expected for p in TASK.check({"marks": rows}, ONE.sheet))


def test_the_stage_is_earned_on_the_marks_that_tell():
    """One wrong stage where the last step is not the answer costs more than one where it is."""
    telling = [key for key in ONE.gold["marks"] if not key["open"] and key["last"] not in key["stage"]]
    plain = [key for key in ONE.gold["marks"] if not key["open"] and key["last"] in key["stage"]]
    costs = [
        1.0
        - _raw(ONE, _changed(ONE, lambda k, wrong=wrong: {"stage": "ru_ru"} if k is wrong else {}))["stage"]
        for wrong in (telling[0], next(k for k in plain if "ru_ru" not in k["stage"]))
    ]

    assert len(telling) >= 2 and costs[0] > costs[1] > 0.0


def test_a_stage_without_its_mark_earns_nothing():
    rows = [{**row, "span": "40"} for row in ONE.solution["marks"]]

    assert _raw(ONE, {"marks": rows})["stage"] == 0.0


@pytest.mark.parametrize("severity", w.SEVERITIES)
def test_one_severity_for_all_earns_next_to_nothing(severity):
    points = [_raw(one, _changed(one, lambda key: {"severity": severity}))["severity"] for one in MANY]

    assert sum(points) / len(points) <= 0.25


MISUNDERSTANDINGS = {
    "last-translator-did-it": lambda key: {"stage": key["last"]} if key["stage"][0] != w.UNDETERMINED else {},
    "sure-without-evidence": lambda key: {"stage": "en_ru"} if key["stage"][0] == w.UNDETERMINED else {},
    "marks-guarantee-words": lambda key: None if key["category"][0] == "quoted_paraphrase" else {},
    "omission-is-invisible": lambda key: None if key["category"][0] == "omission" else {},
    "tense-is-style": lambda key: None if key["category"][0] == "tense_modality" else {},
    "every-shift-is-a-lie": lambda key: {"severity": "critical"},
}


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_misunderstanding_gets_its_own_code(code):
    """On each sheet it gets its code or, where the sheet gives no occasion for it, none."""
    told = {_result(one, _changed(one, MISUNDERSTANDINGS[code])).codes for one in MANY}

    assert (code,) in told and told <= {(code,), ()}


def test_marks_on_faithful_texts_get_their_own_code():
    keyed = {key["item"] for key in ONE.gold["marks"]}
    rows = [{"item": i["id"], "span": "1"} for i in ONE.sheet["items"] if i["id"] not in keyed]

    assert rows
    assert _result(ONE, {"marks": [*ONE.solution["marks"], *rows]}).codes == ("difference-is-shift",)


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == {*MISUNDERSTANDINGS, "difference-is-shift"}


def test_whoever_marks_nothing_is_not_told_what_was_passed_over():
    assert _result(ONE, {"marks": ONE.solution["marks"][:1]}).codes == ()


def test_agreement_on_severity_is_told_in_numbers():
    notes = _result(ONE, ONE.solution).criteria[-1].notes

    assert TASK.told == ("alpha",)
    assert "alpha 1.00" in notes["alpha"] and "too few" in notes["alpha"]
    assert _result(ONE, {}).criteria[-1].notes == {}


def test_check_names_marks_outside_their_text():
    item = ONE.sheet["items"][0]
    row = {**ONE.solution["marks"][0], "item": item["id"], "span": "3-99"}

    problems = [(p.where, p.expected) for p in TASK.check({"marks": [row]}, ONE.sheet)]

    assert problems == [("marks row 1, span", f"numbers from 1 to {len(item['tokens'])}")]


def test_shown_sheet_numbers_the_words_and_keeps_arabic_in_its_direction():
    html = TASK.show(WHOLE.sheet)

    assert 'lang="ar" dir="rtl"' in html
    assert all(item["id"] in html for item in WHOLE.sheet["items"])
    assert w.GAPS["not_shown"] in html and w.GAPS["absent"] in html


def test_shown_sheet_escapes_every_text():
    sheet = copy.deepcopy(ONE.sheet)
    sheet["items"][0] |= {
        "text": "<script>",
        "tokens": ["<script>"],
        "words": ["<script>"],
        "gloss": "<script>",
    }

    assert "<script>" not in TASK.show(sheet)
