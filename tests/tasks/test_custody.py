"""The exercise custody: the draw, the evidence, steps and gaps, the marks, each misunderstanding, the picture."""

import copy

import pytest

from quellenkritik.tasks import custody_score as scored
from quellenkritik.tasks import custody_words as w
from quellenkritik.tasks.custody import TASK
from quellenkritik.tasks.custody_blind import USUAL, suggested
from quellenkritik.tasks.given import Given
from quellenkritik.tasks.scoring import is_run
from quellenkritik.text import tokens
from tests.tasks import graders

BANK = graders.bank("custody")
EVERY = {
    **BANK["draw"],
    "ways": len(BANK["ways"]) - 3,
    "marks": sum(i["kind"] == "mark" for i in BANK["items"]),
}
WHOLE = graders.Case(TASK, BANK, *TASK.draw({**BANK, "draw": EVERY}, b"whole"))
ONE = graders.case("custody")
each_seed = pytest.mark.parametrize("seed", graders.SEEDS, ids=lambda seed: seed.decode())


def result(answer, one=ONE):
    return TASK.score(answer, one.sheet, one.gold)


def raw(answer, one=ONE):
    return {c.id: c.raw for c in result(answer, one).criteria}


def changed(section, change, one=ONE):
    """Return the solution with each row of a section, or each mark, changed by a function of the row and its key."""
    answer = copy.deepcopy(one.solution)
    if section == "marks":
        for ident, entry in answer["marks"].items():
            entry.update(change(entry, one.gold["marks"][ident]) or {})
    else:
        status = scored.ATTESTED if section == "steps" else scored.GAP
        found = scored.keys(one.gold, status)
        for row in answer[section]:
            row.update(change(row, found[row["child"], row["parent"]]) or {})
    return answer


def label(ident, one=ONE):
    return next(i["label"] for i in one.sheet["items"] if i["id"] == ident)


def moved_to_steps(one=ONE):
    """Return rows that draw every gap of the key as a step, with the first quotation of its paper."""
    paper = {i["id"]: i["paper"] for i in one.sheet["items"] if i["kind"] == "station"}
    first = {p["paper"]: p["quotes"][0]["id"] for p in one.sheet["papers"]}
    return [
        {
            "child": k["child"],
            "parent": k["parent"],
            "agent": "",
            "date": "",
            "quote": first[paper[k["child"]]],
        }
        for k in scored.firsts(one.gold, scored.GAP)
    ]


# --- bank and sheet ------------------------------------------------------------------------------------------------


@each_seed
def test_sheet_has_five_papers_and_twelve_marks_of_every_kind(seed):
    one = graders.case("custody", seed)

    assert ["A", "B", "C", "D", "E"] == [paper["paper"] for paper in one.sheet["papers"]]
    assert 12 == len(scored.marks_of(one.sheet))
    assert set(w.WARRANTS) == {key["warrants"][0] for key in one.gold["marks"].values()}


@each_seed
def test_no_two_sheets_of_other_classes_have_the_same_marks(seed):
    texts = {item["text"] for item in scored.marks_of(graders.case("custody", seed).sheet)}
    others = [graders.case("custody", s) for s in graders.SEEDS if s != seed]

    assert all(texts != {item["text"] for item in scored.marks_of(other.sheet)} for other in others)


def test_bank_shows_every_step_by_a_quotation_of_its_own_sheet():
    """Rule 4: what is scored stands in the student's hands, and is on the same paper."""
    shown = set(scored.quote_ids(WHOLE.sheet))
    for key in scored.keys(WHOLE.gold, scored.ATTESTED).values():
        assert key["evidence"] and {*key["evidence"]} <= shown, key
        assert key["agent"] and key["date"], key
    assert all(key["look_in"] for key in scored.keys(WHOLE.gold, scored.GAP).values())


def test_bank_shows_every_warrant_by_words_of_the_mark():
    for item in scored.marks_of(WHOLE.sheet):
        key = WHOLE.gold["marks"][item["id"]]
        assert all(is_run(words, item["text"], w.MOST_WORDS) for words in key["words"]), item["text"]
        assert key["words"] or key["warrants"][0] == w.NONE


def test_everything_foreign_has_a_gloss():
    quotes = [quote for paper in WHOLE.sheet["papers"] for quote in paper["quotes"]]

    assert all(q["lang"] == "en" or q["gloss"] for q in [*quotes, *scored.marks_of(WHOLE.sheet)])


def test_sheet_gives_no_day_of_a_document():
    """The days of papers are asked; only pages of the press carry theirs."""
    for paper in WHOLE.sheet["papers"]:
        for quote in paper["quotes"]:
            dated = any(part[:4].isdigit() for part in quote["where"].split("; "))
            assert not (dated and quote["id"].startswith(("P", "C1-", "C2-", "C3-", "C4-", "C5-", "C6-"))), (
                quote
            )


# --- steps and gaps ------------------------------------------------------------------------------------------------


def test_step_without_its_quotation_counts_nothing():
    bare = changed("steps", lambda row, key: {"quote": ""})

    assert 0.0 == raw(bare)["steps"]


def test_step_with_nothing_but_its_quotation_counts_half():
    assert 0.5 == pytest.approx(raw(changed("steps", lambda row, key: {"agent": "", "date": ""}))["steps"])


def test_false_certainty_costs_more_than_a_blank():
    def silent(field, value):
        return lambda row, key: {field: value} if set(key[field]) <= {*w.GAPS} else None

    blank, sure = (raw(changed("steps", silent("date", value)))["steps"] for value in ("", "1999-12-31"))
    assert sure < blank < 1.0


def test_other_gap_than_the_keys_is_no_false_certainty():
    row = scored.Row("a", "b", agent="not_seen", date="not_stated", quote="q")
    key = {"evidence": ["q"], "agent": ["not_stated"], "date": ["not_seen"]}

    assert 0.5 == scored.step_value(row, key)


def test_step_over_a_gap_costs_more_than_leaving_it():
    answer = copy.deepcopy(ONE.solution)
    answer["steps"] += moved_to_steps()

    extra = len(moved_to_steps())
    right = len(ONE.solution["steps"])
    assert 2 * (right - 0.5 * extra) / (2 * right + extra) == pytest.approx(raw(answer)["steps"])


def test_mark_of_doubt_too_many_does_no_harm_and_one_too_few_does():
    assert scored.same_day("2025-02-27?", ["2025-02-27"])
    assert not scored.same_day("2000-06-09", ["2000-06-09?"])
    assert not scored.same_day("", [""])


def test_open_pairs_count_on_no_side():
    left = scored.keys(ONE.gold, "open")
    answer = copy.deepcopy(ONE.solution)
    extra = [{"child": c, "parent": p, "agent": "", "date": "", "quote": ""} for c, p in left]
    answer["steps"] += extra
    answer["gaps"] += [{"child": c, "parent": p, "look_in": "paper_itself"} for c, p in left]

    assert extra
    assert {"steps": 1.0, "gaps": 1.0, "marks": 1.0} == raw(answer)


@pytest.mark.parametrize(("section", "status"), [("steps", scored.ATTESTED), ("gaps", scored.GAP)])
def test_either_name_of_one_step_or_gap_counts_and_both_count_once(section, status):
    twins = {tuple(k["twin"]): k for k in scored.firsts(ONE.gold, status) if k["twin"]}
    found = scored.keys(ONE.gold, status)
    assert twins
    other, both = copy.deepcopy(ONE.solution), copy.deepcopy(ONE.solution)
    for twin, key in twins.items():
        row = next(r for r in other[section] if (r["child"], r["parent"]) == (key["child"], key["parent"]))
        fields = ("agent", "date") if section == "steps" else ("look_in",)
        row |= dict(zip(("child", "parent"), twin, strict=True)) | {f: found[twin][f][0] for f in fields}
        if section == "steps":
            row["quote"] = found[twin]["evidence"][0]
        both[section].append(dict(row))

    assert 1.0 == raw(other)[section] == raw(both)[section]


def test_gap_without_a_place_to_look_counts_half():
    assert 0.5 == raw(changed("gaps", lambda row, key: {"look_in": ""}))["gaps"]


def test_the_report_that_made_one_paper_of_two_has_two_parents():
    parents = {label(row["parent"]) for row in ONE.solution["steps"] if "RIA Novosti" in label(row["child"])}

    assert 2 == len(parents) and all("posted" in parent for parent in parents)


# --- marks ---------------------------------------------------------------------------------------------------------


def test_right_warrant_without_step_and_words_counts_nothing():
    bare = changed("marks", lambda entry, key: {"step": "", "words": ""} if key["words"] else None)
    with_words = [bool(key["words"]) for key in ONE.gold["marks"].values()]

    assert with_words.count(False) / len(with_words) == pytest.approx(raw(bare)["marks"])


def test_right_warrant_with_one_of_the_two_counts_half():
    one_of = changed("marks", lambda entry, key: {"step": ""})

    assert 0.5 == raw(one_of)["marks"]


def test_the_place_alone_does_not_tell_the_warrant():
    """Among the marks of a sheet are some that the place alone gets wrong."""
    for seed in graders.SEEDS:
        one = graders.case("custody", seed)
        right = [
            suggested(i["stands"]) in one.gold["marks"][i["id"]]["warrants"]
            for i in scored.marks_of(one.sheet)
        ]
        assert sum(right) <= 9


# --- misunderstandings ---------------------------------------------------------------------------------------------


def warranted(entry, warrant):
    words = entry["words"]
    return {"warrants": warrant, "step": USUAL[warrant], "words": words}


def release_as_posting(row, key):
    if key["act"] != "release":
        return None
    return {"agent": "national_security_archive", "date": "2025-08-21"}


def everything_doubted():
    answer = copy.deepcopy(ONE.solution)
    answer["gaps"] += [
        {"child": r["child"], "parent": r["parent"], "look_in": "paper_itself"} for r in answer["steps"]
    ]
    answer["steps"] = []
    return answer


def straight_from_the_talk():
    """Return the solution with every text that a machine read or a page made drawn from the first of its line."""
    answer = copy.deepcopy(ONE.solution)
    parents = {r["child"]: r["parent"] for r in answer["steps"]}
    for row in answer["steps"]:
        while row["parent"] in parents and row["parent"] != parents[row["parent"]]:
            row["parent"] = parents[row["parent"]]
    return answer


def filled():
    answer = copy.deepcopy(ONE.solution)
    answer["steps"] += moved_to_steps()
    answer["gaps"] = []
    return answer


MISUNDERSTANDINGS = {
    "stamp-is-truth": lambda: changed(
        "marks",
        lambda e, k: warranted(e, "historical") if e["warrants"] in ("legal", "diplomatic") else None,
    ),
    "talk-is-warrant": lambda: changed(
        "marks", lambda e, k: warranted(e, "legal") if e["warrants"] == "none" and not k["own"] else None
    ),
    "maker-is-witness": lambda: changed(
        "marks", lambda e, k: warranted(e, "historical") if k["own"] else None
    ),
    "form-is-act": lambda: changed(
        "marks", lambda e, k: warranted(e, "legal") if e["warrants"] == "diplomatic" else None
    ),
    "release-is-posting": lambda: changed("steps", release_as_posting),
    "talk-is-writing": lambda: changed("steps", lambda r, k: {"date": k["day"]} if k["day"] else None),
    "gap-filled": filled,
    "gap-everywhere": everything_doubted,
    "gap-is-forgery": lambda: changed("gaps", lambda r, k: {"look_in": w.FORGERY}),
    "site-is-original": straight_from_the_talk,
}


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_each_misunderstanding_gets_its_own_code_and_no_other(code):
    assert (code,) == result(MISUNDERSTANDINGS[code]()).codes


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == set(MISUNDERSTANDINGS)


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_a_misunderstanding_costs_points(code):
    assert ONE.points(MISUNDERSTANDINGS[code]()) < ONE.most


def test_one_slip_is_no_misunderstanding():
    answer = copy.deepcopy(ONE.solution)
    ident = next(i for i, k in ONE.gold["marks"].items() if k["warrants"][0] == "diplomatic")
    answer["marks"][ident]["warrants"] = "legal"
    answer["gaps"][0]["look_in"] = w.FORGERY

    assert () == result(answer).codes


# --- form, picture, page -------------------------------------------------------------------------------------------


def test_check_names_circles_repetitions_and_pairs_that_are_both():
    answer = copy.deepcopy(ONE.solution)
    first = answer["steps"][0]
    answer["steps"] += [dict(first), {**first, "child": first["parent"], "parent": first["child"]}]
    answer["steps"].append({**first, "parent": first["child"]})
    answer["gaps"].append({"child": first["child"], "parent": first["parent"], "look_in": "paper_itself"})
    came = " | ".join(p.came for p in TASK.check(answer, ONE.sheet))

    for sign in ("again", "a circle", "from itself", "also among the steps"):
        assert sign in came


def test_check_names_words_that_do_not_stand_in_the_mark():
    answer = changed("marks", lambda entry, key: {"words": "xylophone"})

    assert 12 == sum("xylophone" in p.came for p in TASK.check(answer, ONE.sheet))


def test_picture_shows_what_the_answer_draws():
    picture = TASK.picture(ONE.solution, ONE.sheet)
    words = " ".join(picture.alternative)

    assert words.count("gap towards") == len(ONE.solution["gaps"])
    assert all(label(row["child"]) in words for row in ONE.solution["steps"])
    assert TASK.picture("", ONE.sheet).svg and TASK.picture({"steps": [{"child": ["x"]}]}, ONE.sheet).svg


def test_shown_sheet_has_everything_and_escapes_it():
    sheet = copy.deepcopy(ONE.sheet)
    sheet["items"][0]["label"] = "<script>alert(1)</script>"
    html = TASK.show(sheet)

    assert "<script>" not in html
    assert all(item["id"] in html for item in sheet["items"])
    assert all(q["id"] in html for paper in sheet["papers"] for q in paper["quotes"])
    assert TASK.show(ONE.sheet) in Given(ONE.sheet)._repr_html_()


def test_a_private_bank_may_give_the_words_themselves():
    quote = {"id": "X-own#q1", "lang": "en", "text": "RELEASED 4 July 2020", "gloss": "", "where": "a letter"}
    bank = copy.deepcopy({**BANK, "draw": {**BANK["draw"], "pinned_marks": ["own-mark"]}})
    bank["ways"]["notes"]["quotes"] = [quote]
    gold = {"step": "release", "warrants": "legal", "words": ["RELEASED"]}
    given = {"quote": quote, "about": "a letter", "stands": "on the paper"}
    bank["items"].append({"id": "own-mark", "kind": "mark", "given": given, "gold": gold})
    sheet, gold = TASK.draw(bank, b"private")

    assert quote == sheet["papers"][0]["quotes"][0]
    assert ["RELEASED"] in [key["words"] for key in gold["marks"].values()]


def test_words_of_a_mark_are_few():
    assert all(
        len(tokens(words)) <= w.MOST_WORDS for k in WHOLE.gold["marks"].values() for words in k["words"]
    )
