"""The figure of claims: every certainty is that of the published table, every quotation is registered."""

import xml.etree.ElementTree as ET

import pytest

from quellenkritik import register
from quellenkritik.figures.claims import claims, data
from quellenkritik.tasks import argument_words
from quellenkritik.tasks.argument_caps import cap
from tests.tasks import graders

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("row", data()["claims"], ids=lambda row: row["claim"])
def test_certainty_is_that_of_the_table(row):
    assert row["certainty"] == cap(row["origins"], shown=bool(row.get("shown")), against=bool(row["against"]))
    assert bool(row.get("shown")) != bool(row.get("less"))
    assert set(row["origins"]) <= set(argument_words.ORIGINS) & set(data()["origins"])


def test_steps_are_those_of_the_exercise_from_the_surest_down():
    assert list(reversed(argument_words.CERTAINTY)) == [step["id"] for step in data()["steps"]]


def test_quotations_are_registered_and_told_in_words():
    told = " ".join(claims().alternative)
    for row in data()["claims"]:
        for quote in (*row.get("shown", ()), *row.get("less", ()), *row["against"]):
            assert quote in register.load().quotations and quote in told


def test_figure_gives_no_card_of_the_exercise_away_but_the_question_of_the_course():
    asked = {item["given"]["claim"] for item in graders.bank("argument")["items"]}

    assert not asked & {row["claim"] for row in data()["claims"]}


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_stands_outside_the_frame(narrow):
    svg = ET.fromstring(claims(narrow=narrow).svg)
    width, height = map(float, svg.get("viewBox").split()[2:])

    for line in svg.iter(f"{SVG}text"):
        wide = 8.2 if line.get("class") in ("head", "title") else 6.4
        assert float(line.get("x")) + wide * len(line.text or "") <= width
        assert 0 < float(line.get("y")) < height
