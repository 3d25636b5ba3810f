"""The figures: readable by everybody, well formed, and the committed files are the current ones."""

import xml.etree.ElementTree as ET

import pytest

from quellenkritik import register
from quellenkritik.course import pictures
from quellenkritik.errors import Mistake
from quellenkritik.figures import Edge, Node, Station, ladder, opening, sentence, stemma
from quellenkritik.figures.ladder import comparison
from quellenkritik.figures.palette import DARK, LIGHT, contrast
from quellenkritik.figures.svg import wrap
from quellenkritik.figures.tree import Tree
from tests.support import ROOT

SVG = "{http://www.w3.org/2000/svg}"
NODES = [
    Node("a", "record", "document"),
    Node("b", "agency", "agency"),
    Node("c", "paper"),
    Node("d", "portal"),
]
EDGES = [Edge("a", "b"), Edge("b", "c"), Edge("b", "d", sure=False, words="frame"), Edge("a", "d")]


@pytest.mark.parametrize("name", sorted(pictures.drawn()))
def test_committed_figure_is_current(name):
    assert pictures.drawn()[name] == (ROOT / "book/figures" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(pictures.drawn()))
def test_figure_has_title_description_and_no_foreign_thing(name):
    """A screen reader gets title and description; nothing is fetched and nothing runs."""
    text = pictures.drawn()[name]
    svg = ET.fromstring(text)
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")

    assert title is not None and desc is not None and title.text and len(desc.text or "") > 40
    assert f"{title.get('id')} {desc.get('id')}" == svg.get("aria-labelledby")
    assert "img" == svg.get("role")
    assert not any(word in text for word in ("<script", "<image", "href", "url(", "@import"))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_can_be_read(colours):
    """WCAG AA: 4.5 for words on every ground they stand on, 3 for lines and bars."""
    grounds = [colours[name] for name in ("paper", "card", "warm-wash", "cool-wash")]
    words = min(contrast(colours["ink"], ground) for ground in grounds)
    tinted = min(
        contrast(colours[name], colours[ground])
        for name in ("soft", "warm", "cool")
        for ground in ("paper", "card")
    )
    lines = min(contrast(colours[name], colours["paper"]) for name in ("rule", "warm", "cool"))

    assert words >= 4.5
    assert tinted >= 4.5
    assert lines >= 3


def test_contrast_is_that_of_the_standard():
    assert 21.0 == pytest.approx(contrast("#000000", "#ffffff"))
    assert 4.54 == pytest.approx(contrast("#767676", "#ffffff"), abs=0.01)


def test_opening_shows_the_registers_words():
    words = opening.opening().alternative

    assert "Razumem tu osetljivost" in words[2]
    assert "osetljivost" in register.load().quotation("W-novosti-rs#q1").text


def test_opening_refuses_words_that_no_source_has():
    entry = {**opening._data()["stations"][2], "runs": [["Razumem tu bol", ""]]}

    with pytest.raises(Mistake, match="came 'Razumem tu bol'; expected words of this quotation"):
        opening._station(entry)


@pytest.mark.parametrize("narrow", [False, True])
def test_long_words_break_at_spaces_and_stay_whole(narrow):
    station = Station(
        "x", "y", (("one two three ", ""), ("four five six seven eight nine ten", "warm")), "", (), ""
    )
    svg = ET.fromstring(sentence([station], title="t", caveat="c", legend=[], narrow=narrow).svg)
    lines = ["".join(t.itertext()) for t in svg.iter(f"{SVG}text") if "words" in t.get("class", "")]

    assert "one two three four five six seven eight nine ten" == " ".join(line.strip() for line in lines)
    assert (len(lines) > 1) == narrow


def test_stemma_draws_dashes_for_doubt_and_two_parents():
    svg = stemma(NODES, EDGES, title="t").svg

    assert 4 + 2 == svg.count('class="line')  # four edges, two in the legend
    assert 2 == svg.count('class="line unsure"')  # one edge, one in the legend


def test_stemma_on_a_telephone_names_the_second_parent():
    assert "and record" in stemma(NODES, EDGES, title="t", width=390).svg


def test_stemma_in_words():
    assert "portal from agency: possible (frame)." in stemma(NODES, EDGES, title="t").alternative


def test_a_circle_is_broken_and_an_unknown_node_left_out():
    tree = Tree(["a", "b"], [("a", "b"), ("b", "a")])

    assert {"b": "a"} == tree.parent
    assert "path" in stemma(NODES[:2], [Edge("b", "a"), Edge("a", "b"), Edge("x", "a")], title="t").svg


def test_a_parent_stands_in_the_middle_of_its_children():
    tree = Tree(["p", "x", "y", "z"], [("p", "x"), ("p", "y"), ("p", "z")])

    assert {"x": 0.0, "y": 1.0, "z": 2.0, "p": 1.0} == tree.rows()
    assert ["p", "x", "y", "z"] == tree.in_order()


def test_ladder_counts_what_was_seen():
    pairs = [(5, 2), (2, 2), (None, 3), (1, 2)]

    assert (
        "Of 3 texts with both seen, the headline is stronger in 1, as strong in 1, weaker in 1."
        == comparison(pairs)
    )
    assert "Step 2, consider: 1 headline, 3 leads." in ladder(pairs, {2: "consider"}, title="t").alternative


def test_wrap_keeps_every_word():
    assert ["aa bb", "cccccccc", "d"] == wrap("aa bb cccccccc d", 6)
