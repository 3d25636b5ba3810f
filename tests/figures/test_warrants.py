"""The figures on proof: every word is the register's, every mark has one kind, the ladder is that of the exercise."""

import xml.etree.ElementTree as ET

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.figures import warrants
from quellenkritik.tasks import limits_words

SVG = "{http://www.w3.org/2000/svg}"
DATA = warrants._data()
both = pytest.mark.parametrize("draw", [warrants.stamps, warrants.ladder_of_steps])


@both
@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_stands_outside_the_frame(draw, narrow):
    svg = ET.fromstring(draw(narrow=narrow).svg)
    width, height = map(float, svg.get("viewBox").split()[2:])

    for line in svg.iter(f"{SVG}text"):
        wide = 8.2 if line.get("class") in ("head", "title") else 6.4
        assert float(line.get("x")) + wide * len(line.text or "") <= width
        assert 0 < float(line.get("y")) < height


@both
def test_alternative_tells_each_mark_with_its_quotation(draw):
    plan = DATA["stamps"]["kinds"] if draw is warrants.stamps else [{"marks": DATA["ladder"]["steps"]}]
    words = " ".join(draw().alternative)

    for entry in (mark for kind in plan for mark in kind["marks"]):
        assert entry["words"] in words and entry["quote"] in words


def test_words_that_a_quotation_does_not_have_are_refused():
    with pytest.raises(Mistake, match="came 'TRUE AND CORRECT'; expected words of this quotation"):
        warrants.mark({"quote": "P1-talbott-notes#q1", "words": "TRUE AND CORRECT", "label": "a stamp"})


def test_no_mark_stands_under_two_kinds():
    marks = [(m["quote"], m["words"]) for kind in DATA["stamps"]["kinds"] for m in kind["marks"]]

    assert len(set(marks)) == len(marks)


def test_ladder_has_the_steps_of_the_exercise_highest_first():
    assert [step["name"] for step in DATA["ladder"]["steps"]] == list(reversed(list(limits_words.STEPS)))
