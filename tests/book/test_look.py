"""How the pages stand in a window: nothing wider than a phone, notes beside their text, one set of colours."""

import re
import sys

import pytest
from docutils import nodes
from docutils.utils import new_document

from quellenkritik.figures.palette import DARK, LIGHT, contrast
from tests.book import audit
from tests.book.test_built import PAGES
from tests.grading import chromium
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import register_roles

CSS = (ROOT / "book" / "_static" / "book.css").read_text(encoding="utf-8")
BROWSER = pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine")
TOO_WIDE = """[...document.querySelectorAll('.bd-main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1

  && !e.closest('.table-scroll, .pst-scrollable-table-container, pre, .sr-only, .bd-sidebar-secondary'))
  .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
NOTES = """(() => {
  const box = e => e.getBoundingClientRect();
  const text = box(document.querySelector('.bd-article')), aside = document.querySelector('.bd-sidebar-secondary');
  const notes = [...document.querySelectorAll('.bd-article section section > :is(p, ul, ol, dl) .sources')].map(box);
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const others = aside ? [box(aside)] : [];
  return {count: notes.length,
    inside: notes.filter(n => n.left < text.right - 32 || n.right > document.documentElement.clientWidth).length,
    meeting: notes.filter((n, i) => [...notes.slice(i + 1), ...others].some(o => meet(n, o))).length};
})()"""


def variables(css, start):
    """The colours that a block of the style declares."""
    block = css[css.index(start) :]
    return dict(re.findall(r"--qk-([a-z]+): (#[0-9a-f]{6})", block[: block.index("}")]))


@pytest.mark.parametrize(
    ("start", "palette"), [(":root {", LIGHT), ('html[data-theme="dark"] {', DARK)], ids=["light", "dark"]
)
class TestColours:
    """The page and its figures are one book."""

    def test_the_page_has_the_colours_of_the_figures(self, start, palette):
        names = {"ink": "ink", "quiet": "soft", "mark": "warm", "accent": "cool"}
        found = variables(CSS, start)

        assert {mine: palette[theirs] for mine, theirs in names.items()} == {k: found[k] for k in names}

    def test_every_colour_of_words_can_be_read_on_every_ground(self, start, palette):
        found = variables(CSS, start)
        grounds = [found["soft"], palette["paper"], palette["card"]]

        assert [] == [
            (name, ground)
            for name in ("ink", "quiet", "mark", "accent")
            for ground in grounds
            if contrast(found[name], ground) < 4.5
        ]


class TestMarks:
    """Where the mark of a note stands in its sentence."""

    @pytest.fixture
    def paragraph(self):
        page, cite = new_document("page"), nodes.inline("", " [A]", classes=["cite"])
        page += nodes.paragraph("", "", nodes.Text("Said. "), cite, nodes.Text(" "), cite.deepcopy())
        page[0] += [nodes.Text(", then "), cite.deepcopy()]
        register_roles.close_up(None, page)
        return page[0]

    def test_it_stands_at_the_word_and_the_bracket_keeps_the_space(self, paragraph):
        assert "Said. [A] [A], then [A]" == paragraph.astext()

    def test_two_in_a_row_are_told_apart(self, paragraph):
        cites = [node["classes"] for node in paragraph if isinstance(node, nodes.inline)]

        assert [["cite"], ["cite", "next-cite"], ["cite"]] == cites


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = audit.Closed(tmp_path_factory.mktemp("look"))
    yield opened
    opened.close()


def show(browser, address, width):
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500
    )
    browser.visit(address)


@BROWSER
@pytest.mark.browser
@pytest.mark.parametrize("page", [p for p in PAGES if p != "sources/[A-Z]*"])
class TestPages:
    """Every authored page."""

    def test_nothing_is_wider_than_a_phone(self, page, browser, served_book):
        show(browser, f"{served_book}/{page}.html", 390)

        assert browser.run("document.documentElement.scrollWidth") <= 390
        assert [] == browser.run(TOO_WIDE)

    def test_notes_stand_beside_the_text_and_meet_nothing(self, page, browser, served_book):
        show(browser, f"{served_book}/{page}.html", 1280)
        found = browser.run(NOTES)

        assert (0, 0) == (found["inside"], found["meeting"]), found
        assert browser.run("document.documentElement.scrollWidth") <= 1280


def spoken(nodes, node):
    """The texts below a node of the accessibility tree, as they are read."""
    if node.get("role", {}).get("value") == "StaticText" and not node["ignored"]:
        yield node["name"]["value"].strip()
    for ident in node.get("childIds", ()):
        yield from spoken(nodes, nodes[ident])


@BROWSER
@pytest.mark.browser
def test_a_note_is_read_once_and_in_its_place(browser, served_book):
    """For a screen reader a source's name follows its sentence, and no number of a note stands there."""
    show(browser, f"{served_book}/start/a-sentence-changes-hands.html", 1280)
    nodes = {node["nodeId"]: node for node in browser.call("Accessibility.getFullAXTree")["nodes"]}
    words = list(spoken(nodes, next(iter(nodes.values()))))
    place = words.index("W-seed-kosmo")

    assert "Clinton to Vladimir Putin." in words[place - 1]
    assert words[place + 1] == "KOSMO"
