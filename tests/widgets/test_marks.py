"""Marking words: buttons in the direction of the language, numbers in a line that can be typed as well."""

import re
import xml.etree.ElementTree as ET

import ipywidgets
import pytest

from quellenkritik.tasks.form import Field, Section
from quellenkritik.widgets.marks import Marks, tokens

PERSIAN = {
    "id": "s-1",
    "lang": "fa",
    "tokens": ["ناتو", "روسیه", "را"],
    "words": ["NATO", "Russia", "<object>"],
}
ENGLISH = {"id": "s-2", "lang": "en", "tokens": ["NATO", "wanted", "Russia", "<b>"], "words": []}
SHEET = {"items": [PERSIAN, ENGLISH]}
SECTION = Section(
    "marks",
    "Marks",
    (
        Field("item", "choice", "Text", ("s-1", "s-2")),
        Field("span", "span", "Words"),
        Field("category", "choice", "Category", ("agent",)),
    ),
    min_rows=1,
    max_rows=3,
)


@pytest.fixture
def part():
    return Marks(SECTION, lambda _: None, SHEET)


def parsed(item, span=""):
    """Return the group of buttons as a tree; what is shown is well formed."""
    html = re.sub("<br>", "<br/>", tokens(item, span))
    return next(e for e in ET.fromstring(f"<x>{html}</x>").iter("div") if e.get("role") == "group")


@pytest.mark.parametrize(("item", "direction"), [(PERSIAN, "rtl"), (ENGLISH, "ltr")])
def test_words_stand_in_the_direction_of_their_language(item, direction):
    group = parsed(item)

    assert (direction, item["lang"]) == (group.get("dir"), group.get("lang"))
    assert item["id"] in group.get("aria-label") and "arrow keys" in group.get("aria-label")


def test_each_word_is_a_button_that_says_whether_it_is_marked():
    buttons = list(parsed(ENGLISH, "2-3").iter("button"))

    assert ["false", "true", "true", "false"] == [b.get("aria-pressed") for b in buttons]
    assert ["1", "2", "3", "4"] == [b.get("data-number") for b in buttons]


def test_one_word_is_reached_by_tab_and_the_others_by_the_arrow_keys():
    assert ["0", "-1", "-1"] == [b.get("tabindex") for b in parsed(PERSIAN).iter("button")]


def test_glosses_are_english_and_escaped():
    small = [s for s in parsed(PERSIAN).iter("small") if s.get("lang") == "en"]

    assert ["NATO", "Russia", "<object>"] == [s.text for s in small]
    assert all("ltr" == s.get("dir") for s in small)


def test_the_buttons_act_by_themselves_and_fetch_nothing():
    """The script stands in the attributes of the group; it names no address."""
    group = parsed(ENGLISH)

    assert {"onclick", "onkeydown", "onfocusin", "onmouseenter"} <= set(group.attrib)
    assert "http" not in group.get("onclick") and "qk-span" in group.get("onclick")


def test_a_row_shows_the_words_of_its_text(part):
    line = part.add()
    box = part.rows.children[0]
    words = box.children[1]

    assert isinstance(words, ipywidgets.HTML) and "" == words.value
    line["item"].value = "s-2"
    assert "wanted" in words.value
    line["item"].value = "s-1"
    assert "روسیه" in words.value and "wanted" not in words.value


def test_the_line_of_numbers_can_be_found_by_the_buttons(part):
    line = part.add()

    assert "qk-span" in line["span"]._dom_classes
    assert "qk-row" in part.rows.children[0]._dom_classes


def test_marks_that_are_loaded_are_pressed(part):
    assert [] == part.fill({"marks": [{"item": "s-2", "span": "1-2", "category": "agent"}]})

    words = part.rows.children[0].children[1].value
    assert 2 == words.count('aria-pressed="true"')
    assert [{"item": "s-2", "span": "1-2", "category": "agent"}] == part.tree()


def test_a_row_keeps_its_words_when_another_is_taken_away(part):
    first, second = part.add(), part.add()
    first["item"].value, second["item"].value = "s-1", "s-2"
    part.remove(first)

    assert "wanted" in part.rows.children[0].children[1].value
