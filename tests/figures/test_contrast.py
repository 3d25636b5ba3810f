"""Every word and every mark of every figure stands out from what lies under it, in both themes: computed from the drawing.

WCAG 2.2: 4.5 to 1 for words (1.4.3), 3 to 1 for the parts of a drawing that one must see to understand it (1.4.11).
"""

import re
import xml.etree.ElementTree as ET
from functools import cache

import pytest

from quellenkritik.course import pictures
from quellenkritik.figures.palette import DARK, LIGHT, contrast

SVG = "{http://www.w3.org/2000/svg}"
DECORATION = {"card", "paper"}
"""Grounds: what stands on them is told by words and place, so their own border need not be seen."""
FIGURES = sorted(pictures.drawn())


@cache
def parsed(name):
    root = ET.fromstring(pictures.drawn()[name])
    rules = re.findall(r"\.qk-svg ([.\w-]+)\{([^}]*)\}", root.find(f"{SVG}style").text)
    return root, [
        (set(filter(None, sel.split("."))), sel, dict(re.findall(r"([\w-]+):([^;]+)", body)))
        for sel, body in rules
    ]


def painted(element, rules, what, colours):
    """The colour that the style gives an element, or None; a later or closer rule wins, as in a browser."""
    tag, classes = element.tag.removeprefix(SVG), set(element.get("class", "").split())
    best, weight = None, (-1, -1)
    for place, (_, selector, body) in enumerate(rules):
        name, *wanted = selector.split(".")
        if what in body and name in ("", tag) and set(wanted) <= classes and (len(wanted), place) > weight:
            best, weight = body[what], (len(wanted), place)
    value = best or element.get(what)
    if value is None or value == "none":
        return None
    found = re.fullmatch(r"var\(--fig-([\w-]+)\)", value)
    assert found, (tag, classes, value)
    return colours[found[1]]


def box(element):
    return [float(element.get(key, 0)) for key in ("x", "y", "width", "height")]


def ground(seen, x, y, rules, colours):
    """The colour of the last ground drawn that holds a point."""
    for rect in reversed(seen):
        left, top, width, height = box(rect)
        if (
            left <= x <= left + width
            and top <= y <= top + height
            and (c := painted(rect, rules, "fill", colours))
        ):
            return c
    raise AssertionError("words outside the figure")


def told(name, colours):
    """Yield every word of a figure with its contrast."""
    root, rules = parsed(name)
    seen = []
    for element in root.iter():
        if element.tag == f"{SVG}rect":
            seen.append(element)
        elif element.tag == f"{SVG}text":
            under = ground(seen, float(element.get("x")), float(element.get("y")) - 4, rules, colours)
            own = painted(element, rules, "fill", colours)
            for part in (element, *element.iter(f"{SVG}tspan")):
                words = "".join(part.itertext())[:40]
                yield (
                    words,
                    contrast(painted(part, rules, "fill", colours) if part.get("class") else own, under),
                )


def marks(name, colours):
    """Yield every shape that carries a meaning with its contrast against the paper: its line, or its filling."""
    root, rules = parsed(name)
    for element in root.iter():
        classes = set(element.get("class", "").split())
        if element.tag.removeprefix(SVG) not in ("rect", "path", "circle", "line") or classes & DECORATION:
            continue
        found = [c for what in ("stroke", "fill") if (c := painted(element, rules, what, colours))]
        yield " ".join(sorted(classes)), max((contrast(c, colours["paper"]) for c in found), default=0.0)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", FIGURES)
class TestContrast:
    """Each committed figure, in the colours of a theme."""

    def test_every_word_can_be_read(self, name, colours):
        words = list(told(name, colours))

        assert [] == [(word, round(ratio, 2)) for word, ratio in words if ratio < 4.5]
        assert words

    def test_every_mark_can_be_seen(self, name, colours):
        assert [] == [(what, round(ratio, 2)) for what, ratio in marks(name, colours) if ratio < 3]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_names_itself_and_says_in_words_what_it_shows(name):
    root, _ = parsed(name)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert "img" == root.get("role")
    assert [title.get("id"), desc.get("id")] == root.get("aria-labelledby").split()
    assert title.text
    assert len(desc.text) > len(title.text)


LEGEND = {
    "days-of-june": "some time on this day perhaps the date is an inference not before this day not after this day "
    "What was told and let out 2005 2010 2015 2020",
    "four-languages": "being sensitive understanding",
    "what-moves": "first told in this group nothing, and why",
    "verb-ladder": "lead",
}
"""What explains the signs, or stands on an axis: the list says the thing itself at each entry."""
WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")


@pytest.mark.parametrize("name", sorted(pictures.FIGURES))
def test_every_word_that_is_drawn_is_in_the_words_of_the_figure(name):
    """Whoever hears the figure hears each name, number and sentence that the others see."""
    root, _ = parsed(f"{name}.svg")
    figure = pictures.FIGURES[name]()
    words = " ".join((figure.title, *figure.alternative, LEGEND.get(name, "")))
    heard = {word.casefold() for word in WORD.findall(words)}

    seen = [w for text in root.iter(f"{SVG}text") for w in WORD.findall(" ".join(text.itertext()))]

    assert [] == sorted({w for w in seen if w.casefold() not in heard})
