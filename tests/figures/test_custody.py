"""The provenance graph says in words what it draws; the way of the two papers is the register's."""

import xml.etree.ElementTree as ET

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.figures import custody
from quellenkritik.figures.provenance import Link, Station, provenance

STATIONS = [Station("t", "the talk", "A"), Station("n", "the notes", "A"), Station("p", "the page", "B")]


def lines(svg, class_):
    return [
        e for e in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}path") if e.get("class") == class_
    ]


def test_a_step_is_a_line_and_a_gap_a_broken_one():
    svg = provenance(STATIONS, [Link("n", "t"), Link("p", "n", gap=True)], title="t").svg

    assert (1 + 1, 1 + 1) == (len(lines(svg, "line")), len(lines(svg, "line unsure"))), (
        "with the legend's two"
    )


def test_the_graph_in_words_names_steps_gaps_and_what_is_alone():
    links = [Link("n", "t", words="ST, 2000-06-09?"), Link("p", "t", gap=True)]

    assert provenance(STATIONS[:2], [], title="t").alternative == ("Not joined yet: the talk; the notes.",)
    assert provenance(STATIONS, links, title="t").alternative == (
        "the notes: from the talk (ST, 2000-06-09?).",
        "the page: gap towards the talk.",
    )


def test_a_second_parent_is_named_beside_its_child():
    svg = provenance(STATIONS, [Link("p", "n"), Link("p", "t")], title="t").svg

    assert "also from the talk" in svg


def test_circles_and_unknown_stations_do_no_harm():
    links = [Link("n", "t"), Link("t", "n"), Link("t", "t"), Link("x", "t"), Link("n", "x")]

    assert provenance(STATIONS, links, title="t", width=390).svg


def test_labels_are_escaped():
    svg = provenance([Station("a", "<script>x</script>")], [], title="<b>").svg

    assert "<script" not in svg and "<b>" not in svg


def test_timeline_tells_the_four_days_apart_and_names_what_is_not_seen():
    words = " ".join(custody.paper_timeline().alternative)

    for day in ("2000-06-03", "2000-06-09?", "2025-02-27", "2025-08-21"):
        assert day in words
    assert words.count("not seen") >= 5


def test_an_entry_whose_words_no_source_has_is_refused():
    entry = {"says": "x", "words": "June 10 00", "quotes": ["P1-talbott-notes#q1"]}

    with pytest.raises(Mistake, match="June 10 00"):
        custody._checked(entry)


def test_the_fusion_is_rias_before_it_is_the_articles():
    words = custody.two_papers().alternative

    assert 2 == sum(line.startswith("RIA Novosti from") for line in words)
    assert not any(line.startswith("KOSMO from") and "posted" in line for line in words)
