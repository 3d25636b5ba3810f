"""The reliability diagram: points at their places, counts beside them, the same in words."""

import re
import xml.etree.ElementTree as ET

import pytest

from quellenkritik.figures import reliability
from quellenkritik.measures.calibration import Bin

BINS = [Bin(0.0, 0.2, 0.1, 0.0, 8), Bin(0.4, 0.6, 0.5, 0.5, 4), Bin(0.8, 1.0, 1.0, 0.75, 12)]
NS = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn():
    return reliability(BINS, title="How sure", caption="Each point: some papers.")


def test_points_stand_where_they_belong(drawn):
    root = ET.fromstring(drawn.svg)
    square = next(r for r in root.iter(f"{NS}rect") if r.get("class") == "card")
    left, top, side = (float(square.get(name)) for name in ("x", "y", "width"))
    places = [
        ((float(c.get("cx")) - left) / side, 1 - (float(c.get("cy")) - top) / side)
        for c in root.iter(f"{NS}circle")
    ]

    expected = [(b.forecast, b.observed) for b in BINS]
    assert [pytest.approx(pair, abs=0.001) for pair in expected] == places


def test_greater_points_stand_for_more_items(drawn):
    radii = [float(r) for r in re.findall(r'<circle[^>]* r="([\d.]+)"', drawn.svg)]

    assert radii[1] < radii[0] < radii[2]


def test_everything_lies_inside_a_phones_width(drawn):
    root = ET.fromstring(drawn.svg)
    width = float(root.get("viewBox").split()[2])
    places = [float(t.get("x")) for t in root.iter(f"{NS}text")]

    assert width <= 390
    assert all(0 < x < width for x in places)


def test_the_words_say_the_same(drawn):
    expected = (
        "Each point: some papers.",
        "Stated 10% on average: 8 items, 0% of them so.",
        "Stated 50% on average: 4 items, 50% of them so.",
        "Stated 100% on average: 12 items, 75% of them so.",
    )
    assert expected == drawn.alternative
    root = ET.fromstring(drawn.svg)
    assert root.find(f"{NS}title").text == "How sure"
    assert root.find(f"{NS}desc").text == " ".join(expected)


def test_an_empty_diagram_says_so():
    assert reliability([], title="Empty").alternative == ("No probability was stated.",)
