"""The exercise align: the draw, links and gaps, what is not seen, each misunderstanding, a program with the package."""

import copy
import hashlib
import statistics

import pytest
import yaml

from quellenkritik import register
from quellenkritik.course.bank import to_yaml
from quellenkritik.tasks import align_score as scored
from quellenkritik.tasks.align import TASK
from quellenkritik.tasks.align_sheet import ADDED
from quellenkritik.tasks.given import Given
from tests.tasks import graders

BANK = graders.bank("align")
WHOLE = graders.Case(TASK, BANK, *TASK.draw({**BANK, "size": len(BANK["items"])}, b"whole"))
CLASSES = [hashlib.sha256(b"class %d" % n).digest()[:16] for n in range(8)]
each_seed = pytest.mark.parametrize("seed", graders.SEEDS, ids=lambda seed: seed.decode())


def _result(one, answer):
    return TASK.score(answer, one.sheet, one.gold)


def _raw(one, answer):
    return {c.id: c.raw for c in _result(one, answer).criteria}


def _changed(one, change):
    """Return the solution with each row changed by a function of pair, row name, key of the row and values."""
    answer = copy.deepcopy(one.solution)
    for pair in one.sheet["items"]:
        for name, row in one.gold["items"][pair["id"]].items():
            values = change(pair, name, row, answer[pair["id"]][name]["to"])
            if values is not None:
                answer[pair["id"]][name] = {"to": values}
    return answer


@each_seed
def test_sheet_has_five_pairs_with_a_cut_an_omission_and_an_addition(seed):
    one = graders.case("align", seed)
    sure, _ = scored.of_key(one.gold["items"])

    assert len(one.sheet["items"]) == 5
    assert any(pair["target"]["cut"] for pair in one.sheet["items"]) and sure.unseen
    assert {row == ADDED for _, row, _ in sure.gaps} == {True, False}


def test_bank_has_the_four_languages_of_the_chain_and_others_and_pairs_inside_the_chain():
    targets = {pair["target"]["lang"] for pair in WHOLE.sheet["items"]}

    assert {"ru", "sr", "de", "en", "tr", "ar", "fa", "fr", "mk"} <= targets
    assert {"en", "ru", "sr"} == {pair["source"]["lang"] for pair in WHOLE.sheet["items"]}


def test_every_value_of_the_key_can_be_given_and_every_row_has_one():
    for pair in WHOLE.sheet["items"]:
        targets = {t["id"] for t in pair["target"]["pieces"]}
        key = WHOLE.gold["items"][pair["id"]]
        assert set(key) == set(scored.rows_of_pair(pair))
        for name, row in key.items():
            assert scored.valid(row["sure"], name, targets), (pair["target"]["title"], name)
            assert set(row["possible"]) <= targets | {"none", "not_seen"}
            assert not set(row["sure"]) & set(row["possible"])


def test_not_seen_stands_only_where_our_copy_ends_and_only_at_the_end():
    """Rule 3: a gap of our copy is no gap of the text."""
    for pair in WHOLE.sheet["items"]:
        rows = WHOLE.gold["items"][pair["id"]]
        unseen = [name for name, row in rows.items() if "not_seen" in row["sure"]]
        assert bool(unseen) == pair["target"]["cut"], pair["target"]["title"]
        order = list(scored.rows_of_pair(pair))[:-1]
        assert unseen == order[len(order) - len(unseen) :]


def test_every_foreign_piece_has_a_gloss_and_every_text_its_quotations():
    for pair in WHOLE.sheet["items"]:
        for text in (pair["source"], pair["target"]):
            assert text["from"]
            assert all(bool(p["gloss"]) == (text["lang"] != "en") for p in text["pieces"])
            assert all(
                bool(p["latin"]) == (text["lang"] in ("ru", "mk", "ar", "fa"))
                for p in text["pieces"]
                if p["text"][0].isalpha()
            )


def test_a_possible_link_costs_nothing_and_earns_nothing():
    extra = _changed(
        WHOLE,
        lambda pair, name, row, to: (
            [*to, *row["possible"]] if _plain(to) and _plain(row["possible"]) else None
        ),
    )

    assert {"links": 1.0, "gaps": 1.0, "seen": 1.0} == _raw(WHOLE, extra)


def test_an_open_row_may_be_a_link_or_a_gap():
    def other(pair, name, row, to):
        both = {*row["sure"], *row["possible"]}
        if name == ADDED or "none" not in both or both == {"none"}:
            return None
        return ["none"] if _plain(to) else [value for value in row["possible"] if value != "none"]

    changed = _changed(WHOLE, other)

    assert changed != WHOLE.solution
    assert {"links": 1.0, "gaps": 1.0, "seen": 1.0} == _raw(WHOLE, changed)


def _plain(values):
    return bool(values) and not {"none", "not_seen"} & set(values)


def test_a_change_is_linked_and_an_omission_is_not():
    """The heart of the exercise: with understanding stands for sensitive, and nothing stands for our."""
    rows = {item["id"]: item["gold"] for item in BANK["items"]}

    assert "t2" in rows["en-ru-ria-c2"]["s2"]["sure"]
    assert ["none"] == rows["en-sr-novosti-c7"]["s2"]["sure"]
    assert "t3" in rows["en-sr-novosti-c7"]["added"]["sure"]


MISUNDERSTANDINGS = {
    "omissions-invisible": lambda pair, name, row, to: ["t2"] if name != ADDED and to == ["none"] else None,
    "cut-is-omission": lambda pair, name, row, to: ["none"] if to == ["not_seen"] else None,
    "one-to-one": lambda pair, name, row, to: to[:1] if name != ADDED and len(to) > 1 else None,
    "change-is-omission": lambda pair, name, row, to: ["none"] if _is_change(pair, name, to) else None,
}


def _is_change(pair, name, to):
    if name == ADDED or not _plain(to):
        return False
    pieces = {p["id"]: p for side in ("source", "target") for p in pair[side]["pieces"]}
    return not any(scored.content(pieces[name]) & scored.content(pieces[t]) for t in to)


@pytest.mark.parametrize("code", MISUNDERSTANDINGS)
def test_misunderstanding_gets_its_own_code(code):
    told = set()
    for seed in graders.SEEDS:
        one = graders.case("align", seed)
        told.add(_result(one, _changed(one, MISUNDERSTANDINGS[code])).codes)

    assert (code,) in told and told <= {(code,), ()}


def test_linking_what_was_put_in_gets_its_own_code():
    one = WHOLE
    answer = copy.deepcopy(one.solution)
    for pair in one.sheet["items"]:
        new = [t for t in one.gold["items"][pair["id"]][ADDED]["sure"] if t != "none"]
        row = next(n for n, r in one.gold["items"][pair["id"]].items() if n != ADDED and _plain(r["sure"]))
        if new:
            answer[pair["id"]][row]["to"] += new
            answer[pair["id"]][ADDED] = {"to": ["none"]}

    assert ("additions-invisible",) == _result(one, answer).codes


def test_going_by_the_place_gets_its_code():
    for seed in graders.SEEDS:
        one = graders.case("align", seed)
        assert "place-by-place" in _result(one, TASK.blind(one.sheet)["by place"]).codes


def test_every_code_of_the_task_is_tried_here():
    assert {m.code for m in TASK.misconceptions} == {
        *MISUNDERSTANDINGS,
        "additions-invisible",
        "place-by-place",
    }


def test_one_slip_is_no_misunderstanding():
    one = graders.case("align")
    answer = copy.deepcopy(one.solution)
    place = next(
        (p, s)
        for p, rows in one.gold["items"].items()
        for s, row in rows.items()
        if row["sure"] == ["not_seen"]
    )
    answer[place[0]][place[1]] = {"to": ["none"]}

    assert () == _result(one, answer).codes


def test_values_that_contradict_each_other_do_not_count_and_are_named():
    one = graders.case("align")
    pair = one.sheet["items"][0]["id"]
    answer = copy.deepcopy(one.solution)
    answer[pair]["s1"] = {"to": ["none", "t1"]}

    assert [f"{pair} s1, to"] == [problem.where for problem in TASK.check(answer, one.sheet)]
    assert _raw(one, answer)["links"] <= 1.0


def test_rows_that_the_glosses_settle_do_not_count():
    one = graders.case("align")
    settled = scored.settled(one.sheet, one.gold["items"])
    answer = copy.deepcopy(one.solution)
    for pair, row in settled:
        answer[pair][row] = {"to": []}

    assert settled and _raw(one, answer)["links"] == 1.0


def _program(sheet, here):
    """Answer by the glosses, and where the package has more English for a text, by that, too."""
    answer = TASK.blind(sheet)["by gloss"]
    for pair in sheet["items"]:
        for s in pair["source"]["pieces"]:
            if pair["target"]["cut"] and int(s["id"][1:]) > len(pair["target"]["pieces"]):
                answer[pair["id"]][s["id"]] = {"to": ["not_seen"]}
            elif here and answer[pair["id"]][s["id"]]["to"] == ["none"]:
                words = {
                    w
                    for v in here.corpus.values()
                    for r in v.clauses.values()
                    for p in r.words
                    if p.text == s["text"]
                    for w in scored.content({"gloss": p.gloss, "text": p.text})
                }
                more = [t["id"] for t in pair["target"]["pieces"] if words & scored.content(t)]
                answer[pair["id"]][s["id"]] = {"to": more or ["none"]}
    return answer


def test_the_package_tells_a_program_no_link():
    """The corpus has texts and glosses, which the sheet has, too; no link stands in it."""
    shares = []
    for seed in CLASSES:
        sheet, gold = TASK.draw(BANK, seed)
        sheet = yaml.safe_load(to_yaml(sheet))
        bare, armed = (
            TASK.score(_program(sheet, here), sheet, gold).points / 6 for here in (None, register.load())
        )
        assert armed - bare <= 0.05
        shares.append(armed)

    assert statistics.mean(shares) <= 0.2, shares


def test_no_guessed_seed_makes_the_sheet_of_a_class():
    guesses = [TASK.draw(BANK, seed)[0] for seed in (b"practice", b"", bytes(16), b"align")]
    for seed in CLASSES:
        mine = TASK.draw(BANK, seed)[0]["items"]
        assert max(sum(item in other["items"] for item in mine) for other in guesses) <= 1


def test_shown_sheet_has_every_piece_in_its_direction_and_escapes_it():
    html = Given(WHOLE.sheet)._repr_html_()

    assert TASK.show(WHOLE.sheet) in html
    assert '<ol dir="rtl">' in html and 'lang="fa" dir="rtl"' in html
    sheet = copy.deepcopy(WHOLE.sheet)
    sheet["items"][0]["target"]["pieces"][0]["text"] = "<script>"
    assert "<script>" not in TASK.show(sheet)


def test_a_private_bank_may_bring_its_own_texts():
    given = {
        "source": {"lang": "en", "title": "a", "words": ["one", "two"]},
        "target": {"lang": "de", "title": "b", "words": ["eins = one"], "cut": True},
        "group": "x",
    }
    gold = {"s1": {"sure": ["t1"]}, "s2": {"sure": ["not_seen"]}, "added": {"sure": ["none"]}}
    sheet, key = TASK.draw({"size": 1, "items": [{"id": "own", "given": given, "gold": gold}]}, b"x")

    assert sheet["items"][0]["target"]["cut"] and "eins" == sheet["items"][0]["target"]["pieces"][0]["text"]
    assert [] == TASK.check(TASK.solution(sheet, key), sheet)
